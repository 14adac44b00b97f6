#include "store/match_pairs.h"

#include <algorithm>

#include "store/record_problems.h"

namespace mingce::match_pairs {

namespace {

constexpr std::string_view kSelect =
    "SELECT id, intake, batch, one, other, weight, reasons, state, created_at, decided_at,"
    " decided_by FROM match_pair ";

PairState state_of(std::string_view key) {
    for (PairState state : {PairState::Same, PairState::Different})
        if (key_of(state) == key) return state;
    return PairState::Open;
}

MatchPair read_pair(const Row& row) {
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

Result<MatchPair> load(Tx& tx, std::string_view id) {
    std::string low(id), high(id);
    low.resize(32, '0');
    high.resize(32, 'f');
    const auto from = Id::parse(low), to = Id::parse(high);
    std::vector<MatchPair> found;
    if (id.size() >= 8 && id.size() <= 32 && from && to)
        TRY(tx.query(std::string(kSelect) + "WHERE id BETWEEN $1 AND $2 LIMIT 2", {*from, *to},
                     [&](const Row& row) -> Status {
                         found.push_back(read_pair(row));
                         return Done{};
                     }));
    if (found.size() != 1) return Error(problem::kMatchUnknown, std::string(id));
    return std::move(found.front());
}

Result<std::optional<MatchPair>> of(Tx& tx, const Id& one, const Id& other) {
    std::optional<MatchPair> pair;
    TRY(tx.first(std::string(kSelect) + "WHERE one = $1 AND other = $2",
                 {std::min(one, other), std::max(one, other)},
                 [&](const Row& row) { pair = read_pair(row); }));
    return pair;
}

Result<std::vector<MatchPair>> all(Tx& tx, const Id& intake, std::optional<PairState> state) {
    std::vector<MatchPair> pairs;
    const std::string_view wanted = state ? key_of(*state) : std::string_view();
    TRY(tx.query(std::string(kSelect) +
                     "WHERE intake = $1 AND ($2 = '' OR state = $2) ORDER BY weight DESC, id",
                 {intake, wanted}, [&](const Row& row) -> Status {
                     pairs.push_back(read_pair(row));
                     return Done{};
                 }));
    return pairs;
}

Status decide(Tx& tx, const MatchPair& pair) {
    TRY(tx.run("UPDATE match_pair SET state = $1, decided_at = $2, decided_by = $3 WHERE id = $4",
               {key_of(pair.state), pair.decided_at, pair.decided_by, pair.id}));
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
    "SELECT id, kept, gone, kept_version, at, actor FROM student_merge WHERE split_at IS NULL ";

StudentMerge read_merge(const Row& row) {
    return {row.id(0), row.id(1), row.id(2), row.integer(3), row.moment(4), row.string(5), {}, ""};
}

}  // namespace

Result<std::optional<StudentMerge>> merge_of(Tx& tx, const Id& gone) {
    std::optional<StudentMerge> merge;
    TRY(tx.first(std::string(kSelectMerge) + "AND gone = $1 ORDER BY at DESC", {gone},
                 [&](const Row& row) { merge = read_merge(row); }));
    return merge;
}

Result<std::vector<StudentMerge>> merges_into(Tx& tx, const Id& kept) {
    std::vector<StudentMerge> merges;
    TRY(tx.query(std::string(kSelectMerge) + "AND kept = $1 ORDER BY at, id", {kept},
                 [&](const Row& row) -> Status {
                     merges.push_back(read_merge(row));
                     return Done{};
                 }));
    return merges;
}

Status set_split(Tx& tx, const StudentMerge& merge) {
    TRY(tx.run("UPDATE student_merge SET split_at = $1, split_by = $2 WHERE id = $3",
               {merge.split_at, merge.split_by, merge.id}));
    return Done{};
}

}  // namespace mingce::match_pairs
