#include "usecases/students/match_people.h"

#include <algorithm>

#include "access/problems.h"
#include "access/sight.h"
#include "domain/standard.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/access/seen_students.h"
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
std::vector<PairReason> reasons_of(const Caller& caller, const PairView& view) {
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
                    reasons.push_back({&comparison, &level,
                                       seen(caller, *field, view.one.values[*field]),
                                       seen(caller, *field, view.other.values[*field])});
        }
    }
    return reasons;
}

/// Side by side; what the caller does not see at all is left out.
std::vector<PairField> fields_of(const Caller& caller, const PairView& view) {
    std::vector<PairField> fields;
    for (Field field : kAllFields) {
        const std::string &one = view.one.values[field], &other = view.other.values[field];
        if (one.empty() && other.empty()) continue;
        if (sight_of(caller, field) == Sight::Hidden) continue;
        const bool one_wins = view.one_is_kept ? !one.empty() : other.empty();
        const bool may_pick = one != other && !one.empty() && !other.empty() &&
                              field != Field::StudentNo && may_write(caller, field);
        fields.push_back({field, seen(caller, field, one), seen(caller, field, other), one != other,
                          one_wins, may_pick});
    }
    return fields;
}

/// Picks as the merger takes them. Errors: Forbidden (access.field_hidden).
Result<MergePicks> picks_of(const Context& context, const DecidePair& request, const Id& one,
                            const Id& other) {
    MergePicks picks;
    for (const auto& [field, takes_other] : request.takes_other) {
        if (!may_write(context.caller, field))
            return Error(problem::kFieldHidden, std::string(key_of(field)));
        picks[field] = takes_other ? other : one;
    }
    return picks;
}

/// A pair is there for whoever may see both.
Status require_both(Tx& tx, const Context& context, const Id& one, const Id& other) {
    for (const Id& id : {one, other})
        if (!TRY(students::is_within(tx, context.caller.scope, id)))
            return Error(problem::kMatchUnknown);
    return Done{};
}

Result<PairView> view_of_pair(Tx& tx, const Context& context, MatchPair pair) {
    Boxes boxes = context.boxes();
    PairView view{std::move(pair), {}, {}, {}};
    const Id one = TRY(students::living(tx, view.pair.one));
    const Id other = TRY(students::living(tx, view.pair.other));
    // A pair decided to be one shows what each said; an open one who would be merged.
    const bool is_merged = one == other;
    view.one = TRY(students::load(tx, boxes, is_merged ? view.pair.one : one));
    view.other = TRY(students::load(tx, boxes, is_merged ? view.pair.other : other));
    TRY(require_both(tx, context, view.one.id, view.other.id));
    view.reasons = reasons_of(context.caller, view);
    view.one_is_kept = is_elder(view.one, view.other);
    view.fields = fields_of(context.caller, view);
    show_values(context.caller, view.one.values);
    show_values(context.caller, view.other.values);
    return view;
}

void show_outcome(const Caller& caller, MergeOutcome& outcome) {
    show_values(caller, outcome.kept.values);
    show_values(caller, outcome.gone.values);
    show_changes(caller, outcome.filled);
    show_changes(caller, outcome.lost);
    show_changes(caller, outcome.picked);
}

}  // namespace

Result<std::vector<PairView>> list_pairs(const Context& context, const ListPairs& request) {
    TRY(require(context, Permission::MatchRead));
    const std::optional<PairState> state = TRY(state_named(request.state));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<PairView>> {
        const Id intake = TRY(intakes::load(tx, request.intake)).id;
        Boxes boxes = context.boxes();
        std::vector<PairView> views;
        for (MatchPair& pair : TRY(match_pairs::all(tx, boxes, intake, state))) {
            auto seen_pair = view_of_pair(tx, context, std::move(pair));
            if (!seen_pair.ok() && &seen_pair.error().problem() == &problem::kMatchUnknown)
                continue;
            PairView view = TRY(std::move(seen_pair));
            const bool is_one_now =
                view.one.state == RecordState::Merged || view.other.state == RecordState::Merged;
            if (view.pair.state == PairState::Open && is_one_now) continue;
            views.push_back(std::move(view));
        }
        return views;
    });
}

Result<PairView> show_pair(const Context& context, const std::string& id) {
    TRY(require(context, Permission::MatchRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<PairView> {
        Boxes boxes = context.boxes();
        return view_of_pair(tx, context, TRY(match_pairs::load(tx, boxes, id)));
    });
}

Result<MergeOutcome> decide_same(const Context& context, const DecidePair& request) {
    TRY(require(context, Permission::MatchDecide));
    return write_value(context.database(), [&](Tx& tx) -> Result<MergeOutcome> {
        Boxes boxes = context.boxes();
        const MatchPair pair = TRY(match_pairs::load(tx, boxes, request.id));
        const Id one = TRY(students::living(tx, pair.one));
        const Id other = TRY(students::living(tx, pair.other));
        TRY(require_both(tx, context, one, other));
        if (one == other) return Error(problem::kMatchDecided);
        StudentMerger merger(tx, context, day_of(context.now));
        const MergePicks picks = TRY(picks_of(context, request, one, other));
        MergeOutcome outcome = TRY(merger.merge(one, other, request.reason, picks));
        TRY(decide_pair(tx, context, pair, {PairState::Same, request.reason}));
        show_outcome(context.caller, outcome);
        return outcome;
    });
}

Status decide_different(const Context& context, const DecidePair& request) {
    TRY(require(context, Permission::MatchDecide));
    return context.database().write([&](Tx& tx) -> Status {
        Boxes boxes = context.boxes();
        const MatchPair pair = TRY(match_pairs::load(tx, boxes, request.id));
        const Id one = TRY(students::living(tx, pair.one));
        const Id other = TRY(students::living(tx, pair.other));
        TRY(require_both(tx, context, one, other));
        if (one == other) return Error(problem::kMatchDecided);
        return decide_pair(tx, context, pair, {PairState::Different, request.reason});
    });
}

Result<MergeOutcome> merge_students(const Context& context, const MergeStudents& request) {
    TRY(require(context, Permission::MatchDecide));
    return write_value(context.database(), [&](Tx& tx) -> Result<MergeOutcome> {
        const Id one = TRY(find_student(tx, context, request.one));
        const Id other = TRY(find_student(tx, context, request.other));
        StudentMerger merger(tx, context, day_of(context.now));
        MergeOutcome outcome = TRY(merger.merge(one, other, request.reason));
        Boxes boxes = context.boxes();
        if (const auto pair = TRY(match_pairs::of(tx, boxes, one, other)))
            TRY(decide_pair(tx, context, *pair, {PairState::Same, request.reason}));
        show_outcome(context.caller, outcome);
        return outcome;
    });
}

Result<SplitOutcome> split_students(const Context& context, const SplitStudents& request) {
    TRY(require(context, Permission::MatchDecide));
    return write_value(context.database(), [&](Tx& tx) -> Result<SplitOutcome> {
        const Id who = TRY(find_student(tx, context, request.who));
        std::optional<StudentMerge> merge = TRY(match_pairs::merge_of(tx, who));
        if (!merge) {
            const std::vector<StudentMerge> merges = TRY(match_pairs::merges_into(tx, who));
            if (merges.empty()) return Error(problem::kSplitNothing);
            if (merges.size() > 1) return Error(problem::kSplitWhich);
            merge = merges.front();
        }
        StudentMerger merger(tx, context, day_of(context.now));
        TRY(require_both(tx, context, merge->kept, merge->gone));
        SplitOutcome outcome = TRY(merger.split(*merge, request.reason));
        show_values(context.caller, outcome.kept.values);
        show_values(context.caller, outcome.back.values);
        show_changes(context.caller, outcome.returned);
        show_changes(context.caller, outcome.standing);
        return outcome;
    });
}

}  // namespace mingce
