#include <algorithm>
#include <ctime>

#include <xlsxwriter.h>

#include "demo/problems.h"
#include "demo/table.h"

namespace mingce {

namespace {

/// A workbook that is closed whatever happens; the library has no owner of its own.
class Workbook {
public:
    explicit Workbook(const std::filesystem::path& path)
        : file_(path.filename().string()), book_(workbook_new(path.c_str())) {}
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    ~Workbook() {
        if (book_ != nullptr) workbook_close(book_);
    }

    lxw_workbook* get() { return book_; }
    Status close(std::int32_t year) {
        if (book_ == nullptr) return Error(demo_problems::kNotWritten).in_file(file_);
        // Without a date of its own the library writes the clock's.
        lxw_doc_properties properties{};
        properties.created = static_cast<time_t>(days_since_epoch({year, 8, 20}) * 86400);
        workbook_set_properties(book_, &properties);
        const lxw_error failed = workbook_close(book_);
        book_ = nullptr;
        if (failed != LXW_NO_ERROR) return Error(demo_problems::kNotWritten).in_file(file_);
        return Done{};
    }

private:
    std::string file_;
    lxw_workbook* book_;
};

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const DemoCell& cell) {
    if (cell.text.empty()) return;
    if (cell.number)
        worksheet_write_number(sheet, row, column, std::stod(cell.text), nullptr);
    else
        worksheet_write_string(sheet, row, column, cell.text.c_str(), nullptr);
}

void write_sheet(lxw_workbook* book, const DemoTable& table) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, table.sheet.c_str());
    const auto header = static_cast<lxw_row_t>(table.first_row - 2);
    if (header > 0) {
        const auto last = static_cast<lxw_col_t>(table.columns.size() - 1);
        worksheet_merge_range(sheet, 0, 0, 0, 5, "基本信息", nullptr);
        worksheet_merge_range(sheet, 0, 6, 0, last, "录取信息", nullptr);
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        worksheet_write_string(sheet, header, static_cast<lxw_col_t>(i),
                               table.columns[i].name.c_str(), nullptr);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto number = static_cast<lxw_row_t>(table.first_row - 1 + r);
        const DemoRow& row = table.rows[r];
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            write_cell(sheet, number, static_cast<lxw_col_t>(i), row.cells[i]);
        if (!row.hidden) continue;
        lxw_row_col_options options{};
        options.hidden = 1;
        worksheet_set_row_opt(sheet, number, LXW_DEF_ROW_HEIGHT, nullptr, &options);
    }
    if (table.hidden_sheet) worksheet_hide(sheet);
}

Status write_organisation(const DemoHandOver& hand_over, const std::filesystem::path& dir) {
    Workbook book(dir / "organisation.xlsx");
    if (book.get() == nullptr) return book.close(hand_over.options.year);
    const auto code = [](std::size_t department) {
        return std::to_string(100 + department + 1).substr(1);
    };
    const auto table_of = [](std::string_view sheet, std::string_view headers) {
        DemoTable table;
        table.sheet = sheet;
        table.first_row = 2;
        for (const std::string_view header : demo_words(headers))
            table.columns.emplace_back().name = header;
        return table;
    };
    DemoTable departments = table_of("院系", "院系代码 院系名称");
    for (std::size_t i = 0; i < hand_over.school.departments.size(); ++i) {
        DemoRow& row = departments.add_row();
        row.cells[0].text = code(i);
        row.cells[1].text = hand_over.school.departments[i];
    }
    DemoTable majors =
        table_of("专业", "院系代码 院系名称 专业校内代码 国家专业代码 专业名称 学制 层次 计划数");
    for (const DemoMajor& major : hand_over.school.majors) {
        const std::string cells[] = {code(major.department),
                                     hand_over.school.departments[major.department],
                                     major.school_code,
                                     major.national_code,
                                     major.name,
                                     major.duration,
                                     major.level,
                                     std::to_string(major.planned)};
        DemoRow& row = majors.add_row();
        for (std::size_t i = 0; i < std::size(cells); ++i) row.cells[i].text = cells[i];
        row.cells.back().number = true;
    }
    write_sheet(book.get(), departments);
    write_sheet(book.get(), majors);
    return book.close(hand_over.options.year);
}

}  // namespace

Status write_demo_workbooks(const DemoHandOver& hand_over, const std::filesystem::path& dir) {
    std::set<std::string> files;
    for (const DemoTable& table : hand_over.tables)
        if (table.form == DemoForm::Xlsx) files.insert(table.file);
    for (const std::string& file : files) {
        Workbook book(dir / file);
        for (const DemoTable& table : hand_over.tables)
            if (table.file == file && book.get() != nullptr) write_sheet(book.get(), table);
        TRY(book.close(hand_over.options.year));
    }
    return write_organisation(hand_over, dir);
}

}  // namespace mingce
