#include "usecases/files/hand_over.h"

#include "pictures/picture_fixture.h"
#include "usecases/files/cat_file.h"
#include "usecases/files/hand_over_fixture.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;

class HandOverTest : public HandOverFixture {};

TEST_F(HandOverTest, OneBadFileHidesNoGoodOne) {
    write_set("2026/安徽", "34");
    write_set("2026/河南", "41");
    write_table("2026/河南/T_TDD.dbf", {"KSH", "LQZY"}, {{"26410101150001", "01"}});
    write("2026/河北/TD_XBDM.dbf", "");
    write("truth.jsonl", "{}\n");
    write(".DS_Store", "x");
    write("broken.xlsx", "PK\x03\x04 and no more");
    const HandOver hand_over = read();
    EXPECT_EQ(hand_over.students.size(), 1u);
    ASSERT_EQ(hand_over.provinces.size(), 1u);
    EXPECT_EQ(hand_over.provinces[0].province, "安徽");
    EXPECT_EQ(hand_over.rows_in, 2u);
    EXPECT_EQ(hand_over.rows_accepted, 1u);
    EXPECT_EQ(hand_over.rows_held, 1u);
    EXPECT_EQ(hand_over.ignored_files, 1u);
    struct Case {
        std::string_view file;
        FileRole role;
    };
    const Case cases[] = {{"安徽/t_tdd.DBF", FileRole::ProvinceTable},
                          {"2026/河南", FileRole::Refused},
                          {"2026/河北", FileRole::Refused},
                          {"TD_XBDM.dbf", FileRole::ProvinceTable},
                          {"truth.jsonl", FileRole::NotRead},
                          {"broken.xlsx", FileRole::Refused}};
    for (const Case& c : cases) {
        SCOPED_TRACE(c.file);
        const FileReport* found = file_of(hand_over, c.file);
        ASSERT_NE(found, nullptr);
        EXPECT_EQ(found->role, c.role);
    }
    const std::string twice = file_of(hand_over, "2026/河南")->refusal->sentence(Language::English);
    EXPECT_NE(twice.find("t_tdd.DBF"), std::string::npos) << twice;
    EXPECT_NE(twice.find("T_TDD.dbf"), std::string::npos) << twice;
}

TEST_F(HandOverTest, JoinsClassesOrganisationAndPhotos) {
    write_set("安徽", "34");
    write("classes.csv",
          "考生号,班级,学号\n26340101150001,计科2601,2026010101\n99999999999999,x,1\n");
    write("organisation.csv",
          "院系,专业名称,国家专业代码,学制,层次,计划数\n计算机学院,计算机科学与技术,080901,4,本科,"
          "120\n"
          "合计,,,,,120\n");
    write("照片/26340101150001.jpg", testing::jpeg_of());
    write("照片/nobody.jpg", testing::jpeg_of());
    const HandOver hand_over = read();
    ASSERT_EQ(hand_over.students.size(), 1u);
    EXPECT_EQ(hand_over.students.value(0, Field::AdminClass), "计科2601");
    EXPECT_EQ(hand_over.students.value(0, Field::StudentNo), "2026010101");
    EXPECT_EQ(hand_over.students.value(0, Field::Department), "计算机学院");
    ASSERT_EQ(hand_over.organisation.majors.size(), 1u);
    EXPECT_EQ(hand_over.organisation.majors[0].plan_count, 120u);
    EXPECT_EQ(count_of(hand_over, "HO-001"), 1u) << "one class row is nobody's";
    EXPECT_EQ(count_of(hand_over, "HO-005"), 1u) << "one photo is nobody's";
    ASSERT_EQ(hand_over.photos.size(), 2u);
    EXPECT_EQ(hand_over.photos[0].row, 0u);
    EXPECT_EQ(hand_over.photos[0].use, PhotoUse::Owned);
}

TEST_F(HandOverTest, AFileGivenByTwoPathsIsReadOnce) {
    write_set("安徽", "34");
    write("专升本.csv", "姓名,性别,身份证号,专业\n张三,男,11010519491231002X,会计学\n");
    ReadHandOver request;
    request.paths = {dir_, dir_ / "专升本.csv", dir_ / "安徽" / "..", dir_ / "安徽"};
    const auto result = read_hand_over(request);
    ASSERT_TRUE(result.ok()) << result.error().sentence(Language::English);
    const HandOver& hand_over = result.value();
    EXPECT_EQ(hand_over.students.size(), 2u);
    const auto again =
        std::count_if(hand_over.files.begin(), hand_over.files.end(), [](const FileReport& file) {
            return file.role == FileRole::NotRead &&
                   file.why.en.find("not read twice") != std::string_view::npos;
        });
    EXPECT_EQ(again, 1 + 4 + 3) << "each time a file came again, it is listed";
}

TEST_F(HandOverTest, PhotosAreMissedOneByOneOrByTheSheet) {
    struct Case {
        std::string_view why;
        std::size_t students, photos, by_student, by_sheet;
    };
    const Case cases[] = {
        {"nobody has one", 3, 0, 0, 1}, {"half of them have one", 4, 2, 2, 0},
        {"most have none", 5, 2, 0, 1}, {"one of two has none", 2, 1, 1, 0},
        {"all have one", 2, 2, 0, 0},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        fs::remove_all(dir_);
        std::string csv = "姓名,考生号,专业\n";
        for (std::size_t i = 0; i < c.students; ++i)
            csv += "张三,2634010115000" + std::to_string(i) + ",会计学\n";
        write("名单.csv", csv);
        write("照片/nobody.jpg", testing::jpeg_of());
        for (std::size_t i = 0; i < c.photos; ++i)
            write("照片/2634010115000" + std::to_string(i) + ".jpg", testing::jpeg_of());
        const HandOver hand_over = read();
        EXPECT_EQ(count_of(hand_over, "HO-007"), c.by_student);
        EXPECT_EQ(count_of(hand_over, "HO-008"), c.by_sheet);
    }
}

TEST_F(HandOverTest, ReadsSheetsOfStudentsBesideProvinceSets) {
    write("专升本.csv", "姓名,性别,身份证号,专业\n张三,男,11010519491231002X,会计学\n,,,\n");
    const HandOver hand_over = read();
    ASSERT_EQ(hand_over.students.size(), 1u);
    EXPECT_EQ(hand_over.students.value(0, Field::Name), "张三");
    EXPECT_EQ(hand_over.rows_in, hand_over.rows_accepted + hand_over.rows_held);
}

TEST_F(HandOverTest, SaysWhyThereIsNothing) {
    ReadHandOver request;
    request.paths = {dir_ / "absent"};
    auto missing = read_hand_over(request);
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().problem().code, "hand_over.path_missing");
    request.paths = {dir_};
    auto empty = read_hand_over(request);
    ASSERT_FALSE(empty.ok());
    EXPECT_EQ(empty.error().problem().code, "hand_over.nothing_readable");
}

TEST_F(HandOverTest, CatShowsWhatTheReaderSaw) {
    write_table("a.dbf", {"XM", "KSH"}, {{"张三", "1"}});
    std::string text;
    CatFile cat;
    cat.path = dir_ / "a.dbf";
    cat.out = [&text](std::string_view piece) {
        text += piece;
        return Status(Done{});
    };
    ASSERT_TRUE(cat_file(cat).ok());
    EXPECT_EQ(text, "XM,KSH\r\n张三,1\r\n");
    text.clear();
    cat.format = CatFormat::Json;
    ASSERT_TRUE(cat_file(cat).ok());
    EXPECT_EQ(text,
              "{\"sheet\":\"\",\"row\":1,\"hidden\":false,\"cells\":[\"张三\",\"1\"],"
              "\"kinds\":[\"text\",\"text\"]}\n");
}

}  // namespace
}  // namespace mingce
