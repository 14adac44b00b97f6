#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "cli/check_summary.h"
#include "cli/commands.h"
#include "cli/finding_report.h"
#include "cli/problems.h"
#include "cli/reference_pages.h"
#include "cli/requests.h"
#include "cli/roster_command.h"
#include "cli/shared_options.h"
#include "usecases/files/cat_file.h"
#include "usecases/files/check_files.h"
#include "usecases/files/confined_reading.h"
#include "usecases/record/note_text.h"

namespace mingce {

namespace {

Result<CheckFiles> check_request(const Arguments& arguments) {
    CheckFiles request;
    request.hand_over = TRY(hand_over_of(arguments));
    request.today = TRY(date_of(arguments.today));
    return request;
}

int run_check(const Arguments& arguments, const Console& console) {
    const auto request = check_request(arguments);
    if (!request.ok()) return console.refuse(request.error());
    const auto report = check_files(request.value());
    if (!report.ok()) return console.refuse(report.error());
    if (console.json)
        print_findings_json(report.value(), console);
    else
        print_findings(report.value(), console);
    print_check_summary(report.value(), console);
    const auto& files = report.value().hand_over.files;
    const bool refused = std::any_of(files.begin(), files.end(), [](const FileReport& file) {
        return file.role == FileRole::Refused;
    });
    return report.value().findings.empty() && !refused ? kClean : kWithFindings;
}

int run_cat(const Arguments& arguments, const Console& console) {
    CatFile request;
    request.reading = confined_reading();
    request.path = arguments.directory;
    if (arguments.sheet == 0U) return console.refuse(Error(problem::kArgumentValue, "--sheet 0"));
    if (arguments.sheet) request.sheet = *arguments.sheet - 1;
    if (!arguments.encoding.empty()) request.encoding = arguments.encoding;
    request.format = arguments.json ? CatFormat::Json : CatFormat::Csv;
    request.out = [&console](std::string_view text) -> Status {
        console.data << text;
        if (!console.data) return Error(problem::kOutputNotWritten);
        return Done{};
    };
    bool damaged = false;
    request.note = [&console, &damaged](const ReadNote& note) {
        damaged = damaged || tells_of_damage(note.kind);
        console.talk << note_text(note, console.language) << '\n';
    };
    const Status done = cat_file(request);
    if (!done.ok()) return console.refuse(done.error());
    return damaged ? kWithFindings : kClean;
}

int run_roster_compile(const Arguments& arguments, const Console& console) {
    const auto hand_over = hand_over_of(arguments);
    if (!hand_over.ok()) return console.refuse(hand_over.error());
    const auto as_of = date_of(arguments.as_of);
    if (!as_of.ok()) return console.refuse(as_of.error());
    return compile_roster_command(arguments, hand_over.value(), as_of.value(), console);
}

int run_roster_compare(const Arguments& arguments, const Console& console) {
    const auto hand_over = hand_over_of(arguments);
    if (!hand_over.ok()) return console.refuse(hand_over.error());
    const auto today = date_of(arguments.today);
    if (!today.ok()) return console.refuse(today.error());
    return compare_roster_command(arguments, hand_over.value(), today.value(), console);
}

int run_docs(const Arguments& arguments, const Console& console) {
    const Status done = write_reference_pages(arguments.directory);
    return done.ok() ? kClean : console.refuse(done.error());
}

constexpr bool kRequired = true;

const Option kCheckOptions[] = {
    {"PATH",
     {"文件、文件夹或 ZIP", "files, folders or ZIP archives"},
     &Arguments::paths,
     kRequired},
    kOrganisationOption,
    kStudentKindOption,
    kEncodingOption,
    kColumnMapOption,
    kJsonOption,
    kTodayOption,
};
const Option kCatOptions[] = {
    {"FILE",
     {"工作簿、CSV 或 DBF 文件", "a workbook, CSV or DBF file"},
     &Arguments::directory,
     kRequired},
    {"--sheet", {"只看第几张表，从 1 数起", "only this sheet, counted from 1"}, &Arguments::sheet},
    {"--csv", {"输出 CSV（缺省）", "print CSV (the default)"}, &Arguments::csv},
    kJsonOption,
    kEncodingOption,
};
const Option kRosterCompileOptions[] = {
    {"--from",
     {"移交的文件、文件夹或 ZIP", "hand-over: files, folders or ZIP archives"},
     &Arguments::paths},
    {"--intake", {"或者从档案库：招生批次", "or from the record: an intake"}, &Arguments::intake},
    {"--definition",
     {"编制规则的名称或 TOML 文件", "definition: a name or a TOML file"},
     &Arguments::definition,
     kRequired},
    {"-o,--out",
     {"输出文件（.pdf .xlsx .csv .dbf）或文件夹", "output file (.pdf .xlsx .csv .dbf) or folder"},
     &Arguments::out,
     kRequired},
    {"--as-of",
     {"数据截至日期，缺省为今天", "date of the data; today when not given"},
     &Arguments::as_of},
    {"--institution", {"学校名称", "name of the institution"}, &Arguments::institution},
    {"--title",
     {"花名册年级与层次，如 2026级本科", "intake, such as 2026级本科"},
     &Arguments::title},
    {"--edition", {"版次", "edition"}, &Arguments::edition},
    kOrganisationOption,
    kStudentKindOption,
    kEncodingOption,
    kColumnMapOption,
    kJsonOption,
};
const Option kRosterCompareOptions[] = {
    {"FILE",
     {"手工编的花名册：工作簿、CSV 或 DBF", "a roster made by hand: a workbook, CSV or DBF"},
     &Arguments::paths,
     kRequired},
    kIntakeOption,
    kStudentKindOption,
    kEncodingOption,
    kColumnMapOption,
    kTodayOption,
    kJsonOption,
};
const Option kDocsOptions[] = {
    {"DIR", {"文档目录", "folder of the pages"}, &Arguments::directory, kRequired},
};

const Command kCommands[] = {
    {"check",
     "",
     {"核查移交数据，列出问题", "check a hand-over and list the findings"},
     kCheckOptions,
     run_check},
    {"cat",
     "",
     {"原样打印一个文件被读成的样子", "print a file as the reader sees it"},
     kCatOptions,
     run_cat},
    {"roster",
     "compile",
     {"按规则编制花名册", "compile a roster by a definition"},
     kRosterCompileOptions,
     run_roster_compile},
    {"roster",
     "compare",
     {"手工花名册与档案库逐格核对", "compare a roster made by hand with the record, cell by cell"},
     kRosterCompareOptions,
     run_roster_compare},
    {"docs", "", {"生成参考页", "write the generated reference pages"}, kDocsOptions, run_docs},
};

}  // namespace

std::span<const Command> file_commands() { return kCommands; }

}  // namespace mingce
