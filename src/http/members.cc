#include "http/members.h"

#include <algorithm>
#include <stdexcept>

#include <boost/json/array.hpp>

namespace mingce::http {

namespace {

Error wrong_type(std::string_view key, std::string_view wanted) {
    return Error(problem::kRequestMemberType, std::string(key) + ": " + std::string(wanted));
}

}  // namespace

Result<std::string> decode_text(const boost::json::value& value, std::string_view key,
                                const Bounds& bounds) {
    if (!value.is_string()) return wrong_type(key, "string");
    std::string text(value.get_string());
    if (text.find('\0') != std::string::npos) return wrong_type(key, "string without U+0000");
    if (code_point_count(text) > bounds.length_max)
        return Error(problem::kRequestMemberLength,
                     std::string(key) + " <= " + std::to_string(bounds.length_max));
    if (bounds.choices != nullptr) {
        const auto choices = bounds.choices();
        if (std::ranges::find(choices, text) == choices.end())
            return Error(problem::kRequestMemberValue, std::string(key));
    }
    return text;
}

Result<std::int64_t> decode_integer(const boost::json::value& value, std::string_view key,
                                    const Bounds& bounds) {
    if (!value.is_int64()) return wrong_type(key, "integer");
    const std::int64_t number = value.get_int64();
    if (number < bounds.least || number > bounds.most)
        return Error(problem::kRequestMemberLength, std::to_string(bounds.least) +
                                                        " <= " + std::string(key) +
                                                        " <= " + std::to_string(bounds.most));
    return number;
}

Result<bool> decode_flag(const boost::json::value& value, std::string_view key) {
    if (!value.is_bool()) return wrong_type(key, "boolean");
    return value.get_bool();
}

Result<const boost::json::array*> decode_list(const boost::json::value& value, std::string_view key,
                                              const Bounds& bounds) {
    if (!value.is_array()) return wrong_type(key, "array");
    if (value.get_array().size() > bounds.items_max)
        return Error(problem::kRequestMemberLength,
                     std::string(key) + " <= " + std::to_string(bounds.items_max));
    return &value.get_array();
}

Result<const boost::json::object*> decode_object(const boost::json::value& value,
                                                 std::string_view key) {
    if (!value.is_object()) return wrong_type(key, "object");
    return &value.get_object();
}

Result<Texts> decode_texts(const boost::json::value& value, std::string_view key,
                           const Bounds& bounds) {
    const boost::json::object& object = *TRY(decode_object(value, key));
    if (object.size() > bounds.items_max)
        return Error(problem::kRequestMemberLength,
                     std::string(key) + " <= " + std::to_string(bounds.items_max));
    Texts texts;
    for (const auto& pair : object)
        texts.emplace(std::string(pair.key()), TRY(decode_text(pair.value(), key, bounds)));
    return texts;
}

bool Schemas::begin(std::string_view name) {
    auto& schemas = side == Side::Given ? given_ : taken_;
    return schemas.emplace(name, "").second;  // at once, so that a message may hold itself
}

void Schemas::set(std::string_view name, std::string schema) {
    auto& schemas = side == Side::Given ? given_ : taken_;
    schemas.insert_or_assign(std::string(name), std::move(schema));
}

std::map<std::string, std::string> Schemas::all() const {
    std::map<std::string, std::string> all(given_.begin(), given_.end());
    for (const auto& [name, schema] : taken_) {
        const auto [at, is_new] = all.emplace(name, schema);
        if (!is_new && at->second != schema)
            throw std::logic_error("taken and given, and not the same: " + name);
    }
    return all;
}

std::string text_schema(const Schemas& schemas, const Bounds& bounds) {
    std::string schema = "{\"type\":\"string\"";
    if (bounds.choices != nullptr) {
        schema += ",\"enum\":[";
        for (std::string_view choice : bounds.choices()) {
            if (schema.back() != '[') schema += ',';
            append_json_string(schema, choice);
        }
        return schema + "]}";
    }
    if (schemas.side == Schemas::Side::Given) return schema + "}";
    return schema + ",\"maxLength\":" + std::to_string(bounds.length_max) + "}";
}

std::string integer_schema(const Schemas& schemas, const Bounds& bounds) {
    if (schemas.side == Schemas::Side::Given) return R"({"type":"integer","format":"int64"})";
    return "{\"type\":\"integer\",\"minimum\":" + std::to_string(bounds.least) +
           ",\"maximum\":" + std::to_string(bounds.most) + "}";
}

std::string list_schema(const Schemas& schemas, const Bounds& bounds, std::string_view item) {
    std::string schema = "{\"type\":\"array\",";
    if (schemas.side == Schemas::Side::Taken)
        schema += "\"maxItems\":" + std::to_string(bounds.items_max) + ",";
    return schema.append("\"items\":").append(item) + "}";
}

std::string described(std::string schema, const Text& text) {
    schema.pop_back();
    if (schema.size() > 1) schema += ',';
    schema += "\"description\":";
    append_json_string(schema, std::string(text.zh) + " / " + std::string(text.en));
    return schema + "}";
}

}  // namespace mingce::http
