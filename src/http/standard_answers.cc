#include "http/standard_answers.h"

namespace mingce::http {

namespace {

Result<std::optional<Date>> day_in(std::string_view key, const std::optional<std::string>& text) {
    if (!text || text->empty()) return std::optional<Date>();
    return std::optional(TRY(day_of_text(key, *text)));
}

std::string day_text(const std::optional<Date>& day) { return day ? iso_text(*day) : ""; }

}  // namespace

Result<FieldTerms> terms_of(const FieldTermsInput& in, const FieldStandard& shipped) {
    FieldTerms terms = shipped_terms(shipped);
    terms.aliases = in.aliases;
    if (in.width) terms.width = static_cast<std::uint16_t>(*in.width);
    if (!in.required) return terms;
    terms.required = {};
    for (const std::string& key : *in.required) {
        const auto kind = student_kind_of(key);
        if (!kind) return Error(problem::kRequestMemberValue, "required");
        terms.required[static_cast<std::size_t>(*kind)] = true;
    }
    return terms;
}

Result<RuleTerms> terms_of(const RuleTermsInput& in) {
    const auto severity = parse_severity(in.severity);
    if (!severity) return Error(problem::kRequestMemberValue, "severity");
    return RuleTerms{in.is_on, *severity};
}

Result<CodeEdition> terms_of(const CodeEditionInput& in) {
    CodeEdition edition{in.standard, in.edition, {}};
    edition.entries.reserve(in.entries.size());
    for (const CodeEntryInput& entry : in.entries)
        edition.entries.push_back({entry.code, entry.name, entry.name_en.value_or(""),
                                   entry.aliases, TRY(day_in("valid_from", entry.valid_from)),
                                   TRY(day_in("valid_to", entry.valid_to))});
    return edition;
}

std::vector<std::string> kinds_required(const std::array<bool, 3>& required) {
    std::vector<std::string> kinds;
    for (std::size_t i = 0; i < required.size(); ++i)
        if (required[i]) kinds.emplace_back(key_of(static_cast<StudentKind>(i)));
    return kinds;
}

FieldTermsAnswer as_answer(const FieldTerms& terms) {
    return {terms.aliases, kinds_required(terms.required), terms.width};
}

RuleTermsAnswer as_answer(const RuleTerms& terms) {
    return {terms.is_on, std::string(key_of(terms.severity))};
}

CodeEntryAnswer as_answer(const CodeEntry& entry) {
    return {entry.code,
            entry.name,
            entry.name_en,
            day_text(entry.valid_from),
            day_text(entry.valid_to),
            entry.aliases};
}

CodeEditionAnswer as_answer(const CodeEdition& edition, bool with_entries) {
    CodeEditionAnswer answer{
        edition.standard, edition.edition, static_cast<std::int64_t>(edition.entries.size()), {}};
    if (!with_entries) return answer;
    answer.entries.reserve(edition.entries.size());
    for (const CodeEntry& entry : edition.entries) answer.entries.push_back(as_answer(entry));
    return answer;
}

}  // namespace mingce::http
