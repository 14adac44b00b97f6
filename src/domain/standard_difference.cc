#include "domain/standard_difference.h"

#include <algorithm>
#include <map>
#include <utility>

namespace mingce {

namespace {

using enum DifferenceKind;
using Differences = std::vector<StandardDifference>;

void add_changed(Differences& found, std::string_view code, std::string_view property,
                 std::string before, std::string after) {
    if (before == after) return;
    found.push_back(
        {Changed, std::string(code), std::string(property), std::move(before), std::move(after)});
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : "、") + text;
    return all;
}

std::string kinds_of(const std::array<bool, 3>& required) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < required.size(); ++i)
        if (required[i]) keys.emplace_back(key_of(static_cast<StudentKind>(i)));
    return joined(keys);
}

std::string day_text(const std::optional<Date>& day) { return day ? iso_text(*day) : ""; }

bool holds(const std::vector<std::string>& texts, const std::string& text) {
    return std::ranges::find(texts, text) != texts.end();
}

/// What pairs entries: a code or a name, and the how-manieth of it.
using EntryKey = std::pair<std::string, std::size_t>;
std::map<EntryKey, const CodeEntry*> keyed(const CodeEdition& edition,
                                           std::vector<EntryKey>& order) {
    std::map<EntryKey, const CodeEntry*> entries;
    std::map<std::string, std::size_t> met;
    order.reserve(order.size() + edition.entries.size());
    for (const CodeEntry& entry : edition.entries) {
        std::string word = entry.code.empty() ? "name " + entry.name : entry.code;
        const std::size_t place = met[word]++;
        order.emplace_back(std::move(word), place);
        entries.emplace(order.back(), &entry);
    }
    return entries;
}

void add_entry(Differences& found, const CodeEntry& before, const CodeEntry& after) {
    add_changed(found, after.code, "name", before.name, after.name);
    add_changed(found, after.code, "name_en", before.name_en, after.name_en);
    add_changed(found, after.code, "aliases", joined(before.aliases), joined(after.aliases));
    add_changed(found, after.code, "valid_from", day_text(before.valid_from),
                day_text(after.valid_from));
    add_changed(found, after.code, "valid_to", day_text(before.valid_to), day_text(after.valid_to));
}

}  // namespace

std::vector<StandardDifference> differences(const FieldTerms& before, const FieldTerms& after) {
    Differences found;
    for (const std::string& alias : before.aliases)
        if (!holds(after.aliases, alias)) found.push_back({Removed, "", "aliases", alias, ""});
    for (const std::string& alias : after.aliases)
        if (!holds(before.aliases, alias)) found.push_back({Added, "", "aliases", "", alias});
    add_changed(found, "", "required", kinds_of(before.required), kinds_of(after.required));
    add_changed(found, "", "width", std::to_string(before.width), std::to_string(after.width));
    return found;
}

std::vector<StandardDifference> differences(const RuleTerms& before, const RuleTerms& after) {
    const auto flag = [](bool is_on) { return std::string(is_on ? "true" : "false"); };
    Differences found;
    add_changed(found, "", "is_on", flag(before.is_on), flag(after.is_on));
    add_changed(found, "", "severity", std::string(key_of(before.severity)),
                std::string(key_of(after.severity)));
    return found;
}

std::vector<StandardDifference> differences(const CodeEdition& before, const CodeEdition& after) {
    Differences found;
    add_changed(found, "", "standard", before.standard, after.standard);
    add_changed(found, "", "edition", before.edition, after.edition);
    std::vector<EntryKey> order_before, order_after;
    const auto old = keyed(before, order_before), fresh = keyed(after, order_after);
    for (const EntryKey& key : order_before)
        if (!fresh.contains(key))
            found.push_back({Removed, old.at(key)->code, "name", old.at(key)->name, ""});
    for (const EntryKey& key : order_after) {
        const CodeEntry& entry = *fresh.at(key);
        if (const auto known = old.find(key); known != old.end())
            add_entry(found, *known->second, entry);
        else
            found.push_back({Added, entry.code, "name", "", entry.name});
    }
    return found;
}

std::vector<StandardDifference> differences(const StandardTerms& before,
                                            const StandardTerms& after) {
    switch (kind_of(after)) {
        case StandardKind::Field:
            return differences(std::get<FieldTerms>(before), std::get<FieldTerms>(after));
        case StandardKind::Rule:
            return differences(std::get<RuleTerms>(before), std::get<RuleTerms>(after));
        case StandardKind::CodeTable:
            return differences(std::get<CodeEdition>(before), std::get<CodeEdition>(after));
    }
    return {};
}

StandardTerms terms_of(const SchoolStandard& standard, StandardKind kind, std::string_view key,
                       const RuleText* rule) {
    switch (kind) {
        case StandardKind::Field: return standard.of(*field_of(key));
        case StandardKind::Rule: return standard.of(*rule);
        case StandardKind::CodeTable: return edition_of(*standard.codes().find(key));
    }
    return RuleTerms{};
}

}  // namespace mingce
