// What only the whole intake shows: one number on two rows, one phone on many.
#include <map>

#include "base/text.h"
#include "base/text_index.h"
#include "rules/rule_texts.h"
#include "rules/student_row.h"

namespace mingce {

namespace {

using enum Field;

constexpr std::uint32_t kNoRow = ~std::uint32_t{0};
constexpr std::uint32_t kStudentsPerPhone = 3;

/// Numbers a spreadsheet has cut, placeholders and fragments are equal without being one person's.
bool tells_people_apart(std::string_view number) {
    return number.size() >= 5 && !is_exponent_form(number) &&
           number.find_first_not_of(number[0]) != std::string_view::npos &&
           number.find_first_of("?#.") == std::string_view::npos;
}

/// For each row the first that holds the same number; kNoRow for the first itself.
std::vector<std::uint32_t> firsts_of(const Students& students, Field field) {
    TextIndex holders;
    holders.reserve(students.size());
    for (std::uint32_t row = 0; row < students.size(); ++row)
        if (const std::string_view number = students.value(row, field); tells_people_apart(number))
            holders.add(number, row);
    holders.sort();
    std::vector<std::uint32_t> firsts(students.size(), kNoRow);
    holders.each_repeated([&](std::uint32_t row) { return students.value(row, field); },
                          [&](std::span<const std::uint32_t> rows) {
                              for (std::uint32_t row : rows.subspan(1)) firsts[row] = rows[0];
                          });
    return firsts;
}

/// A sheet most of whose students stand in one other sheet.
struct SentTwice {
    std::uint32_t sheet, other, count;
};
std::vector<SentTwice> sheets_sent_twice(const Students& students,
                                         const std::vector<std::uint32_t>& firsts) {
    constexpr std::uint32_t kFewest = 10;
    std::vector<std::uint32_t> rows(students.sources().size());
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> repeated;
    for (std::uint32_t row = 0; row < students.size(); ++row) {
        const std::uint32_t sheet = students.source_index(row);
        ++rows[sheet];
        if (firsts[row] != kNoRow) ++repeated[{sheet, students.source_index(firsts[row])}];
    }
    std::vector<SentTwice> twice;
    for (const auto& [sheets, count] : repeated)
        if (sheets.first != sheets.second && count >= kFewest && count * 2 > rows[sheets.first])
            twice.push_back({sheets.first, sheets.second, count});
    return twice;
}

/// One repeated person is one finding, though every number of theirs repeats; and a sheet that was
/// handed over twice is one finding, though everybody in it repeats.
class Repeats {
public:
    Repeats(const Students& students, std::vector<Finding>& findings)
        : students_(students),
          findings_(findings),
          by_document_(firsts_of(students, IdNumber)),
          by_exam_(firsts_of(students, ExamNumber)) {
        report_sheets(by_document_);
        report_sheets(by_exam_);
    }

    const std::vector<std::uint32_t>& by_document() const { return by_document_; }

    void report() {
        report_rows(IdNumber, rule::kSameId, by_document_, {});
        report_rows(ExamNumber, rule::kSameExam, by_exam_, by_document_);
        report_rows(StudentNo, rule::kSameStudentNo, firsts_of(students_, StudentNo), by_document_);
    }

private:
    void report_sheets(const std::vector<std::uint32_t>& firsts) {
        for (const auto& [sheet, other, count] : sheets_sent_twice(students_, firsts)) {
            if (!twice_.emplace(sheet, other).second) continue;
            Finding& finding = findings_.emplace_back();
            finding.rule = &rule::kSheetTwice;
            finding.file = students_.sources()[sheet].file;
            finding.sheet = students_.sources()[sheet].sheet;
            finding.raw = students_.sources()[other].place();
            finding.arg = std::to_string(count);
        }
    }

    bool is_of_sheet_sent_twice(std::uint32_t row, std::uint32_t first) const {
        if (first == kNoRow) return false;
        const auto other = twice_.find(students_.source_index(row));
        return other != twice_.end() && other->second == students_.source_index(first);
    }

    void report_rows(Field field, const RuleText& rule, const std::vector<std::uint32_t>& firsts,
                     const std::vector<std::uint32_t>& said) {
        for (std::uint32_t row = 0; row < students_.size(); ++row) {
            if (firsts[row] == kNoRow || is_of_sheet_sent_twice(row, firsts[row])) continue;
            if (!said.empty() && said[row] == firsts[row]) continue;
            findings_.push_back(finding_on(students_, row, field, rule));
            findings_.back().arg = source_place(students_, firsts[row]);
        }
    }

    const Students& students_;
    std::vector<Finding>& findings_;
    std::vector<std::uint32_t> by_document_, by_exam_;
    std::map<std::uint32_t, std::uint32_t> twice_;
};

void report_shared_phones(const Students& students, const std::vector<std::uint32_t>& repeated,
                          std::vector<Finding>& findings) {
    TextIndex holders;
    for (std::uint32_t row = 0; row < students.size(); ++row) {
        const std::string_view phone = students.value(row, Phone);
        if (repeated[row] == kNoRow && tells_people_apart(phone)) holders.add(phone, row);
    }
    holders.sort();
    std::map<std::uint32_t, std::size_t> shared;  // by row: how many have its phone
    holders.each_repeated([&](std::uint32_t row) { return students.value(row, Phone); },
                          [&](std::span<const std::uint32_t> rows) {
                              if (rows.size() <= kStudentsPerPhone) return;
                              for (std::uint32_t row : rows) shared[row] = rows.size();
                          });
    for (const auto& [row, count] : shared) {
        findings.push_back(finding_on(students, row, Phone, rule::kPhoneShared));
        findings.back().arg = std::to_string(count);
    }
}

}  // namespace

void check_intake(const Students& students, const CheckContext&, std::vector<Finding>& findings) {
    Repeats repeats(students, findings);
    repeats.report();
    report_shared_phones(students, repeats.by_document(), findings);
}

}  // namespace mingce
