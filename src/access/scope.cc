#include "access/scope.h"

#include <algorithm>

namespace mingce {

std::string text_of(const ScopeUnit& unit) {
    return unit.class_name.empty() ? unit.department : unit.department + "/" + unit.class_name;
}

ScopeUnit scope_unit_of(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return {std::string(text), {}};
    return {std::string(text.substr(0, slash)), std::string(text.substr(slash + 1))};
}

bool Scope::holds(const StudentPlace& place) const {
    if (until_hand_over && place.is_handed_over) return false;
    if (!years.empty() && std::ranges::find(years, place.year) == years.end()) return false;
    const auto names_it = [&](const ScopeUnit& unit) {
        return unit.department == place.department &&
               (kind == ScopeKind::Department || unit.class_name == place.class_name);
    };
    switch (kind) {
        case ScopeKind::Institution: return true;
        case ScopeKind::Department:
        case ScopeKind::Class: return std::ranges::any_of(units, names_it);
        case ScopeKind::Self: return !student.is_none() && student == place.student;
        case ScopeKind::Nobody: return false;
    }
    return false;
}

bool Scope::covers(const Scope& other) const {
    if (other.kind == ScopeKind::Nobody) return true;
    if (until_hand_over && !other.until_hand_over) return false;
    const auto has_year = [this](std::int64_t year) {
        return std::ranges::find(years, year) != years.end();
    };
    if (!years.empty() && (other.years.empty() || !std::ranges::all_of(other.years, has_year)))
        return false;
    const auto has_unit = [this](const ScopeUnit& unit) {
        return std::ranges::any_of(units, [&](const ScopeUnit& own) {
            return own.department == unit.department &&
                   (kind == ScopeKind::Department || own.class_name == unit.class_name);
        });
    };
    switch (kind) {
        case ScopeKind::Institution: return true;
        case ScopeKind::Department:
            return (other.kind == ScopeKind::Department || other.kind == ScopeKind::Class) &&
                   std::ranges::all_of(other.units, has_unit);
        case ScopeKind::Class:
            return other.kind == ScopeKind::Class && std::ranges::all_of(other.units, has_unit);
        case ScopeKind::Self:
            return other.kind == ScopeKind::Self && !student.is_none() && student == other.student;
        case ScopeKind::Nobody: return false;
    }
    return false;
}

}  // namespace mingce
