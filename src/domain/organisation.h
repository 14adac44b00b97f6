// Departments, majors and the plan: what an intake is checked and grouped against.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingce {

struct Major {
    std::string department, name, school_code, national_code, level, duration;
    std::optional<std::uint32_t> plan_count;
    std::string file, sheet;  // where it was read
    std::uint64_t row_number = 0;
};

struct Organisation {
    std::string institution, institution_code;
    std::vector<Major> majors;
    bool empty() const { return majors.empty(); }
    /// Every major with this national or school code, or this exact name.
    std::vector<const Major*> majors_named(std::string_view name_or_code) const;
};

}  // namespace mingce
