// `mingce roster compare`: what differs, a line a row, and counts that add up.
#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "cli/record_door.h"
#include "cli/roster_command.h"
#include "domain/standard.h"
#include "usecases/rosters/compare_file.h"

namespace mingce {

namespace {

Text text_of(FileRowFate fate) {
    switch (fate) {
        case FileRowFate::Same: return {"一致", "the same"};
        case FileRowFate::Differs: return {"不一致", "differs"};
        case FileRowFate::OnlyHere: return {"库中没有", "not in the record"};
        case FileRowFate::TwoPeople:
            return {"号码分属不同的人", "its numbers are of different people"};
        case FileRowFate::Repeated: return {"重复", "repeated"};
        case FileRowFate::NoKey:
            return {"没有考生号、学号或证件号码", "no exam, student or document number"};
    }
    return {};
}

std::string label_of(Field field, Language language) {
    const FieldStandard& standard = DataStandard::shipped().of(field);
    return language == Language::Chinese ? standard.zh : standard.en;
}

std::string labels_of(const std::vector<Field>& fields, Language language) {
    std::string labels;
    for (Field field : fields)
        labels += (labels.empty()                  ? ""
                   : language == Language::Chinese ? "、"
                                                   : ", ") +
                  label_of(field, language);
    return labels;
}

std::string or_empty(const std::string& value) { return value.empty() ? "∅" : one_line(value); }

std::string place_in_file(const ComparedFileRow& row) {
    return row.file + (row.sheet.empty() ? "" : ":" + row.sheet) + ":" + std::to_string(row.row);
}

std::string student_line(const NamedStudent& student) {
    std::string line = one_line(student.name);
    for (const std::string* part : {&student.exam_number, &student.student_no, &student.department,
                                    &student.major, &student.class_name, &student.status})
        if (!part->empty()) line += "  " + one_line(*part);
    return line;
}

void print_compared_row(const ComparedFileRow& row, const Console& console) {
    console.data << place_in_file(row) << ": " << console.say(text_of(row.fate)) << "  "
                 << one_line(row.name);
    for (const std::string* number : {&row.exam_number, &row.student_no})
        if (!number->empty()) console.data << "  " << one_line(*number);
    for (const ComparedCell& cell : row.cells)
        console.data << "; " << label_of(cell.field, console.language) << " " << cell.column
                     << console.say({" 文件 ", " file "}) << or_empty(cell.file)
                     << console.say({" 库 ", " record "}) << or_empty(cell.record);
    if (!row.annex_state.empty())
        console.data << console.say({"; 库中在附表：", "; in the annex of the record: "})
                     << row.annex_state;
    if (row.first_row != 0)
        console.data << console.say({"; 同一人已在第 ", "; the same person as row "})
                     << row.first_row << console.say({" 行", ""});
    for (const NamedStudent& candidate : row.candidates)
        console.data << "; " << student_line(candidate);
    console.data << '\n';
}

void print_absent(const std::vector<NamedStudent>& students, const Text& what,
                  const Console& console) {
    for (const NamedStudent& student : students)
        console.data << console.say(what) << student_line(student) << '\n';
}

void add_text_member(std::string& line, std::string_view key, std::string_view value) {
    line += line.back() == '{' ? "\"" : ",\"";
    line.append(key).append("\":");
    append_json_string(line, value);
}

std::string comparison_json(const NamedStudent& student) {
    std::string line = "{";
    add_text_member(line, "name", student.name);
    add_text_member(line, "exam_number", student.exam_number);
    add_text_member(line, "student_no", student.student_no);
    add_text_member(line, "department", student.department);
    add_text_member(line, "major", student.major);
    add_text_member(line, "class", student.class_name);
    add_text_member(line, "status", student.status);
    return line + "}";
}

std::string comparison_json(const ComparedFileRow& row) {
    std::string line = "{";
    add_text_member(line, "outcome", key_of(row.fate));
    add_text_member(line, "file", row.file);
    add_text_member(line, "sheet", row.sheet);
    line += ",\"row\":" + std::to_string(row.row);
    add_text_member(line, "name", row.name);
    add_text_member(line, "exam_number", row.exam_number);
    add_text_member(line, "student_no", row.student_no);
    line += ",\"cells\":[";
    for (const ComparedCell& cell : row.cells) {
        if (line.back() != '[') line += ',';
        std::string one = "{";
        add_text_member(one, "field", key_of(cell.field));
        add_text_member(one, "column", cell.column);
        add_text_member(one, "header", cell.header);
        add_text_member(one, "in_file", cell.file);
        add_text_member(one, "in_record", cell.record);
        line += one + "}";
    }
    line += "]";
    if (!row.annex_state.empty()) add_text_member(line, "annexed", row.annex_state);
    if (row.first_row != 0) line += ",\"first_row\":" + std::to_string(row.first_row);
    if (row.candidates.empty()) return line + "}";
    line += ",\"candidates\":[";
    for (const NamedStudent& candidate : row.candidates) {
        if (line.back() != '[') line += ',';
        line += comparison_json(candidate);
    }
    return line + "]}";
}

void print_comparison_json(const FileComparison& report, const Console& console) {
    for (const ComparedFileRow& row : report.rows) console.data << comparison_json(row) << '\n';
    const auto absent = [&](const std::vector<NamedStudent>& students, std::string_view outcome) {
        for (const NamedStudent& student : students) {
            std::string line = "{";
            add_text_member(line, "outcome", outcome);
            console.data << line << ',' << comparison_json(student).substr(1) << '\n';
        }
    };
    absent(report.absent, "only_in_record");
    absent(report.absent_annexed, "only_in_record_annexed");
}

void print_comparison_balance(const FileComparisonCounts& counts, const Console& console) {
    const std::pair<Text, std::uint64_t> parts[] = {
        {{" = 一致 ", " = same "}, counts.same},
        {{" + 不一致 ", " + differing "}, counts.differs},
        {{" + 库中没有 ", " + only in the file "}, counts.only_in_file},
        {{" + 号码分属不同的人 ", " + of two people "}, counts.two_people},
        {{" + 重复 ", " + repeated "}, counts.repeated},
        {{" + 没有号码 ", " + without a number "}, counts.no_number},
        {{" + 空行与说明 ", " + blank or remarks "}, counts.set_aside},
        {{" + 未读 ", " + not read "}, counts.unread}};
    console.talk << console.say({"文件行数：", "Rows of the file: "}) << grouped(counts.rows_in);
    for (const auto& [text, number] : parts) console.talk << console.say(text) << grouped(number);
    console.talk << '\n'
                 << console.say({"档案库正册：", "Body of the record: "})
                 << grouped(counts.students) << console.say({" = 文件中有 ", " = in the file "})
                 << grouped(counts.matched) << console.say({" + 文件中没有 ", " + absent "})
                 << grouped(counts.absent) << console.say({"；附表：", "; its annex: "})
                 << grouped(counts.annexed) << console.say({" = 文件中有 ", " = in the file "})
                 << grouped(counts.matched_annexed) << console.say({" + 文件中没有 ", " + absent "})
                 << grouped(counts.absent_annexed) << '\n';
}

void print_compared_columns(const FileComparison& report, const Console& console) {
    console.talk << console.say({"核对的列：", "Columns compared: "})
                 << labels_of(report.compared, console.language) << '\n';
    if (!report.not_seen.empty())
        console.talk << console.say({"看不到全文，未核对：", "Not seen whole, so not compared: "})
                     << labels_of(report.not_seen, console.language) << '\n';
    if (report.unmapped.empty()) return;
    console.talk << console.say({"不是字段，未核对：", "No field, so not compared: "});
    for (const std::string& header : report.unmapped)
        console.talk << (&header == &report.unmapped.front() ? "" : "、") << one_line(header);
    console.talk << '\n';
}

int finish_comparison(const FileComparison& report, const Console& console) {
    for (const FileReport& file : report.files)
        if (file.refusal)
            console.talk << "  × " << file.refusal->sentence(console.language) << '\n';
    if (console.json) {
        print_comparison_json(report, console);
    } else {
        for (const ComparedFileRow& row : report.rows) print_compared_row(row, console);
        print_absent(report.absent, {"文件中没有：", "not in the file: "}, console);
        print_absent(report.absent_annexed,
                     {"文件中没有（附表）：", "not in the file, of the annex: "}, console);
    }
    print_compared_columns(report, console);
    print_comparison_balance(report.counts, console);
    return report.agrees() ? kClean : kWithFindings;
}

}  // namespace

int compare_roster_command(const Arguments& arguments, const ReadHandOver& hand_over, Date today,
                           const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto report = compare_file(context, {hand_over, arguments.intake, today});
        if (!report.ok()) return console.refuse(report.error());
        return finish_comparison(report.value(), console);
    });
}

}  // namespace mingce
