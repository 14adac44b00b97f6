// Who may be one person: the queue, and what is decided.
#include "domain/standard.h"
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/students/match_people.h"

namespace mingce::http {

namespace {

struct PairListInput {
    std::string intake;
    std::optional<std::string> state;
    static constexpr std::string_view kName = "PairListInput";
    static constexpr auto members() {
        return std::tuple{Member{"intake", &PairListInput::intake, kIntakeText},
                          Member{"state",
                                 &PairListInput::state,
                                 {"open、same、different、all；缺省 open",
                                  "open, same, different, all; open without"}}};
    }
};
struct ReasonAnswer {
    std::string comparison, level, one, other;
    static constexpr std::string_view kName = "PairReason";
    static constexpr auto members() {
        using R = ReasonAnswer;
        return std::tuple{Member{"comparison", &R::comparison, {"比什么", "what was compared"}},
                          Member{"level", &R::level, {"如何", "how they compare"}},
                          Member{"one", &R::one, {"甲", "of the one"}},
                          Member{"other", &R::other, {"乙", "of the other"}}};
    }
};
struct PairAnswer {
    std::string id, state, one, one_name, other, other_name;
    std::int64_t weight = 0;
    std::vector<ReasonAnswer> reasons;
    static constexpr std::string_view kName = "Pair";
    static constexpr auto members() {
        using P = PairAnswer;
        return std::tuple{Member{"id", &P::id, kIdText},
                          Member{"state", &P::state, {"状态", "state"}},
                          Member{"one", &P::one, {"甲的编号", "id of the one"}},
                          Member{"one_name", &P::one_name, {"甲的姓名", "name of the one"}},
                          Member{"other", &P::other, {"乙的编号", "id of the other"}},
                          Member{"other_name", &P::other_name, {"乙的姓名", "name of the other"}},
                          Member{"weight",
                                 &P::weight,
                                 {"证据，千分之一比特", "evidence, in thousandths of a bit"},
                                 Bounds{.least = -1'000'000}},
                          Member{"reasons", &P::reasons, {"依据", "reasons"}}};
    }
};
struct PairsAnswer {
    std::vector<PairAnswer> items;
    static constexpr std::string_view kName = "Pairs";
    static constexpr auto members() {
        return std::tuple{Member{"items", &PairsAnswer::items, {"待定的学生对", "pairs"}}};
    }
};
PairAnswer answer_of(const PairView& view, Language language) {
    PairAnswer answer{view.pair.id.hex(),  std::string(key_of(view.pair.state)),
                      view.one.id.hex(),   view.one.values[Field::Name],
                      view.other.id.hex(), view.other.values[Field::Name],
                      view.pair.weight,    {}};
    for (const PairReason& reason : view.reasons)
        answer.reasons.push_back({std::string(reason.comparison->text.in(language)),
                                  std::string(reason.level->text.in(language)), reason.one,
                                  reason.other});
    return answer;
}
Result<PairsAnswer> list_pairs_here(Call& call, const PairListInput& in) {
    PairsAnswer answer;
    for (const PairView& view :
         TRY(list_pairs(call.context, {in.intake, in.state.value_or("open")})))
        answer.items.push_back(answer_of(view, call.language()));
    return answer;
}
Result<PairAnswer> show_pair_here(Call& call, const ById& in) {
    return answer_of(TRY(show_pair(call.context, in.id)), call.language());
}

struct MergeAnswer {
    std::string kept, gone;
    static constexpr std::string_view kName = "MergeOutcome";
    static constexpr auto members() {
        return std::tuple{
            Member{"kept", &MergeAnswer::kept, {"留下的学生", "the student kept"}},
            Member{"gone", &MergeAnswer::gone, {"并入的学生", "the student merged into it"}}};
    }
};
MergeAnswer answer_of(const MergeOutcome& outcome) {
    return {outcome.kept.id.hex(), outcome.gone.id.hex()};
}
Result<MergeAnswer> decide_same_here(Call& call, const ByIdWithReason& in) {
    return answer_of(TRY(decide_same(call.context, {in.id, in.reason})));
}
Result<Nothing> decide_different_here(Call& call, const ByIdWithReason& in) {
    TRY(decide_different(call.context, {in.id, in.reason}));
    return Nothing{};
}

struct MergeInput {
    std::string one, other, reason;
    static constexpr std::string_view kName = "MergeStudents";
    static constexpr auto members() {
        using M = MergeInput;
        return std::tuple{Member{"one", &M::one, kStudentText},
                          Member{"other", &M::other, kStudentText},
                          Member{"reason", &M::reason, kReasonText, kReasonBounds}};
    }
};
Result<MergeAnswer> merge_here(Call& call, const MergeInput& in) {
    return answer_of(TRY(merge_students(call.context, {in.one, in.other, in.reason})));
}
struct SplitAnswer {
    std::string kept, back;
    static constexpr std::string_view kName = "SplitOutcome";
    static constexpr auto members() {
        return std::tuple{
            Member{"kept", &SplitAnswer::kept, {"留下的学生", "the student it was merged into"}},
            Member{"back", &SplitAnswer::back, {"拆出的学生", "the student that is back"}}};
    }
};
Result<SplitAnswer> split_here(Call& call, const ByIdWithReason& in) {
    const SplitOutcome outcome = TRY(split_students(call.context, {in.id, in.reason}));
    return SplitAnswer{outcome.kept.id.hex(), outcome.back.id.hex()};
}

constexpr std::string_view kMatchTag = "matches";
const Route kMatchRoutes[] = {
    route<list_pairs_here>({Method::Get,
                            "/api/v1/matches",
                            "listMatches",
                            kMatchTag,
                            {"疑似同一人", "Pairs who may be one person"},
                            needs(Permission::MatchRead),
                            kSlowRoute}),
    route<show_pair_here>({Method::Get,
                           "/api/v1/matches/{id}",
                           "showMatch",
                           kMatchTag,
                           {"一对", "One pair"},
                           needs(Permission::MatchRead)}),
    route<decide_same_here>({Method::Post,
                             "/api/v1/matches/{id}/same",
                             "decideSame",
                             kMatchTag,
                             {"是同一人，合并", "They are one: merge"},
                             needs(Permission::MatchDecide)}),
    route<decide_different_here>({Method::Post,
                                  "/api/v1/matches/{id}/different",
                                  "decideDifferent",
                                  kMatchTag,
                                  {"不是同一人", "They are two"},
                                  needs(Permission::MatchDecide)}),
    route<merge_here>({Method::Post,
                       "/api/v1/merges",
                       "mergeStudents",
                       kMatchTag,
                       {"合并两个学生", "Merge two students"},
                       needs(Permission::MatchDecide)}),
    route<split_here>({Method::Post,
                       "/api/v1/students/{id}/split",
                       "splitStudents",
                       kMatchTag,
                       {"拆分合并", "Split merged students"},
                       needs(Permission::MatchDecide)}),
};

}  // namespace

std::span<const Route> match_routes() { return kMatchRoutes; }

}  // namespace mingce::http
