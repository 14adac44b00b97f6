#include "store/standard_changes.h"

#include "store/record_problems.h"

namespace mingce::standard_changes {

namespace {

Result<StandardChange> read_change(const Row& row) {
    StandardChange change;
    change.number = row.integer(0);
    const auto kind = parse_standard_kind(row.text(1));
    std::string day = row.string(3);
    std::erase(day, '-');
    const auto from = parse_compact_date(day);
    if (!kind || !from) return Error(problem::kDocumentDamaged);
    change.kind = *kind;
    change.key = row.text(2);
    change.effective_from = *from;
    change.document = row.text(4);
    change.reason = row.text(5);
    change.at = row.moment(6);
    change.actor = row.text(7);
    change.account = row.id(8);
    change.needs_second = row.integer(9) != 0;
    change.confirmed_at = row.moment(10);
    change.confirmed_by = row.text(11);
    change.withdrawn_at = row.moment(12);
    change.withdrawn_by = row.text(13);
    change.withdrawn_reason = row.text(14);
    return change;
}

}  // namespace

Result<Version> version(Tx& tx, const Id& institution) {
    Version version;
    TRY(tx.first(
        "SELECT count(*), count(confirmed_at), count(withdrawn_at),"
        " CAST(coalesce(sum(at + coalesce(confirmed_at, 0) + coalesce(withdrawn_at, 0)), 0)"
        " AS BIGINT) FROM standard_change WHERE institution = $1",
        {institution}, [&version](const Row& row) {
            version = {row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
        }));
    return version;
}

Result<std::vector<StandardChange>> all(Tx& tx, const Id& institution) {
    std::vector<StandardChange> changes;
    TRY(
        tx.query("SELECT number, kind, key, effective_from, document, reason, at, actor, account,"
                 " needs_second, confirmed_at, confirmed_by, withdrawn_at, withdrawn_by,"
                 " withdrawn_reason FROM standard_change WHERE institution = $1 ORDER BY number",
                 {institution}, [&changes](const Row& row) -> Status {
                     changes.push_back(TRY(read_change(row)));
                     return Done{};
                 }));
    return changes;
}

Result<std::int64_t> next_number(Tx& tx, const Id& institution) {
    return TRY(tx.integer("SELECT coalesce(max(number), 0) FROM standard_change"
                          " WHERE institution = $1",
                          {institution})) +
           1;
}

Status add(Tx& tx, const Id& institution, const StandardChange& change) {
    const std::string day = iso_text(change.effective_from);
    TRY(
        tx.run("INSERT INTO standard_change (institution, number, kind, key, effective_from,"
               " document, reason, at, actor, account, needs_second)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
               {institution, change.number, key_of(change.kind), change.key, day, change.document,
                change.reason, change.at, change.actor, change.account, change.needs_second}));
    return Done{};
}

Result<bool> confirm(Tx& tx, const Id& institution, const StandardChange& change) {
    return TRY(tx.run("UPDATE standard_change SET confirmed_at = $1, confirmed_by = $2"
                      " WHERE institution = $3 AND number = $4 AND confirmed_at IS NULL"
                      " AND withdrawn_at IS NULL",
                      {change.confirmed_at, change.confirmed_by, institution, change.number})) == 1;
}

Result<bool> withdraw(Tx& tx, const Id& institution, const StandardChange& change) {
    return TRY(tx.run("UPDATE standard_change SET withdrawn_at = $1, withdrawn_by = $2,"
                      " withdrawn_reason = $3 WHERE institution = $4 AND number = $5"
                      " AND withdrawn_at IS NULL",
                      {change.withdrawn_at, change.withdrawn_by, change.withdrawn_reason,
                       institution, change.number})) == 1;
}

Result<std::string> judged_by(Tx& tx, const Id& institution) {
    std::string changes;
    TRY(tx.first("SELECT changes FROM standard_judged WHERE institution = $1", {institution},
                 [&changes](const Row& row) { changes = row.text(0); }));
    return changes;
}

Status set_judged_by(Tx& tx, const Id& institution, std::string_view changes, Moment now) {
    TRY(
        tx.run("INSERT INTO standard_judged (institution, changes, at) VALUES ($1, $2, $3)"
               " ON CONFLICT (institution) DO UPDATE SET changes = excluded.changes,"
               " at = excluded.at",
               {institution, changes, now}));
    return Done{};
}

}  // namespace mingce::standard_changes
