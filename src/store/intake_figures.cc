#include "store/intake_figures.h"

#include "store/scope_filter.h"

namespace mingce::intake_figures {

Status each_student(Tx& tx, const StudentSelection& selection,
                    const std::function<void(const CountedStudent&)>& each) {
    const SelectionQuery query(tx.dialect(), selection);
    const DocumentField level(Field::Level);
    return tx.query(
        "SELECT s.department, s.major, s.class, s.province, s.sex, s.status, s.student_no,"
        " s.fields, s.id" +
            query.sql,
        query.params, [&](const Row& row) -> Status {
            if (!query.matches(row.id(8), row.text(7))) return Done{};
            each({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
                  level.value_in(row.text(7)), !row.text(6).empty()});
            return Done{};
        });
}

Result<std::vector<SeverityCount>> open_findings(Tx& tx, const FindingsOf& of) {
    std::vector<Param> params = {of.intake};
    std::string sql =
        "SELECT f.severity, count(*), count(DISTINCT f.student) FROM finding f"
        " JOIN student s ON s.id = f.student WHERE f.intake = $1 AND f.state = 'open'"
        " AND s.state = 'live'";
    sql += scope_condition(of.scope, "s", params);
    sql += fields_left_out("f.field", of.but_on, params) + " GROUP BY f.severity";
    std::vector<SeverityCount> counts;
    TRY(tx.query(sql, params, [&counts](const Row& row) -> Status {
        counts.push_back({row.string(0), row.integer(1), row.integer(2)});
        return Done{};
    }));
    return counts;
}

Result<std::int64_t> open_findings_on_files(Tx& tx, const Id& intake) {
    return tx.integer(
        "SELECT count(*) FROM finding WHERE intake = $1 AND state = 'open' AND student IS NULL",
        {intake});
}

Result<std::vector<std::pair<Id, Id>>> open_pairs(Tx& tx, const Id& intake) {
    std::vector<std::pair<Id, Id>> pairs;
    TRY(tx.query("SELECT one, other FROM match_pair WHERE intake = $1 AND state = 'open'", {intake},
                 [&pairs](const Row& row) -> Status {
                     pairs.emplace_back(row.id(0), row.id(1));
                     return Done{};
                 }));
    return pairs;
}

Result<std::optional<Batch>> last_batch(Tx& tx, const Id& intake) {
    Id last;
    TRY(
        tx.first("SELECT id FROM batch WHERE intake = $1 AND committed_at IS NOT NULL"
                 " AND state <> 'undone' ORDER BY number DESC LIMIT 1",
                 {intake}, [&last](const Row& row) { last = row.id(0); }));
    if (last.is_none()) return std::optional<Batch>();
    return std::optional<Batch>(TRY(batches::load(tx, last)));
}

}  // namespace mingce::intake_figures
