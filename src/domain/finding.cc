#include "domain/finding.h"

#include "base/text.h"
#include "domain/standard.h"

namespace mingce {

std::string sentence_of(const RuleText& rule, const FindingWords& words, Language language) {
    std::string text(rule.message.in(language));
    const auto fill = [&text](std::string_view name, std::string_view value) {
        const std::size_t at = text.find(name);
        if (at != std::string::npos) text.replace(at, name.size(), value);
    };
    if (words.field) {
        const FieldStandard& field = DataStandard::shipped().of(*words.field);
        fill("{field}", language == Language::Chinese ? field.zh : field.en);
    }
    fill("{arg}", words.arg);
    fill("{value}", words.raw);
    fill("{raw}", words.raw);
    return one_line(text);
}

}  // namespace mingce
