// A change of the standard, and what one would do, as messages.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/standard_answers.h"
#include "usecases/standards/list_changes.h"
#include "usecases/standards/preview_change.h"

namespace mingce::http {

inline constexpr Text kChangeKindText = {"改什么：字段、规则、代码表", "what is changed"};
inline constexpr Text kChangeKeyText = {"字段或代码表的键，或规则编号",
                                        "key of the field or table, or code of the rule"};
inline constexpr Text kEffectiveText = {"从哪一天起生效", "the first day it holds"};
inline constexpr Text kChangeNumberText = {"变更编号", "number of the change"};

struct StandardChangeAnswer {
    std::int64_t number = 0;
    std::string kind, key, effective_from, at, actor, reason, state, confirmed_by, confirmed_at,
        withdrawn_by, withdrawn_at, withdrawn_reason;
    bool needs_second = false, may_confirm = false, may_withdraw = false;
    std::optional<FieldTermsAnswer> field;
    std::optional<RuleTermsAnswer> rule;
    std::optional<CodeEditionAnswer> code_table;
    static constexpr std::string_view kName = "StandardChange";
    static constexpr auto members() {
        using C = StandardChangeAnswer;
        return std::tuple{
            Member{"number", &C::number, kChangeNumberText},
            Member{"kind", &C::kind, kChangeKindText,
                   Bounds{.choices = words<StandardKind::CodeTable>}},
            Member{"key", &C::key, kChangeKeyText},
            Member{"effective_from", &C::effective_from, kEffectiveText},
            Member{"at", &C::at, {"何时所改", "when it was made"}},
            Member{"actor", &C::actor, {"何人所改", "who made it"}},
            Member{"reason", &C::reason, kReasonText},
            Member{"state",
                   &C::state,
                   {"待确认、未到生效日、生效中、已被替代、已撤回",
                    "waits for a second person, for its day, is in force, replaced or withdrawn"},
                   Bounds{.choices = words<StandardChangeState::Withdrawn>}},
            Member{"needs_second",
                   &C::needs_second,
                   {"须由另一人确认", "a second person has to confirm it"}},
            Member{"confirmed_by", &C::confirmed_by, {"何人确认", "who confirmed it"}},
            Member{"confirmed_at", &C::confirmed_at, {"何时确认", "when it was confirmed"}},
            Member{"withdrawn_by", &C::withdrawn_by, {"何人撤回", "who withdrew it"}},
            Member{"withdrawn_at", &C::withdrawn_at, {"何时撤回", "when it was withdrawn"}},
            Member{"withdrawn_reason", &C::withdrawn_reason, {"撤回理由", "why it was withdrawn"}},
            Member{"may_confirm", &C::may_confirm, {"我可以确认", "this caller may confirm it"}},
            Member{"may_withdraw", &C::may_withdraw, {"我可以撤回", "this caller may withdraw it"}},
            Member{"field", &C::field, {"字段的规定", "of a field, or null"}},
            Member{"rule", &C::rule, {"规则的开关", "of a rule, or null"}},
            Member{"code_table", &C::code_table, {"代码表的版本", "of a code table, or null"}}};
    }
};
struct DifferenceAnswer {
    std::string what, code, property, before, after;
    static constexpr std::string_view kName = "StandardDifference";
    static constexpr auto members() {
        using D = DifferenceAnswer;
        return std::tuple{
            Member{"what",
                   &D::what,
                   {"增加、去掉、修改", "what became of it"},
                   Bounds{.choices = words<DifferenceKind::Changed>}},
            Member{"code",
                   &D::code,
                   {"代码表中的代码；不是代码的为空", "of a code table its code, else \"\""}},
            Member{"property",
                   &D::property,
                   {"哪一项：aliases、required、width、is_on、severity、standard、edition、name、"
                    "name_en、valid_from、valid_to",
                    "which property"}},
            Member{"before", &D::before, {"原来", "before"}},
            Member{"after", &D::after, {"改后", "after"}}};
    }
};
struct RuleEffectAnswer {
    std::string rule;
    std::int64_t open_now = 0, open_then = 0;
    static constexpr std::string_view kName = "RuleEffect";
    static constexpr auto members() {
        using R = RuleEffectAnswer;
        return std::tuple{
            Member{"rule", &R::rule, {"规则编号", "code of the rule"}},
            Member{"open_now", &R::open_now, {"现在未处理的问题", "findings open now"}},
            Member{"open_then", &R::open_then, {"生效后未处理的问题", "and once it holds"}}};
    }
};
struct UnknownValueAnswer {
    std::string field, value;
    std::int64_t students = 0;
    bool was_known = false;
    static constexpr std::string_view kName = "UnknownValue";
    static constexpr auto members() {
        using U = UnknownValueAnswer;
        return std::tuple{
            Member{"field", &U::field, {"字段", "field"}},
            Member{"value", &U::value, {"值，按权限遮盖", "value, masked as one may see it"}},
            Member{"students", &U::students, {"有此值的学生", "students who hold it"}},
            Member{"was_known", &U::was_known, {"原版本认识此值", "the edition before knew it"}}};
    }
};
struct IntakeEffectAnswer {
    std::string intake;
    std::int64_t students = 0, values_left_out = 0;
    bool is_counted = true;
    std::vector<RuleEffectAnswer> rules;
    std::vector<UnknownValueAnswer> values;
    static constexpr std::string_view kName = "StandardEffect";
    static constexpr auto members() {
        using E = IntakeEffectAnswer;
        return std::tuple{
            Member{"intake", &E::intake, kIntakeText},
            Member{"students", &E::students, {"学生", "students"}},
            Member{"is_counted",
                   &E::is_counted,
                   {"问题数是否数过；太多时只数较新的批次",
                    "whether its findings were counted; of very many students, the newest "
                    "intakes' alone"}},
            Member{"rules", &E::rules, {"有关规则的问题数", "findings of the rules it is about"}},
            Member{"values",
                   &E::values,
                   {"新版本不认识的值，人多的在前",
                    "values that the new edition does not know, most students first"}},
            Member{"values_left_out", &E::values_left_out, {"未列出的值", "values not listed"}}};
    }
};
struct StandardPreviewAnswer {
    std::string effective_from;
    std::vector<DifferenceAnswer> differences;
    std::vector<IntakeEffectAnswer> effects;
    bool needs_second = false;
    static constexpr std::string_view kName = "StandardPreview";
    static constexpr auto members() {
        using P = StandardPreviewAnswer;
        return std::tuple{
            Member{"effective_from", &P::effective_from, kEffectiveText},
            Member{"differences", &P::differences, {"差别", "what it alters"}},
            Member{"effects", &P::effects, {"对各招生批次的影响", "what it does to each intake"}},
            Member{"needs_second",
                   &P::needs_second,
                   {"须由另一人确认", "a second person has to confirm it"}}};
    }
};

/// Of an edition its codes, too, or their number alone.
StandardChangeAnswer as_answer(const StandardChangeView& view, bool with_entries);
StandardPreviewAnswer as_answer(const StandardPreview& preview);

}  // namespace mingce::http
