// Findings kept: a rule's fact about somebody's data and what a person decided about it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "access/scope.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "domain/field.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

/// open -> fixed, waived or gone; fixed and waived may be reopened. Gone: the data changed and the
/// rule has nothing to say any more.
enum class FindingState : std::uint8_t { Open, Fixed, Waived, Gone };

constexpr std::string_view key_of(FindingState state) {
    switch (state) {
        case FindingState::Open: return "open";
        case FindingState::Fixed: return "fixed";
        case FindingState::Waived: return "waived";
        case FindingState::Gone: return "gone";
    }
    return "";
}

std::optional<FindingState> finding_state_of(std::string_view key);

/// What stands in the box: values and where they stood, and why it was waived.
struct FindingDetail {
    std::string raw, proposal, arg;  // as Finding
    std::string file, sheet, column;
    std::uint64_t row = 0;
    std::string message;  // as worded then, zh; for rules that a later program no longer has
    std::string reason;   // of a waiver
};

struct StoredFinding {
    Id id, intake, batch, student;  // student: none where it is on a file or the whole intake
    std::string rule, severity;
    std::optional<Field> field;
    FindingState state = FindingState::Open;
    Moment created_at, decided_at;
    std::string decided_by;
    FindingDetail detail;
    std::string sealed_row;        // row_text() as it was when the box was sealed
    std::string assigned_to = {};  // the department it waits for; "" for nobody's in particular
    Id assigned_in = {};           // the operation that handed it over
};

/// The columns beside the box, as they are repeated in it: who changes one cannot change the other.
std::string row_text(const StoredFinding& finding);
/// What the audit commits to of a decision, as canonical text.
std::string decision_text(const StoredFinding& finding);

namespace findings {

/// Writes findings in bulk. `key_of_student` gives the key of StoredFinding::student.
Status create(Tx& tx, Boxes& boxes, const Id& institution,
              const std::vector<StoredFinding>& findings,
              const std::function<const OpenStudentKey*(const Id&)>& key_of_student);

/// Errors: NotFound (finding.unknown), Conflict (finding.ambiguous). By id or its beginning.
Result<StoredFinding> load(Tx& tx, Boxes& boxes, std::string_view id);

/// By whom findings wait for: one of some departments, none of them, any, or nobody.
struct Assignment {
    enum class Kind : std::uint8_t { To, NotTo, Anybody, Nobody };
    Kind kind = Kind::To;
    std::vector<std::string> departments;  // of To and NotTo; none of them: of no department
};

struct Selection {
    Id intake, student, batch;          // none: of any
    std::optional<FindingState> state;  // nothing: of any
    std::string rule, severity;         // "": of any
    /// Of these students; what is on a file stays out of any scope but the whole one's.
    Scope scope = Scope::whole();
    Id after = {};         // those made after this one; none: from the first
    std::size_t most = 0;  // 0: all
    std::optional<Assignment> assignment = {};
    std::vector<Id> among = {};  // of these students; none: of any
    bool is_on_files = false;    // those of no student alone
};
/// In the order they were made. Of an intake, those of merged students are left out: they are read
/// by their student.
Status each(Tx& tx, Boxes& boxes, const Selection& selection,
            const std::function<Status(StoredFinding&)>& each);

/// Every finding, one that does not open as its refusal.
Status each_checked(Tx& tx, Boxes& boxes,
                    const std::function<void(const Id&, const Result<StoredFinding>&)>& each);

/// One finding of one rule on one cell, or on one value of a file: what a second import does not
/// write again.
std::string cell_of(const StoredFinding& finding);
/// Of every finding of an intake that is not gone.
Result<std::unordered_set<std::string>> known_cells(Tx& tx, Boxes& boxes, const Id& intake);

/// Findings that nobody ever decided are gone: a photo came. Those of rules on a hand-over's photos
/// on these students; their boxes stay as they were.
struct Superseding {
    Moment at;
    std::string_view actor;
};
Status supersede_on_photos(Tx& tx, const Superseding& superseding, std::span<const Id> students);

/// Students of an intake that have any finding.
Result<std::unordered_set<Id>> students_with(Tx& tx, const Id& intake);

struct RuleCount {
    std::string rule, severity;
    std::uint64_t open = 0, decided = 0;
};
Result<std::vector<RuleCount>> counts(Tx& tx, const Id& intake);

/// Those of living students, and of files, of every intake: how many are open of each rule, but
/// for those on some fields.
Result<std::map<std::string, std::int64_t, std::less<>>> open_by_rule(
    Tx& tx, const std::vector<Field>& but_on);

/// Writes state, severity, decision, detail and whom it waits for.
Status decide(Tx& tx, Boxes& boxes, const StoredFinding& finding);

}  // namespace findings

}  // namespace mingce
