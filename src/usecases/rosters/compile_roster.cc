#include "usecases/rosters/compile_roster.h"

#include <fstream>
#include <functional>
#include <map>
#include <unordered_set>

#include "access/mask.h"
#include "domain/canonical_text.h"
#include "domain/roster.h"
#include "domain/standard.h"
#include "usecases/access/permitted.h"
#include "usecases/record/output_file.h"
#include "usecases/rosters/roster_files.h"
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

/// The institution most students name; the least by bytes where two are as frequent.
std::string frequent_institution(const Students& students) {
    std::map<std::string_view, std::uint32_t> counts;
    for (std::uint32_t row = 0; row < students.size(); ++row)
        ++counts[students.value(row, Field::Institution)];
    std::string_view best;
    std::uint32_t most = 0;
    for (const auto& entry : counts)
        if (!entry.first.empty() && entry.second > most) {
            best = entry.first;
            most = entry.second;
        }
    return std::string(best);
}

RosterMeta meta_of(const CompileRoster& request, const HandOver& hand_over, Language language) {
    RosterMeta meta;
    meta.institution = request.institution;
    if (meta.institution.empty()) meta.institution = hand_over.organisation.institution;
    if (meta.institution.empty()) meta.institution = frequent_institution(hand_over.students);
    meta.intake = request.intake;
    if (meta.intake.empty())
        meta.intake =
            std::to_string(request.as_of.year) + std::string(Text{"级", " intake"}.in(language));
    meta.as_of = request.as_of;
    meta.as_of_text = request.as_of_text;
    meta.edition = request.edition;
    std::unordered_set<std::string> seen;
    for (const Major& major : hand_over.organisation.majors)
        if (!major.department.empty() && seen.insert(major.department).second)
            meta.departments.push_back(major.department);
    return meta;
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
                meta_of(request, report.hand_over, definition.language), masked);
    report.rows_in = roster.rows_in;
    report.rows_listed = roster.rows_listed;
    report.rows_filtered = roster.rows_filtered;
    report.institution = roster.meta.institution;
    report.volumes = roster.volumes.size();
    report.out_of_place = out_of_place(roster, report.hand_over.students, request.language);
    for (const RosterVolume& volume : roster.volumes) report.groups += volume.groups.size();
    if (roster.rows_listed == 0)
        return Error(problem::kRosterEmpty, std::to_string(roster.rows_in) + " - " +
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
    const Definition definition = TRY(load_definition(request.definition));
    // The record first: a roster may be told of and then not be written, but none leaves untold.
    const auto tell = [&](const CompileReport& report) {
        return context.database().write([&](Tx& tx) -> Status {
            const Intake intake = TRY(intakes::load(tx, students.intake));
            return audit(
                tx, context,
                {"roster.compile", "intake", intake.id,
                 "definition=" + definition.key + " listed=" + std::to_string(report.rows_listed) +
                     " sha256=" + report.roster_sha256,
                 ""});
        });
    };
    return compile_students(request, definition, TRY(students_of_record(context, students)), tell);
}

}  // namespace mingce
