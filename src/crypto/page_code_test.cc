#include "crypto/page_code.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(PageCode, IsTypedBackAsItWasPrinted) {
    const std::string code = page_code(sha256("page\t12\t46\n"));
    ASSERT_EQ(code.size(), kPageCodeLength);
    EXPECT_EQ(code.find_first_of("ILOU"), std::string::npos);
    EXPECT_EQ(printed_page_code(code).size(), 19U);
    std::string small = printed_page_code(code);
    for (char& c : small) c = static_cast<char>(std::tolower(c));
    for (const std::string& typed : {code, printed_page_code(code), " " + small + " "})
        EXPECT_EQ(read_page_code(typed).value(), code) << typed;
}

TEST(PageCode, OfAnotherHashIsAnother) {
    EXPECT_NE(page_code(sha256("a")), page_code(sha256("b")));
    Hash low{}, high{};
    high[9] = 0x20;  // the last of 75 bits
    EXPECT_NE(page_code(low), page_code(high));
    EXPECT_EQ(page_code(low), "0000000000000000");
}

TEST(PageCode, FindsEveryWrongCharacterAndEveryTwoThatChangedPlaces) {
    constexpr std::string_view kAll = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    for (const std::string_view text : {"a", "b", "c", "d"}) {
        const std::string code = page_code(sha256(text));
        for (std::size_t i = 0; i < code.size(); ++i) {
            for (const char c : kAll) {
                std::string wrong = code;
                wrong[i] = c;
                EXPECT_EQ(read_page_code(wrong).ok(), c == code[i]) << wrong;
            }
            for (std::size_t j = 0; j < i; ++j) {
                std::string wrong = code;
                std::swap(wrong[i], wrong[j]);
                EXPECT_EQ(read_page_code(wrong).ok(), code[i] == code[j]) << wrong;
            }
        }
    }
}

TEST(PageCode, WhatCannotBeOneSaysWhy) {
    struct Case {
        std::string typed, code, detail;
    };
    const std::string good = page_code(sha256("a"));
    for (const Case& c :
         {Case{"", "crypto.code_length", "0"}, Case{good.substr(1), "crypto.code_length", "15"},
          Case{good + "0", "crypto.code_length", "17"},
          Case{"U" + good.substr(1), "crypto.code_character", "1"},
          Case{good.substr(0, 4) + "花", "crypto.code_character", "5"}}) {
        const auto read = read_page_code(c.typed);
        ASSERT_FALSE(read.ok()) << c.typed;
        EXPECT_EQ(read.error().problem().code, c.code) << c.typed;
        EXPECT_EQ(read.error().detail(), c.detail) << c.typed;
    }
}

TEST(PageCode, LettersThatLookLikeDigitsAreRead) {
    const std::string zeros(kPageCodeLength, '0');
    EXPECT_EQ(read_page_code(std::string(kPageCodeLength, 'O')).value(), zeros);
    EXPECT_EQ(read_page_code(std::string(kPageCodeLength, 'o')).value(), zeros);
}

}  // namespace
}  // namespace mingce
