#include "demo/demo_hand_over.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <zip.h>

#include "base/text.h"
#include "demo/table.h"
#include "formats/writers.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

namespace fs = std::filesystem;

class DemoHandOverTest : public ::testing::Test {
protected:
    DemoCounts make(const std::string& name, const DemoOptions& options) {
        auto made = make_demo_hand_over(root_ / name, options);
        EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().sentence(Language::English));
        return made.ok() ? made.value() : DemoCounts{};
    }
    const testing::TemporaryFolder folder_;
    const fs::path& root_ = folder_.path();
};

DemoOptions some(std::uint32_t students, double errors = 0.02) {
    DemoOptions options;
    options.students = students;
    options.provinces = 10;
    options.errors = errors;
    return options;
}

std::map<std::string, std::string> tree(const fs::path& dir) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(dir))
        if (entry.is_regular_file())
            files[fs::relative(entry.path(), dir).string()] = testing::contents(entry.path());
    return files;
}

std::string member(const fs::path& path, const std::string& name) {
    zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY, nullptr);
    if (archive == nullptr) return {};
    std::string bytes;
    zip_int64_t at = zip_name_locate(archive, name.c_str(), 0);
    const std::string gbk = to_gb18030(name);
    for (zip_int64_t i = 0; at < 0 && i < zip_get_num_entries(archive, 0); ++i)
        if (zip_get_name(archive, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW) == gbk) at = i;
    zip_stat_t about;
    if (at >= 0 && zip_stat_index(archive, static_cast<zip_uint64_t>(at), 0, &about) == 0) {
        bytes.resize(about.size);
        zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(at), 0);
        zip_fread(file, bytes.data(), about.size);
        zip_fclose(file);
    }
    zip_discard(archive);
    return bytes;
}

std::string file_bytes(const fs::path& dir, const std::string& name) {
    const std::size_t mark = name.find('!');
    if (mark == std::string::npos) return testing::contents(dir / name);
    return member(dir / name.substr(0, mark), name.substr(mark + 1));
}

std::uint32_t number_at(const std::string& bytes, std::size_t at, std::size_t width) {
    std::uint32_t value = 0;
    for (std::size_t i = width; i > 0; --i)
        value = value << 8U | static_cast<unsigned char>(bytes[at + i - 1]);
    return value;
}

/// GB 11643 by its other description: the weighted sum over all 18 is 1 modulo 11, the weights
/// being the powers of two.
bool has_right_check(const std::string& id) {
    if (id.size() != 18) return false;
    std::uint32_t sum = 0, weight = 1;
    for (std::size_t i = 18; i > 0; --i, weight = weight * 2 % 11)
        sum += weight * (id[i - 1] == 'X' ? 10U : static_cast<std::uint32_t>(id[i - 1] - '0'));
    return sum % 11 == 1;
}

std::string value_of(const std::string& line, const std::string& key) {
    const std::size_t at = line.find("\"" + key + "\":");
    if (at == std::string::npos) return {};
    std::size_t from = at + key.size() + 3;
    if (line[from] != '"') return line.substr(from, line.find_first_of(",}", from) - from);
    return line.substr(from + 1, line.find('"', from + 1) - from - 1);
}

std::vector<std::string> truth_lines(const fs::path& dir) {
    std::istringstream in(testing::contents(dir / "truth.jsonl"));
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// The row's cells as ">value<" each, strings looked up; enough for what xlsxwriter writes.
std::string workbook_row(const fs::path& path, const std::string& sheet, std::uint32_t row) {
    const std::string book = member(path, "xl/workbook.xml");
    const std::string before = book.substr(0, book.find("name=\"" + sheet + "\""));
    std::size_t index = 0;
    for (std::size_t at = 0; (at = before.find("<sheet ", at)) != std::string::npos; ++at) ++index;
    const std::string xml = member(path, "xl/worksheets/sheet" + std::to_string(index) + ".xml");
    static std::map<fs::path, std::vector<std::string>> known;
    std::vector<std::string>& strings = known[path];
    if (strings.empty()) {
        const std::string all = member(path, "xl/sharedStrings.xml");
        for (std::size_t at = 0; (at = all.find("<t", at)) != std::string::npos;) {
            at = all.find('>', at) + 1;
            strings.push_back(all.substr(at, all.find("</t>", at) - at));
        }
    }
    const std::size_t from = xml.find("<row r=\"" + std::to_string(row) + "\"");
    const std::string cells = xml.substr(from, xml.find("</row>", from) - from);
    std::string text;
    for (std::size_t at = 0; (at = cells.find("<c ", at)) != std::string::npos; ++at) {
        const std::size_t value = cells.find("<v>", at) + 3;
        const std::string stored = cells.substr(value, cells.find("</v>", value) - value);
        const bool shared = cells.substr(at, value - at).find("t=\"s\"") != std::string::npos;
        text += ">" + (shared ? strings.at(std::stoul(stored)) : stored) + "<";
    }
    return text;
}

TEST_F(DemoHandOverTest, TheSameOptionsGiveTheSameBytes) {
    make("a", some(400));
    make("b", some(400));
    const auto a = tree(root_ / "a"), b = tree(root_ / "b");
    ASSERT_EQ(a.size(), b.size());
    for (const auto& [name, bytes] : a) EXPECT_TRUE(b.at(name) == bytes) << name;
    DemoOptions other = some(400);
    other.seed = 8;
    make("c", other);
    EXPECT_NE(tree(root_ / "c").at("classes.csv"), a.at("classes.csv"));
}

TEST_F(DemoHandOverTest, CountsAddUpAndFilesAreThoseOfAHandOver) {
    const DemoCounts counts = make("a", some(1000));
    EXPECT_EQ(counts.admitted(), 1000U);
    const auto files = tree(root_ / "a");
    EXPECT_EQ(counts.files, files.size());
    for (const char* name :
         {"organisation.xlsx", "classes.csv", "photos.zip", "truth.jsonl", "研究生.xlsx",
          "国际学生与港澳台.xlsx", "专升本.csv", "移交清单.txt", "补录名单.xlsx", "Zhejiang.zip",
          "湖北/T_BMK.DBF", "Shanxi61/T_TDD.DBF"})
        EXPECT_EQ(files.count(name), 1U) << name;
    const std::string& classes = files.at("classes.csv");
    EXPECT_EQ(std::count(classes.begin(), classes.end(), '\n'), 1001);
    EXPECT_FALSE(fs::exists(root_ / ".a.part"));
}

TEST_F(DemoHandOverTest, EveryDeterministicClassIsInjected) {
    const DemoCounts counts = make("a", some(2000));
    for (const std::uint32_t error_class :
         {1U,  2U,  3U,  4U,  5U,  6U,  7U,  8U,  9U,  10U, 13U, 16U, 17U, 18U,
          19U, 20U, 21U, 22U, 23U, 24U, 25U, 26U, 27U, 28U, 29U, 30U, 31U, 32U})
        EXPECT_EQ(counts.errors.count(error_class), 1U) << error_class;
    EXPECT_GT(counts.must_not_alarm, 0U);
    EXPECT_GT(counts.deleted, 0U);
    EXPECT_GT(counts.unadmitted, 0U);
}

TEST_F(DemoHandOverTest, WithoutErrorsTheTruthListsOnlyWhatMustNotAlarm) {
    const DemoCounts counts = make("a", some(300, 0));
    EXPECT_TRUE(counts.errors.empty());
    for (const std::string& line : truth_lines(root_ / "a"))
        EXPECT_NE(line.find("\"must_not_alarm\":true"), std::string::npos) << line;
}

TEST_F(DemoHandOverTest, AFolderThatHoldsSomethingIsLeftAlone) {
    fs::create_directories(root_ / "a");
    std::ofstream(root_ / "a" / "mine.txt") << "mine";
    const auto made = make_demo_hand_over(root_ / "a", some(100));
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().problem().code, "demo.not_empty");
    EXPECT_EQ(tree(root_ / "a").size(), 1U);
}

TEST_F(DemoHandOverTest, RefusesWhatItCannotMake) {
    struct Case {
        std::string_view why;
        DemoOptions options;
    };
    std::vector<Case> cases(6);
    cases[0] = {"nobody", some(0)};
    cases[1] = {"too many", some(500001)};
    cases[2] = {"more errors than students", some(100, 1.01)};
    cases[3] = {"fewer than none", some(100, -0.01)};
    cases[4] = {"no province", some(100)};
    cases[4].options.provinces = 0;
    cases[5] = {"more provinces than there are", some(100)};
    cases[5].options.provinces = 32;
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const auto made = make_demo_hand_over(root_ / "a", c.options);
        ASSERT_FALSE(made.ok());
        EXPECT_EQ(made.error().problem().code, "demo.option");
        EXPECT_FALSE(fs::exists(root_ / "a"));
    }
}

TEST_F(DemoHandOverTest, AFolderThatCannotBeWrittenIsSaidToBeOne) {
    std::ofstream(root_ / "file") << "a file, not a folder";
    for (const char* name : {"file", "file/below"}) {
        const auto made = make_demo_hand_over(root_ / name, some(40));
        ASSERT_FALSE(made.ok()) << name;
    }
    EXPECT_EQ(make_demo_hand_over(root_ / "file/below", some(40)).error().problem().code,
              "demo.not_written");
    EXPECT_EQ(testing::contents(root_ / "file"), "a file, not a folder");
    EXPECT_EQ(std::distance(fs::directory_iterator(root_), fs::directory_iterator()), 1);
}

TEST_F(DemoHandOverTest, HandOversOfEverySizeAreWhole) {
    struct Case {
        std::uint32_t students, provinces, provincial;
        double errors;
    };
    for (const Case& c : {Case{1, 1, 1, 0}, Case{1, 31, 1, 1}, Case{3, 31, 3, 0.02},
                          Case{40, 1, 33, 0.02}, Case{60, 31, 49, 1}, Case{300, 1, 245, 1}}) {
        const std::string name = std::to_string(c.students) + "-" + std::to_string(c.provinces);
        SCOPED_TRACE(name);
        DemoOptions options = some(c.students, c.errors);
        options.provinces = c.provinces;
        const DemoCounts counts = make(name, options);
        EXPECT_EQ(counts.admitted(), c.students);
        EXPECT_EQ(counts.provincial, c.provincial);
        std::size_t sets = 0;
        for (const auto& [file, bytes] : tree(root_ / name)) {
            const std::string lower = lower_ascii(file);
            sets += lower.find("t_tdd.dbf") != std::string::npos ||
                            (lower.find(".zip") != std::string::npos && file != "photos.zip")
                        ? 1U
                        : 0U;
        }
        EXPECT_LE(sets, std::min(c.students, c.provinces)) << "no folder of a province without one";
        EXPECT_GE(sets, 1U);
    }
}

TEST_F(DemoHandOverTest, WithAnErrorInEveryRowNearlyEveryRowHasOne) {
    DemoOptions options = some(1000, 1);
    const DemoCounts counts = make("a", options);
    std::uint32_t lines = 0;
    for (const auto& [error_class, count] : counts.errors) lines += count;
    EXPECT_GT(lines, 950U);
}

TEST_F(DemoHandOverTest, BothGenerationsHaveTheirTablesAndColumns) {
    make("a", some(300));
    const fs::path older = root_ / "a" / "Shanxi61", newer = root_ / "a" / "湖北";
    const auto tables_in = [](const fs::path& dir) {
        std::set<std::string> names;
        for (const auto& [name, bytes] : tree(dir)) names.insert(name.substr(0, name.find('.')));
        return names;
    };
    const auto words = [](std::string_view text) {
        std::set<std::string> all;
        for (const std::string_view word : demo_words(text)) all.emplace(word);
        return all;
    };
    EXPECT_EQ(tables_in(older),
              words("TD_BYLBDM TD_CJXDM TD_DQDM TD_JHXZDM TD_KLDM TD_KSLBDM TD_KSLXDM TD_LQFSDM "
                    "TD_MZDM TD_PCDM TD_TDYYDM TD_TJJLDM TD_WYYZDM TD_XBDM TD_XTDWDM TD_ZCDM "
                    "TD_ZYTZDM TD_ZZMMDM T_JHK T_KSHKCJ T_KSJL T_QBJHK T_TDD T_TDDW T_TJXX"));
    EXPECT_EQ(tables_in(newer),
              words("TD_BYLBDM TD_BYXXDM TD_CCDM TD_CJXDM TD_CZLBDM TD_DQDM TD_HJLBDM TD_JHLBDM "
                    "TD_JHXZDM TD_KLDM TD_KMDM TD_KSLBDM TD_KSLXDM TD_KSTZDM TD_KSZGDM TD_LQLXDM "
                    "TD_MZDM TD_PCDM TD_TDLXDM TD_TDYYDM TD_TJJLDM TD_WYYZDM TD_XBDM TD_XTDWDM "
                    "TD_XZDM TD_ZJLXDM TD_ZKLXDM TD_ZYLBDM TD_ZYSXDM TD_ZYTJLXDM TD_ZYTZDM "
                    "TD_ZZMMDM T_BMK T_JHK T_KSHKCJ T_KSJL T_KSXKCJ T_TDD T_TDDW T_TJXX T_ZYKMX "
                    "TD_ZYDH"));
    const auto columns_of = [](const std::string& bytes) {
        std::string names;
        for (std::size_t at = 32; at + 1 < number_at(bytes, 8, 2); at += 32)
            names += std::string(bytes.c_str() + at).substr(0, 11) + " ";
        return names;
    };
    const std::string old_columns = columns_of(testing::contents(older / "T_TDD.DBF"));
    EXPECT_EQ(old_columns.rfind("KSH ZKZH XM CSNY XBDM ZZMMDM MZDM ", 0), 0U);
    for (const char* column : {"ZSYJ ", "YXDRCJ ", "TDDWDM6 ZYDH6 ", "ZYSXDM6 ", "GKCJX17 "})
        EXPECT_NE(old_columns.find(column), std::string::npos) << column;
    const std::string registered = columns_of(testing::contents(newer / "T_BMK.DBF"));
    for (const char* column : {"SXPDKHYJ ", "KSZG ", "XKKM SKKM "})
        EXPECT_NE(registered.find(column), std::string::npos) << column;
    EXPECT_EQ(columns_of(testing::contents(newer / "T_TDD.DBF")).find("ZKZH"), std::string::npos)
        << "its presence tells the older generation";
}

TEST_F(DemoHandOverTest, CodesAreEachProvincesOwn) {
    make("a", some(300));
    std::set<std::string> tables;
    std::size_t provinces = 0;
    for (const auto& [name, bytes] : tree(root_ / "a"))
        if (lower_ascii(name).find("td_jhxzdm.dbf") != std::string::npos) {
            tables.insert(bytes);
            ++provinces;
        }
    EXPECT_GE(provinces, 6U);
    EXPECT_EQ(tables.size(), provinces) << "no two provinces number the natures of a plan alike";
}

TEST_F(DemoHandOverTest, DbfHeadersAgreeWithTheirBytes) {
    make("a", some(600));
    std::size_t tables = 0;
    for (const auto& [name, bytes] : tree(root_ / "a")) {
        if (lower_ascii(name).find(".dbf") == std::string::npos) continue;
        ++tables;
        const std::uint32_t records = number_at(bytes, 4, 4), header = number_at(bytes, 8, 2),
                            length = number_at(bytes, 10, 2);
        ASSERT_EQ(bytes.size(), header + records * length + 1) << name;
        EXPECT_EQ(bytes[0], 3);
        EXPECT_EQ(bytes[header - 1], '\x0D');
        EXPECT_EQ(bytes.back(), '\x1A');
        std::uint32_t widths = 1;
        for (std::size_t at = 32; at + 1 < header; at += 32)
            widths += static_cast<unsigned char>(bytes[at + 16]);
        EXPECT_EQ(widths, length) << name;
        for (std::uint32_t r = 0; r < records; ++r) {
            const char mark = bytes[header + r * length];
            EXPECT_TRUE(mark == ' ' || mark == '*') << name << " " << r;
        }
    }
    EXPECT_GT(tables, 100U);
}

TEST_F(DemoHandOverTest, EveryTruthOfATextTableStandsWhereItSays) {
    make("a", some(2000));
    std::size_t seen = 0, in_workbooks = 0;
    for (const std::string& line : truth_lines(root_ / "a")) {
        const std::string name = value_of(line, "file"), dirty = value_of(line, "dirty");
        const bool dbf = lower_ascii(name).find(".dbf") != std::string::npos;
        const auto row = static_cast<std::uint32_t>(std::stoul(value_of(line, "row")));
        const bool alarm = value_of(line, "must_not_alarm") != "true";
        EXPECT_EQ(value_of(line, "clean") != dirty, alarm) << line;
        const std::string field = value_of(line, "field");
        EXPECT_TRUE(field.empty() || field_of(field).has_value()) << field;
        const std::string bytes = file_bytes(root_ / "a", name);
        std::string record;
        if (dbf) {
            const std::uint32_t length = number_at(bytes, 10, 2);
            record = bytes.substr(number_at(bytes, 8, 2) + (row - 1) * length, length);
        } else if (name == "专升本.csv") {
            std::istringstream in(bytes);
            for (std::uint32_t i = 0; i < row; ++i) std::getline(in, record);
        } else if (name.find(".xlsx") != std::string::npos && !field.empty()) {
            record = workbook_row(root_ / "a" / name, value_of(line, "sheet"), row);
            EXPECT_TRUE(dirty.empty() || record.find(">" + dirty + "<") != std::string::npos)
                << line;
            ++in_workbooks;
            continue;
        } else {
            continue;
        }
        ++seen;
        EXPECT_NE(record.find(to_gb18030(dirty)), std::string::npos) << line;
    }
    EXPECT_GT(seen, 15U);
    EXPECT_GT(in_workbooks, 15U);
}

TEST(DemoPeople, DocumentsAreValidAndNumbersAreUnique) {
    DemoOptions options;
    DemoSchool school = make_demo_school();
    std::set<std::string> ids, numbers, students;
    std::size_t late = 0, citizens = 0;
    for (const DemoPerson& person : make_demo_people(options, school)) {
        EXPECT_TRUE(ids.insert(person.id_number).second);
        EXPECT_TRUE(numbers.insert(person.exam_number).second);
        EXPECT_TRUE(!person.admitted || students.insert(person.student_no).second);
        if (person.id_type != "居民身份证") continue;
        ++citizens;
        EXPECT_TRUE(has_right_check(person.id_number));
        EXPECT_EQ(person.id_number.substr(6, 8), compact_text(person.birth));
        EXPECT_EQ((person.id_number[16] - '0') % 2 == 1, person.sex == "男");
        const auto code = static_cast<std::uint32_t>(std::stoul(person.id_number.substr(0, 6)));
        EXPECT_TRUE(person.exam_region.empty() || person.exam_region.size() == 6);
        bool at_birth = false, ever = false;
        for (const DemoCounty& county : demo_counties()) {
            if (county.code != code) continue;
            at_birth |= county.in_force(person.birth.year);
            ever |= county.to == 0 || county.to >= person.birth.year;
        }
        EXPECT_TRUE(ever) << code;
        if (!at_birth) ++late;
    }
    EXPECT_GT(citizens, 3500U);
    EXPECT_GT(late * 100, citizens * 5);
    EXPECT_LT(late * 100, citizens * 13);
}

TEST(DemoPeople, PlainTablesHoldOnlyTwoByteCharacters) {
    DemoOptions options;
    DemoSchool school = make_demo_school();
    std::size_t wide = 0, dotted = 0;
    for (const DemoPerson& person : make_demo_people(options, school)) {
        const bool four = to_gb18030(person.name).find_first_of("0123456789") != std::string::npos;
        wide += four ? 1U : 0U;
        dotted += person.name.find("·") != std::string::npos ? 1U : 0U;
        const DemoProvince& home = demo_provinces()[person.province];
        EXPECT_FALSE(four && person.kind == DemoKind::Province && !home.gb18030) << home.pinyin;
    }
    EXPECT_GT(wide, 10U);
    EXPECT_GT(dotted, 20U);
}

}  // namespace
}  // namespace mingce
