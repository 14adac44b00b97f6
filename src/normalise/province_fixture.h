// Small tables in memory for tests: columns and rows as words.
#pragma once

#include <string>
#include <vector>

#include "normalise/table.h"

namespace mingce {

/// A table of text columns; "-" is an empty cell.
inline Table table_of(std::string name, const std::vector<std::string>& columns,
                      const std::vector<std::vector<std::string>>& rows) {
    Table table(name, "安徽/" + name + ".DBF");
    std::vector<DeclaredColumn> declared;
    for (const std::string& column : columns) declared.push_back({column, 'C', 60, 0});
    table.declare(declared);
    std::uint64_t number = 0;
    for (const std::vector<std::string>& row : rows) {
        std::vector<Cell> cells;
        for (const std::string& text : row)
            cells.push_back(text == "-" ? Cell{} : Cell{text, CellKind::Text});
        table.add_row(++number, cells);
    }
    return table;
}

}  // namespace mingce
