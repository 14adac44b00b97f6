// Bad input is normal input: one clear sentence, the right exit code, nothing half-written.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run_mingce.h"

namespace mingce {
namespace {

using ::testing::HasSubstr;
using testing::Outcome;
using testing::run_mingce;
using testing::TemporaryFolder;

// Refusals begin with the program's name; what the reader noticed before them does not.
std::size_t refusals_in(const std::string& text) {
    std::size_t count = 0;
    for (std::size_t at = text.find("mingce: "); at != std::string::npos;
         at = text.find("mingce: ", at + 1))
        if (at == 0 || text[at - 1] == '\n') ++count;
    return count;
}

TEST(BadInput, CatRefusesWithOneSentence) {
    struct Case {
        std::string why, name, bytes, says;
    };
    const std::string kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    const Case cases[] = {
        // why                        name            bytes                          says
        {"empty file", "a.xlsx", "", "empty"},
        {"an old workbook", "a.xlsx", kOle + std::string(600, '\0'), "xls"},
        {"a PDF called xlsx", "a.xlsx", "%PDF-1.7\n", "PDF"},
        {"HTML called xls", "a.xls", "<html><table><tr><td>x</td></tr></table></html>", "HTML"},
        {"XML 2003 called xls", "a.xls",
         "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?><Workbook/>", "XML"},
        {"a ZIP cut short", "a.xlsx", std::string("PK\x03\x04", 4) + std::string(40, 'x'), ""},
        {"quotes never closed", "a.csv", "name,no\n\"Wang,1\n", "quot"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const TemporaryFolder folder;
        const Outcome outcome = run_mingce({"cat", folder.write(c.name, c.bytes).string()});
        EXPECT_EQ(outcome.exit_code, 2) << outcome.talk;
        EXPECT_EQ(refusals_in(outcome.talk), 1U) << outcome.talk;
        EXPECT_THAT(outcome.talk, HasSubstr(c.name));
        EXPECT_THAT(outcome.talk, HasSubstr(c.says));
    }
}

TEST(BadInput, WrongExtensionIsReadByContent) {
    const TemporaryFolder folder;
    const auto file = folder.write("roster.xls", "name,student_no\nWang,1\n");
    const Outcome outcome = run_mingce({"cat", file.string(), "--csv"});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.talk;
    EXPECT_THAT(outcome.data, HasSubstr("Wang,1"));
}

TEST(BadInput, CatSaysWhereAndExitsByDesign) {
    struct Case {
        std::string why, bytes;
        std::vector<std::string> options;
        int exit_code;
        std::string says;
    };
    const Case cases[] = {
        {"clean", "name,no\nWang,1\n", {}, 0, "delimiter"},
        {"bytes that no encoding explains", "\xD5\xC5,\xFF\n", {}, 1, "row 1 column B"},
        {"a BOM in the middle", "a,b\n\xEF\xBB\xBFx,y\n", {}, 1, "row 2 column A"},
        {"Excel's spelling of a text", "no\n=\"0123\"\n", {}, 0, "read without it"},
        {"one sheet only", "name,no\n", {"--sheet", "1"}, 0, "delimiter"},
        {"no second sheet", "name,no\n", {"--sheet", "2"}, 2, "no sheet of that number"},
        {"sheets count from 1", "name,no\n", {"--sheet", "0"}, 64, "--sheet"},
        {"an encoding nobody knows", "name,no\n", {"--encoding", "klingon"}, 2, "GB18030"},
        {"a mark and nothing else", "\xEF\xBB\xBF\r\n", {}, 2, "empty"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const TemporaryFolder folder;
        std::vector<std::string> words = {"cat", folder.write("a.csv", c.bytes).string()};
        words.insert(words.end(), c.options.begin(), c.options.end());
        const Outcome outcome = run_mingce(words);
        EXPECT_EQ(outcome.exit_code, c.exit_code) << outcome.talk;
        EXPECT_THAT(outcome.talk, HasSubstr(c.says));
    }
}

TEST(BadInput, ARefusalNamesThePathAsGiven) {
    const TemporaryFolder folder;
    for (const std::string& path :
         {folder.path().string(), (folder.path() / "none.csv").string()}) {
        const Outcome outcome = run_mingce({"cat", path});
        EXPECT_EQ(outcome.exit_code, 2);
        EXPECT_THAT(outcome.talk, HasSubstr("mingce: " + path + ": "));
    }
}

TEST(BadInput, AFullDiskIsNoSuccess) {
    if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "this system has no /dev/full";
    const TemporaryFolder folder;
    const auto file = folder.write("a.csv", "name,no\nWang,1\n");
    const Outcome outcome = run_mingce({"cat", file.string()}, "en", "/dev/full");
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(refusals_in(outcome.talk), 1U) << outcome.talk;
}

TEST(BadInput, AMissingPathIsRefused) {
    const Outcome outcome = run_mingce({"check", "/nonexistent/folder"});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(refusals_in(outcome.talk), 1U) << outcome.talk;
}

TEST(BadInput, MisuseIs64) {
    EXPECT_EQ(run_mingce({}).exit_code, 64);
    EXPECT_EQ(run_mingce({"no-such-command"}).exit_code, 64);
    EXPECT_EQ(run_mingce({"check"}).exit_code, 64);
    EXPECT_EQ(run_mingce({"check", "x", "--kind", "phd"}).exit_code, 64);
}

TEST(BadInput, MisuseIsOneSentenceThatNamesTheWord) {
    struct Case {
        std::vector<std::string> words;
        std::string zh, en;
    };
    const Case cases[] = {
        {{"chek"}, "不认识的词（chek）", "unknown word (chek)"},
        {{"roster", "print"}, "不认识的词（print）", "unknown word (print)"},
        {{"check"}, "缺少参数或子命令（PATH）", "missing (PATH)"},
        {{"check", "x", "--colour"}, "不认识的词（--colour）", "unknown word (--colour)"},
        {{"demo", "make", "x", "--students", "many"}, "不能用（--students = many）", "many"},
        {{"demo", "make", "x", "--students"}, "（--students）", "(--students)"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.en);
        std::vector<std::string> chinese = {"--lang", "zh"};
        chinese.insert(chinese.end(), c.words.begin(), c.words.end());
        EXPECT_THAT(run_mingce(chinese).talk, HasSubstr(c.zh));
        const Outcome english = run_mingce(c.words);
        EXPECT_THAT(english.talk, HasSubstr(c.en));
        EXPECT_EQ(english.exit_code, 64);
        EXPECT_EQ(std::count(english.talk.begin(), english.talk.end(), '\n'), 1);
    }
}

TEST(BadInput, HeadersAreFoundWhereverTheyStand) {
    struct Case {
        std::string why, csv;
    };
    const std::string kRow = "王小明,男,110101200801011239,20080101\n";
    const Case cases[] = {
        {"first row", "姓名,性别,身份证号,出生日期\n" + kRow},
        {"row 5",
         "临溪大学,,,\n2026级新生,,,\n,,,\n制表：招办,,,\n姓名,性别,身份证号,出生日期\n" + kRow},
        {"two header rows", "基本信息,,证件,\n姓名,性别,身份证号,出生日期\n" + kRow},
        {"no header", kRow + "李小红,女,110101200802022341,20080202\n"},
        {"a BOM in the middle", "姓名,性别,身份证号,出生日期\n\xEF\xBB\xBF" + kRow},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const TemporaryFolder folder;
        const auto file = folder.write("名单.csv", c.csv);
        const Outcome outcome =
            run_mingce({"check", file.string(), "--today", "2026-09-01", "--json"});
        EXPECT_LE(outcome.exit_code, 1) << outcome.talk;
        EXPECT_THAT(outcome.talk,
                    HasSubstr("accepted " + std::string(c.why == "no header" ? "2" : "1")))
            << outcome.talk;
    }
}

TEST(BadInput, AGigabyteInOneCellIsRefusedCheaply) {
    const TemporaryFolder folder;
    const auto file = folder.write("big.csv", "name,remark\nWang,");
    std::filesystem::resize_file(file, std::uintmax_t{1} << 30);  // sparse: a cell of NUL bytes
    const Outcome outcome = run_mingce({"cat", file.string()});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(refusals_in(outcome.talk), 1U) << outcome.talk.substr(0, 300);
}

TEST(BadInput, UnwritableOutputLeavesNothing) {
    const TemporaryFolder folder;
    const auto file = folder.write("名单.csv", "姓名,学号,班级\n王小明,2026010101,计科2601\n");
    const auto out = folder.path() / "no" / "such" / "folder" / "a.pdf";
    const Outcome outcome = run_mingce({"roster", "compile", "--from", file.string(),
                                        "--definition", "class_roster", "-o", out.string()});
    EXPECT_EQ(outcome.exit_code, 2) << outcome.talk;
    EXPECT_FALSE(std::filesystem::exists(out));
}

TEST(BadInput, AnUnknownDefinitionNamesTheShippedOnes) {
    const TemporaryFolder folder;
    const auto file = folder.write("名单.csv", "姓名,学号,班级\n王小明,2026010101,计科2601\n");
    const Outcome outcome =
        run_mingce({"roster", "compile", "--from", file.string(), "--definition", "nothing", "-o",
                    (folder.path() / "a.pdf").string()});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.talk, HasSubstr("by_department"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "a.pdf"));
}

}  // namespace
}  // namespace mingce
