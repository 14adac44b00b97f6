// Pairs of students who may be one person, and what people decided about them; merges, both ways.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

enum class PairState : std::uint8_t { Open, Same, Different };

constexpr std::string_view key_of(PairState state) {
    switch (state) {
        case PairState::Open: return "open";
        case PairState::Same: return "same";
        case PairState::Different: return "different";
    }
    return "";
}

struct MatchPair {
    Id id, intake, batch;
    Id one, other;            // one < other: a pair stands once
    std::int64_t weight = 0;  // thousandths of a bit
    std::string reasons;      // comparisons and their levels, "name:equal birth_date:digit"
    PairState state = PairState::Open;
    Moment created_at, decided_at;
    std::string decided_by;
    std::string reason;  // of the decision, as somebody wrote it
};

/// What the audit commits to of a decision, as canonical text.
std::string decision_text(const MatchPair& pair);

struct StudentMerge {
    Id id, kept, gone;
    std::int64_t kept_version = 0;  // of the kept one, after it
    Moment at;
    std::string actor;
    Moment split_at;  // 0: it stands
    std::string split_by;
};

namespace match_pairs {

/// Writes those that are not there yet, decided or not; returns how many.
Result<std::uint64_t> add(Tx& tx, const Id& institution, std::vector<MatchPair> pairs);
/// By id or its beginning. Errors: NotFound (match.unknown).
Result<MatchPair> load(Tx& tx, Boxes& boxes, std::string_view id);
/// The pair of two students, whichever way round.
Result<std::optional<MatchPair>> of(Tx& tx, Boxes& boxes, const Id& one, const Id& other);
/// Heaviest first.
Result<std::vector<MatchPair>> all(Tx& tx, Boxes& boxes, const Id& intake,
                                   std::optional<PairState> state);
Result<std::int64_t> count_open(Tx& tx, const Id& intake);
/// Writes state, time, actor and reason; `key` is that of `one`.
Status decide(Tx& tx, Boxes& boxes, const OpenStudentKey& key, const MatchPair& pair);

/// Every pair, one that does not open as its refusal; `key` is that of `one`.
using CheckedPair =
    std::function<void(const Id&, const Result<MatchPair>&, const Result<OpenStudentKey>& key)>;
Status each_checked(Tx& tx, Boxes& boxes, const CheckedPair& each);

Status add_merge(Tx& tx, const StudentMerge& merge);
/// The merge that took a student away and stands.
Result<std::optional<StudentMerge>> merge_of(Tx& tx, const Id& gone);
/// Standing merges into a student, oldest first.
Result<std::vector<StudentMerge>> merges_into(Tx& tx, const Id& kept);
/// Merges of a student, either way round, those taken back too; oldest first.
Result<std::vector<StudentMerge>> merges_with(Tx& tx, const Id& student);
/// Of all students, those taken back too; oldest first.
Result<std::vector<StudentMerge>> all_merges(Tx& tx);
Status set_split(Tx& tx, const StudentMerge& merge);

}  // namespace match_pairs

}  // namespace mingce
