#include "usecases/students/match_people.h"

#include <algorithm>

#include "access/field_mask.h"
#include "domain/standard.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/students/match_problems.h"
#include "usecases/students/pair_decision.h"

namespace mingce {

namespace {

Result<std::optional<PairState>> state_named(const std::string& name) {
    using enum PairState;
    if (name == "all") return std::optional<PairState>();
    for (PairState state : {Open, Same, Different})
        if (key_of(state) == name) return std::optional(state);
    return Error(problem::kMatchState, name);
}

/// "name:same birth_date:one_off" with the values of both.
std::vector<PairReason> reasons_of(const PairView& view) {
    std::vector<PairReason> reasons;
    std::string_view rest = view.pair.reasons;
    while (!rest.empty()) {
        const std::size_t blank = rest.find(' ');
        const std::string_view item = rest.substr(0, blank);
        rest.remove_prefix(blank == std::string_view::npos ? rest.size() : blank + 1);
        const std::size_t colon = std::min(item.find(':'), item.size());
        for (const MatchComparison& comparison : kMatchComparisons) {
            const auto field = field_of(comparison.key);
            if (comparison.key != item.substr(0, colon) || !field) continue;
            for (const AgreementLevel& level : comparison.levels)
                if (item.ends_with(level.key) && level.key.size() + colon + 1 == item.size())
                    reasons.push_back(
                        {&comparison, &level,
                         shown(DataStandard::shipped().of(*field), view.one.values[*field]),
                         shown(DataStandard::shipped().of(*field), view.other.values[*field])});
        }
    }
    return reasons;
}

Result<PairView> view_of_pair(Tx& tx, Boxes& boxes, MatchPair pair) {
    PairView view{std::move(pair), {}, {}, {}};
    const Id one = TRY(students::living(tx, view.pair.one));
    const Id other = TRY(students::living(tx, view.pair.other));
    // A pair decided to be one shows what each said; an open one who would be merged.
    const bool is_merged = one == other;
    view.one = TRY(students::load(tx, boxes, is_merged ? view.pair.one : one));
    view.other = TRY(students::load(tx, boxes, is_merged ? view.pair.other : other));
    view.reasons = reasons_of(view);
    return view;
}

}  // namespace

Result<std::vector<PairView>> list_pairs(const Context& context, const ListPairs& request) {
    const std::optional<PairState> state = TRY(state_named(request.state));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<PairView>> {
        const Id intake = TRY(intakes::load(tx, request.intake)).id;
        Boxes boxes = context.boxes();
        std::vector<PairView> views;
        for (MatchPair& pair : TRY(match_pairs::all(tx, boxes, intake, state))) {
            PairView view = TRY(view_of_pair(tx, boxes, std::move(pair)));
            const bool is_one_now =
                view.one.state == RecordState::Merged || view.other.state == RecordState::Merged;
            if (view.pair.state == PairState::Open && is_one_now) continue;
            views.push_back(std::move(view));
        }
        return views;
    });
}

Result<PairView> show_pair(const Context& context, const std::string& id) {
    return read_value(context.database(), [&](Tx& tx) -> Result<PairView> {
        Boxes boxes = context.boxes();
        return view_of_pair(tx, boxes, TRY(match_pairs::load(tx, boxes, id)));
    });
}

Result<MergeOutcome> decide_same(const Context& context, const DecidePair& request) {
    return write_value(context.database(), [&](Tx& tx) -> Result<MergeOutcome> {
        Boxes boxes = context.boxes();
        const MatchPair pair = TRY(match_pairs::load(tx, boxes, request.id));
        const Id one = TRY(students::living(tx, pair.one));
        const Id other = TRY(students::living(tx, pair.other));
        if (one == other) return Error(problem::kMatchDecided);
        StudentMerger merger(tx, context, day_of(context.now));
        MergeOutcome outcome = TRY(merger.merge(one, other, request.reason));
        TRY(decide_pair(tx, context, pair, {PairState::Same, request.reason}));
        return outcome;
    });
}

Status decide_different(const Context& context, const DecidePair& request) {
    return context.database().write([&](Tx& tx) -> Status {
        Boxes boxes = context.boxes();
        const MatchPair pair = TRY(match_pairs::load(tx, boxes, request.id));
        const Id one = TRY(students::living(tx, pair.one));
        if (one == TRY(students::living(tx, pair.other))) return Error(problem::kMatchDecided);
        return decide_pair(tx, context, pair, {PairState::Different, request.reason});
    });
}

Result<MergeOutcome> merge_students(const Context& context, const MergeStudents& request) {
    return write_value(context.database(), [&](Tx& tx) -> Result<MergeOutcome> {
        const Id one = TRY(students::find(tx, request.one));
        const Id other = TRY(students::find(tx, request.other));
        StudentMerger merger(tx, context, day_of(context.now));
        MergeOutcome outcome = TRY(merger.merge(one, other, request.reason));
        Boxes boxes = context.boxes();
        if (const auto pair = TRY(match_pairs::of(tx, boxes, one, other)))
            TRY(decide_pair(tx, context, *pair, {PairState::Same, request.reason}));
        return outcome;
    });
}

Result<SplitOutcome> split_students(const Context& context, const SplitStudents& request) {
    return write_value(context.database(), [&](Tx& tx) -> Result<SplitOutcome> {
        const Id who = TRY(students::find(tx, request.who));
        std::optional<StudentMerge> merge = TRY(match_pairs::merge_of(tx, who));
        if (!merge) {
            const std::vector<StudentMerge> merges = TRY(match_pairs::merges_into(tx, who));
            if (merges.empty()) return Error(problem::kSplitNothing);
            if (merges.size() > 1) return Error(problem::kSplitWhich);
            merge = merges.front();
        }
        StudentMerger merger(tx, context, day_of(context.now));
        return merger.split(*merge, request.reason);
    });
}

}  // namespace mingce
