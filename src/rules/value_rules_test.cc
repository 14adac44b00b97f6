#include <gtest/gtest.h>

#include "rules/rule_cases.h"

namespace mingce {

namespace {

const RuleCase kCases[] = {
    // why, rows, codes
    // XL-001: digits a spreadsheet has lost
    {"an exponent in a number cell",
     {"id_number=1.10105200803E+17 ^NumberCell ^LostDigits"},
     "XL-001"},
    {"an exponent as text", {"id_number=1.10105E+17"}, "XL-001"},
    {"sixteen digits as an exponent are lost, not wide",
     {"id_number=1.101052008030712E+17 ^LostDigits"},
     "XL-001"},
    {"a student number of a number cell",
     {"student_no=2026010100000001000 ^NumberCell ^LostDigits"},
     "XL-001"},
    {"a number cell that lost nothing", {"student_no=2026010101 ^NumberCell"}, "XL-003"},
    {"a passport with an E", {"id_type=护照; id_number=E12345678"}, ""},
    // XL-004, XL-005: formula errors
    {"an error in a required field", {"birth_date=#REF! ^ErrorCell"}, "XL-004"},
    {"an error elsewhere", {"email=#N/A ^ErrorCell"}, "XL-005"},
    // CD-001
    {"an ethnicity nobody knows", {"ethnicity=火星族 ^UnknownCode"}, "CD-001"},
    {"an ethnicity of the table", {"ethnicity=乌孜别克族"}, ""},
    {"a major's number without a name is PS-003's", {"major=X2 ^UnknownCode"}, ""},
    // DT-001, DT-002
    {"a birth date that is none", {"birth_date=八年三月 ^UnreadableDate"}, "DT-001"},
    {"another date that is none", {"enrol_date=开学 ^UnreadableDate"}, "DT-002"},
    {"another date in the future", {"graduation_date=20300701"}, ""},
    // TR-001
    {"cut inside a character",
     {"home_address=安徽省合肥市蜀山区长 ^HalfCharacter ^FieldFull", "", ""},
     "TR-001"},
    // WD-001
    {"a major code of eleven characters", {"major_code=0712020K123"}, "WD-001"},
    {"a name of the code table is never too wide", {"sex=未说明"}, ""},
    {"twenty characters of a passport", {"id_type=护照; id_number=ABCD1234567890123456"}, ""},
    {"thirty characters of a name fill its sixty columns",
     {"name=一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"},
     ""},
    {"one more does not fit",
     {"name=一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十·"},
     "WD-001"},
    {"more bytes than columns, but not more columns", {"guardian_relation=养父或其他监护人员"}, ""},
};

}  // namespace

std::span<const RuleCase> value_rule_cases() { return kCases; }

TEST(ValueRules, FindWhatTheTableSays) {
    for (const RuleCase& c : kCases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(codes_of(findings_of(c)), c.codes);
    }
}

}  // namespace mingce
