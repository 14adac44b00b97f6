#include "usecases/students/student_view.h"

#include "access/field_mask.h"
#include "access/problems.h"
#include "access/sight.h"
#include "domain/standard.h"
#include "store/record_problems.h"
#include "store/status_events.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/access/seen_students.h"

namespace mingce {

namespace {

/// The cell of the row that a student was created from; "" where the value came by a join.
struct Origin {
    std::string place, raw;
};
Origin origin_of(Field field, const StudentView& view, const std::vector<BatchSheet>& sheets) {
    for (const SourceRowRecord& row : view.rows) {
        if (row.batch != view.record.batch || row.number != view.record.source_row) continue;
        for (const BatchSheet& sheet : sheets) {
            if (sheet.position != row.sheet) continue;
            const SourceSheet& source = sheet.sheet;
            const std::int32_t column = source.column_of[static_cast<std::size_t>(field)];
            const auto at = static_cast<std::size_t>(column);
            if (column < 0 || at >= source.column_names.size())
                return {source.place() + ":" + std::to_string(row.sheet_row), ""};
            const bool joined =
                row.joined_row != 0 && at >= source.joined_from && at < source.joined_to;
            const std::string file = joined ? source.joined_file : source.place();
            return {file + ":" + std::to_string(joined ? row.joined_row : row.sheet_row) + ":" +
                        source.column_names[at],
                    at < row.cells.size() ? row.cells[at] : ""};
        }
    }
    return {};
}

void fill_fields(StudentView& view, const std::vector<BatchSheet>& sheets, bool whole) {
    for (Field field : kAllFields) {
        const FieldStandard& standard = DataStandard::shipped().of(field);
        const std::string& value = view.record.values[field];
        if (value.empty()) continue;
        FieldView shown_field;
        shown_field.field = field;
        shown_field.is_sealed = standard.sealed;
        shown_field.value = whole ? value : shown(standard, value);
        shown_field.event = source_of(field, view.events);
        if (shown_field.event == nullptr) {
            const Origin origin = origin_of(field, view, sheets);
            shown_field.place = origin.place;
            if (origin.raw != value)
                shown_field.raw = whole ? origin.raw : shown(standard, origin.raw);
        }
        view.fields.push_back(std::move(shown_field));
    }
}

/// Takes away what the caller does not see, of everything the view holds. Rows as they arrived hold
/// cells of any column: what a caller may see of one stands beside its field.
void show_to(const Caller& caller, StudentView& view) {
    std::erase_if(view.fields, [&caller](const FieldView& field) {
        return sight_of(caller, field.field) == Sight::Hidden;
    });
    for (FieldView& field : view.fields) {
        field.value = seen(caller, field.field, field.value);
        field.raw = seen(caller, field.field, field.raw);
        if (field.raw == field.value) field.raw.clear();
    }
    show_values(caller, view.record.values);
    show_events(caller, view.events);
    view.rows.clear();
    if (!caller.may(Permission::ImportRead)) {
        view.batch.reset();
        view.imported_by.clear();
        for (FieldView& field : view.fields) field.place.clear();
    }
    if (!sees_whole(caller, Field::Photo) && !caller.may(Permission::StudentReveal))
        view.photo.reset();
}

Result<StudentView> load_view(Tx& tx, const Context& context, const ShowStudent& request) {
    StudentView view;
    const bool is_at_the_machine = context.caller.is_at_the_machine();
    Boxes boxes = context.boxes();
    view.record = TRY(students::load(tx, boxes, TRY(find_student(tx, context, request.who))));
    view.intake = TRY(intakes::load(tx, view.record.intake)).key;
    if (view.record.state == RecordState::Erased) return view;
    view.merges = TRY(merges_seen(tx, context, view.record.id));
    const Moment seen = request.as_of.value_or(context.now);
    std::erase_if(view.merges, [seen](const MergeView& merge) { return !merge.stood(seen); });
    view.events = TRY(students::events(tx, boxes, view.record.id));
    if (request.as_of) {
        if (view.record.created_at > *request.as_of) return Error(problem::kStudentNotYet);
        view.record.values = values_at(std::move(view.record.values), view.events, *request.as_of);
        std::erase_if(view.events,
                      [&](const StudentEvent& event) { return event.at > *request.as_of; });
    }
    const OpenStudentKey key = TRY(students::load_key(tx, boxes, view.record.id));
    if (request.as_of) {
        const auto statuses = TRY(status_events::of_student(tx, boxes, key));
        view.record.status =
            text_of(TRY(state_on(standing_events(statuses), day_of(*request.as_of)))).key;
    }
    view.rows = TRY(source_rows::of_student(tx, boxes, key));
    std::vector<BatchSheet> sheets;
    if (!view.record.batch.is_none()) {
        Batch batch = TRY(batches::load(tx, view.record.batch));
        view.batch = batch.number;
        view.imported_by = std::move(batch.committed_by);
        sheets = TRY(batches::sheets(tx, view.record.batch));
    }
    view.photo = TRY(view_photo(tx, view.record.id, request.as_of));
    fill_fields(view, sheets, !request.break_glass.empty() || !is_at_the_machine);
    if (!is_at_the_machine) show_to(context.caller, view);
    return view;
}

}  // namespace

Result<StudentView> show_student(const Context& context, const ShowStudent& request) {
    TRY(require(context, Permission::StudentRead));
    // People look at whole values by reveal_fields: that is counted, and told to the student.
    if (!context.caller.is_at_the_machine() && !request.break_glass.empty())
        return Error(problem::kAccessDenied, "break-glass");
    StudentView view = TRY(
        read_value(context.database(), [&](Tx& tx) { return load_view(tx, context, request); }));
    if (!request.break_glass.empty())
        TRY(context.database().write([&](Tx& tx) {
            return audit(
                tx, context,
                {"student.reveal", "student", view.record.id, "reason=" + request.break_glass, ""});
        }));
    return view;
}

}  // namespace mingce
