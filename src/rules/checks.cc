#include "rules/checks.h"

#include <algorithm>
#include <map>
#include <set>
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

/// One cause is told once: what follows from it on the same row or in the same column is dropped.
class Consequences {
public:
    Consequences(const Students& students, const std::vector<Finding>& findings)
        : students_(students) {
        for (const Finding& finding : findings) {
            if (finding.rule == &rule::kDigitsZeroed) zeroed_.insert(*finding.row);
            if (finding.rule == &rule::kRowShifted) shifted_.insert(*finding.row);
            if (finding.rule == &rule::kUnknownCodes || finding.rule == &rule::kColumnSwapped)
                columns_[{finding.file, finding.sheet, *finding.field}] = finding.rule;
        }
    }

    bool contain(const Finding& finding) const {
        if (!finding.row) return false;
        if (zeroed_.contains(*finding.row) &&
            follows_from(finding.rule->code, rule::kDigitsZeroed.code))
            return true;
        if (shifted_.contains(*finding.row) && follows_from_a_shift(*finding.rule)) return true;
        const RuleText* told = columns_.empty() ? nullptr : told_of_column(finding);
        if (told == &rule::kUnknownCodes) return finding.rule == &rule::kUnknownCode;
        return told == &rule::kColumnSwapped && follows_from_a_shift(*finding.rule);
    }

private:
    const RuleText* told_of_column(const Finding& finding) const {
        const SourceSheet& source = students_.source_of(*finding.row);
        const auto told = columns_.find({source.file, source.sheet, *finding.field});
        return told == columns_.end() ? nullptr : told->second;
    }

    /// What a value says that belongs to another column.
    static bool follows_from_a_shift(const RuleText& rule) {
        constexpr const RuleText* kFollowing[] = {
            &rule::kIdForm,          &rule::kUnknownCode,       &rule::kTooWide,
            &rule::kBirthUnreadable, &rule::kDateUnreadable,    &rule::kPhoneForm,
            &rule::kExamForm,        &rule::kNameDigits,        &rule::kMajorUnknown,
            &rule::kMajorElsewhere,  &rule::kLevelAgainstMajor, &rule::kDurationAgainstMajor,
            &rule::kPhoneInId,       &rule::kIdInPhone};
        return std::find(std::begin(kFollowing), std::end(kFollowing), &rule) !=
               std::end(kFollowing);
    }

    const Students& students_;
    std::set<std::uint32_t> zeroed_, shifted_;
    std::map<std::tuple<std::string, std::string, Field>, const RuleText*> columns_;
};

void drop_consequences(const Students& students, std::vector<Finding>& findings) {
    const Consequences consequences(students, findings);
    std::erase_if(findings, [&](const Finding& finding) { return consequences.contain(finding); });
}

void sort_findings(const Students& students, std::vector<Finding>& findings) {
    const auto before = [&](const Finding& a, const Finding& b) {
        if (a.row.has_value() != b.row.has_value()) return a.row.has_value();
        if (!a.row)
            return std::tie(a.file, a.sheet, a.row_number, a.field, a.rule->code) <
                   std::tie(b.file, b.sheet, b.row_number, b.field, b.rule->code);
        const auto key = [&](const Finding& finding) {
            const std::uint32_t row = *finding.row;
            const std::int32_t column =
                finding.field
                    ? students.source_of(row).column_of[static_cast<std::size_t>(*finding.field)]
                    : -1;
            return std::tuple(students.source_index(row), students.row_number(row), row, column,
                              finding.field, finding.rule->code);
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

bool is_of_the_carrier(std::string_view code) {
    constexpr const RuleText* kOfTheCarrier[] = {
        &rule::kDigitsLost, &rule::kDigitsZeroed,  &rule::kNumberCells,    &rule::kErrorInRequired,
        &rule::kErrorCell,  &rule::kFormulaCells,  &rule::kTextCut,        &rule::kTextFull,
        &rule::kRowShifted, &rule::kTextUndecoded, &rule::kRequiredColumn, &rule::kColumnSwapped,
        &rule::kSheetTwice, &rule::kUnknownCodes,  &rule::kPlanDiffers,    &rule::kIdSpelling};
    return rule_by_code(code) == nullptr ||
           std::any_of(std::begin(kOfTheCarrier), std::end(kOfTheCarrier),
                       [code](const RuleText* rule) { return rule->code == code; });
}

bool follows_from(std::string_view code, std::string_view told) {
    // The check digit, whose number it is and the sex stand in the digits that were lost.
    constexpr const RuleText* kOfTheLostDigits[] = {&rule::kIdCheck, &rule::kSameId,
                                                    &rule::kSexAgainstId};
    return told == rule::kDigitsZeroed.code &&
           std::any_of(std::begin(kOfTheLostDigits), std::end(kOfTheLostDigits),
                       [code](const RuleText* rule) { return rule->code == code; });
}

bool compares_students(std::string_view code) {
    constexpr const RuleText* kComparing[] = {&rule::kSameId, &rule::kSameExam,
                                              &rule::kSameStudentNo, &rule::kPhoneShared};
    return std::any_of(std::begin(kComparing), std::end(kComparing),
                       [code](const RuleText* rule) { return rule->code == code; });
}

bool tells_of_absence(std::string_view code) { return code == rule::kRequiredMissing.code; }

std::vector<Finding> check_students(const Students& students, const CheckContext& context) {
    std::vector<Finding> findings;
    check_rows(students, context, findings);
    check_files_of(students, context, findings);
    check_intake(students, context, findings);
    check_organisation(students, context, findings);
    drop_consequences(students, findings);
    sort_findings(students, findings);
    return findings;
}

}  // namespace mingce
