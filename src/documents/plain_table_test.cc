#include "documents/plain_table.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include "documents/xlsx_writer.h"
#include "sample_students.h"

namespace mingce {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string shown(MaskKind mask, std::string_view value) {
    return mask == MaskKind::None ? std::string(value) : "7*";
}

CompiledRoster roster_of(std::string_view key, const SampleStudents& sample) {
    return compile(parse_definition(key, *shipped_definition(key)).value(), sample.students,
                   sample_meta(), shown);
}

std::uint32_t number_at(std::string_view bytes, std::size_t at, int length) {
    std::uint32_t number = 0;
    for (int i = length; i-- > 0;)
        number = number << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return number;
}

std::string inflated(std::string_view bytes, std::size_t size) {
    std::string out(size, '\0');
    z_stream stream{};
    inflateInit2(&stream, -MAX_WBITS);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    return out;
}

/// Every part of a workbook, one after the other, by its central directory.
std::string parts_of(const std::string& book) {
    std::string parts;
    std::size_t at = number_at(book, book.rfind("PK\5\6") + 16, 4);
    while (book.compare(at, 4, "PK\1\2") == 0) {
        const std::size_t packed = number_at(book, at + 20, 4), size = number_at(book, at + 24, 4);
        const std::size_t local = number_at(book, at + 42, 4);
        const std::size_t start =
            local + 30 + number_at(book, local + 26, 2) + number_at(book, local + 28, 2);
        const auto bytes = std::string_view(book).substr(start, packed);
        parts += number_at(book, at + 10, 2) == 0 ? std::string(bytes) : inflated(bytes, size);
        at += 46 + number_at(book, at + 28, 2) + number_at(book, at + 30, 2) +
              number_at(book, at + 32, 2);
    }
    return parts;
}

std::string workbook(const CompiledRoster& roster) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("mingce-xlsx-test-" + std::to_string(::getpid()) + ".xlsx");
    const Status status = write_xlsx(roster, {0, roster.volumes.size()}, path);
    EXPECT_TRUE(status.ok()) << status.error().sentence(Language::English);
    std::ifstream file(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::filesystem::remove(path);
    return bytes;
}

TEST(Xlsx, NoCellBecomesAFormulaAndNumbersAreText) {
    SampleStudents sample({1, 1, 1, 5});
    const std::string_view attacks[] = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1+1"};
    for (std::uint32_t row = 0; row < 5; ++row) sample.students.set(row, Field::Name, attacks[row]);
    const std::string parts = parts_of(workbook(roster_of("class_roster", sample)));
    EXPECT_THAT(parts, Not(HasSubstr("<f>")));
    EXPECT_THAT(parts, Not(HasSubstr("<f ")));
    EXPECT_THAT(parts, Not(HasSubstr("<v>")));  // every value is an inline string
    EXPECT_THAT(parts, HasSubstr("=1+1"));
    EXPECT_THAT(parts, HasSubstr(sample.students.value(0, Field::StudentNo)));
}

TEST(Xlsx, IsReadyToPrint) {
    const SampleStudents sample({2, 1, 1, 3});
    const std::string parts = parts_of(workbook(roster_of("by_department", sample)));
    for (const char* part :
         {"_xlnm.Print_Titles", "state=\"frozen\"", "fitToHeight=\"0\"",
          "第 &amp;P 页　共 &amp;N 页", "2026-08-28T00:00:00Z", "name=\"信息科学与工程学院\"",
          "paperSize=\"9\"", "orientation=\"landscape\"", "<autoFilter ref=\"A1:L4\"/>",
          "numberStoredAsText=\"1\"", "证件号\n后四位"})
        EXPECT_THAT(parts, HasSubstr(part));
}

TEST(Xlsx, TheSameRosterGivesTheSameBytes) {
    const SampleStudents sample({2, 1, 1, 30});
    const CompiledRoster roster = roster_of("by_department", sample);
    const std::string first = workbook(roster);
    EXPECT_FALSE(first.empty());
    EXPECT_TRUE(workbook(roster) == first);
}

/// Of four students the second has put off coming and the third gives up the place.
SampleStudents with_annex() {
    SampleStudents sample({1, 1, 1, 4});
    sample.students.set(1, Field::EnrolmentStatus, "保留入学资格");
    sample.students.set(2, Field::EnrolmentStatus, "放弃入学资格");
    return sample;
}

TEST(Xlsx, TheAnnexIsASheetOfItsOwnWithTheStateAsAColumn) {
    const SampleStudents sample = with_annex();
    const std::string parts = parts_of(workbook(roster_of("by_department", sample)));
    EXPECT_THAT(parts, HasSubstr("name=\"附表\""));
    EXPECT_THAT(parts, HasSubstr("<autoFilter ref=\"A1:L3\"/>"));  // two listed, two annexed
    EXPECT_THAT(parts, HasSubstr("学籍状态"));
    EXPECT_THAT(parts, HasSubstr("保留入学资格"));
    EXPECT_THAT(parts, HasSubstr("放弃入学资格"));
    const SampleStudents nobody({1, 1, 1, 4});
    EXPECT_THAT(parts_of(workbook(roster_of("by_department", nobody))), Not(HasSubstr("附表")));
}

TEST(Xlsx, AVolumeMayHoldNobodyButItsAnnex) {
    SampleStudents sample({2, 1, 1, 2});
    for (std::uint32_t row = 0; row < 2; ++row)
        sample.students.set(row, Field::EnrolmentStatus, "declined");
    const CompiledRoster roster = roster_of("by_department", sample);
    ASSERT_EQ(roster.volumes.size(), 2U);
    EXPECT_TRUE(roster.volumes[1].groups.empty());  // by pinyin 文 comes before 信
    EXPECT_THAT(parts_of(workbook(roster)), HasSubstr("放弃入学资格"));
    EXPECT_THAT(make_csv(roster, {1, 1}, RosterPart::Annex), HasSubstr("放弃入学资格"));
}

TEST(Xlsx, SheetNamesKeepExcelsRules) {
    SampleStudents sample({1, 1, 1, 3});
    const std::string longest =
        "信息[科学]与工程学院（含软件学院、人工智能学院与网络空间安全学院）甲乙丙丁";
    sample.students.set(0, Field::Department, longest + "一");
    sample.students.set(1, Field::Department, longest + "二");
    sample.students.set(2, Field::Department, "'");
    const std::string parts = parts_of(workbook(roster_of("by_department", sample)));
    EXPECT_THAT(parts, HasSubstr("<sheet name=\"信息_科学_与工程学院"));
    EXPECT_THAT(parts, HasSubstr("~2\""));
}

TEST(Xlsx, AnUnwritablePathIsOneError) {
    const SampleStudents sample({1, 1, 1, 1});
    const Status status =
        write_xlsx(roster_of("class_roster", sample), {0, 1}, "/nonexistent/folder/a.xlsx");
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().problem().code, "document.unwritable");
}

TEST(Csv, HoldsHeadingsAsColumnsAndGuardsFormulas) {
    SampleStudents sample({1, 1, 1, 2});
    sample.students.set(0, Field::Name, "=1+1");
    const std::string csv = make_csv(roster_of("class_roster", sample), {0, 1}, RosterPart::Body);
    EXPECT_EQ(csv.substr(0, csv.find('\n')),
              "\xEF\xBB\xBF学院,专业,班级,序号,学号,姓名,性别,民族,证件号后四位,"
              "生源地,政治面貌\r");
    EXPECT_THAT(csv, HasSubstr("'=1+1"));
}

TEST(Csv, WhoStandsInTheAnnexIsNeverAmongTheBody) {
    const SampleStudents sample = with_annex();
    const CompiledRoster roster = roster_of("class_roster", sample);
    const std::string body = make_csv(roster, {0, 1}, RosterPart::Body);
    const std::string annex = make_csv(roster, {0, 1}, RosterPart::Annex);
    EXPECT_EQ(std::count(body.begin(), body.end(), '\n'), 3);
    EXPECT_EQ(std::count(annex.begin(), annex.end(), '\n'), 3);
    EXPECT_THAT(annex.substr(0, annex.find('\n')), HasSubstr("学籍状态,学院,专业,班级,序号,学号"));
    EXPECT_THAT(annex, HasSubstr("保留入学资格,信息科学与工程学院,"));
    for (std::uint32_t row = 0; row < 4; ++row) {
        const std::string number(sample.students.value(row, Field::StudentNo));
        EXPECT_EQ(body.find(number) != std::string::npos, row == 0 || row == 3);
        EXPECT_EQ(annex.find(number) != std::string::npos, row == 1 || row == 2);
    }
}

TEST(Csv, HeadsStandOnOneLineAndWordsApart) {
    const SampleStudents sample({1, 1, 1, 1});
    CompiledRoster roster = roster_of("by_department", sample);
    roster.definition.language = Language::English;
    const std::string csv = make_csv(roster, {0, 1}, RosterPart::Body);
    EXPECT_THAT(csv.substr(0, csv.find('\n')), HasSubstr(",Last 4 of document,"));
}

TEST(Dbf, HoldsEveryRowOrListsWhatItCannot) {
    SampleStudents sample({1, 1, 1, 3});
    for (std::uint32_t row = 0; row < 3; ++row) sample.students.set(row, Field::Name, "王小明");
    std::vector<DbfRefusal> refusals;
    const auto table =
        make_dbf(roster_of("class_roster", sample), {0, 1}, RosterPart::Body, refusals);
    ASSERT_TRUE(table.ok()) << table.error().sentence(Language::English);
    EXPECT_EQ(number_at(table.value(), 4, 4), 3U);
    EXPECT_THAT(table.value(), HasSubstr("YXMC"));

    sample.students.set(1, Field::Name, "马\xF0\xB1\xBF\xA6");
    const auto refused =
        make_dbf(roster_of("class_roster", sample), {0, 1}, RosterPart::Body, refusals);
    EXPECT_FALSE(refused.ok());
    ASSERT_EQ(refusals.size(), 1U);
    EXPECT_EQ(refusals[0].row, 1U);
    EXPECT_EQ(refusals[0].column, 5U);
    EXPECT_FALSE(refusals[0].too_long);
}

TEST(Dbf, HoldsTheAnnexApart) {
    SampleStudents sample = with_annex();
    for (std::uint32_t row = 0; row < 4; ++row) sample.students.set(row, Field::Name, "王小明");
    std::vector<DbfRefusal> refusals;
    const auto table =
        make_dbf(roster_of("class_roster", sample), {0, 1}, RosterPart::Annex, refusals);
    ASSERT_TRUE(table.ok()) << table.error().sentence(Language::English);
    EXPECT_EQ(number_at(table.value(), 4, 4), 2U);
    EXPECT_THAT(table.value(), HasSubstr("XJZT"));
}

TEST(Dbf, ColumnNamesDiffer) {
    const SampleStudents sample({1, 1, 1, 1});
    for (const std::string& key : shipped_definition_keys())
        for (const RosterPart part : {RosterPart::Body, RosterPart::Annex}) {
            std::set<std::string> names;
            for (const PlainColumn& column : plain_columns(roster_of(key, sample), part, true)) {
                EXPECT_LE(column.dbf.size(), 10U);
                EXPECT_TRUE(names.insert(column.dbf).second) << key << " " << column.dbf;
            }
        }
}

}  // namespace
}  // namespace mingce
