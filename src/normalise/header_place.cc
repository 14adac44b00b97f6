#include "normalise/header_place.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace mingce {

std::string_view cell_of(const SampleRow& row, std::size_t column) {
    return column < row.cells.size() ? trim_blanks(row.cells[column]) : std::string_view();
}

namespace {

bool is_filled(const std::string& cell) { return !trim_blanks(cell).empty(); }

std::size_t filled_cells(const SampleRow& row) {
    return static_cast<std::size_t>(std::count_if(row.cells.begin(), row.cells.end(), is_filled));
}

std::size_t known_cells(const SampleRow& row, const HeaderWords& words) {
    return static_cast<std::size_t>(
        std::count_if(row.cells.begin(), row.cells.end(),
                      [&words](const std::string& cell) { return words.find(cell).has_value(); }));
}

bool holds_digits(const SampleRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
        return std::any_of(cell.begin(), cell.end(), is_digit);
    });
}

// The row with the most names of fields. One such name in a row of several cells may be a value;
// it heads the sheet only in the first row of a table, where no cell holds a digit.
std::optional<std::size_t> header_row(const std::vector<SampleRow>& rows,
                                      const HeaderWords& words) {
    std::optional<std::size_t> found;
    std::size_t best = 0;
    bool table_began = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t known = known_cells(rows[i], words);
        const bool several = filled_cells(rows[i]) > 1;
        const bool first = several && !table_began;
        table_began = table_began || several;
        if (known <= best || (known == 1 && several && (!first || holds_digits(rows[i])))) continue;
        best = known;
        found = i;
    }
    return found;
}

// A group title over several columns is written once: its cells to the right are empty.
std::vector<std::string> spread_right(const std::vector<std::string>& cells, std::size_t width) {
    std::vector<std::string> spread(width);
    std::string last;
    for (std::size_t i = 0; i < width; ++i) {
        if (i < cells.size() && !trim_blanks(cells[i]).empty())
            last = std::string(trim_blanks(cells[i]));
        spread[i] = last;
    }
    return spread;
}

// A second header row under the first: names of fields again, or parts of names under the titles of
// groups ("类型" and "号码" under "证件") and nothing under the title of a single column.
bool continues_below(const SampleRow& head, const SampleRow& below, const HeaderWords& words) {
    if (known_cells(below, words) >= 2) return true;
    const std::vector<std::string> titles = spread_right(head.cells, below.cells.size());
    bool any_known = false;
    for (std::size_t i = 0; i < below.cells.size(); ++i) {
        const std::string part(cell_of(below, i));
        if (part.empty()) continue;
        const bool single = !cell_of(head, i).empty() && !cell_of(head, i + 1).empty();
        if (single || i + 1 > head.cells.size()) return false;
        any_known = any_known || words.find_joined(titles[i] + "/" + part).has_value();
    }
    return any_known && !holds_digits(below);
}

void join_below(std::vector<std::string>& texts, const SampleRow& below) {
    const std::vector<std::string> titles = spread_right(texts, texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string part(cell_of(below, i));
        if (!part.empty()) texts[i] = titles[i].empty() ? part : titles[i] + "/" + part;
    }
}

// Two words or more, and none of them a remark ("制表：招办", "2026年8月").
bool holds_group_titles(const SampleRow& row) {
    const bool has_remark =
        std::any_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
            return cell.find("：") != std::string::npos || cell.find(':') != std::string::npos;
        });
    return filled_cells(row) >= 2 && !has_remark && !holds_digits(row);
}

// Titles of groups over the row of names: needed where the names alone say too little, or would be
// taken for the student's own.
void join_above(std::vector<std::string>& texts, const SampleRow& above, const HeaderWords& words) {
    const std::vector<std::string> titles = spread_right(above.cells, texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i].empty())
            texts[i] = std::string(cell_of(above, i));
        else if (!titles[i].empty() && (!words.find(texts[i]) || speaks_of_another(titles[i])))
            texts[i] = titles[i] + "/" + texts[i];
    }
}

}  // namespace

HeaderPlace find_header(const std::vector<SampleRow>& rows, const HeaderWords& words) {
    HeaderPlace place;
    const auto row = header_row(rows, words);
    if (!row) return place;
    place.found = true;
    place.first = place.last = *row;
    std::size_t width = 0;
    for (const SampleRow& each : rows) width = std::max(width, each.cells.size());
    place.texts.assign(width, "");
    for (std::size_t i = 0; i < width; ++i) place.texts[i] = std::string(cell_of(rows[*row], i));
    if (*row + 1 < rows.size() && continues_below(rows[*row], rows[*row + 1], words)) {
        ++place.last;
        join_below(place.texts, rows[place.last]);
    } else if (*row > 0 && holds_group_titles(rows[*row - 1])) {
        --place.first;
        join_above(place.texts, rows[place.first], words);
    }
    return place;
}

}  // namespace mingce
