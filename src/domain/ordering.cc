#include "domain/ordering.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <toml++/toml.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "base/assets.h"
#include "base/text.h"

namespace mingce {

namespace {

struct SurnameTable {
    std::unordered_set<std::string> compound;
    std::unordered_map<std::string, std::string> stand_in;
};

SurnameTable read_surnames() {
    SurnameTable table;
    try {
        const toml::table root = toml::parse(asset("surname_readings.toml"));
        if (const toml::array* list = root["compound"].as_array())
            for (const toml::node& item : *list) table.compound.insert(item.value_or(""));
        if (const toml::array* list = root["surname"].as_array())
            for (const toml::node& item : *list)
                if (const toml::array* row = item.as_array(); row && row->size() == 3)
                    table.stand_in.emplace((*row)[0].value_or(""), (*row)[2].value_or(""));
    } catch (const toml::parse_error&) {
        // The file is part of the program; a test reads it. Without it plain readings remain.
        return table;
    }
    return table;
}

const SurnameTable& surnames() {
    static const SurnameTable table = read_surnames();
    return table;
}

/// character -> its strokes as digits 1 to 5, from data/strokes.csv.
std::unordered_map<char32_t, std::string_view> read_strokes() {
    std::unordered_map<char32_t, std::string_view> strokes;
    std::string_view text = asset("strokes.csv");
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t comma = line.find(',');
        if (comma == std::string_view::npos || line.empty()) continue;
        std::string_view character = line.substr(0, comma);
        const char32_t code_point = next_code_point(character);
        if (character.empty()) strokes.emplace(code_point, line.substr(comma + 1));
    }
    return strokes;
}

const std::unordered_map<char32_t, std::string_view>& strokes_of_characters() {
    static const auto strokes = read_strokes();
    return strokes;
}

std::size_t bytes_of_characters(std::string_view text, int count) {
    std::string_view rest = text;
    for (int i = 0; i < count && !rest.empty(); ++i) next_code_point(rest);
    return text.size() - rest.size();
}

void append_code_point(std::string& key, char32_t code_point) {
    for (int shift : {16, 8, 0}) {
        // No zero byte may appear inside a part: zero ends it.
        const auto byte = static_cast<unsigned>((code_point >> shift) & 0xFF);
        key += static_cast<char>(0x01 + (byte >> 7));
        key += static_cast<char>(0x01 + (byte & 0x7F));
    }
}

void append_stroke_keys(std::string& key, std::string_view text) {
    const auto& table = strokes_of_characters();
    while (!text.empty()) {
        const char32_t code_point = next_code_point(text);
        const auto found = table.find(code_point);
        if (found == table.end()) {
            key += '\x7f';  // after any stroke count
        } else {
            key += static_cast<char>(found->second.size());
            key += found->second;
        }
        append_code_point(key, code_point);
    }
}

void append_strokes(std::string& key, std::string_view name) {
    const std::size_t surname = surname_length(name);
    append_stroke_keys(key, name.substr(0, surname));
    key += '\x01';  // 欧 stands before 欧阳
    append_stroke_keys(key, name.substr(surname));
}

/// Runs of digits by their size, all else by bytes. 计科2 stands before 计科10.
void append_number(std::string& key, std::string_view value) {
    for (std::size_t i = 0; i < value.size();) {
        if (!is_digit(value[i])) {
            key += value[i] == '\0' ? '\x01' : value[i];
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < value.size() && is_digit(value[end])) ++end;
        while (i + 1 < end && value[i] == '0') ++i;
        key += '0';
        key += static_cast<char>(std::min<std::size_t>(end - i, 0x7F));
        key.append(value.substr(i, end - i));
        i = end;
    }
}

}  // namespace

std::size_t surname_length(std::string_view name) {
    if (name.empty() || name.find("·") != std::string_view::npos) return name.size();
    std::string_view rest = name;
    if (!is_han(next_code_point(rest))) return name.size();
    const std::size_t two = bytes_of_characters(name, 2);
    if (two < name.size() && surnames().compound.count(std::string(name.substr(0, two))) != 0)
        return two;
    return name.size() - rest.size();
}

struct Ordering::Tables {
    UCollator* collator = nullptr;
    std::vector<UChar> wide;
    std::vector<std::uint8_t> bytes;
    std::unordered_map<std::string, std::string> surname_keys;

    ~Tables() {
        if (collator) ucol_close(collator);
    }
};

Ordering::Ordering() : tables_(std::make_unique<Tables>()) {
    UErrorCode status = U_ZERO_ERROR;
    tables_->collator = ucol_open("zh-u-co-pinyin-kn", &status);
    if (U_FAILURE(status)) tables_->collator = nullptr;
}

Ordering::~Ordering() = default;

void Ordering::append_text(std::string& key, std::string_view value) const {
    if (!tables_->collator) {
        key += value;
        return;
    }
    // UTF-8 becomes at most as many UTF-16 units, and a malformed byte one U+FFFD.
    tables_->wide.resize(value.size() + 1);
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(tables_->wide.data(), static_cast<std::int32_t>(tables_->wide.size()),
                         &length, value.data(), static_cast<std::int32_t>(value.size()), 0xFFFD,
                         nullptr, &status);
    auto& bytes = tables_->bytes;
    if (bytes.size() < 64) bytes.resize(64);
    for (;;) {
        const std::int32_t needed =
            ucol_getSortKey(tables_->collator, tables_->wide.data(), length, bytes.data(),
                            static_cast<std::int32_t>(bytes.size()));
        if (static_cast<std::size_t>(needed) <= bytes.size()) {
            // Without the zero at its end, which ends our own part.
            if (needed > 1)
                key.append(reinterpret_cast<const char*>(bytes.data()),
                           static_cast<std::size_t>(needed - 1));
            return;
        }
        bytes.resize(static_cast<std::size_t>(needed));
    }
}

// The surname sorts by a stand-in of its reading as a surname (单 beside 善), then by itself so
// that one family stays together, then the given name. '\x01' is below every byte of ICU's keys.
void Ordering::append_pinyin(std::string& key, std::string_view name) const {
    const std::size_t length = surname_length(name);
    std::string surname(name.substr(0, length));
    auto known = tables_->surname_keys.find(surname);
    if (known == tables_->surname_keys.end()) {
        const auto stand_in = surnames().stand_in.find(surname);
        std::string made;
        append_text(made, stand_in == surnames().stand_in.end() ? surname : stand_in->second);
        made += '\x01';
        append_text(made, surname);
        made += '\x01';
        known = tables_->surname_keys.emplace(std::move(surname), std::move(made)).first;
    }
    key += known->second;
    if (length < name.size()) append_text(key, name.substr(length));
}

void Ordering::append_key(std::string& key, std::string_view value, OrderKind kind,
                          bool descending) const {
    if (value.empty()) {
        key += '\xff';
        return;
    }
    const std::size_t start = key.size() + 1;
    key += '\x01';  // before the mark of an empty value, in either direction
    switch (kind) {
        case OrderKind::Text: append_text(key, value); break;
        case OrderKind::Number: append_number(key, value); break;
        case OrderKind::Pinyin: append_pinyin(key, value); break;
        case OrderKind::Strokes: append_strokes(key, value); break;
    }
    key += '\0';
    if (descending)
        for (std::size_t i = start; i < key.size(); ++i)
            key[i] = static_cast<char>(0xFF - static_cast<unsigned char>(key[i]));
}

}  // namespace mingce
