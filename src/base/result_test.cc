#include "base/result.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

constexpr Problem kBroken{"test.broken",
                          Kind::BadInput,
                          {"文件已损坏", "the file is damaged"},
                          {"请重新导出", "export it again"}};

Result<int> half_of(int number) {
    if (number % 2 != 0) return Error(kBroken, std::to_string(number));
    return number / 2;
}

Result<int> quarter_of(int number) {
    const int half = TRY(half_of(number));
    return TRY(half_of(half));
}

TEST(Result, TryUnwrapsOrReturns) {
    EXPECT_EQ(quarter_of(12).value(), 3);
    ASSERT_FALSE(quarter_of(6).ok());
    EXPECT_EQ(quarter_of(6).error().detail(), "3");
}

TEST(Result, ReadingTheAbsentSideThrows) {
    EXPECT_THROW((void)half_of(3).value(), std::bad_variant_access);
}

TEST(Error, SentenceSaysWhereWhatAndWhatToDo) {
    const Error error = Error(kBroken, "CRC").at({"a.xlsx", "表1", 5, "C"});
    EXPECT_EQ(error.sentence(Language::Chinese),
              "a.xlsx:表1 第 5 行 列 C：文件已损坏（CRC）；请重新导出。");
    EXPECT_EQ(error.sentence(Language::English),
              "a.xlsx:表1, row 5, column C: the file is damaged (CRC); export it again.");
}

TEST(Error, SentenceIsOneLineWhateverTheNames) {
    const Error error = Error(kBroken).at({"a\nb", "\x1B[2J", 0, "c\rd"});
    for (const Language language : {Language::Chinese, Language::English})
        EXPECT_EQ(error.sentence(language).find_first_of("\n\r\x1B"), std::string::npos);
}

TEST(Error, FileNameIsAddedOnce) {
    const Error error = Error(kBroken).in_file("a.xlsx").in_file("b.xlsx");
    EXPECT_EQ(error.place().file, "a.xlsx");
}

}  // namespace
}  // namespace mingce
