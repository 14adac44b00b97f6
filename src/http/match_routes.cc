// Who may be one person: the queue, and what is decided.
#include <algorithm>

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
    std::string field, comparison, level, one, other;
    static constexpr std::string_view kName = "PairReason";
    static constexpr auto members() {
        using R = ReasonAnswer;
        return std::tuple{Member{"field", &R::field, {"字段", "field"}},
                          Member{"comparison", &R::comparison, {"比什么", "what was compared"}},
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
        answer.reasons.push_back(
            {std::string(reason.comparison->key), std::string(reason.comparison->text.in(language)),
             std::string(reason.level->text.in(language)), reason.one, reason.other});
    return answer;
}
Result<PairsAnswer> list_pairs_here(Call& call, const PairListInput& in) {
    PairsAnswer answer;
    for (const PairView& view :
         TRY(list_pairs(call.context, {in.intake, in.state.value_or("open")})))
        answer.items.push_back(answer_of(view, call.language()));
    return answer;
}

struct PairFieldAnswer {
    std::string field, zh, en, one, other, wins;
    bool differs = false, is_evidence = false, may_pick = false;
    static constexpr std::string_view kName = "PairField";
    static constexpr auto members() {
        using P = PairFieldAnswer;
        return std::tuple{
            Member{"field", &P::field, {"字段", "field"}},
            Member{"zh", &P::zh, {"中文名", "Chinese name"}},
            Member{"en", &P::en, {"英文名", "English name"}},
            Member{"one", &P::one, {"甲，按权限遮盖", "of the one, masked as one may see it"}},
            Member{"other", &P::other, {"乙", "of the other"}},
            Member{"differs", &P::differs, {"两者不同", "the two differ"}},
            Member{"wins",
                   &P::wins,
                   {"不选时留下谁的：one、other；相同则为空",
                    "whose value a merge keeps where nobody picks; \"\" where they agree"}},
            Member{"is_evidence", &P::is_evidence, {"是判断的依据", "is among the reasons"}},
            Member{"may_pick", &P::may_pick, {"可以选取另一个", "may be picked"}}};
    }
};
struct PairDetailAnswer {
    PairAnswer pair;
    std::string kept, reason, decided_by, decided_at;
    std::vector<PairFieldAnswer> fields;
    static constexpr std::string_view kName = "PairDetail";
    static constexpr auto members() {
        using P = PairDetailAnswer;
        return std::tuple{Member{"pair", &P::pair, {"这一对", "the pair"}},
                          Member{"kept",
                                 &P::kept,
                                 {"合并时留下谁：one 或 other，较早的一个",
                                  "who is kept by a merge, one or other: the one that came first"}},
                          Member{"fields", &P::fields, {"逐项对照", "field by field"}},
                          Member{"reason", &P::reason, {"判定的理由", "why it was decided so"}},
                          Member{"decided_by", &P::decided_by, {"何人判定", "who decided"}},
                          Member{"decided_at", &P::decided_at, {"何时判定", "when"}}};
    }
};
constexpr std::string_view kOne = "one", kOther = "other";

Result<PairDetailAnswer> show_pair_here(Call& call, const ById& in) {
    const PairView view = TRY(show_pair(call.context, in.id));
    PairDetailAnswer answer;
    answer.pair = answer_of(view, call.language());
    answer.kept = view.one_is_kept ? kOne : kOther;
    answer.reason = view.pair.reason;
    answer.decided_by = view.pair.decided_by;
    answer.decided_at = time_text(view.pair.decided_at);
    for (const PairField& field : view.fields) {
        const FieldStandard& standard = DataStandard::shipped().of(field.field);
        PairFieldAnswer& told = answer.fields.emplace_back();
        told.field = key_of(field.field);
        told.zh = standard.zh;
        told.en = standard.en;
        told.one = field.one;
        told.other = field.other;
        told.differs = field.differs;
        if (field.differs) told.wins = field.one_wins ? kOne : kOther;
        told.is_evidence = std::ranges::any_of(view.reasons, [&](const PairReason& reason) {
            return reason.comparison->key == told.field;
        });
        told.may_pick = field.may_pick;
    }
    return answer;
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
struct SameInput {
    std::string id, reason;
    Texts picks;
    static constexpr std::string_view kName = "DecideSame";
    static constexpr auto members() {
        using S = SameInput;
        return std::tuple{
            Member{"id", &S::id, kIdText, Bounds{.length_max = 64}},
            Member{"reason", &S::reason, kReasonText, kReasonBounds},
            Member{"picks",
                   &S::picks,
                   {"逐项选取：字段 → one 或 other；没有选的，留下较早的，另一个成为问题",
                    "whose value of a field is taken, one or other; where none is picked the"
                    " elder's stands and the other becomes a finding"},
                   Bounds{.length_max = 5, .items_max = 100}}};
    }
};
Result<MergeAnswer> decide_same_here(Call& call, const SameInput& in) {
    DecidePair request{in.id, in.reason};
    for (const auto& [key, who] : in.picks) {
        if (who != kOne && who != kOther)
            return Error(problem::kRequestMemberValue, "picks: one | other");
        request.takes_other[TRY(field_of_text(key))] = who == kOther;
    }
    return answer_of(TRY(decide_same(call.context, request)));
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
