// What the standard of a school is made of, as messages: taken when it is changed, given when it is
// looked at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/school_standard.h"
#include "http/answers.h"
#include "http/members.h"

namespace mingce::http {

inline constexpr Text kAliasesText = {"别名，即还认得的表头", "other headers it is known by"};
inline constexpr Text kRequiredText = {"哪些学生必填：ug、pg、intl",
                                       "for which students it is required: ug, pg, intl"};
inline constexpr Text kWidthText = {"宽度，半角字符；0 为不限",
                                    "width in half-width columns; 0 for no limit"};
inline constexpr Text kIsOnText = {"启用", "it is on"};
inline constexpr Text kSeverityText = {"程度", "severity"};

// ── taken ──

struct FieldTermsInput {
    std::vector<std::string> aliases;
    std::optional<std::vector<std::string>> required;
    std::optional<std::int64_t> width;
    static constexpr std::string_view kName = "FieldTermsInput";
    static constexpr auto members() {
        using F = FieldTermsInput;
        return std::tuple{
            Member{"aliases",
                   &F::aliases,
                   {"学校另加的别名，全部列出", "aliases beside the shipped ones, all of them"},
                   Bounds{.items_max = 50}},
            Member{"required",
                   &F::required,
                   {"哪些学生必填；缺省为出厂规定",
                    "for which students it is required; as shipped "
                    "without"},
                   Bounds{.items_max = 3}},
            Member{"width",
                   &F::width,
                   {"宽度；缺省为出厂规定", "width; as shipped without"},
                   Bounds{.most = 4'000}}};
    }
};
struct RuleTermsInput {
    bool is_on = false;
    std::string severity;
    static constexpr std::string_view kName = "RuleTermsInput";
    static constexpr auto members() {
        return std::tuple{Member{"is_on", &RuleTermsInput::is_on, kIsOnText},
                          Member{"severity", &RuleTermsInput::severity, kSeverityText,
                                 Bounds{.choices = words<Severity::Note>}}};
    }
};
struct CodeEntryInput {
    std::string code, name;
    std::optional<std::string> name_en, valid_from, valid_to;
    std::vector<std::string> aliases;
    static constexpr std::string_view kName = "CodeEntryInput";
    static constexpr auto members() {
        using C = CodeEntryInput;
        return std::tuple{
            Member{"code", &C::code, {"代码", "code"}},
            Member{"name", &C::name, {"名称", "name"}},
            Member{"name_en", &C::name_en, {"英文名称", "name in English"}},
            Member{"aliases", &C::aliases, {"别名", "aliases"}, Bounds{.items_max = 100}},
            Member{"valid_from", &C::valid_from, {"启用日", "first day it is valid"}},
            Member{"valid_to", &C::valid_to, {"停用日", "last day it is valid"}}};
    }
};
struct CodeEditionInput {
    std::string standard, edition;
    std::vector<CodeEntryInput> entries;
    static constexpr std::string_view kName = "CodeEditionInput";
    static constexpr auto members() {
        using C = CodeEditionInput;
        return std::tuple{
            Member{"standard", &C::standard, {"标准", "standard"}},
            Member{"edition", &C::edition, {"版本", "edition"}},
            Member{
                "entries", &C::entries, {"全部代码", "every code"}, Bounds{.items_max = 10'000}}};
    }
};
/// Errors: BadInput (request.member_value).
Result<FieldTerms> terms_of(const FieldTermsInput& in, const FieldStandard& shipped);
Result<RuleTerms> terms_of(const RuleTermsInput& in);
Result<CodeEdition> terms_of(const CodeEditionInput& in);

// ── given ──

struct CodeEntryAnswer {
    std::string code, name, name_en, valid_from, valid_to;
    std::vector<std::string> aliases;
    static constexpr std::string_view kName = "CodeEntry";
    static constexpr auto members() {
        using C = CodeEntryAnswer;
        return std::tuple{Member{"code", &C::code, {"代码", "code"}},
                          Member{"name", &C::name, {"名称", "name"}},
                          Member{"name_en", &C::name_en, {"英文名称", "name in English"}},
                          Member{"aliases", &C::aliases, {"别名", "aliases"}},
                          Member{"valid_from",
                                 &C::valid_from,
                                 {"启用日；空为一直", "first day it is valid; \"\" for always"}},
                          Member{"valid_to",
                                 &C::valid_to,
                                 {"停用日；空为一直", "last day it is valid; \"\" for always"}}};
    }
};
struct CodeEditionAnswer {
    std::string standard, edition;
    std::int64_t entry_count = 0;
    std::vector<CodeEntryAnswer> entries;
    static constexpr std::string_view kName = "CodeEdition";
    static constexpr auto members() {
        using C = CodeEditionAnswer;
        return std::tuple{
            Member{"standard", &C::standard, {"标准", "standard"}},
            Member{"edition", &C::edition, {"版本", "edition"}},
            Member{"entry_count", &C::entry_count, {"代码数", "codes"}},
            Member{"entries",
                   &C::entries,
                   {"代码；列出全部变更时省略", "the codes; none where all changes are listed"},
                   Bounds{.items_max = 10'000}}};
    }
};
struct FieldTermsAnswer {
    std::vector<std::string> aliases, required;
    std::int64_t width = 0;
    static constexpr std::string_view kName = "FieldTerms";
    static constexpr auto members() {
        using F = FieldTermsAnswer;
        return std::tuple{
            Member{"aliases", &F::aliases, {"学校另加的别名", "aliases beside the shipped ones"}},
            Member{"required", &F::required, kRequiredText},
            Member{"width", &F::width, kWidthText}};
    }
};
struct RuleTermsAnswer {
    bool is_on = true;
    std::string severity;
    static constexpr std::string_view kName = "RuleTerms";
    static constexpr auto members() {
        return std::tuple{Member{"is_on", &RuleTermsAnswer::is_on, kIsOnText},
                          Member{"severity", &RuleTermsAnswer::severity, kSeverityText,
                                 Bounds{.choices = words<Severity::Note>}}};
    }
};
std::vector<std::string> kinds_required(const std::array<bool, 3>& required);
FieldTermsAnswer as_answer(const FieldTerms& terms);
RuleTermsAnswer as_answer(const RuleTerms& terms);
CodeEntryAnswer as_answer(const CodeEntry& entry);
CodeEditionAnswer as_answer(const CodeEdition& edition, bool with_entries);

}  // namespace mingce::http
