#include "usecases/rosters/compile_roster.h"

#include <fstream>
#include <functional>

#include "access/mask.h"
#include "domain/canonical_text.h"
#include "domain/roster.h"
#include "domain/standard.h"
#include "usecases/access/permitted.h"
#include "usecases/record/output_file.h"
#include "usecases/rosters/definitions.h"
#include "usecases/rosters/roster_files.h"
#include "usecases/rosters/roster_meta.h"
#include "usecases/rosters/roster_problems.h"

namespace mingce {

namespace {

constexpr std::uintmax_t kDefinitionBytesMost = std::uintmax_t{1} << 20;

Result<Definition> load_definition(const std::string& name) {
    if (const auto text = shipped_definition(name)) return parse_definition(name, *text);
    const std::filesystem::path path(name);
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed)) {
        std::string keys = name + ":";
        for (const std::string& key : shipped_definition_keys()) keys += " " + key;
        return Error(problem::kDefinitionUnknown, keys);
    }
    const std::uintmax_t size = std::filesystem::file_size(path, failed);
    std::ifstream file(path, std::ios::binary);
    std::string text;
    if (!failed && size <= kDefinitionBytesMost && file) {
        text.resize(static_cast<std::size_t>(size));
        file.read(text.data(), static_cast<std::streamsize>(size));
    }
    if (failed || size > kDefinitionBytesMost || !file) {
        Place place;
        place.file = name;
        return Error(problem::kDefinitionUnreadable).at(std::move(place));
    }
    auto definition = parse_definition(path.stem().string(), text);
    if (!definition.ok()) return std::move(definition).error().in_file(name);
    return definition;
}

/// A school's definition, what the program ships, or a file.
Result<Definition> definition_of_record(const Context& context, const CompileRoster& request,
                                        std::int64_t& version) {
    auto found = read_value(context.database(), [&](Tx& tx) {
        return definition_version(tx, context, request.definition, request.definition_version);
    });
    if (found.ok()) {
        version = found.value().version;
        return readable(std::move(found).value());
    }
    const bool unknown = found.error().problem().code == problem::kDefinitionUnknown.code;
    if (unknown && request.may_be_path && !request.definition_version)
        return load_definition(request.definition);
    return std::move(found).error();
}

std::vector<RosterNotice> out_of_place(const CompiledRoster& roster, const Students& students,
                                       Language language) {
    std::vector<RosterNotice> notices;
    for (const ValueOutOfPlace& value : roster.out_of_place) {
        const FieldStandard& standard = DataStandard::shipped().of(value.field);
        notices.push_back({source_place(students, value.student),
                           language == Language::Chinese ? standard.zh : standard.en});
    }
    return notices;
}

}  // namespace

namespace {

/// `tell` is called when everything is known of the roster and no file is written yet.
Result<CompileReport> compile_students(const CompileRoster& request, const Definition& definition,
                                       HandOver hand_over,
                                       const std::function<Status(const CompileReport&)>& tell) {
    CompileReport report;
    report.hand_over = std::move(hand_over);
    const CompiledRoster roster =
        compile(definition, report.hand_over.students,
                roster_meta(request, report.hand_over, definition.language), masked);
    report.rows_in = roster.rows_in;
    report.rows_listed = roster.rows_listed;
    report.rows_annexed = roster.rows_annexed;
    report.rows_filtered = roster.rows_filtered;
    report.institution = roster.meta.institution;
    report.volumes = roster.volumes.size();
    report.out_of_place = out_of_place(roster, report.hand_over.students, request.language);
    for (const RosterVolume& volume : roster.volumes) report.groups += volume.groups.size();
    if (roster.rows_listed == 0)
        return Error(problem::kRosterEmpty, std::to_string(roster.rows_in) + " - " +
                                                std::to_string(roster.rows_annexed) + " - " +
                                                std::to_string(roster.rows_filtered) + " = 0");
    report.roster_sha256 = sha256_hex(canonical_text(roster));
    if (tell) TRY(tell(report));
    TRY(write_roster_files(request, roster, report));
    return report;
}

}  // namespace

Result<CompileReport> compile_roster(const CompileRoster& request) {
    const Definition definition = TRY(load_definition(request.definition));
    return compile_students(request, definition, TRY(read_hand_over(request.hand_over)), nullptr);
}

Result<CompileReport> compile_roster_of_record(const Context& context,
                                               const RecordStudents& students,
                                               const CompileRoster& request) {
    TRY(require(context, Permission::RosterCompile));
    std::int64_t version = 0;
    const Definition definition = TRY(definition_of_record(context, request, version));
    RecordStudents printed = students;
    printed.prints_last_four = prints_last_four(definition);
    // The record first: a roster may be told of and then not be written, but none leaves untold.
    const auto tell = [&](const CompileReport& report) {
        return context.database().write([&](Tx& tx) -> Status {
            const Intake intake = TRY(intakes::load(tx, students.intake));
            return audit(tx, context,
                         {"roster.compile", "intake", intake.id,
                          "definition=" + definition.key + " version=" + std::to_string(version) +
                              " listed=" + std::to_string(report.rows_listed) +
                              " sha256=" + report.roster_sha256,
                          ""});
        });
    };
    return compile_students(request, definition, TRY(students_of_record(context, printed)), tell);
}

}  // namespace mingce
