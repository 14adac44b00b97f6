// status: what becomes of students, as dated events.
#include <map>
#include <ostream>

#include "base/text.h"
#include "cli/record_door.h"
#include "cli/requests.h"
#include "cli/shared_options.h"
#include "usecases/students/enrolment_status.h"
#include "usecases/students/status_problems.h"

namespace mingce {

namespace {

Result<SetStatus> request_of(const Arguments& arguments) {
    SetStatus request;
    const auto event = parse_enrolment_event(arguments.event);
    if (!event) return Error(problem::kStatusEventUnknown, arguments.event);
    request.event.event = *event;
    request.event.effective = TRY(date_of(arguments.on));
    if (!arguments.until.empty()) request.event.until = TRY(date_of(arguments.until));
    request.who = arguments.paths;
    if (!arguments.list.empty()) request.list = arguments.list;
    request.skip_unknown = arguments.skip_unknown;
    request.document_no = arguments.document;
    request.reason = arguments.reason;
    request.today = TRY(date_of(arguments.today));
    return request;
}

void print_outcome(const StatusOutcome& outcome, const Console& console) {
    for (const StatusRefusal& refusal : outcome.refused)
        console.talk << one_line(refusal.place) << ": " << refusal.error.sentence(console.language)
                     << '\n';
    if (!outcome.is_written) return;
    if (console.json)
        console.data << "{\"named\":" << outcome.named << ",\"recorded\":" << outcome.recorded
                     << ",\"repeated\":" << outcome.repeated
                     << ",\"unknown\":" << outcome.refused.size() << "}\n";
    console.talk << console.say({"名单 ", "Named "}) << grouped(outcome.named)
                 << console.say({" = 登记 ", " = recorded "}) << grouped(outcome.recorded)
                 << console.say({" + 重复 ", " + repeated "}) << grouped(outcome.repeated)
                 << console.say({" + 找不到 ", " + unknown "}) << grouped(outcome.refused.size())
                 << '\n';
}

int run_set(const Arguments& arguments, const Console& console) {
    const auto request = request_of(arguments);
    if (!request.ok()) return console.refuse(request.error());
    return with_record(arguments, console, [&](Context& context) {
        const auto outcome = set_status(context, request.value());
        if (!outcome.ok()) return console.refuse(outcome.error());
        print_outcome(outcome.value(), console);
        if (!outcome.value().is_written) return console.refuse(Error(problem::kStatusNotAll));
        return static_cast<int>(outcome.value().refused.empty() ? kClean : kWithFindings);
    });
}

void print_line(const StatusLine& line, const Console& console) {
    if (!console.json) {
        console.data << line.student.id.hex() << "  " << one_line(line.student.name) << "  "
                     << line.student.exam_number << "  " << line.student.student_no << "  "
                     << console.say(text_of(line.state).name) << '\n';
        return;
    }
    std::string text = "{\"id\":";
    append_json_string(text, line.student.id.hex());
    text += ",\"name\":";
    append_json_string(text, line.student.name);
    text += ",\"exam_number\":";
    append_json_string(text, line.student.exam_number);
    text += ",\"student_no\":";
    append_json_string(text, line.student.student_no);
    text += ",\"status\":";
    append_json_string(text, text_of(line.state).key);
    console.data << text << "}\n";
}

Result<ListStatus> list_of(const Arguments& arguments) {
    ListStatus request;
    request.intake = arguments.intake;
    request.day = TRY(date_of(arguments.as_of.empty() ? arguments.today : arguments.as_of));
    if (!arguments.state.empty()) {
        request.state = parse_enrolment_state(arguments.state);
        if (!request.state) return Error(problem::kStatusStateUnknown, arguments.state);
    }
    return request;
}

int run_list(const Arguments& arguments, const Console& console) {
    const auto request = list_of(arguments);
    if (!request.ok()) return console.refuse(request.error());
    return with_record(arguments, console, [&](Context& context) {
        const auto lines = list_status(context, request.value());
        if (!lines.ok()) return console.refuse(lines.error());
        std::map<EnrolmentState, std::uint64_t> counts;
        for (const StatusLine& line : lines.value()) {
            print_line(line, console);
            ++counts[line.state];
        }
        for (const auto& [state, count] : counts)
            console.talk << console.say(text_of(state).name) << "  " << grouped(count) << '\n';
        return static_cast<int>(kClean);
    });
}

void print_event(const StatusRecord& record, const Console& console) {
    if (console.json) {
        std::string text = "{\"sequence\":" + std::to_string(record.sequence) + ",\"event\":";
        append_json_string(text, text_of(record.event.event).key);
        text += ",\"on\":";
        append_json_string(text, iso_text(record.event.effective));
        text += ",\"until\":";
        append_json_string(text, record.event.until ? iso_text(*record.event.until) : "");
        text += ",\"document\":";
        append_json_string(text, record.document_no);
        text += ",\"reason\":";
        append_json_string(text, record.reason);
        text += ",\"taken_back\":";
        append_json_string(text, record.stands() ? "" : utc_text(record.taken_back_at));
        console.data << text << "}\n";
        return;
    }
    console.data << record.sequence << "  " << iso_text(record.event.effective) << "  "
                 << console.say(text_of(record.event.event).name);
    if (record.event.until)
        console.data << console.say({" 至 ", " until "}) << iso_text(*record.event.until);
    if (!record.document_no.empty()) console.data << "  " << one_line(record.document_no);
    if (!record.reason.empty()) console.data << "  " << one_line(record.reason);
    console.data << "  " << civil_text(record.at) << ' ' << record.actor;
    if (!record.stands())
        console.data << console.say({"  已撤回 ", "  taken back "})
                     << civil_text(record.taken_back_at) << ' ' << record.taken_back_by << ' '
                     << one_line(record.taken_back_reason);
    console.data << '\n';
}

int run_history(const Arguments& arguments, const Console& console) {
    const auto today = date_of(arguments.today);
    if (!today.ok()) return console.refuse(today.error());
    return with_record(arguments, console, [&](Context& context) {
        const auto history = status_history(context, {arguments.who, today.value()});
        if (!history.ok()) return console.refuse(history.error());
        for (const StatusRecord& record : history.value().events) print_event(record, console);
        console.talk << one_line(history.value().student.name) << "  "
                     << console.say(text_of(history.value().today).name) << '\n';
        return static_cast<int>(kClean);
    });
}

int run_take_back(const Arguments& arguments, const Console& console) {
    const auto today = date_of(arguments.today);
    if (!today.ok()) return console.refuse(today.error());
    return with_record(arguments, console, [&](Context& context) {
        const auto state = take_back_status(
            context, {arguments.who, arguments.sequence, arguments.reason, today.value()});
        if (!state.ok()) return console.refuse(state.error());
        console.talk << console.say({"已撤回，现为 ", "taken back; the state is "})
                     << console.say(text_of(state.value()).name) << '\n';
        return static_cast<int>(kClean);
    });
}

constexpr Option kWho = {
    "STUDENT", {"编号、学号或考生号", "id, student or exam number"}, &Arguments::who, true};
constexpr Option kSetOptions[] = {
    {"WHO",
     {"学生：编号、学号或考生号", "students: ids, student or exam numbers"},
     &Arguments::paths},
    {"--list",
     {"名单：有考生号、学号或证件号码列的任何表格",
      "a table with a column of exam, student or document numbers"},
     &Arguments::list},
    {"--event",
     {"学籍事项，如 报到、注册学籍、休学", "what happened: report, register, take_leave"},
     &Arguments::event,
     true},
    {"--on", {"生效日期", "the day it takes effect"}, &Arguments::on, true},
    {"--until", {"截止日期", "the last day it lasts"}, &Arguments::until},
    {"--document",
     {"决定或手续的文号", "number of the decision it rests on"},
     &Arguments::document},
    kReasonOption,
    {"--skip-unknown",
     {"找不到的学生略过，其余登记", "leave out students that are not found"},
     &Arguments::skip_unknown},
    kTodayOption,
    kJsonOption,
};
constexpr Option kListOptions[] = {
    kIntakeOption,
    {"--state", {"只列这一状态", "only this state"}, &Arguments::state},
    {"--as-of", {"当日结束时的状态", "the state at the end of the day"}, &Arguments::as_of},
    kTodayOption,
    kJsonOption,
};
constexpr Option kHistoryOptions[] = {kWho, kTodayOption, kJsonOption};
constexpr Option kTakeBackOptions[] = {
    kWho,
    {"SEQUENCE",
     {"事项序号，见 status history", "number of the event, see status history"},
     &Arguments::sequence,
     true},
    kReasonOption,
    kTodayOption,
};

const Command kStatusCommands[] = {
    {"status",
     "set",
     {"登记学籍事项：报到、注册、休学……", "record what happened: reported, registered, on leave"},
     kSetOptions,
     run_set},
    {"status",
     "list",
     {"各学生某日的学籍状态", "the state of each student on a day"},
     kListOptions,
     run_list},
    {"status",
     "history",
     {"一名学生的全部学籍事项", "everything that happened to a student"},
     kHistoryOptions,
     run_history},
    {"status",
     "take-back",
     {"撤回一个误登的事项", "take an event back that was recorded in error"},
     kTakeBackOptions,
     run_take_back},
};

}  // namespace

std::span<const Command> status_commands() { return kStatusCommands; }

}  // namespace mingce
