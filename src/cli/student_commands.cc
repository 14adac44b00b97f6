// student: looking at students.
#include <ostream>

#include "base/text.h"
#include "cli/record_door.h"
#include "cli/requests.h"
#include "cli/shared_options.h"
#include "domain/enrolment.h"
#include "domain/standard.h"
#include "usecases/student_view.h"

namespace mingce {

namespace {

std::string_view label(Field field, const Console& console) {
    const FieldStandard& standard = DataStandard::shipped().of(field);
    return console.language == Language::Chinese ? standard.zh : standard.en;
}

std::string status_name(std::string_view key, const Console& console) {
    const auto state = parse_enrolment_state(key);
    return std::string(state ? console.say(text_of(*state).name) : key);
}

/// Where a value comes from, in a phrase: a cell of a batch, or somebody at some time.
std::string source_text(const FieldView& field, const StudentView& view, const Console& console) {
    if (field.event == nullptr) {
        std::string text = field.place;
        if (view.batch)
            text += std::string(console.say({"（批次 ", " (batch "})) +
                    std::to_string(*view.batch) + std::string(console.say({"）", ")"}));
        if (!field.raw.empty())
            text += std::string(console.say({"，原文 ", ", as it stood: "})) + one_line(field.raw);
        return text;
    }
    const StudentEvent& event = *field.event;
    std::string text =
        civil_text(event.at) + " " + event.actor + " " + std::string(key_of(event.cause));
    if (!event.reason.empty()) text += ": " + one_line(event.reason);
    return text;
}

void print_view_json(const StudentView& view, const Console& console) {
    std::string line = "{\"id\":";
    append_json_string(line, view.record.id.hex());
    line += ",\"intake\":";
    append_json_string(line, view.intake);
    line += ",\"version\":" + std::to_string(view.record.version) + ",\"state\":";
    append_json_string(line, key_of(view.record.state));
    line += ",\"status\":";
    append_json_string(line, view.record.status);
    line += ",\"fields\":{";
    for (const FieldView& field : view.fields) {
        if (line.back() != '{') line += ',';
        append_json_string(line, key_of(field.field));
        line += ":{\"value\":";
        append_json_string(line, field.value);
        line += ",\"source\":";
        append_json_string(line, source_text(field, view, console));
        line += '}';
    }
    console.data << line << "}}\n";
}

int run_show(const Arguments& arguments, const Console& console) {
    ShowStudent request;
    request.who = arguments.who;
    request.break_glass = arguments.break_glass;
    if (!arguments.as_of.empty()) {
        const auto day = date_of(arguments.as_of);
        if (!day.ok()) return console.refuse(day.error());
        request.as_of = Moment{start_of(day.value()).milliseconds + 86'400'000 - 1};
    }
    return with_record(arguments, console, [&](Context& context) {
        const auto shown = show_student(context, request);
        if (!shown.ok()) return console.refuse(shown.error());
        const StudentView& view = shown.value();
        if (console.json) {
            print_view_json(view, console);
            return static_cast<int>(kClean);
        }
        console.data << view.record.id.hex() << "  " << view.intake << "  "
                     << status_name(view.record.status, console)
                     << console.say({"  第 ", "  version "}) << view.record.version
                     << console.say({" 版\n", "\n"});
        for (const FieldView& field : view.fields)
            console.data << label(field.field, console) << "  " << one_line(field.value) << "  ← "
                         << source_text(field, view, console) << '\n';
        return static_cast<int>(kClean);
    });
}

int run_list(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto lines = list_students(context, {arguments.intake, arguments.search});
        if (!lines.ok()) return console.refuse(lines.error());
        for (const StudentLine& line : lines.value()) {
            if (console.json) {
                std::string text = "{\"id\":";
                append_json_string(text, line.id.hex());
                text += ",\"name\":";
                append_json_string(text, line.name);
                text += ",\"student_no\":";
                append_json_string(text, line.student_no);
                text += ",\"exam_number\":";
                append_json_string(text, line.exam_number);
                text += ",\"class\":";
                append_json_string(text, line.class_name);
                text += ",\"status\":";
                append_json_string(text, line.status);
                console.data << text << "}\n";
                continue;
            }
            console.data << line.id.hex() << "  " << line.name << "  " << line.sex << "  "
                         << line.exam_number << "  " << line.student_no << "  " << line.department
                         << "  " << line.class_name << "  " << status_name(line.status, console)
                         << '\n';
        }
        console.talk << grouped(lines.value().size()) << console.say({" 名\n", " students\n"});
        return static_cast<int>(kClean);
    });
}

constexpr Option kWho = {
    "STUDENT",
    {"编号（或其开头 8 位以上）、学号或考生号", "id (or 8 digits of it), student or exam number"},
    &Arguments::who,
    true};

constexpr Option kShowOptions[] = {
    kWho,
    {"--as-of", {"当日结束时的样子", "as it was at the end of the day"}, &Arguments::as_of},
    {"--break-glass",
     {"显示完整敏感信息的理由，记入审计", "why sealed values are shown whole; audited"},
     &Arguments::break_glass},
    kJsonOption,
};
constexpr Option kListOptions[] = {
    {"--intake", {"招生批次", "intake"}, &Arguments::intake},
    {"--search",
     {"姓名的一部分、拼音首字母、学号或考生号开头",
      "part of a name, pinyin initials, the beginning of a number"},
     &Arguments::search},
    kJsonOption,
};

const Command kStudentCommands[] = {
    {"student", "list", {"列出或查找学生", "list or search students"}, kListOptions, run_list},
    {"student",
     "show",
     {"一名学生的全部字段和每个值的来源", "a student's fields and where each value comes from"},
     kShowOptions,
     run_show},
};

}  // namespace

std::span<const Command> student_commands() { return kStudentCommands; }

}  // namespace mingce
