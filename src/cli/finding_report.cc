#include "cli/finding_report.h"

#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "domain/standard.h"

namespace mingce {

namespace {

/// "F(证件号码)": the column as a spreadsheet names it, and as its owner does.
std::string column_text(const FindingPlace& place, const Finding& finding, Language language) {
    std::string header = place.header;
    if (header.empty() && finding.field) {
        const FieldStandard& field = DataStandard::shipped().of(*finding.field);
        header = language == Language::Chinese ? field.zh : field.en;
    }
    std::replace(header.begin(), header.end(), ':', ' ');  // it ends the column
    return header.empty() ? place.column : place.column + "(" + header + ")";
}

std::string place_text(const FindingPlace& place, const Finding& finding, Language language) {
    std::string text = place.file;
    if (!place.sheet.empty()) text += ":" + place.sheet;
    if (place.row != 0) text += ":" + std::to_string(place.row);
    if (!place.column.empty()) text += ":" + column_text(place, finding, language);
    return text;
}

/// Already made, or still to be made by a person?
bool is_open(const Finding& finding, const Students& students) {
    if (finding.proposal.empty()) return false;
    if (!finding.row || !finding.field) return true;
    return students.value(*finding.row, *finding.field) != finding.proposal;
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

}  // namespace

Text severity_text(Severity severity) {
    switch (severity) {
        case Severity::Blocking: return {"阻断", "blocking"};
        case Severity::Warning: return {"警告", "warning"};
        case Severity::Note: return {"提示", "note"};
    }
    return {};
}

void print_findings(const CheckReport& report, const Console& console) {
    const Students& students = report.hand_over.students;
    for (const Finding& finding : report.findings) {
        std::string line = place_text(place_of(finding, students), finding, console.language);
        line.append(": ").append(console.say(severity_text(finding.severity())));
        line.append(" ").append(finding.rule->code).append(": ");
        line.append(message_of(finding, students, console.language));
        line.append("; ").append(console.say(finding.rule->fix));
        if (is_open(finding, students))
            line.append(console.say({"（建议改为 ", " (proposed: "}))
                .append(finding.proposal)
                .append(console.say({"）", ")"}));
        // A cell may hold line breaks, and worse for a terminal: a finding stays one line, and
        // whole.
        console.data << one_line(line, line.size()) << '\n';
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
        add_member(line, "severity", key_of(finding.severity()));
        add_member(line, "raw", finding.raw);
        add_member(line, "proposal", finding.proposal);
        add_member(line, "message", message_of(finding, students, console.language));
        console.data << line << "}\n";
    }
}

}  // namespace mingce
