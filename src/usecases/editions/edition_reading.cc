#include "usecases/editions/edition_reading.h"

#include "crypto/bytes_as_text.h"
#include "store/edition_problems.h"
#include "store/record_problems.h"
#include "usecases/access/reach.h"
#include "usecases/editions/edition_problems.h"

namespace mingce {

Result<FoundEdition> find_edition(Tx& tx, const Context& context, const EditionName& name) {
    FoundEdition found;
    found.intake = TRY(intakes::load(tx, name.intake));
    if (!is_within(context.caller.scope, found.intake))
        return Error(problem::kIntakeUnknown, name.intake);
    Boxes boxes = context.boxes();
    found.edition = TRY(editions::load(tx, boxes, found.intake.id, name.number));
    found.steps = TRY(editions::steps(tx, boxes, found.edition.id));
    return found;
}

ClassName name_of(const RevisionPart& part, const RevisionClass& group) {
    return {part.department, group.major, group.class_name,
            group.annex ? std::string(text_of(*group.annex).key) : ""};
}

std::optional<ClassPlace> class_named(const RevisionHead& head, const ClassName& wanted) {
    for (std::size_t i = 0; i < head.parts.size(); ++i) {
        if (head.parts[i].department != wanted.department) continue;
        for (std::size_t j = 0; j < head.parts[i].classes.size(); ++j) {
            const RevisionClass& group = head.parts[i].classes[j];
            const std::string_view annex = group.annex ? text_of(*group.annex).key : "";
            if (group.major == wanted.major && group.class_name == wanted.class_name &&
                annex == wanted.annex)
                return ClassPlace{i, j};
        }
    }
    return std::nullopt;
}

Status is_the_one_that_stands(const Edition& edition, std::int64_t revision) {
    if (revision == edition.revision) return Done{};
    return Error(problem::kReviewRevisionMoved,
                 std::to_string(revision) + " → " + std::to_string(edition.revision));
}

Result<OpenRevision> open_revision(Tx& tx, Boxes& boxes, const Edition& edition,
                                   std::int64_t number) {
    if (edition.revision == 0) return Error(problem::kEditionState, told_of(edition.state));
    OpenRevision open;
    open.sealed = TRY(revisions::load(tx, edition.id, number == 0 ? edition.revision : number));
    open.head = TRY(revisions::head(tx, boxes, open.sealed));
    return open;
}

Result<std::optional<OpenRevision>> revision_filed_before(Tx& tx, Boxes& boxes,
                                                          const Edition& edition) {
    for (const Edition& other : TRY(editions::list(tx, boxes, edition.intake)))
        if (other.number < edition.number && !other.filing_no.empty())
            return std::optional(TRY(open_revision(tx, boxes, other)));
    return std::optional<OpenRevision>();
}

bool holds_department(const Context& context, const Intake& intake, std::string_view department) {
    Scope part;
    part.kind = ScopeKind::Department;
    part.units = {{std::string(department), ""}};
    part.years = {intake.year};
    return context.caller.scope.covers(part);
}

bool holds_everybody(const Context& context, const Intake& intake) {
    return context.caller.scope.kind == ScopeKind::Institution &&
           is_within(context.caller.scope, intake);
}

std::string revision_name(const Edition& edition, std::int64_t revision, Language language) {
    const std::string number = std::to_string(edition.number);
    const std::string full = number + "." + std::to_string(revision);
    return language == Language::Chinese ? "第 " + number + " 版 修订 " + full
                                         : "edition " + number + ", revision " + full;
}

std::string intake_title(const Intake& intake, Language language) {
    const std::string year = std::to_string(intake.year);
    static constexpr Text kNames[] = {{"级本科", " undergraduate intake"},
                                      {"级研究生", " postgraduate intake"},
                                      {"级留学生", " international intake"}};
    return year + std::string(kNames[static_cast<std::size_t>(intake.kind)].in(language));
}

Status write_deed(Tx& tx, const Context& context, FoundEdition& found, EditionDeed deed) {
    Edition& edition = found.edition;
    EditionStepRecord step;
    step.id = context.make_id();
    step.edition = edition.id;
    step.act = deed.act;
    step.from = edition.state;
    step.to = deed.to;
    step.revision = edition.revision;
    step.department = std::move(deed.department);
    step.at = context.now;
    step.actor = context.actor;
    step.account = context.caller.account;
    step.instead_of = std::move(deed.instead_of);
    step.sha256 = std::move(deed.sha256);
    step.opinion = std::move(deed.opinion);
    step.cells = std::move(deed.cells);
    step.departments = std::move(deed.departments);
    step.edited = std::move(deed.edited);
    Boxes boxes = context.boxes();
    TRY(editions::add_step(tx, boxes, step));
    if (edition.state != deed.to) {
        edition.state = deed.to;
        edition.state_since = context.now;
    }
    TRY(editions::save(tx, context.institution(), edition));
    std::string detail = "intake=" + found.intake.key +
                         " edition=" + std::to_string(edition.number) + "." +
                         std::to_string(edition.revision) + " step=" + std::to_string(step.number) +
                         " to=" + std::string(key_of(deed.to));
    if (!step.department.empty()) detail += " department=" + step.department;
    if (!step.instead_of.empty()) detail += " instead_of=" + step.instead_of;
    // What is printed refers to this entry: it says which pages were published.
    if (step.act == EditionAct::Publish) detail += " pages_sha256=" + hex_of(bytes_of(step.sha256));
    const std::string action = "edition." + std::string(key_of(step.act));
    TRY(audit(tx, context, {action, "edition", edition.id, std::move(detail), ""}));
    found.steps.push_back(std::move(step));
    return Done{};
}

}  // namespace mingce
