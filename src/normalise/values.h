// Cleaning one value: every row of the treatment table in data and code, each change with its rule.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/sheet.h"
#include "domain/code_tables.h"
#include "domain/regions.h"
#include "domain/standard.h"
#include "domain/students.h"
#include "normalise/change_codes.h"

namespace mingce {

/// A listed rule that may change a value; its index is its ChangeCode. Codes are never reused.
struct ChangeRule {
    std::string_view code;  // "trim", "full_width", "dot", …
    Text text;
};
std::span<const ChangeRule> change_rules();

/// The outcome for one cell. `text` views the input or `scratch`.
struct CleanValue {
    std::string_view text;
    ChangeSet changes = 0;    // every rule that had a part in it; 0: the text is as it came
    std::vector<Mark> marks;  // usually empty
};

/// Cleans one cell for one field. Idempotent: cleaning a clean value changes nothing.
/// Names lose only blanks and invisible characters, their dots and known private-use characters are
/// mapped; never NFKC. What no rule can read (an unknown code, no date) stays as it came, with a
/// mark.
class ValueCleaner {
public:
    ValueCleaner(const DataStandard& standard, const CodeTables& codes, const Regions& regions);
    CleanValue clean(Field field, const Cell& cell, DateSystem dates, std::string& scratch) const;

private:
    const DataStandard& standard_;
    const Regions& regions_;
    std::array<const CodeTable*, kFieldCount> tables_{};
};

}  // namespace mingce
