#include "usecases/rosters/roster_meta.h"

#include <map>
#include <unordered_set>

namespace mingce {

namespace {

/// The institution most students name; the least by bytes where two are as frequent.
std::string frequent_institution(const Students& students) {
    std::map<std::string_view, std::uint32_t> counts;
    for (std::uint32_t row = 0; row < students.size(); ++row)
        ++counts[students.value(row, Field::Institution)];
    std::string_view best;
    std::uint32_t most = 0;
    for (const auto& entry : counts)
        if (!entry.first.empty() && entry.second > most) {
            best = entry.first;
            most = entry.second;
        }
    return std::string(best);
}

}  // namespace

RosterMeta roster_meta(const CompileRoster& request, const HandOver& hand_over, Language language) {
    RosterMeta meta;
    meta.institution = request.institution;
    if (meta.institution.empty()) meta.institution = hand_over.organisation.institution;
    if (meta.institution.empty()) meta.institution = frequent_institution(hand_over.students);
    meta.intake = request.intake;
    if (meta.intake.empty())
        meta.intake =
            std::to_string(request.as_of.year) + std::string(Text{"级", " intake"}.in(language));
    meta.as_of = request.as_of;
    meta.as_of_text = request.as_of_text;
    meta.edition = request.edition;
    std::unordered_set<std::string> seen;
    for (const Major& major : hand_over.organisation.majors)
        if (!major.department.empty() && seen.insert(major.department).second)
            meta.departments.push_back(major.department);
    return meta;
}

}  // namespace mingce
