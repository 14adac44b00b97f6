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

namespace mingce {
namespace {

namespace fs = std::filesystem;

class DemoHandOverTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "demo_test_XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        root_ = pattern;
    }
    void TearDown() override { fs::remove_all(root_); }
    DemoCounts make(const std::string& name, const DemoOptions& options) {
        auto made = make_demo_hand_over(root_ / name, options);
        EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().sentence(Language::English));
        return made.ok() ? made.value() : DemoCounts{};
    }
    fs::path root_;
};

DemoOptions some(std::uint32_t students, double errors = 0.02) {
    DemoOptions options;
    options.students = students;
    options.provinces = 10;
    options.errors = errors;
    return options;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::map<std::string, std::string> tree(const fs::path& dir) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(dir))
        if (entry.is_regular_file())
            files[fs::relative(entry.path(), dir).string()] = bytes_of(entry.path());
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
    if (mark == std::string::npos) return bytes_of(dir / name);
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
    std::istringstream in(bytes_of(dir / "truth.jsonl"));
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
    EXPECT_EQ(make_demo_hand_over(root_ / "b", some(3)).error().problem().code, "demo.option");
}

TEST_F(DemoHandOverTest, TheSmallestHandOverIsWholeToo) {
    DemoOptions options = some(40);
    options.provinces = 1;
    EXPECT_EQ(make("a", options).admitted(), 40U);
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
