// A section of one of our TOML files (data standard, code tables, roster definitions), read
// strictly: an item nobody knows, or a value of the wrong kind, is refused with its line.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

#include "base/date.h"
#include "base/result.h"

namespace mingce {

/// What a kind of file says when it is no TOML, has an unknown item, or a value that cannot be.
struct TomlProblems {
    const Problem& not_toml;
    const Problem& key;
    const Problem& value;
};

/// Errors: BadInput — not TOML; names the line.
Result<toml::table> parse_toml(std::string_view text, const TomlProblems& problems);

/// A view of a table that outlives it. Absent items read as "", nothing or the value given.
class TomlSection {
public:
    /// `where` stands before an item's name in a refusal: "ethnicity 03.name".
    TomlSection(const toml::table& table, const TomlProblems& problems, std::string where = {})
        : table_(table), problems_(problems), where_(std::move(where)) {}

    bool has(std::string_view item) const { return table_.contains(item); }
    const TomlProblems& problems() const { return problems_; }

    Status only(std::initializer_list<std::string_view> known) const;
    Result<std::string> text(std::string_view item) const;
    Result<std::string> required_text(std::string_view item) const;  // there, and not empty
    /// A list of texts, or one text alone.
    Result<std::vector<std::string>> texts(std::string_view item) const;
    Result<bool> flag(std::string_view item, bool otherwise) const;
    Result<std::optional<Date>> date(std::string_view item) const;
    /// A whole number; 0 when the item is absent.
    Result<std::int64_t> integer(std::string_view item) const;
    /// Names of the items that are there.
    std::vector<std::string> keys() const;
    /// Above 0 and at most `most`.
    Result<double> measure(std::string_view item, double otherwise, double most) const;
    /// One of `choices` by its word.
    template <class T>
    Result<T> choice(std::string_view item,
                     std::initializer_list<std::pair<std::string_view, T>> choices,
                     T otherwise) const {
        const std::string word = text_or_empty(item);
        if (word.empty() && !has(item)) return otherwise;
        for (const auto& [name, value] : choices)
            if (name == word) return value;
        return refuse_value(item, word);
    }
    /// The tables of an array of tables; none when the item is absent.
    Result<std::vector<TomlSection>> sections(std::string_view item) const;
    /// The table below `item`; nothing when it is absent.
    Result<std::optional<TomlSection>> section(std::string_view item) const;

    /// A refusal at the item's line, or at the section's where the item is absent.
    Error refuse(const Problem& problem, std::string_view item, std::string detail) const;
    /// "where.item = word", or without the word.
    Error refuse_value(std::string_view item, std::string_view word = {}) const;

private:
    std::string text_or_empty(std::string_view item) const;
    std::string named(std::string_view item) const;

    const toml::table& table_;
    const TomlProblems& problems_;
    std::string where_;
};

}  // namespace mingce
