#include "usecases/students/list_students.h"

#include <algorithm>

#include "store/intakes.h"
#include "store/record_problems.h"

namespace mingce {

namespace {

constexpr std::uint32_t kFoundMax = 1'000, kPageSize = 1'000;

using Filters = std::vector<student_lists::FieldFilter>;

Result<Filters> filters_of(const TypedValues& values) {
    Filters filters;
    for (const auto& [field, typed] : values) {
        const FieldStandard& standard = DataStandard::shipped().of(field);
        if (standard.sealed) return Error(problem::kStudentFieldSealed, standard.zh);
        filters.push_back({field, cleaned_value(field, typed)});
    }
    return filters;
}

/// One more than asked for tells whether there are more.
StudentList cut_to(std::vector<StudentLine> lines, std::uint32_t limit) {
    StudentList list{std::move(lines), false};
    list.is_cut = limit != 0 && list.lines.size() > limit;
    if (list.is_cut) list.lines.resize(limit);
    return list;
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

}  // namespace

Result<StudentList> list_students(const Context& context, const ListStudents& request) {
    const Filters filters = TRY(filters_of(request.values));
    return read_value(context.database(), [&](Tx& tx) -> Result<StudentList> {
        std::vector<Intake> intakes;
        if (!request.intake.empty()) intakes.push_back(TRY(intakes::load(tx, request.intake)));
        if (!request.search.empty()) {
            const Id intake = intakes.empty() ? Id() : intakes.front().id;
            const std::uint32_t limit =
                request.limit == 0 ? kFoundMax : std::min(request.limit, kFoundMax);
            return cut_to(
                TRY(student_lists::search(tx, {request.search, intake, limit + 1, filters})),
                limit);
        }
        if (intakes.empty()) intakes = TRY(intakes::all(tx));
        std::vector<StudentLine> lines;
        for (const Intake& intake : intakes)
            TRY(add_intake(tx, {intake.id, request.order, "", kPageSize, {}, filters},
                           request.limit, lines));
        return cut_to(std::move(lines), request.limit);
    });
}

}  // namespace mingce
