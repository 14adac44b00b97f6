#include "normalise/header_words.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "normalise/characters.h"

namespace mingce {

static bool is_header_punctuation(char32_t c) {
    constexpr std::u32string_view kPunctuation = U"*:;,.?!#'\"`_-–—、，。·“”‘’※★●";
    return kPunctuation.find(c) != std::u32string_view::npos;
}

std::string header_key(std::string_view header) {
    std::string key;
    while (!header.empty()) {
        const char32_t c = half_width(next_code_point(header));
        if (is_blank(c) || is_invisible(c) || is_header_punctuation(c)) continue;
        append_utf8(key, c < 0x80 ? static_cast<char32_t>(to_lower(static_cast<char>(c))) : c);
    }
    return key;
}

std::string header_key_without_brackets(std::string_view header) {
    std::string outside;
    int depth = 0;
    while (!header.empty()) {
        const char32_t c = half_width(next_code_point(header));
        const bool opens = c == U'(' || c == U'[' || c == U'【' || c == U'〔';
        const bool closes = c == U')' || c == U']' || c == U'】' || c == U'〕';
        if (opens) ++depth;
        if (!opens && !closes && depth == 0) append_utf8(outside, c);
        if (closes && depth > 0) --depth;
    }
    return header_key(outside);
}

bool speaks_of_another(std::string_view header) {
    constexpr std::string_view kOthers[] = {
        "父",   "母",     "监护",     "家长",   "家庭成员", "联系人", "配偶",
        "导师", "辅导员", "班主任",   "收件",   "介绍",     "经办",   "负责",
        "制表", "填表",   "guardian", "parent", "father",   "mother", "emergency"};
    const std::string key = header_key(header);
    return std::any_of(std::begin(kOthers), std::end(kOthers), [&key](std::string_view other) {
        return key.find(other) != std::string::npos;
    });
}

HeaderWords::HeaderWords(const DataStandard& standard) {
    for (const FieldStandard& field : standard.fields()) {
        by_key_.insert_or_assign(header_key(field.zh), Found{field.field, HeaderFit::Name});
        by_key_.try_emplace(header_key(field.en), Found{field.field, HeaderFit::Name});
        by_key_.try_emplace(header_key(key_of(field.field)), Found{field.field, HeaderFit::Name});
    }
    for (const FieldStandard& field : standard.fields())
        for (const std::string& alias : field.aliases)
            by_key_.try_emplace(header_key(alias), Found{field.field, HeaderFit::Alias});
}

std::optional<HeaderWords::Found> HeaderWords::find(std::string_view header) const {
    const std::string key = header_key(header);
    if (key.empty()) return std::nullopt;
    if (const auto found = by_key_.find(key); found != by_key_.end()) return found->second;
    const std::string outside = header_key_without_brackets(header);
    const auto found = outside.empty() ? by_key_.end() : by_key_.find(outside);
    if (found == by_key_.end() || (speaks_of_another(key) && !speaks_of_another(outside)))
        return std::nullopt;
    return Found{found->second.field, HeaderFit::AliasWithoutBrackets};
}

std::optional<HeaderWords::Found> HeaderWords::find_joined(const std::string& header) const {
    if (auto found = find(header)) return found;
    const std::size_t slash = header.rfind('/');
    if (slash == std::string::npos) return std::nullopt;
    std::string upper = header.substr(0, slash);
    const std::string lower = header.substr(slash + 1);
    if (auto found = find(upper + lower)) return found;
    for (std::string_view general : {"信息", "情况"})
        if (upper.size() > general.size() && upper.ends_with(general))
            upper.resize(upper.size() - general.size());
    if (auto found = find(upper + lower)) return found;
    return speaks_of_another(upper) ? std::nullopt : find(lower);
}

}  // namespace mingce
