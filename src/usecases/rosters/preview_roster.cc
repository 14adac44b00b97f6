#include "usecases/rosters/preview_roster.h"

#include <algorithm>
#include <map>

#include "access/mask.h"
#include "domain/canonical_text.h"
#include "domain/definition_writer.h"
#include "domain/ordering.h"
#include "store/majors.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/record/output_file.h"
#include "usecases/rosters/roster_meta.h"
#include "usecases/rosters/roster_problems.h"

namespace mingce {

namespace {

/// A volume of the preview and the departments of the record that stand in it: values that are no
/// department (another column's number) stand with the students who have none.
struct RecordedVolume {
    std::string name;
    std::vector<std::string> departments;
};

Result<Definition> previewed_definition(const Context& context, const PreviewRoster& request) {
    if (request.unsaved)
        return parse_definition(request.unsaved->key, definition_toml(*request.unsaved));
    return readable(TRY(read_value(context.database(), [&](Tx& tx) {
        return definition_version(tx, context, request.asked.key, request.asked.version);
    })));
}

/// In the order in which compile() puts them.
Result<std::vector<RecordedVolume>> recorded_volumes(const Context& context,
                                                     const std::string& intake_key) {
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<RecordedVolume>> {
        const Intake intake = TRY(intakes::load(tx, intake_key));
        std::map<std::string, std::size_t> place;
        for (const Major& major : TRY(majors::all(tx)).majors)
            place.emplace(major.department, place.size());
        const Ordering ordering;
        std::map<std::pair<std::size_t, std::string>, RecordedVolume> volumes;
        for (std::string& department :
             TRY(students::departments(tx, intake.id, context.caller.scope))) {
            const std::string name =
                is_number_out_of_place(Field::Department, department) ? "" : department;
            const auto known = place.find(name);
            std::string key;
            ordering.append_key(key, name, OrderKind::Text);
            const std::size_t rank = name.empty()           ? place.size() + 1
                                     : known == place.end() ? place.size()
                                                            : known->second;
            RecordedVolume& volume = volumes[{rank, std::move(key)}];
            volume.name = name;
            volume.departments.push_back(std::move(department));
        }
        std::vector<RecordedVolume> list;
        list.reserve(volumes.size());
        for (auto& [key, volume] : volumes) list.push_back(std::move(volume));
        return list;
    });
}

/// What of the roster is laid out, compiled.
struct CompiledPreview {
    std::vector<RecordedVolume> volumes;
    std::optional<std::size_t> chosen;  // of the volumes; nothing: all of them
    CompiledRoster roster;
    std::string roster_hash;
};

Result<CompiledPreview> compile_preview(const Context& context, const PreviewRoster& request) {
    TRY(require(context, Permission::RosterCompile));
    const Definition definition = TRY(previewed_definition(context, request));
    CompiledPreview preview;
    preview.volumes = TRY(recorded_volumes(context, request.intake));
    RecordStudents students;
    students.intake = request.intake;
    students.prints_last_four = prints_last_four(definition);
    if (!request.is_whole && !preview.volumes.empty()) {
        const auto found =
            request.department
                ? std::ranges::find(preview.volumes, *request.department, &RecordedVolume::name)
                : preview.volumes.begin();
        if (found == preview.volumes.end())
            return Error(problem::kRosterNoDepartment, *request.department);
        preview.chosen = static_cast<std::size_t>(found - preview.volumes.begin());
        students.departments = found->departments;
    }
    const HandOver hand_over = TRY(students_of_record(context, students));
    CompileRoster printed;
    printed.as_of = request.as_of;
    RosterMeta meta = roster_meta(printed, hand_over, definition.language);
    if (definition.volumes_by_department && preview.chosen) {
        meta.volumes_before = *preview.chosen;
        meta.volumes_after = preview.volumes.size() - *preview.chosen - 1;
    }
    preview.roster = compile(definition, hand_over.students, meta, masked);
    preview.roster_hash = sha256_hex(canonical_text(preview.roster));
    return preview;
}

/// What can be drawn: somebody stands on it.
Result<CompiledPreview> compile_drawn(const Context& context, const PreviewRoster& request) {
    CompiledPreview compiled = TRY(compile_preview(context, request));
    const CompiledRoster& roster = compiled.roster;
    if (roster.volumes.empty())
        return Error(problem::kRosterEmpty, std::to_string(roster.rows_in) + " - " +
                                                std::to_string(roster.rows_annexed) + " - " +
                                                std::to_string(roster.rows_filtered) + " = 0");
    return compiled;
}

std::vector<PreviewPage> pages_of(const CompiledRoster& roster, const VolumePlan& plan) {
    std::vector<PreviewPage> pages;
    pages.reserve(plan.pages.size());
    for (const PagePlan& page : plan.pages) {
        PreviewPage told{page.kind, "", page.count};
        const RosterVolume& volume = roster.volumes.front();
        if (page.kind == PageKind::Rows) told.group = volume.groups[page.group].name();
        if (page.kind == PageKind::Annex)
            told.group =
                text_of(volume.annex[page.group].state).name.in(roster.definition.language);
        pages.push_back(std::move(told));
    }
    return pages;
}

/// Faces are opened once for each thread: it takes longer than drawing a page.
Result<Typefaces*> faces_here() {
    thread_local std::unique_ptr<Typefaces> faces;
    if (!faces) faces = TRY(Typefaces::open());
    return faces.get();
}

}  // namespace

Result<RosterPreview> preview_roster(const Context& context, const PreviewRoster& request) {
    const CompiledPreview compiled = TRY(compile_preview(context, request));
    const CompiledRoster& roster = compiled.roster;
    RosterPreview preview;
    preview.volumes.reserve(compiled.volumes.size());
    for (const RecordedVolume& volume : compiled.volumes) preview.volumes.push_back(volume.name);
    if (compiled.chosen) preview.department = compiled.volumes[*compiled.chosen].name;
    preview.is_part =
        compiled.chosen && !roster.definition.volumes_by_department && compiled.volumes.size() > 1;
    preview.rows_in = roster.rows_in;
    preview.rows_listed = roster.rows_listed;
    preview.rows_annexed = roster.rows_annexed;
    preview.rows_filtered = roster.rows_filtered;
    if (!roster.volumes.empty()) {
        preview.survey = TRY(survey_volume(roster, 0, *TRY(faces_here())));
        preview.pages = pages_of(roster, preview.survey.plan);
    }
    for (const RosterColumn& column : roster.definition.columns) preview.width += column.width;
    preview.block = geometry_of(roster.definition).block_width();
    const Status official = check_official(roster.definition);
    if (!official.ok()) preview.lacks = official.error().detail();
    return preview;
}

Result<PreviewedPage> preview_page(const Context& context, const PreviewRoster& request,
                                   const PreviewPicture& picture) {
    const CompiledPreview compiled = TRY(compile_drawn(context, request));
    DrawnPage drawn = TRY(draw_picture(
        compiled.roster, {0, std::max<std::size_t>(picture.page, 1) - 1, picture.pixels_wide},
        {*TRY(faces_here()), sha256_hex, compiled.roster_hash}));
    TRY(audit_bulk_read(context, "preview intake=" + request.intake, drawn.rows));
    return PreviewedPage{std::move(drawn.png), drawn.page + 1, drawn.pages};
}

Result<std::string> preview_pdf(const Context& context, const PreviewRoster& request) {
    const CompiledPreview compiled = TRY(compile_drawn(context, request));
    PdfDocument document = TRY(make_pdf(compiled.roster, {0, compiled.roster.volumes.size()},
                                        {*TRY(faces_here()), sha256_hex, compiled.roster_hash}));
    TRY(audit_bulk_read(context, "preview intake=" + request.intake, compiled.roster.rows_listed));
    return std::move(document.bytes);
}

}  // namespace mingce
