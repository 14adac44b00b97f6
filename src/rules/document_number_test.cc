#include "rules/document_number.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "rules/problems.h"

namespace mingce {
namespace {

TEST(CitizenId, ParseJudgesText) {
    struct Case {
        std::string_view why, text, problem;
    };
    const Case cases[] = {
        // why, text, problem: empty when accepted
        {"check character X", "11010519491231002X", ""},
        {"the standard's other example", "440524188001010014", ""},
        {"a county long gone", "34052419800101001X", ""},
        {"29 February of a leap year", "110105200802290019", "citizen_id.check"},
        {"one character short", "1101051949123100X", "citizen_id.length"},
        {"one character too many", "11010519491231002X ", "citizen_id.length"},
        {"nothing", "", "citizen_id.length"},
        {"a letter among the digits", "11010519491231O02X", "citizen_id.digits"},
        {"a letter at the end", "11010519491231002A", "citizen_id.digits"},
        {"lower case is not ours", "11010519491231002x", "citizen_id.digits"},
        {"no such day", "11010519490231002X", "citizen_id.birth_date"},
        {"no such month", "11010519491331002X", "citizen_id.birth_date"},
        {"wrong check character", "110105194912310021", "citizen_id.check"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const auto id = CitizenId::parse(c.text);
        EXPECT_EQ(id.ok() ? "" : id.error().problem().code, c.problem);
    }
}

TEST(CitizenId, TellsBirthAndSexAndHidesItself) {
    const auto parsed = CitizenId::parse("11010519491231002X");
    ASSERT_TRUE(parsed.ok());
    const CitizenId& id = parsed.value();
    EXPECT_EQ(id.birth(), (Date{1949, 12, 31}));
    EXPECT_FALSE(id.male());
    EXPECT_EQ(id.masked(), "110*************2X");
    EXPECT_EQ(id.text(), "11010519491231002X");
}

TEST(CitizenId, FifteenDigitsBecomeEighteenCharacters) {
    EXPECT_EQ(upgraded_citizen_id("110105491231002", "19"), "11010519491231002X");
    EXPECT_EQ(upgraded_citizen_id("110105080307001", "20"), "110105200803070010");
}

TEST(DocumentNumber, ItsFormTellsItsKind) {
    using enum DocumentKind;
    struct Case {
        std::string_view why, text;
        DocumentKind kind;
        bool check_holds = true;
    };
    const Case cases[] = {
        // why, text, kind, check
        {"nothing", "", Absent},
        {"a citizen", "11010519491231002X", Citizen},
        {"a citizen, wrong check", "110105194912310021", Citizen, false},
        {"small x", "11010519491231002x", Citizen},
        {"Hong Kong", "810000199501010015", HmtResidence},
        {"Macao", "820000199501010017", HmtResidence},
        {"Taiwan", "830000199501010019", HmtResidence},
        {"Hong Kong, wrong check", "810000199501010016", HmtResidence, false},
        {"81 with a county is no permit", "810101199501010015", Citizen, false},
        {"a foreigner of 2023", "911156198001010016", ForeignResidence2023},
        {"a foreigner of 2023, wrong check", "911156198001010017", ForeignResidence2023, false},
        {"a foreigner of 2017", "CAN420080030701", ForeignResidence2017},
        {"two letters and thirteen digits", "CA4200800307011", Passport},
        {"fifteen digits", "110105491231002", Citizen15},
        {"H and eight digits", "H12345678", HkMacauPermit},
        {"M and ten digits", "M1234567801", HkMacauPermit},
        {"H and nine digits", "H123456789", Passport},
        {"eight digits", "12345678", TaiwanPermit},
        {"ten digits", "1234567890", TaiwanPermit},
        {"nine digits", "123456789", Passport},
        {"a Chinese passport", "E12345678", Passport},
        {"letters at both ends", "AB123456C", Passport},
        {"four characters", "A123", Unknown},
        {"a word", "PASSPORT", Unknown},
        {"a phone", "13812345678", Unknown},
        {"seventeen digits", "11010519491231002", Unknown},
        {"an O for a 0", "11010519491231O02X", Unknown},
        {"military", "北字第1234567号", Military},
        {"an exponent", "1.10105E+17", Unknown},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const DocumentNumber document = read_document_number(c.text);
        EXPECT_EQ(document.kind, c.kind);
        EXPECT_EQ(document.check_holds, c.check_holds);
    }
}

TEST(DocumentNumber, HoldsBirthSexAndCountyWhereItsFormDoes) {
    const DocumentNumber citizen = read_document_number("11010519491231002X");
    EXPECT_EQ(citizen.birth, (Date{1949, 12, 31}));
    EXPECT_TRUE(citizen.has_sex);
    EXPECT_FALSE(citizen.male);
    EXPECT_EQ(citizen.region, 110105U);

    const DocumentNumber old = read_document_number("110105491231001");
    EXPECT_EQ(old.birth, (Date{1949, 12, 31}));
    EXPECT_TRUE(old.male);

    const DocumentNumber permit = read_document_number("810000199501010015");
    EXPECT_EQ(permit.birth, (Date{1995, 1, 1}));
    EXPECT_EQ(permit.region, 0U);

    const DocumentNumber foreigner = read_document_number("911156198001010016");
    EXPECT_FALSE(foreigner.has_birth);
    EXPECT_FALSE(foreigner.has_sex);

    const DocumentNumber no_day = read_document_number("11010519490231002X");
    EXPECT_TRUE(no_day.has_birth);
    EXPECT_FALSE(no_day.birth.has_value());
}

TEST(DocumentNumber, WordsTellAKind) {
    using enum DocumentKind;
    struct Case {
        std::string_view words;
        DocumentKind kind;
    };
    const Case cases[] = {
        {"", Absent},
        {"居民身份证", Citizen},
        {"护照", Passport},
        {"外国人永久居留身份证", ForeignResidence2023},
        {"港澳台居民居住证", HmtResidence},
        {"港澳居民来往内地通行证", HkMacauPermit},
        {"台湾居民来往大陆通行证", TaiwanPermit},
        {"军官证", Military},
        {"香港特区护照/身份证明", Passport},
        {"户口簿", Other},
        {"其他", Other},
    };
    for (const Case& c : cases) EXPECT_EQ(document_kind_named(c.words), c.kind) << c.words;
}

TEST(DocumentNumber, AnExponentIsWhatASpreadsheetLeaves) {
    EXPECT_TRUE(is_exponent_form("1.10105E+17"));
    EXPECT_TRUE(is_exponent_form("1E+17"));
    EXPECT_FALSE(is_exponent_form("E12345678"));
    EXPECT_FALSE(is_exponent_form("1.10105E+"));
    EXPECT_FALSE(is_exponent_form("1.10105E17"));
    EXPECT_FALSE(is_exponent_form(""));
}

/// Seventeen digits with a day of birth inside, and their check character.
std::string any_citizen_number() {
    const auto digit = [] { return static_cast<char>('0' + *rc::gen::inRange(0, 10)); };
    std::string number(6, '1');
    for (char& c : number) c = digit();
    number[0] = static_cast<char>('1' + *rc::gen::inRange(0, 6));
    number += compact_text(date_from_days(*rc::gen::inRange<std::int64_t>(3653, 20000)));
    for (int i = 0; i < 3; ++i) number.push_back(digit());
    number.push_back(citizen_check_character(number));
    return number;
}

/// Every single error of a kind is tried on each of the hundred numbers: 10^5 cases and more.
RC_GTEST_PROP(CitizenIdCheck, OneWrongDigitIsAlwaysFound, ()) {
    for (int n = 0; n < 10; ++n) {
        const std::string number = any_citizen_number();
        RC_ASSERT(read_document_number(number).check_holds);
        for (std::size_t at = 0; at < number.size(); ++at)
            for (const char c : std::string_view("0123456789X")) {
                if (c == number[at] || (c == 'X' && at != 17)) continue;
                std::string wrong = number;
                wrong[at] = c;
                RC_ASSERT(!CitizenId::parse(wrong).ok());
            }
    }
}

RC_GTEST_PROP(CitizenIdCheck, TwoDigitsThatChangedPlacesAreAlwaysFound, ()) {
    for (int n = 0; n < 40; ++n) {
        const std::string number = any_citizen_number();
        for (const std::size_t apart : {1U, 2U})  // neighbours, and over one digit
            for (std::size_t at = 0; at + apart < number.size(); ++at) {
                if (number[at] == number[at + apart]) continue;
                std::string wrong = number;
                std::swap(wrong[at], wrong[at + apart]);
                RC_ASSERT(!CitizenId::parse(wrong).ok());
            }
    }
}

RC_GTEST_PROP(CitizenIdCheck, WhatParsesIsACitizensNumberOfThatDay, ()) {
    const std::string number = any_citizen_number();
    const auto id = CitizenId::parse(number);
    RC_ASSERT(id.ok());
    const DocumentNumber document = read_document_number(number);
    RC_ASSERT(document.kind == DocumentKind::Citizen);
    RC_ASSERT(document.birth == id.value().birth());
    RC_ASSERT(document.male == id.value().male());
}

}  // namespace
}  // namespace mingce
