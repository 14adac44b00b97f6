#include "domain/standard_terms.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "domain/code_entry_reader.h"
#include "domain/problems.h"
#include "domain/standard_problems.h"
#include "domain/toml_section.h"

namespace mingce {

namespace {

constexpr TomlProblems kTermsProblems{problem::kStandardNotToml, problem::kStandardKey,
                                      problem::kStandardValue};
constexpr TomlProblems kEditionProblems{problem::kCodesNotToml, problem::kCodesKey,
                                        problem::kCodesValue};
constexpr StudentKind kStudentKinds[] = {StudentKind::Undergraduate, StudentKind::Postgraduate,
                                         StudentKind::International};
constexpr std::int64_t kWidthMost = 4000;
constexpr std::size_t kAliasesMost = 50, kAliasMost = 60, kHeadMost = 100, kCodeMost = 40,
                      kNameMost = 200, kEntriesMost = 10'000;
// Their codes are arrows of the state machine (domain/enrolment_life.h).
constexpr std::string_view kTablesOfLife[] = {"student_status", "change_kind"};

// ── writing ──

void append_text(std::string& out, std::string_view item, std::string_view text) {
    if (text.empty()) return;
    out.append(item).append(" = ");
    append_json_string(out, text);  // JSON's escapes are among TOML's
    out += '\n';
}

void append_texts(std::string& out, std::string_view item, const std::vector<std::string>& texts) {
    out.append(item).append(" = [");
    for (const std::string& text : texts) {
        if (out.back() != '[') out += ", ";
        append_json_string(out, text);
    }
    out += "]\n";
}

std::string written(const FieldTerms& terms) {
    std::string text;
    append_texts(text, "aliases", terms.aliases);
    std::vector<std::string> kinds;
    for (StudentKind kind : kStudentKinds)
        if (terms.required[static_cast<std::size_t>(kind)]) kinds.emplace_back(key_of(kind));
    append_texts(text, "required", kinds);
    return text + "width = " + std::to_string(terms.width) + "\n";
}

std::string written(const RuleTerms& terms) {
    std::string text = terms.is_on ? "is_on = true\n" : "is_on = false\n";
    append_text(text, "severity", key_of(terms.severity));
    return text;
}

std::string written(const CodeEdition& edition) {
    std::string text;
    append_text(text, "standard", edition.standard);
    append_text(text, "edition", edition.edition);
    for (const CodeEntry& entry : edition.entries) {
        text += "[[entry]]\n";
        append_text(text, "code", entry.code);
        append_text(text, "name", entry.name);
        append_text(text, "en", entry.name_en);
        if (!entry.aliases.empty()) append_texts(text, "aliases", entry.aliases);
        if (entry.valid_from) text += "from = " + iso_text(*entry.valid_from) + "\n";
        if (entry.valid_to) text += "to = " + iso_text(*entry.valid_to) + "\n";
    }
    return text;
}

// ── reading ──

Result<FieldTerms> read_field_terms(const TomlSection& section) {
    for (std::string_view fixed : {"key", "zh", "en", "type", "class", "sealed", "code_table"})
        if (section.has(fixed))
            return section.refuse(problem::kFieldFixed, fixed, std::string(fixed));
    TRY(section.only({"aliases", "required", "width"}));
    FieldTerms terms;
    terms.aliases = TRY(section.texts("aliases"));
    for (const std::string& key : TRY(section.texts("required"))) {
        const auto kind = student_kind_of(key);
        if (!kind) return section.refuse_value("required", key);
        terms.required[static_cast<std::size_t>(*kind)] = true;
    }
    const std::int64_t width = TRY(section.integer("width"));
    if (width < 0 || width > kWidthMost) return section.refuse_value("width");
    terms.width = static_cast<std::uint16_t>(width);
    return terms;
}

Result<RuleTerms> read_rule_terms(const TomlSection& section) {
    TRY(section.only({"is_on", "severity"}));
    RuleTerms terms;
    terms.is_on = TRY(section.flag("is_on", true));
    const std::string key = TRY(section.required_text("severity"));
    const auto severity = parse_severity(key);
    if (!severity) return section.refuse_value("severity", key);
    terms.severity = *severity;
    return terms;
}

Result<CodeEdition> read_edition_terms(const TomlSection& section) {
    TRY(section.only({"standard", "edition", "entry"}));
    CodeEdition edition;
    edition.standard = TRY(section.required_text("standard"));
    edition.edition = TRY(section.required_text("edition"));
    for (const TomlSection& entry : TRY(section.sections("entry")))
        edition.entries.push_back(TRY(read_code_entry(entry)));
    return edition;
}

// ── checking ──

bool is_fit(std::string_view text, std::size_t most) {
    const bool has_control = std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    return !text.empty() && !has_control && is_valid_utf8(text) &&
           trim_blanks(text).size() == text.size() && code_point_count(text) <= most;
}

std::string row_text(std::size_t index, const CodeEntry& entry) {
    return std::to_string(index + 1) + ". " + one_line(entry.code + " " + entry.name, 60);
}

bool share_a_day(const CodeEntry& a, const CodeEntry& b) {
    const bool a_first = a.valid_to && b.valid_from && *a.valid_to < *b.valid_from;
    const bool b_first = b.valid_to && a.valid_from && *b.valid_to < *a.valid_from;
    return !a_first && !b_first;
}

Status check_entry(std::size_t index, const CodeEntry& entry, bool needs_code) {
    if ((needs_code || !entry.code.empty()) && !is_fit(entry.code, kCodeMost))
        return Error(problem::kEditionCode, row_text(index, entry));
    bool names_fit = is_fit(entry.name, kNameMost);
    for (const std::string& alias : entry.aliases)
        names_fit = names_fit && is_fit(alias, kNameMost);
    if (!entry.name_en.empty()) names_fit = names_fit && is_fit(entry.name_en, kNameMost);
    if (!names_fit) return Error(problem::kEditionName, row_text(index, entry));
    if (entry.valid_from && entry.valid_to && *entry.valid_to < *entry.valid_from)
        return Error(problem::kEditionDays, row_text(index, entry));
    return Done{};
}

/// A word stands for one entry at a time.
class WordOwners {
public:
    explicit WordOwners(const CodeEdition& edition) : edition_(edition) {}

    Status take(std::string_view word, std::size_t index, const Problem& problem) {
        std::vector<std::size_t>& owners = owners_[lower_ascii(word)];
        for (const std::size_t other : owners) {
            const CodeEntry& here = edition_.entries[index];
            if (other != index && share_a_day(edition_.entries[other], here))
                return Error(problem, row_text(other, edition_.entries[other]) + "；" +
                                          row_text(index, here));
        }
        owners.push_back(index);
        return Done{};
    }

private:
    const CodeEdition& edition_;
    std::map<std::string, std::vector<std::size_t>> owners_;
};

}  // namespace

std::optional<StandardKind> parse_standard_kind(std::string_view key) {
    using enum StandardKind;
    for (StandardKind kind : {Field, Rule, CodeTable})
        if (key_of(kind) == key) return kind;
    return std::nullopt;
}

std::optional<Severity> parse_severity(std::string_view key) {
    using enum Severity;
    for (Severity severity : {Blocking, Warning, Note})
        if (key_of(severity) == key) return severity;
    return std::nullopt;
}

std::string text_of(const StandardTerms& terms) {
    return std::visit([](const auto& each) { return written(each); }, terms);
}

Result<StandardTerms> parse_terms(StandardKind kind, std::string_view text) {
    const bool is_edition = kind == StandardKind::CodeTable;
    const TomlProblems& problems = is_edition ? kEditionProblems : kTermsProblems;
    const toml::table parsed = TRY(parse_toml(text, problems));
    const TomlSection section(parsed, problems);
    switch (kind) {
        case StandardKind::Field: return StandardTerms(TRY(read_field_terms(section)));
        case StandardKind::Rule: return StandardTerms(TRY(read_rule_terms(section)));
        case StandardKind::CodeTable: return StandardTerms(TRY(read_edition_terms(section)));
    }
    return Error(problem::kChangeKind);
}

FieldTerms shipped_terms(const FieldStandard& field) { return {{}, field.required, field.width}; }

RuleTerms shipped_terms(const RuleText& rule) { return {true, rule.severity}; }

CodeEdition edition_of(const CodeTable& table) {
    return {table.standard, table.edition, table.entries()};
}

Status check_terms(const FieldTerms& terms) {
    if (terms.aliases.size() > kAliasesMost) return Error(problem::kFieldAlias);
    for (auto alias = terms.aliases.begin(); alias != terms.aliases.end(); ++alias)
        if (!is_fit(*alias, kAliasMost) || std::find(terms.aliases.begin(), alias, *alias) != alias)
            return Error(problem::kFieldAlias, one_line(*alias, kAliasMost));
    if (terms.width > kWidthMost) return Error(problem::kFieldWidth, std::to_string(terms.width));
    return Done{};
}

Status check_terms(const RuleText& rule, const RuleTerms& terms) {
    const bool is_weaker = !terms.is_on || terms.severity > rule.severity;
    if (rule.is_never_waived && is_weaker)
        return Error(problem::kRuleFixed, std::string(rule.code));
    return Done{};
}

Status check_edition(const CodeTable& shipped, const CodeEdition& edition) {
    if (std::ranges::find(kTablesOfLife, shipped.key) != std::end(kTablesOfLife))
        return Error(problem::kTableFixed, shipped.key);
    if (!is_fit(edition.standard, kHeadMost) || !is_fit(edition.edition, kHeadMost))
        return Error(problem::kEditionHead);
    if (edition.entries.empty() || edition.entries.size() > kEntriesMost)
        return Error(problem::kEditionSize, std::to_string(edition.entries.size()));
    const bool needs_code =
        std::ranges::none_of(shipped.entries(), [](const CodeEntry& e) { return e.code.empty(); });
    WordOwners codes(edition), names(edition);
    for (std::size_t i = 0; i < edition.entries.size(); ++i) {
        const CodeEntry& entry = edition.entries[i];
        TRY(check_entry(i, entry, needs_code));
        if (!entry.code.empty()) TRY(codes.take(entry.code, i, problem::kEditionCodeTwice));
        TRY(names.take(entry.name, i, problem::kEditionNameTwice));
        for (const std::string& alias : entry.aliases)
            TRY(names.take(alias, i, problem::kEditionNameTwice));
    }
    return Done{};
}

}  // namespace mingce
