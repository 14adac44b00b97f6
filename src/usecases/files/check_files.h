// Checks a hand-over: reads it, runs every rule, and says where each finding stands in its source.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "usecases/files/hand_over.h"

namespace mingce {

struct CheckFiles {
    ReadHandOver hand_over;
    Date today;
    std::int32_t intake_year = 0;  // 0: today's year
};

/// A finding's cell as its owner would point at it.
struct FindingPlace {
    std::string file, sheet, column;
    std::uint64_t row = 0;  // the source's own, from 1; 0: the file or sheet as a whole
    std::string header;     // of the column, as the sheet words it; "" where it has only the name
};

/// A rule of normalising and how many values it changed; their raw text is kept.
struct Repairs {
    Text what;
    std::uint64_t count = 0;
};

struct CheckReport {
    HandOver hand_over;
    std::vector<Finding> findings;  // reading and joining first, then the rules'
    std::vector<Repairs> repairs;   // the most frequent first
    std::shared_ptr<const SchoolStandard> standard = nullptr;  // by which; none: as shipped
    const SchoolStandard& school() const {
        return standard ? *standard : SchoolStandard::shipped();
    }
    std::uint64_t count(Severity severity) const;
};

/// Errors: as read_hand_over. Findings are not errors.
Result<CheckReport> check_files(const CheckFiles& request);
/// The same before the school's switches of rules, for who has more to find: then
/// report.school().judge(report.findings).
Result<CheckReport> find_in_files(const CheckFiles& request);

FindingPlace place_of(const Finding& finding, const Students& students);

/// The rule's sentence with its {raw}, {value}, {arg} and {field} filled in.
std::string message_of(const Finding& finding, const Students& students, Language language);

}  // namespace mingce
