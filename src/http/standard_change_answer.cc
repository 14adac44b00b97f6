#include "http/standard_change_answer.h"

namespace mingce::http {

namespace {

IntakeEffectAnswer effect_answer(const IntakeEffect& effect) {
    IntakeEffectAnswer answer;
    answer.intake = effect.intake.key;
    answer.students = effect.students;
    answer.values_left_out = static_cast<std::int64_t>(effect.values_left_out);
    answer.is_counted = effect.is_counted;
    for (const RuleEffect& rule : effect.rules)
        answer.rules.push_back({rule.rule, static_cast<std::int64_t>(rule.open_now),
                                static_cast<std::int64_t>(rule.open_then)});
    for (const UnknownValue& value : effect.values)
        answer.values.push_back(
            {std::string(key_of(value.field)), value.value, value.students, value.was_known});
    return answer;
}

}  // namespace

StandardChangeAnswer as_answer(const StandardChangeView& view, bool with_entries) {
    const StandardChange& change = view.change;
    StandardChangeAnswer answer;
    answer.number = change.number;
    answer.kind = key_of(change.kind);
    answer.key = change.key;
    answer.effective_from = iso_text(change.effective_from);
    answer.at = time_text(change.at);
    answer.actor = change.actor;
    answer.reason = change.reason;
    answer.state = key_of(view.state);
    answer.needs_second = change.needs_second;
    answer.confirmed_by = change.confirmed_by;
    answer.confirmed_at = time_text(change.confirmed_at);
    answer.withdrawn_by = change.withdrawn_by;
    answer.withdrawn_at = time_text(change.withdrawn_at);
    answer.withdrawn_reason = change.withdrawn_reason;
    answer.may_confirm = view.may_confirm;
    answer.may_withdraw = view.may_withdraw;
    if (const auto* field = std::get_if<FieldTerms>(&view.terms)) answer.field = as_answer(*field);
    if (const auto* rule = std::get_if<RuleTerms>(&view.terms)) answer.rule = as_answer(*rule);
    if (const auto* edition = std::get_if<CodeEdition>(&view.terms))
        answer.code_table = as_answer(*edition, with_entries);
    return answer;
}

StandardPreviewAnswer as_answer(const StandardPreview& preview) {
    StandardPreviewAnswer answer;
    answer.effective_from = iso_text(preview.effective_from);
    answer.needs_second = preview.needs_second;
    for (const StandardDifference& line : preview.differences)
        answer.differences.push_back(
            {std::string(key_of(line.what)), line.code, line.property, line.before, line.after});
    for (const IntakeEffect& effect : preview.effects)
        answer.effects.push_back(effect_answer(effect));
    return answer;
}

}  // namespace mingce::http
