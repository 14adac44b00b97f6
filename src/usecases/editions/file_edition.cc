#include "usecases/editions/file_edition.h"

#include <algorithm>

#include "base/text.h"
#include "store/record_problems.h"
#include "store/student_lists.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/editions/review_levels.h"
#include "usecases/editions/sign_edition.h"
#include "usecases/people/confirm_code.h"

namespace mingce {

namespace {

constexpr std::size_t kFilingNumberMost = 40;

/// Letters, digits, ideographs and what stands between them in a document's number.
bool is_filing_number(std::string_view text) {
    if (text.empty() || code_point_count(text) > kFilingNumberMost) return false;
    while (!text.empty()) {
        const char32_t c = next_code_point(text);
        const bool is_ascii_word =
            (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
        if (!is_ascii_word && !is_han(c) &&
            std::u32string_view(U"-–/().〔〕（）[]第号年 ").find(c) == std::u32string_view::npos)
            return false;
    }
    return true;
}

class Filing {
public:
    Filing(Tx& tx, const Context& context, const FileEdition& request)
        : tx_(tx), context_(context), request_(request), boxes_(context.boxes()) {}

    /// What must be so before the code is asked for; the code's owner has done nothing yet.
    Status look() {
        found_ = TRY(find_edition(tx_, context_, request_.edition));
        const EditionState state = found_.edition.state;
        if (edition_step(state, EditionAct::File) == nullptr)
            return Error(problem::kEditionState, told_of(state));
        TRY(is_the_one_that_stands(found_.edition, request_.revision));
        if (!holds_everybody(context_, found_.intake)) return Error(problem::kEditionScope);
        const ReviewRules rules = TRY(review_rules_in_force(tx_, context_, request_.today));
        instead_of_ = TRY(signs_for(tx_, context_, found_, ReviewLevel::Filing));
        revision_ = TRY(open_revision(tx_, boxes_, found_.edition));
        const EditionProgress progress = progress_of(found_.steps, revision_, rules);
        if (!progress.leader.is_complete) return Error(problem::kReviewLevelIncomplete);
        const Date approved = day_of(progress.leader.signatures.back().at);
        if (request_.filed_on < approved || request_.filed_on > request_.today)
            return Error(problem::kFilingDate, iso_text(approved));
        return Done{};
    }

    Result<FiledEdition> file(const std::string& number, const std::string& opinion) {
        TRY(look());
        FiledEdition outcome;
        TRY(register_students(outcome));
        TRY(supersede(outcome));
        found_.edition.filing_no = number;
        found_.edition.filed_on = request_.filed_on;
        found_.edition.registered_on = registered_on();
        EditionDeed deed;
        deed.act = EditionAct::File;
        deed.to = EditionState::Filed;
        deed.sha256 = revision_.sealed.sha256;
        deed.opinion = opinion;
        deed.instead_of = instead_of_;
        TRY(write_deed(tx_, context_, found_, std::move(deed)));
        return outcome;
    }

private:
    Date registered_on() const { return request_.registered_on.value_or(request_.filed_on); }

    /// Those listed whose status is, today, 初审合格.
    Status register_students(FiledEdition& outcome) {
        const auto states = TRY(status_events::status_on(tx_, found_.intake.id, request_.today));
        std::vector<Id> passed, listed;
        for (std::size_t i = 0; i < revision_.head.parts.size(); ++i) {
            const RevisionRows part =
                TRY(revisions::part(tx_, boxes_, revision_.sealed, revision_.head, i));
            for (const RevisionRows::Row& row : part.rows()) {
                if (revision_.head.parts[i].classes[row.class_no].annex) continue;
                listed.push_back(row.student);
                const auto state = states.find(row.student);
                if (state == states.end()) continue;
                if (state->second == EnrolmentState::Passed)
                    passed.push_back(row.student);
                else if (!text_of(state->second).holds_status)
                    ++outcome.waiting;
            }
        }
        TRY(editions::add_filed(tx_, found_.edition.id, listed));
        if (passed.empty()) return Done{};
        SetStatus request;
        request.event.event = EnrolmentEvent::Register;
        request.event.effective = registered_on();
        request.document_no = trim_blanks(request_.filing_no);
        request.reason = revision_name(found_.edition, found_.edition.revision, Language::Chinese);
        request.today = request_.today;
        const auto refused = [&](const StatusOutcome& told) -> Status {
            for (const StatusRefusal& refusal : told.refused)
                if (&refusal.error.problem() != &problem::kStudentFrozen)
                    return Error(problem::kRegistrationDate, refusal.error.detail());
            return Done{};
        };
        StatusOutcome written = TRY(record_status(tx_, context_, passed, request));
        TRY(refused(written));
        outcome.kept = std::move(written.refused);
        if (!written.is_written) {  // frozen ones stay as they are, the others are registered
            std::erase_if(passed, [&](const Id& student) {
                return std::ranges::find(outcome.kept, student.hex(), &StatusRefusal::place) !=
                       outcome.kept.end();
            });
            written = TRY(record_status(tx_, context_, passed, request));
        }
        outcome.registered = written.recorded;
        return Done{};
    }

    Status supersede(FiledEdition& outcome) {
        for (Edition& other : TRY(editions::list(tx_, boxes_, found_.intake.id))) {
            if (edition_step(other.state, EditionAct::Supersede) == nullptr) continue;
            FoundEdition before{found_.intake, std::move(other), {}};
            outcome.superseded = before.edition.number;
            EditionDeed deed;
            deed.act = EditionAct::Supersede;
            deed.to = EditionState::Superseded;
            TRY(write_deed(tx_, context_, before, std::move(deed)));
        }
        return Done{};
    }

    Tx& tx_;
    const Context& context_;
    const FileEdition& request_;
    Boxes boxes_;
    FoundEdition found_;
    OpenRevision revision_;
    std::string instead_of_;
};

}  // namespace

Result<FiledEdition> file_edition(const Context& context, const FailureLimits& limits,
                                  const FileEdition& request) {
    TRY(require(context, Permission::RosterFile));
    const std::string number(trim_blanks(request.filing_no));
    if (!is_filing_number(number)) return Error(problem::kFilingNumber);
    const std::string opinion = TRY(checked_opinion(request.opinion));
    TRY(context.database().read([&](Tx& tx) { return Filing(tx, context, request).look(); }));
    TRY(confirm_code(context, limits, request.code));
    std::optional<FiledEdition> outcome;
    TRY(context.database().write_alone([&](Tx& tx) -> Status {
        outcome = TRY(Filing(tx, context, request).file(number, opinion));
        return Done{};
    }));
    return std::move(*outcome);
}

}  // namespace mingce
