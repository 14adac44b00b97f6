// Code tables with standard, edition and validity: data/codes/*.toml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace mingce {

struct CodeEntry {
    std::string code, name, name_en;
    std::vector<std::string> aliases;
    std::optional<Date> valid_from, valid_to;

    bool is_valid_on(Date day) const;
    bool operator==(const CodeEntry&) const = default;
};

/// How an entry was found; anything but Code and Name is worth a note.
enum class CodeMatch : std::uint8_t { Code, Name, Alias, PaddedCode };

class CodeTable {
public:
    std::string key, standard, edition, zh, en;
    bool open = false;  // other values than its entries are right too (names of the provinces)

    struct Found {
        const CodeEntry* entry;
        CodeMatch by;
    };
    /// By name first, then alias, then code, then the code with its lost leading zero.
    std::optional<Found> find(std::string_view text) const;
    const CodeEntry* by_code(std::string_view code) const;
    const std::vector<CodeEntry>& entries() const { return entries_; }
    void add(CodeEntry entry);
    /// All of them. Where one word stands for several, that of the entry valid on the day counts.
    void replace_entries(std::vector<CodeEntry> entries, Date day);

private:
    void find_by(std::size_t index);

    std::vector<CodeEntry> entries_;
    std::unordered_map<std::string, std::size_t> by_code_, by_name_, by_alias_;
};

class CodeTables {
public:
    /// Errors: BadInput naming the table and entry.
    static Result<CodeTables> parse(const std::vector<std::string_view>& tomls);
    /// Every data/codes/*.toml inside the program.
    static const CodeTables& shipped();
    const CodeTable* find(std::string_view key) const;
    const std::vector<CodeTable>& all() const { return tables_; }
    /// Takes the place of the table of the same key, where there is one.
    void replace(CodeTable table);

private:
    std::vector<CodeTable> tables_;
};

}  // namespace mingce
