#include "usecases/standards/standard_candidate.h"

#include <algorithm>
#include <map>

#include "access/problems.h"
#include "base/text.h"
#include "domain/standard_problems.h"
#include "normalise/header_words.h"
#include "store/student_queries.h"
#include "usecases/access/permitted.h"
#include "usecases/problem_table.h"
#include "usecases/standards/standard_change_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kReasonMost = 500;

Status refuse_taken_aliases(Field field, const FieldTerms& terms, const SchoolStandard& before) {
    const HeaderWords words(before.fields());
    for (const std::string& alias : terms.aliases) {
        const auto found = words.find(alias);
        if (!found || found->field == field || found->fit == HeaderFit::AliasWithoutBrackets)
            continue;
        return Error(problem::kFieldAliasTaken,
                     alias + " → " + DataStandard::shipped().of(found->field).zh);
    }
    return Done{};
}

Status check_asked(const AskedStandard& asked, const SchoolStandard& before) {
    const Error unknown(problem::kChangeKey, one_line(asked.key, 40));
    switch (kind_of(asked.terms)) {
        case StandardKind::Field: {
            const auto field = field_of(asked.key);
            if (!field) return unknown;
            const auto& terms = std::get<FieldTerms>(asked.terms);
            TRY(check_terms(terms));
            return refuse_taken_aliases(*field, terms, before);
        }
        case StandardKind::Rule: {
            const RuleText* const rule = rule_named(asked.key);
            if (rule == nullptr) return unknown;
            return check_terms(*rule, std::get<RuleTerms>(asked.terms));
        }
        case StandardKind::CodeTable: {
            const CodeTable* const table = CodeTables::shipped().find(asked.key);
            if (table == nullptr) return unknown;
            return check_edition(*table, std::get<CodeEdition>(asked.terms));
        }
    }
    return unknown;
}

bool is_weaker(const RuleTerms& before, const RuleTerms& after) {
    return before.is_on && (!after.is_on || after.severity > before.severity);
}

}  // namespace

Result<StandardCandidate> candidate_of(Tx& tx, const Context& context, const AskedStandard& asked) {
    const Date today = day_of(context.now);
    StandardCandidate candidate;
    StandardChange& change = candidate.change;
    change.kind = kind_of(asked.terms);
    change.key = asked.key;
    change.effective_from = asked.effective_from.value_or(today);
    if (change.effective_from < today)
        return Error(problem::kEffectivePast, iso_text(change.effective_from));
    candidate.before = TRY(load_standard(tx, context.institution(), change.effective_from));
    TRY(check_asked(asked, *candidate.before));
    const RuleText* const rule = rule_named(asked.key);
    candidate.differences =
        differences(terms_of(*candidate.before, change.kind, change.key, rule), asked.terms);
    if (candidate.differences.empty()) return Error(problem::kChangesNothing, change.key);
    change.document = text_of(asked.terms);
    auto after = std::make_shared<SchoolStandard>(*candidate.before);
    after->take(change.key, asked.terms, change.effective_from);
    candidate.after = std::move(after);
    return candidate;
}

Result<std::vector<UnknownValue>> unknown_values(Tx& tx, const Intake& intake,
                                                 const StandardCandidate& candidate) {
    std::vector<UnknownValue> unknown;
    if (candidate.change.kind != StandardKind::CodeTable) return unknown;
    const std::string& key = candidate.change.key;
    const CodeTable& before = *candidate.before->codes().find(key);
    const CodeTable& after = *candidate.after->codes().find(key);
    if (after.open) return unknown;
    StudentSelection everybody;
    everybody.intake = intake.id;
    for (const FieldStandard& field : DataStandard::shipped().fields()) {
        if (field.code_table != key || field.sealed) continue;
        std::map<std::string, std::int64_t, std::less<>> students;
        TRY(student_queries::each_value(tx, everybody, field.field,
                                        [&students](const Id&, std::string_view value) {
                                            if (!value.empty()) ++students[std::string(value)];
                                        }));
        for (const auto& [value, count] : students)
            if (!after.find(value))
                unknown.push_back({field.field, value, count, before.find(value).has_value()});
    }
    std::ranges::stable_sort(unknown, std::greater(), &UnknownValue::students);
    return unknown;
}

Result<bool> needs_second_person(Tx& tx, const StandardCandidate& candidate) {
    const StandardChange& change = candidate.change;
    if (change.kind == StandardKind::Field) return false;
    if (const RuleText* const rule = rule_named(change.key); change.kind == StandardKind::Rule) {
        const RuleTerms before = candidate.before->of(*rule);
        const bool blocks =
            before.severity == Severity::Blocking || rule->severity == Severity::Blocking;
        return blocks && is_weaker(before, candidate.after->of(*rule));
    }
    for (const Intake& intake : TRY(intakes::all(tx)))
        for (const UnknownValue& value : TRY(unknown_values(tx, intake, candidate)))
            if (value.was_known) return true;
    return false;
}

Status require_standard_write(const Context& context) {
    TRY(require(context, Permission::StandardWrite));
    const Scope& scope = context.caller.scope;
    if (scope.kind != ScopeKind::Institution || !scope.years.empty())
        return Error(problem::kAccessDenied, std::string(key_of(Permission::StandardWrite)));
    return Done{};
}

Result<std::string> checked_reason(const std::string& reason) {
    std::string text(trim_blanks(reason));
    if (text.empty() || code_point_count(text) > kReasonMost || !is_valid_utf8(text))
        return Error(problem::kChangeReason);
    return text;
}

}  // namespace mingce
