// Style is a red test, not a review remark: arrows between rooms, sizes, banned calls, dead
// headers, blobs, the changelog's shape.
#include <algorithm>
#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include "base/text.h"
#include "places.h"
#include "run_mingce.h"
#include "tidy_checks.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;
using tidy::Complaints;

const fs::path kRoot = testing::kProject;

// Files that are tables from end to end; their length is their content's.
bool is_table(const std::string& name) {
    constexpr std::string_view kTables[] = {"_texts.h", "problems.h",  "names.h",
                                            "field.h",  "commands.cc", "_rules.h"};
    return std::any_of(std::begin(kTables), std::end(kTables),
                       [&name](std::string_view end) { return name.ends_with(end); });
}

std::vector<fs::path> source_files() {
    std::vector<fs::path> files;
    for (const char* folder : {"src", "tests", "bench", "fuzz"}) {
        if (!fs::exists(kRoot / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder))
            if (entry.path().extension() == ".cc" || entry.path().extension() == ".h")
                files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

void report(const fs::path& file, const Complaints& complaints) {
    for (const auto& complaint : complaints)
        ADD_FAILURE() << fs::relative(file, kRoot).string() << ":" << complaint.line << ": "
                      << complaint.what;
}

TEST(Tidy, SourcesKeepTheHouseRules) {
    const auto files = source_files();
    ASSERT_GT(files.size(), 100U);
    for (const fs::path& file : files) {
        const std::string text = testing::contents(file), name = file.filename().string();
        const fs::path inside = fs::relative(file, kRoot);
        report(file, tidy::check_sizes(text, is_table(name) || name.ends_with("_test.cc")));
        if (*inside.begin() != "src") continue;
        report(file, tidy::check_todos(text));
        if (!name.ends_with("_test.cc")) report(file, tidy::check_functions(text));
        report(file, tidy::check_banned_calls(text));
        if (file.extension() == ".h") report(file, tidy::check_header(text));
    }
}

TEST(Tidy, RoomsKnowOnlyWhatStandsToTheirLeft) {
    for (const auto& room : fs::directory_iterator(kRoot / "src")) {
        if (!room.is_directory()) continue;
        const std::string name = room.path().filename().string();
        EXPECT_FALSE(tidy::rooms_known_to(name).empty()) << "src/" << name << " is no room";
        for (const auto& file : fs::recursive_directory_iterator(room))
            if (file.is_regular_file() && !file.path().string().ends_with("_test.cc"))
                report(file.path(), tidy::check_arrows(name, testing::contents(file.path())));
    }
}

TEST(Tidy, EveryHeaderIsIncludedBySomebody) {
    std::string all;
    for (const fs::path& file : source_files()) all += testing::contents(file);
    for (const fs::path& file : source_files()) {
        if (file.extension() != ".h") continue;
        std::string name = file.filename().string();
        const fs::path inside = fs::relative(file, kRoot / "src");
        if (!inside.string().starts_with("..")) name = inside.string();
        EXPECT_NE(all.find("#include \"" + name + "\""), std::string::npos)
            << "nobody includes " << name;
    }
}

TEST(Tidy, NoLargeBlobs) {
    constexpr std::uintmax_t kBytesMax = 200'000;
    for (const char* folder : {"src", "tests", "data", "docs", "bench", "fuzz", "tools"}) {
        if (!fs::exists(kRoot / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
            const bool picture = entry.path().extension() == ".png";
            if (!entry.is_regular_file() || picture) continue;
            EXPECT_LE(entry.file_size(), kBytesMax) << entry.path();
        }
    }
}

TEST(Tidy, ChangelogKeepsItsShape) {
    const std::string text = testing::contents(kRoot / "CHANGELOG.md");
    EXPECT_FALSE(text.empty());
    report(kRoot / "CHANGELOG.md", tidy::check_changelog(text));
}

// Each check is itself checked: what it lets through and what it catches.
TEST(TidyChecks, CatchWhatTheyAreFor) {
    struct Case {
        std::string_view why;
        Complaints complaints;
        std::size_t expected;
    };
    const std::string long_line(101, 'x'), wide_line = "// " + std::string(97, 'x');
    std::string long_function = "int f(int a) {\n";
    for (int i = 0; i < 60; ++i) long_function += "    ++a;\n";
    long_function += "}\n";
    std::string long_file;
    for (int i = 0; i < 401; ++i) long_file += "// line\n";
    const Case cases[] = {
        {"an arrow to the right", tidy::check_arrows("rules", "#include \"formats/reader.h\"\n"),
         1},
        {"an arrow to the left", tidy::check_arrows("rules", "#include \"domain/field.h\"\n"), 0},
        {"the demo must not know the rules",
         tidy::check_arrows("demo", "#include \"rules/checks.h\"\n"), 1},
        {"101 columns", tidy::check_sizes(long_line, false), 1},
        {"100 columns", tidy::check_sizes(wide_line, false), 0},
        {"401 lines", tidy::check_sizes(long_file, false), 1},
        {"401 lines of a table", tidy::check_sizes(long_file, true), 0},
        {"62 lines in a function", tidy::check_functions(long_function), 1},
        {"a hidden clock", tidy::check_banned_calls("auto now = time(nullptr);"), 1},
        {"a member of that name", tidy::check_banned_calls("file.time(3);"), 0},
        {"only a comment", tidy::check_banned_calls("// time(nullptr) is banned"), 0},
        {"only a text", tidy::check_banned_calls("print(\"system(x)\");"), 0},
        {"part of a longer name", tidy::check_banned_calls("last_write_time(path);"), 0},
        {"a header without its reason", tidy::check_header("#pragma once\n"), 1},
        {"a good header", tidy::check_header("// Why.\n#pragma once\n"), 0},
        {"a bare TODO", tidy::check_todos("// TODO later"), 1},
        {"a TODO with its issue", tidy::check_todos("// TODO(#3): seal"), 0},
        {"a version without brackets", tidy::check_changelog("# C\n\n## 1.0\n"), 2},
        {"a good changelog", tidy::check_changelog("# C\n\n## [0.1.0] - 2026-11-24\n\n### Added\n"),
         0},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(c.complaints.size(), c.expected);
    }
}

}  // namespace
}  // namespace mingce
