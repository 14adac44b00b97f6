#include "domain/toml_section.h"

#include <algorithm>

namespace mingce {

namespace {

Error refusal_at(const Problem& problem, const toml::source_region& region, std::string detail) {
    Place place;
    place.row = region.begin.line;
    return Error(problem, std::move(detail)).at(std::move(place));
}

}  // namespace

Result<toml::table> parse_toml(std::string_view text, const TomlProblems& problems) {
    try {  // toml++ reports by exception; it ends here
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        return refusal_at(problems.not_toml, error.source(), std::string(error.description()));
    }
}

std::string TomlSection::named(std::string_view item) const {
    return where_.empty() ? std::string(item) : where_ + "." + std::string(item);
}

Error TomlSection::refuse(const Problem& problem, std::string_view item, std::string detail) const {
    const toml::node* const node = table_.get(item);
    return refusal_at(problem, node == nullptr ? table_.source() : node->source(),
                      std::move(detail));
}

Error TomlSection::refuse_value(std::string_view item, std::string_view word) const {
    std::string detail = named(item);
    if (!word.empty()) detail.append(" = ").append(word);
    return refuse(problems_.value, item, std::move(detail));
}

Status TomlSection::only(std::initializer_list<std::string_view> known) const {
    for (const auto& [item, node] : table_)
        if (std::find(known.begin(), known.end(), item.str()) == known.end())
            return refuse(problems_.key, item.str(), named(item.str()));
    return Done{};
}

std::string TomlSection::text_or_empty(std::string_view item) const {
    const auto* const text = table_.get_as<std::string>(item);
    return text == nullptr ? std::string() : text->get();
}

Result<std::string> TomlSection::text(std::string_view item) const {
    if (has(item) && !table_.get(item)->is_string()) return refuse_value(item);
    return text_or_empty(item);
}

Result<std::string> TomlSection::required_text(std::string_view item) const {
    std::string value = TRY(text(item));
    if (value.empty()) return refuse_value(item);
    return value;
}

Result<std::vector<std::string>> TomlSection::texts(std::string_view item) const {
    std::vector<std::string> all;
    if (!has(item)) return all;
    if (table_.get(item)->is_string()) return std::vector{text_or_empty(item)};
    const toml::array* const list = table_.get_as<toml::array>(item);
    if (list == nullptr) return refuse_value(item);
    for (const toml::node& each : *list) {
        const auto* const text = each.as_string();
        if (text == nullptr || text->get().empty()) return refuse_value(item);
        all.push_back(text->get());
    }
    return all;
}

Result<bool> TomlSection::flag(std::string_view item, bool otherwise) const {
    if (!has(item)) return otherwise;
    const auto* const flag = table_.get_as<bool>(item);
    if (flag == nullptr) return refuse_value(item);
    return flag->get();
}

Result<std::optional<Date>> TomlSection::date(std::string_view item) const {
    if (!has(item)) return std::optional<Date>();
    const auto* const value = table_.get_as<toml::date>(item);
    if (value == nullptr) return refuse_value(item);
    const toml::date date = value->get();
    return std::optional<Date>(Date{date.year, date.month, date.day});
}

Result<std::int64_t> TomlSection::integer(std::string_view item) const {
    if (!has(item)) return std::int64_t{0};
    const auto* const number = table_.get_as<std::int64_t>(item);
    if (number == nullptr) return refuse_value(item);
    return number->get();
}

std::vector<std::string> TomlSection::keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, value] : table_) keys.emplace_back(key.str());
    return keys;
}

Result<double> TomlSection::measure(std::string_view item, double otherwise, double most) const {
    if (!has(item)) return otherwise;
    const toml::node* const node = table_.get(item);
    const std::optional<double> value = node->value<double>();
    if (!node->is_number() || !value || *value <= 0 || *value > most) return refuse_value(item);
    return *value;
}

Result<std::vector<TomlSection>> TomlSection::sections(std::string_view item) const {
    std::vector<TomlSection> all;
    if (!has(item)) return all;
    const toml::array* const list = table_.get_as<toml::array>(item);
    if (list == nullptr) return refuse_value(item);
    for (const toml::node& each : *list) {
        const toml::table* const table = each.as_table();
        if (table == nullptr) return refuse_value(item);
        all.emplace_back(*table, problems_, where_);
    }
    return all;
}

Result<std::optional<TomlSection>> TomlSection::section(std::string_view item) const {
    if (!has(item)) return std::optional<TomlSection>();
    const toml::table* const table = table_.get_as<toml::table>(item);
    if (table == nullptr) return refuse_value(item);
    return std::optional<TomlSection>(TomlSection(*table, problems_, where_));
}

}  // namespace mingce
