#include "documents/xlsx_writer.h"

#include <algorithm>
#include <memory>
#include <set>

#include <xlsxwriter.h>

#include "base/text.h"
#include "documents/problems.h"
#include "documents/workbook_proof.h"

namespace mingce {

namespace {

constexpr std::size_t kSheetNameMost = 31;  // UTF-16 units; Excel's own limit
constexpr double kMillimetresPerColumnUnit = 1.95;
constexpr double kRowPoints = 18, kHeadPoints = 32;  // a head of two lines
constexpr std::uint8_t kPaperA3 = 8, kPaperA4 = 9;

struct CloseBook {
    void operator()(lxw_workbook* book) const {
        if (book) workbook_close(book);
    }
};
using Book = std::unique_ptr<lxw_workbook, CloseBook>;

struct Formats {
    lxw_format *head, *left, *centre, *right;
    lxw_format* of(Align align) const {
        return align == Align::Left ? left : align == Align::Right ? right : centre;
    }
};

lxw_format* bordered(lxw_workbook* book, std::uint8_t align) {
    lxw_format* format = workbook_add_format(book);
    format_set_font_name(format, "宋体");  // as on paper; the default face has no Chinese
    format_set_font_size(format, 10);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_align(format, align);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    // "@": a number typed over a cell later stays text, with all its digits.
    format_set_num_format(format, "@");
    return format;
}

Formats make_formats(lxw_workbook* book) {
    Formats formats{bordered(book, LXW_ALIGN_CENTER), bordered(book, LXW_ALIGN_LEFT),
                    bordered(book, LXW_ALIGN_CENTER), bordered(book, LXW_ALIGN_RIGHT)};
    format_set_bold(formats.head);
    format_set_text_wrap(formats.head);
    return formats;
}

/// A sheet's name: without what Excel forbids, at most 31 units, and different from the others.
std::string sheet_name(std::string_view wanted, std::set<std::string>& taken) {
    std::string name;
    std::size_t units = 0;
    while (!wanted.empty()) {
        char32_t character = next_code_point(wanted);
        if (std::u32string_view(U"[]:*?/\\'").find(character) != std::u32string_view::npos)
            character = U'_';
        units += character > 0xFFFF ? 2 : 1;
        if (units > kSheetNameMost - 4) break;  // room for "~99"
        append_utf8(name, character);
    }
    if (name.empty()) name = "名册";
    const std::string stem = name;
    for (int i = 2; !taken.insert(lower_ascii(name)).second; ++i)
        name = stem + "~" + std::to_string(i);
    return name;
}

/// A text inside a page header, where '&' begins a code.
std::string header_text(std::string_view text) {
    std::string out;
    for (char c : text) out.append(c == '&' ? 2 : 1, c);
    return out;
}

/// The columns that stand in headings on paper make the table wider than the paper the definition
/// names; turned, most fit without being scaled down.
bool needs_landscape(const Definition& definition, const std::vector<PlainColumn>& columns) {
    const double portrait = definition.paper.size == PaperSize::A3 ? 297 : 210;
    double width = 0;
    for (const PlainColumn& column : columns) width += column.width;
    return definition.paper.landscape || width > portrait;
}

void set_up_print(lxw_worksheet* sheet, const CompiledRoster& roster, const std::string& name) {
    const Definition& definition = roster.definition;
    worksheet_set_paper(sheet, definition.paper.size == PaperSize::A3 ? kPaperA3 : kPaperA4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_margins(sheet, 0.6, 0.5, 0.8, 0.6);
    const bool english = roster.definition.language == Language::English;
    const std::string head =
        "&C&\"宋体\"" + header_text(roster.meta.institution + " " + roster.meta.intake +
                                    definition.title + "　" + name);
    const std::string foot = english ? "&CPage &P of &N" : "&C第 &P 页　共 &N 页";
    worksheet_set_header(sheet, head.c_str());
    worksheet_set_footer(sheet, foot.c_str());
}

Status check(lxw_error error, std::size_t row) {
    if (error == LXW_NO_ERROR) return Done{};
    Place place;
    place.row = row + 1;
    return Error(problem::kSheetCannotHold, lxw_strerror(error)).at(std::move(place));
}

/// What makes the table good to work in: heads that stay and filter, rows with air, and no green
/// corner at every number that is rightly a text.
void set_up_table(lxw_worksheet* sheet, std::size_t columns, std::uint32_t rows) {
    worksheet_set_default_row(sheet, kRowPoints, LXW_FALSE);
    worksheet_set_row(sheet, 0, kHeadPoints, nullptr);
    worksheet_freeze_panes(sheet, 1, 0);
    const auto last_column = static_cast<lxw_col_t>(columns - 1);
    worksheet_autofilter(sheet, 0, 0, rows, last_column);
    const std::string range = "A1:" + column_letters(last_column) + std::to_string(rows + 1);
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.c_str());
}

/// What one sheet holds.
struct SheetContent {
    VolumeRange volumes;
    RosterPart part;
    std::uint32_t rows;
};

Status write_cell(lxw_worksheet* sheet, lxw_row_t row, std::size_t column, const std::string& text,
                  lxw_format* format) {
    const auto at = static_cast<lxw_col_t>(column);
    return check(text.empty() ? worksheet_write_blank(sheet, row, at, format)
                              : worksheet_write_string(sheet, row, at, text.c_str(), format),
                 row);
}

/// The rows of a part of some volumes under a head row.
Status fill_sheet(lxw_worksheet* sheet, const Formats& formats, const CompiledRoster& roster,
                  const SheetContent& content) {
    const std::vector<PlainColumn> columns = plain_columns(roster, content.part, true);
    if (needs_landscape(roster.definition, columns)) worksheet_set_landscape(sheet);
    set_up_table(sheet, columns.size(), content.rows);
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const auto column = static_cast<lxw_col_t>(c);
        worksheet_set_column(sheet, column, column, columns[c].width / kMillimetresPerColumnUnit,
                             nullptr);
        TRY(write_cell(sheet, 0, c, columns[c].label, formats.head));
    }
    lxw_row_t line = 1;
    std::string text;
    for (const PlainRow& row : plain_rows(roster, content.volumes, content.part)) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            text = plain_value(columns[c], row);
            TRY(write_cell(sheet, line, c, text, formats.of(columns[c].align)));
        }
        ++line;
    }
    return Done{};
}

void set_properties(lxw_workbook* book, const CompiledRoster& roster) {
    std::string title = roster.meta.intake + roster.definition.title;
    std::string institution = roster.meta.institution;
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = institution.data();
    properties.company = institution.data();
    constexpr std::int64_t kSecondsPerDay = 86400;
    properties.created = static_cast<time_t>(days_since_epoch(roster.meta.as_of) * kSecondsPerDay);
    workbook_set_properties(book, &properties);
}

}  // namespace

Status write_xlsx(const CompiledRoster& roster, VolumeRange volumes,
                  const std::filesystem::path& path) {
    std::string beside = path.parent_path().empty() ? "." : path.parent_path().string();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = beside.data();
    Book book(workbook_new_opt(path.c_str(), &options));
    if (!book) return Error(problem::kOutputUnwritable);
    set_properties(book.get(), roster);
    const Formats formats = make_formats(book.get());
    std::set<std::string> taken;
    std::uint32_t annexed = 0;
    const auto add_sheet = [&](const std::string& wanted, const std::string& head,
                               const SheetContent& content) -> Status {
        const std::string name = sheet_name(wanted, taken);
        lxw_worksheet* sheet = workbook_add_worksheet(book.get(), name.c_str());
        if (!sheet) return Error(problem::kOutputUnwritable);
        set_up_print(sheet, roster, head);
        return fill_sheet(sheet, formats, roster, content);
    };
    for (std::size_t v = volumes.first; v < volumes.first + volumes.count; ++v) {
        const RosterVolume& volume = roster.volumes[v];
        TRY(add_sheet(volume.name.empty() ? roster.definition.title : volume.name, volume.name,
                      {{v, 1}, RosterPart::Body, volume.tally.total}));
        annexed += volume.annexed();
    }
    if (annexed > 0) {
        const std::string name(words::kAnnex.in(roster.definition.language));
        TRY(add_sheet(name, name, {volumes, RosterPart::Annex, annexed}));
    }
    const lxw_error error = workbook_close(book.release());
    if (error != LXW_NO_ERROR) return Error(problem::kOutputUnwritable, lxw_strerror(error));
    return prove_workbook(roster, volumes, path);
}

}  // namespace mingce
