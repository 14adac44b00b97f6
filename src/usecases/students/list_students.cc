#include "usecases/students/list_students.h"

#include <algorithm>

#include "access/problems.h"
#include "access/sight.h"
#include "store/intakes.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/seen_students.h"
#include "usecases/standards/standard_in_force.h"
#include "usecases/students/list_cursor.h"
#include "usecases/students/student_page.h"

namespace mingce {

namespace {

constexpr std::uint32_t kFoundMax = 1'000, kPageSize = 1'000;

using Filters = std::vector<student_lists::FieldFilter>;

/// A search by what the caller may search by, and nobody outside the scope.
student_lists::Search search_of(const Context& context, std::string text, const Id& intake) {
    const Caller& caller = context.caller;
    student_lists::Search search;
    search.text = std::move(text);
    search.intake = intake;
    search.scope = caller.scope;
    search.by_name = sees_whole(caller, Field::Name);
    search.by_student_number = sees_whole(caller, Field::StudentNo);
    search.by_exam_number = sees_whole(caller, Field::ExamNumber);
    return search;
}

/// One more than asked for tells whether there are more.
StudentList cut_to(std::vector<StudentLine> lines, std::uint32_t limit) {
    StudentList list{std::move(lines), false};
    list.is_cut = limit != 0 && list.lines.size() > limit;
    if (list.is_cut) list.lines.resize(limit);
    return list;
}

void show_lines(const Caller& caller, std::vector<StudentLine>& lines) {
    if (caller.is_at_the_machine()) return;
    for (StudentLine& line : lines) line = seen_line(caller, std::move(line));
}

Status add_intake(Tx& tx, student_lists::Page page, std::size_t limit,
                  std::vector<StudentLine>& lines) {
    page.size = kPageSize;
    while (limit == 0 || lines.size() <= limit) {
        std::vector<StudentLine> next = TRY(student_lists::page(tx, page));
        if (next.empty()) break;
        page.after = next.back().id;
        lines.insert(lines.end(), std::make_move_iterator(next.begin()),
                     std::make_move_iterator(next.end()));
    }
    return Done{};
}

Result<StudentList> read_list(Tx& tx, const Context& context, const ListStudents& request,
                              const Filters& filters) {
    std::vector<Intake> intakes;
    if (!request.intake.empty()) intakes.push_back(TRY(intakes::load(tx, request.intake)));
    if (!request.search.empty()) {
        student_lists::Search search =
            search_of(context, request.search, intakes.empty() ? Id() : intakes.front().id);
        const std::uint32_t limit =
            request.limit == 0 ? kFoundMax : std::min(request.limit, kFoundMax);
        search.limit = limit + 1;
        search.filters = filters;
        return cut_to(TRY(student_lists::search(tx, search)), limit);
    }
    if (intakes.empty()) intakes = TRY(intakes::all(tx));
    std::vector<StudentLine> lines;
    for (const Intake& intake : intakes)
        TRY(add_intake(tx,
                       {intake.id, request.order, "", kPageSize, {}, filters, context.caller.scope},
                       request.limit, lines));
    return cut_to(std::move(lines), request.limit);
}

Result<StudentPage> read_page(Tx& tx, const Context& context, const PageOfStudents& request,
                              const Filters& filters) {
    const std::uint32_t size = std::clamp(request.size, std::uint32_t{1}, kPageRowsMax);
    Id intake;
    if (!request.intake.empty() || request.search.empty())
        intake = TRY(intakes::load(tx, request.intake)).id;
    const ListOfCursor list_of_cursor{intake, request.order};
    std::vector<StudentLine> lines;
    if (!request.search.empty()) {
        student_lists::Search search = search_of(context, request.search, intake);
        search.limit = size + 1;
        search.filters = filters;
        lines = TRY(student_lists::search(tx, search));
    } else {
        student_lists::Page page{intake, request.order, request.department,  size + 1,
                                 {},     filters,       context.caller.scope};
        if (!request.cursor.empty())
            page.anchor = TRY(anchor_of_cursor(context, list_of_cursor, request.cursor));
        lines = TRY(student_lists::page(tx, page));
    }
    StudentList list = cut_to(std::move(lines), size);
    StudentPage page{std::move(list.lines), list.is_cut, {}};
    if (page.is_cut && request.search.empty())
        page.next = cursor_of(context, list_of_cursor,
                              TRY(student_lists::anchor_at(tx, page.lines.back().id)));
    return page;
}

}  // namespace

Result<Filters> filters_of(const Context& context, const TypedValues& values) {
    Filters filters;
    if (values.empty()) return filters;
    const StandardInForce school = TRY(standard_in_force(context, day_of(context.now)));
    for (const auto& [field, typed] : values) {
        const FieldStandard& standard = DataStandard::shipped().of(field);
        if (standard.sealed) return Error(problem::kStudentFieldSealed, standard.zh);
        if (!may_filter_by(context.caller, field)) return Error(problem::kFieldHidden, standard.zh);
        filters.push_back({field, cleaned_value(*school, field, typed)});
    }
    return filters;
}

Result<StudentList> list_students(const Context& context, const ListStudents& request) {
    TRY(require(context, Permission::StudentList));
    const Filters filters = TRY(filters_of(context, request.values));
    if (!may_order_by(context.caller, request.order)) return Error(problem::kFieldHidden);
    StudentList list = TRY(read_value(
        context.database(), [&](Tx& tx) { return read_list(tx, context, request, filters); }));
    show_lines(context.caller, list.lines);
    TRY(audit_bulk_read(context, "intake=" + request.intake, list.lines.size()));
    return list;
}

Result<StudentPage> page_of_students(const Context& context, const PageOfStudents& request) {
    TRY(require(context, Permission::StudentList));
    Filters filters = TRY(filters_of(context, request.values));
    if (!may_order_by(context.caller, request.order)) return Error(problem::kFieldHidden);
    if (!request.department.empty() && !may_filter_by(context.caller, Field::Department))
        return Error(problem::kFieldHidden);
    StudentPage page = TRY(read_value(
        context.database(), [&](Tx& tx) { return read_page(tx, context, request, filters); }));
    show_lines(context.caller, page.lines);
    // A second page is more than the first alone.
    const std::size_t seen_rows = page.lines.size() + (request.cursor.empty() ? 0 : kQuietRowsMax);
    TRY(audit_bulk_read(context, "intake=" + request.intake, page.lines.empty() ? 0 : seen_rows));
    return page;
}

Result<std::int64_t> count_students(const Context& context, const std::string& intake) {
    TRY(require(context, Permission::StudentList));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::int64_t> {
        return students::count(tx, TRY(intakes::load(tx, intake)).id, context.caller.scope);
    });
}

}  // namespace mingce
