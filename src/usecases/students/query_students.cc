#include "usecases/students/query_students.h"

#include <algorithm>
#include <unordered_map>

#include "access/problems.h"
#include "store/record_problems.h"
#include "store/student_queries.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/seen_students.h"
#include "usecases/students/field_order.h"
#include "usecases/students/query_problems.h"

namespace mingce {

namespace {

using student_queries::Block;
using student_queries::Window;

/// An order by what somebody does not see tells it to them, a student at a time.
Status require_field(const Caller& caller, Field field) {
    const FieldStandard& standard = DataStandard::shipped().of(field);
    if (standard.sealed) return Error(problem::kStudentFieldSealed, standard.zh);
    if (!may_filter_by(caller, field)) return Error(problem::kFieldHidden, standard.zh);
    return Done{};
}

Status require_query(const Context& context, const QueryStudents& request) {
    TRY(require_asking(context, request.asked));
    if (request.wants_findings) TRY(require(context, Permission::FindingRead));
    if (const Field* const field = std::get_if<Field>(&request.order))
        return require_field(context.caller, *field);
    if (!may_order_by(context.caller, std::get<ListOrder>(request.order)))
        return Error(problem::kFieldHidden);
    return Done{};
}

Result<Block> block_of(Tx& tx, const StudentSelection& selection, const QueryStudents& request) {
    const Window window{request.offset, request.limit, request.wants_total};
    if (const ListOrder* const order = std::get_if<ListOrder>(&request.order))
        return student_queries::in_order(tx, selection, {*order, request.is_descending}, window);
    const Field field = std::get<Field>(request.order);
    FieldOrder students(field);
    TRY(student_queries::each_value(tx, selection, field,
                                    [&students, field](const Id& id, std::string_view value) {
                                        if (field == Field::EnrolmentStatus)
                                            students.add(id, status_name_of(value));
                                        else
                                            students.add(id, value);
                                    }));
    Block block{students.window(window.offset, window.limit, request.is_descending), {}};
    if (request.wants_total) block.total = students.size();
    return block;
}

QueriedStudent shown_student(const Caller& caller, const StudentRecord& record,
                             const std::vector<Field>& fields) {
    QueriedStudent shown;
    shown.id = record.id;
    shown.version = record.version;
    shown.state = record.state;
    shown.status = seen(caller, Field::EnrolmentStatus, record.status);
    shown.is_frozen = record.is_frozen;
    for (const Field field : fields)
        shown.values.push_back(seen(caller, field,
                                    field == Field::EnrolmentStatus ? status_name_of(record.status)
                                                                    : record.values[field]));
    return shown;
}

Status add_findings(Tx& tx, const Context& context, const std::vector<Id>& ids,
                    std::unordered_map<Id, QueriedStudent*>& items) {
    if (ids.empty()) return Done{};
    Boxes boxes = context.boxes();
    findings::Selection selection;
    selection.state = FindingState::Open;
    selection.among = ids;
    return findings::each(tx, boxes, selection, [&](StoredFinding& finding) -> Status {
        const auto student = items.find(finding.student);
        if (student != items.end() && show_finding(context.caller, finding))
            student->second->findings.push_back(std::move(finding));
        return Done{};
    });
}

Status read_students(Tx& tx, const Context& context, const QueryStudents& request,
                     const std::vector<Id>& ids, StudentBlock& block) {
    const Caller& caller = context.caller;
    const bool opens_boxes = std::ranges::any_of(request.fields, [&caller](Field field) {
        return DataStandard::shipped().of(field).sealed && sight_of(caller, field) != Sight::Hidden;
    });
    Boxes boxes = context.boxes();
    for (const StudentRecord& record : TRY(students::load_several(tx, boxes, ids, opens_boxes)))
        block.items.push_back(shown_student(caller, record, request.fields));
    // Where it stood in a file is an order by any column of that file.
    if (caller.may(Permission::ImportRead)) {
        const auto rows = TRY(student_queries::sheet_rows(tx, ids));
        for (QueriedStudent& item : block.items)
            if (const auto row = rows.find(item.id); row != rows.end())
                item.source_row = row->second;
    }
    if (!request.wants_findings) return Done{};
    std::unordered_map<Id, QueriedStudent*> items;
    for (QueriedStudent& item : block.items) items.emplace(item.id, &item);
    return add_findings(tx, context, ids, items);
}

Result<StudentBlock> read_block(Tx& tx, const Context& context, const QueryStudents& request) {
    StudentBlock block;
    StudentSelection selection = TRY(selection_of(tx, context, request.asked));
    if (request.numbers)
        block.missing_numbers =
            TRY(narrow_to_numbers(tx, context.caller, *request.numbers, selection));
    const Block found = TRY(block_of(tx, selection, request));
    block.total = found.total;
    TRY(read_students(tx, context, request, found.ids, block));
    for (const Field field : request.fields) block.seen.push_back(sight_of(context.caller, field));
    return block;
}

}  // namespace

Result<StudentBlock> query_students(const Context& context, const QueryStudents& request) {
    TRY(require_query(context, request));
    QueryStudents bounded = request;
    bounded.limit = std::min(request.limit, kBlockRowsMax);
    StudentBlock block = TRY(
        read_value(context.database(), [&](Tx& tx) { return read_block(tx, context, bounded); }));
    // A second block is more than the first alone.
    const std::size_t seen_rows = block.items.size() + (request.offset == 0 ? 0 : kQuietRowsMax);
    TRY(audit_bulk_read(context, "intake=" + request.asked.intake,
                        block.items.empty() ? 0 : seen_rows));
    return block;
}

Result<FieldValueList> field_values(const Context& context, const AskedStudents& asked,
                                    Field field) {
    TRY(require_asking(context, asked));
    TRY(require_field(context.caller, field));
    std::unordered_map<std::string, std::int64_t> counts;
    TRY(context.database().read([&](Tx& tx) -> Status {
        counts.clear();
        const StudentSelection selection = TRY(selection_of(tx, context, asked));
        return student_queries::each_value(
            tx, selection, field,
            [&counts](const Id&, std::string_view value) { ++counts[std::string(value)]; });
    }));
    FieldValueList list;
    for (const auto& [value, students] : counts)
        list.items.push_back(
            {field == Field::EnrolmentStatus ? status_name_of(value) : value, students});
    std::ranges::sort(list.items, {}, [](const FieldValueCount& item) {
        return std::pair(-item.students, std::string_view(item.value));
    });
    list.is_cut = list.items.size() > kFieldValuesMax;
    if (list.is_cut) list.items.resize(kFieldValuesMax);
    TRY(audit_bulk_read(context, "intake=" + asked.intake + " values=" + std::string(key_of(field)),
                        list.items.size()));
    return list;
}

}  // namespace mingce
