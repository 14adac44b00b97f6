// Whose students somebody works with. A scope filters every query; what lies outside is not there.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace mingce {

enum class ScopeKind : std::uint8_t {
    Institution,
    Department,
    Class,
    Self,
    Nobody  // configuration, policy, audit: no student at all
};

/// Where a student stands, as far as scopes go.
struct StudentPlace {
    Id student;
    std::int64_t year = 0;
    std::string_view department, class_name;
    bool is_handed_over = false;  // of the intake
};

/// One unit a scope holds: a department, or a class of one. Names as the record has them.
struct ScopeUnit {
    std::string department, class_name;
    auto operator<=>(const ScopeUnit&) const = default;
};

/// "物理学院", or "物理学院/物理2601" of a class: how a unit is written and read everywhere.
std::string text_of(const ScopeUnit& unit);
ScopeUnit scope_unit_of(std::string_view text);

struct Scope {
    ScopeKind kind = ScopeKind::Nobody;
    std::vector<ScopeUnit> units;     // of Department and Class: any of them
    Id student;                       // of Self
    std::vector<std::int64_t> years;  // none: every year
    bool until_hand_over = false;     // only intakes that admissions has not handed over

    bool holds(const StudentPlace& place) const;
    /// Whether whoever `other` holds is held by this too, whoever that is.
    bool covers(const Scope& other) const;
    static Scope whole() { return {ScopeKind::Institution, {}, {}, {}, false}; }
};

}  // namespace mingce
