#include "domain/school_standard.h"

#include <algorithm>
#include <tuple>

namespace mingce {

namespace {

std::string name_of(StandardKind kind, std::string_view key) {
    return std::string(key_of(kind)) + " " + std::string(key);
}

bool is_known(StandardKind kind, std::string_view key) {
    switch (kind) {
        case StandardKind::Field: return field_of(key).has_value();
        case StandardKind::Rule: return true;  // one that is no more has no findings
        case StandardKind::CodeTable: return CodeTables::shipped().find(key) != nullptr;
    }
    return false;
}

}  // namespace

const StandardChange* in_force(std::span<const StandardChange> changes, StandardKind kind,
                               std::string_view key, Date day) {
    const StandardChange* last = nullptr;
    for (const StandardChange& change : changes) {
        if (change.kind != kind || change.key != key || !change.holds_on(day)) continue;
        if (last == nullptr || std::tie(last->effective_from, last->number) <
                                   std::tie(change.effective_from, change.number))
            last = &change;
    }
    return last;
}

StandardChangeState state_of(const StandardChange& change, std::span<const StandardChange> changes,
                             Date day) {
    if (change.is_withdrawn()) return StandardChangeState::Withdrawn;
    if (change.is_waiting()) return StandardChangeState::Waiting;
    if (change.effective_from > day) return StandardChangeState::Coming;
    const StandardChange* const last = in_force(changes, change.kind, change.key, day);
    return last != nullptr && last->number == change.number ? StandardChangeState::InForce
                                                            : StandardChangeState::Replaced;
}

const SchoolStandard& SchoolStandard::shipped() {
    static const SchoolStandard nothing_changed;
    return nothing_changed;
}

Result<SchoolStandard> SchoolStandard::on(Date day, std::span<const StandardChange> changes) {
    SchoolStandard standard;
    for (const StandardChange& change : changes) {
        if (in_force(changes, change.kind, change.key, day) != &change) continue;
        if (!is_known(change.kind, change.key)) continue;
        standard.take(change.key, TRY(parse_terms(change.kind, change.document)), day);
        standard.changes_.push_back(change.number);
    }
    std::ranges::sort(standard.changes_);
    return standard;
}

RuleTerms SchoolStandard::of(const RuleText& rule) const {
    const auto found = rules_.find(rule.code);
    return found == rules_.end() ? shipped_terms(rule) : found->second;
}

FieldTerms SchoolStandard::of(Field field) const {
    const FieldStandard& now = fields().of(field);
    FieldTerms terms = shipped_terms(now);
    const std::size_t shipped = DataStandard::shipped().of(field).aliases.size();
    terms.aliases.assign(now.aliases.begin() + static_cast<std::ptrdiff_t>(shipped),
                         now.aliases.end());
    return terms;
}

bool SchoolStandard::is_changed(StandardKind kind, std::string_view key) const {
    return changed_.contains(name_of(kind, key));
}

void SchoolStandard::take(const std::string& key, const StandardTerms& terms, Date day) {
    std::visit([&](const auto& each) { take_terms(key, each, day); }, terms);
    changed_.insert(name_of(kind_of(terms), key));
}

void SchoolStandard::take_terms(const std::string& key, const FieldTerms& terms, Date) {
    FieldStandard field = DataStandard::shipped().of(*field_of(key));
    field.aliases.insert(field.aliases.end(), terms.aliases.begin(), terms.aliases.end());
    field.required = terms.required;
    field.width = terms.width;
    if (!fields_) fields_ = DataStandard::shipped();
    fields_->replace(std::move(field));
}

void SchoolStandard::take_terms(const std::string& key, const RuleTerms& terms, Date) {
    rules_[key] = terms;
}

void SchoolStandard::take_terms(const std::string& key, const CodeEdition& edition, Date day) {
    CodeTable table = *CodeTables::shipped().find(key);
    table.standard = edition.standard;
    table.edition = edition.edition;
    table.replace_entries(edition.entries, day);
    if (!codes_) codes_ = CodeTables::shipped();
    codes_->replace(std::move(table));
}

void SchoolStandard::judge(std::vector<Finding>& findings) const {
    if (rules_.empty()) return;
    std::erase_if(findings, [&](const Finding& finding) {
        return finding.rule != nullptr && !is_on(*finding.rule);
    });
    for (Finding& finding : findings)
        if (finding.rule != nullptr) finding.regraded = severity_of(*finding.rule);
}

}  // namespace mingce
