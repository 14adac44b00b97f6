// What the acts on editions have in common: finding one, and reading what was sealed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/editions.h"
#include "store/revisions.h"
#include "usecases/record/record.h"

namespace mingce {

/// "2026-ug" and 1: an edition as people name it.
struct EditionName {
    std::string intake;
    std::int64_t number = 0;
};

struct FoundEdition {
    Intake intake;
    Edition edition;
    std::vector<EditionStepRecord> steps;
};
/// Errors: NotFound (intake.unknown, also of a year outside the scope; edition.unknown).
Result<FoundEdition> find_edition(Tx& tx, const Context& context, const EditionName& name);

/// A class of a revision as people name it.
struct ClassName {
    std::string department, major, class_name;
    std::string annex;  // key of a state, "" of the body
    auto operator<=>(const ClassName&) const = default;
};
ClassName name_of(const RevisionPart& part, const RevisionClass& group);
/// Its place among the parts and the part's classes; nothing: there is none.
struct ClassPlace {
    std::size_t part = 0, class_no = 0;
};
std::optional<ClassPlace> class_named(const RevisionHead& head, const ClassName& wanted);

/// Whether what somebody looked at is the revision that stands. Errors: Conflict
/// (review.revision_moved).
Status is_the_one_that_stands(const Edition& edition, std::int64_t revision);

/// A revision with its head; the last one with number 0.
struct OpenRevision {
    SealedRevision sealed;
    RevisionHead head;
};
/// Errors: NotFound (revision.unknown); Conflict (edition.state) where none was sealed yet;
/// revision.damaged.
Result<OpenRevision> open_revision(Tx& tx, Boxes& boxes, const Edition& edition,
                                   std::int64_t number = 0);
/// The revision that stands of the last edition before this one that was filed; nothing: none was.
Result<std::optional<OpenRevision>> revision_filed_before(Tx& tx, Boxes& boxes,
                                                          const Edition& edition);

/// Whether the caller works with all of a department's students of the intake.
bool holds_department(const Context& context, const Intake& intake, std::string_view department);
/// Whether the caller works with everybody of the intake.
bool holds_everybody(const Context& context, const Intake& intake);

/// "第 1 版 修订 1.2", "edition 1, revision 1.2".
std::string revision_name(const Edition& edition, std::int64_t revision, Language language);
/// "2026级本科", as it is printed.
std::string intake_title(const Intake& intake, Language language);

/// An act on an edition: the step, what the edition is afterwards, and the audit's entry.
struct EditionDeed {
    EditionAct act = EditionAct::Submit;
    EditionState to = EditionState::Draft;
    std::string department = {}, instead_of = {}, sha256 = {}, opinion = {};
    std::vector<PointedCell> cells = {};
    std::vector<std::string> departments = {};
    std::vector<Id> edited = {};
};
/// Errors: Conflict (edition.changed_meanwhile).
Status write_deed(Tx& tx, const Context& context, FoundEdition& found, EditionDeed deed);

}  // namespace mingce
