// The straight path end to end: a demo hand-over goes in, findings and a roster come out, and the
// same again is the same to the byte.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run_mingce.h"

namespace mingce {
namespace {

using testing::contents;
using ::testing::HasSubstr;
using testing::Outcome;
using testing::run_mingce;
using testing::TemporaryFolder;

class WholePath : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = new TemporaryFolder;
        made_ = run_mingce({"demo", "make", demo(), "--students", "400", "--provinces", "6",
                            "--seed", "7", "--errors", "0.02"});
    }
    static void TearDownTestSuite() { delete folder_; }
    static std::string demo() { return (folder_->path() / "demo").string(); }
    static std::string at(const std::string& name) { return (folder_->path() / name).string(); }
    static Outcome compile(const std::string& definition, const std::string& out) {
        return run_mingce({"roster", "compile", "--from", demo(), "--definition", definition, "-o",
                           at(out), "--as-of", "2026-09-01"});
    }

    static TemporaryFolder* folder_;
    static Outcome made_;
};
TemporaryFolder* WholePath::folder_ = nullptr;
Outcome WholePath::made_;

TEST_F(WholePath, DemoIsMade) {
    EXPECT_EQ(made_.exit_code, 0) << made_.talk;
    EXPECT_TRUE(std::filesystem::exists(at("demo/truth.jsonl")));
}

TEST_F(WholePath, DemoRefusesAFolderThatHoldsSomething) {
    EXPECT_EQ(run_mingce({"demo", "make", demo()}).exit_code, 2);
}

TEST_F(WholePath, CheckFindsAndBalances) {
    const Outcome outcome = run_mingce({"check", demo(), "--json", "--today", "2026-09-01"});
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_THAT(outcome.data, HasSubstr("\"code\":\""));
    EXPECT_THAT(outcome.talk, HasSubstr("Rows balance"));
}

TEST_F(WholePath, EveryDefinitionAndFormatComesOut) {
    struct Case {
        std::string definition, file, begins;
    };
    const Case cases[] = {
        {"by_department", "册/", ""},         {"class_roster", "class.pdf", "%PDF-"},
        {"check_in", "checkin.pdf", "%PDF-"}, {"publicity", "public.pdf", "%PDF-"},
        {"class_roster", "class.xlsx", "PK"}, {"class_roster", "class.csv", "\xEF\xBB\xBF"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.definition + " " + c.file);
        const Outcome outcome = compile(c.definition, c.file);
        EXPECT_LE(outcome.exit_code, 1) << outcome.talk;  // 1: something was said of a row
        if (c.begins.empty()) {
            EXPECT_TRUE(std::filesystem::is_directory(at(c.file)));
        } else {
            EXPECT_EQ(contents(at(c.file)).substr(0, c.begins.size()), c.begins);
        }
    }
}

TEST_F(WholePath, ADbfRefusesWhatGbkCannotHoldAndListsIt) {
    const auto file =
        folder_->write("罕.csv", "姓名,学号,班级\n王𬭎,2026010101,计科2601\n");
    const Outcome outcome =
        run_mingce({"roster", "compile", "--from", file.string(), "--definition", "class_roster",
                    "-o", at("rare.dbf"), "--as-of", "2026-09-01"});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.talk, HasSubstr("U+2CB4E"));
    EXPECT_FALSE(std::filesystem::exists(at("rare.dbf")));
}

TEST_F(WholePath, ARosterWithoutARefusedFileIsSaid) {
    folder_->write("half/good.csv", "姓名,学号,班级\n王小明,2026010101,计科2601\n");
    folder_->write("half/broken.xlsx", "PK\x03\x04 cut short");
    const Outcome outcome = run_mingce({"roster", "compile", "--from", at("half"), "--definition",
                                        "class_roster", "-o", at("half.csv")});
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_THAT(outcome.talk, HasSubstr("broken.xlsx"));
    EXPECT_THAT(contents(at("half.csv")), HasSubstr("王小明"));
}

TEST_F(WholePath, TheSameAgainIsTheSameToTheByte) {
    for (const std::string suffix : {".pdf", ".xlsx", ".csv"}) {
        SCOPED_TRACE(suffix);
        EXPECT_LE(compile("class_roster", "first" + suffix).exit_code, 1);
        EXPECT_LE(compile("class_roster", "second" + suffix).exit_code, 1);
        EXPECT_FALSE(contents(at("first" + suffix)).empty());
        EXPECT_TRUE(contents(at("first" + suffix)) == contents(at("second" + suffix)));
    }
}

TEST_F(WholePath, PublicityShowsNoNumberThatMayNotBeShown) {
    const Outcome outcome = compile("publicity", "public.csv");
    EXPECT_LE(outcome.exit_code, 1) << outcome.talk;
    const std::string csv = contents(at("public.csv"));
    EXPECT_THAT(csv, HasSubstr("******"));
    std::size_t digits = 0, longest = 0;
    for (char c : csv) longest = std::max(longest, digits = c >= '0' && c <= '9' ? digits + 1 : 0);
    EXPECT_LE(longest, 8U);
}

}  // namespace
}  // namespace mingce
