// Tables of docs/access.md, for tests that hold the program against the page.
#pragma once

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "places.h"
#include "temporary_folder.h"

namespace mingce::testing {

using Cells = std::vector<std::string>;

inline Cells cells_of(const std::string& line) {
    Cells cells;
    std::istringstream parts(line.substr(1));
    for (std::string cell; std::getline(parts, cell, '|');) {
        const std::size_t from = cell.find_first_not_of(' ');
        const std::size_t to = cell.find_last_not_of(' ');
        cells.push_back(from == std::string::npos ? "" : cell.substr(from, to - from + 1));
    }
    return cells;
}

/// The rows of the table whose head begins with `name`, the head first.
inline std::vector<Cells> access_table(const std::string& name) {
    std::istringstream page(contents(std::filesystem::path(kProject) / "docs/access.md"));
    std::vector<Cells> rows;
    for (std::string line; std::getline(page, line);) {
        if (rows.empty() && !line.starts_with("| " + name + " |")) continue;
        if (!rows.empty() && !line.starts_with("| ")) break;
        if (!line.starts_with("| ---")) rows.push_back(cells_of(line));
    }
    return rows;
}

}  // namespace mingce::testing
