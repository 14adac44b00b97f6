// What each agreement between two rows weighs, as one table. m is how often two rows of one person
// show a level, u how often two rows of two people do; the weight is log2(m / u) bits.
//
// Where the figures come from: u by counting. Names: two people of one intake share a name once in
// some 20,000 pairs. Birth dates: an intake is born within three years. Provinces: the largest
// sends a sixth. m by the error classes of the quality bar (docs/quality.md): a percent or two of
// values are mistyped. They are set once and not learned; a factor of two in one of them is one
// bit, and the band below leaves room for three.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"

namespace mingce {

/// From here on a pair is worth a person's look. Where one in a hundred of 50,000 incoming people
/// is among 60,000 known ones, even odds would take 22 bits; a look is cheap, a double is not.
constexpr double kReviewBits = 17.5;

enum class MatchFact : std::uint8_t {
    Name,
    BirthDate,
    Document,
    Exam,
    Student,
    Phone,
    Province,
    School,
    Sex,
    Major,
};
constexpr std::size_t kMatchFactCount = static_cast<std::size_t>(MatchFact::Major) + 1;
constexpr std::uint8_t kNotCompared = 0xFF;

struct AgreementLevel {
    std::string_view key;
    Text text;
    double m, u;
};

struct MatchComparison {
    MatchFact fact;
    std::string_view key;
    Text text;
    std::span<const AgreementLevel> levels;
};

namespace match {

enum class NameLevel : std::uint8_t { Same, Folded, Unreadable, SameReading, OneOff, Different };
inline constexpr AgreementLevel kNameLevels[] = {
    {"same", {"姓名相同", "same name"}, 0.90, 1.0 / 20'000},
    // As rare among two people as the same name, within the same name.
    {"folded",
     {"姓名相同（繁简、间隔号、空格或大小写不同）", "same name in another spelling"},
     0.03,
     1.0 / 600'000},
    {"unreadable",
     {"姓名中有字无法辨认，其余相同", "same but for a lost glyph"},
     0.01,
     1.0 / 1'500},
    {"same_reading", {"姓名同音", "same reading"}, 0.03, 1.0 / 2'500},
    // Brothers and sisters are often named so, hence little more than nothing.
    {"one_off", {"姓名差一个字", "one character differs"}, 0.015, 1.0 / 250},
    {"different", {"姓名不同", "different names"}, 0.015, 0.99},
};

enum class DateLevel : std::uint8_t { Same, Swapped, OneOff, Different };
inline constexpr AgreementLevel kDateLevels[] = {
    {"same", {"出生日期相同", "same birth date"}, 0.97, 1.0 / 1'100},
    {"swapped", {"出生日期月日颠倒", "day and month swapped"}, 0.004, 1.0 / 3'000},
    // Of 1,100 days some 18 are one digit away from a given one.
    {"one_off", {"出生日期差一位", "one digit of the birth date differs"}, 0.015, 1.0 / 60},
    {"different", {"出生日期不同", "different birth dates"}, 0.011, 0.98},
};

enum class DocumentLevel : std::uint8_t { Same, OldForm, OneOff, Different, BothSound };
inline constexpr AgreementLevel kDocumentLevels[] = {
    {"same", {"证件号码相同", "same document number"}, 0.90, 1e-6},
    {"old_form", {"证件号码相同（15 位与 18 位）", "same number, old form and new"}, 0.01, 1e-7},
    // The check character leaves no two sound numbers one step apart.
    {"one_off", {"证件号码差一位或相邻两位颠倒", "one digit or swap apart"}, 0.05, 1e-6},
    {"different", {"证件号码不同", "different document numbers"}, 0.03, 1.0},
    // One citizen has one number for life: both sound and different is two people, but for a row
    // that got its neighbour's number.
    {"both_sound",
     {"证件号码不同且校验都正确", "different numbers, each with a right check"},
     0.001,
     1.0},
};

enum class NumberLevel : std::uint8_t { Same, OneOff, Different };
inline constexpr AgreementLevel kExamLevels[] = {
    {"same", {"考生号相同", "same exam number"}, 0.90, 1e-6},
    // Neighbours of one school's list are one digit apart.
    {"one_off", {"考生号差一位", "exam numbers one digit apart"}, 0.02, 1.0 / 500},
    {"different", {"考生号不同", "different exam numbers"}, 0.08, 1.0},
};
inline constexpr AgreementLevel kStudentLevels[] = {
    {"same", {"学号相同", "same student number"}, 0.95, 1e-6},
    {"one_off", {"学号差一位", "student numbers one digit apart"}, 0.01, 1.0 / 100},
    {"different", {"学号不同", "different student numbers"}, 0.05, 1.0},
};
inline constexpr AgreementLevel kPhoneLevels[] = {
    // Twins and neighbours give one telephone, their parents'.
    {"same", {"电话相同", "same telephone"}, 0.70, 1.0 / 1'500},
    {"one_off", {"电话差一位", "telephones one digit apart"}, 0.03, 1.0 / 2'000},
    {"different", {"电话不同", "different telephones"}, 0.27, 1.0},
};

enum class PlainLevel : std::uint8_t { Same, Different };
inline constexpr AgreementLevel kProvinceLevels[] = {
    {"same", {"省份相同", "same province"}, 0.97, 0.06},
    {"different", {"省份不同", "different provinces"}, 0.03, 0.94},
};
// Given the province: it counts on its own.
inline constexpr AgreementLevel kSchoolLevels[] = {
    {"same", {"毕业中学相同", "same school of origin"}, 0.75, 1.0 / 60},
    {"different", {"毕业中学不同", "different schools of origin"}, 0.25, 0.98},
};
inline constexpr AgreementLevel kSexLevels[] = {
    {"same", {"性别相同", "same sex"}, 0.995, 0.5},
    {"different", {"性别不同", "different sexes"}, 0.005, 0.5},
};
inline constexpr AgreementLevel kMajorLevels[] = {
    {"same", {"专业相同", "same major"}, 0.80, 0.04},
    {"different", {"专业不同", "different majors"}, 0.20, 0.96},
};

}  // namespace match

inline constexpr std::array<MatchComparison, kMatchFactCount> kMatchComparisons = {{
    {MatchFact::Name, "name", {"姓名", "Name"}, match::kNameLevels},
    {MatchFact::BirthDate, "birth_date", {"出生日期", "Birth date"}, match::kDateLevels},
    {MatchFact::Document, "id_number", {"证件号码", "Document number"}, match::kDocumentLevels},
    {MatchFact::Exam, "exam_number", {"考生号", "Exam number"}, match::kExamLevels},
    {MatchFact::Student, "student_no", {"学号", "Student number"}, match::kStudentLevels},
    {MatchFact::Phone, "phone", {"电话", "Telephone"}, match::kPhoneLevels},
    {MatchFact::Province, "province", {"省份", "Province"}, match::kProvinceLevels},
    {MatchFact::School, "school_of_origin", {"毕业中学", "School of origin"}, match::kSchoolLevels},
    {MatchFact::Sex, "sex", {"性别", "Sex"}, match::kSexLevels},
    {MatchFact::Major, "major", {"专业", "Major"}, match::kMajorLevels},
}};

/// Bits that a level weighs; below 0 it speaks against.
double weight_of(const AgreementLevel& level);

}  // namespace mingce
