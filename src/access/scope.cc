#include "access/scope.h"

#include <algorithm>

namespace mingce {

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

}  // namespace mingce
