// A finding: a fact about somebody's data, never an exception. Rules make them, people decide them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/field.h"

namespace mingce {

/// Blocking stops the submission of a roster, never an import.
enum class Severity : std::uint8_t { Blocking, Warning, Note };

constexpr std::string_view key_of(Severity severity) {
    switch (severity) {
        case Severity::Blocking: return "blocking";
        case Severity::Warning: return "warning";
        case Severity::Note: return "note";
    }
    return "";
}

/// One row of a rule table: what the rule says, how grave it is, and on whose authority. Codes are
/// never reused.
struct RuleText {
    std::string_view code;     // "ID-003"
    std::uint8_t error_class;  // 1-32 of the data-quality bar, 0 where it names none
    Severity severity;
    Text message;                  // {raw}, {value}, {arg} and {field} are filled in
    Text fix;                      // what the person does about it
    std::string_view source;       // standard or regulation, with its clause
    bool is_never_waived = false;  // no reason makes what it blames right
};

/// What a rule's sentence is filled with; masked by whoever shows it to somebody.
struct FindingWords {
    std::optional<Field> field;
    std::string_view raw, arg;
};
/// The rule's message with its values, on one line.
std::string sentence_of(const RuleText& rule, const FindingWords& words, Language language);

/// Cells are addressed by student row (0-based index into Students) or, for facts about a file or
/// the whole intake, by file and sheet only.
struct Finding {
    const RuleText* rule = nullptr;
    std::optional<std::uint32_t> row;  // into Students
    std::optional<Field> field;
    std::string file, sheet;       // filled for findings without a row
    std::uint64_t row_number = 0;  // likewise, the source's own, 0: the file as a whole
    std::string column;            // likewise
    std::int64_t student = -1;     // likewise: of an import, whom of the record it is about
    std::string raw;               // the value as it stood
    std::string proposal;          // the fix where it is determined, else ""
    std::string arg;               // one more measure for the text
    std::optional<Severity> regraded = {};  // by the school (domain/school_standard.h)

    Severity severity() const { return regraded.value_or(rule->severity); }
};

}  // namespace mingce
