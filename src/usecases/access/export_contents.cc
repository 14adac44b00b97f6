#include "usecases/access/export_contents.h"

#include <algorithm>
#include <functional>

#include "access/problems.h"
#include "access/sight.h"
#include "domain/enrolment.h"
#include "store/student_lists.h"
#include "store/students.h"

namespace mingce {

namespace {

constexpr std::uint32_t kPageSize = 1'000;

bool is_whole(const Caller& caller, const ExportContents& contents, Field field) {
    return sees_whole(caller, field) ||
           std::ranges::find(contents.whole, field) != contents.whole.end();
}

Status each_line(Tx& tx, const Context& context, const student_lists::Page& first,
                 const std::function<Status(const StudentLine&)>& each) {
    student_lists::Page page = first;
    page.size = kPageSize;
    page.scope = context.caller.scope;
    for (;;) {
        const std::vector<StudentLine> lines = TRY(student_lists::page(tx, page));
        if (lines.empty()) return Done{};
        page.after = lines.back().id;
        for (const StudentLine& line : lines) TRY(each(line));
    }
}

student_lists::Page page_of(const Id& intake, const ExportContents& contents) {
    student_lists::Page page;
    page.intake = intake;
    page.order = contents.order;
    for (const auto& [field, value] : contents.filters) page.filters.push_back({field, value});
    return page;
}

std::string value_of(const StudentRecord& record, Field field) {
    if (field != Field::EnrolmentStatus) return record.values[field];
    const auto state = parse_enrolment_state(record.status);
    return state ? std::string(text_of(*state).name.zh) : record.status;
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
    for (const auto& [field, value] : contents.filters)
        if (!may_filter_by(caller, field)) return hidden(field);
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
    return highest;
}

Result<std::uint64_t> count_rows(Tx& tx, const Context& context, const Id& intake,
                                 const ExportContents& contents) {
    std::uint64_t rows = 0;
    TRY(each_line(tx, context, page_of(intake, contents), [&](const StudentLine&) -> Status {
        ++rows;
        return Done{};
    }));
    return rows;
}

Result<ListTable> read_table(Tx& tx, const Context& context, const Id& intake,
                             const ExportContents& contents) {
    ListTable table;
    for (Field field : contents.fields) table.heads.push_back(DataStandard::shipped().of(field).zh);
    std::vector<Id> students;
    TRY(each_line(tx, context, page_of(intake, contents), [&](const StudentLine& line) -> Status {
        students.push_back(line.id);
        return Done{};
    }));
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
