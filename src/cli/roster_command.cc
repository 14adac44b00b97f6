#include "cli/roster_command.h"

#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "cli/problems.h"
#include "cli/record_door.h"
#include "usecases/rosters/compile_roster.h"

namespace mingce {

namespace {

// Whole, however long: each line is a value somebody has to look at.
void print_notices(const std::vector<RosterNotice>& notices, const Text& title,
                   const Console& console) {
    if (notices.empty()) return;
    console.talk << console.say(title) << grouped(notices.size()) << '\n';
    for (const RosterNotice& notice : notices)
        console.talk << "  " << notice.where << "  " << notice.what << '\n';
}

void print_report(const CompileReport& report, const Console& console) {
    for (const FileReport& file : report.hand_over.files)
        if (file.refusal)
            console.talk << "  × " << file.refusal->sentence(console.language) << '\n';
    console.talk << console.say({"行数平衡：读入 ", "Rows balance: in "}) << grouped(report.rows_in)
                 << console.say({" = 入册 ", " = listed "}) << grouped(report.rows_listed)
                 << console.say({" + 附表 ", " + in annexes "}) << grouped(report.rows_annexed)
                 << console.say({" + 按规则不列 ", " + left out by the definition "})
                 << grouped(report.rows_filtered) << '\n'
                 << console.say({"分册 ", "Volumes "}) << grouped(report.volumes)
                 << console.say({"，班级 ", ", groups "}) << grouped(report.groups)
                 << console.say({"，页 ", ", pages "}) << grouped(report.pages)
                 << console.say({"；花名册 SHA-256 ", "; roster SHA-256 "}) << report.roster_sha256
                 << '\n';
    if (report.institution.empty())
        console.talk << console.say(
            {"花名册上没有学校名称，可用 --institution 写明\n",
             "The roster names no institution; give it by --institution\n"});
    print_notices(report.out_of_place,
                  {"应为名称却填了号码，列入未分一组，请核对这些行：",
                   "A number where a name belongs, listed with the unassigned; check these rows: "},
                  console);
    print_notices(
        report.unprintable,
        {"字库没有的字，按码位印出：", "Characters no font has, printed as code points: "},
        console);
    print_notices(
        report.refused,
        {"DBF 存不下的值，未写出 DBF：", "Values a DBF cannot hold; no DBF was written: "},
        console);
}

void print_files(const CompileReport& report, const Console& console) {
    for (const WrittenFile& file : report.files) {
        if (console.json) {
            std::string line = "{\"path\":";
            append_json_string(line, file.path.string());
            line += ",\"bytes\":" + std::to_string(file.bytes) +
                    ",\"pages\":" + std::to_string(file.pages) +
                    ",\"rows\":" + std::to_string(file.rows) + ",\"sha256\":";
            append_json_string(line, file.sha256);
            if (file.is_annex) line += ",\"annex\":true";
            console.data << line << "}\n";
        } else {
            console.data << file.sha256 << "  " << file.path.string() << '\n';
        }
    }
}

/// Nothing was said that somebody has to look at.
bool is_clean(const CompileReport& report) {
    const auto& files = report.hand_over.files;
    return report.refused.empty() && report.unprintable.empty() && report.out_of_place.empty() &&
           std::none_of(files.begin(), files.end(),
                        [](const FileReport& file) { return file.refusal.has_value(); });
}

}  // namespace

namespace {

int finish(const Result<CompileReport>& report, const Console& console) {
    if (!report.ok()) return console.refuse(report.error());
    print_files(report.value(), console);
    print_report(report.value(), console);
    if (report.value().files.empty()) return kRefused;
    return is_clean(report.value()) ? kClean : kWithFindings;
}

}  // namespace

int compile_roster_command(const Arguments& arguments, const ReadHandOver& hand_over, Date as_of,
                           const Console& console) {
    if (arguments.paths.empty() == arguments.intake.empty())
        return console.refuse(Error(problem::kArgumentMissing, "--from | --intake"));
    CompileRoster request;
    request.hand_over = hand_over;
    request.definition = arguments.definition;
    request.out = arguments.out;
    request.as_of = as_of;
    request.institution = arguments.institution;
    request.intake = arguments.title;
    request.edition = arguments.edition;
    request.language = console.language;
    if (arguments.intake.empty()) return finish(compile_roster(request), console);
    return with_record(arguments, console, [&](Context& context) {
        RecordStudents students{arguments.intake, {}};
        if (!arguments.as_of.empty()) students.as_of = as_of;
        if (request.institution.empty())
            request.institution = context.record.identity().institution_name;
        return finish(compile_roster_of_record(context, students, request), console);
    });
}

}  // namespace mingce
