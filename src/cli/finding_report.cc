#include "cli/finding_report.h"

#include <algorithm>
#include <map>
#include <ostream>

#include "base/text.h"
#include "domain/standard.h"
#include "usecases/note_text.h"

namespace mingce {

namespace {

Text severity_text(Severity severity) {
    switch (severity) {
        case Severity::Blocking: return {"阻断", "blocking"};
        case Severity::Warning: return {"警告", "warning"};
        case Severity::Note: return {"提示", "note"};
    }
    return {};
}

std::string place_text(const FindingPlace& place) {
    std::string text = place.file;
    if (!place.sheet.empty()) text += ":" + place.sheet;
    if (place.row != 0) text += ":" + std::to_string(place.row);
    if (!place.column.empty()) text += ":" + place.column;
    return text;
}

void add_member(std::string& line, std::string_view key, std::string_view value) {
    line += line.size() > 1 ? ",\"" : "\"";
    line.append(key).append("\":");
    append_json_string(line, value);
}

void add_member(std::string& line, std::string_view key, std::uint64_t value) {
    line += line.size() > 1 ? ",\"" : "\"";
    line.append(key).append("\":").append(std::to_string(value));
}

struct Cause {
    const RuleText* rule;
    std::uint64_t count;
};

// Blocking causes first, the most frequent of each severity on top.
std::vector<Cause> causes_of(const std::vector<Finding>& findings) {
    std::map<std::string_view, Cause> by_code;
    for (const Finding& finding : findings)
        ++by_code.try_emplace(finding.rule->code, Cause{finding.rule, 0}).first->second.count;
    std::vector<Cause> causes;
    causes.reserve(by_code.size());
    for (const auto& [code, cause] : by_code) causes.push_back(cause);
    std::stable_sort(causes.begin(), causes.end(), [](const Cause& a, const Cause& b) {
        if (a.rule->severity != b.rule->severity) return a.rule->severity < b.rule->severity;
        return a.count > b.count;
    });
    return causes;
}

void print_files(const HandOver& hand_over, const Console& console) {
    for (const FileReport& file : hand_over.files) {
        if (file.refusal) {
            console.talk << "  × " << file.refusal->sentence(console.language) << '\n';
        } else if (file.role == FileRole::NotRead) {
            console.talk << "  – " << file.file << "  " << console.say(file.why) << '\n';
        }
    }
}

void print_provinces(const HandOver& hand_over, const Console& console) {
    if (hand_over.provinces.empty()) return;
    console.talk << console.say({"各省录取库（投档 = 录取 + 未录取；另有已删除记录）：",
                                 "Province sets (candidates = admitted + not admitted; deleted "
                                 "records apart):"})
                 << '\n';
    for (const ProvinceReport& province : hand_over.provinces) {
        console.talk << "  " << province.province << "  " << province.generation << "  "
                     << grouped(province.candidates) << " = " << grouped(province.admitted) << " + "
                     << grouped(province.not_admitted);
        if (province.deleted_records != 0)
            console.talk << console.say({"，删除 ", ", deleted "})
                         << grouped(province.deleted_records);
        for (const std::string& table : province.missing_tables)
            console.talk << console.say({"，缺 ", ", missing "}) << table;
        for (const std::string& table : province.not_read_tables)
            console.talk << console.say({"，不读 ", ", not read "}) << table;
        console.talk << '\n';
    }
}

void print_notes(const HandOver& hand_over, const Console& console) {
    for (const SheetReport& sheet : hand_over.sheets)
        for (const ReadNote& note : sheet.notes)
            console.talk << "  · " << sheet.file << "  " << note_text(note, console.language)
                         << '\n';
}

void print_unmapped(const HandOver& hand_over, const Console& console) {
    for (const SheetReport& sheet : hand_over.sheets) {
        if (!sheet.is_student_sheet) continue;
        std::string names;
        for (const ColumnMatch& column : sheet.columns)
            if (!column.field && column.filled != 0)
                names += (names.empty()                           ? ""
                          : console.language == Language::Chinese ? "、"
                                                                  : ", ") +
                         column.header;
        if (names.empty()) continue;
        console.talk << console.say({"未对应的列（原样保留）：",
                                     "Columns not mapped (kept as they came): "})
                     << sheet.file << (sheet.sheet.empty() ? "" : ":") << sheet.sheet << "  "
                     << names << '\n';
    }
}

}  // namespace

void print_findings(const CheckReport& report, const Console& console) {
    const Students& students = report.hand_over.students;
    for (const Finding& finding : report.findings) {
        console.data << place_text(place_of(finding, students)) << ": "
                     << console.say(severity_text(finding.rule->severity)) << ' '
                     << finding.rule->code << ": "
                     << message_of(finding, students, console.language) << "; "
                     << console.say(finding.rule->fix);
        if (!finding.proposal.empty())
            console.data << console.say({"（建议改为 ", " (proposed: "}) << finding.proposal
                         << console.say({"）", ")"});
        console.data << '\n';
    }
}

void print_findings_json(const CheckReport& report, const Console& console) {
    const Students& students = report.hand_over.students;
    for (const Finding& finding : report.findings) {
        const FindingPlace place = place_of(finding, students);
        std::string line = "{";
        add_member(line, "file", place.file);
        add_member(line, "sheet", place.sheet);
        add_member(line, "row", place.row);
        add_member(line, "column", place.column);
        add_member(line, "field", finding.field ? key_of(*finding.field) : std::string_view());
        add_member(line, "code", finding.rule->code);
        add_member(line, "class", std::uint64_t{finding.rule->error_class});
        add_member(line, "severity", key_of(finding.rule->severity));
        add_member(line, "raw", finding.raw);
        add_member(line, "proposal", finding.proposal);
        add_member(line, "message", message_of(finding, students, console.language));
        console.data << line << "}\n";
    }
}

void print_check_summary(const CheckReport& report, const Console& console) {
    const HandOver& hand_over = report.hand_over;
    console.talk << console.say({"文件 ", "Files "}) << hand_over.files.size() << '\n';
    print_files(hand_over, console);
    print_provinces(hand_over, console);
    print_notes(hand_over, console);
    print_unmapped(hand_over, console);
    console.talk << console.say({"行数平衡：读入 ", "Rows balance: in "})
                 << grouped(hand_over.rows_in) << console.say({" = 接受 ", " = accepted "})
                 << grouped(hand_over.rows_accepted) << console.say({" + 搁置 ", " + held "})
                 << grouped(hand_over.rows_held) << console.say({" + 拒绝 ", " + refused "})
                 << grouped(hand_over.rows_refused) << '\n';
    for (const Cause& cause : causes_of(report.findings)) {
        console.talk << "  " << console.say(severity_text(cause.rule->severity)) << "  "
                     << cause.rule->code << "  " << grouped(cause.count) << "  "
                     << console.say(cause.rule->fix) << '\n';
    }
    console.talk << console.say({"问题合计：阻断 ", "Findings: blocking "})
                 << grouped(report.count(Severity::Blocking))
                 << console.say({"，警告 ", ", warning "})
                 << grouped(report.count(Severity::Warning)) << console.say({"，提示 ", ", note "})
                 << grouped(report.count(Severity::Note)) << '\n';
}

}  // namespace mingce
