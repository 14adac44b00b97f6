#include "crypto/recovery.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/text.h"
#include "crypto/random_fixture.h"

namespace mingce {
namespace {

using testing::SeededRandom;

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

RootKey some_root(std::uint64_t seed) {
    SeededRandom random(seed);
    const Id id = Id::make({static_cast<std::int64_t>(seed)}, random);
    return {id, SecretKey::make(random)};
}

using Code = std::array<std::string, kRecoveryLines>;

std::string joined(const Code& lines, std::string_view between = "\n") {
    std::string text;
    for (const std::string& line : lines) text.append(text.empty() ? "" : between).append(line);
    return text;
}

/// "" for the same key, else the code of the problem and its line.
std::string outcome(std::string_view typed, const RootKey& root) {
    const auto parsed = parse_recovery_code(typed);
    if (!parsed.ok()) {
        const std::uint64_t line = parsed.error().place().row;
        const std::string code(parsed.error().problem().code);
        return line == 0 ? code : code + " " + std::to_string(line);
    }
    const bool same = parsed.value().id == root.id &&
                      hex_of(parsed.value().key.bytes()) == hex_of(root.key.bytes());
    return same ? "" : "another key";
}

TEST(Recovery, AnyKeyComesBack) {
    EXPECT_TRUE(rc::check([](std::uint64_t seed) {
        const RootKey root = some_root(seed);
        RC_ASSERT(outcome(joined(recovery_code(root)), root).empty());
    }));
}

TEST(Recovery, LooksAsDescribed) {
    for (const std::string& line : recovery_code(some_root(3))) {
        ASSERT_EQ(line.size(), 17U);
        for (std::size_t i = 0; i < line.size(); ++i) EXPECT_EQ(i % 6 == 5, line[i] == '-') << line;
        EXPECT_EQ(line.find_first_not_of("-0123456789ABCDEFGHJKMNPQRSTVWXYZ"), std::string::npos);
    }
}

TEST(Recovery, TakesItAsPeopleType) {
    const RootKey root = some_root(4);
    const Code lines = recovery_code(root);
    const std::string text = joined(lines);
    std::string look_alikes = lower_ascii(text), bare = text, wide;
    std::replace(look_alikes.begin(), look_alikes.end(), '0', 'o');
    std::replace(look_alikes.begin(), look_alikes.end(), '1', 'l');
    std::replace(look_alikes.begin(), look_alikes.end(), 'v', 'u');
    std::erase_if(bare, [](char c) { return c == '-' || c == '\n'; });
    for (char c : text)
        append_utf8(wide, c > ' ' ? static_cast<char32_t>(c) - U'!' + 0xFF01 : U'\n');
    const struct {
        std::string_view why;
        std::string typed;
    } cases[] = {
        {"lower case", lower_ascii(text)},
        {"letters that look alike", look_alikes},
        {"all in one line", joined(lines, " ")},
        {"nothing between", bare},
        {"empty lines and blanks", "\n  " + joined(lines, "  \n\n\t ") + "\n\n"},
        {"the whole sheet",
         "恢复单 RECOVERY SHEET\n档案库 01a210af7da8ee449af77924371c6e00\n"
         "密钥建立于 2026-09-01 11:11:06\n\n" +
             text + "\n保管人\n"},
        {"line ends of Windows", joined(lines, "\r\n") + "\r\n"},
        {"full-width letters", wide},
        {"ideographic blanks", joined(lines, "　")},
    };
    for (const auto& c : cases) EXPECT_EQ(outcome(c.typed, root), "") << c.why;
}

TEST(Recovery, OneWrongLetterNamesItsLine) {
    const RootKey root = some_root(5);
    const Code lines = recovery_code(root);
    for (std::size_t line = 0; line < lines.size(); ++line)
        for (std::size_t i = 0; i < lines[line].size(); ++i) {
            if (lines[line][i] == '-') continue;
            for (char letter : std::string(kLetters) + "*") {
                if (letter == lines[line][i]) continue;
                Code wrong = lines;
                wrong[line][i] = letter;
                const std::string expected = "crypto.recovery_line " + std::to_string(line + 1);
                EXPECT_EQ(outcome(joined(wrong), root), expected);
                EXPECT_EQ(outcome(joined(wrong, " "), root), expected);
            }
        }
}

TEST(Recovery, TwoExchangedLettersNameTheirLine) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const RootKey root = some_root(seed);
        const Code lines = recovery_code(root);
        for (std::size_t line = 0; line < lines.size(); ++line)
            for (std::size_t i = 0; i < lines[line].size(); ++i)
                for (std::size_t j = i + 1; j < lines[line].size(); ++j) {
                    Code wrong = lines;
                    std::swap(wrong[line][i], wrong[line][j]);
                    const bool alike = lines[line][i] == lines[line][j];
                    if (lines[line][i] == '-' || lines[line][j] == '-') continue;
                    const std::string at = "crypto.recovery_line " + std::to_string(line + 1);
                    EXPECT_EQ(outcome(joined(wrong), root), alike ? "" : at);
                }
    }
}

TEST(Recovery, SaysWhatIsWrong) {
    const RootKey root = some_root(6);
    const Code lines = recovery_code(root), other = recovery_code(some_root(7));
    const auto with = [&lines](std::size_t line, std::string_view text) {
        Code changed = lines;
        changed[line] = text;
        return joined(changed);
    };
    Code exchanged = lines;
    std::swap(exchanged[1], exchanged[4]);
    Code repeated = lines;
    repeated[2] = lines[1];
    const struct {
        std::string_view why;
        std::string typed;
        std::string_view outcome;
    } cases[] = {
        {"nothing", "", "crypto.recovery_length"},
        {"blanks", " \n \n", "crypto.recovery_length"},
        {"five lines", joined(lines).substr(18), "crypto.recovery_length"},
        {"seven lines", joined(lines) + "\n" + lines[5], "crypto.recovery_length"},
        {"one letter less, in one line", joined(lines, " ").substr(1), "crypto.recovery_length"},
        {"a line short of a letter", with(3, lines[3].substr(1)), "crypto.recovery_line 4"},
        {"a line with a letter more", with(3, lines[3] + "7"), "crypto.recovery_line 4"},
        {"a Chinese character", with(5, "校" + lines[5].substr(1)), "crypto.recovery_line 6"},
        {"a line of another sheet", with(2, other[2]), "crypto.recovery_checksum"},
        {"lines exchanged", joined(exchanged), "crypto.recovery_line 2"},
        {"a line twice", joined(repeated), "crypto.recovery_line 3"},
        {"a book", std::string(100'000, 'A'), "crypto.recovery_length"},
    };
    for (const auto& c : cases) EXPECT_EQ(outcome(c.typed, root), c.outcome) << c.why;
}

}  // namespace
}  // namespace mingce
