#include "domain/code_tables.h"

#include <algorithm>
#include <array>

#include <toml++/toml.h>

#include "base/assets.h"
#include "base/text.h"
#include "domain/problems.h"

namespace mingce {
namespace {

Error refuse(const Problem& problem, const toml::node& node, std::string detail) {
    Place place;
    place.row = node.source().begin.line;
    return Error(problem, std::move(detail)).at(std::move(place));
}

Status only_items(const toml::table& table, std::initializer_list<std::string_view> known,
                  const std::string& where) {
    for (const auto& item : table)
        if (std::find(known.begin(), known.end(), item.first.str()) == known.end())
            return refuse(problem::kCodesKey, item.second,
                          where + "." + std::string(item.first.str()));
    return Done{};
}

Result<std::string> text_at(const toml::table& table, std::string_view item,
                            const std::string& where, bool required = false) {
    const toml::node* node = table.get(item);
    const auto wrong = [&](const toml::node& at) {
        return refuse(problem::kCodesValue, at, where + "." + std::string(item));
    };
    if (node == nullptr) {
        if (required) return wrong(table);
        return std::string();
    }
    const auto* value = node->as_string();
    if (value == nullptr || (required && value->get().empty())) return wrong(*node);
    return value->get();
}

Result<std::optional<Date>> date_at(const toml::table& table, std::string_view item,
                                    const std::string& where) {
    const toml::node* node = table.get(item);
    if (node == nullptr) return std::optional<Date>();
    const auto* value = node->as_date();
    if (value == nullptr)
        return refuse(problem::kCodesValue, *node, where + "." + std::string(item));
    const toml::date date = value->get();
    return std::optional<Date>(Date{date.year, date.month, date.day});
}

Result<std::vector<std::string>> texts_at(const toml::table& table, std::string_view item,
                                          const std::string& where) {
    std::vector<std::string> all;
    const toml::node* node = table.get(item);
    if (node == nullptr) return all;
    const toml::array* list = node->as_array();
    const std::string what = where + "." + std::string(item);
    if (list == nullptr) return refuse(problem::kCodesValue, *node, what);
    for (const toml::node& each : *list) {
        const auto* value = each.as_string();
        if (value == nullptr || value->get().empty())
            return refuse(problem::kCodesValue, each, what);
        all.push_back(value->get());
    }
    return all;
}

Result<CodeEntry> read_entry(const toml::table& section, const std::string& table) {
    CodeEntry entry;
    entry.code = TRY(text_at(section, "code", table));
    entry.name = TRY(text_at(section, "name", table + " " + entry.code, true));
    const std::string where = table + " " + entry.code + entry.name;
    TRY(only_items(section, {"code", "name", "en", "aliases", "from", "to"}, where));
    entry.name_en = TRY(text_at(section, "en", where));
    entry.aliases = TRY(texts_at(section, "aliases", where));
    entry.valid_from = TRY(date_at(section, "from", where));
    entry.valid_to = TRY(date_at(section, "to", where));
    return entry;
}

/// A name and a code must stand for one entry, and an alias too unless a name of another entry
/// hides it: then it would never be found.
Status refuse_doubles(const CodeTable& table, const toml::table& at) {
    std::unordered_map<std::string, std::size_t> owner;
    for (std::size_t i = 0; i < table.entries().size(); ++i) {
        const CodeEntry& entry = table.entries()[i];
        std::vector<std::string> words = entry.aliases;
        words.push_back(entry.name);
        if (!entry.code.empty()) words.push_back("code " + entry.code);
        for (const std::string& word : words)
            if (owner.emplace(lower_ascii(word), i).first->second != i)
                return refuse(problem::kCodesTwice, at, table.key + " " + word);
    }
    return Done{};
}

Result<CodeTable> read_table(std::string_view text) {
    toml::table file;
    try {
        file = toml::parse(text);
    } catch (const toml::parse_error& failed) {
        Place place;
        place.row = failed.source().begin.line;
        return Error(problem::kCodesNotToml, std::string(failed.description()))
            .at(std::move(place));
    }
    CodeTable table;
    table.key = TRY(text_at(file, "key", "", true));
    TRY(only_items(file, {"key", "zh", "en", "standard", "edition", "open", "entry"}, table.key));
    table.zh = TRY(text_at(file, "zh", table.key, true));
    table.en = TRY(text_at(file, "en", table.key, true));
    table.standard = TRY(text_at(file, "standard", table.key, true));
    table.edition = TRY(text_at(file, "edition", table.key, true));
    if (const toml::node* open = file.get("open")) {
        const std::optional<bool> value = open->value_exact<bool>();
        if (!value) return refuse(problem::kCodesValue, *open, table.key + ".open");
        table.open = *value;
    }
    const toml::node* entries = file.get("entry");
    const toml::array* sections = entries == nullptr ? nullptr : entries->as_array();
    if (sections == nullptr) return refuse(problem::kCodesValue, file, table.key + ".entry");
    for (const toml::node& section : *sections) {
        const toml::table* entry = section.as_table();
        if (entry == nullptr) return refuse(problem::kCodesValue, section, table.key + ".entry");
        table.add(TRY(read_entry(*entry, table.key)));
    }
    TRY(refuse_doubles(table, file));
    return table;
}

}  // namespace

void CodeTable::add(CodeEntry entry) {
    const std::size_t index = entries_.size();
    if (!entry.code.empty()) by_code_.emplace(lower_ascii(entry.code), index);
    by_name_.emplace(entry.name, index);
    for (const std::string& alias : entry.aliases) by_alias_.emplace(lower_ascii(alias), index);
    if (!entry.name_en.empty()) by_alias_.emplace(lower_ascii(entry.name_en), index);
    entries_.push_back(std::move(entry));
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

const CodeTable* CodeTables::find(std::string_view key) const {
    const auto found = std::find_if(tables_.begin(), tables_.end(),
                                    [key](const CodeTable& table) { return table.key == key; });
    return found == tables_.end() ? nullptr : &*found;
}

}  // namespace mingce
