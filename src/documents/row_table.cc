// The rows of a table, as rosters, check-in sheets and annexes share them.
#include <algorithm>

#include "documents/sheet.h"

namespace mingce {

namespace {

void draw_tick_box(const Sheet& sheet, const Rectangle& cell) {
    constexpr double kSide = 3.1;
    sheet.canvas.frame(
        {cell.x + (cell.width - kSide) / 2, cell.y + (cell.height - kSide) / 2, kSide, kSide}, 0.18,
        0.3);
}

void draw_row_cells(const Sheet& sheet, const TableColumns& table, const RosterRow& row,
                    const Rectangle& line) {
    double x = line.x;
    for (std::size_t c = 0; c < table.cells.size(); ++c) {
        const RosterColumn& column = sheet.roster.definition.columns[table.cells[c]];
        const Rectangle cell{x, line.y, table.widths[c], line.height};
        if (column.kind == ColumnKind::TickBox)
            draw_tick_box(sheet, cell);
        else
            draw_cell(sheet, column, row.cells[table.cells[c]], cell);
        x += cell.width;
    }
}

/// ① after a cell's text where a character is printed as its code.
void draw_note_mark(const Sheet& sheet, const RosterColumn& column, const std::string& text,
                    const Rectangle& cell, std::size_t number) {
    const FittedText fitted = fit(sheet.canvas, text, sizes_of(sheet.roster.definition, column),
                                  text_width_of(column, cell.width));
    double end = cell.x + cell.width - 2.5;
    if (fitted.lines.empty()) {
        const double length = sheet.canvas.width_of(text, {fitted.points});
        end = std::min(end, column.align == Align::Left ? cell.x + 1.6 + length
                                                        : cell.x + (cell.width + length) / 2 + 0.2);
    }
    sheet.canvas.text(end, cell.y + cell.height / 2 - 0.2, note_mark(number), {6.5});
}

void draw_note_marks(const Sheet& sheet, const TableColumns& table, const TableRow& row,
                     const Rectangle& line) {
    for (std::size_t i = 0; i < row.missing.size(); ++i) {
        if (row.missing[i].row != row.index) continue;
        double x = line.x;
        std::size_t c = 0;
        while (table.cells[c] != row.missing[i].column) x += table.widths[c++];
        draw_note_mark(sheet, sheet.roster.definition.columns[table.cells[c]],
                       row.row.cells[table.cells[c]], {x, line.y, table.widths[c], line.height},
                       i + 1);
    }
}

}  // namespace

double draw_table_row(const Sheet& sheet, const TableColumns& table, const TableRow& row, double y,
                      double scale) {
    const Definition& definition = sheet.roster.definition;
    const double height =
        row_height(definition, lines_of_row(sheet.canvas, definition, table, row.row)) * scale;
    const Rectangle line{sheet.paper.left, y, sheet.paper.block_width(), height};
    draw_row_cells(sheet, table, row.row, line);
    draw_note_marks(sheet, table, row, line);
    return height;
}

void draw_row_rule(const Sheet& sheet, double y, bool fifth) {
    sheet.canvas.rule(sheet.paper.left, y, sheet.paper.block_right(), y, fifth ? 0.22 : 0.1,
                      fifth ? 0.2 : 0.7);
}

void draw_column_rules(const Sheet& sheet, const TableColumns& table, double y1, double y2) {
    double x = sheet.paper.left;
    for (std::size_t c = 0; c + 1 < table.widths.size(); ++c) {
        x += table.widths[c];
        sheet.canvas.rule(x, y1, x, y2, 0.1, 0.55);
    }
}

double draw_blank_row(const Sheet& sheet, double y) {
    sheet.canvas.text_at(sheet.paper.centre(), y + kBlankRowHeight / 2 + baseline_drop(9),
                         sheet.say(words::kBlankBelow), {9, Weight::Regular, 0.2, 0.5},
                         Align::Centre);
    return y + kBlankRowHeight;
}

std::string totals_text(const Sheet& sheet, const Tally& tally) {
    return sheet.say(words::kTotals,
                     {std::to_string(tally.total), std::to_string(tally.men),
                      std::to_string(tally.women), std::to_string(tally.minorities),
                      std::to_string(tally.party_members), std::to_string(tally.league_members)});
}

void draw_notes(const Sheet& sheet, const std::vector<RosterRow>& rows,
                const std::vector<MissingGlyph>& missing, double y) {
    if (missing.empty()) return;
    const Style bold{9.5, Weight::Bold}, plain{9.5};
    const double x = sheet.canvas.text(sheet.paper.left, y, sheet.say(words::kNotes) + "　", bold);
    for (std::size_t i = 0; i < missing.size(); ++i) {
        std::string label = sheet.label(sheet.roster.definition.columns[missing[i].column]);
        for (const std::string_view blank : {"　", "\n", " "})
            for (std::size_t at; (at = label.find(blank)) != std::string::npos;)
                label.erase(at, blank.size());
        sheet.canvas.text(x, y,
                          sheet.say(words::kGlyphNote,
                                    {note_mark(i + 1), std::to_string(rows[missing[i].row].serial),
                                     label, code_point_name(missing[i].character)}),
                          plain);
        y += kNoteHeight;
    }
}

}  // namespace mingce
