#include "formats/file_bytes.h"

#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace mingce {
namespace {

TEST(FileBytes, ComeBackWhenTheyAreLookedAtAgain) {
    std::string text;
    while (text.size() < 100'000) text += std::to_string(text.size()) + "\n";
    testing::TemporaryFolder folder;
    const auto file = FileBytes::open(folder.write("a.csv", text));
    ASSERT_TRUE(file.ok());
    const auto bytes = file.value().bytes();
    const std::string_view seen(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    EXPECT_EQ(seen, text);
    file.value().let_go();
    EXPECT_EQ(seen, text);
}

TEST(FileBytes, OfAnEmptyFileAreNone) {
    testing::TemporaryFolder folder;
    const auto file = FileBytes::open(folder.write("a.csv", ""));
    ASSERT_TRUE(file.ok());
    file.value().let_go();
    EXPECT_TRUE(file.value().bytes().empty());
}

}  // namespace
}  // namespace mingce
