#include "store/bulk_names.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"

namespace mingce {

std::string plain_name(std::string_view name) {
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return is_lower(c) || is_digit(c) || c == '_';
    });
    if (!plain) throw std::logic_error("not the name of a table or column: " + std::string(name));
    return std::string(name);
}

std::string plain_names(std::span<const BulkColumn> columns) {
    std::string names;
    for (const BulkColumn& column : columns)
        names += (names.empty() ? "" : ", ") + plain_name(column.name);
    return names;
}

}  // namespace mingce
