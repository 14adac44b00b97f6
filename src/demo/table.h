// The demo's files before they are bytes: cells that can still be spoiled, and where each will
// stand, so that truth.jsonl can name the place.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "demo/people.h"
#include "domain/field.h"

namespace mingce {

enum class DemoForm : std::uint8_t { Dbf, Xlsx, Csv };

struct DemoColumn {
    std::string name;
    char type = 'C';  // DBF only, with width and decimals
    std::uint16_t width = 0, decimals = 0;
    std::optional<Field> field;
};

struct DemoCell {
    std::string text;
    bool number = false;  // XLSX: stored as a number cell
};

struct DemoRow {
    std::vector<DemoCell> cells;
    std::size_t person = kNobody;
    bool deleted = false, hidden = false;
    bool spoiled = false;  // carries an injected error; one per row
    static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
};

struct DemoTable {
    std::string file;   // as truth.jsonl names it; "x.zip!inner/NAME.DBF" inside an archive
    std::string sheet;  // workbooks only
    DemoForm form = DemoForm::Dbf;
    bool gb18030 = false;  // DBF: four-byte characters allowed
    bool hidden_sheet = false;
    std::uint64_t first_row = 1;  // the source's own number of rows[0]
    std::vector<DemoColumn> columns;
    std::vector<DemoRow> rows;

    std::optional<std::size_t> column_of(Field field) const {
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].field == field) return i;
        return std::nullopt;
    }
    std::optional<std::size_t> column_named(std::string_view name) const {
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].name == name) return i;
        return std::nullopt;
    }
    bool lists_people() const {
        return std::any_of(rows.begin(), rows.end(),
                           [](const DemoRow& row) { return row.person != DemoRow::kNobody; });
    }
    DemoRow& add_row(std::size_t person = DemoRow::kNobody) {
        DemoRow& row = rows.emplace_back();
        row.cells.resize(columns.size());
        row.person = person;
        return row;
    }
    void set(DemoRow& row, std::string_view column, std::string_view text) const {
        if (const auto at = column_named(column)) row.cells[*at].text = text;
    }
};

/// One line of truth.jsonl. `row` and `field` are 0 and empty where the error is not in a cell.
struct DemoTruth {
    std::uint32_t error_class = 0;
    std::string_view class_name;
    std::string file, sheet;
    std::uint64_t row = 0;
    std::string_view field;
    std::string clean, dirty;
    bool must_not_alarm = false;
};

struct DemoPhoto {
    std::string name, bytes;
};

/// All of a hand-over, before it is written.
struct DemoHandOver {
    DemoOptions options;
    DemoSchool school;
    std::vector<DemoPerson> people;
    std::vector<DemoTable> tables;
    std::vector<DemoPhoto> photos;
    std::map<std::string, std::int32_t> slip_changes;  // file -> added to its count in the slip
    std::vector<DemoTruth> truth;
};

/// "KSH C14;XM C64;CJ N6.1" -> columns; the fields by the names DBF sets use.
std::vector<DemoColumn> demo_dbf_columns(std::string_view layout);
/// dBase III bytes. Text is written as GB18030 and cut at the column's width, through a character
/// if it falls so, as real exports do. Deleted rows carry their mark.
std::string demo_dbf_bytes(const DemoTable& table, std::int32_t year);
/// What a reader makes of `text` cut at `width` bytes: the whole characters that fit.
std::string demo_cut_text(std::string_view text, std::size_t width);
std::size_t demo_stored_bytes(std::string_view text);

std::string demo_csv_bytes(const DemoTable& table);  // GB18030, CRLF

/// Makes the province's tables; their person tables are tagged with fields.
void add_province_set(DemoHandOver& hand_over, std::size_t province);
/// 研究生, 国际学生与港澳台, 专升本, 补录名单.
void add_spreadsheets(DemoHandOver& hand_over);
void make_demo_photos(DemoHandOver& hand_over);
/// Spoils about errors × students rows, every class at least once where the data offers a place.
void inject_demo_errors(DemoHandOver& hand_over);

/// Writes every workbook among the tables, and organisation.xlsx, below `dir`.
Status write_demo_workbooks(const DemoHandOver& hand_over, const std::filesystem::path& dir);
/// Entries are stored with a fixed date. `gbk_names` writes names in GBK without a flag, as the
/// archiver of an old Chinese Windows does.
Status write_demo_zip(const std::filesystem::path& path,
                      const std::map<std::string, std::string>& entries, bool gbk_names);
std::string demo_slip_text(const DemoHandOver& hand_over);
std::string demo_classes_text(const DemoHandOver& hand_over);
std::string demo_truth_text(const std::vector<DemoTruth>& truth);

}  // namespace mingce
