#include "normalise/values.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/text.h"

namespace mingce {
namespace {

const ValueCleaner& cleaner() {
    static const ValueCleaner shipped(DataStandard::shipped(), CodeTables::shipped(),
                                      Regions::shipped());
    return shipped;
}

TEST(ValueCleaner, TreatsEveryListedDirtyValue) {
    using enum CellKind;
    struct Case {
        std::string_view why;
        Field field;
        CellKind kind;
        std::string_view raw, clean, rule;  // rule: "" where nothing may change
    };
    const Case cases[] = {
        // why                     field             kind    raw               clean        rule
        {"a clean name", Field::Name, Text, "王小明", "王小明", ""},
        {"ideographic blanks", Field::Name, Text, "　王小明 ", "王小明", "trim"},
        {"a blank inside", Field::Name, Text, "王 明", "王明", "inner_blank"},
        {"a Latin name keeps its blanks", Field::Name, Text, "John  Smith", "John  Smith", ""},
        {"a zero-width blank", Field::Name, Text, "王\u200B明", "王明", "invisible"},
        {"a Japanese dot", Field::Name, Text, "艾力・买买提", "艾力·买买提", "dot"},
        {"a full stop", Field::Name, Text, "艾力.买买提", "艾力·买买提", "dot"},
        {"a doubled dot", Field::Name, Text, "艾力··买买提", "艾力·买买提", "dot"},
        {"the official dot stays", Field::Name, Text, "艾力·买买提", "艾力·买买提", ""},
        {"a dot between Latin letters stays", Field::Name, Text, "J.Smith", "J.Smith", ""},
        {"a known private-use character", Field::Name, Text, "朱\uE863", "朱䶮", "private_use"},
        {"an unknown one stays", Field::Name, Text, "朱\uE000", "朱\uE000", ""},
        {"full-width letters of a name stay", Field::Name, Text, "王Ａ", "王Ａ", ""},
        {"a compatibility ideograph stays", Field::Name, Text, "\uF9D0明", "\uF9D0明", ""},
        {"lower-case x", Field::IdNumber, Text, "11010519491231002x", "11010519491231002X",
         "upper_case"},
        {"full-width number", Field::IdNumber, Text, "１１０１０５１９４９１２３１００２Ｘ",
         "11010519491231002X", "full_width"},
        {"an apostrophe in front", Field::IdNumber, Text, "'11010519491231002X",
         "11010519491231002X", "quote"},
        {"fifteen digits stay", Field::IdNumber, Text, "110105491231002", "110105491231002", ""},
        {"exponent form is never repaired", Field::IdNumber, Text, "1.10105E+17", "1.10105E+17",
         ""},
        {"a number of 18 digits is never repaired", Field::IdNumber, Number, "110105194912310000",
         "110105194912310000", ""},
        {"a float read of an exam number", Field::ExamNumber, Number, "26110105150001.0",
         "26110105150001", "decimal_zero"},
        {"a phone with separators", Field::Phone, Text, "138-1234-5678", "13812345678", "phone"},
        {"a phone with its country", Field::Phone, Text, "+86 138 1234 5678", "13812345678",
         "inner_blank"},
        {"a landline keeps its hyphen", Field::Phone, Text, "010-62751234", "010-62751234", ""},
        {"a serial date", Field::BirthDate, Date, "39682", "20080822", "date"},
        {"a serial with a time", Field::BirthDate, Date, "39682.5", "20080822", "date"},
        {"slashes", Field::BirthDate, Text, "2008/8/2", "20080802", "date"},
        {"points", Field::BirthDate, Text, "2008.08.02", "20080802", "date"},
        {"Chinese", Field::BirthDate, Text, "2008年8月2日", "20080802", "date"},
        {"with a time of day", Field::BirthDate, Text, "2008-08-02 00:00:00", "20080802", "date"},
        {"compact stays", Field::BirthDate, Text, "20080802", "20080802", ""},
        {"a month alone is no date", Field::BirthDate, Text, "2008.9", "2008.9", ""},
        {"no such day", Field::BirthDate, Text, "2008-02-30", "2008-02-30", ""},
        {"a code", Field::Sex, Text, "1", "男", "code_name"},
        {"a name of the table", Field::Sex, Text, "女", "女", ""},
        {"a code with its lost zero", Field::Ethnicity, Text, "3", "回族", "padded_code"},
        {"an ethnic group without 族", Field::Ethnicity, Text, "维吾尔", "维吾尔族", "alias"},
        {"an old spelling", Field::PoliticalStatus, Text, "团员", "共青团员", "alias"},
        {"a code read as a float", Field::Sex, Text, "2.0", "女", "decimal_zero"},
        {"an unknown code stays", Field::Sex, Text, "7", "7", ""},
        {"a province in full", Field::Province, Text, "广西壮族自治区", "广西", "alias"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        std::string scratch;
        const CleanValue value =
            cleaner().clean(c.field, {c.raw, c.kind}, DateSystem::From1900, scratch);
        EXPECT_EQ(value.text, c.clean);
        EXPECT_EQ(value.changed ? change_rules()[value.rule].code : "", c.rule);
    }
}

TEST(ValueCleaner, MarksWhatItCannotMend) {
    struct Case {
        std::string_view why;
        Field field;
        Cell cell;
        std::vector<Mark> marks;
    };
    const Case cases[] = {
        {"an exponent", Field::IdNumber, {"1.10105E+17", CellKind::Text}, {Mark::LostDigits}},
        {"18 digits as a number",
         Field::IdNumber,
         {"110105194912310000", CellKind::Number},
         {Mark::NumberCell, Mark::LostDigits}},
        {"14 digits as a number",
         Field::ExamNumber,
         {"26110105150001", CellKind::Number},
         {Mark::NumberCell}},
        {"not a date", Field::BirthDate, {"春天", CellKind::Text}, {Mark::UnreadableDate}},
        {"not in the table", Field::Sex, {"7", CellKind::Text}, {Mark::UnknownCode}},
        {"an error cell", Field::Name, {"#N/A", CellKind::Error}, {Mark::ErrorCell}},
        {"a formula", Field::Name, {"王明", CellKind::Text, true}, {Mark::FormulaCell}},
        {"half a character",
         Field::Name,
         {"王", CellKind::Text, false, true},
         {Mark::HalfCharacter}},
        {"a full field",
         Field::Name,
         {"王明", CellKind::Text, false, false, true},
         {Mark::FieldFull}},
        {"nothing to mark", Field::Name, {"王明", CellKind::Text}, {}},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        std::string scratch;
        EXPECT_EQ(cleaner().clean(c.field, c.cell, DateSystem::From1900, scratch).marks, c.marks);
    }
}

// Built from what really stands in cells, so that most texts meet some rule.
std::string dirty_text() {
    const std::vector<std::string> pieces = {
        "王",   "艾力", "·",  ".",    "・",       "　", " ",    "\u200B", "\uE863", "Ａ",
        "x",    "X",    "'",  "1101", "19491231", "２", "E+17", "-",      "/",      "年",
        "2008", "8",    ".0", "+86",  "138",      "族", "汉",   "\t",     "3"};
    std::string text;
    const auto count = *rc::gen::inRange(0, 8);
    for (int i = 0; i < count; ++i) text += *rc::gen::elementOf(pieces);
    return text;
}

TEST(ValueCleaner, CleaningACleanValueChangesNothing) {
    rc::check([] {
        const std::string raw = dirty_text();
        const auto field = static_cast<Field>(*rc::gen::inRange<std::size_t>(0, kFieldCount));
        std::string first_scratch, second_scratch;
        const std::string once(
            cleaner()
                .clean(field, {raw, CellKind::Text}, DateSystem::From1900, first_scratch)
                .text);
        const CleanValue twice =
            cleaner().clean(field, {once, CellKind::Text}, DateSystem::From1900, second_scratch);
        RC_ASSERT(std::string(twice.text) == once);
        RC_ASSERT(!twice.changed);
    });
}

}  // namespace
}  // namespace mingce
