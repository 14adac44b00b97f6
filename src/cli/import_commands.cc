// import and batch: what came, what it would change, what it changed, and taking it back.
#include <algorithm>
#include <map>
#include <ostream>

#include "base/text.h"
#include "cli/check_summary.h"
#include "cli/import_report.h"
#include "cli/record_door.h"
#include "cli/requests.h"
#include "cli/shared_options.h"

namespace mingce {

namespace {

int run_import(const Arguments& arguments, const Console& console) {
    const auto hand_over = hand_over_of(arguments);
    if (!hand_over.ok()) return console.refuse(hand_over.error());
    const auto today = date_of(arguments.today);
    if (!today.ok()) return console.refuse(today.error());
    return with_record(arguments, console, [&](Context& context) {
        ImportFiles request;
        request.hand_over = hand_over.value();
        request.intake = arguments.intake;
        request.commit = arguments.commit;
        request.today = today.value();
        const auto report = import_files(context, request);
        if (!report.ok()) return console.refuse(report.error());
        print_import(report.value(), console);
        const auto& files = report.value().check.hand_over.files;
        const bool refused = std::any_of(files.begin(), files.end(), [](const FileReport& file) {
            return file.role == FileRole::Refused;
        });
        const bool clean = report.value().check.findings.empty() &&
                           report.value().batch.counts.students_conflict == 0 && !refused;
        return static_cast<int>(clean ? kClean : kWithFindings);
    });
}

constexpr Option kImportOptions[] = {
    {"PATH", {"文件、文件夹或 ZIP", "files, folders or ZIP archives"}, &Arguments::paths, true},
    kIntakeOption,
    {"--commit",
     {"写入；不写则只暂存并报告", "write it; else it is staged and reported"},
     &Arguments::commit},
    kOrganisationOption,
    kStudentKindOption,
    kEncodingOption,
    kColumnMapOption,
    kTodayOption,
    kJsonOption,
};

const Command kImportCommands[] = {
    {"import",
     "",
     {"导入移交数据：暂存、比较、写入", "import a hand-over: stage, compare, write"},
     kImportOptions,
     run_import},
};

}  // namespace

std::span<const Command> import_commands() { return kImportCommands; }

}  // namespace mingce
