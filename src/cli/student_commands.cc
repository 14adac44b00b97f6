// student: looking at students, entering and changing them.
#include <ostream>

#include "access/field_mask.h"
#include "base/text.h"
#include "cli/problems.h"
#include "cli/record_door.h"
#include "cli/requests.h"
#include "cli/shared_options.h"
#include "domain/enrolment.h"
#include "domain/standard.h"
#include "usecases/students/edit_students.h"
#include "usecases/students/list_students.h"
#include "usecases/students/student_view.h"

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

std::string name_of_other(const MergeView& view) {
    return one_line(view.name) + " " + view.exam_number + " " + view.other.hex();
}

void print_merge(const MergeView& view, const Console& console) {
    console.data << console.say(view.lives_on ? Text{"已并入 ", "merged into "}
                                              : Text{"并入的学生 ", "merged into this one: "})
                 << name_of_other(view) << "  " << civil_text(view.merge.at) << ' '
                 << view.merge.actor;
    if (!view.stands())
        console.data << console.say({"，又拆分 ", ", split again "})
                     << civil_text(view.merge.split_at) << ' ' << view.merge.split_by;
    console.data << '\n';
}

void append_merges(std::string& line, const StudentView& view) {
    line += ",\"merged_in\":[";
    std::string lives_on;
    for (const MergeView& merge : view.merges) {
        if (merge.lives_on) {
            lives_on = merge.other.hex();
            continue;
        }
        if (line.back() != '[') line += ',';
        append_json_string(line, merge.other.hex());
    }
    line += "],\"merged_into\":";
    append_json_string(line, lives_on);
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
    append_merges(line, view);
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
    line += '}';
    if (view.photo) {
        const StudentFile& file = view.photo->file;
        line += ",\"photo\":{\"format\":\"" + file.format +
                "\",\"width\":" + std::to_string(file.width) +
                ",\"height\":" + std::to_string(file.height) +
                ",\"bytes\":" + std::to_string(file.size) +
                ",\"batch\":" + std::to_string(view.photo->batch) + "}";
    }
    console.data << line << "}\n";
}

void print_photo(const StudentView& view, const Console& console) {
    if (!view.photo) return;
    const StudentFile& file = view.photo->file;
    console.data << console.say({"照片  ", "Photo  "}) << file.format << ' ' << file.width << "×"
                 << file.height << console.say({"，", ", "}) << grouped(file.size)
                 << console.say({" 字节  ← 批次 ", " bytes  ← batch "}) << view.photo->batch
                 << console.say({"，", ", "}) << civil_text(file.at) << '\n';
}

int run_show(const Arguments& arguments, const Console& console) {
    ShowStudent request;
    request.who = arguments.who;
    request.break_glass = arguments.break_glass;
    if (!arguments.as_of.empty()) {
        const auto day = date_of(arguments.as_of);
        if (!day.ok()) return console.refuse(day.error());
        request.as_of = end_of(day.value());
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
        for (const MergeView& merge : view.merges) print_merge(merge, console);
        for (const FieldView& field : view.fields)
            console.data << label(field.field, console) << "  " << one_line(field.value) << "  ← "
                         << source_text(field, view, console) << '\n';
        print_photo(view, console);
        return static_cast<int>(kClean);
    });
}

Result<ListOrder> order_of(const std::string& word) {
    if (word.empty()) return ListOrder::StudentNumber;
    if (const auto order = list_order_of(word)) return *order;
    return Error(problem::kBadOrder, word);
}

Result<ListStudents> list_request(const Arguments& arguments) {
    ListStudents request;
    request.intake = arguments.intake;
    request.search = arguments.search;
    request.order = TRY(order_of(arguments.order));
    request.values = TRY(parse_typed_values(arguments.filters));
    request.limit = arguments.limit;
    return request;
}

int run_list(const Arguments& arguments, const Console& console) {
    const auto request = list_request(arguments);
    if (!request.ok()) return console.refuse(request.error());
    return with_record(arguments, console, [&](Context& context) {
        const auto lines = list_students(context, request.value());
        if (!lines.ok()) return console.refuse(lines.error());
        for (const StudentLine& line : lines.value().lines) {
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
        console.talk << grouped(lines.value().lines.size())
                     << console.say({" 名\n", " students\n"});
        if (lines.value().is_cut)
            console.talk << console.say(
                {"还有更多符合的学生未列出\n", "more students match and are not listed\n"});
        return static_cast<int>(kClean);
    });
}

void print_edit(const EditOutcome& outcome, const Console& console) {
    if (console.json) {
        std::string line = "{\"id\":";
        append_json_string(line, outcome.student.hex());
        console.data << line << ",\"version\":" << outcome.version
                     << ",\"changes\":" << outcome.changes.size()
                     << ",\"findings_opened\":" << outcome.findings.opened
                     << ",\"findings_gone\":" << outcome.findings.gone << "}\n";
        return;
    }
    console.data << outcome.student.hex() << console.say({"  第 ", "  version "}) << outcome.version
                 << console.say({" 版\n", "\n"});
    for (const FieldChange& change : outcome.changes) {
        const FieldStandard& field = DataStandard::shipped().of(change.field);
        console.data << "  " << label(change.field, console) << "  "
                     << (change.before.empty() ? "∅" : shown(field, change.before)) << " → "
                     << (change.after.empty() ? "∅" : shown(field, change.after)) << '\n';
    }
    if (outcome.changes.empty())
        console.talk << console.say(
            {"与库中相同，什么也没有写入\n", "it is so already; nothing was written\n"});
    console.talk << console.say({"新问题 ", "findings opened "}) << outcome.findings.opened
                 << console.say({"，已消除 ", ", gone "}) << outcome.findings.gone << '\n';
}

int run_set(const Arguments& arguments, const Console& console) {
    const auto values = parse_typed_values(arguments.paths);
    if (!values.ok()) return console.refuse(values.error());
    return with_record(arguments, console, [&](Context& context) {
        SetStudent request;
        request.who = arguments.who;
        request.values = values.value();
        request.reason = arguments.reason;
        request.today = day_of(context.now);
        if (arguments.version != 0) request.version = arguments.version;
        const auto outcome = set_student(context, request);
        if (!outcome.ok()) return console.refuse(outcome.error());
        print_edit(outcome.value(), console);
        return static_cast<int>(outcome.value().findings.opened == 0 ? kClean : kWithFindings);
    });
}

int run_add(const Arguments& arguments, const Console& console) {
    const auto values = parse_typed_values(arguments.paths);
    if (!values.ok()) return console.refuse(values.error());
    return with_record(arguments, console, [&](Context& context) {
        const auto outcome =
            add_student(context, {arguments.intake, values.value(), day_of(context.now)});
        if (!outcome.ok()) return console.refuse(outcome.error());
        print_edit(outcome.value(), console);
        return static_cast<int>(outcome.value().findings.opened == 0 ? kClean : kWithFindings);
    });
}

Text text_of_cause(ChangeCause cause) {
    switch (cause) {
        case ChangeCause::Person: return {"修改", "changed"};
        case ChangeCause::Fix: return {"按问题改正", "fixed"};
        case ChangeCause::Import: return {"导入", "imported"};
        case ChangeCause::Undo: return {"撤销导入", "import undone"};
        case ChangeCause::Merge: return {"合并", "merged"};
        case ChangeCause::Split: return {"拆分", "split"};
        case ChangeCause::TakeBack: return {"撤销操作", "operation taken back"};
    }
    return {};
}

void print_event(const StudentEvent& event, const Console& console) {
    console.data << civil_text(event.at) << "  " << event.actor << "  "
                 << console.say(text_of_cause(event.cause));
    for (const FieldChange& change : event.changes) {
        const FieldStandard& field = DataStandard::shipped().of(change.field);
        console.data << "  " << label(change.field, console) << " "
                     << (change.before.empty() ? "∅" : one_line(shown(field, change.before)))
                     << " → "
                     << (change.after.empty() ? "∅" : one_line(shown(field, change.after)));
    }
    if (!event.reason.empty()) console.data << "  （" << one_line(event.reason) << "）";
    console.data << '\n';
}

int run_history(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto history = student_history(context, arguments.who);
        if (!history.ok()) return console.refuse(history.error());
        const StudentHistory& told = history.value();
        console.data << civil_text(told.record.created_at) << console.say({"  建立", "  made"});
        if (told.batch)
            console.data << console.say({"，来自批次 ", " of batch "}) << *told.batch
                         << console.say({" 第 ", ", row "}) << told.record.source_row
                         << console.say({" 行", ""});
        console.data << '\n';
        for (const StudentEvent& event : told.events) print_event(event, console);
        for (const MergeView& merge : told.merges) print_merge(merge, console);
        console.data << console.say({"审计：\n", "audit:\n"});
        for (const AuditEntry& act : told.acts)
            console.data << "  " << civil_text(act.at) << "  " << act.actor << "  "
                         << audit_action_text(act.action, console.language) << "  "
                         << one_line(act.detail) << '\n';
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
     {"显示完整敏感信息的理由，记入审计；不要写姓名",
      "why sealed values are shown whole; audited, so name nobody in it"},
     &Arguments::break_glass},
    kJsonOption,
};
constexpr Option kListOptions[] = {
    {"--intake", {"招生批次；不写则为全部", "intake; all when not given"}, &Arguments::intake},
    {"--search",
     {"姓名的一部分、拼音首字母、学号或考生号开头",
      "part of a name, pinyin initials, the beginning of a number"},
     &Arguments::search},
    {"--order",
     {"排序：number 学号、name 拼音、class 院系专业班、change 最近修改、source 来源行",
      "number, name, class, change (the latest first) or source"},
     &Arguments::order},
    {"--where",
     {"字段=值，可写多个；空值是没有填的", "field=value, several; an empty value is having none"},
     &Arguments::filters},
    {"--limit", {"最多列出多少名", "at most so many"}, &Arguments::limit},
    kJsonOption,
};

constexpr Option kValues = {
    "FIELD=VALUE",
    {"字段=值，可写多个；空值清除", "field=value, several; an empty value takes it away"},
    &Arguments::paths,
    true};
constexpr Option kSetOptions[] = {
    kWho,
    kValues,
    kReasonOption,
    {"--version",
     {"所见的版本；已被改过则拒绝", "the version seen; refused where it was changed since"},
     &Arguments::version},
    kJsonOption,
};
constexpr Option kAddOptions[] = {kValues, kIntakeOption, kJsonOption};
constexpr Option kHistoryOptions[] = {kWho};

const Command kStudentCommands[] = {
    {"student", "list", {"列出或查找学生", "list or search students"}, kListOptions, run_list},
    {"student",
     "show",
     {"一名学生的全部字段和每个值的来源", "a student's fields and where each value comes from"},
     kShowOptions,
     run_show},
    {"student",
     "add",
     {"录入一名学生，核查同导入", "enter a student; checked like an import"},
     kAddOptions,
     run_add},
    {"student", "set", {"修改一名学生的字段", "change fields of a student"}, kSetOptions, run_set},
    {"student",
     "history",
     {"一名学生的全部变化", "everything that happened to a student"},
     kHistoryOptions,
     run_history},
};

}  // namespace

std::span<const Command> student_commands() { return kStudentCommands; }

}  // namespace mingce
