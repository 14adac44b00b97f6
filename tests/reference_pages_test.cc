// The generated pages of docs/ are current, and every table that people meet is complete.
#include "cli/reference_pages.h"

#include <set>

#include <gtest/gtest.h>

#include "places.h"
#include "run_mingce.h"
#include "usecases/problem_table.h"

namespace mingce {
namespace {

TEST(ReferencePages, AreCurrent) {
    for (const ReferencePage& page : reference_pages()) {
        const auto file = std::filesystem::path(testing::kProject) / "docs" / page.file_name;
        EXPECT_TRUE(testing::contents(file) == page.text)
            << "docs/" << page.file_name << " is stale: run ./dev docs";
    }
}

// A tag that is gone takes its document along.
TEST(ReferencePages, LeaveNothingElseInTheirFolder) {
    namespace fs = std::filesystem;
    const fs::path docs = fs::path(testing::kProject) / "docs";
    std::set<fs::path> written;
    for (const ReferencePage& page : reference_pages()) written.insert(docs / page.file_name);
    for (const auto& entry : fs::directory_iterator(docs / "openapi"))
        EXPECT_TRUE(written.contains(entry.path())) << entry.path() << " is stale: run ./dev docs";
}

TEST(ReferencePages, AreWrittenIntoAnEmptyFolderAndOverThemselves) {
    const testing::TemporaryFolder folder;
    for (int time = 0; time < 2; ++time) {
        ASSERT_TRUE(write_reference_pages(folder.path()).ok());
        for (const ReferencePage& page : reference_pages())
            EXPECT_TRUE(testing::contents(folder.path() / page.file_name) == page.text)
                << page.file_name;
    }
    EXPECT_FALSE(write_reference_pages(folder.path() / "missing").ok());
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "missing"));
}

TEST(Problems, HaveBothLanguagesAndACodeOfTheirOwn) {
    std::set<std::string_view> codes;
    for (const Problem* problem : every_problem()) {
        SCOPED_TRACE(problem->code);
        EXPECT_TRUE(codes.insert(problem->code).second);
        EXPECT_FALSE(problem->what.zh.empty() || problem->what.en.empty());
        EXPECT_EQ(problem->fix.zh.empty(), problem->fix.en.empty());
    }
    EXPECT_GT(codes.size(), 20U);
}

TEST(Rules, HaveBothLanguagesASourceAndACodeOfTheirOwn) {
    std::set<std::string_view> codes;
    for (const RuleText* rule : rules_of_rooms()) {
        SCOPED_TRACE(rule->code);
        EXPECT_TRUE(codes.insert(rule->code).second);
        EXPECT_FALSE(rule->message.zh.empty() || rule->message.en.empty());
        EXPECT_FALSE(rule->fix.zh.empty() || rule->fix.en.empty());
        EXPECT_FALSE(rule->source.empty());
    }
    EXPECT_GT(codes.size(), 30U);
}

}  // namespace
}  // namespace mingce
