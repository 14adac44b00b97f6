#include "domain/code_tables.h"

#include <algorithm>
#include <array>

#include "base/assets.h"
#include "base/text.h"
#include "domain/code_entry_reader.h"
#include "domain/problems.h"

namespace mingce {
namespace {

constexpr TomlProblems kTableProblems{problem::kCodesNotToml, problem::kCodesKey,
                                      problem::kCodesValue};

/// A name and a code must stand for one entry, and an alias too unless a name of another entry
/// hides it: then it would never be found.
Status refuse_doubles(const CodeTable& table) {
    std::unordered_map<std::string, std::size_t> owner;
    for (std::size_t i = 0; i < table.entries().size(); ++i) {
        const CodeEntry& entry = table.entries()[i];
        std::vector<std::string> words = entry.aliases;
        words.push_back(entry.name);
        if (!entry.code.empty()) words.push_back("code " + entry.code);
        for (const std::string& word : words)
            if (owner.emplace(lower_ascii(word), i).first->second != i)
                return Error(problem::kCodesTwice, table.key + " " + word);
    }
    return Done{};
}

Result<CodeTable> read_table(std::string_view text) {
    const toml::table parsed = TRY(parse_toml(text, kTableProblems));
    CodeTable table;
    table.key = TRY(TomlSection(parsed, kTableProblems).required_text("key"));
    const TomlSection file(parsed, kTableProblems, table.key);
    TRY(file.only({"key", "zh", "en", "standard", "edition", "open", "entry"}));
    table.zh = TRY(file.required_text("zh"));
    table.en = TRY(file.required_text("en"));
    table.standard = TRY(file.required_text("standard"));
    table.edition = TRY(file.required_text("edition"));
    table.open = TRY(file.flag("open", table.open));
    if (!file.has("entry")) return file.refuse_value("entry");
    for (const TomlSection& section : TRY(file.sections("entry")))
        table.add(TRY(read_code_entry(section)));
    TRY(refuse_doubles(table));
    return table;
}

}  // namespace

Result<CodeEntry> read_code_entry(const TomlSection& section) {
    TRY(section.only({"code", "name", "en", "aliases", "from", "to"}));
    CodeEntry entry;
    entry.code = TRY(section.text("code"));
    entry.name = TRY(section.required_text("name"));
    entry.name_en = TRY(section.text("en"));
    entry.aliases = TRY(section.texts("aliases"));
    entry.valid_from = TRY(section.date("from"));
    entry.valid_to = TRY(section.date("to"));
    return entry;
}

bool CodeEntry::is_valid_on(Date day) const {
    return (!valid_from || *valid_from <= day) && (!valid_to || day <= *valid_to);
}

void CodeTable::add(CodeEntry entry) {
    entries_.push_back(std::move(entry));
    find_by(entries_.size() - 1);
}

void CodeTable::replace_entries(std::vector<CodeEntry> entries, Date day) {
    by_code_.clear();
    by_name_.clear();
    by_alias_.clear();
    entries_ = std::move(entries);
    for (const bool is_valid : {true, false})
        for (std::size_t i = 0; i < entries_.size(); ++i)
            if (entries_[i].is_valid_on(day) == is_valid) find_by(i);
}

void CodeTable::find_by(std::size_t index) {
    const CodeEntry& entry = entries_[index];
    if (!entry.code.empty()) by_code_.emplace(lower_ascii(entry.code), index);
    by_name_.emplace(entry.name, index);
    for (const std::string& alias : entry.aliases) by_alias_.emplace(lower_ascii(alias), index);
    if (!entry.name_en.empty()) by_alias_.emplace(lower_ascii(entry.name_en), index);
}

const CodeEntry* CodeTable::by_code(std::string_view code) const {
    const auto found = by_code_.find(lower_ascii(code));
    return found == by_code_.end() ? nullptr : &entries_[found->second];
}

std::optional<CodeTable::Found> CodeTable::find(std::string_view text) const {
    const auto name = by_name_.find(std::string(text));
    if (name != by_name_.end()) return Found{&entries_[name->second], CodeMatch::Name};
    const auto alias = by_alias_.find(lower_ascii(text));
    if (alias != by_alias_.end()) return Found{&entries_[alias->second], CodeMatch::Alias};
    if (const CodeEntry* entry = by_code(text)) return Found{entry, CodeMatch::Code};
    if (!all_digits(text)) return std::nullopt;
    // A spreadsheet drops the zeros in front; "3" can only be "03" where no code is "3".
    std::string padded(text);
    while (padded.size() < 3) {
        padded.insert(padded.begin(), '0');
        if (const CodeEntry* entry = by_code(padded)) return Found{entry, CodeMatch::PaddedCode};
    }
    return std::nullopt;
}

Result<CodeTables> CodeTables::parse(const std::vector<std::string_view>& tomls) {
    CodeTables tables;
    for (const std::string_view text : tomls) {
        CodeTable table = TRY(read_table(text));
        if (tables.find(table.key) != nullptr) return Error(problem::kCodesTwice, table.key);
        tables.tables_.push_back(std::move(table));
    }
    return tables;
}

const CodeTables& CodeTables::shipped() {
    static const CodeTables tables = [] {
        std::vector<std::string_view> tomls;
        for (const AssetBytes& file : asset_table())
            if (file.path.substr(0, 6) == "codes/") tomls.push_back(file.text());
        return parse(tomls).value();
    }();
    return tables;
}

void CodeTables::replace(CodeTable table) {
    const auto found =
        std::find_if(tables_.begin(), tables_.end(),
                     [&table](const CodeTable& each) { return each.key == table.key; });
    if (found != tables_.end()) *found = std::move(table);
}

const CodeTable* CodeTables::find(std::string_view key) const {
    const auto found = std::find_if(tables_.begin(), tables_.end(),
                                    [key](const CodeTable& table) { return table.key == key; });
    return found == tables_.end() ? nullptr : &*found;
}

}  // namespace mingce
