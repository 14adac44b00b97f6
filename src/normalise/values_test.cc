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

// "trim+date": every rule that had a part in a change, in the order of the table.
std::string rules_of(ChangeSet changes) {
    std::string names;
    for (std::size_t i = 0; i < change_rules().size(); ++i)
        if ((changes & change_bit(static_cast<ChangeCode>(i))) != 0)
            names.append(names.empty() ? "" : "+").append(change_rules()[i].code);
    return names;
}

TEST(ValueCleaner, TreatsEveryListedDirtyValue) {
    using enum CellKind;
    struct Case {
        std::string_view why;
        Field field;
        CellKind kind;
        std::string_view raw, clean, rules;  // rules: "" where nothing may change
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
        {"a no-break blank inside", Field::Name, Text, "王\u00A0明", "王明", "inner_blank"},
        {"everything at once", Field::Name, Text, "\uFEFF　艾 力．买买\u200B提 ", "艾力·买买提",
         "trim+inner_blank+invisible+dot"},
        {"question marks stay", Field::Name, Text, "王??", "王??", ""},
        {"upper-case pinyin stays", Field::Name, Text, "张YAN", "张YAN", ""},
        {"the character of no character stays", Field::Name, Text, "王\uFFFD", "王\uFFFD", ""},
        {"a white square stays", Field::Name, Text, "王□", "王□", ""},
        {"a compatibility ideograph of plane 2 stays", Field::Name, Text, "\U0002F800明",
         "\U0002F800明", ""},
        {"a radical stays", Field::Name, Text, "⼀明", "⼀明", ""},
        {"an extension-plane character stays", Field::Name, Text, "王𬭎", "王𬭎", ""},
        {"full-width letters of an address stay", Field::HomeAddress, Text, "Ａ座", "Ａ座", ""},
        {"full-width letters of a name stay", Field::Name, Text, "王Ａ", "王Ａ", ""},
        {"a compatibility ideograph stays", Field::Name, Text, "\uF9D0明", "\uF9D0明", ""},
        {"lower-case x", Field::IdNumber, Text, "11010519491231002x", "11010519491231002X",
         "upper_case"},
        {"full-width number", Field::IdNumber, Text, "１１０１０５１９４９１２３１００２Ｘ",
         "11010519491231002X", "full_width"},
        {"an apostrophe behind", Field::IdNumber, Text, "110105194912310021'", "110105194912310021",
         "quote"},
        {"a tab in front", Field::IdNumber, Text, "\t110105194912310021", "110105194912310021",
         "trim"},
        {"quote, width and letter at once", Field::IdNumber, Text,
         " ＇１１０１０５１９４９１２３１００２ｘ", "11010519491231002X",
         "trim+full_width+quote+upper_case"},
        {"groups of an identity number", Field::IdNumber, Text, "110105 19491231 0021",
         "110105194912310021", "inner_blank"},
        {"a text of 18 digits ending 000 is legal", Field::IdNumber, Text, "110105194912310000",
         "110105194912310000", ""},
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
         "phone"},
        {"a phone of another country", Field::Phone, Text, "+1 381-234-5678", "+1 381-234-5678",
         ""},
        {"a phone in groups", Field::Phone, Text, "138\u00A01234—5678", "13812345678", "phone"},
        {"a full-width phone", Field::Phone, Text, "１３８１２３４５６７８", "13812345678",
         "full_width"},
        {"two phones stay two", Field::Phone, Text, "13812345678 13912345678",
         "13812345678 13912345678", ""},
        {"a phone read as a float", Field::Phone, Number, "13812345678.0", "13812345678",
         "decimal_zero"},
        {"a landline keeps its hyphen", Field::Phone, Text, "010-62751234", "010-62751234", ""},
        {"a serial date", Field::BirthDate, Date, "39682", "20080822", "date"},
        {"a serial with a time", Field::BirthDate, Date, "39682.5", "20080822", "date"},
        {"slashes", Field::BirthDate, Text, "2008/8/2", "20080802", "date"},
        {"points", Field::BirthDate, Text, "2008.08.02", "20080802", "date"},
        {"Chinese", Field::BirthDate, Text, "2008年8月2日", "20080802", "date"},
        {"with a time of day", Field::BirthDate, Text, "2008-08-02 00:00:00", "20080802", "date"},
        {"compact stays", Field::BirthDate, Text, "20080802", "20080802", ""},
        {"full-width digits", Field::BirthDate, Text, "２００８年８月２日", "20080802",
         "full_width+date"},
        {"a forced date", Field::BirthDate, Text, "'2008-08-02", "20080802", "quote+date"},
        {"a serial typed as text", Field::BirthDate, Text, "39682", "20080822", "date"},
        {"a number that is a compact date", Field::BirthDate, Number, "20080802", "20080802", ""},
        {"the same as a float", Field::EnrolDate, Number, "45170.0", "20230901", "date"},
        {"a month gets no day", Field::BirthDate, Text, "2008.9", "200809", "date"},
        {"a month in a number cell is no serial", Field::BirthDate, Number, "200809", "200809", ""},
        {"no such day", Field::BirthDate, Text, "2008-02-30", "2008-02-30", ""},
        {"a code", Field::Sex, Text, "1", "男", "code_name"},
        {"a name of the table", Field::Sex, Text, "女", "女", ""},
        {"a code with its lost zero", Field::Ethnicity, Text, "3", "回族", "padded_code"},
        {"an ethnic group without 族", Field::Ethnicity, Text, "维吾尔", "维吾尔族", "alias"},
        {"an old spelling", Field::PoliticalStatus, Text, "团员", "共青团员", "alias"},
        {"a code read as a float", Field::Sex, Text, "2.0", "女", "decimal_zero+code_name"},
        {"a forced code", Field::Sex, Text, "＇２", "女", "full_width+quote+code_name"},
        {"a blank inside a name of a table", Field::Ethnicity, Text, "汉 族", "汉族",
         "inner_blank+code_name"},
        {"an unknown code stays", Field::Sex, Text, "7", "7", ""},
        {"an unknown full-width code stays as it came", Field::Sex, Text, "'７", "'７", ""},
        {"a postcode's lost zero is not guessed", Field::Postcode, Text, "10001", "10001", ""},
        {"nor an exam number's", Field::ExamNumber, Text, "6110105150001", "6110105150001", ""},
        {"nor a phone's", Field::PhoneOther, Text, "1062751234", "1062751234", ""},
        {"a province in full", Field::Province, Text, "广西壮族自治区", "广西", "alias"},
        {"a province with its suffix", Field::Province, Text, "安徽省", "安徽", "alias"},
        {"a province's code", Field::Province, Text, "340000", "安徽", "code_name"},
        {"a full-width score", Field::Score, Text, "６００.0", "600", "full_width+decimal_zero"},
        {"a name of an open table is kept", Field::AdmissionKind, Text, "征集志愿", "征集志愿", ""},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        std::string scratch;
        const CleanValue value =
            cleaner().clean(c.field, {c.raw, c.kind}, DateSystem::From1900, scratch);
        EXPECT_EQ(value.text, c.clean);
        EXPECT_EQ(rules_of(value.changes), c.rules);
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
        {"a month alone", Field::BirthDate, {"2008.9", CellKind::Text}, {Mark::UnreadableDate}},
        {"not in the table", Field::Sex, {"7", CellKind::Text}, {Mark::UnknownCode}},
        {"a code of an open table",
         Field::AdmissionKind,
         {"7Q", CellKind::Text},
         {Mark::UnknownCode}},
        {"a name of an open table", Field::AdmissionKind, {"征集志愿", CellKind::Text}, {}},
        {"15 digits still stand whole",
         Field::IdNumber,
         {"110105491231002", CellKind::Number},
         {Mark::NumberCell}},
        {"16 digits do not",
         Field::StudentNo,
         {"2026010101000123", CellKind::Number},
         {Mark::NumberCell, Mark::LostDigits}},
        {"a stored exponent",
         Field::IdNumber,
         {"4.40106E+17", CellKind::Number},
         {Mark::NumberCell, Mark::LostDigits}},
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

TEST(ValueCleaner, CountsSerialsFromTheWorkbooksOwnDay) {
    std::string scratch;
    const Cell cell{"43708", CellKind::Date};
    EXPECT_EQ(cleaner().clean(Field::BirthDate, cell, DateSystem::From1904, scratch).text,
              "20230901");
}

// Built from what really stands in cells, so that most texts meet some rule.
std::string dirty_text() {
    const std::vector<std::string> pieces = {
        "王",     "艾力",   "·",      ".",      "・",       "　",   " ",       "\u200B",
        "\uE863", "Ａ",     "x",      "X",      "'",        "1101", "E+17",    "２",
        "＇",     "-",      "/",      "年",     "2008",     "8",    ".0",      "+86",
        "138",    "族",     "汉",     "\t",     "3",        "月",   "日",      "（",
        ")",      "\uE000", "\uFEFF", "\u00A0", "\"",       "’",    "．",      "45170",
        "男",     "省",     "e",      "１３８", "12345678", "T",    "19491231"};
    std::string text;
    const auto count = *rc::gen::inRange(0, 9);
    for (int i = 0; i < count; ++i) text += *rc::gen::elementOf(pieces);
    return text;
}

// A value of the field's own type, dirtied: random pieces alone seldom make a whole date or code.
std::string dirtied_value(Field field) {
    const FieldStandard& standard = DataStandard::shipped().of(field);
    std::vector<std::string> values;
    switch (standard.type) {
        case FieldType::Name: values = {"艾力·买买提", "欧阳 明", "王\uE863", "John Smith"}; break;
        case FieldType::Date:
            values = {"20080802", "2008/8/2", "2008年8月2日", "39682", "2008.9"};
            break;
        case FieldType::IdNumber:
            values = {"11010519491231002x", "H12345678", "1.10105E+17"};
            break;
        case FieldType::Digits: values = {"26110105150001", "26110105150001.0", "230001"}; break;
        case FieldType::Phone: values = {"138-1234-5678", "+86 13812345678", "010-62751234"}; break;
        case FieldType::Number: values = {"600", "600.50", "600.0"}; break;
        case FieldType::Email: values = {"wang@example.com"}; break;
        case FieldType::Text: values = {"计算机学院", "Room 5.0"}; break;
        case FieldType::Code:
            for (const CodeEntry& entry :
                 CodeTables::shipped().find(standard.code_table)->entries()) {
                values.push_back(entry.name);
                values.push_back(entry.code);
                for (const std::string& alias : entry.aliases) values.push_back(alias);
            }
    }
    if (field == Field::Province) values = {"广西壮族自治区", "34", "安徽省", "新疆"};
    const std::vector<std::string> marks = {"",  " ",      "　",     "'",      "＇", "\t",
                                            "’", "\u200B", "\uFEFF", "\u00A0", "\"", ".0"};
    std::string text = *rc::gen::elementOf(values);
    if (*rc::gen::arbitrary<bool>()) {
        std::string wide;
        for (std::string_view rest = text; !rest.empty();) {
            const char32_t c = next_code_point(rest);
            append_utf8(wide, c > 0x20 && c < 0x7F ? c + 0xFEE0 : c);
        }
        text = wide;
    }
    return *rc::gen::elementOf(marks) + *rc::gen::elementOf(marks) + text +
           *rc::gen::elementOf(marks) + *rc::gen::elementOf(marks);
}

void expect_idempotent(Field field, const std::string& raw, CellKind kind) {
    std::string first_scratch, second_scratch;
    const std::string once(
        cleaner().clean(field, {raw, kind}, DateSystem::From1900, first_scratch).text);
    const CleanValue twice =
        cleaner().clean(field, {once, CellKind::Text}, DateSystem::From1900, second_scratch);
    RC_TAG(std::string(key_of(field)));
    RC_ASSERT(std::string(twice.text) == once);
    RC_ASSERT(twice.changes == 0);
}

TEST(ValueCleaner, CleaningACleanValueChangesNothing) {
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        const auto field = static_cast<Field>(i);
        SCOPED_TRACE(key_of(field));
        EXPECT_TRUE(rc::check([field] {
            const std::string raw =
                *rc::gen::arbitrary<bool>() ? dirty_text() : dirtied_value(field);
            // Only a number is stored as one.
            const bool number = raw.find_first_not_of("0123456789.E+") == std::string::npos;
            const bool stored = number && *rc::gen::arbitrary<bool>();
            expect_idempotent(field, raw, stored ? CellKind::Number : CellKind::Text);
        }));
    }
}

}  // namespace
}  // namespace mingce
