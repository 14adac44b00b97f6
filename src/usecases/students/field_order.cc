#include "usecases/students/field_order.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "domain/ordering.h"
#include "domain/standard.h"

namespace mingce {

namespace {

/// Numbers in front by their size, then what is none.
struct ValueKey {
    bool is_empty = false, is_text = true;
    double number = 0;
    std::string text;
    auto operator<=>(const ValueKey&) const = default;
};

ValueKey key_of_value(const Ordering& ordering, FieldType type, const std::string& value) {
    ValueKey key;
    key.is_empty = value.empty();
    switch (type) {
        case FieldType::Number: {
            const char* const end = value.data() + value.size();
            const auto read = std::from_chars(value.data(), end, key.number);
            key.is_text = read.ec != std::errc() || read.ptr != end || !std::isfinite(key.number);
            if (key.is_text) key.number = 0;
            break;
        }
        case FieldType::Name: ordering.append_key(key.text, value, OrderKind::Pinyin); return key;
        // Their characters are their order already.
        case FieldType::Date:
        case FieldType::Digits:
        case FieldType::IdNumber:
        case FieldType::Phone:
        case FieldType::Email: break;
        case FieldType::Text:
        case FieldType::Code: ordering.append_key(key.text, value, OrderKind::Text); return key;
    }
    if (key.is_text) key.text = value;
    return key;
}

}  // namespace

void FieldOrder::add(const Id& student, std::string_view value) {
    const auto next = static_cast<std::uint32_t>(values_.size());
    const auto at = values_.emplace(value, next).first;
    students_.push_back({at->second, student});
}

std::vector<std::uint32_t> FieldOrder::ranks(bool is_descending) const {
    const Ordering ordering;
    const FieldType type = DataStandard::shipped().of(field_).type;
    std::vector<std::pair<ValueKey, std::uint32_t>> keys;
    keys.reserve(values_.size());
    for (const auto& [value, number] : values_)
        keys.emplace_back(key_of_value(ordering, type, value), number);
    std::sort(keys.begin(), keys.end());
    if (is_descending) {
        const auto without = std::find_if(keys.begin(), keys.end(),
                                          [](const auto& key) { return key.first.is_empty; });
        std::reverse(keys.begin(), without);
    }
    std::vector<std::uint32_t> places(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
        places[keys[i].second] = static_cast<std::uint32_t>(i);
    return places;
}

std::vector<Id> FieldOrder::window(std::uint64_t offset, std::size_t limit, bool is_descending) {
    std::vector<Id> ids;
    if (offset >= students_.size()) return ids;
    const std::vector<std::uint32_t> places = ranks(is_descending);
    const auto begin = students_.begin() + static_cast<std::ptrdiff_t>(offset);
    const auto end =
        begin + static_cast<std::ptrdiff_t>(std::min(limit, students_.size() - offset));
    const auto is_before = [&places](const Placed& one, const Placed& other) {
        return std::pair(places[one.value], one.student) <
               std::pair(places[other.value], other.student);
    };
    // Only the window is put in order: what is before it, and what is after, is merely apart.
    std::nth_element(students_.begin(), begin, students_.end(), is_before);
    std::partial_sort(begin, end, students_.end(), is_before);
    for (auto at = begin; at != end; ++at) ids.push_back(at->student);
    return ids;
}

}  // namespace mingce
