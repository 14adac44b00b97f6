#include "usecases/students/edit_many.h"

#include <set>

#include "access/problems.h"
#include "access/sight.h"
#include "store/operation_problems.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/students/operation_writer.h"

namespace mingce {

namespace {

/// What a grid shows of a value that is not seen whole, sent back: it would overwrite the value.
bool is_what_a_mask_shows(const Caller& caller, Field field, std::string_view typed) {
    switch (sight_of(caller, field)) {
        case Sight::Whole: return false;
        case Sight::Hidden: return typed.empty();
        case Sight::Masked: break;
    }
    return typed.find("**") != std::string_view::npos;
}

/// Fields changed after a version, each with its value at that version.
std::map<Field, std::string> changed_after(std::int64_t version,
                                           const std::vector<StudentEvent>& events) {
    std::map<Field, std::string> bases;
    for (const StudentEvent& event : events)
        if (event.version > version)
            for (const FieldChange& change : event.changes)
                bases.try_emplace(change.field, change.before);
    return bases;
}

class ManyEditor {
public:
    ManyEditor(Tx& tx, const Context& context, const EditMany& request, OperationWriter& writer)
        : tx_(tx),
          context_(context),
          request_(request),
          writer_(writer),
          editor_(tx, context, request.today) {}

    Result<EditedMany> run() {
        for (const EditMany::One& asked : request_.changes) TRY(take(asked));
        outcome_.operation = TRY(writer_.finish(tx_, context_));
        return std::move(outcome_);
    }

private:
    /// What is asked of one student, as far as it may be written.
    struct Work {
        const EditMany::One& asked;
        StudentRecord record;
        TypedValues typed;   // as they were sent
        FieldValues values;  // the student's, with them
    };

    void refuse(const EditMany::One& asked, std::string_view field, const Problem& problem) {
        outcome_.refused.push_back({asked.student, std::string(field), &problem});
    }
    void refuse_all(const EditMany::One& asked, const Problem& problem) {
        for (const auto& [field, typed] : asked.values) refuse(asked, field, problem);
    }

    const Problem* refusal_of(const StudentRecord& record, std::int64_t version) {
        if (record.intake != writer_.operation().intake) return &problem::kStudentUnknown;
        if (!seen_.insert(record.id).second) return &problem::kEditTwice;
        if (record.state != RecordState::Live) return &problem::kStudentNotLive;
        if (record.is_frozen) return &problem::kStudentFrozen;
        return version > record.version ? &problem::kStudentChanged : nullptr;
    }

    Status take(const EditMany::One& asked) {
        outcome_.cells += asked.values.size();
        const auto found = find_student(tx_, context_, asked.student);
        if (!found.ok()) {
            const Problem& problem = found.error().problem();
            if (&problem != &problem::kStudentUnknown && &problem != &problem::kStudentAmbiguous)
                return found.error();
            refuse_all(asked, problem);
            return Done{};
        }
        Work work{asked, TRY(students::load(tx_, editor_.boxes(), found.value())), {}, {}};
        if (const Problem* const problem = refusal_of(work.record, asked.version)) {
            refuse_all(asked, *problem);
            return Done{};
        }
        TRY(sort_cells(work));
        TRY(write(work));
        return Done{};
    }

    /// Each cell is refused, in conflict, as it was, or to be written.
    Status sort_cells(Work& work) {
        const StudentRecord& record = work.record;
        std::map<Field, std::string> bases;
        if (work.asked.version < record.version)
            bases = changed_after(work.asked.version,
                                  TRY(students::events(tx_, editor_.boxes(), record.id)));
        work.values = record.values;
        ConflictingStudent conflict{work.asked.student, record.version, {}};
        for (const auto& [key, typed] : work.asked.values) {
            const auto field = field_of(key);
            if (!field) {
                refuse(work.asked, key, problem::kStudentFieldUnknown);
            } else if (const Problem* const problem = refusal_of_cell(*field, typed)) {
                refuse(work.asked, key, *problem);
            } else if (std::string value = TRY(editor_.cleaned(*field, typed));
                       value == record.values[*field]) {
                ++outcome_.unchanged;
            } else if (const auto base = bases.find(*field); base != bases.end()) {
                conflict.fields.push_back({*field, seen(context_.caller, *field, base->second),
                                           std::move(value),
                                           seen(context_.caller, *field, record.values[*field])});
            } else if (*field == Field::StudentNo && !record.values[*field].empty()) {
                refuse(work.asked, key, problem::kStudentNumberGiven);
            } else {
                work.typed[*field] = typed;
                work.values[*field] = std::move(value);
            }
        }
        if (!conflict.fields.empty()) outcome_.conflicts.push_back(std::move(conflict));
        return Done{};
    }

    const Problem* refusal_of_cell(Field field, std::string_view typed) const {
        if (!may_write(context_.caller, field)) return &problem::kFieldHidden;
        if (is_what_a_mask_shows(context_.caller, field, typed)) return &problem::kEditMaskedText;
        return nullptr;
    }

    Status write(Work& work) {
        if (editor_.leaves_scope(work.values))
            for (Field field : {Field::Department, Field::AdminClass})
                if (work.typed.erase(field) != 0)
                    refuse(work.asked, key_of(field), problem::kLeavesScope);
        std::int64_t version = work.record.version;
        if (!work.typed.empty()) {
            StudentEditor::Edit edit;
            edit.student = work.record.id;
            edit.values = std::move(work.typed);
            edit.reason = request_.reason;
            writer_.sign(edit);
            const EditOutcome edited = TRY(editor_.edit_read(std::move(work.record), edit));
            writer_.note_changes(edited.student, edited.changes);
            writer_.note_settled(editor_.take_settled());
            version = edited.version;
            ++outcome_.students;
            outcome_.written += edited.changes.size();
            outcome_.findings.opened += edited.findings.opened;
            outcome_.findings.gone += edited.findings.gone;
        }
        outcome_.versions.push_back({work.asked.student, version});
        return Done{};
    }

    Tx& tx_;
    const Context& context_;
    const EditMany& request_;
    OperationWriter& writer_;
    StudentEditor editor_;
    std::set<Id> seen_;
    EditedMany outcome_;
};

}  // namespace

Result<EditedMany> edit_many(const Context& context, const EditMany& request) {
    TRY(require(context, Permission::StudentEdit));
    std::size_t cells = 0;
    for (const EditMany::One& one : request.changes) cells += one.values.size();
    if (request.changes.size() > kEditStudentsMax || cells > kEditCellsMax)
        return Error(problem::kEditTooMuch);
    std::optional<EditedMany> outcome;
    const auto work = [&](Tx& tx) -> Status {
        outcome.reset();
        const Intake intake = TRY(writable_intake(tx, context, request.intake));
        OperationWriter writer = TRY(
            OperationWriter::begin(tx, context, {OperationKind::Edit, intake.id, request.reason}));
        ManyEditor editor(tx, context, request, writer);
        outcome = TRY(editor.run());
        return Done{};
    };
    // Short ones are committed together with what other people write meanwhile.
    constexpr std::size_t kSharesTransaction = 100;
    const bool is_short = request.changes.size() <= kSharesTransaction;
    const Status done =
        is_short ? context.database().write(work) : context.database().write_alone(work);
    if (!done.ok()) return done.error();
    return std::move(*outcome);
}

}  // namespace mingce
