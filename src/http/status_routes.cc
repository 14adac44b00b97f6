// What becomes of students: states on a day, dated events recorded and taken back.
#include "domain/enrolment.h"
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/students/enrolment_status.h"

namespace mingce::http {

namespace {

std::vector<std::string_view> state_words() {
    std::vector<std::string_view> words;
    for (const EnrolmentStateText& state : enrolment_states()) words.push_back(state.key);
    return words;
}
std::vector<std::string_view> event_words() {
    std::vector<std::string_view> words;
    for (const EnrolmentEventText& event : enrolment_events()) words.push_back(event.key);
    return words;
}

struct StatusListInput {
    std::string intake;
    std::optional<std::string> state, day;
    static constexpr std::string_view kName = "StatusListInput";
    static constexpr auto members() {
        using S = StatusListInput;
        return std::tuple{Member{"intake", &S::intake, kIntakeText},
                          Member{"state",
                                 &S::state,
                                 {"学籍状态；不填为全部", "state; all without"},
                                 Bounds{.choices = state_words}},
                          Member{"day", &S::day, {"哪一天；不填为今天", "day; today without"}}};
    }
};
struct StatusLineAnswer {
    std::string id, name, student_no, exam_number, department, class_name, state;
    static constexpr std::string_view kName = "StatusLine";
    static constexpr auto members() {
        using S = StatusLineAnswer;
        return std::tuple{Member{"id", &S::id, kIdText},
                          Member{"name", &S::name, {"姓名", "name"}},
                          Member{"student_no", &S::student_no, {"学号", "student number"}},
                          Member{"exam_number", &S::exam_number, {"考生号", "exam number"}},
                          Member{"department", &S::department, {"院系", "department"}},
                          Member{"class", &S::class_name, {"班级", "class"}},
                          Member{"state", &S::state, {"学籍状态", "state"}}};
    }
};
struct StatusListAnswer {
    std::vector<StatusLineAnswer> items;
    static constexpr std::string_view kName = "Statuses";
    static constexpr auto members() {
        return std::tuple{Member{"items", &StatusListAnswer::items, {"学生", "students"}}};
    }
};
Result<StatusListAnswer> list_statuses(Call& call, const StatusListInput& in) {
    ListStatus request;
    request.intake = in.intake;
    if (in.state) request.state = parse_enrolment_state(*in.state);
    request.day = in.day ? TRY(day_of_text("day", *in.day)) : call.today();
    StatusListAnswer answer;
    for (const StatusLine& line : TRY(list_status(call.context, request)))
        answer.items.push_back({line.student.id.hex(), line.student.name, line.student.student_no,
                                line.student.exam_number, line.student.department,
                                line.student.class_name, std::string(text_of(line.state).key)});
    return answer;
}

struct EventAnswer {
    std::int64_t sequence = 0;
    std::string event, zh, en, effective, until, document_no, reason, actor, at, taken_back_by,
        taken_back_at;
    static constexpr std::string_view kName = "StatusEvent";
    static constexpr auto members() {
        using E = EventAnswer;
        return std::tuple{
            Member{"sequence", &E::sequence, {"第几条", "number, of the student"}},
            Member{"event", &E::event, {"事件", "event"}},
            Member{"zh", &E::zh, {"中文名", "in Chinese"}},
            Member{"en", &E::en, {"英文名", "in English"}},
            Member{"effective", &E::effective, {"生效日", "effective from"}},
            Member{"until", &E::until, {"截止日", "until"}},
            Member{"document_no", &E::document_no, {"文号", "number of the decision"}},
            Member{"reason", &E::reason, kReasonText},
            Member{"actor", &E::actor, {"登记人", "recorded by"}},
            Member{"at", &E::at, {"登记时间", "recorded at"}},
            Member{"taken_back_by", &E::taken_back_by, {"撤回人", "taken back by"}},
            Member{"taken_back_at", &E::taken_back_at, {"撤回时间", "taken back at"}}};
    }
};
struct StatusHistoryAnswer {
    std::string state;
    std::vector<EventAnswer> items;
    static constexpr std::string_view kName = "StatusHistory";
    static constexpr auto members() {
        return std::tuple{
            Member{"state", &StatusHistoryAnswer::state, {"今天的学籍状态", "the state today"}},
            Member{"items", &StatusHistoryAnswer::items, {"事件", "events"}}};
    }
};
Result<StatusHistoryAnswer> show_statuses(Call& call, const ById& in) {
    const StatusHistory history = TRY(status_history(call.context, {in.id, call.today()}));
    StatusHistoryAnswer answer;
    answer.state = text_of(history.today).key;
    for (const StatusRecord& record : history.events) {
        const EnrolmentEventText& text = text_of(record.event.event);
        EventAnswer line;
        line.sequence = record.sequence;
        line.event = text.key;
        line.zh = text.name.zh;
        line.en = text.name.en;
        line.effective = iso_text(record.event.effective);
        if (record.event.until) line.until = iso_text(*record.event.until);
        line.document_no = record.document_no;
        line.reason = record.reason;
        line.actor = record.actor;
        line.at = time_text(record.at);
        line.taken_back_by = record.taken_back_by;
        line.taken_back_at = time_text(record.taken_back_at);
        answer.items.push_back(std::move(line));
    }
    return answer;
}

struct StatusInput {
    std::vector<std::string> who;
    std::string event, effective;
    std::optional<std::string> until, document_no, reason;
    bool skip_unknown = false;
    static constexpr std::string_view kName = "RecordStatus";
    static constexpr auto members() {
        using S = StatusInput;
        return std::tuple{
            Member{"who",
                   &S::who,
                   {"学生：编号、学号或考生号", "students: ids, student or exam numbers"},
                   Bounds{.items_max = 10'000}},
            Member{"event", &S::event, {"事件", "event"}, Bounds{.choices = event_words}},
            Member{"effective", &S::effective, {"生效日", "effective from"}},
            Member{"until", &S::until, {"截止日", "until"}},
            Member{"document_no", &S::document_no, {"文号", "number of the decision"}},
            Member{"reason", &S::reason, kReasonText, kReasonBounds},
            Member{"skip_unknown", &S::skip_unknown, {"跳过找不到的", "skip those not found"}}};
    }
};
struct RefusalAnswer {
    std::string place, code, zh, en;
    static constexpr std::string_view kName = "StatusRefusal";
    static constexpr auto members() {
        using R = RefusalAnswer;
        return std::tuple{Member{"place", &R::place, {"哪一个", "which one"}},
                          Member{"code", &R::code, {"编号", "code"}},
                          Member{"zh", &R::zh, {"中文说明", "in Chinese"}},
                          Member{"en", &R::en, {"英文说明", "in English"}}};
    }
};
struct StatusOutcomeAnswer {
    std::int64_t named = 0, recorded = 0, repeated = 0;
    bool is_written = false;
    std::vector<RefusalAnswer> refused;
    static constexpr std::string_view kName = "StatusOutcome";
    static constexpr auto members() {
        using S = StatusOutcomeAnswer;
        return std::tuple{
            Member{"named", &S::named, {"点名人数", "named"}},
            Member{"recorded", &S::recorded, {"已登记", "recorded"}},
            Member{"repeated", &S::repeated, {"本来如此", "so already"}},
            Member{"refused", &S::refused, {"不能登记", "refused"}, Bounds{.items_max = 10'000}},
            Member{
                "is_written",
                &S::is_written,
                {"已写入；有不能登记的则一个也不写", "written; nothing is while any is refused"}}};
    }
};
Result<StatusOutcomeAnswer> record_status(Call& call, const StatusInput& in) {
    SetStatus request;
    request.who = in.who;
    request.skip_unknown = in.skip_unknown;
    request.event.event = *parse_enrolment_event(in.event);
    request.event.effective = TRY(day_of_text("effective", in.effective));
    if (in.until) request.event.until = TRY(day_of_text("until", *in.until));
    request.document_no = in.document_no.value_or("");
    request.reason = in.reason.value_or("");
    request.today = call.today();
    const StatusOutcome outcome = TRY(set_status(call.context, request));
    StatusOutcomeAnswer answer;
    answer.named = static_cast<std::int64_t>(outcome.named);
    answer.recorded = static_cast<std::int64_t>(outcome.recorded);
    answer.repeated = static_cast<std::int64_t>(outcome.repeated);
    answer.is_written = outcome.is_written;
    for (const StatusRefusal& refusal : outcome.refused)
        answer.refused.push_back({refusal.place, std::string(refusal.error.problem().code),
                                  refusal.error.sentence(Language::Chinese),
                                  refusal.error.sentence(Language::English)});
    if (!outcome.is_written) call.status = 409;
    return answer;
}

struct TakeBackInput {
    std::string id, reason;
    std::int64_t sequence = 0;
    static constexpr std::string_view kName = "Reason";
    static constexpr auto members() {
        using T = TakeBackInput;
        return std::tuple{Member{"id", &T::id, kStudentText},
                          Member{"sequence", &T::sequence, {"第几条", "number, of the student"}},
                          Member{"reason", &T::reason, kReasonText, kReasonBounds}};
    }
};
struct StateAnswer {
    std::string state;
    static constexpr std::string_view kName = "EnrolmentState";
    static constexpr auto members() {
        return std::tuple{Member{"state", &StateAnswer::state, {"学籍状态", "state"}}};
    }
};
Result<StateAnswer> take_back_status_here(Call& call, const TakeBackInput& in) {
    const EnrolmentState state =
        TRY(take_back_status(call.context, {in.id, in.sequence, in.reason, call.today()}));
    return StateAnswer{std::string(text_of(state).key)};
}

constexpr std::string_view kStatusTag = "statuses";
const Route kStatusRoutes[] = {
    route<list_statuses>({Method::Get,
                          "/api/v1/statuses",
                          "listStatuses",
                          kStatusTag,
                          {"某日的学籍状态", "States on a day"},
                          needs(Permission::StatusRead),
                          kSlowRoute}),
    route<record_status>({Method::Post,
                          "/api/v1/statuses",
                          "recordStatus",
                          kStatusTag,
                          {"登记异动", "Record an event"},
                          needs(Permission::StatusChange),
                          kSlowRoute}),
    route<show_statuses>({Method::Get,
                          "/api/v1/students/{id}/statuses",
                          "showStatuses",
                          kStatusTag,
                          {"学生的学籍事件", "Events of a student"},
                          needs(Permission::StatusRead)}),
    route<take_back_status_here>({Method::Post,
                                  "/api/v1/students/{id}/statuses/{sequence}/taking-back",
                                  "takeBackStatus",
                                  kStatusTag,
                                  {"撤回一条异动", "Take an event back"},
                                  needs(Permission::StatusChange)}),
};

}  // namespace

std::span<const Route> status_routes() { return kStatusRoutes; }

}  // namespace mingce::http
