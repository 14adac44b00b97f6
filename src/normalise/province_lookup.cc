#include "normalise/province_lookup.h"

#include "base/text.h"

namespace mingce {

static std::optional<std::size_t> column_ending(const Table& table, std::string_view ending) {
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
        const std::string& name = table.columns()[i].name;
        if (name.size() >= ending.size() &&
            name.compare(name.size() - ending.size(), ending.size(), ending) == 0)
            return i;
    }
    return std::nullopt;
}

CodeLookup::CodeLookup(const Table& table, std::string_view prefix) {
    auto code_column = table.column(std::string(prefix) + "DM");
    auto name_column = table.column(std::string(prefix) + "MC");
    if (!code_column) code_column = column_ending(table, "DM");
    if (!name_column) name_column = column_ending(table, "MC");
    if (!code_column || !name_column) return;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::string_view code = plain_code(table.text(row, code_column));
        const std::string_view name = table.text(row, name_column);
        if (code.empty() || name.empty()) continue;
        names_.emplace(code, name);
        const auto [found, added] = names_without_zeros_.emplace(code_without_zeros(code), name);
        // "1" and "01" are two codes here: without its zero neither can be told.
        if (!added && found->second != name) found->second.clear();
    }
}

std::optional<std::string_view> CodeLookup::name_of(std::string_view code) const {
    const auto exact = names_.find(std::string(plain_code(code)));
    if (exact != names_.end()) return exact->second;
    const auto tolerant = names_without_zeros_.find(std::string(code_without_zeros(code)));
    if (tolerant == names_without_zeros_.end() || tolerant->second.empty()) return std::nullopt;
    return tolerant->second;
}

constexpr std::string_view kScoreItem = "GKCJX";

static CodeLookup described_columns(const Table* columns) {
    if (columns == nullptr) return {};
    Table renamed(columns->name(), columns->file());
    renamed.declare({{"CJXDM", 'C', 0, 0}, {"CJXMC", 'C', 0, 0}});
    const auto column = columns->column("ZDDH"), name = columns->column("ZDMC");
    for (std::size_t row = 0; row < columns->size(); ++row) {
        const std::string_view text = columns->text(row, column);
        if (!ScoreNames::is_item(text)) continue;
        const Cell cells[] = {{text.substr(kScoreItem.size()), CellKind::Text},
                              {columns->text(row, name), CellKind::Text}};
        renamed.add_row(columns->number(row), cells);
    }
    return {renamed, "CJX"};
}

ScoreNames::ScoreNames(const Table* items, const Table* columns)
    : items_(items == nullptr ? CodeLookup() : CodeLookup(*items, "CJX")),
      columns_(described_columns(columns)) {}

bool ScoreNames::is_item(std::string_view column) {
    return column.size() > kScoreItem.size() &&
           equal_ignoring_case(column.substr(0, kScoreItem.size()), kScoreItem);
}

std::optional<std::string_view> ScoreNames::name_of(std::string_view column) const {
    const std::string_view code = column.substr(kScoreItem.size());
    const auto name = items_.name_of(code);
    return name ? name : columns_.name_of(code);
}

std::vector<std::string_view> split_codes(std::string_view text, bool starred) {
    std::vector<std::string_view> codes;
    text = trim_blanks(text);
    while (!text.empty()) {
        const std::size_t end = starred ? text.find('*') : 1;
        const std::string_view code = trim_blanks(text.substr(0, end));
        if (!code.empty()) codes.push_back(code);
        text.remove_prefix(end == std::string_view::npos ? text.size() : starred ? end + 1 : end);
    }
    return codes;
}

}  // namespace mingce
