#include <gtest/gtest.h>

#include "rules/rule_cases.h"

namespace mingce {

namespace {

const RuleCase kCases[] = {
    // why, rows, codes
    // DU-001: one document number, one person
    {"two students", {"", ""}, ""},
    {"one document number on two rows",
     {"id_number=11010520080307001*", "id_number=11010520080307001*"},
     "DU-001"},
    {"everything of one student twice: one finding",
     {"id_number=11010520080307001*; exam_number=26110105150009; student_no=2026010101",
      "id_number=11010520080307001*; exam_number=26110105150009; student_no=2026010101"},
     "DU-001"},
    {"what a spreadsheet has cut is nobody's number",
     {"id_number=1.10105E+17", "id_number=1.10105E+17"},
     "XL-001"},
    {"a placeholder is nobody's number",
     {"id_type=其他; id_number=000000", "id_type=其他; id_number=000000"},
     ""},
    {"four characters tell nobody apart",
     {"id_type=其他; id_number=0012", "id_type=其他; id_number=0012"},
     ""},
    // DU-002, DU-003
    {"one exam number on two students",
     {"exam_number=26110105150009", "exam_number=26110105150009"},
     "DU-002"},
    {"one student number on two students",
     {"student_no=2026010101", "student_no=2026010101"},
     "DU-003"},
    {"no student has a student number yet", {"student_no=", "student_no="}, ""},
    // PH-004
    {"three share a phone, as siblings may",
     {"phone=13700001111", "phone=13700001111", "phone=13700001111"},
     ""},
    {"four share a phone",
     {"phone=13700001111", "phone=13700001111", "phone=13700001111", "phone=13700001111"},
     "PH-004"},
    {"the same person again does not count",
     {"phone=13700001111", "phone=13700001111", "phone=13700001111; id_number=11010520080307001*",
      "phone=13700001111; id_number=11010520080307001*"},
     "DU-001"},
    {"a placeholder is PH-002's",
     {"phone=11111111111", "phone=11111111111", "phone=11111111111", "phone=11111111111"},
     "PH-002"},
};

}  // namespace

std::span<const RuleCase> intake_rule_cases() { return kCases; }

TEST(IntakeRules, FindWhatTheTableSays) {
    for (const RuleCase& c : kCases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(codes_of(findings_of(c)), c.codes);
    }
}

TEST(IntakeRules, ARepeatPointsAtTheFirst) {
    const auto findings = findings_of(
        {"", {"", "", "id_number=11010520080307001*", "id_number=11010520080307001*"}, ""});
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[0].row, 2U);
    EXPECT_EQ(findings[0].arg, "名单.xlsx:一:2");
    EXPECT_EQ(findings[1].row, 3U);
}

TEST(IntakeRules, EachOfThoseWhoShareAPhoneIsTold) {
    const std::vector<std::string_view> rows(5, "phone=13700001111");
    const auto findings = findings_of({"", rows, ""});
    ASSERT_EQ(findings.size(), rows.size());
    for (const Finding& finding : findings) EXPECT_EQ(finding.arg, "5");
}

TEST(IntakeRules, ASheetSentTwiceIsToldOnce) {
    struct Case {
        std::string_view why;
        std::size_t again, own;  // students of the second sheet: of the first too, and its own
        std::string_view codes;
        std::size_t findings;
    };
    const Case cases[] = {
        {"nine of nine", 9, 0, "DU-001", 9},
        {"ten of ten", 10, 0, "DU-004", 1},
        {"ten of nineteen", 10, 9, "DU-004", 1},
        {"ten of twenty", 10, 10, "DU-001", 10},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        RuleSheet sheet(StudentKind::Undergraduate);
        for (std::size_t i = 0; i < c.again; ++i) sheet.add("");
        sheet.begin_sheet("二");
        for (std::size_t i = 0; i < c.again + c.own; ++i) {
            const auto row = static_cast<std::uint32_t>(i);
            const Students& students = sheet.students;
            const std::string again =
                "id_number=" + std::string(students.value(row, Field::IdNumber)) +
                "; exam_number=" + std::string(students.value(row, Field::ExamNumber));
            sheet.add(i < c.again ? again : "");
        }
        const auto findings = findings_on(sheet.students, {});
        EXPECT_EQ(codes_of(findings), c.codes);
        EXPECT_EQ(findings.size(), c.findings);
        if (c.codes != "DU-004") continue;
        EXPECT_EQ(findings[0].sheet, "二");
        EXPECT_EQ(findings[0].raw, "名单.xlsx:一");
        EXPECT_EQ(findings[0].arg, "10");
    }
}

}  // namespace mingce
