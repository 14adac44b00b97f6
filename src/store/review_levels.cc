#include "store/review_levels.h"

#include <algorithm>

#include "access/review_problems.h"

namespace mingce::review_levels {

namespace {

Result<Date> review_day(std::string text) {
    std::erase(text, '-');
    const auto day = parse_compact_date(text);
    if (!day) return Error(problem::kReviewDamaged);
    return *day;
}

std::string levels_text(const std::vector<ReviewLevel>& levels) {
    std::string text;
    for (const ReviewLevel level : levels)
        text.append(text.empty() ? "" : ",").append(key_of(level));
    return text;
}

Result<std::vector<ReviewLevel>> read_levels(std::string_view text) {
    std::vector<ReviewLevel> levels;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        const auto level = parse_review_level(text.substr(0, end));
        if (!level) return Error(problem::kReviewDamaged);
        levels.push_back(*level);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return levels;
}

}  // namespace

Result<std::vector<ReviewRulesChange>> all_rules(Tx& tx, const Id& institution) {
    std::vector<ReviewRulesChange> changes;
    TRY(
        tx.query("SELECT number, effective_from, document, reason, at, actor, account"
                 " FROM review_rules WHERE institution = $1 ORDER BY number",
                 {institution}, [&changes](const Row& row) -> Status {
                     ReviewRulesChange& change = changes.emplace_back();
                     change.number = row.integer(0);
                     change.effective_from = TRY(review_day(row.string(1)));
                     change.document = row.text(2);
                     change.reason = row.text(3);
                     change.at = row.moment(4);
                     change.actor = row.text(5);
                     change.account = row.id(6);
                     return Done{};
                 }));
    return changes;
}

Status add_rules(Tx& tx, const Id& institution, const ReviewRulesChange& change) {
    const std::string day = iso_text(change.effective_from);
    TRY(
        tx.run("INSERT INTO review_rules (institution, number, effective_from, document, reason,"
               " at, actor, account) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               {institution, change.number, day, change.document, change.reason, change.at,
                change.actor, change.account}));
    return Done{};
}

Result<std::vector<KeptDeputy>> all_deputies(Tx& tx, const Id& institution) {
    std::vector<KeptDeputy> list;
    TRY(
        tx.query("SELECT d.number, d.principal, d.deputy, d.levels, d.valid_from, d.valid_until,"
                 " d.reason, d.at, d.actor, d.account, d.ended_at, d.ended_by, p.login, p.name,"
                 " a.login, a.name FROM review_deputy d JOIN account p ON p.id = d.principal"
                 " JOIN account a ON a.id = d.deputy WHERE d.institution = $1 ORDER BY d.number",
                 {institution}, [&list](const Row& row) -> Status {
                     KeptDeputy& kept = list.emplace_back();
                     Deputy& told = kept.told;
                     told.number = row.integer(0);
                     kept.principal = row.id(1);
                     kept.deputy = row.id(2);
                     told.levels = TRY(read_levels(row.text(3)));
                     told.from = TRY(review_day(row.string(4)));
                     told.until = TRY(review_day(row.string(5)));
                     told.reason = row.text(6);
                     told.at = row.moment(7);
                     told.actor = row.text(8);
                     kept.account = row.id(9);
                     if (!row.is_null(10)) told.ended_at = row.moment(10);
                     told.ended_by = row.text(11);
                     told.principal = row.text(12);
                     kept.principal_name = row.text(13);
                     told.deputy = row.text(14);
                     kept.deputy_name = row.text(15);
                     return Done{};
                 }));
    return list;
}

Status add_deputy(Tx& tx, const Id& institution, const KeptDeputy& kept) {
    const Deputy& told = kept.told;
    const std::string levels = levels_text(told.levels);
    const std::string from = iso_text(told.from), until = iso_text(told.until);
    TRY(
        tx.run("INSERT INTO review_deputy (institution, number, principal, deputy, levels,"
               " valid_from, valid_until, reason, at, actor, account)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
               {institution, told.number, kept.principal, kept.deputy, levels, from, until,
                told.reason, told.at, told.actor, kept.account}));
    return Done{};
}

Result<bool> end_deputy(Tx& tx, const Id& institution, const DeputyEnding& ending) {
    return TRY(tx.run("UPDATE review_deputy SET ended_at = $1, ended_by = $2"
                      " WHERE institution = $3 AND number = $4 AND ended_at IS NULL",
                      {ending.at, ending.by, institution, ending.number})) == 1;
}

Result<std::vector<std::string>> departments(Tx& tx, std::optional<std::int64_t> year) {
    std::vector<std::string> names;
    TRY(
        tx.query("SELECT DISTINCT s.department FROM student s JOIN intake i ON i.id = s.intake"
                 " WHERE s.state = 'live' AND s.department <> '' AND ($1 = 0 OR i.year = $1)"
                 " ORDER BY s.department",
                 {year.value_or(0)}, [&names](const Row& row) -> Status {
                     names.push_back(row.string(0));
                     return Done{};
                 }));
    return names;
}

}  // namespace mingce::review_levels
