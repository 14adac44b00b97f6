// Rosters compiled from the record by a definition, as a file.
#include <algorithm>

#include "http/answers.h"
#include "http/app.h"
#include "http/private_folder.h"
#include "http/roster_comparison.h"
#include "http/route.h"
#include "usecases/files/confined_reading.h"
#include "usecases/rosters/compile_roster.h"
#include "usecases/rosters/roster_problems.h"

namespace mingce::http {

namespace {

std::vector<std::string_view> format_words() { return {"pdf", "xlsx", "csv", "dbf"}; }
constexpr std::pair<std::string_view, std::string_view> kPaperTypes[] = {
    {"pdf", "application/pdf"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"csv", "text/csv; charset=utf-8"},
    {"dbf", "application/octet-stream"},
};

struct RosterInput {
    std::string intake, definition;
    std::optional<std::string> format, as_of, edition;
    bool annex = false;
    std::optional<std::int64_t> version;
    static constexpr std::string_view kName = "CompileRoster";
    static constexpr auto members() {
        using R = RosterInput;
        return std::tuple{
            Member{"intake", &R::intake, kIntakeText},
            Member{"definition", &R::definition, {"编制规则的键", "key of a definition"}},
            Member{"version",
                   &R::version,
                   {"规则的版本；缺省最新，0 为随程序附带的",
                    "version of the definition; the newest without, 0 as shipped"}},
            Member{"format",
                   &R::format,
                   {"格式；缺省 pdf", "format; pdf without"},
                   Bounds{.choices = format_words}},
            Member{"as_of", &R::as_of, {"截至哪一天；缺省今天", "as of a day; today without"}},
            Member{"edition",
                   &R::edition,
                   {"版次；缺省印“送审稿”", "edition; prints a draft without"},
                   Bounds{.length_max = 40}},
            Member{"annex",
                   &R::annex,
                   {"CSV、DBF：改取附表（保留、放弃、取消入学资格的学生），正册里没有他们；PDF、XLS"
                    "X 已含附表",
                    "CSV, DBF: those of the annex (place kept, given up, withdrawn), whom the body "
                    "leaves out; PDF and XLSX hold both"}}};
    }
};
Result<FileAnswer> compile_here(Call& call, const RosterInput& in) {
    const std::string format = in.format.value_or("pdf");
    const PrivateFolder folder = TRY(PrivateFolder::make());
    CompileRoster request;
    request.definition = in.definition;
    request.definition_version = in.version;
    request.may_be_path = false;  // it would name a file of the server
    request.out = folder.path() / ("roster." + format);
    request.as_of = in.as_of ? TRY(day_of_text("as_of", *in.as_of)) : call.today();
    request.edition = in.edition.value_or("");
    request.language = call.language();
    RecordStudents students;
    students.intake = in.intake;
    if (in.as_of) students.as_of = request.as_of;
    const CompileReport report = TRY(compile_roster_of_record(call.context, students, request));
    const bool wants_annex = in.annex && (format == "csv" || format == "dbf");
    const auto file = std::ranges::find(report.files, wants_annex, &WrittenFile::is_annex);
    if (wants_annex && report.rows_annexed == 0) return Error(problem::kAnnexEmpty);
    // A DBF that cannot hold every value is not there: reading it says so.
    const std::string name =
        file == report.files.end() ? "roster." + format : file->path.filename().string();
    std::string_view type = "application/octet-stream";
    for (const auto& [word, media] : kPaperTypes)
        if (word == format) type = media;
    return FileAnswer{TRY(folder.read(name)), std::string(type),
                      in.intake + "_" + in.definition + (wants_annex ? "_annex." : ".") + format,
                      format == "pdf"};
}

Result<RosterComparisonAnswer> compare_here(Call& call, const CompareRosterInput& in) {
    CompareFile request;
    request.hand_over.reading = confined_reading();
    request.intake = in.intake;
    request.today = call.today();
    request.upload = TRY(id_of_text("upload", in.upload));
    return comparison_answer(TRY(compare_file(call.context, request)));
}

constexpr std::string_view kRosterTag = "rosters";
const Route kRosterRoutes[] = {
    route<compile_here>({Method::Post,
                         "/api/v1/rosters",
                         "compileRoster",
                         kRosterTag,
                         {"编制花名册", "Compile a roster"},
                         needs(Permission::RosterCompile),
                         kSlowRoute}),
    route<compare_here>({Method::Post,
                         "/api/v1/rosters/comparisons",
                         "compareRoster",
                         kRosterTag,
                         {"上传的花名册与档案库核对，不保存",
                          "Compare an uploaded roster with the record; nothing is kept"},
                         needs(Permission::RosterCompile),
                         kSlowRoute}),
};

}  // namespace

std::span<const Route> roster_routes() { return kRosterRoutes; }

}  // namespace mingce::http
