#include "usecases/rosters/compile_roster.h"

#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "documents/typeface.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kPeople =
    "姓名,性别,学号,院系,专业,班级,考生号\n"
    "王小明,男,2026010102,理学院,数学,数学2601,26450981000102\n"
    "单雄,女,2026010101,理学院,数学,数学2601,26450981000101\n"
    "李未,男,,理学院,数学,,26450981000103\n"
    "=1+1,女,2026020101,文学院,汉语,汉语2601,26450981000104\n";

class CompileRosterTest : public ::testing::Test {
protected:
    void SetUp() override { write("people.csv", kPeople); }

    void write(const std::string& name, std::string_view text) const { files_.write(name, text); }
    static std::string read(const fs::path& path) { return testing::contents(path); }
    CompileRoster request(const std::string& definition, const std::string& out) const {
        CompileRoster request;
        request.hand_over.paths = {folder_ / "people.csv"};
        request.definition = definition;
        request.out = folder_ / out;
        request.as_of = {2026, 9, 1};
        return request;
    }
    std::size_t files_left() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
    }
    static bool has_fonts() { return Typefaces::open().ok(); }

    const testing::TemporaryFolder files_;
    const fs::path& folder_ = files_.path();
};

TEST_F(CompileRosterTest, NobodyIsLostBetweenTheFileAndTheRoster) {
    const auto report = compile_roster(request("class_roster", "out.csv"));
    ASSERT_TRUE(report.ok()) << report.error().sentence(Language::English);
    EXPECT_EQ(report.value().rows_in, 4U);
    EXPECT_EQ(report.value().rows_listed, 4U);
    EXPECT_EQ(report.value().rows_filtered, 0U);
    EXPECT_EQ(report.value().groups, 3U);
    EXPECT_EQ(report.value().roster_sha256.size(), 64U);
    const std::string csv = read(folder_ / "out.csv");
    EXPECT_THAT(csv, HasSubstr("理学院,数学,未分班,1,,李未"));
    EXPECT_THAT(csv, HasSubstr("'=1+1"));
    EXPECT_LT(csv.find("单雄"), csv.find("王小明"));
}

TEST_F(CompileRosterTest, AFolderHoldsOneFilePerVolumeAndFormat) {
    if (!has_fonts()) GTEST_SKIP() << "the type faces for printing are not installed";
    const auto report = compile_roster(request("by_department", "volumes"));
    ASSERT_TRUE(report.ok()) << report.error().sentence(Language::English);
    EXPECT_EQ(report.value().volumes, 2U);
    ASSERT_EQ(report.value().files.size(), 4U);
    for (const WrittenFile& file : report.value().files) {
        EXPECT_EQ(fs::file_size(file.path), file.bytes);
        EXPECT_EQ(file.sha256.size(), 64U);
        EXPECT_EQ(file.pages > 0, file.path.extension() == ".pdf");
    }
    EXPECT_TRUE(fs::exists(folder_ / "volumes" / "01 理学院.pdf"));
    EXPECT_TRUE(fs::exists(folder_ / "volumes" / "02 文学院.xlsx"));
}

TEST_F(CompileRosterTest, WhoStandsInTheAnnexGetsAFileBesideTheTable) {
    write("people.csv",
          "姓名,性别,学号,院系,专业,班级,考生号,学籍状态\n"
          "王小明,男,2026010102,理学院,数学,数学2601,26450981000102,待报到\n"
          "单雄,女,2026010101,理学院,数学,数学2601,26450981000101,保留入学资格\n"
          "马\xF0\xB1\xBF\xA6,男,,文学院,汉语,汉语2601,26450981000103,放弃入学资格\n");
    const auto report = compile_roster(request("class_roster", "out.csv"));
    ASSERT_TRUE(report.ok()) << report.error().sentence(Language::English);
    EXPECT_EQ(report.value().rows_listed, 1U);
    EXPECT_EQ(report.value().rows_annexed, 2U);
    EXPECT_EQ(report.value().rows_filtered, 0U);
    ASSERT_EQ(report.value().files.size(), 2U);
    EXPECT_EQ(report.value().files[0].rows, 1U);
    EXPECT_EQ(report.value().files[1].rows, 2U);
    EXPECT_TRUE(report.value().files[1].is_annex);
    EXPECT_THAT(read(folder_ / "out.csv"), Not(HasSubstr("单雄")));
    EXPECT_THAT(read(folder_ / "out 附表.csv"), HasSubstr("保留入学资格,理学院,数学,数学2601,1,"));
    EXPECT_THAT(read(folder_ / "out 附表.csv"), Not(HasSubstr("王小明")));

    const auto table = compile_roster(request("class_roster", "out.dbf"));
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table.value().files.size(), 1U) << "the annex holds what a DBF cannot";
    ASSERT_EQ(table.value().refused.size(), 1U);
    EXPECT_EQ(table.value().refused[0].where, "附表 放弃入学资格 #1");

    const auto volumes = compile_roster(request("by_department", "volumes"));
    ASSERT_TRUE(volumes.ok()) << volumes.error().sentence(Language::English);
    EXPECT_TRUE(fs::exists(folder_ / "volumes" / "02 文学院.xlsx")) << "with an annex alone";
}

TEST_F(CompileRosterTest, TheSameRequestGivesTheSameBytes) {
    for (const std::string extension : {".pdf", ".xlsx", ".csv", ".dbf"}) {
        if (extension == ".pdf" && !has_fonts()) continue;
        const auto first = compile_roster(request("class_roster", "a" + extension));
        const auto second = compile_roster(request("class_roster", "b" + extension));
        ASSERT_TRUE(first.ok() && second.ok()) << extension;
        EXPECT_EQ(first.value().files[0].sha256, second.value().files[0].sha256) << extension;
        EXPECT_TRUE(read(folder_ / ("a" + extension)) == read(folder_ / ("b" + extension)));
    }
}

TEST_F(CompileRosterTest, APublicListShowsNoWholeNumber) {
    ASSERT_TRUE(compile_roster(request("publicity", "out.csv")).ok());
    const std::string csv = read(folder_ / "out.csv");
    EXPECT_THAT(csv, HasSubstr("王**,2645******0102"));
    EXPECT_THAT(csv, Not(HasSubstr("26450981000102")));
    EXPECT_THAT(csv, Not(HasSubstr("王小明")));
}

TEST_F(CompileRosterTest, ADbfThatCannotHoldANameIsNotWritten) {
    write("people.csv",
          std::string(kPeople) + "马\xF0\xB1\xBF\xA6,男,2026020102,文学院,汉语,汉语2601,1\n");
    const auto report = compile_roster(request("class_roster", "out.dbf"));
    ASSERT_TRUE(report.ok()) << report.error().sentence(Language::English);
    EXPECT_TRUE(report.value().files.empty());
    ASSERT_EQ(report.value().refused.size(), 1U);
    EXPECT_EQ(report.value().refused[0].where, "文学院 汉语 汉语2601 #2");
    EXPECT_EQ(report.value().refused[0].what, "姓名 U+31FE6");
    EXPECT_FALSE(fs::exists(folder_ / "out.dbf"));
}

TEST_F(CompileRosterTest, ADefinitionOfOnesOwnIsReadFromItsFile) {
    write("mine.toml",
          "title = \"女生名单\"\nfilter = [{ field = \"sex\", value = \"女\" }]\n"
          "[[columns]]\nfield = \"name\"\nlabel = \"姓名\"\n");
    const auto report = compile_roster(request((folder_ / "mine.toml").string(), "out.csv"));
    ASSERT_TRUE(report.ok()) << report.error().sentence(Language::English);
    EXPECT_EQ(report.value().rows_listed, 2U);
    EXPECT_EQ(report.value().rows_filtered, 2U);
}

TEST_F(CompileRosterTest, RefusalsLeaveNothing) {
    write("bad.toml", "title = \"t\"\n[[columns]]\nfield = \"shoe_size\"\n");
    write("nobody.toml",
          "title = \"t\"\nfilter = [{ field = \"sex\", value = \"?\" }]\n"
          "[[columns]]\nfield = \"name\"\n");
    struct Case {
        std::string definition, out, code, detail;
    };
    const Case cases[] = {
        {"nothing", "out.csv", "roster.definition_unknown", "by_department"},
        {(folder_ / "bad.toml").string(), "out.csv", "definition.field", "shoe_size"},
        {(folder_ / "nobody.toml").string(), "out.csv", "roster.empty", ""},
        {"class_roster", "out.docx", "roster.format_unknown", ".docx"},
        {"class_roster", "no/such/folder/out.csv", "document.unwritable", ""},
        {"class_roster", "no/such/folder/out.xlsx", "document.unwritable", ""},
        {"class_roster", "people.csv/volumes", "document.unwritable", ""},
    };
    const std::size_t before = files_left();
    for (const Case& c : cases) {
        SCOPED_TRACE(c.code + " " + c.out);
        const auto report = compile_roster(request(c.definition, c.out));
        ASSERT_FALSE(report.ok());
        EXPECT_EQ(report.error().problem().code, c.code);
        EXPECT_THAT(report.error().detail(), HasSubstr(c.detail));
        EXPECT_EQ(files_left(), before);
    }
    EXPECT_EQ(read(folder_ / "people.csv"), kPeople);
}

}  // namespace
}  // namespace mingce
