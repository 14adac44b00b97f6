#include "usecases/students/student_editor.h"

#include "access/problems.h"
#include "access/sight.h"
#include "crypto/bytes_as_text.h"
#include "domain/enrolment.h"
#include "normalise/values.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/reach.h"
#include "usecases/access/seen_students.h"

namespace mingce {

std::string cleaned_value(const SchoolStandard& standard, Field field, const std::string& typed) {
    const ValueCleaner cleaner(standard.fields(), standard.codes(), Regions::shipped());
    std::string scratch;
    const Cell cell{typed, CellKind::Text};
    return std::string(cleaner.clean(field, cell, DateSystem::From1900, scratch).text);
}

StudentEditor::StudentEditor(Tx& tx, const Context& context, Date today)
    : tx_(tx),
      context_(context),
      today_(today),
      boxes_(context.record.ring(), context.random),
      sealer_(boxes_),
      checks_(tx, context, boxes_, sealer_) {}

Result<std::string> StudentEditor::cleaned(Field field, const std::string& typed) {
    return cleaned_value(*TRY(checks_.standard(today_)), field, typed);
}

// Keys of fields, never their values: the values are committed to.
Status StudentEditor::audit_edit(const EditOutcome& outcome, const Edit& edit,
                                 const FieldValues& values) {
    std::string detail = "version=" + std::to_string(outcome.version) + " fields=";
    for (const FieldChange& change : outcome.changes) {
        if (detail.back() != '=') detail += ',';
        detail += key_of(change.field);
    }
    if (!edit.finding.is_none()) detail += " finding=" + edit.finding.hex();
    if (edit.operation_no != 0) detail += " operation=" + std::to_string(edit.operation_no);
    const OpenStudentKey key = TRY(students::load_key(tx_, boxes_, outcome.student));
    const Hash commitment = sealer_.commitment(key, values);
    return audit(tx_, context_,
                 {edit.action, "student", outcome.student, std::move(detail),
                  std::string(view_of(commitment))});
}

Status StudentEditor::guard(const TypedValues& typed, const FieldValues& values) const {
    const Caller& caller = context_.caller;
    for (const auto& [field, text] : typed)
        if (!may_write(caller, field))
            return Error(problem::kFieldHidden, std::string(key_of(field)));
    if (leaves_scope(values)) return Error(problem::kLeavesScope);
    return Done{};
}

bool StudentEditor::leaves_scope(const FieldValues& values) const {
    const Scope& scope = context_.caller.scope;
    if (scope.kind != ScopeKind::Department && scope.kind != ScopeKind::Class) return false;
    StudentPlace place;
    place.department = values[Field::Department];
    place.class_name = values[Field::AdminClass];
    const Scope units{scope.kind, scope.units, {}, {}, false};
    return !units.holds(place);
}

Result<EditOutcome> StudentEditor::edit(const Edit& edit) {
    TRY(require_reach(tx_, context_, edit.student));
    StudentRecord record = TRY(students::load(tx_, boxes_, edit.student));
    EditOutcome outcome = TRY(edit_read(std::move(record), edit));
    show_changes(context_.caller, outcome.changes);
    return outcome;
}

Result<EditOutcome> StudentEditor::edit_read(StudentRecord record, const Edit& edit) {
    if (record.state != RecordState::Live) return Error(problem::kStudentNotLive);
    if (record.is_frozen) return Error(problem::kStudentFrozen);
    if (edit.version && *edit.version != record.version) return Error(problem::kStudentChanged);
    const Intake intake = TRY(intakes::load(tx_, record.intake));
    FieldValues values = record.values;
    for (const auto& [field, typed] : edit.values)
        values[field] = edit.is_clean ? typed : TRY(cleaned(field, typed));
    TRY(guard(edit.values, values));
    EditOutcome outcome{record.id, record.version, changes_between(record.values, values), {}};
    if (outcome.changes.empty()) return outcome;
    for (const FieldChange& change : outcome.changes)
        if (change.field == Field::StudentNo && !change.before.empty())
            return Error(problem::kStudentNumberGiven);
    students::Change change{record, TRY(students::load_key(tx_, boxes_, record.id)), values, {}};
    change.event.id = context_.make_id();
    change.event.at = context_.now;
    change.event.actor = context_.actor;
    change.event.cause = edit.cause;
    change.event.reason = edit.reason;
    change.event.changes = outcome.changes;
    change.event.operation = edit.operation;
    TRY(students::change(tx_, boxes_, sealer_, std::span(&change, 1)));
    outcome.version = record.version + 1;
    record.version = outcome.version;
    record.values = values;
    outcome.findings = TRY(checks_.judge(
        {record, intake, outcome.changes, today_, changes_a_number(outcome.changes)}));
    TRY(audit_edit(outcome, edit, values));
    return outcome;
}

Status StudentEditor::refuse_double(const Intake& intake, const FieldValues& values) {
    for (Field field : {Field::ExamNumber, Field::StudentNo})
        if (!values[field].empty() &&
            !TRY(students::find_by_number(tx_, intake.id, field, values[field])).empty())
            return Error(problem::kStudentThereAlready, std::string(key_of(field)));
    for (const Id& id : TRY(students::find_by_document(tx_, sealer_, values[Field::IdNumber]))) {
        const StudentRecord other = TRY(students::load(tx_, boxes_, id));
        if (other.intake == intake.id && other.state == RecordState::Live)
            return Error(problem::kStudentThereAlready, std::string(key_of(Field::IdNumber)));
    }
    return Done{};
}

Result<EditOutcome> StudentEditor::add(const std::string& intake_key, const TypedValues& typed) {
    const Intake intake = TRY(writable_intake(tx_, context_, intake_key));
    StudentRecord record;
    for (const auto& [field, text] : typed) record.values[field] = TRY(cleaned(field, text));
    TRY(guard(typed, record.values));
    if (record.values[Field::Name].empty()) return Error(problem::kStudentNoName);
    TRY(refuse_double(intake, record.values));
    record.id = context_.make_id();
    record.intake = intake.id;
    const OpenStudentKey key = boxes_.make_key(record.id, intake.year);
    const NewStudent created[] = {sealed_student(boxes_, sealer_, key, views_of(record.values))};
    TRY(students::create(tx_,
                         {context_.institution(),
                          intake.id,
                          {},
                          context_.now,
                          text_of(EnrolmentState::Admitted).key},
                         created));
    EditOutcome outcome{record.id, 1, changes_between({}, record.values), {}};
    outcome.findings = TRY(checks_.judge({record, intake, outcome.changes, today_}));
    Edit made;
    made.action = "student.add";
    TRY(audit_edit(outcome, made, record.values));
    show_changes(context_.caller, outcome.changes);
    return outcome;
}

}  // namespace mingce
