// What only the whole intake shows: one number on two rows, one phone on many.
#include <unordered_map>

#include "base/text.h"
#include "rules/rule_texts.h"
#include "rules/student_row.h"

namespace mingce {

namespace {

using enum Field;

constexpr std::uint32_t kNoRow = ~std::uint32_t{0};
constexpr std::uint32_t kStudentsPerPhone = 3;

std::string place_text(const Students& students, std::uint32_t row) {
    const SourceSheet& source = students.source_of(row);
    std::string text = source.file;
    if (!source.sheet.empty()) text += ":" + source.sheet;
    return text + ":" + std::to_string(students.row_number(row));
}

/// Numbers a spreadsheet has cut, placeholders and fragments are equal without being one person's.
bool tells_people_apart(std::string_view number) {
    return number.size() >= 5 && !is_exponent_form(number) &&
           number.find_first_not_of(number[0]) != std::string_view::npos &&
           number.find_first_of("?#.") == std::string_view::npos;
}

/// The row before that holds the same number, for each row that is not the first; else kNoRow.
std::vector<std::uint32_t> report_repeats(const Students& students, Field field,
                                          const RuleText& rule,
                                          const std::vector<std::uint32_t>& said,
                                          std::vector<Finding>& findings) {
    std::vector<std::uint32_t> firsts(students.size(), kNoRow);
    std::unordered_map<std::string_view, std::uint32_t> seen;
    seen.reserve(students.size());
    for (std::uint32_t row = 0; row < students.size(); ++row) {
        const std::string_view number = students.value(row, field);
        if (!tells_people_apart(number)) continue;
        const auto [entry, is_first] = seen.try_emplace(number, row);
        if (is_first) continue;
        firsts[row] = entry->second;
        // One repeated person is one finding, though every number of theirs repeats.
        if (!said.empty() && said[row] == entry->second) continue;
        findings.push_back(finding_on(students, row, field, rule));
        findings.back().arg = place_text(students, entry->second);
    }
    return firsts;
}

void report_shared_phones(const Students& students, const std::vector<std::uint32_t>& repeated,
                          std::vector<Finding>& findings) {
    std::unordered_map<std::string_view, std::uint32_t> count;
    count.reserve(students.size());
    const auto counts = [&](std::uint32_t row, std::string_view phone) {
        return repeated[row] == kNoRow && tells_people_apart(phone);
    };
    for (std::uint32_t row = 0; row < students.size(); ++row) {
        const std::string_view phone = students.value(row, Phone);
        if (counts(row, phone)) ++count[phone];
    }
    bool any = false;
    for (const auto& [phone, times] : count) any = any || times > kStudentsPerPhone;
    if (!any) return;
    for (std::uint32_t row = 0; row < students.size(); ++row) {
        const std::string_view phone = students.value(row, Phone);
        if (!counts(row, phone) || count[phone] <= kStudentsPerPhone) continue;
        findings.push_back(finding_on(students, row, Phone, rule::kPhoneShared));
        findings.back().arg = std::to_string(count[phone]);
    }
}

}  // namespace

void check_intake(const Students& students, const CheckContext&, std::vector<Finding>& findings) {
    const auto ids = report_repeats(students, IdNumber, rule::kSameId, {}, findings);
    report_repeats(students, ExamNumber, rule::kSameExam, ids, findings);
    report_repeats(students, StudentNo, rule::kSameStudentNo, ids, findings);
    report_shared_phones(students, ids, findings);
}

}  // namespace mingce
