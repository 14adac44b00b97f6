// trace: which copy a leaked file is, or of rows alone every copy that could have given them.
#include <ostream>

#include "base/text.h"
#include "cli/console.h"
#include "cli/record_door.h"
#include "cli/shared_options.h"
#include "domain/standard.h"
#include "usecases/files/confined_reading.h"
#include "usecases/publications/trace_file.h"

namespace mingce {

namespace {

Text told_of_basis(TraceBasis basis) {
    switch (basis) {
        case TraceBasis::SameBytes:
            return {"就是这一份，一个字节都没有变：", "It is this copy, byte for byte:"};
        case TraceBasis::Properties:
            return {"文件属性写着这一份；属性谁都能改，只作线索：",
                    "Its properties name this copy; anybody can write them, so it is a hint:"};
        case TraceBasis::Rows:
            return {"文件没有记号。下列各份的字段、版本和时间都可能给出这些行，不能断定是哪一份：",
                    "The file bears no mark. Each of these could have given the rows; which of "
                    "them did cannot be told:"};
        case TraceBasis::Nothing:
            return {"没有哪一份能给出这个文件。", "No copy could have given the file."};
    }
    return {};
}

Text told_of_act(AccessAct act) {
    switch (act) {
        case AccessAct::Screen: return {"在屏幕上看", "looked on screen"};
        case AccessAct::Clip: return {"复制", "copied rows"};
        case AccessAct::Copy: return {"取得", "took it"};
        case AccessAct::Download: return {"下载", "downloaded it"};
        case AccessAct::Resumed: return {"续传", "went on downloading"};
        case AccessAct::Password: return {"看了口令", "was shown the password"};
    }
    return {};
}

void print_traced(const TracedPublication& found, const Console& console) {
    console.data << "  " << found.intake << ' ' << found.edition << '.' << found.revision << "  "
                 << one_line(found.recipient) << "  " << one_line(found.purpose) << '\n';
    for (const PublicationCopy& copy : found.copies)
        console.data << console.say({"    第 ", "    copy no. "}) << copy.number
                     << console.say({" 份  ", "  "}) << key_of(copy.form) << "  " << copy.rows
                     << console.say({" 行  ", " rows  "})
                     << (copy.actor.empty() ? console.say({"没有人取过", "taken by nobody"})
                                            : copy.actor)
                     << '\n';
    for (const TracedHand& hand : found.hands)
        console.data << "      " << civil_text(hand.at) << "  " << hand.actor << "  "
                     << console.say(told_of_act(hand.act)) << "  " << hand.from << '\n';
}

std::string trace_json(const TracedPublication& found, TraceBasis basis) {
    std::string line = "{\"basis\":";
    append_json_string(line, key_of(basis));
    const std::pair<std::string_view, std::string_view> texts[] = {
        {"intake", found.intake}, {"recipient", found.recipient}, {"purpose", found.purpose}};
    for (const auto& [name, text] : texts) {
        line.append(",\"").append(name).append("\":");
        append_json_string(line, text);
    }
    line += ",\"publication\":" + std::to_string(found.publication) +
            ",\"edition\":" + std::to_string(found.edition) +
            ",\"revision\":" + std::to_string(found.revision) + ",\"copies\":[";
    for (const PublicationCopy& copy : found.copies)
        line += (line.back() == '[' ? "" : ",") + std::to_string(copy.number);
    line += "],\"people\":[";
    for (const TracedHand& hand : found.hands) {
        if (line.back() != '[') line += ',';
        append_json_string(line, hand.actor);
    }
    return line + "]}";
}

int run_trace(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) -> int {
        TraceFile request;
        request.file = arguments.file;
        request.reading = confined_reading();
        request.hand_over.paths = {arguments.file};
        request.hand_over.reading = confined_reading();
        const auto traced = trace_file(context, request);
        if (!traced.ok()) return console.refuse(traced.error());
        const FileTrace& trace = traced.value();
        if (console.json) {
            for (const TracedPublication& found : trace.found)
                console.data << trace_json(found, trace.basis) << '\n';
            return trace.basis == TraceBasis::Nothing ? kWithFindings : kClean;
        }
        console.talk << console.say(told_of_basis(trace.basis)) << '\n';
        for (const TracedPublication& found : trace.found) print_traced(found, console);
        for (const std::string& column : trace.other_columns)
            console.talk << console.say({"这一列没有比对：", "This column was not compared: "})
                         << one_line(column) << '\n';
        return trace.basis == TraceBasis::Nothing ? kWithFindings : kClean;
    });
}

constexpr Option kTraceOptions[] = {
    {"FILE",
     {"要追查的文件：XLSX、CSV、DBF、PDF、ZIP", "the file to trace: XLSX, CSV, DBF, PDF or ZIP"},
     &Arguments::file,
     true},
    kJsonOption,
};
constexpr Command kTraceCommands[] = {
    {"trace",
     "",
     {"追查文件是哪一份发出去的", "tell which copy a file came from"},
     kTraceOptions,
     run_trace},
};

}  // namespace

std::span<const Command> trace_commands() { return kTraceCommands; }

}  // namespace mingce
