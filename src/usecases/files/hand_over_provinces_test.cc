// Province sets as they lie on a disk: folders, archives, a whole year's tree, halves and doubles.
#include "formats/archive_fixture.h"
#include "usecases/files/hand_over_fixture.h"

namespace mingce {
namespace {

class HandOverProvinces : public HandOverFixture {
protected:
    static const ProvinceReport* province(const HandOver& hand_over, std::string_view name) {
        for (const ProvinceReport& each : hand_over.provinces)
            if (each.province == name) return &each;
        return nullptr;
    }
    static const Finding* finding(const HandOver& hand_over, std::string_view code) {
        for (const Finding& each : hand_over.findings)
            if (each.rule->code == code) return &each;
        return nullptr;
    }
};

TEST_F(HandOverProvinces, AWholeYearsTreeIsReadAtOnce) {
    write_set("2026/安徽", "34");
    write_set("2026/Shanxi", "14");
    write_set("2026/Shanxi61", "61");
    write_set("2026/河南省/1199010", "41");
    const HandOver hand_over = read();
    EXPECT_EQ(hand_over.students.size(), 4u);
    for (std::string_view name : {"安徽", "山西", "陕西", "河南"}) {
        SCOPED_TRACE(name);
        const ProvinceReport* found = province(hand_over, name);
        ASSERT_NE(found, nullptr);
        EXPECT_EQ(found->candidates, 2u);
        EXPECT_EQ(found->admitted, 1u);
        EXPECT_EQ(found->not_admitted, 1u);
    }
    EXPECT_EQ(count_of(hand_over, "PS-013"), 0u);
}

TEST_F(HandOverProvinces, AnArchiveIsReadLikeAFolder) {
    ArchiveFixture archive;
    const auto add = [&](const std::string& name, const std::vector<std::string>& columns,
                         const Rows& rows) { archive.add(name, table_bytes(columns, rows)); };
    const std::string folder = "2026年录取/浙江/";
    add(folder + "t_TDD.dbf", {"KSH", "KLDM", "LQZY", "KSZT"},
        {{"26330101150001", "1", "01", "1"}, {"26330101150002", "1", "", "0"}});
    add(folder + "T_bmk.DBF", {"KSH", "XM", "ZJHM"},
        {{"26330101150001", "张三", "11010519491231002X"}, {"26330101150002", "李四", ""}});
    add(folder + "Td_zydh.dbf", {"KLDM", "ZYDH", "ZYDM", "ZYMC"},
        {{"1", "01", "080901", "计算机科学与技术"}});
    write("下载/浙江.zip", archive.finish());
    const HandOver hand_over = read();
    ASSERT_EQ(hand_over.students.size(), 1u);
    EXPECT_EQ(hand_over.students.value(0, Field::Name), "张三");
    EXPECT_EQ(hand_over.students.value(0, Field::Major), "计算机科学与技术");
    ASSERT_EQ(hand_over.provinces.size(), 1u);
    EXPECT_EQ(hand_over.provinces[0].generation, "2017");
    EXPECT_EQ(hand_over.provinces[0].province, "浙江");
    EXPECT_NE(hand_over.students.source_of(0).file.find("浙江.zip!2026年录取/浙江/t_TDD.dbf"),
              std::string::npos);
}

TEST_F(HandOverProvinces, HalfASetIsReadAndSaysWhatIsMissing) {
    write_table("安徽/T_TDD.DBF", {"KSH", "ZKZH", "XM", "XBDM", "MZDM", "LQZY", "TDYYDM"},
                {{"26340101150001", "000000001", "张三", "1", "01", "01", ""}});
    const HandOver hand_over = read();
    ASSERT_EQ(hand_over.students.size(), 1u);
    EXPECT_EQ(hand_over.students.value(0, Field::Sex), "男") << "by the national code";
    EXPECT_EQ(hand_over.students.value(0, Field::Major), "01") << "the number stays";
    const std::vector<std::string> missing = {"TD_CJXDM", "TD_MZDM", "TD_XBDM", "T_JHK"};
    EXPECT_EQ(hand_over.provinces[0].missing_tables, missing);
    EXPECT_EQ(count_of(hand_over, "PS-001"), 2u);
    EXPECT_EQ(count_of(hand_over, "PS-003"), 1u);
    EXPECT_EQ(count_of(hand_over, "PS-012"), 2u);
}

TEST_F(HandOverProvinces, TheOtherHalfIsRefusedInOneSentence) {
    write_set("河南", "41");
    write_table("安徽/TD_XBDM.DBF", {"XBDM", "XBMC"}, {{"1", "男"}});
    write_table("安徽/T_JHK.DBF", {"PCDM", "ZYDH"}, {{"1", "01"}});
    const HandOver hand_over = read();
    EXPECT_EQ(hand_over.students.size(), 1u);
    const FileReport* refused = file_of(hand_over, "安徽");
    ASSERT_NE(refused, nullptr);
    ASSERT_TRUE(refused->refusal);
    EXPECT_EQ(refused->refusal->problem().code, "province_set.no_placement_table");
    const std::string sentence = refused->refusal->sentence(Language::Chinese);
    EXPECT_NE(sentence.find("T_TDD"), std::string::npos);
    EXPECT_EQ(sentence.find('\n'), std::string::npos);
}

TEST_F(HandOverProvinces, TwoCopiesOfOneProvinceAreNoticed) {
    write_set("安徽", "34");
    write_set("旧数据/Anhui", "34");
    const HandOver hand_over = read();
    EXPECT_EQ(hand_over.students.size(), 2u) << "nothing is dropped in silence";
    ASSERT_EQ(count_of(hand_over, "HO-011"), 1u);
    const Finding* twice = finding(hand_over, "HO-011");
    EXPECT_EQ(twice->arg, "1");
    EXPECT_NE(twice->file, twice->raw);
}

TEST_F(HandOverProvinces, TwoPartsOfOneProvinceAreTwoParts) {
    write_set("安徽/本科", "34");
    write_table("安徽/专科/T_TDD.DBF", {"KSH", "ZKZH", "XM", "LQZY", "TDYYDM"},
                {{"26340101150777", "000000007", "王五", "01", ""}});
    const HandOver hand_over = read();
    EXPECT_EQ(hand_over.students.size(), 2u);
    EXPECT_EQ(count_of(hand_over, "HO-011"), 0u);
}

TEST_F(HandOverProvinces, HealthIsListedAndNotRead) {
    write_set("安徽", "34");
    write("安徽/t_tjxx.dbf", "not even a DBF: nobody may look");
    const HandOver hand_over = read();
    const FileReport* health = file_of(hand_over, "t_tjxx.dbf");
    ASSERT_NE(health, nullptr);
    EXPECT_EQ(health->role, FileRole::NotRead);
    EXPECT_NE(health->why.zh.find("体检"), std::string::npos);
    EXPECT_EQ(hand_over.provinces[0].not_read_tables, std::vector<std::string>{"T_TJXX"});
    EXPECT_EQ(count_of(hand_over, "PS-016"), 1u);
}

TEST_F(HandOverProvinces, ADamagedLookupCountsAsMissing) {
    write_set("安徽", "34");
    write("安徽/TD_XBDM.dbf", "\x03 and no more");
    const HandOver hand_over = read();
    ASSERT_EQ(hand_over.students.size(), 1u);
    EXPECT_EQ(hand_over.students.value(0, Field::Sex), "男");
    EXPECT_EQ(file_of(hand_over, "TD_XBDM.dbf")->role, FileRole::Refused);
    EXPECT_EQ(count_of(hand_over, "PS-001"), 2u) << "TD_PCDM too";
}

TEST_F(HandOverProvinces, ASpreadsheetCalledLikeATableIsASpreadsheet) {
    write("T_新生.csv", "姓名,性别\n张三,男\n");
    EXPECT_EQ(read().students.value(0, Field::Name), "张三");
}

TEST_F(HandOverProvinces, AMapReachesProvinceTablesToo) {
    write_set("安徽", "34");
    ReadHandOver request;
    request.forced_columns = {{"zkzh", "remark"}, {"XM", "-"}, {"没有的表头", "campus"}};
    const HandOver hand_over = read(request);
    ASSERT_EQ(hand_over.students.size(), 1u);
    EXPECT_EQ(hand_over.students.value(0, Field::Remark), "000000001");
    EXPECT_EQ(hand_over.students.value(0, Field::TicketNumber), "");
    EXPECT_EQ(hand_over.students.value(0, Field::Name), "");
    ASSERT_EQ(count_of(hand_over, "HO-009"), 1u);
    EXPECT_EQ(finding(hand_over, "HO-009")->raw, "没有的表头");
}

TEST_F(HandOverProvinces, AColumnTakenByItsContentIsSaid) {
    write("名单.csv", "姓名,编码,宿舍长\n张三,110101200801011239,是\n");
    const HandOver hand_over = read();
    EXPECT_EQ(hand_over.students.value(0, Field::IdNumber), "110101200801011239");
    ASSERT_EQ(count_of(hand_over, "HO-010"), 1u);
    const Finding* guess = finding(hand_over, "HO-010");
    EXPECT_EQ(guess->raw, "编码");
    EXPECT_EQ(guess->column, "2");
    EXPECT_NE(guess->arg.find("id_number"), std::string::npos);
}

TEST_F(HandOverProvinces, AColumnWithoutHeaderIsNamedByItsPlace) {
    write("名单.csv", "张三,男,110101200801011239\n李四,男,110101200802022331\n");
    const HandOver hand_over = read();
    ASSERT_EQ(count_of(hand_over, "HO-010"), 3u);
    EXPECT_EQ(finding(hand_over, "HO-010")->raw, "1");
}

TEST_F(HandOverProvinces, AMappedHeaderThatStandsTwiceIsNotUnknown) {
    write("名单.csv", "姓名,电话一,电话二\n张三,13812345678,13912345678\n");
    ReadHandOver request;
    request.forced_columns = {{"电话一", "phone"}, {"电话二", "phone"}};
    const HandOver hand_over = read(request);
    EXPECT_EQ(hand_over.students.value(0, Field::Phone), "13812345678");
    EXPECT_EQ(hand_over.students.unmapped(0, 2), "13912345678");
    EXPECT_EQ(count_of(hand_over, "HO-009"), 0u);
}

}  // namespace
}  // namespace mingce
