#include <gtest/gtest.h>

#include "rules/rule_cases.h"

namespace mingce {

namespace {

constexpr auto kIntl = StudentKind::International;

// Ends in 000 and fails its check, as ten of eleven damaged numbers do; the second of them passes.
constexpr std::string_view kZeroedWrong = "sex=女; id_number=110105200803071000";
constexpr std::string_view kZeroedRight =
    "sex=女; birth_date=20080303; id_number=110105200803030000";

const RuleCase kCases[] = {
    // why, rows, codes
    // XL-002: numbers cut to fifteen digits and zeros
    {"two are wrong numbers, no pattern",
     {kZeroedWrong, "sex=女; id_number=110105200803072000"},
     "ID-001"},
    {"three are a pattern",
     {kZeroedWrong, "sex=女; id_number=110105200803072000", "sex=女; id_number=110105200803075000"},
     "XL-002"},
    {"two are equal by their damage, not one person",
     {kZeroedWrong, kZeroedWrong, "sex=女; id_number=110105200803072000"},
     "XL-002"},
    {"three that pass their check are chance",
     {kZeroedRight, "sex=女; birth_date=20080311; id_number=110105200803110000",
      "sex=女; birth_date=20080418; id_number=110105200804180000"},
     ""},
    // XL-003, XL-006: how a column is stored
    {"a postcode as a number", {"postcode=030070 ^NumberCell"}, "XL-003"},
    {"a score as a number", {"score=612 ^NumberCell"}, ""},
    {"a formula", {"score=612 ^FormulaCell"}, "XL-006"},
    // RQ-001, RQ-002: what must be there
    {"one of two has no document number", {"id_number=", ""}, "RQ-001"},
    {"nobody has a document number", {"id_number=", "id_number="}, "RQ-002"},
    {"nobody has an address, nobody must", {"home_address="}, ""},
    {"an exam number of an international student",
     {"exam_number=; nationality=泰国; id_type=护照; id_number=AB1234567"},
     "",
     kIntl},
    {"an international student without nationality",
     {"nationality=", "nationality=泰国; id_type=护照; id_number=AB1234567"},
     "RQ-001",
     kIntl},
    {"an international student with a Latin name only",
     {"nationality=泰国; id_type=护照; id_number=AB1234567; name=; name_english=SOMCHAI JAIDEE",
      "nationality=泰国"},
     "",
     kIntl},
    {"an international student without any name",
     {"nationality=泰国; id_type=护照; id_number=AB1234567; name=", "nationality=泰国"},
     "RQ-001",
     kIntl},
    {"a student of Macao has neither ethnicity nor province",
     {"id_type=港澳居民来往内地通行证; id_number=M12345678; ethnicity=; province=", ""},
     ""},
    {"nobody of the mainland has an ethnicity",
     {"id_type=港澳居民来往内地通行证; id_number=M12345678; ethnicity=", "ethnicity=",
      "ethnicity="},
     "RQ-002"},
    {"a mainland student has both", {"ethnicity=; province=", ""}, "RQ-001"},
    // TR-002: fields filled to the last byte
    {"one address fills its field",
     {"home_address=安徽省合肥市蜀山区长江路1号 ^FieldFull", "", ""},
     "TR-002"},
    {"a school's name fills its field and is whole",
     {"school_of_origin=合肥市第一中学 ^FieldFull", "", ""},
     ""},
    {"a school's name is cut", {"school_of_origin=合肥市第一中 ^FieldFull", "", ""}, "TR-002"},
    {"a code fills its field, as codes do", {"postcode=430070 ^FieldFull", "", ""}, ""},
    {"a name fills its field", {"name=阿卜杜外力 ^FieldFull", "", ""}, "TR-002"},
    {"every name fills its field: names of one length",
     {"name=王小明 ^FieldFull", "name=李小红 ^FieldFull", "name=张小强 ^FieldFull"},
     ""},
    // ID-009: spellings repaired without a question
    {"small x", {"id_number=11010520080307007X <- 11010520080307007x"}, "ID-009"},
    {"a quote behind", {"id_number=11010520080307001* <- 11010520080307001*'"}, "ID-009"},
    {"full-width digits",
     {"id_number=11010520080307001* <- １１０１０５２００８０３０７００１*"},
     "ID-009"},
    {"full-width x", {"id_number=11010520080307007X <- 11010520080307007ｘ"}, "ID-009"},
    {"a typographer's quote", {"id_number=11010520080307001* <- ‘11010520080307001*"}, "ID-009"},
    {"a blank behind is nothing to tell",
     {"id_number=11010520080307001* <- 11010520080307001* "},
     ""},
    // SW-003, SW-004: rows and columns out of place
    {"a row shifted by one, its wrong date apart",
     {"birth_date=20080308; ethnicity=20080307 ^UnknownCode; political_status=汉族 ^UnknownCode; "
      "guardian_phone=汉族"},
     "ID-011 SW-003"},
    {"a row shifted by one",
     {"ethnicity=20080307 ^UnknownCode; political_status=汉族 ^UnknownCode; id_number=共青团员"},
     "SW-003"},
    {"unknown codes alone",
     {"ethnicity=90 ^UnknownCode; political_status=91 ^UnknownCode; level=92 ^UnknownCode"},
     "CD-001"},
    {"names and phones changed places",
     {"name=13812345678; phone=王小明", "name=13812345679; phone=李小红",
      "name=13812345670; phone=张小强"},
     "SW-004"},
    {"phones and documents changed places",
     {"id_number=13812345678; phone=11010520080307003*",
      "id_number=13812345679; phone=11010520080307005*",
      "id_number=13812345670; phone=11010520080307009*"},
     "SW-004"},
    {"two of three are too few to blame the column",
     {"name=13812345678", "name=13812345679", ""},
     "GL-008"},
};

}  // namespace

std::span<const RuleCase> file_rule_cases() { return kCases; }

TEST(FileRules, FindWhatTheTableSays) {
    for (const RuleCase& c : kCases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(codes_of(findings_of(c)), c.codes);
    }
}

// Of many zeroed numbers those that pass their check are damaged too; of few they are chance. Their
// 17th digit is one of the lost ones: it says nothing of the sex, which would be "put right" by it.
TEST(FileRules, ZeroedNumbersThatPassAreJudgedByTheirNumber) {
    const std::vector<std::string_view> many = {
        kZeroedWrong, "sex=女; id_number=110105200803072000",
        "sex=女; id_number=110105200803075000", "sex=女; id_number=110105200803074000",
        "sex=男; birth_date=20080303; id_number=110105200803030000"};
    std::size_t zeroed = 0;
    for (const Finding& finding : findings_of({"", many, ""})) {
        EXPECT_EQ(finding.rule->code, "XL-002");
        ++zeroed;
    }
    EXPECT_EQ(zeroed, 5U);
}

// A column of another system's codes is one finding; a few unknown codes are one each.
TEST(FileRules, AColumnOfUnknownCodesIsToldOnce) {
    struct Case {
        std::string_view why;
        std::size_t unknown, known;
        std::string_view codes;
        std::size_t findings;
    };
    const Case cases[] = {
        {"nine", 9, 0, "CD-001", 9},
        {"ten", 10, 0, "CD-002", 1},
        {"ten of twenty-one", 10, 11, "CD-001", 10},
        {"eleven of twenty-one", 11, 10, "CD-002", 1},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        std::vector<std::string_view> rows(c.unknown, "subject_track=A ^UnknownCode");
        rows.insert(rows.end(), c.known, "subject_track=物理类");
        const auto findings = findings_of({c.why, rows, ""});
        EXPECT_EQ(codes_of(findings), c.codes);
        EXPECT_EQ(findings.size(), c.findings);
    }
}

// Two tables are missing and one phone is wrong: that row is no more shifted than the others.
TEST(FileRules, ColumnsOfUnknownCodesShiftNoRow) {
    constexpr std::string_view kCodes = "subject_track=A ^UnknownCode; level=9 ^UnknownCode";
    std::vector<std::string_view> rows(12, kCodes);
    const std::string wrong = std::string(kCodes) + "; phone=12";
    rows[5] = wrong;
    EXPECT_EQ(codes_of(findings_of({"", rows, ""})), "CD-002 PH-001");
}

TEST(FileRules, AColumnsFindingNamesSheetAndColumn) {
    const auto findings = findings_of({"", {"postcode=030070 ^NumberCell"}, ""});
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_FALSE(findings[0].row.has_value());
    EXPECT_EQ(findings[0].file, "名单.xlsx");
    EXPECT_EQ(findings[0].sheet, "一");
    EXPECT_EQ(findings[0].column, column_letters(static_cast<std::size_t>(Field::Postcode)));
    EXPECT_EQ(findings[0].arg, "1");
}

}  // namespace mingce
