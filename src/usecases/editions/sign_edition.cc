#include "usecases/editions/sign_edition.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_checks.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/editions/review_levels.h"
#include "usecases/editions/review_needs.h"
#include "usecases/people/confirm_code.h"

namespace mingce {

namespace {

constexpr std::size_t kOpinionMost = 500;

ReviewLevel level_of(EditionAct act) {
    switch (act) {
        case EditionAct::Recheck: return ReviewLevel::Registry;
        case EditionAct::Approve: return ReviewLevel::Leader;
        case EditionAct::File: return ReviewLevel::Filing;
        default: return ReviewLevel::Department;
    }
}

bool submitted_it(const Context& context, const FoundEdition& found) {
    return std::ranges::any_of(found.steps, [&](const EditionStepRecord& step) {
        return (step.act == EditionAct::Submit || step.act == EditionAct::Revise) &&
               step.actor == context.actor;
    });
}

class Signing {
public:
    Signing(Tx& tx, const Context& context, const SignEdition& request, const FoundEdition& found,
            const OpenRevision& revision)
        : tx_(tx), context_(context), request_(request), found_(found), revision_(revision) {}

    /// Everything but what the caller looked at.
    Status may_at_all() {
        const EditionStep* const step = edition_step(found_.edition.state, request_.act);
        if (step == nullptr) return Error(problem::kEditionState, told_of(found_.edition.state));
        TRY(is_the_one_that_stands(found_.edition, request_.revision));
        TRY(is_theirs());
        instead_of_ =
            TRY(signs_for(tx_, context_, found_, level_of(request_.act), request_.department));
        if ((step->guards & kNotOwnSubmission) != 0 && submitted_it(context_, found_))
            return Error(problem::kReviewOwnSubmission);
        const LevelProgress level = TRY(progress());
        if (std::ranges::any_of(level.signatures, [&](const Signature& signature) {
                return signature.login == context_.actor;
            }))
            return Error(problem::kReviewSignedAlready);
        return Done{};
    }

    Status has_looked() const {
        const EditionStep* const step = edition_step(found_.edition.state, request_.act);
        const ReviewNeeds needs = TRY(review_needs(
            tx_, context_, {found_, revision_, level_of(request_.act), request_.department}));
        if ((step->guards & kChangesViewed) != 0 && needs.classes_left() > 0)
            return Error(problem::kReviewNotViewed, first_class(needs));
        if ((step->guards & kFlaggedOpened) != 0 && needs.rows_left() > 0)
            return Error(problem::kReviewNotOpened, std::to_string(needs.rows_left()));
        return Done{};
    }

    /// Of the revision, which does not change: looked at once, before anything is written.
    Status passes_checks() const {
        const EditionStep* const step = edition_step(found_.edition.state, request_.act);
        if ((step->guards & kChecksPassed) == 0) return Done{};
        switch (worst_of(TRY(edition_checks(tx_, context_, found_, revision_)))) {
            case CheckResult::Failed: return Error(problem::kReviewChecks);
            case CheckResult::Differs:
                if (trim_blanks(request_.opinion).empty())
                    return Error(problem::kReviewChecksOpinion);
                return Done{};
            case CheckResult::Passed: return Done{};
        }
        return Done{};
    }

    Result<EditionDeed> deed() {
        EditionDeed deed;
        deed.act = request_.act;
        deed.to = found_.edition.state;
        deed.department = request_.department;
        deed.instead_of = instead_of_;
        deed.opinion = TRY(checked_opinion(request_.opinion));
        deed.sha256 = revision_.sealed.sha256;
        if (request_.act == EditionAct::Endorse)
            deed.sha256 = digest_of(*revision_.head.part_of(request_.department));
        deed.edited = TRY(edited_rows());
        return deed;
    }

    Result<LevelProgress> progress() const {
        const ReviewRules rules = TRY(review_rules_in_force(tx_, context_, today()));
        EditionProgress progress = progress_of(found_.steps, revision_, rules);
        if (request_.act == EditionAct::Recheck) return std::move(progress.registry);
        if (request_.act == EditionAct::Approve) return std::move(progress.leader);
        const LevelProgress* const level = progress.of_department(request_.department);
        if (level == nullptr) return Error(problem::kReviewDepartment, request_.department);
        return *level;
    }

private:
    Date today() const { return day_of(context_.now); }

    Status is_theirs() const {
        if (request_.act != EditionAct::Endorse) {
            if (holds_everybody(context_, found_.intake)) return Done{};
            return Error(problem::kEditionScope);
        }
        if (revision_.head.part_of(request_.department) == nullptr ||
            !holds_department(context_, found_.intake, request_.department))
            return Error(problem::kReviewDepartment, request_.department);
        return Done{};
    }

    static std::string first_class(const ReviewNeeds& needs) {
        for (const ClassToView& view : needs.classes)
            if (!view.is_viewed)
                return std::to_string(needs.classes_left()) + ": " +
                       std::string(view.change.now.name());
        return "";
    }

    /// Of what is signed, students that the signer edited; the annex too: it is signed with it.
    Result<std::vector<Id>> edited_rows() const {
        const std::vector<Id> edited =
            TRY(students::edited_by(tx_, found_.intake.id, context_.actor));
        std::vector<Id> rows;
        if (edited.empty()) return rows;
        const std::unordered_set<Id> mine(edited.begin(), edited.end());
        Boxes boxes = context_.boxes();
        for (std::size_t i = 0; i < revision_.head.parts.size(); ++i) {
            if (request_.act == EditionAct::Endorse &&
                revision_.head.parts[i].department != request_.department)
                continue;
            const RevisionRows part =
                TRY(revisions::part(tx_, boxes, revision_.sealed, revision_.head, i));
            for (const RevisionRows::Row& row : part.rows())
                if (mine.contains(row.student)) rows.push_back(row.student);
        }
        return rows;
    }

    Tx& tx_;
    const Context& context_;
    const SignEdition& request_;
    const FoundEdition& found_;
    const OpenRevision& revision_;
    std::string instead_of_;
};

}  // namespace

Permission permission_of(EditionAct act) {
    for (const EditionStep& step : edition_steps())
        if (step.act == act && step.permission) return *step.permission;
    return Permission::RosterSubmit;
}

Result<std::string> checked_opinion(std::string_view opinion) {
    std::string text(trim_blanks(opinion));
    if (code_point_count(text) > kOpinionMost) return Error(problem::kReviewOpinionLong);
    return text;
}

Result<std::optional<Error>> signing_refusal(Tx& tx, const Context& context,
                                             const FoundEdition& found,
                                             const OpenRevision& revision,
                                             const SignEdition& request) {
    if (!context.caller.may(permission_of(request.act)))
        return std::optional(mingce::require(context.caller, permission_of(request.act)).error());
    const Status may = Signing(tx, context, request, found, revision).may_at_all();
    return may.ok() ? std::optional<Error>() : std::optional(may.error());
}

Result<SignedEdition> sign_edition(const Context& context, const FailureLimits& limits,
                                   const SignEdition& request) {
    TRY(require(context, permission_of(request.act)));
    TRY(context.database().read([&](Tx& tx) -> Status {
        const FoundEdition found = TRY(find_edition(tx, context, request.edition));
        Boxes boxes = context.boxes();
        const OpenRevision revision = TRY(open_revision(tx, boxes, found.edition));
        Signing signing(tx, context, request, found, revision);
        TRY(signing.may_at_all());
        TRY(signing.has_looked());
        return signing.passes_checks();
    }));
    if (request.act == EditionAct::Approve) TRY(confirm_code(context, limits, request.code));
    return write_value(context.database(), [&](Tx& tx) -> Result<SignedEdition> {
        FoundEdition found = TRY(find_edition(tx, context, request.edition));
        Boxes boxes = context.boxes();
        const OpenRevision revision = TRY(open_revision(tx, boxes, found.edition));
        Signing signing(tx, context, request, found, revision);
        TRY(signing.may_at_all());
        TRY(signing.has_looked());
        TRY(write_deed(tx, context, found, TRY(signing.deed())));
        SignedEdition outcome{found.edition.state, TRY(signing.progress())};
        TRY(advance(tx, context, found, revision));
        outcome.state = found.edition.state;
        return outcome;
    });
}

}  // namespace mingce
