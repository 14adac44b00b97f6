// Rosters compiled from the record by a definition, as a file.
#include <algorithm>

#include "http/answers.h"
#include "http/app.h"
#include "http/private_folder.h"
#include "http/route.h"
#include "usecases/rosters/compile_roster.h"

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
    static constexpr std::string_view kName = "CompileRoster";
    static constexpr auto members() {
        using R = RosterInput;
        return std::tuple{
            Member{"intake", &R::intake, kIntakeText},
            Member{"definition", &R::definition, {"编制规则的键", "key of a definition"}},
            Member{"format",
                   &R::format,
                   {"格式；缺省 pdf", "format; pdf without"},
                   Bounds{.choices = format_words}},
            Member{"as_of", &R::as_of, {"截至哪一天；缺省今天", "as of a day; today without"}},
            Member{"edition",
                   &R::edition,
                   {"版次；缺省印“送审稿”", "edition; prints a draft without"},
                   Bounds{.length_max = 40}}};
    }
};
Result<FileAnswer> compile_here(Call& call, const RosterInput& in) {
    // A path would name a file of the server.
    const auto keys = shipped_definition_keys();
    if (std::ranges::find(keys, in.definition) == keys.end())
        return Error(problem::kRequestMemberValue, "definition");
    const std::string format = in.format.value_or("pdf");
    const PrivateFolder folder = TRY(PrivateFolder::make());
    CompileRoster request;
    request.definition = in.definition;
    request.out = folder.path() / ("roster." + format);
    request.as_of = in.as_of ? TRY(day_of_text("as_of", *in.as_of)) : call.today();
    request.edition = in.edition.value_or("");
    request.language = call.language();
    RecordStudents students;
    students.intake = in.intake;
    if (in.as_of) students.as_of = request.as_of;
    TRY(compile_roster_of_record(call.context, students, request));
    std::string_view type = "application/octet-stream";
    for (const auto& [word, media] : kPaperTypes)
        if (word == format) type = media;
    return FileAnswer{TRY(folder.read("roster." + format)), std::string(type),
                      in.intake + "_" + in.definition + "." + format, format == "pdf"};
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
};

}  // namespace

std::span<const Route> roster_routes() { return kRosterRoutes; }

}  // namespace mingce::http
