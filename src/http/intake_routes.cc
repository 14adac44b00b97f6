// Intakes: the frames one works in, and their hand-over from admissions.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/record/intakes.h"

namespace mingce::http {

namespace {

struct IntakeAnswer {
    std::string key, kind, handed_over_at;
    std::int64_t year = 0, students = 0;
    static constexpr std::string_view kName = "Intake";
    static constexpr auto members() {
        using I = IntakeAnswer;
        return std::tuple{
            Member{"key", &I::key, kIntakeText}, Member{"year", &I::year, {"年份", "year"}},
            Member{"kind",
                   &I::kind,
                   {"种类：ug 本专科、pg 研究生、intl 留学生", "kind of students"},
                   Bounds{.choices = words<StudentKind::International>}},
            Member{"students", &I::students, {"范围内在册人数", "live students of one's scope"}},
            Member{"handed_over_at",
                   &I::handed_over_at,
                   {"招办移交时间", "handed over by admissions at"}}};
    }
};
struct IntakesAnswer {
    std::vector<IntakeAnswer> items;
    static constexpr std::string_view kName = "Intakes";
    static constexpr auto members() {
        return std::tuple{Member{"items", &IntakesAnswer::items, {"招生批次", "intakes"}}};
    }
};
IntakeAnswer answer_of(const Intake& intake, std::int64_t students) {
    return {intake.key, std::string(key_of(intake.kind)), time_text(intake.handed_over_at),
            intake.year, students};
}
Result<IntakesAnswer> list_intakes_here(Call& call, const Nothing&) {
    IntakesAnswer answer;
    for (const IntakeCount& line : TRY(list_intakes(call.context)))
        answer.items.push_back(answer_of(line.intake, line.students));
    return answer;
}

struct IntakeInput {
    std::string key;
    static constexpr std::string_view kName = "IntakeInput";
    static constexpr auto members() {
        return std::tuple{Member{"key", &IntakeInput::key, kIntakeText, Bounds{.length_max = 20}}};
    }
};
Result<IntakeAnswer> make_intake(Call& call, const IntakeInput& in) {
    return answer_of(TRY(add_intake(call.context, in.key)), 0);
}
Result<Nothing> hand_over_here(Call& call, const IntakeInput& in) {
    TRY(hand_over_intake(call.context, in.key));
    return Nothing{};
}
struct TakeBackInput {
    std::string key, reason;
    static constexpr std::string_view kName = "Reason";
    static constexpr auto members() {
        return std::tuple{Member{"key", &TakeBackInput::key, kIntakeText, Bounds{.length_max = 20}},
                          Member{"reason", &TakeBackInput::reason, kReasonText, kReasonBounds}};
    }
};
Result<Nothing> take_back_intake_here(Call& call, const TakeBackInput& in) {
    TRY(take_back_hand_over(call.context, {in.key, in.reason}));
    return Nothing{};
}

constexpr std::string_view kIntakeTag = "intakes";
const Route kIntakeRoutes[] = {
    route<list_intakes_here>({Method::Get,
                              "/api/v1/intakes",
                              "listIntakes",
                              kIntakeTag,
                              {"招生批次", "Intakes"},
                              needs(Permission::IntakeRead)}),
    route<make_intake>({Method::Post,
                        "/api/v1/intakes",
                        "makeIntake",
                        kIntakeTag,
                        {"建立招生批次", "Make an intake"},
                        needs(Permission::IntakeMake),
                        kCreates}),
    route<hand_over_here>({Method::Post,
                           "/api/v1/intakes/{key}/hand-over",
                           "handOverIntake",
                           kIntakeTag,
                           {"招办移交", "Hand it over"},
                           needs(Permission::IntakeHandOver)}),
    route<take_back_intake_here>(
        {Method::Post,
         "/api/v1/intakes/{key}/hand-over/taking-back",
         "takeBackHandOver",
         kIntakeTag,
         {"退回招办（学籍科）", "Give it back to admissions, by the registry"},
         needs(Permission::IntakeTakeBack)}),
};

}  // namespace

std::span<const Route> intake_routes() { return kIntakeRoutes; }

}  // namespace mingce::http
