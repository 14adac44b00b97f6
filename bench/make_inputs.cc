// Makes the files the benchmarks read, of made-up people and always the same: make_inputs KIND FILE
// ROWS [FIRST]. Kinds: xlsx (20 columns, shared strings), xlsx_inline, csv, csv_gb18030, students
// (25 columns as an admissions office sends them, valid in every field), intake (the same as CSV,
// names as unevenly spread as real ones, one row in a hundred with an error), changed (intake, with
// another address in one row of a hundred), enrolled (intake, with a class of forty and a student
// number each). FIRST: the number of the first student, so that two
// files share nobody.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <xlsxwriter.h>

#include "base/date.h"
#include "domain/regions.h"
#include "formats/writers.h"
#include "made_up_people.h"

namespace {

// Any sequence will do as long as it is the same everywhere.
class Sequence {
public:
    std::uint32_t below(std::uint32_t bound) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::uint32_t>((state_ >> 33) % bound);
    }

private:
    std::uint64_t state_ = 20260901;
};

constexpr std::string_view kSurnames[] = {"王", "李",   "张", "刘", "陈",
                                          "杨", "欧阳", "赵", "黄", "周"};
constexpr std::string_view kGiven[] = {"子涵", "浩宇", "欣怡", "思远", "一诺", "俊杰", "雨桐",
                                       "文博", "嘉懿", "明轩", "静",   "磊",   "语嫣", "若曦"};
constexpr std::string_view kCounties[] = {"110101", "310101", "320102", "330106", "420106",
                                          "440103", "450103", "510104", "610102", "650102"};
constexpr std::string_view kProvinces[] = {"北京", "上海", "江苏", "浙江", "湖北",
                                           "广东", "广西", "四川", "陕西", "新疆"};
constexpr std::string_view kMajors[] = {"计算机科学与技术", "汉语言文学", "临床医学", "法学",
                                        "会计学"};
constexpr std::string_view kMajorCodes[] = {"080901", "050101", "100201K", "030101K", "120203K"};
constexpr std::string_view kHeads[] = {
    "考生号",     "姓名",       "性别",         "身份证号", "出生日期", "民族",     "政治面貌",
    "生源省份",   "科类",       "总分",         "专业代码", "专业名称", "层次",     "学制",
    "学习形式",   "外语语种",   "毕业中学",     "手机号",   "家庭住址", "邮政编码", "监护人姓名",
    "监护人电话", "紧急联系人", "紧急联系电话", "备注"};

template <std::size_t Count>
std::string_view pick(const std::string_view (&list)[Count], Sequence& sequence) {
    return list[sequence.below(static_cast<std::uint32_t>(Count))];
}

std::string digits(std::uint64_t number, std::size_t width) {
    std::string text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string citizen_number(std::string_view county, std::string_view birth, bool man,
                           std::uint32_t sequence) {
    std::string number(county);
    number += birth;
    number += digits(sequence % 99, 2) + std::to_string((sequence % 5) * 2 + (man ? 1 : 0));
    int sum = 0;
    for (char c : number) sum = (sum + (c - '0')) * 2 % 11;
    return number + "10X98765432"[sum];
}

std::vector<std::string> student(std::uint32_t row, Sequence& sequence) {
    // Ten thousand students a county, so that every exam number is another one up to 8 million.
    const std::uint32_t place = row / 10'000 % 10, major = sequence.below(5);
    const bool man = sequence.below(2) == 0;
    const std::string name =
        std::string(pick(kSurnames, sequence)) + std::string(pick(kGiven, sequence));
    // Every number once: the row spreads over day and sequence.
    const std::string birth = mingce::compact_text(
        mingce::date_from_days(mingce::days_since_epoch({2007, 9, 1}) + row / 495 % 365));
    return {"26" + std::string(kCounties[place]) + digits(15 + row / 100'000 % 80, 2) +
                digits(row % 10000, 4),
            name,
            man ? "男" : "女",
            citizen_number(kCounties[row / 180'675 % 10], birth, man, row % 495),
            birth,
            "汉族",
            "共青团员",
            std::string(kProvinces[place]),
            "物理类",
            std::to_string(480 + sequence.below(200)),
            std::string(kMajorCodes[major]),
            std::string(kMajors[major]),
            "本科",
            "4",
            "普通全日制",
            "英语",
            "第" + std::to_string(1 + sequence.below(20)) + "中学",
            "138" + digits(10'000'000 + row, 8),
            "人民路" + std::to_string(1 + sequence.below(999)) + "号",
            "430070",
            std::string(pick(kSurnames, sequence)) + std::string(pick(kGiven, sequence)),
            "139" + digits(10'000'000 + row, 8),
            std::string(pick(kSurnames, sequence)) + std::string(pick(kGiven, sequence)),
            "137" + digits(10'000'000 + row, 8),
            ""};
}

int write_workbook(const char* path, std::uint32_t rows, std::size_t columns, bool inline_text) {
    lxw_workbook_options options{};
    options.constant_memory = inline_text ? LXW_TRUE : LXW_FALSE;
    lxw_workbook* book = workbook_new_opt(path, &options);
    lxw_worksheet* sheet = workbook_add_worksheet(book, "名单");
    for (std::size_t c = 0; c < columns; ++c)
        worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(c), std::string(kHeads[c]).c_str(),
                               nullptr);
    Sequence sequence;
    for (std::uint32_t r = 0; r < rows; ++r) {
        const auto cells = student(r, sequence);
        for (std::size_t c = 0; c < columns; ++c) {
            const auto column = static_cast<lxw_col_t>(c);
            if (c == 9)
                worksheet_write_number(sheet, r + 1, column, std::atof(cells[c].c_str()), nullptr);
            else
                worksheet_write_string(sheet, r + 1, column, cells[c].c_str(), nullptr);
        }
    }
    return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}

int write_text(const char* path, std::uint32_t rows, bool gb18030) {
    std::FILE* file = std::fopen(path, "wb");
    if (file == nullptr) return 1;
    Sequence sequence;
    std::string line;
    constexpr std::size_t kColumns = 20;
    for (std::uint32_t r = 0; r <= rows; ++r) {
        line.clear();
        std::vector<std::string> cells(kHeads, kHeads + kColumns);
        if (r > 0) cells = student(r - 1, sequence);
        if (r % 50 == 1) cells[18] = "人民路\"新村\"，3号,2栋";  // quotes in two rows of a hundred
        std::vector<std::string_view> views(cells.begin(), cells.begin() + kColumns);
        mingce::append_csv_line(line, views);
        if (gb18030) line = mingce::to_gb18030(line);
        std::fwrite(line.data(), 1, line.size(), file);
    }
    return std::fclose(file);
}

/// One kind of error a row, as they come: a mistyped number, a day that is another, a short phone,
/// a nation and a score that are none.
void spoil(std::vector<std::string>& cells, std::uint32_t row) {
    switch (row / 100 % 5) {
        case 0: cells[3][17] = cells[3][17] == '0' ? '1' : '0'; break;
        case 1: cells[4] = "20070101"; break;
        case 2: cells[17].pop_back(); break;
        case 3: cells[5] = "汉旗"; break;
        default: cells[9] = "九百"; break;
    }
}

/// Counties of today, as an intake comes from all of them.
std::vector<std::string> counties() {
    std::vector<std::string> codes;
    for (const mingce::Region& region : mingce::Regions::shipped().all())
        if (region.to_year == 0 && region.from_year < 2006 && region.code % 100 != 0 &&
            region.code < 700'000)
            codes.push_back(std::to_string(region.code));
    return codes;
}

/// A county after the other, as admission offices send them; birth days over three years.
void spread(std::vector<std::string>& cells, const std::string& county, std::uint32_t number) {
    const std::string birth = mingce::compact_text(
        mingce::date_from_days(mingce::days_since_epoch({2006, 9, 1}) + number * 7919ULL % 1096));
    cells[0] = "26" + county + digits(number % 1'000'000, 6);
    cells[3] = citizen_number(county, birth, cells[2] == "男", number * 31);
    cells[4] = birth;
    cells[7] = mingce::Regions::shipped().province_short_name(
        static_cast<std::uint32_t>(std::stoul(county)));
}

/// Sixty classes of a department, twelve of each major; and a number within the class.
void enrol(std::vector<std::string>& cells, std::uint32_t number) {
    const std::uint32_t department = number * 7 % 25, class_of = number / 25 % 60;
    const std::uint32_t major = class_of / 12;
    cells[10] = kMajorCodes[major];
    cells[11] = kMajors[major];
    cells.push_back(std::string(kMajors[major].substr(0, 6)) + "26" + digits(class_of % 12 + 1, 2));
    cells.push_back("2026" + digits(department + 1, 2) + digits(class_of, 2) +
                    digits(number / 1'500, 4));
}

struct IntakeKind {
    bool is_changed = false, is_enrolled = false;
};
int write_intake(const char* path, std::uint32_t rows, std::uint32_t first,
                 const IntakeKind& kind) {
    std::FILE* file = std::fopen(path, "wb");
    if (file == nullptr) return 1;
    Sequence sequence;
    const std::vector<std::string> codes = counties();
    const auto people = mingce::PeopleMaker(20260901 + first).make(rows);
    std::string line;
    std::vector<std::string_view> views(std::begin(kHeads), std::end(kHeads));
    views.back() = "院系";  // a page of one department is a promise too
    if (kind.is_enrolled) views.insert(views.end(), {"班级", "学号"});
    mingce::append_csv_line(line, views);
    for (std::uint32_t r = 0; r < rows; ++r) {
        auto cells = student(first + r, sequence);
        cells[1] = people[r].name;
        spread(cells, codes[std::uint64_t{r} * codes.size() / rows], first + r);
        cells.back() = "第" + std::to_string(r * 7 % 25 + 1) + "学院";
        if (r % 100 == 7) spoil(cells, r);
        if (kind.is_changed && r % 100 == 50) cells[18] = "解放路1号";
        if (kind.is_enrolled) enrol(cells, first + r);
        views.assign(cells.begin(), cells.end());
        mingce::append_csv_line(line, views);
        std::fwrite(line.data(), 1, line.size(), file);
        line.clear();
    }
    return std::fclose(file);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4 && argc != 5) return 64;
    const std::string_view kind = argv[1];
    const auto rows = static_cast<std::uint32_t>(std::strtoul(argv[3], nullptr, 10));
    const auto first =
        static_cast<std::uint32_t>(argc == 5 ? std::strtoul(argv[4], nullptr, 10) : 0);
    if (kind == "intake" || kind == "changed" || kind == "enrolled")
        return write_intake(argv[2], rows, first, {kind == "changed", kind == "enrolled"});
    if (kind == "xlsx") return write_workbook(argv[2], rows, 20, false);
    if (kind == "xlsx_inline") return write_workbook(argv[2], rows, 20, true);
    if (kind == "students") return write_workbook(argv[2], rows, 25, false);
    if (kind == "csv") return write_text(argv[2], rows, false);
    if (kind == "csv_gb18030") return write_text(argv[2], rows, true);
    return 64;
}
