// One step at a time: what each rule changes, and what it leaves alone.
#include "normalise/cleaning.h"

#include <functional>

#include <gtest/gtest.h>

namespace mingce {
namespace {

using Step = void (Cleaning::*)();

TEST(Cleaning, EachStepDoesItsOneThing) {
    struct Case {
        std::string_view why;
        Step step;
        std::string_view raw, clean;
        ChangeCode code;
    };
    using enum ChangeCode;
    const Case cases[] = {
        // why step raw clean code
        {"ideographic blanks", &Cleaning::trim, "　王明　", "王明", Trim},
        {"no-break blank", &Cleaning::trim, "\u00A0王明", "王明", Trim},
        {"tab behind", &Cleaning::trim, "110\t", "110", Trim},
        {"line break behind", &Cleaning::trim, "王明\r\n", "王明", Trim},
        {"blanks inside stay", &Cleaning::trim, "王 明", "王 明", Trim},
        {"zero-width blank", &Cleaning::drop_invisible, "王\u200B明", "王明", Invisible},
        {"zero-width joiner", &Cleaning::drop_invisible, "王\u200D明", "王明", Invisible},
        {"mark of direction", &Cleaning::drop_invisible, "\u200E王明", "王明", Invisible},
        {"soft hyphen", &Cleaning::drop_invisible, "王\u00AD明", "王明", Invisible},
        {"word joiner", &Cleaning::drop_invisible, "王\u2060明", "王明", Invisible},
        {"byte order mark", &Cleaning::drop_invisible, "\uFEFF王明", "王明", Invisible},
        {"apostrophe in front", &Cleaning::drop_quotes, "'110", "110", Quote},
        {"apostrophe behind", &Cleaning::drop_quotes, "110'", "110", Quote},
        {"typed apostrophe", &Cleaning::drop_quotes, "‘110’", "110", Quote},
        {"quotes and blanks in turn", &Cleaning::drop_quotes, "' \"110\" '", "110", Quote},
        {"an apostrophe inside stays", &Cleaning::drop_quotes, "1'10", "1'10", Quote},
        {"digits", &Cleaning::make_half_width, "１２Ｘ", "12X", FullWidth},
        {"hanzi stay", &Cleaning::make_half_width, "王明", "王明", FullWidth},
        {"any blank", &Cleaning::drop_blanks, "11 0\u00A01\u30001", "11011", InnerBlank},
        {"letters", &Cleaning::make_upper_case, "12x", "12X", UpperCase},
        {"five point nought", &Cleaning::drop_decimal_zero, "5.0", "5", DecimalZero},
        {"a long one", &Cleaning::drop_decimal_zero, "26110105150001.000", "26110105150001",
         DecimalZero},
        {"a real fraction stays", &Cleaning::drop_decimal_zero, "5.50", "5.50", DecimalZero},
        {"a version stays", &Cleaning::drop_decimal_zero, "5.0.0", "5.0.0", DecimalZero},
        {"a point alone stays", &Cleaning::drop_decimal_zero, "5.", "5.", DecimalZero},
        {"between hanzi", &Cleaning::drop_blanks_between_hanzi, "王 　明", "王明", InnerBlank},
        {"beside a drawn character", &Cleaning::drop_blanks_between_hanzi, "王 \uE000", "王\uE000",
         InnerBlank},
        {"between Latin words they stay", &Cleaning::drop_blanks_between_hanzi, "Li  Ming",
         "Li  Ming", InnerBlank},
        {"between a hanzi and Latin they stay", &Cleaning::drop_blanks_between_hanzi, "王 Ming",
         "王 Ming", InnerBlank},
        {"a known leftover", &Cleaning::map_private_use, "朱\uE863", "朱䶮", PrivateUse},
        {"an unknown one stays", &Cleaning::map_private_use, "朱\uE000", "朱\uE000", PrivateUse},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        std::string scratch;
        Cleaning cleaning(c.raw, scratch);
        (cleaning.*c.step)();
        EXPECT_EQ(cleaning.text(), c.clean);
        EXPECT_EQ(cleaning.changes(), c.raw == c.clean ? 0 : change_bit(c.code));
    }
}

TEST(Cleaning, EveryDotBetweenHanziBecomesTheOfficialOne) {
    // U+00B7 U+2022 U+30FB U+FF65 U+FF0E U+2027 U+2219 U+22C5 and the full stop.
    for (std::string_view dot : {"·", "•", "・", "･", "．", "‧", "∙", "⋅", "."}) {
        SCOPED_TRACE(dot);
        const auto unified = [](const std::string& raw) {
            std::string scratch;
            Cleaning cleaning(raw, scratch);
            cleaning.unify_dots();
            return std::string(cleaning.text());
        };
        const std::string d(dot);
        EXPECT_EQ(unified("艾力" + d + "买买提"), "艾力·买买提");
        EXPECT_EQ(unified("艾力" + d + d + "买买提"), "艾力·买买提") << "doubled";
        EXPECT_EQ(unified("艾力 " + d + "　买买提"), "艾力·买买提") << "between blanks";
        EXPECT_EQ(unified("古丽" + d + "阿依" + d + "买买提"), "古丽·阿依·买买提");
        EXPECT_EQ(unified("艾力" + d + "\uE000提"), "艾力·\uE000提") << "a drawn character";
        for (const std::string& kept :
             {"J" + d + "Smith", "艾力" + d + "Ali", d + "艾力", "艾力" + d, "1" + d + "5"})
            EXPECT_EQ(unified(kept), kept);
    }
}

TEST(Cleaning, RemembersEveryRuleThatHadAPart) {
    std::string scratch;
    Cleaning cleaning(" １１０x ", scratch);
    cleaning.trim();
    cleaning.make_half_width();
    cleaning.make_upper_case();
    EXPECT_EQ(cleaning.text(), "110X");
    EXPECT_EQ(cleaning.changes(), change_bit(ChangeCode::Trim) | change_bit(ChangeCode::FullWidth) |
                                      change_bit(ChangeCode::UpperCase));
}

}  // namespace
}  // namespace mingce
