// Lists taken out as files: asked for, approved as the table of docs/access.md says, made once by
// who asked, and gone after a week.
#pragma once

#include <string>
#include <vector>

#include "store/export_requests.h"
#include "usecases/record/record.h"

namespace mingce {

constexpr std::uint64_t kRowsWithoutTwo = 2'000;  // more need two approvers
constexpr std::int64_t kExportDays = 7;           // asked, approved or made: then it is expired

/// How many must approve an export by this role, of this class and size.
std::uint32_t approvals_needed(Role role, FieldClass highest, std::uint64_t rows);

struct AskExport {
    ExportedStudents students;  // as query_students takes them; of an intake
    ListOrder order = ListOrder::Class;
    bool is_descending = false;
    std::vector<Field> fields = {};  // columns, in their order
    std::vector<Field> whole =
        {};  // of these, those wanted whole though the caller sees them masked
    ExportFormat format = ExportFormat::Xlsx;
    std::string purpose = {};  // in words, at most 500 characters; never empty
};
/// A request as people see it.
struct ExportView {
    ExportRequest request;
    std::string intake;  // key
    std::vector<ExportDecision> decisions;
    bool may_decide = false, may_make = false;  // by this caller, now
    bool is_mine = false;                       // this caller asked for it
    /// Some of what it was asked by is taken out, as this caller does not see such values.
    bool is_partly_told = false;
};
/// What would go out, and how many would have to approve it, before it is asked for. Errors: as
/// ask_export, without its purpose.
struct ExportMeasure {
    std::uint64_t students = 0;
    FieldClass highest = FieldClass::C1;
    std::uint32_t approvals = 0;
    std::vector<Role> approvers = {};  // whoever of these roles sees every student of it
    bool is_locked = false;            // a ZIP with a password
    std::vector<std::string> missing_numbers = {};
};
Result<ExportMeasure> measure_export(const Context& context, const AskExport& request);

/// Errors: Forbidden (access.denied; access.field_hidden for a column the caller does not see or an
/// order or a condition by one; export.too_wide for a role that may take out only what needs
/// nobody); NotFound (intake.unknown); BadInput (export.no_fields, export.no_purpose, export.empty;
/// student.field_sealed, student.filter_values).
Result<ExportView> ask_export(const Context& context, const AskExport& request);

struct DecideExport {
    std::int64_t number = 0;
    bool approves = false;
    std::string words;  // why; needed to refuse
};
/// Never one's own; each person once; only who may see every student of it. The last approval
/// needed makes it approved, one refusal refuses it. Errors: Forbidden (access.denied, export.own);
/// NotFound (export.unknown); Conflict (export.state, export.decided_already); BadInput
/// (export.no_words).
Result<ExportView> decide_export(const Context& context, const DecideExport& request);

/// One's own, and those one may decide; newest first.
Result<std::vector<ExportView>> list_exports(const Context& context);
Result<ExportView> show_export(const Context& context, std::int64_t number);

struct MadeExport {
    ExportRequest request;
    std::string file_name, bytes;
    std::string password;  // "" or shown once: the ZIP's, AES-256
    std::uint64_t rows = 0;
};
/// The file, by who asked and under the role it was asked under, once. What the caller sees today
/// and whom: when that needs more approvals than were given, it is asked again. Errors: Forbidden
/// (export.not_yours); NotFound (export.unknown); Conflict (export.state, export.grew).
Result<MadeExport> make_export(const Context& context, std::int64_t number);

}  // namespace mingce
