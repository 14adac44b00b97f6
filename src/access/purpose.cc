#include "access/purpose.h"

#include <algorithm>

namespace mingce {

namespace {

using enum Field;

constexpr Field kFinance[] = {Name,  StudentNo, Department, Major,          AdminClass,
                              Level, Duration,  EnrolDate,  EnrolmentStatus};
constexpr Field kLogistics[] = {Name, StudentNo, Sex, Department, AdminClass, Campus, Dormitory};
constexpr Field kLibrary[] = {Name,  StudentNo, Department,     Major,          AdminClass,
                              Level, EnrolDate, GraduationDate, EnrolmentStatus};
constexpr Field kSecurity[] = {Name,       StudentNo, Sex,       Department,
                               AdminClass, Campus,    Dormitory, EnrolmentStatus};
constexpr Field kTeaching[] = {Name,       StudentNo, Sex,       Department,     Major,
                               AdminClass, Level,     EnrolDate, EnrolmentStatus};

constexpr Purpose kPurposes[] = {
    {"finance", {"财务收费", "Fees"}, kFinance},
    {"logistics", {"后勤住宿", "Housing"}, kLogistics},
    {"library", {"图书借阅", "Library"}, kLibrary},
    {"security", {"校园安全", "Campus safety"}, kSecurity},
    {"teaching", {"教务排课", "Teaching"}, kTeaching},
};

}  // namespace

std::span<const Purpose> all_purposes() { return kPurposes; }

const Purpose* find_purpose(std::string_view key) {
    const auto* const found = std::ranges::find(kPurposes, key, &Purpose::key);
    return found == std::end(kPurposes) ? nullptr : found;
}

}  // namespace mingce
