#include "usecases/editions/filing_paper.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "access/mask.h"
#include "crypto/bytes_as_text.h"
#include "documents/filing_sheet.h"
#include "documents/page_preview.h"
#include "store/accounts.h"
#include "store/audit_log.h"
#include "store/batches.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_changes.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/editions/edition_progress.h"
#include "usecases/editions/review_levels.h"

namespace mingce {

namespace {

/// Numbers and leaf hashes of an edition's steps in the audit, by the step's own number.
using AuditOfSteps = std::map<std::int64_t, std::pair<std::uint64_t, std::string>>;

std::int64_t step_in(std::string_view detail) {
    constexpr std::string_view kWord = " step=";
    const std::size_t at = detail.find(kWord);
    std::int64_t step = 0;
    if (at == std::string_view::npos) return step;
    const std::string_view digits = detail.substr(at + kWord.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), step);
    return step;
}

Result<AuditOfSteps> audit_of_steps(Tx& tx, const Id& edition) {
    constexpr std::size_t kShortDigits = 8;
    AuditOfSteps steps;
    for (const AuditEntry& entry : TRY(audit_log::of_subject(tx, edition))) {
        const std::int64_t step = step_in(entry.detail);
        const auto number = TRY(audit_log::number_of(tx, entry.id));
        if (step == 0 || !number) continue;
        const auto numbered = TRY(audit_log::numbered(tx, *number));
        if (numbered) steps[step] = {*number, hex_of(numbered->hash).substr(0, kShortDigits)};
    }
    return steps;
}

class FilingPaperMaker {
public:
    FilingPaperMaker(Tx& tx, const Context& context, const AskFilingPaper& request)
        : tx_(tx), context_(context), request_(request), boxes_(context.boxes()) {}

    Status read() {
        found_ = TRY(find_edition(tx_, context_, request_.edition));
        if (!holds_everybody(context_, found_.intake)) return Error(problem::kEditionScope);
        const Edition& edition = found_.edition;
        if (edition.filing_no.empty()) return Error(problem::kEditionState, told_of(edition.state));
        revision_ = TRY(open_revision(tx_, boxes_, edition));
        rules_ = TRY(review_rules_in_force(tx_, context_, day_of(context_.now)));
        audited_ = TRY(audit_of_steps(tx_, edition.id));
        for (const Account& account : TRY(accounts::all(tx_))) names_[account.login] = account.name;
        TRY(read_counts());
        TRY(read_difference());
        TRY(read_checkpoint());
        list_steps();
        for (std::size_t i = 0; i < revision_.head.parts.size(); ++i)
            parts_.push_back(
                TRY(revisions::part(tx_, boxes_, revision_.sealed, revision_.head, i)));
        return Done{};
    }

    Result<Paper> draw() {
        const Definition definition =
            TRY(parse_definition(revision_.head.definition_key, revision_.head.document));
        sheet_.roster = definition.title;
        const auto restored = TRY(restore_roster(revision_.head, definition, parts_, masked));
        const auto typefaces = TRY(Typefaces::open());
        sheet_.volumes = restored->roster.volumes.size();
        for (std::size_t i = 0; i < restored->roster.volumes.size(); ++i)
            sheet_.pages += TRY(survey_volume(restored->roster, i, *typefaces)).plan.pages.size();
        FilingPdf document = TRY(make_filing_sheet(sheet_, *typefaces));
        Paper paper;
        paper.bytes = std::move(document.bytes);
        paper.pages = document.pages;
        paper.name = found_.intake.key + "_" + std::to_string(found_.edition.number) + "_" +
                     std::string(Text{"备案表", "filing"}.in(request_.language)) + ".pdf";
        return paper;
    }

    const FoundEdition& found() const { return found_; }

private:
    std::string say(const Text& text) const { return std::string(text.in(request_.language)); }

    Status read_counts() {
        const RevisionHead& head = revision_.head;
        const Edition& edition = found_.edition;
        sheet_.language = request_.language;
        sheet_.institution = head.institution;
        sheet_.filing_number = edition.filing_no;
        sheet_.filed_on = edition.filed_on.value_or(head.day);
        sheet_.as_of = civil_text(head.as_of);
        sheet_.fingerprint = hex_of(bytes_of(revision_.sealed.sha256));
        const Tally tally = head.tally();
        sheet_.people = tally.total;
        sheet_.men = tally.men;
        sheet_.women = tally.women;
        std::set<std::pair<std::string, std::string>> majors;
        for (const RevisionPart& part : head.parts) {
            sheet_.departments += part.listed == 0 ? 0 : 1;
            for (const RevisionClass& group : part.classes) {
                if (group.annex) continue;
                ++sheet_.classes;
                majors.emplace(part.department, group.major);
            }
        }
        sheet_.majors = majors.size();
        count_balance();
        sheet_.source_rows =
            static_cast<std::uint64_t>(TRY(batches::students_made(tx_, found_.intake.id)));
        if (found_.intake.is_handed_over())
            sheet_.source_note =
                iso_text(day_of(found_.intake.handed_over_at)) + say({" 移交", " handed over"});
        sheet_.blocking = head.findings.blocking;
        sheet_.warnings = head.findings.warning;
        sheet_.waived = head.findings.waived;
        sheet_.verification =
            say({"审计树的检查点由学校公钥签名；mingce audit prove 可证明各审计序号在树中",
                 "The checkpoint is signed by the school's key; mingce audit prove shows that each "
                 "audit number is in the tree"});
        return Done{};
    }

    void count_balance() {
        const RevisionHead& head = revision_.head;
        FilingBalance& balance = sheet_.balance;
        balance.admitted = head.rows_in;
        balance.listed = head.rows_listed;
        balance.filtered = head.rows_filtered;
        for (const EnrolmentStateText& state : enrolment_states()) {
            const std::uint64_t students = head.annexed_in(state.state);
            switch (state.state) {
                case EnrolmentState::Deferred: balance.deferred = students; break;
                case EnrolmentState::Declined: balance.declined = students; break;
                case EnrolmentState::Revoked: balance.revoked = students; break;
                default:
                    if (students != 0) balance.others.push_back({say(state.name), students});
            }
        }
    }

    Status read_difference() {
        const Edition& edition = found_.edition;
        sheet_.edition =
            say({"第 ", "edition "}) + std::to_string(edition.number) + say({" 版", ""});
        const auto before = TRY(revision_filed_before(tx_, boxes_, edition));
        if (!before) return Done{};
        sheet_.edition += say({"（取代第 ", " (in the place of edition "}) +
                          std::to_string(before->head.edition) + say({" 版）", ")"});
        sheet_.reason = edition.why;
        const RevisionDifference difference =
            TRY(difference_between(tx_, context_, &*before, revision_));
        sheet_.difference = {difference.added, difference.removed, difference.cells};
        return Done{};
    }

    Status read_checkpoint() {
        std::uint64_t filing = 0;
        for (const EditionStepRecord& step : found_.steps)
            if (step.act == EditionAct::File) filing = audited_[step.number].first;
        for (const audit_log::StoredCheckpoint& stored : TRY(audit_log::checkpoints(tx_))) {
            if (stored.size <= filing) continue;
            const CheckpointSigner signer =
                TRY(context_.record.ring().signer(context_.record.origin()));
            const Checkpoint checkpoint = TRY(signer.verifier().open(stored.note));
            sheet_.checkpoint = {checkpoint.origin, checkpoint.head.size, civil_text(stored.at),
                                 hex_of(checkpoint.head.root), signer.verifier().text()};
            return Done{};
        }
        return Done{};
    }

    std::string name_of(const std::string& login) const {
        const auto found = names_.find(login);
        return found == names_.end() || found->second.empty() ? login : found->second;
    }

    FilingAct act_of(const EditionStepRecord& step, const Text& post) {
        FilingAct act;
        act.unit = step.department;
        act.people = {name_of(step.actor)};
        if (!step.instead_of.empty())
            act.people.push_back(say({"代 ", "for "}) + name_of(step.instead_of));
        act.posts = {say(post)};
        act.time = civil_text(step.at);
        act.opinion = step.opinion;
        const auto audited = audited_.find(step.number);
        if (audited != audited_.end()) {
            act.audit_number = audited->second.first;
            act.confirmation = audited->second.second;
        }
        return act;
    }

    /// The steps by which the revision that was filed came to be so; those of others are history.
    void list_steps() {
        const EditionProgress progress = progress_of(found_.steps, revision_, rules_);
        std::set<std::int64_t> standing;
        const auto keep = [&](const LevelProgress& level) {
            for (const Signature& signature : level.signatures) standing.insert(signature.step);
        };
        for (const LevelProgress& level : progress.departments) keep(level);
        keep(progress.registry);
        keep(progress.leader);
        FilingStep departments{say({"院系初审", "Departments"}), {}, {}};
        for (const EditionStepRecord& step : found_.steps) {
            const bool is_sealing =
                (step.act == EditionAct::Submit || step.act == EditionAct::Revise) &&
                step.revision == found_.edition.revision;
            if (is_sealing)
                add(say({"编制", "Compiled"}), act_of(step, {"学籍科", "Registry"}));
            else if (step.act == EditionAct::Endorse && standing.contains(step.number))
                departments.by_department.push_back(act_of(step, {"院系", "Department"}));
            else if (step.act == EditionAct::Recheck && standing.contains(step.number))
                add_after(departments, say({"复审", "Registry review"}),
                          act_of(step, {"学籍科", "Registry"}));
            else if (step.act == EditionAct::Approve && standing.contains(step.number))
                add_after(departments, say({"审批", "Approval"}),
                          act_of(step, {"分管校领导", "University leader"}));
            else if (step.act == EditionAct::File)
                add(say({"备案", "Filed"}), act_of(step, {"学籍科", "Registry"}));
        }
    }

    void add(std::string name, FilingAct act) {
        sheet_.steps.push_back({std::move(name), std::move(act), {}});
    }
    void add_after(FilingStep& departments, std::string name, FilingAct act) {
        if (!departments.by_department.empty()) {
            std::ranges::stable_sort(departments.by_department, {}, &FilingAct::unit);
            sheet_.steps.push_back(std::move(departments));
            departments = {};
        }
        add(std::move(name), std::move(act));
    }

    Tx& tx_;
    const Context& context_;
    const AskFilingPaper& request_;
    Boxes boxes_;
    FoundEdition found_;
    OpenRevision revision_;
    ReviewRules rules_;
    AuditOfSteps audited_;
    std::map<std::string, std::string> names_;
    std::vector<RevisionRows> parts_;
    FilingSheet sheet_;
};

}  // namespace

Result<Paper> filing_paper(const Context& context, const AskFilingPaper& request) {
    TRY(require(context, Permission::RosterRead));
    // What waits is numbered, so that every step has its place in the tree.
    TRY(context.record.settle_audit(context.now));
    std::optional<Result<Paper>> paper;
    Id edition;
    TRY(context.database().read([&](Tx& tx) -> Status {
        FilingPaperMaker maker(tx, context, request);
        TRY(maker.read());
        edition = maker.found().edition.id;
        paper.emplace(maker.draw());
        return paper->ok() ? Status(Done{}) : Status(paper->error());
    }));
    TRY(context.database().write([&](Tx& tx) {
        return audit(tx, context,
                     {"edition.print", "edition", edition,
                      "intake=" + request.edition.intake +
                          " edition=" + std::to_string(request.edition.number) + " filing_sheet",
                      ""});
    }));
    return std::move(*paper);
}

}  // namespace mingce
