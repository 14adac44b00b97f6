#include <gtest/gtest.h>

#include "rules/rule_cases.h"

namespace mingce {

namespace {

constexpr auto kIntl = StudentKind::International;
constexpr auto kPg = StudentKind::Postgraduate;

const RuleCase kCases[] = {
    // why, rows, codes
    {"a sound student", {""}, ""},

    // ID-001: the check character
    {"check X", {"id_number=11010520080307007X"}, ""},
    {"wrong check character", {"id_number=11010520080307001#"}, "ID-001"},
    {"a Macao permit with a wrong check",
     {"id_type=港澳台居民居住证; id_number=82000020080307001#"},
     "ID-001"},
    {"a foreigner's number with a wrong check",
     {"id_type=外国人永久居留身份证; id_number=94215620080307001#; ethnicity=; province="},
     "ID-001",
     kIntl},
    // ID-002: the day inside
    {"29 February of a leap year", {"birth_date=20080229; id_number=11010520080229001*"}, ""},
    {"29 February of no leap year",
     {"birth_date=; id_number=11010520070229001*", ""},
     "ID-002 RQ-001"},
    {"31 April", {"birth_date=20080501; id_number=11010520080431001*"}, "ID-002"},
    {"29 February 1900 was none", {"id_number=11010519000229001*"}, "ID-002"},
    {"29 February 2000 was one", {"birth_date=20000229; id_number=11010520000229001*"}, ""},
    // ID-003, ID-004: the future, and the ages of students
    {"born today", {"birth_date=20260901; id_number=11010520260901001*"}, "ID-004"},
    {"born tomorrow", {"birth_date=20260902; id_number=11010520260902001*"}, "DT-003 ID-003"},
    {"fourteen today", {"birth_date=20120901; id_number=11010520120901001*"}, ""},
    {"fourteen tomorrow", {"birth_date=20120902; id_number=11010520120902001*"}, "ID-004"},
    {"sixty, sixty-one tomorrow", {"birth_date=19650902; id_number=11010519650902001*"}, ""},
    {"sixty-one today", {"birth_date=19650901; id_number=11010519650901001*"}, "ID-004"},
    {"born 1880: sound check, no student",
     {"birth_date=18800101; id_number=440524188001010014"},
     "ID-004"},
    // ID-005: forms
    {"seventeen digits", {"id_number=11010520080307001"}, "ID-005"},
    {"nineteen characters", {"id_number=11010520080307001*1"}, "ID-005"},
    {"a letter among the digits", {"id_number=1101052008O307001X"}, "ID-005"},
    {"an officer's card", {"id_type=军官证; id_number=北字第1234567号"}, ""},
    {"a kind whose form nobody fixes", {"id_type=其他; id_number=某证12号"}, ""},
    {"a formula error is another rule's", {"id_number=#N/A ^ErrorCell"}, "XL-004"},
    // ID-006, ID-007: the kind that is said against the number's form
    {"a passport called identity card", {"id_number=E12345678"}, "ID-006"},
    {"a travel permit called identity card", {"id_number=H12345678"}, "ID-006"},
    {"a residence permit called identity card", {"id_number=81000020080307001*"}, ""},
    {"a permanent residence card called identity card", {"id_number=94215620080307001*"}, ""},
    {"an identity card called passport", {"id_type=护照"}, "ID-007"},
    {"an identity card called residence permit", {"id_type=港澳台居民居住证"}, "ID-007"},
    {"an identity number of a household register", {"id_type=户口簿"}, ""},
    {"no kind is said", {"id_type="}, ""},
    // Other documents never alarm
    {"Hong Kong residence permit", {"id_type=港澳台居民居住证; id_number=81000020080307001*"}, ""},
    {"Macao residence permit", {"id_type=港澳台居民居住证; id_number=82000020080307001*"}, ""},
    {"Taiwan residence permit", {"id_type=港澳台居民居住证; id_number=83000020080307001*"}, ""},
    {"published residence permit",
     {"sex=男; birth_date=19950101; id_type=港澳台居民居住证; id_number=810000199501010015"},
     ""},
    {"permanent residence of 2023",
     {"id_type=外国人永久居留身份证; id_number=911156198001010016; nationality=加拿大; ethnicity=; "
      "province="},
     "",
     kIntl},
    {"permanent residence of 2017",
     {"id_type=外国人永久居留身份证; id_number=CAN420080030701; nationality=加拿大"},
     "",
     kIntl},
    {"travel permit of nine characters",
     {"id_type=港澳居民来往内地通行证; id_number=M12345678"},
     ""},
    {"travel permit of eleven characters",
     {"id_type=港澳居民来往内地通行证; id_number=H1234567801"},
     ""},
    {"Taiwan permit of eight digits", {"id_type=台湾居民来往大陆通行证; id_number=12345678"}, ""},
    {"Taiwan permit of ten digits", {"id_type=台湾居民来往大陆通行证; id_number=0123456789"}, ""},
    {"a passport of nine digits",
     {"id_type=护照; id_number=123456789; nationality=美国"},
     "",
     kIntl},
    {"a passport of two letters",
     {"id_type=护照; id_number=AK1234567; nationality=韩国"},
     "",
     kIntl},
    // ID-008: fifteen digits
    {"fifteen digits, of 1999", {"birth_date=19990307; id_number=110105990307001"}, "ID-008"},
    {"fifteen digits, of 2008", {"id_number=110105080307001"}, "ID-008"},
    {"fifteen digits, 29 February 2000",
     {"birth_date=20000229; id_number=110105000229001"},
     "ID-008"},
    {"fifteen digits, no such day",
     {"birth_date=19990307; id_number=110105990230001"},
     "ID-002 ID-008"},
    // ID-010: counties
    {"a county abolished before birth", {"id_number=51102120080307001*"}, "ID-010"},
    {"the same county, born in its time",
     {"birth_date=19850307; id_number=51102119850307001*"},
     ""},
    {"a county that never was", {"id_number=11999920080307001*"}, "ID-010"},
    {"registered late, under a later code",
     {"birth_date=20000307; id_number=11011820000307001*"},
     ""},
    {"a city without counties",
     {"id_number=44190020080307001*; province=广东; exam_number=26441900150001"},
     ""},
    {"a division of the production corps",
     {"id_number=65900920080307001*; province=新疆; exam_number=26659009150001"},
     ""},
    // ID-011, ID-012: the cells beside
    {"another birth date", {"birth_date=20080308"}, "ID-011"},
    {"another sex", {"sex=女"}, "ID-012"},
    {"no sex told", {"sex=未说明"}, ""},
    {"a woman's number", {"sex=女; id_number=11010520080307002*"}, ""},
    {"an unsound number judges nobody",
     {"sex=女; birth_date=20080308; id_number=11010520080307001#"},
     "ID-001"},
    {"a foreigner's number tells no sex",
     {"sex=女; id_type=外国人永久居留身份证; id_number=94215620080307001*; nationality=加拿大"},
     "",
     kIntl},
    {"a residence permit tells the sex",
     {"sex=女; id_type=港澳台居民居住证; id_number=81000020080307001*"},
     "ID-012"},
    // DT-003, DT-004: the birth date alone
    {"a birth date in the future, no document",
     {"id_type=护照; id_number=E12345678; birth_date=20270101"},
     "DT-003"},
    {"a child of ten, no document",
     {"id_type=护照; id_number=E12345678; birth_date=20160101"},
     "DT-004"},
    {"a student of sixty, no document",
     {"id_type=护照; id_number=E12345678; birth_date=19660902"},
     ""},
    {"a sound document knows better", {"birth_date=20270101"}, "ID-011"},

    // EX-001: exam numbers
    {"ten digits, a Guangdong number", {"exam_number=0105150001"}, ""},
    {"thirteen digits", {"exam_number=2611010515000"}, "EX-001"},
    {"a letter", {"exam_number=2611010515000A"}, "EX-001"},
    {"eighteen characters, a school's own", {"exam_number=202699103350500012"}, ""},
    {"fifteen digits of a postgraduate", {"exam_number=103356000000001"}, "", kPg},
    {"recommended without an examination", {"exam_number=103356100010123"}, "", kPg},
    {"fourteen digits of a postgraduate", {"exam_number=26110105150001"}, "EX-001", kPg},
    {"an international student's own number",
     {"exam_number=L-0042; nationality=泰国; id_type=护照; id_number=AB1234567"},
     "",
     kIntl},
    {"an exam number's digits lost are XL-001's",
     {"exam_number=2.61101E+13 ^LostDigits"},
     "XL-001"},
    // EX-002: the province of the number
    {"another province", {"province=河北"}, "EX-002"},
    {"the province as a code", {"province=110000"}, ""},
    {"the province's long name", {"province=北京市"}, ""},
    {"another province as a code", {"province=130000"}, "EX-002"},
    {"no province that exists", {"exam_number=26990105150001"}, "EX-002"},
    // EX-003: the year of the number
    {"six years kept for military service", {"exam_number=20110105150001"}, ""},
    {"seven years", {"exam_number=19110105150001"}, "EX-003"},
    {"next year's", {"exam_number=27110105150001"}, "EX-003"},

    // PH-001, PH-002: phones
    {"a landline with an extension", {"phone=010-62751234-801"}, ""},
    {"twelve digits", {"phone=138123456780"}, "PH-001"},
    {"no such prefix", {"phone=12812345678"}, "PH-001"},
    {"the guardian's, ten digits", {"guardian_phone=1381234567"}, "PH-001"},
    {"a number from abroad of an international student",
     {"phone=66812345678; nationality=泰国; id_type=护照; id_number=AB1234567"},
     "",
     kIntl},
    {"a number from abroad of a Hong Kong student",
     {"phone=91234567; id_type=港澳居民来往内地通行证; id_number=H12345678"},
     ""},
    {"a phone's digits lost are XL-001's", {"phone=1.38E+10 ^LostDigits"}, "XL-001"},
    {"one digit repeated", {"phone=11111111111"}, "PH-002"},
    {"a mobile, one digit repeated but the first", {"phone=13333333333"}, ""},
    {"all zeros", {"emergency_phone=00000000"}, "PH-002"},
    // PH-003
    {"the emergency contact is the student",
     {"phone=13812345678; emergency_phone=13812345678"},
     "PH-003"},
    {"the word for none, twice", {"phone=无; emergency_phone=无"}, "PH-001"},
    {"a placeholder, twice", {"phone=11111111111; emergency_phone=11111111111"}, "PH-002"},
    {"neither is known", {"phone=; emergency_phone="}, ""},
    // OG-005
    {"an undergraduate of the junior college batch", {"batch=高职专科批"}, "OG-005"},
    {"a junior college student of the undergraduate batch",
     {"level=专科; duration=3; batch=本科二批"},
     "OG-005"},
    {"upgrading is both", {"level=专升本; batch=专升本"}, ""},
    {"a batch that names no level", {"batch=提前批"}, ""},
    // SW-001, SW-002
    {"a phone in place of the document", {"id_number=13812345678; phone=13912340000"}, "SW-001"},
    {"a document in place of the phone", {"phone=11010520080307003*"}, "SW-002"},
    {"both", {"id_number=13812345678; phone=11010520080307003*"}, "SW-001 SW-002"},
    {"both, and it is a passport", {"id_number=13812345678; phone=E12345678"}, "SW-001 SW-002"},
    {"a landline beside a phone in place of the document",
     {"id_number=13812345678; phone=62345678"},
     "SW-001"},
    {"a passport's form is no phone, and no swap alone", {"phone=E12345678"}, "PH-001"},
};

}  // namespace

std::span<const RuleCase> student_rule_cases() { return kCases; }

TEST(StudentRules, FindWhatTheTableSays) {
    for (const RuleCase& c : kCases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(codes_of(findings_of(c)), c.codes);
    }
}

TEST(StudentRules, ProposeTheValueWhereItIsDetermined) {
    struct Case {
        std::string_view why, row, code, proposal;
    };
    const Case cases[] = {
        {"the document's birth date", "birth_date=20080308", "ID-011", "20080307"},
        {"the document's sex", "sex=女", "ID-012", "男"},
        {"the century of the birth date", "birth_date=20080307; id_number=110105080307001",
         "ID-008", "110105200803070010"},
        {"the published pair", "sex=女; birth_date=19491231; id_number=110105491231002", "ID-008",
         "11010519491231002X"},
        {"the only century of a student's age", "birth_date=; id_number=110105990307001", "ID-008",
         "110105199903070012"},
        {"the document's birth date, where the other is none",
         "birth_date=20080230 ^UnreadableDate", "DT-001", "20080307"},
        {"a wrong digit may be any", "id_number=11010520080307001#", "ID-001", ""},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        bool found = false;
        for (const Finding& finding : findings_of({c.why, {c.row}, ""})) {
            if (finding.rule->code != c.code) continue;
            found = true;
            EXPECT_EQ(finding.proposal, c.proposal);
        }
        EXPECT_TRUE(found);
    }
}

}  // namespace mingce
