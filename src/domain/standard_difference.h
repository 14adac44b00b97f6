// What a change of the standard alters, line by line, for whoever decides on it.
#pragma once

#include <string>
#include <vector>

#include "domain/school_standard.h"

namespace mingce {

enum class DifferenceKind : std::uint8_t { Added, Removed, Changed };
constexpr std::string_view key_of(DifferenceKind kind) {
    switch (kind) {
        case DifferenceKind::Added: return "added";
        case DifferenceKind::Removed: return "removed";
        case DifferenceKind::Changed: return "changed";
    }
    return "";
}

/// Of a field or a rule: `code` is "". Of a code table: the code, or "" for the table itself. An
/// entry that came or went has the property "name".
struct StandardDifference {
    DifferenceKind what = DifferenceKind::Changed;
    std::string code, property, before, after;
};

std::vector<StandardDifference> differences(const FieldTerms& before, const FieldTerms& after);
std::vector<StandardDifference> differences(const RuleTerms& before, const RuleTerms& after);
/// Entries are paired by code, those of one code in their order; without a code, by name.
std::vector<StandardDifference> differences(const CodeEdition& before, const CodeEdition& after);
/// Of one kind.
std::vector<StandardDifference> differences(const StandardTerms& before,
                                            const StandardTerms& after);

/// What a key stands for in a standard, whole. The key is known.
StandardTerms terms_of(const SchoolStandard& standard, StandardKind kind, std::string_view key,
                       const RuleText* rule);

}  // namespace mingce
