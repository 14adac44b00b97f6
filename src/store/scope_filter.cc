#include "store/scope_filter.h"

#include <algorithm>

namespace mingce {

namespace {

std::string place_of(std::vector<Param>& params, const Param& value) {
    params.push_back(value);
    return "$" + std::to_string(params.size());
}

/// "$3,$4,$5,$6" of three values: the last one stands twice.
template <class List, class PlaceOf>
std::string places_of(const List& list, PlaceOf place) {
    std::string sql;
    for (std::size_t i = 0; i < bucket_of(list.size()); ++i)
        sql.append(i == 0 ? "" : ",").append(place(list[std::min(i, list.size() - 1)]));
    return sql;
}

std::string department_list(const Scope& scope, std::vector<Param>& params) {
    std::vector<std::string_view> names;
    for (const ScopeUnit& unit : scope.units)
        if (std::ranges::find(names, unit.department) == names.end())
            names.push_back(unit.department);
    return places_of(names, [&](std::string_view name) { return place_of(params, name); });
}

std::string class_list(const Scope& scope, std::vector<Param>& params) {
    return places_of(scope.units, [&](const ScopeUnit& unit) {
        std::string pair = "(" + place_of(params, unit.department);
        return pair + "," + place_of(params, unit.class_name) + ")";
    });
}

std::string unit_condition(const Scope& scope, std::string_view student,
                           std::vector<Param>& params) {
    const std::string row = std::string(student) + ".";
    switch (scope.kind) {
        case ScopeKind::Institution: return "";
        case ScopeKind::Department:
        case ScopeKind::Class: {
            if (scope.units.empty()) return " AND 1 = 0";
            // The department stands in every index of lists; the class is looked at after it.
            std::string sql =
                " AND " + row + "department IN (" + department_list(scope, params) + ")";
            if (scope.kind == ScopeKind::Class)
                sql += " AND (" + row + "department," + row + "class) IN (VALUES " +
                       class_list(scope, params) + ")";
            return sql;
        }
        case ScopeKind::Self:
            if (scope.student.is_none()) return " AND 1 = 0";
            return " AND " + row + "id = " + place_of(params, scope.student);
        case ScopeKind::Nobody: return " AND 1 = 0";
    }
    return " AND 1 = 0";
}

}  // namespace

std::size_t bucket_of(std::size_t count) {
    std::size_t bucket = 1;
    while (bucket < count) bucket *= 2;
    return bucket;
}

std::string student_list(std::span<const Id> students, std::vector<Param>& params) {
    return places_of(students, [&](const Id& student) { return place_of(params, student); });
}

std::string fields_left_out(std::string_view column, const std::vector<Field>& fields,
                            std::vector<Param>& params) {
    if (fields.empty()) return "";
    const std::string name(column);
    return " AND (" + name + " IS NULL OR " + name + " NOT IN (" +
           places_of(fields, [&](Field field) { return place_of(params, key_of(field)); }) + "))";
}

std::string intake_condition(const Scope& scope, std::string_view intake,
                             std::vector<Param>& params) {
    const std::string row = std::string(intake) + ".";
    std::string sql;
    if (!scope.years.empty())
        sql += " AND " + row + "year IN (" +
               places_of(scope.years, [&](std::int64_t year) { return place_of(params, year); }) +
               ")";
    if (scope.until_hand_over) sql += " AND " + row + "handed_over_at IS NULL";
    return sql;
}

std::string scope_condition(const Scope& scope, std::string_view student,
                            std::vector<Param>& params) {
    std::string sql = unit_condition(scope, student, params);
    const std::string intakes = intake_condition(scope, "scoped", params);
    if (!intakes.empty())
        sql +=
            " AND EXISTS (SELECT 1 FROM intake scoped WHERE scoped.id = " + std::string(student) +
            ".intake" + intakes + ")";
    return sql;
}

}  // namespace mingce
