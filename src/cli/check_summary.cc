#include "cli/check_summary.h"

#include <algorithm>
#include <array>
#include <map>
#include <ostream>
#include <set>

#include "base/text.h"
#include "cli/finding_report.h"
#include "usecases/record/note_text.h"

namespace mingce {

namespace {

/// A list that stops is a list that says how much it leaves out.
constexpr std::size_t kListedMax = 20;

std::string padded(const std::string& text, std::size_t width) {
    return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

std::string joined(const std::vector<std::string>& words, const Console& console,
                   std::size_t most = kListedMax) {
    std::string text;
    for (std::size_t i = 0; i < words.size() && i < most; ++i)
        text.append(i == 0 ? "" : console.say({"、", ", "})).append(words[i]);
    if (words.size() <= most) return text;
    return text + std::string(console.say({" 等，共 ", " and more, of "})) + grouped(words.size()) +
           std::string(console.say({" 项", ""}));
}

Text role_text(FileRole role) {
    switch (role) {
        case FileRole::Students: return {"学生", "students"};
        case FileRole::ProvinceTable: return {"省录取库", "province tables"};
        case FileRole::Organisation: return {"院系专业", "organisation"};
        case FileRole::Classes: return {"分班", "classes"};
        case FileRole::Photos: return {"照片", "photos"};
        case FileRole::NotRead: return {"未读", "not read"};
        case FileRole::Refused: return {"拒绝", "refused"};
    }
    return {};
}

void print_roles(const HandOver& hand_over, const Console& console) {
    std::map<FileRole, std::uint64_t> count;
    for (const FileReport& file : hand_over.files) ++count[file.role];
    std::vector<std::string> parts;
    parts.reserve(count.size());
    for (const auto& [role, files] : count)
        parts.push_back(std::string(console.say(role_text(role))) + " " + grouped(files));
    console.talk << console.say({"文件 ", "Files "}) << grouped(hand_over.files.size())
                 << console.say({"：", ": "}) << joined(parts, console);
    if (hand_over.ignored_files != 0)
        console.talk << console.say({"；另有系统文件 ", "; system files beside them "})
                     << grouped(hand_over.ignored_files);
    console.talk << '\n';
}

/// Tables that no roster needs lie in every province: many files are told by their names.
std::vector<std::string> names_of(const std::vector<const FileReport*>& files) {
    std::vector<std::string> names;
    if (files.size() <= kListedMax / 4) {
        for (const FileReport* file : files) names.push_back(file->file);
        return names;
    }
    std::map<std::string, std::uint64_t> count;
    for (const FileReport* file : files) {
        std::string name = file->file.substr(file->file.find_last_of("/!") + 1);
        std::transform(name.begin(), name.end(), name.begin(), to_upper);
        ++count[name];
    }
    for (const auto& [name, times] : count)
        names.push_back(times == 1 ? name : name + "×" + std::to_string(times));
    return names;
}

void print_files(const HandOver& hand_over, const Console& console) {
    print_roles(hand_over, console);
    std::map<std::string_view, std::vector<const FileReport*>> not_read;
    for (const FileReport& file : hand_over.files) {
        if (file.refusal)
            console.talk << "  × " << file.refusal->sentence(console.language) << '\n';
        else if (file.role == FileRole::NotRead)
            not_read[console.say(file.why)].push_back(&file);
    }
    for (const auto& [why, files] : not_read)
        console.talk << "  – " << why << console.say({"：", ": "}) << grouped(files.size()) << "  "
                     << joined(names_of(files), console) << '\n';
}

void print_balance(const ProvinceReport& province, const Console& console) {
    console.talk << grouped(province.candidates) << " = " << grouped(province.admitted) << " + "
                 << grouped(province.not_admitted);
    if (province.deleted_records != 0)
        console.talk << console.say({"，删除 ", ", deleted "}) << grouped(province.deleted_records);
}

void print_provinces(const HandOver& hand_over, const Console& console) {
    if (hand_over.provinces.empty()) return;
    console.talk << console.say({"各省录取库（投档 = 录取 + 未录取；另有已删除记录）：",
                                 "Province sets (candidates = admitted + not admitted; deleted "
                                 "records apart):"})
                 << '\n';
    ProvinceReport sum;
    for (const ProvinceReport& province : hand_over.provinces) {
        console.talk << "  " << province.province << "  " << province.generation << "  ";
        print_balance(province, console);
        if (!province.missing_tables.empty())
            console.talk << console.say({"，缺 ", ", missing "})
                         << joined(province.missing_tables, console);
        console.talk << "  " << province.folder << '\n';
        sum.candidates += province.candidates;
        sum.admitted += province.admitted;
        sum.not_admitted += province.not_admitted;
        sum.deleted_records += province.deleted_records;
    }
    if (hand_over.provinces.size() == 1) return;
    console.talk << console.say({"  合计  ", "  all  "});
    print_balance(sum, console);
    console.talk << '\n';
}

void print_notes(const HandOver& hand_over, const Console& console) {
    for (const SheetReport& sheet : hand_over.sheets)
        for (const ReadNote& note : sheet.notes)
            console.talk << "  · " << sheet.file << "  " << note_text(note, console.language)
                         << '\n';
}

/// "身份证号→身份证件号", or the header alone where it is the field's name already.
std::string column_text(const ColumnMatch& column, const Console& console) {
    std::string text = column.header.empty() ? column.name : column.header;
    if (!column.field) return text;
    const FieldStandard& field = DataStandard::shipped().of(*column.field);
    const std::string& name = console.language == Language::Chinese ? field.zh : field.en;
    return text == name ? text : text + "→" + name;
}

/// Which column was taken for which field and why, a line a reason; every column is listed, and
/// what no field claims is kept.
void print_columns(const HandOver& hand_over, const Console& console) {
    for (const SheetReport& sheet : hand_over.sheets) {
        if (!sheet.is_student_sheet) continue;
        std::vector<std::pair<std::string_view, std::vector<std::string>>> reasons;
        for (const ColumnMatch& column : sheet.columns) {
            if (!column.field && column.filled == 0) continue;
            const std::string_view why = console.say(column.explanation);
            auto reason = std::find_if(reasons.begin(), reasons.end(),
                                       [why](const auto& each) { return each.first == why; });
            if (reason == reasons.end()) reason = reasons.insert(reason, {why, {}});
            reason->second.push_back(column_text(column, console));
        }
        console.talk << console.say({"列与字段：", "Columns and fields: "}) << sheet.file
                     << (sheet.sheet.empty() ? "" : ":") << sheet.sheet << '\n';
        for (const auto& [why, columns] : reasons)
            console.talk << "  " << why << console.say({"：", ": "})
                         << joined(columns, console, columns.size()) << '\n';
    }
}

void print_repairs(const CheckReport& report, const Console& console) {
    if (report.repairs.empty()) return;
    std::vector<std::string> parts;
    parts.reserve(report.repairs.size());
    for (const Repairs& repairs : report.repairs)
        parts.push_back(std::string(console.say(repairs.what)) + " " + grouped(repairs.count));
    console.talk << console.say({"已规范的值（原文保留）：", "Values repaired (raw text kept): "})
                 << joined(parts, console) << '\n';
}

void print_rows(const HandOver& hand_over, const Console& console) {
    console.talk << console.say({"行数平衡：读入 ", "Rows balance: in "})
                 << grouped(hand_over.rows_in) << console.say({" = 接受 ", " = accepted "})
                 << grouped(hand_over.rows_accepted) << console.say({" + 搁置 ", " + held "})
                 << grouped(hand_over.rows_held)
                 << console.say({"（空行、未录取、无学生的表）",
                                 " (blank, not admitted, of sheets without students)"})
                 << console.say({" + 拒绝 ", " + refused "}) << grouped(hand_over.rows_refused)
                 << console.say({"（已删除的记录）", " (deleted records)"}) << '\n';
}

/// The rule's sentence without a student: "证件号码 … 校验码不符".
std::string sentence_of(const RuleText& rule, Language language) {
    std::string text(rule.message.in(language));
    for (const std::string_view hole : {"{raw}", "{value}", "{arg}", "{field}"})
        for (std::size_t at = text.find(hole); at != std::string::npos; at = text.find(hole))
            text.replace(at, hole.size(), "…");
    return text;
}

struct Cause {
    const RuleText* rule = nullptr;
    Severity severity = Severity::Note;
    std::uint64_t count = 0;
    std::set<std::string> files;
};

/// Blocking causes first, the most frequent of each severity on top.
void print_causes(const CheckReport& report, const Console& console) {
    std::map<std::string_view, Cause> by_code;
    for (const Finding& finding : report.findings) {
        Cause& cause = by_code[finding.rule->code];
        cause.rule = finding.rule;
        cause.severity = finding.severity();
        ++cause.count;
        cause.files.insert(place_of(finding, report.hand_over.students).file);
    }
    std::vector<Cause> causes;
    causes.reserve(by_code.size());
    for (auto& [code, cause] : by_code) causes.push_back(std::move(cause));
    std::stable_sort(causes.begin(), causes.end(), [](const Cause& a, const Cause& b) {
        if (a.severity != b.severity) return a.severity < b.severity;
        return a.count > b.count;
    });
    if (causes.empty()) return;
    console.talk << console.say({"问题（级别 代码 个数/文件数 说明; 处理）：",
                                 "Findings (severity, code, number/files, what; what to do):"})
                 << '\n';
    for (const Cause& cause : causes)
        console.talk << "  " << console.say(severity_text(cause.severity)) << ' '
                     << cause.rule->code << ' ' << padded(grouped(cause.count), 6) << '/'
                     << grouped(cause.files.size()) << "  "
                     << sentence_of(*cause.rule, console.language) << "; "
                     << console.say(cause.rule->fix) << '\n';
}

std::string counts_text(const std::array<std::uint64_t, 3>& counts, const Console& console) {
    std::string text;
    for (const Severity severity : {Severity::Blocking, Severity::Warning, Severity::Note})
        text.append(text.empty() ? "" : console.say({"，", ", "}))
            .append(console.say(severity_text(severity)))
            .append(" ")
            .append(grouped(counts[static_cast<std::size_t>(severity)]));
    return text;
}

/// Where to begin: the files with most that blocks, then most that warns.
void print_worst_files(const CheckReport& report, const Console& console) {
    std::map<std::string, std::array<std::uint64_t, 3>> by_file;
    for (const Finding& finding : report.findings)
        ++by_file[place_of(finding, report.hand_over.students).file]
                 [static_cast<std::size_t>(finding.severity())];
    std::vector<std::pair<std::string, std::array<std::uint64_t, 3>>> files;
    for (const auto& [file, counts] : by_file)
        if (counts[0] + counts[1] != 0) files.emplace_back(file, counts);
    if (files.size() < 2) return;
    std::stable_sort(files.begin(), files.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    console.talk << console.say({"按文件：", "By file:"}) << '\n';
    for (std::size_t i = 0; i < files.size() && i < kListedMax; ++i)
        console.talk << "  " << files[i].first << "  " << counts_text(files[i].second, console)
                     << '\n';
    if (files.size() > kListedMax)
        console.talk << console.say({"  其余 ", "  and "}) << grouped(files.size() - kListedMax)
                     << console.say({" 个文件见上面的问题", " files more, in the findings above"})
                     << '\n';
}

}  // namespace

void print_check_summary(const CheckReport& report, const Console& console) {
    const HandOver& hand_over = report.hand_over;
    print_files(hand_over, console);
    print_provinces(hand_over, console);
    print_notes(hand_over, console);
    print_columns(hand_over, console);
    print_repairs(report, console);
    print_rows(hand_over, console);
    print_causes(report, console);
    print_worst_files(report, console);
    console.talk << console.say({"问题合计：", "Findings: "})
                 << counts_text({report.count(Severity::Blocking), report.count(Severity::Warning),
                                 report.count(Severity::Note)},
                                console)
                 << '\n';
}

}  // namespace mingce
