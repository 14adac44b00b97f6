// What a message of the API is made of. Each message lists its members once, in members();
// decoding, encoding and the schema in docs/openapi/ all walk that list.
//
//   struct Sum { std::string title; std::optional<std::int64_t> count;
//       static constexpr std::string_view kName = "Sum";
//       static constexpr auto members() {
//           return std::tuple{Member{"title", &Sum::title, {"标题", "Title"}}, …}; } };
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "base/result.h"
#include "base/text.h"
#include "http/problems.h"

namespace mingce::http {

/// Texts are counted in code points. `choices`, where there are any, are all a text may be.
struct Bounds {
    std::size_t length_max = 200;
    std::int64_t least = 0, most = 1'000'000'000'000'000;
    std::size_t items_max = 1'000;
    std::vector<std::string_view> (*choices)() = nullptr;
};

/// The keys of an enumeration up to its last value, for Bounds.
template <auto kLast>
std::vector<std::string_view> words() {
    std::vector<std::string_view> keys;
    for (int i = 0; i <= static_cast<int>(kLast); ++i)
        keys.push_back(key_of(static_cast<decltype(kLast)>(i)));
    return keys;
}

template <class Owner, class Value>
struct Member {
    std::string_view key;
    Value Owner::*at;
    Text text;
    Bounds bounds = {};
};
template <class Owner, class Value>
Member(std::string_view, Value Owner::*, Text) -> Member<Owner, Value>;
template <class Owner, class Value>
Member(std::string_view, Value Owner::*, Text, Bounds) -> Member<Owner, Value>;

template <class T>
concept Message = requires {
    T::members();
};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};

/// Any JSON, encoded already by who made it.
struct RawJson {
    std::string text = "null";
};
/// Texts by key, such as a student's fields.
using Texts = std::map<std::string, std::string>;

/// Absent is allowed for these: they have an empty value of their own.
template <class T>
constexpr bool kMayBeAbsent = IsOptional<T>::value || IsVector<T>::value ||
                              std::is_same_v<T, Texts> || std::is_same_v<T, bool>;

// ── decoding ──

Result<std::string> decode_text(const boost::json::value& value, std::string_view key,
                                const Bounds& bounds);
Result<std::int64_t> decode_integer(const boost::json::value& value, std::string_view key,
                                    const Bounds& bounds);
Result<bool> decode_flag(const boost::json::value& value, std::string_view key);
Result<const boost::json::array*> decode_list(const boost::json::value& value, std::string_view key,
                                              const Bounds& bounds);
Result<const boost::json::object*> decode_object(const boost::json::value& value,
                                                 std::string_view key);
Result<Texts> decode_texts(const boost::json::value& value, std::string_view key,
                           const Bounds& bounds);

template <class T>
Result<T> decode_message(const boost::json::object& object, std::string_view where);

template <class T>
Result<T> decode_value(const boost::json::value& value, std::string_view key,
                       const Bounds& bounds) {
    if constexpr (std::is_same_v<T, std::string>) {
        return decode_text(value, key, bounds);
    } else if constexpr (std::is_same_v<T, bool>) {
        return decode_flag(value, key);
    } else if constexpr (std::is_integral_v<T>) {
        return static_cast<T>(TRY(decode_integer(value, key, bounds)));
    } else if constexpr (IsOptional<T>::value) {
        if (value.is_null()) return T{};
        return T(TRY(decode_value<typename T::value_type>(value, key, bounds)));
    } else if constexpr (IsVector<T>::value) {
        T items;
        for (const auto& item : *TRY(decode_list(value, key, bounds)))
            items.push_back(TRY(decode_value<typename T::value_type>(item, key, bounds)));
        return items;
    } else if constexpr (std::is_same_v<T, Texts>) {
        return decode_texts(value, key, bounds);
    } else {
        return decode_message<T>(*TRY(decode_object(value, key)), key);
    }
}

/// Every member is known, of its type and within its bounds, or the first that is not is named.
template <class T>
Result<T> decode_message(const boost::json::object& object, std::string_view where) {
    T message{};
    std::size_t known = 0;
    std::optional<Error> refusal;
    const auto take = [&](const auto& member) {
        if (refusal) return;
        using Value = std::remove_cvref_t<decltype(message.*(member.at))>;
        const auto* const found = object.if_contains(member.key);
        if (found == nullptr) {
            if constexpr (!kMayBeAbsent<Value>)
                refusal = Error(problem::kRequestMissingMember, std::string(member.key));
            return;
        }
        ++known;
        auto value = decode_value<Value>(*found, member.key, member.bounds);
        if (!value.ok())
            refusal = std::move(value).error();
        else
            message.*(member.at) = std::move(value).value();
    };
    std::apply([&](const auto&... member) { (take(member), ...); }, T::members());
    if (refusal) return std::move(*refusal);
    if (known == object.size()) return message;
    for (const auto& pair : object) {
        bool is_known = false;
        std::apply([&](const auto&... member) { ((is_known |= member.key == pair.key()), ...); },
                   T::members());
        if (!is_known)
            return Error(
                problem::kRequestUnknownMember,
                one_line(where.empty() ? std::string(pair.key())
                                       : std::string(where) + "." + std::string(pair.key()),
                         60));
    }
    return message;
}

// ── encoding ──

template <class T>
void encode_value(std::string& out, const T& value) {
    if constexpr (std::is_convertible_v<T, std::string_view>) {
        append_json_string(out, value);
    } else if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_arithmetic_v<T>) {
        out += std::to_string(value);
    } else if constexpr (IsOptional<T>::value) {
        if (value)
            encode_value(out, *value);
        else
            out += "null";
    } else if constexpr (IsVector<T>::value) {
        out += '[';
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (i != 0) out += ',';
            encode_value(out, value[i]);
        }
        out += ']';
    } else if constexpr (std::is_same_v<T, Texts>) {
        out += '{';
        for (const auto& [key, text] : value) {
            if (out.back() != '{') out += ',';
            append_json_string(out, key);
            out += ':';
            append_json_string(out, text);
        }
        out += '}';
    } else if constexpr (std::is_same_v<T, RawJson>) {
        out += value.text;
    } else {
        out += '{';
        bool first = true;
        const auto put = [&](const auto& member) {
            if (!first) out += ',';
            first = false;
            append_json_string(out, member.key);
            out += ':';
            encode_value(out, value.*(member.at));
        };
        std::apply([&](const auto&... member) { (put(member), ...); }, T::members());
        out += '}';
    }
}

template <class T>
std::string encode(const T& message) {
    std::string out;
    encode_value(out, message);
    return out;
}

// ── describing ──

/// Where schemas of messages are collected by their names, as JSON texts. What is taken has bounds
/// and members that may be absent; what is given always has each of its members, and may have more
/// in a later version.
class Schemas {
public:
    enum class Side : std::uint8_t { Taken, Given };
    Side side = Side::Taken;

    /// Whether the message is new on this side: it is then to be set.
    bool begin(std::string_view name);
    void set(std::string_view name, std::string schema);
    /// Of both sides by name. Throws std::logic_error where one message differs between them: it
    /// has to become two.
    std::map<std::string, std::string> all() const;

private:
    std::map<std::string, std::string, std::less<>> taken_, given_;
};

std::string text_schema(const Schemas& schemas, const Bounds& bounds);
std::string integer_schema(const Schemas& schemas, const Bounds& bounds);
std::string list_schema(const Schemas& schemas, const Bounds& bounds, std::string_view item);
/// Adds "description" to a schema; both languages stand in it.
std::string described(std::string schema, const Text& text);

template <class T>
std::string schema_of(Schemas& schemas, const Bounds& bounds);

/// `is_elsewhere` tells the members that travel in the path and not in the message.
template <class T>
std::string message_schema(Schemas& schemas,
                           bool (*is_elsewhere)(std::string_view path,
                                                std::string_view key) = nullptr,
                           std::string_view path = {}) {
    std::string reference = "{\"$ref\":\"#/components/schemas/" + std::string(T::kName) + "\"}";
    if (!schemas.begin(T::kName)) return reference;
    const bool is_given = schemas.side == Schemas::Side::Given;
    std::string properties, required;
    const auto put = [&](const auto& member) {
        using Value = std::remove_cvref_t<decltype(std::declval<T&>().*(member.at))>;
        if (is_elsewhere != nullptr && is_elsewhere(path, member.key)) return;
        if (!properties.empty()) properties += ',';
        append_json_string(properties, member.key);
        properties += ':' + described(schema_of<Value>(schemas, member.bounds), member.text);
        if (!kMayBeAbsent<Value> || is_given) {
            if (!required.empty()) required += ',';
            append_json_string(required, member.key);
        }
    };
    std::apply([&](const auto&... member) { (put(member), ...); }, T::members());
    schemas.set(T::kName, "{\"type\":\"object\",\"properties\":{" + properties +
                              "},\"required\":[" + required + "]" +
                              (is_given ? "}" : ",\"additionalProperties\":false}"));
    return reference;
}

template <class T>
std::string schema_of(Schemas& schemas, const Bounds& bounds) {
    if constexpr (std::is_same_v<T, std::string>)
        return text_schema(schemas, bounds);
    else if constexpr (std::is_same_v<T, bool>)
        return "{\"type\":\"boolean\"}";
    else if constexpr (std::is_floating_point_v<T>)
        return "{\"type\":\"number\"}";
    else if constexpr (std::is_integral_v<T>)
        return integer_schema(schemas, bounds);
    else if constexpr (IsOptional<T>::value)
        return "{\"anyOf\":[" + schema_of<typename T::value_type>(schemas, bounds) +
               ",{\"type\":\"null\"}]}";
    else if constexpr (IsVector<T>::value)
        return list_schema(schemas, bounds, schema_of<typename T::value_type>(schemas, bounds));
    else if constexpr (std::is_same_v<T, Texts>)
        return "{\"type\":\"object\",\"additionalProperties\":" + text_schema(schemas, bounds) +
               "}";
    else if constexpr (std::is_same_v<T, RawJson>)
        return "{}";
    else
        return message_schema<T>(schemas);
}

}  // namespace mingce::http
