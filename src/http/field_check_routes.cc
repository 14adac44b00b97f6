// What one value is held to, field by field, for whoever judges it before the server does: the
// pages, while somebody types.
#include <algorithm>

#include "domain/code_tables.h"
#include "http/app.h"
#include "http/route.h"
#include "http/standard_answers.h"
#include "rules/field_checks.h"
#include "usecases/standards/standard_in_force.h"

namespace mingce::http {

namespace {

struct RangeAnswer {
    std::int64_t first = 0, last = 0;
    static constexpr std::string_view kName = "CharacterRange";
    static constexpr auto members() {
        using R = RangeAnswer;
        return std::tuple{Member{"first", &R::first, {"第一个码位", "first code point"}},
                          Member{"last", &R::last, {"最后一个码位", "last code point"}}};
    }
};
struct FormAnswer {
    bool has_capitals = false;
    std::int64_t shortest = 0, longest = 0;
    std::vector<std::string> kinds;
    static constexpr std::string_view kName = "NumberForm";
    static constexpr auto members() {
        using F = FormAnswer;
        return std::tuple{
            Member{"has_capitals",
                   &F::has_capitals,
                   {"除数字外可有大写字母", "capital letters beside digits"}},
            Member{"shortest", &F::shortest, {"最短", "shortest"}},
            Member{"longest", &F::longest, {"最长", "longest"}},
            Member{"kinds", &F::kinds, {"适用的学生种类", "kinds of student it is for"}}};
    }
};
struct OneCheckAnswer {
    std::string rule, severity, check, proposal, code_table;
    std::vector<std::string> kinds;
    std::int64_t least = 0, most = 0;
    std::vector<RangeAnswer> characters;
    std::vector<FormAnswer> forms;
    static constexpr std::string_view kName = "FieldCheck";
    static constexpr auto members() {
        using C = OneCheckAnswer;
        return std::tuple{
            Member{"rule", &C::rule, {"规则编号", "code of the rule"}},
            Member{"severity",
                   &C::severity,
                   {"程度", "severity"},
                   Bounds{.choices = words<Severity::Note>}},
            Member{"check",
                   &C::check,
                   {"检查什么", "what is asked of the value"},
                   Bounds{.choices = words<CheckKind::Encoding>}},
            Member{"proposal",
                   &C::proposal,
                   {"建议值由什么确定", "what determines the proposed value"},
                   Bounds{.choices = words<ProposalKind::BirthOfDocument>}},
            Member{"code_table", &C::code_table, {"代码表", "code table"}},
            Member{"kinds", &C::kinds, {"必填的学生种类", "kinds of student it is required of"}},
            Member{"least", &C::least, {"最小", "least"}},
            Member{"most", &C::most, {"最大", "most"}},
            Member{"characters", &C::characters, {"不可有的字符", "characters not to be there"}},
            Member{"forms", &C::forms, {"号码的写法", "ways to write the number"}}};
    }
};
struct CheckedFieldAnswer {
    std::string key, type;
    std::vector<OneCheckAnswer> checks;
    static constexpr std::string_view kName = "CheckedField";
    static constexpr auto members() {
        using F = CheckedFieldAnswer;
        return std::tuple{
            Member{"key", &F::key, {"键", "key"}},
            Member{"type", &F::type, {"类型", "type"}, Bounds{.choices = words<FieldType::Digits>}},
            Member{"checks", &F::checks, {"检查", "checks"}}};
    }
};
struct SpelledCodeAnswer {
    std::string code, name;
    std::vector<std::string> spellings;
    static constexpr std::string_view kName = "SpelledCode";
    static constexpr auto members() {
        using C = SpelledCodeAnswer;
        return std::tuple{Member{"code", &C::code, {"代码", "code"}},
                          Member{"name", &C::name, {"名称", "name"}},
                          Member{"spellings", &C::spellings, {"其他写法", "other spellings"}}};
    }
};
struct SpelledTableAnswer {
    std::string key;
    bool is_open = false;
    std::vector<SpelledCodeAnswer> entries;
    static constexpr std::string_view kName = "SpelledTable";
    static constexpr auto members() {
        using T = SpelledTableAnswer;
        return std::tuple{
            Member{"key", &T::key, {"键", "key"}},
            Member{"is_open", &T::is_open, {"表外的名称也可以", "other names are right too"}},
            Member{"entries", &T::entries, {"代码", "codes"}, Bounds{.items_max = 10'000}}};
    }
};
struct FieldChecksAnswer {
    std::string today;
    std::int64_t youngest = rule::kStudentAge.least, oldest = rule::kStudentAge.most;
    std::vector<CheckedFieldAnswer> items;
    std::vector<SpelledTableAnswer> tables;
    static constexpr std::string_view kName = "FieldChecks";
    static constexpr auto members() {
        using F = FieldChecksAnswer;
        return std::tuple{
            Member{"today", &F::today, {"检查所用的当天，YYYYMMDD", "the day judged on, YYYYMMDD"}},
            Member{"youngest", &F::youngest, {"学生的最小年龄", "least age of a student"}},
            Member{"oldest", &F::oldest, {"学生的最大年龄", "greatest age of a student"}},
            Member{"items", &F::items, {"字段", "fields"}},
            Member{"tables", &F::tables, {"用到的代码表", "the code tables they name"}}};
    }
};

OneCheckAnswer answer_of(const FieldCheck& check, const FieldStandard& field, Severity severity) {
    OneCheckAnswer answer{std::string(check.rule->code),
                          std::string(key_of(severity)),
                          std::string(key_of(check.kind)),
                          std::string(key_of(check.proposal)),
                          "",
                          {},
                          check.bounds.least,
                          check.bounds.most,
                          {},
                          {}};
    if (check.kind == CheckKind::Code) answer.code_table = field.code_table;
    if (check.kind == CheckKind::Required) answer.kinds = kinds_required(field.required);
    answer.characters.reserve(check.characters.size());
    for (const rule::CharacterRange& range : check.characters)
        answer.characters.push_back({range.first, range.last});
    answer.forms.reserve(check.forms.size());
    for (const rule::NumberForm& form : check.forms)
        answer.forms.push_back({form.has_capitals, static_cast<std::int64_t>(form.shortest),
                                static_cast<std::int64_t>(form.longest),
                                kinds_required(form.kinds)});
    return answer;
}

SpelledTableAnswer answer_of(const CodeTable& table) {
    SpelledTableAnswer answer{table.key, table.open, {}};
    answer.entries.reserve(table.entries().size());
    for (const CodeEntry& entry : table.entries()) {
        answer.entries.push_back({entry.code, entry.name, entry.aliases});
        if (!entry.name_en.empty()) answer.entries.back().spellings.push_back(entry.name_en);
    }
    return answer;
}

CheckedFieldAnswer answer_of(const FieldStandard& field, const SchoolStandard& school) {
    CheckedFieldAnswer answer{
        std::string(key_of(field.field)), std::string(key_of(field.type)), {}};
    for (const FieldCheck& check : field_checks(field))
        if (school.is_on(*check.rule))
            answer.checks.push_back(answer_of(check, field, school.severity_of(*check.rule)));
    return answer;
}

Result<FieldChecksAnswer> list_checks(Call& call, const Nothing&) {
    const StandardInForce school = TRY(standard_in_force(call.context, call.today()));
    const auto& fields = school->fields().fields();
    FieldChecksAnswer answer;
    answer.today = compact_text(call.today());
    answer.items.reserve(fields.size());
    for (const FieldStandard& field : fields) answer.items.push_back(answer_of(field, *school));
    for (const CodeTable& table : school->codes().all()) {
        const auto names_it = [&](const FieldStandard& field) {
            return field.code_table == table.key;
        };
        if (std::ranges::any_of(fields, names_it)) answer.tables.push_back(answer_of(table));
    }
    return answer;
}

const Route kFieldCheckRoutes[] = {
    route<list_checks>({Method::Get,
                        "/api/v1/standard/checks",
                        "listFieldChecks",
                        "standard",
                        {"每个字段单独检查什么", "What one value of each field is held to"},
                        needs(Permission::StandardRead)}),
};

}  // namespace

std::span<const Route> field_check_routes() { return kFieldCheckRoutes; }

}  // namespace mingce::http
