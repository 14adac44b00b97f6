// Deciding who is one person: pairs with their reasons, merges, and taking them back (DESIGN 4.4).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/match_weights.h"
#include "usecases/students/student_merger.h"

namespace mingce {

/// One thing that was compared, with the values of both as they are now, masked where sealed.
struct PairReason {
    const MatchComparison* comparison;
    const AgreementLevel* level;
    std::string one, other;
};

/// A field that either has a value in, as the caller sees both.
struct PairField {
    Field field = Field::Name;
    std::string one, other;
    bool differs = false;
    /// Whose value a merge keeps where nobody picks: the elder's, or the only one there is.
    bool one_wins = true;
    bool may_pick = false;  // both have one, they differ, and the caller may write it
};

/// The two as the record holds them now. One that was merged elsewhere since stands as who it
/// lives on in.
struct PairView {
    MatchPair pair;
    StudentRecord one, other;
    std::vector<PairReason> reasons;
    std::vector<PairField> fields = {};  // of show_pair: in the order of the data standard
    bool one_is_kept = true;             // by a merge: it came first
    double bits() const { return static_cast<double>(pair.weight) / 1000; }
};

struct ListPairs {
    std::string intake;          // key
    std::string state = "open";  // open, same, different, or all
};
/// Heaviest first. Pairs that became one person by another pair's decision are left out of the open
/// ones. Errors: NotFound (intake.unknown), BadInput (match.state).
Result<std::vector<PairView>> list_pairs(const Context& context, const ListPairs& request);

/// By id or its beginning. Errors: NotFound (match.unknown).
Result<PairView> show_pair(const Context& context, const std::string& id);

struct DecidePair {
    std::string id, reason;
    std::map<Field, bool> takes_other = {};  // whose value of a field is taken: the other's, or not
};
/// They are one: merges them. Errors: as show_pair and StudentMerger::merge; Forbidden
/// (access.field_hidden) for a pick of what the caller may not write.
Result<MergeOutcome> decide_same(const Context& context, const DecidePair& request);
/// They are two, and are not offered again; picks say nothing. Errors: as show_pair; Conflict
/// (match.decided) where they were merged.
Status decide_different(const Context& context, const DecidePair& request);

struct MergeStudents {
    std::string one, other;  // as students::find
    std::string reason;
};
/// Merges two of one intake whom no comparison put together. Errors: as StudentMerger::merge.
Result<MergeOutcome> merge_students(const Context& context, const MergeStudents& request);

struct SplitStudents {
    std::string who;  // the one that was merged, or the only one it was merged into
    std::string reason;
};
/// Errors: NotFound; Conflict (match.not_merged, match.split_which; as StudentMerger::split).
Result<SplitOutcome> split_students(const Context& context, const SplitStudents& request);

}  // namespace mingce
