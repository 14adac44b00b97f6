// A province's lookup table (<X>DM code, <X>MC name): its codes mean something only beside it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "normalise/table.h"

namespace mingce {

/// Codes to names of one TD_ table; empty where the table is absent or holds nothing.
class CodeLookup {
public:
    CodeLookup() = default;
    /// `prefix` is the X of XDM and XMC; other column names are taken by their endings.
    CodeLookup(const Table& table, std::string_view prefix);

    bool empty() const { return names_.empty(); }
    /// The name of a code: as written, else without ".0", else without leading zeros where that
    /// leaves one answer only.
    std::optional<std::string_view> name_of(std::string_view code) const;

private:
    std::unordered_map<std::string, std::string> names_, names_without_zeros_;
};

/// What the numbered score columns (GKCJX01 …) mean in this province: by TD_CJXDM, or where a set
/// describes its columns instead, by T_TDDZDSX (ZDDH column, ZDMC name). Either may be null.
class ScoreNames {
public:
    ScoreNames(const Table* items, const Table* columns);

    static bool is_item(std::string_view column);
    std::optional<std::string_view> name_of(std::string_view column) const;

private:
    CodeLookup items_, columns_;
};

/// One part of codes written side by side: "13" of one-character codes, "4*5*6" of starred ones.
std::vector<std::string_view> split_codes(std::string_view text, bool starred);

}  // namespace mingce
