#include "usecases/access/export_contents.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "access/problems.h"
#include "access/sight.h"
#include "store/student_queries.h"
#include "store/students.h"
#include "usecases/students/asked_students.h"

namespace mingce {

namespace {

bool is_whole(const Caller& caller, const ExportContents& contents, Field field) {
    return sees_whole(caller, field) ||
           std::ranges::find(contents.whole, field) != contents.whole.end();
}

/// Whether a condition tells what those who fulfil it have.
bool tells_value(const ValueFilter& filter) {
    return filter.op != FilterOp::Empty && filter.op != FilterOp::NotEmpty;
}

/// `chosen` and nobody else of those that the selection is already narrowed to.
void narrow_to_chosen(const std::vector<Id>& chosen, StudentSelection& selection) {
    if (!selection.among) {
        selection.among = chosen;
        return;
    }
    const std::unordered_set<Id> is_chosen(chosen.begin(), chosen.end());
    std::erase_if(*selection.among, [&](const Id& id) { return !is_chosen.contains(id); });
}

std::string value_of(const StudentRecord& record, Field field) {
    return field == Field::EnrolmentStatus ? status_name_of(record.status) : record.values[field];
}

}  // namespace

Status require_columns(const Context& context, const ExportContents& contents) {
    const Caller& caller = context.caller;
    const auto hidden = [](Field field) {
        return Error(problem::kFieldHidden, std::string(key_of(field)));
    };
    for (Field field : contents.fields)
        if (field == Field::Photo || sight_of(caller, field) == Sight::Hidden) {
            const bool is_revealed =
                field != Field::Photo && caller.may(Permission::StudentReveal) &&
                std::ranges::find(contents.whole, field) != contents.whole.end();
            if (!is_revealed) return hidden(field);
        }
    for (Field field : contents.whole) {
        if (std::ranges::find(contents.fields, field) == contents.fields.end())
            return hidden(field);
        if (!sees_whole(caller, field) && !caller.may(Permission::StudentReveal))
            return hidden(field);
    }
    TRY(require_asking_still(caller, contents.students.asked));
    if (!may_order_by(caller, contents.order)) return Error(problem::kFieldHidden);
    return Done{};
}

FieldClass highest_class(const Caller& caller, const ExportContents& contents) {
    FieldClass highest = FieldClass::C1;
    for (Field field : contents.fields) {
        const FieldClass own = DataStandard::shipped().of(field).field_class;
        const bool whole = is_whole(caller, contents, field);
        highest = std::max(highest, whole ? own : std::min(own, FieldClass::C2));
    }
    for (const ValueFilter& filter : contents.students.asked.filters)
        if (tells_value(filter))
            highest = std::max(highest, DataStandard::shipped().of(filter.field).field_class);
    return highest;
}

Result<ListedStudents> list_now(Tx& tx, const Context& context, const Id& intake,
                                const ExportContents& contents) {
    ListedStudents listed;
    const ExportedStudents& wanted = contents.students;
    AskedStudents asked = wanted.asked;
    asked.intake = TRY(intakes::load(tx, intake)).key;
    StudentSelection selection = TRY(selection_of(tx, context, asked));
    if (wanted.numbers)
        listed.missing_numbers =
            TRY(narrow_to_numbers(tx, context.caller, *wanted.numbers, selection));
    if (wanted.chosen) narrow_to_chosen(*wanted.chosen, selection);
    constexpr student_queries::Window kAll{0, std::numeric_limits<std::uint32_t>::max(), false};
    listed.ids = TRY(student_queries::in_order(tx, selection,
                                               {contents.order, contents.is_descending}, kAll))
                     .ids;
    const std::unordered_set<Id> is_left_out(wanted.left_out.begin(), wanted.left_out.end());
    std::erase_if(listed.ids, [&](const Id& id) { return is_left_out.contains(id); });
    return listed;
}

Result<ListTable> read_table(Tx& tx, const Context& context, const std::vector<Id>& students,
                             const ExportContents& contents) {
    ListTable table;
    for (Field field : contents.fields) table.heads.push_back(DataStandard::shipped().of(field).zh);
    Boxes boxes = context.boxes();
    table.rows.reserve(students.size());
    for (const Id& student : students) {
        const StudentRecord record = TRY(students::load(tx, boxes, student));
        std::vector<std::string>& row = table.rows.emplace_back();
        for (Field field : contents.fields) {
            std::string value = value_of(record, field);
            row.push_back(is_whole(context.caller, contents, field)
                              ? std::move(value)
                              : seen(context.caller, field, value));
        }
    }
    return table;
}

}  // namespace mingce
