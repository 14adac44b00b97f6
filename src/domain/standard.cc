#include "domain/standard.h"

#include <algorithm>
#include <optional>

#include <toml++/toml.h>

#include "base/assets.h"
#include "domain/problems.h"

namespace mingce {
namespace {

Error refuse(const Problem& problem, const toml::node& node, std::string detail) {
    Place place;
    place.row = node.source().begin.line;
    return Error(problem, std::move(detail)).at(std::move(place));
}

template <class Value>
struct Word {
    std::string_view text;
    Value value;
};

constexpr std::array kTypes = {
    Word<FieldType>{"name", FieldType::Name},     Word<FieldType>{"text", FieldType::Text},
    Word<FieldType>{"number", FieldType::Number}, Word<FieldType>{"date", FieldType::Date},
    Word<FieldType>{"code", FieldType::Code},     Word<FieldType>{"id_number", FieldType::IdNumber},
    Word<FieldType>{"phone", FieldType::Phone},   Word<FieldType>{"email", FieldType::Email},
    Word<FieldType>{"digits", FieldType::Digits},
};
constexpr std::array kClasses = {
    Word<FieldClass>{"C1", FieldClass::C1},
    Word<FieldClass>{"C2", FieldClass::C2},
    Word<FieldClass>{"C3", FieldClass::C3},
    Word<FieldClass>{"C4", FieldClass::C4},
};

/// Reads one [[field]] section. Every item is optional but key, zh, en, type and class.
class FieldReader {
public:
    explicit FieldReader(const toml::table& section) : section_(section) {}

    Result<FieldStandard> read() {
        TRY(refuse_unknown_items());
        FieldStandard standard;
        const std::string key = TRY(text("key", true));
        const std::optional<Field> field = field_of(key);
        if (!field) return refuse(problem::kStandardFieldUnknown, section_, key);
        standard.field = *field;
        standard.zh = TRY(text("zh", true));
        standard.en = TRY(text("en", true));
        standard.type = TRY(word("type", kTypes));
        standard.field_class = TRY(word("class", kClasses));
        standard.width = TRY(width());
        standard.sealed = TRY(flag("sealed"));
        standard.code_table = TRY(text("code_table", standard.type == FieldType::Code));
        if (standard.type != FieldType::Code && !standard.code_table.empty())
            return refuse(problem::kStandardValue, section_, key + ".code_table");
        standard.aliases = TRY(texts("aliases"));
        for (const std::string& kind : TRY(texts("required"))) {
            const std::optional<StudentKind> known = student_kind_of(kind);
            if (!known) return refuse(problem::kStandardValue, section_, key + ".required");
            standard.required[static_cast<std::size_t>(*known)] = true;
        }
        standard.source = TRY(text("source", false));
        return standard;
    }

private:
    Status refuse_unknown_items() {
        static constexpr std::array<std::string_view, 11> kItems = {
            "key",    "zh",         "en",       "type",    "width", "class",
            "sealed", "code_table", "required", "aliases", "source"};
        for (const auto& item : section_)
            if (std::find(kItems.begin(), kItems.end(), item.first.str()) == kItems.end())
                return refuse(problem::kStandardKey, item.second, std::string(item.first.str()));
        return Done{};
    }

    Result<std::string> text(std::string_view item, bool required) {
        const toml::node* node = section_.get(item);
        if (node == nullptr) {
            if (required) return refuse(problem::kStandardValue, section_, std::string(item));
            return std::string();
        }
        const auto* value = node->as_string();
        if (value == nullptr || (required && value->get().empty()))
            return refuse(problem::kStandardValue, *node, std::string(item));
        return value->get();
    }

    Result<std::vector<std::string>> texts(std::string_view item) {
        std::vector<std::string> all;
        const toml::node* node = section_.get(item);
        if (node == nullptr) return all;
        const toml::array* list = node->as_array();
        if (list == nullptr) return refuse(problem::kStandardValue, *node, std::string(item));
        for (const toml::node& each : *list) {
            const auto* value = each.as_string();
            if (value == nullptr) return refuse(problem::kStandardValue, each, std::string(item));
            all.push_back(value->get());
        }
        return all;
    }

    template <class Words>
    auto word(std::string_view item, const Words& words)
        -> Result<decltype(Words::value_type::value)> {
        const std::string value = TRY(text(item, true));
        for (const auto& known : words)
            if (known.text == value) return known.value;
        return refuse(problem::kStandardValue, *section_.get(item), value);
    }

    Result<std::uint16_t> width() {
        const toml::node* node = section_.get("width");
        if (node == nullptr) return std::uint16_t{0};
        const std::optional<std::int64_t> value = node->value_exact<std::int64_t>();
        if (!value || *value < 0 || *value > 4000)
            return refuse(problem::kStandardValue, *node, "width");
        return static_cast<std::uint16_t>(*value);
    }

    Result<bool> flag(std::string_view item) {
        const toml::node* node = section_.get(item);
        if (node == nullptr) return false;
        const std::optional<bool> value = node->value_exact<bool>();
        if (!value) return refuse(problem::kStandardValue, *node, std::string(item));
        return *value;
    }

    const toml::table& section_;
};

Result<toml::table> parse_toml(std::string_view text) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& failed) {
        Place place;
        place.row = failed.source().begin.line;
        return Error(problem::kStandardNotToml, std::string(failed.description()))
            .at(std::move(place));
    }
}

}  // namespace

Result<DataStandard> DataStandard::parse(std::string_view text) {
    const toml::table file = TRY(parse_toml(text));
    DataStandard standard;
    std::array<bool, kFieldCount> seen{};
    for (const auto& item : file) {
        const std::string name(item.first.str());
        if (name == "edition") {
            const auto* edition = item.second.as_string();
            if (edition == nullptr) return refuse(problem::kStandardValue, item.second, name);
            standard.edition_ = edition->get();
            continue;
        }
        const toml::array* sections = item.second.as_array();
        if (name != "field" || sections == nullptr)
            return refuse(problem::kStandardKey, item.second, name);
        for (const toml::node& section : *sections) {
            const toml::table* table = section.as_table();
            if (table == nullptr) return refuse(problem::kStandardValue, section, name);
            FieldStandard field = TRY(FieldReader(*table).read());
            const auto index = static_cast<std::size_t>(field.field);
            if (seen[index])
                return refuse(problem::kStandardFieldTwice, section,
                              std::string(key_of(field.field)));
            seen[index] = true;
            standard.fields_[index] = std::move(field);
        }
    }
    for (std::size_t i = 0; i < kFieldCount; ++i)
        if (!seen[i]) return Error(problem::kStandardFieldMissing, std::string(kFieldKeys[i]));
    return standard;
}

const DataStandard& DataStandard::shipped() {
    static const DataStandard standard = parse(asset("standard.toml")).value();
    return standard;
}

}  // namespace mingce
