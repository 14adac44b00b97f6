// What a school says of its data standard, one thing at a time: of a field, of a rule, or a whole
// edition of a code table. Kept as TOML text, read strictly (docs/adr/0016).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "domain/code_tables.h"
#include "domain/finding.h"
#include "domain/standard.h"

namespace mingce {

/// By the index of StandardTerms. Keys are stored: append only.
enum class StandardKind : std::uint8_t { Field, Rule, CodeTable };

constexpr std::string_view key_of(StandardKind kind) {
    switch (kind) {
        case StandardKind::Field: return "field";
        case StandardKind::Rule: return "rule";
        case StandardKind::CodeTable: return "code_table";
    }
    return "";
}
std::optional<StandardKind> parse_standard_kind(std::string_view key);

/// Key, names, type, class and sealing are not a school's to change.
struct FieldTerms {
    std::vector<std::string> aliases;  // headers it is known by beside the shipped ones
    std::array<bool, 3> required{};    // by StudentKind
    std::uint16_t width = 0;           // half-width columns, 0: no limit
};
struct RuleTerms {
    bool is_on = true;
    Severity severity = Severity::Warning;
};
/// Takes the whole table's place.
struct CodeEdition {
    std::string standard, edition;
    std::vector<CodeEntry> entries;
};
using StandardTerms = std::variant<FieldTerms, RuleTerms, CodeEdition>;

constexpr StandardKind kind_of(const StandardTerms& terms) {
    return static_cast<StandardKind>(terms.index());
}

/// As it is kept; parse_terms() reads the same back.
std::string text_of(const StandardTerms& terms);
/// Errors: BadInput — not TOML, an unknown item or value, naming its line; standard.field_fixed.
Result<StandardTerms> parse_terms(StandardKind kind, std::string_view toml);

/// As the program ships them.
FieldTerms shipped_terms(const FieldStandard& field);
RuleTerms shipped_terms(const RuleText& rule);
CodeEdition edition_of(const CodeTable& table);

std::optional<Severity> parse_severity(std::string_view key);

/// Errors: BadInput (standard.alias, standard.width).
Status check_terms(const FieldTerms& terms);
/// Errors: Conflict (standard.rule_fixed).
Status check_terms(const RuleText& rule, const RuleTerms& terms);
/// Errors: BadInput, naming the row from 1: standard.edition_…; Conflict (standard.table_fixed).
Status check_edition(const CodeTable& shipped, const CodeEdition& edition);

}  // namespace mingce
