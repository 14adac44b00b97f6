// What `mingce check` prints: lines like a compiler's, JSON for programs, a summary that balances.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "run_mingce.h"

namespace mingce {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using testing::run_mingce;
using testing::TemporaryFolder;

constexpr std::string_view kStudents =
    "姓名,性别,身份证号,出生日期,民族,考生号,生源省份,专业名称,手机号\n"
    "王小明,女,110105200803070010,20080307,汉族,26110105150001,北京,应用统计学,13812345678\n"
    "李??,女,11010520080307002x,20080307,汉族,26110105150002,北京,应用统计学,\"138\n123\"\n";

class CheckReport : public ::testing::Test {
protected:
    std::string at(const std::string& name) const { return (folder_.path() / name).string(); }
    Outcome check(std::vector<std::string> arguments, const std::string& language = "en") const {
        arguments.insert(arguments.begin(), "check");
        arguments.insert(arguments.end(), {"--today", "2026-09-01"});
        return run_mingce(arguments, language);
    }

    TemporaryFolder folder_;
};

TEST_F(CheckReport, ALineIsPlaceSeverityCodeTextAndWhatToDo) {
    const std::string file = folder_.write("名单.csv", std::string(kStudents)).string();
    const Outcome outcome = check({file});
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_EQ(outcome.data,
              file +
                  ":2:2(性别): blocking ID-012: Sex 女 disagrees with the 17th digit of the "
                  "document number; correct one of the two from the document (proposed: 男)\n" +
                  file +
                  ":3:1(姓名): blocking GL-001: Name 李?? holds the ? of a missing character; "
                  "complete it from the card's chip or the document\n" +
                  file +
                  ":3:3(身份证号): blocking ID-001: 11010520080307002x fails its check "
                  "character: at least one digit is wrong or out of place; copy it again "
                  "from the document\n" +
                  file +
                  ":3:3(身份证号): note ID-009: 11010520080307002x held a lower-case x, "
                  "full-width characters or a quote; it now reads 11010520080307002X; "
                  "nothing to do; spot-check\n" +
                  file +
                  ":3:9(手机号): warning PH-001: 138 123 is no valid mobile or landline "
                  "number; confirm it with the student\n");
}

TEST_F(CheckReport, EveryColumnKeptIsListedHoweverManyThereAre) {
    std::string head = "姓名,性别,身份证号", row = "王小明,男,110105200803070010";
    for (int i = 1; i <= 40; ++i) {
        head += ",附加" + std::to_string(i);
        row += ",x";
    }
    const std::string file = folder_.write("名单.csv", head + "\n" + row + "\n").string();
    const Outcome outcome = check({file});
    for (int i = 1; i <= 40; ++i)
        EXPECT_THAT(outcome.talk, HasSubstr("附加" + std::to_string(i) + (i < 40 ? "," : "\n")));
}

TEST_F(CheckReport, RowsOfASheetWithoutStudentsAreNobody) {
    folder_.write("in/名单.csv", std::string(kStudents));
    folder_.write("in/说明.csv", "项目,说明\n学号,请填写\n姓名,请填写\n电话,请填写\n");
    const Outcome outcome = check({at("in")});
    EXPECT_THAT(outcome.talk, HasSubstr("Files 2: students 1, not read 1"));
    EXPECT_THAT(outcome.talk, HasSubstr("= accepted 2 + held "));
}

TEST_F(CheckReport, TheReadersLanguageIsSpoken) {
    const std::string file = folder_.write("名单.csv", std::string(kStudents)).string();
    const Outcome outcome = check({file}, "zh");
    EXPECT_THAT(outcome.data, HasSubstr(file + ":2:2(性别): 阻断 ID-012: 性别 女 与证件号码第 17 "
                                               "位不一致; 对照证件原件，改正其中一项（建议改为 "
                                               "男）\n"));
    EXPECT_THAT(outcome.talk, HasSubstr("行数平衡：读入 2 = 接受 2"));
}

TEST_F(CheckReport, JsonHoldsTheNamedMembersInOrder) {
    const std::string file = folder_.write("名单.csv", std::string(kStudents)).string();
    const Outcome outcome = check({file, "--json"});
    EXPECT_THAT(
        outcome.data,
        HasSubstr("{\"file\":\"" + file +
                  "\",\"sheet\":\"\",\"row\":2,\"column\":\"2\",\"field\":\"sex\",\"code\":\"ID-"
                  "012\",\"class\":5,\"severity\":\"blocking\",\"raw\":\"女\",\"proposal\":\"男\","
                  "\"message\":\""));
    EXPECT_THAT(outcome.data, HasSubstr("\"raw\":\"138\\n123\""));
    EXPECT_EQ(std::count(outcome.data.begin(), outcome.data.end(), '\n'), 5);
}

TEST_F(CheckReport, TheSummaryCountsFilesRowsAndCauses) {
    folder_.write("b/名单.csv", std::string(kStudents));
    folder_.write("b/说明.txt", "x");
    folder_.write("b/坏.xlsx", "PK\x03\x04");
    const Outcome outcome = check({at("b")});
    for (const std::string_view line :
         {"Files 3: students 1, not read 1, refused 1", "not a table of data; not read: 1  ",
          "Values repaired (raw text kept): check character x made upper case 1",
          "Rows balance: in 2 = accepted 2 + held 0",
          "blocking GL-001      1/1  Name … holds the ?",
          "Findings: blocking 3, warning 1, note 1"})
        EXPECT_THAT(outcome.talk, HasSubstr(line));
}

TEST_F(CheckReport, CleanStudentsEndWithZero) {
    const std::string csv = std::string(kStudents.substr(0, kStudents.find("王"))) +
                            "王小明,男,110105200803070010,20080307,汉族,26110105150001,北京,"
                            "应用统计学,13812345678\n";
    const Outcome outcome = check({folder_.write("名单.csv", csv).string()});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.data;
    EXPECT_EQ(outcome.data, "");
    EXPECT_THAT(outcome.talk, HasSubstr("Findings: blocking 0, warning 0, note 0"));
}

TEST_F(CheckReport, TheSameFileTwiceDoublesNothing) {
    const std::string file = folder_.write("a/名单.csv", std::string(kStudents)).string();
    const Outcome outcome = check({at("a"), file, at("a") + "/"});
    EXPECT_EQ(outcome.data, check({file}).data);
    EXPECT_THAT(outcome.talk, HasSubstr("given by another path too; not read twice: 2"));
}

TEST_F(CheckReport, TheKindGivenWins) {
    const std::string file =
        folder_.write("名单.csv", "姓名,考生号,专业名称\n王小明,26110105150001,数学\n").string();
    EXPECT_THAT(check({file, "--kind", "pg"}).data, HasSubstr("EX-001"));
    EXPECT_THAT(check({file, "--kind", "ug"}).data, Not(HasSubstr("EX-001")));
    EXPECT_THAT(check({file, "--kind", "intl"}).data, Not(HasSubstr("EX-001")));
}

TEST_F(CheckReport, AnOrganisationIsHeldAgainstTheStudents) {
    const std::string file = folder_.write("名单.csv", std::string(kStudents)).string();
    const std::string organisation = folder_
                                         .write("org.csv",
                                                "院系,专业名称,国家专业代码,学制,层次,计划数\n"
                                                "数学学院,应用统计学,071202,4,本科,5\n")
                                         .string();
    const Outcome outcome = check({file, "--org", organisation});
    EXPECT_THAT(outcome.data, HasSubstr(organisation + ":2: note OG-006: 应用统计学: admitted and "
                                                       "planned differ (admitted/planned: 2/5)"));
    EXPECT_THAT(check({file}).data, Not(HasSubstr("OG-")));
}

TEST_F(CheckReport, AProvinceSetWithoutItsPlacementsSaysSo) {
    ASSERT_EQ(
        run_mingce({"demo", "make", at("demo"), "--students", "40", "--provinces", "1"}).exit_code,
        0);
    const auto is_placements = [](const std::filesystem::path& path) {
        return equal_ignoring_case(path.stem().string(), "T_TDD");
    };
    for (const auto& entry : std::filesystem::recursive_directory_iterator(at("demo")))
        if (is_placements(entry.path()))
            std::filesystem::copy(entry.path().parent_path(), at("half"));
    for (const auto& entry : std::filesystem::directory_iterator(at("half")))
        if (is_placements(entry.path())) std::filesystem::remove(entry.path());
    const Outcome outcome = check({at("half")});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.talk, HasSubstr("T_TDD"));
    EXPECT_EQ(std::count(outcome.talk.begin(), outcome.talk.end(), '\n'), 1) << outcome.talk;
}

TEST_F(CheckReport, AnEmptyFolderIsOneSentence) {
    std::filesystem::create_directories(folder_.path() / "nothing");
    const Outcome outcome = check({at("nothing")});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(outcome.data, "");
    EXPECT_EQ(std::count(outcome.talk.begin(), outcome.talk.end(), '\n'), 1) << outcome.talk;
}

}  // namespace
}  // namespace mingce
