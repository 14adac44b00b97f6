#include "store/match_pairs.h"

#include <algorithm>

#include "base/canonical_line.h"
#include "store/record_problems.h"

namespace mingce {

std::string decision_text(const MatchPair& pair) {
    std::string text;
    append_canonical_line(text, {"mingce-match", "1", pair.id.hex(), pair.one.hex(),
                                 pair.other.hex(), key_of(pair.state), pair.reason});
    return text;
}

namespace match_pairs {

namespace {

constexpr std::string_view kSelect =
    "SELECT p.id, p.intake, p.batch, p.one, p.other, p.weight, p.reasons, p.state, p.created_at,"
    " p.decided_at, p.decided_by, p.box, k.sealing_key, k.wrapped"
    " FROM match_pair p LEFT JOIN student_key k ON k.student = p.one ";

PairState state_of(std::string_view key) {
    for (PairState state : {PairState::Same, PairState::Different})
        if (key_of(state) == key) return state;
    return PairState::Open;
}

Result<MatchPair> read_pair(Boxes& boxes, const Row& row) {
    MatchPair pair;
    pair.id = row.id(0);
    pair.intake = row.id(1);
    pair.batch = row.id(2);
    pair.one = row.id(3);
    pair.other = row.id(4);
    pair.weight = row.integer(5);
    pair.reasons = row.text(6);
    pair.state = state_of(row.text(7));
    pair.created_at = row.moment(8);
    pair.decided_at = row.moment(9);
    pair.decided_by = row.text(10);
    if (row.is_null(11)) return pair;
    const OpenStudentKey key = TRY(boxes.unwrap({pair.one, row.id(12), row.blob(13)}));
    pair.reason = TRY(boxes.open(key, {"match_pair", pair.id}, row.blob(11)));
    return pair;
}

}  // namespace

Result<std::uint64_t> add(Tx& tx, const Id& institution, std::vector<MatchPair> pairs) {
    std::vector<Param> params;
    for (MatchPair& pair : pairs)
        if (pair.other < pair.one) std::swap(pair.one, pair.other);
    return tx.run_many(
        "INSERT INTO match_pair (id, institution, intake, batch, one, other, weight, reasons,"
        " state, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9)"
        " ON CONFLICT (one, other) DO NOTHING",
        pairs.size(), [&](std::size_t i) -> std::span<const Param> {
            const MatchPair& pair = pairs[i];
            params.assign({pair.id, institution, pair.intake, pair.batch, pair.one, pair.other,
                           pair.weight, pair.reasons, pair.created_at});
            return params;
        });
}

Result<MatchPair> load(Tx& tx, Boxes& boxes, std::string_view id) {
    std::string low(id), high(id);
    low.resize(32, '0');
    high.resize(32, 'f');
    const auto from = Id::parse(low), to = Id::parse(high);
    std::vector<MatchPair> found;
    if (id.size() >= 8 && id.size() <= 32 && from && to)
        TRY(tx.query(std::string(kSelect) + "WHERE p.id BETWEEN $1 AND $2 LIMIT 2", {*from, *to},
                     [&](const Row& row) -> Status {
                         found.push_back(TRY(read_pair(boxes, row)));
                         return Done{};
                     }));
    if (found.size() != 1) return Error(problem::kMatchUnknown, std::string(id));
    return std::move(found.front());
}

Result<std::optional<MatchPair>> of(Tx& tx, Boxes& boxes, const Id& one, const Id& other) {
    std::optional<MatchPair> pair;
    TRY(tx.query(std::string(kSelect) + "WHERE p.one = $1 AND p.other = $2",
                 {std::min(one, other), std::max(one, other)}, [&](const Row& row) -> Status {
                     pair = TRY(read_pair(boxes, row));
                     return Done{};
                 }));
    return pair;
}

Result<std::vector<MatchPair>> all(Tx& tx, Boxes& boxes, const Id& intake,
                                   std::optional<PairState> state) {
    std::vector<MatchPair> pairs;
    const std::string_view wanted = state ? key_of(*state) : std::string_view();
    TRY(tx.query(std::string(kSelect) + "WHERE p.intake = $1 AND ($2 = '' OR p.state = $2)"
                                        " ORDER BY p.weight DESC, p.id",
                 {intake, wanted}, [&](const Row& row) -> Status {
                     pairs.push_back(TRY(read_pair(boxes, row)));
                     return Done{};
                 }));
    return pairs;
}

Status each_checked(Tx& tx, Boxes& boxes, const CheckedPair& each) {
    return tx.query(kSelect, {}, [&](const Row& row) -> Status {
        each(row.id(0), read_pair(boxes, row), boxes.unwrap({row.id(3), row.id(12), row.blob(13)}));
        return Done{};
    });
}

Result<std::int64_t> count_open(Tx& tx, const Id& intake) {
    return tx.integer("SELECT count(*) FROM match_pair WHERE intake = $1 AND state = 'open'",
                      {intake});
}

Status decide(Tx& tx, Boxes& boxes, const OpenStudentKey& key, const MatchPair& pair) {
    const std::string box =
        pair.reason.empty() ? "" : boxes.seal(key, {"match_pair", pair.id}, pair.reason);
    TRY(
        tx.run("UPDATE match_pair SET state = $1, decided_at = $2, decided_by = $3, box = $4"
               " WHERE id = $5",
               {key_of(pair.state), pair.decided_at, pair.decided_by, blob_or_null(box), pair.id}));
    return Done{};
}

Status add_merge(Tx& tx, const StudentMerge& merge) {
    TRY(
        tx.run("INSERT INTO student_merge (id, kept, gone, kept_version, at, actor)"
               " VALUES ($1, $2, $3, $4, $5, $6)",
               {merge.id, merge.kept, merge.gone, merge.kept_version, merge.at, merge.actor}));
    return Done{};
}

namespace {

constexpr std::string_view kSelectMerge =
    "SELECT id, kept, gone, kept_version, at, actor, split_at, split_by FROM student_merge WHERE ";

StudentMerge read_merge(const Row& row) {
    return {row.id(0),     row.id(1),     row.id(2),     row.integer(3),
            row.moment(4), row.string(5), row.moment(6), row.string(7)};
}

Result<std::vector<StudentMerge>> merges_where(Tx& tx, std::string_view where,
                                               std::initializer_list<Param> params) {
    std::vector<StudentMerge> merges;
    TRY(tx.query(std::string(kSelectMerge) + std::string(where) + " ORDER BY at, id", params,
                 [&](const Row& row) -> Status {
                     merges.push_back(read_merge(row));
                     return Done{};
                 }));
    return merges;
}

}  // namespace

Result<std::optional<StudentMerge>> merge_of(Tx& tx, const Id& gone) {
    std::optional<StudentMerge> merge;
    TRY(tx.first(std::string(kSelectMerge) + "split_at IS NULL AND gone = $1 ORDER BY at DESC",
                 {gone}, [&](const Row& row) { merge = read_merge(row); }));
    return merge;
}

Result<std::vector<StudentMerge>> merges_into(Tx& tx, const Id& kept) {
    return merges_where(tx, "split_at IS NULL AND kept = $1", {kept});
}

Result<std::vector<StudentMerge>> merges_with(Tx& tx, const Id& student) {
    return merges_where(tx, "kept = $1 OR gone = $1", {student});
}

Result<std::vector<StudentMerge>> all_merges(Tx& tx) { return merges_where(tx, "1 = 1", {}); }

Status set_split(Tx& tx, const StudentMerge& merge) {
    TRY(tx.run("UPDATE student_merge SET split_at = $1, split_by = $2 WHERE id = $3",
               {merge.split_at, merge.split_by, merge.id}));
    return Done{};
}

}  // namespace match_pairs

}  // namespace mingce
