// match: who is one person, decided by a person, and taken back.
#include <ostream>

#include <fmt/format.h>

#include "access/field_mask.h"
#include "base/text.h"
#include "cli/record_door.h"
#include "cli/shared_options.h"
#include "domain/standard.h"
#include "usecases/students/match_people.h"

namespace mingce {

namespace {

constexpr Text state_text(PairState state) {
    switch (state) {
        case PairState::Open: return {"待定", "open"};
        case PairState::Same: return {"同一人", "one person"};
        case PairState::Different: return {"两个人", "two people"};
    }
    return {};
}

std::string_view label(Field field, const Console& console) {
    const FieldStandard& standard = DataStandard::shipped().of(field);
    return console.language == Language::Chinese ? standard.zh : standard.en;
}

void append_side(std::string& line, std::string_view name, const StudentRecord& record) {
    line.append(",\"").append(name).append("\":{\"id\":");
    append_json_string(line, record.id.hex());
    line += ",\"name\":";
    append_json_string(line, record.values[Field::Name]);
    line += ",\"exam_number\":";
    append_json_string(line, record.values[Field::ExamNumber]);
    line += ",\"student_no\":";
    append_json_string(line, record.values[Field::StudentNo]);
    line += '}';
}

void print_pair_json(const PairView& view, const Console& console) {
    std::string line = "{\"pair\":";
    append_json_string(line, view.pair.id.hex());
    line += ",\"state\":";
    append_json_string(line, key_of(view.pair.state));
    line += fmt::format(",\"bits\":{:.3f}", view.bits());
    append_side(line, "one", view.one);
    append_side(line, "other", view.other);
    line += ",\"reasons\":[";
    for (const PairReason& reason : view.reasons) {
        line += line.back() == '[' ? "{\"field\":" : ",{\"field\":";
        append_json_string(line, reason.comparison->key);
        line += ",\"level\":";
        append_json_string(line, reason.level->key);
        line += ",\"one\":";
        append_json_string(line, reason.one);
        line += ",\"other\":";
        append_json_string(line, reason.other);
        line += '}';
    }
    line += "],\"reason\":";
    append_json_string(line, view.pair.reason);
    console.data << line << "}\n";
}

void print_pair(const PairView& view, const Console& console) {
    if (console.json) return print_pair_json(view, console);
    console.data << view.pair.id.hex() << "  " << console.say(state_text(view.pair.state)) << "  "
                 << fmt::format("{:.1f}", view.bits()) << console.say({" 比特  ", " bits  "})
                 << one_line(view.one.values[Field::Name]) << " " << view.one.id.hex() << "  /  "
                 << one_line(view.other.values[Field::Name]) << " " << view.other.id.hex() << '\n';
    if (view.pair.state != PairState::Open)
        console.data << "    " << civil_text(view.pair.decided_at) << ' ' << view.pair.decided_by
                     << ' ' << one_line(view.pair.reason) << '\n';
    for (const PairReason& reason : view.reasons) {
        const std::string one = one_line(reason.one), other = one_line(reason.other);
        console.data << "    " << console.say(reason.level->text) << console.say({"：", ": "})
                     << (one.empty() ? "∅" : one);
        if (one != other) console.data << " / " << (other.empty() ? "∅" : other);
        console.data << '\n';
    }
}

void print_changes(const std::vector<FieldChange>& changes, Text what, const Console& console) {
    for (const FieldChange& change : changes) {
        const FieldStandard& field = DataStandard::shipped().of(change.field);
        const std::string before = shown(field, change.before), after = shown(field, change.after);
        console.data << "    " << console.say(what) << ' ' << label(change.field, console) << "  "
                     << (before.empty() ? "∅" : before) << " → " << (after.empty() ? "∅" : after)
                     << '\n';
    }
}

int tell_of_merge(const Result<MergeOutcome>& merged, const Console& console) {
    if (!merged.ok()) return console.refuse(merged.error());
    const MergeOutcome& outcome = merged.value();
    if (console.json) {
        std::string line = "{\"kept\":";
        append_json_string(line, outcome.kept.id.hex());
        line += ",\"merged\":";
        append_json_string(line, outcome.gone.id.hex());
        console.data << line << ",\"filled\":" << outcome.filled.size()
                     << ",\"findings\":" << outcome.lost.size() << "}\n";
    } else {
        print_changes(outcome.filled, {"补入", "filled"}, console);
        print_changes(outcome.lost, {"保留（问题待核）", "kept, a finding tells of"}, console);
    }
    console.talk << outcome.gone.id.hex() << console.say({" 已并入 ", " was merged into "})
                 << outcome.kept.id.hex()
                 << console.say({"；可用 mingce match split 分开\n",
                                 "; mingce match split takes it back\n"});
    return outcome.lost.empty() ? kClean : kWithFindings;
}

int run_list(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        ListPairs request;
        request.intake = arguments.intake;
        if (!arguments.state.empty()) request.state = arguments.state;
        const auto pairs = list_pairs(context, request);
        if (!pairs.ok()) return console.refuse(pairs.error());
        for (const PairView& view : pairs.value()) print_pair(view, console);
        console.talk << grouped(pairs.value().size()) << console.say({" 对\n", " pairs\n"});
        return static_cast<int>(kClean);
    });
}

int run_show(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto view = show_pair(context, arguments.who);
        if (!view.ok()) return console.refuse(view.error());
        print_pair(view.value(), console);
        return static_cast<int>(kClean);
    });
}

int run_same(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        return tell_of_merge(decide_same(context, {arguments.who, arguments.reason}), console);
    });
}

int run_different(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const Status done = decide_different(context, {arguments.who, arguments.reason});
        if (!done.ok()) return console.refuse(done.error());
        console.talk << console.say({"已记为两个人，以后不再提示\n",
                                     "recorded as two people; they are not offered again\n"});
        return static_cast<int>(kClean);
    });
}

int run_merge(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        return tell_of_merge(
            merge_students(context, {arguments.who, arguments.other, arguments.reason}), console);
    });
}

int run_split(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto split = split_students(context, {arguments.who, arguments.reason});
        if (!split.ok()) return console.refuse(split.error());
        print_changes(split.value().returned, {"恢复", "as before"}, console);
        print_changes(split.value().standing,
                      {"合并后又改过，保留现值", "changed since, left as it is"}, console);
        console.talk << split.value().back.id.hex() << console.say({" 已从 ", " was taken out of "})
                     << split.value().kept.id.hex() << console.say({" 分出\n", "\n"});
        return static_cast<int>(split.value().standing.empty() ? kClean : kWithFindings);
    });
}

constexpr Option kPair = {
    "PAIR", {"一对的编号（或其开头）", "id of the pair, or its beginning"}, &Arguments::who, true};
constexpr Option kListOptions[] = {
    kIntakeOption,
    {"--state",
     {"open 待定（缺省）、same、different 或 all", "open (default), same, different or all"},
     &Arguments::state},
    kJsonOption,
};
constexpr Option kShowOptions[] = {kPair, kJsonOption};
constexpr Option kDecideOptions[] = {kPair, kReasonOption, kJsonOption};
constexpr Option kMergeOptions[] = {
    {"STUDENT", {"一名学生", "one student"}, &Arguments::who, true},
    {"OTHER", {"另一名学生", "the other student"}, &Arguments::other, true},
    kReasonOption,
    kJsonOption,
};
constexpr Option kSplitOptions[] = {
    {"STUDENT",
     {"被并入的学生，或只并入过一名的学生", "the one merged, or the one it was merged into"},
     &Arguments::who,
     true},
    kReasonOption,
    kJsonOption,
};

const Command kMatchCommands[] = {
    {"match",
     "list",
     {"可能是同一人的学生，及理由", "students who may be one person, and why"},
     kListOptions,
     run_list},
    {"match", "show", {"一对学生，逐项对照", "a pair, side by side"}, kShowOptions, run_show},
    {"match",
     "same",
     {"是同一人：合并，保留较早的一条", "they are one: merge them, the elder is kept"},
     kDecideOptions,
     run_same},
    {"match",
     "different",
     {"是两个人：不再提示", "they are two: not offered again"},
     kDecideOptions,
     run_different},
    {"match",
     "merge",
     {"合并同一招生批次的两名学生", "merge two students of one intake"},
     kMergeOptions,
     run_merge},
    {"match", "split", {"撤销合并", "take a merge back"}, kSplitOptions, run_split},
};

}  // namespace

std::span<const Command> match_commands() { return kMatchCommands; }

}  // namespace mingce
