#include "crypto/bytes_as_text.h"

#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "crypto/bech32.h"
#include "crypto/random_fixture.h"

namespace mingce {
namespace {

TEST(BytesAsText, Base64AnswersAsRfc4648) {
    struct Case {
        std::string_view bytes, padded, unpadded;
    };
    const Case cases[] = {
        {"", "", ""},
        {"f", "Zg==", "Zg"},
        {"fo", "Zm8=", "Zm8"},
        {"foo", "Zm9v", "Zm9v"},
        {"foob", "Zm9vYg==", "Zm9vYg"},
        {"fooba", "Zm9vYmE=", "Zm9vYmE"},
        {"foobar", "Zm9vYmFy", "Zm9vYmFy"},
        {"\xfb\xff", "+/8=", "+/8"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.padded);
        EXPECT_EQ(base64_of(bytes_of(c.bytes)), c.padded);
        EXPECT_EQ(base64_of(bytes_of(c.bytes), Padding::Unpadded), c.unpadded);
        std::vector<std::uint8_t> out(c.bytes.size());
        EXPECT_TRUE(read_base64(c.padded, out));
        EXPECT_EQ(view_of(out), c.bytes);
        EXPECT_TRUE(read_base64(c.unpadded, out, Padding::Unpadded));
        EXPECT_EQ(view_of(out), c.bytes);
    }
}

TEST(BytesAsText, OneSpellingOnly) {
    struct Case {
        std::string_view why, text;
        std::size_t bytes;
        Padding padding;
    };
    const Case cases[] = {
        {"bits left over", "Zh==", 1, Padding::Padded},
        {"bits left over", "Zm9=", 2, Padding::Padded},
        {"bits left over, unpadded", "Zh", 1, Padding::Unpadded},
        {"padding absent", "Zg", 1, Padding::Padded},
        {"half a padding", "Zg=", 1, Padding::Padded},
        {"padding where there is none", "Zg==", 1, Padding::Unpadded},
        {"too much padding", "Zm9v====", 3, Padding::Padded},
        {"a blank", "Zm 9v", 3, Padding::Padded},
        {"a line end", "Zm9v\n", 3, Padding::Padded},
        {"the other alphabet", "-_8=", 2, Padding::Padded},
        {"one letter alone", "Z", 0, Padding::Unpadded},
        {"fewer bytes", "Zm9v", 4, Padding::Padded},
        {"more bytes", "Zm9v", 2, Padding::Padded},
        {"bytes that are no letters", "N\x8e\xae\x8a", 3, Padding::Padded},
        {"a NUL", std::string_view("Zm9v\0", 5), 3, Padding::Padded},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        std::vector<std::uint8_t> out(c.bytes);
        EXPECT_FALSE(read_base64(c.text, out, c.padding));
    }
}

TEST(BytesAsText, OnlyLettersOfTheAlphabetAreRead) {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::array<std::uint8_t, 3> out{};
    for (int c = 0; c < 256; ++c)
        for (std::size_t at = 0; at < 4; ++at) {
            std::string text = "Zm9v";
            text[at] = static_cast<char>(c);
            const bool is_letter = kLetters.find(static_cast<char>(c)) != std::string_view::npos;
            EXPECT_EQ(read_base64(text, out), is_letter) << c << " " << at;
        }
}

TEST(BytesAsText, HexIsExact) {
    std::array<std::uint8_t, 3> out{};
    EXPECT_TRUE(read_hex("00aBfF", out));
    EXPECT_EQ(hex_of(out), "00abff");
    for (std::string_view wrong :
         {"\xb0\xb0\xc1\xc2\xe6\xc6", "00aBf", "00aBfF0", "00aBfG", "00 aBf", "0:aBfF", ""})
        EXPECT_FALSE(read_hex(wrong, out)) << wrong;
}

// The examples of BIP 173 that are whole bytes of data, and its invalid ones.
TEST(Bech32, AnswersAsBip173) {
    std::array<std::uint8_t, 0> nothing{};
    EXPECT_EQ(bech32_of("a", nothing), "a12uel5l");
    EXPECT_TRUE(read_bech32("A12UEL5L", "a", nothing));
    EXPECT_TRUE(read_bech32("a12uel5l", "a", nothing));
    EXPECT_TRUE(read_bech32("?1ezyfcl", "?", nothing));
    std::array<std::uint8_t, 20> bytes{};
    EXPECT_TRUE(read_bech32("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "abcdef", bytes));
    EXPECT_EQ(hex_of(bytes), "00443214c74254b635cf84653a56d7c675be77df");
    EXPECT_EQ(bech32_of("abcdef", bytes), "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw");
}

TEST(Bech32, OneSpellingOnly) {
    testing::SeededRandom random;
    std::array<std::uint8_t, 32> bytes{}, read{};
    random.fill(bytes);
    const std::string text = bech32_of("age", bytes);
    ASSERT_TRUE(read_bech32(text, "age", read));
    EXPECT_EQ(read, bytes);
    // 32 bytes leave four bits of the last letter, which must be 0.
    for (std::size_t i = 0; i < text.size(); ++i)
        for (int c = 0; c < 128; ++c) {
            std::string wrong = text;
            wrong[i] = static_cast<char>(c);
            EXPECT_EQ(read_bech32(wrong, "age", read), wrong == text) << wrong;
        }
    for (std::size_t i = 0; i < text.size(); ++i)
        EXPECT_FALSE(read_bech32(text.substr(0, i), "age", read)) << i;
    EXPECT_FALSE(read_bech32(text + "q", "age", read));
    EXPECT_FALSE(read_bech32(text, "ag", read));
    std::array<std::uint8_t, 31> shorter{};
    EXPECT_FALSE(read_bech32(text, "age", shorter));
}

}  // namespace
}  // namespace mingce
