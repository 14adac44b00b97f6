#include "rules/checks.h"

#include <algorithm>
#include <tuple>

#include "rules/rule_texts.h"
#include "rules/student_row.h"

namespace mingce {

namespace {

constexpr auto rules_by_value() {
    std::array<RuleText, rule::kAll.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = *rule::kAll[i];
    return all;
}
constexpr auto kRules = rules_by_value();

void check_rows(const Students& students, const CheckContext& context,
                std::vector<Finding>& findings) {
    const auto& marks = students.marks();
    std::size_t next = 0;
    for (std::uint32_t row = 0; row < students.size(); ++row) {
        const std::size_t start = next;
        while (next < marks.size() && marks[next].row == row) ++next;
        const StudentRow student(students, context, row, {marks.data() + start, next - start});
        for (const auto rules : {student_rules(), glyph_rules()}) {
            for (const StudentRule& rule : rules) {
                if (rule.holds(student)) continue;
                Finding& finding =
                    findings.emplace_back(finding_on(students, row, rule.field, *rule.text));
                if (rule.propose != nullptr) finding.proposal = rule.propose(student);
                if (rule.measure != nullptr) finding.arg = rule.measure(student);
            }
        }
        check_values(student, findings);
    }
}

/// A damaged number fails its check as well; the cause is said, its consequence is not.
void drop_consequences(std::vector<Finding>& findings) {
    std::vector<std::uint32_t> zeroed;
    for (const Finding& finding : findings)
        if (finding.rule == &rule::kDigitsZeroed) zeroed.push_back(*finding.row);
    if (zeroed.empty()) return;
    std::sort(zeroed.begin(), zeroed.end());
    const auto is_consequence = [&](const Finding& finding) {
        return finding.rule == &rule::kIdCheck &&
               std::binary_search(zeroed.begin(), zeroed.end(), *finding.row);
    };
    findings.erase(std::remove_if(findings.begin(), findings.end(), is_consequence),
                   findings.end());
}

void sort_findings(const Students& students, std::vector<Finding>& findings) {
    const auto before = [&](const Finding& a, const Finding& b) {
        if (a.row.has_value() != b.row.has_value()) return a.row.has_value();
        if (!a.row)
            return std::tie(a.file, a.sheet, a.row_number, a.field, a.rule->code) <
                   std::tie(b.file, b.sheet, b.row_number, b.field, b.rule->code);
        const auto key = [&](const Finding& finding) {
            return std::tuple(students.source_index(*finding.row),
                              students.row_number(*finding.row), *finding.row, finding.field,
                              finding.rule->code);
        };
        return key(a) < key(b);
    };
    std::stable_sort(findings.begin(), findings.end(), before);
}

}  // namespace

std::span<const RuleText> all_rules() { return kRules; }

const RuleText* rule_by_code(std::string_view code) {
    for (const RuleText& text : kRules)
        if (text.code == code) return &text;
    return nullptr;
}

std::vector<Finding> check_students(const Students& students, const CheckContext& context) {
    std::vector<Finding> findings;
    check_rows(students, context, findings);
    check_files_of(students, context, findings);
    check_intake(students, context, findings);
    check_organisation(students, context, findings);
    drop_consequences(findings);
    sort_findings(students, findings);
    return findings;
}

}  // namespace mingce
