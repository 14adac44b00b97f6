#include "usecases/editions/seal_revision.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "access/mask.h"
#include "domain/standard.h"
#include "store/majors.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/record/output_file.h"
#include "usecases/rosters/definitions.h"
#include "usecases/rosters/roster_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kCellsTold = 20;

/// Everybody of an intake as the record has them, with their ids.
struct Everybody {
    Students students;
    std::vector<Id> ids;
};

Status read_everybody(Tx& tx, const Context& context, const Intake& intake,
                      const std::vector<Field>& fields, Everybody& everybody) {
    SourceSheet sheet;
    sheet.file = intake.key;
    sheet.kind = intake.kind;
    everybody.students.add_source(std::move(sheet));
    students::Selection selection;
    selection.intake = intake.id;
    Boxes boxes = context.boxes();
    return students::load_all(
        tx, boxes, selection, [&](StudentRecord& record, OpenStudentKey&) -> Status {
            const std::uint32_t row = everybody.students.add_row(0, everybody.students.size() + 1);
            everybody.ids.push_back(record.id);
            for (const Field field : fields)
                if (field != Field::EnrolmentStatus && !record.values[field].empty())
                    everybody.students.set(row, field, record.values[field]);
            if (const auto state = parse_enrolment_state(record.status))
                everybody.students.set(row, Field::EnrolmentStatus, text_of(*state).name.zh);
            return Done{};
        });
}

/// By student, where they are listed or annexed: place in the roster.
std::unordered_map<Id, std::size_t> places_of(const CompiledRoster& roster,
                                              const std::vector<Id>& ids, bool annex) {
    std::unordered_map<Id, std::size_t> places;
    for (const RosterVolume& volume : roster.volumes) {
        if (annex) {
            for (const RosterAnnex& part : volume.annex)
                for (const RosterRow& row : part.rows)
                    places.emplace(ids[row.student], places.size());
            continue;
        }
        for (const RosterGroup& group : volume.groups)
            for (const RosterRow& row : group.rows) places.emplace(ids[row.student], places.size());
    }
    return places;
}

/// Open and waived findings on those who are listed, in the roster's order.
class FindingGatherer {
public:
    FindingGatherer(Tx& tx, const Context& context, const Intake& intake)
        : tx_(tx), boxes_(context.boxes()), intake_(intake) {}

    Status gather(const CompiledRoster& roster, const Everybody& everybody,
                  PreparedRevision& prepared, std::vector<RevisionFinding>& sealed) {
        const auto places = places_of(roster, everybody.ids, false);
        std::unordered_map<Id, std::uint32_t> rows;
        for (std::uint32_t row = 0; row < everybody.ids.size(); ++row)
            rows.emplace(everybody.ids[row], row);
        for (const FindingState state : {FindingState::Open, FindingState::Waived}) {
            findings::Selection selection;
            selection.intake = intake_.id;
            selection.state = state;
            TRY(findings::each(tx_, boxes_, selection, [&](StoredFinding& finding) -> Status {
                take(finding, places, everybody, rows, prepared, sealed);
                return Done{};
            }));
        }
        std::ranges::stable_sort(
            sealed, {}, [&](const RevisionFinding& finding) { return places.at(finding.student); });
        return Done{};
    }

private:
    static void take(const StoredFinding& finding,
                     const std::unordered_map<Id, std::size_t>& places, const Everybody& everybody,
                     const std::unordered_map<Id, std::uint32_t>& rows, PreparedRevision& prepared,
                     std::vector<RevisionFinding>& sealed) {
        const bool is_open = finding.state == FindingState::Open;
        const bool is_listed = places.contains(finding.student);
        const bool blocks = is_open && finding.severity == key_of(Severity::Blocking);
        if (blocks && (is_listed || finding.student.is_none())) {
            std::string name;
            if (const auto row = rows.find(finding.student); row != rows.end())
                name = everybody.students.value(row->second, Field::Name);
            prepared.blocking.push_back({finding.student, std::move(name), finding.rule,
                                         finding.detail.message, finding.field});
        }
        if (is_listed)
            sealed.push_back({finding.student, finding.rule, finding.field, finding.severity,
                              !is_open, is_open ? "" : finding.detail.reason});
    }

    Tx& tx_;
    Boxes boxes_;
    const Intake& intake_;
};

RosterMeta meta_to_seal(const Context& context, const FoundEdition& found,
                        const Organisation& organisation, Language language) {
    RosterMeta meta;
    meta.institution = context.record.identity().institution_name;
    meta.intake = intake_title(found.intake, language);
    meta.as_of = day_of(context.now);
    std::unordered_set<std::string> seen;
    for (const Major& major : organisation.majors)
        if (!major.department.empty() && seen.insert(major.department).second)
            meta.departments.push_back(major.department);
    return meta;
}

RevisionHead head_to_seal(const Context& context, const FoundEdition& found,
                          const SealingDefinition& definition, const RosterMeta& meta) {
    RevisionHead head;
    head.institution = meta.institution;
    head.intake = found.intake.key;
    head.intake_name = meta.intake;
    head.edition = found.edition.number;
    head.revision = found.edition.revision + 1;
    head.as_of = context.now;
    head.day = meta.as_of;
    head.definition_key = definition.key;
    head.definition_version = definition.version;
    head.document = definition.document;
    if (!head.document.ends_with('\n')) head.document += '\n';
    head.fields = revision_fields(definition.definition);
    return head;
}

}  // namespace

Result<SealingDefinition> definition_to_seal(Tx& tx, const Context& context, std::string_view key,
                                             std::optional<std::int64_t> version) {
    DefinitionVersion found = TRY(definition_version(tx, context, key, version));
    if (!found.definition)
        return Error(problem::kEditionDefinitionBroken,
                     found.key + " " + std::to_string(found.version) +
                         (found.broken ? ": " + found.broken->detail() : ""));
    TRY(check_official(*found.definition));
    return SealingDefinition{std::move(found.key), found.version, std::move(found.document),
                             std::move(*found.definition)};
}

Result<PreparedRevision> prepare_revision(Tx& tx, const Context& context, const FoundEdition& found,
                                          const SealingDefinition& definition) {
    PreparedRevision prepared;
    prepared.state = TRY(students::intake_state(tx, found.intake.id));
    prepared.finding_counts = TRY(findings::counts(tx, found.intake.id));
    const RosterMeta meta =
        meta_to_seal(context, found, TRY(majors::all(tx)), definition.definition.language);
    RevisionHead head = head_to_seal(context, found, definition, meta);
    Everybody everybody;
    TRY(read_everybody(tx, context, found.intake, head.fields, everybody));
    // Whole values: what is masked is masked when it is printed or shown.
    const CompiledRoster roster = compile(definition.definition, everybody.students, meta, masked);
    if (roster.rows_listed == 0)
        return Error(problem::kRosterEmpty, std::to_string(roster.rows_in));
    std::vector<RevisionFinding> findings;
    TRY(FindingGatherer(tx, context, found.intake).gather(roster, everybody, prepared, findings));
    prepared.texts = revision_texts(
        {std::move(head), roster, everybody.students, everybody.ids, std::move(findings)},
        sha256_hex);
    return prepared;
}

Result<bool> is_as_prepared(Tx& tx, const Id& intake, const PreparedRevision& prepared) {
    if (TRY(students::intake_state(tx, intake)) != prepared.state) return false;
    const auto counts = TRY(findings::counts(tx, intake));
    return std::ranges::equal(counts, prepared.finding_counts,
                              [](const findings::RuleCount& a, const findings::RuleCount& b) {
                                  return a.rule == b.rule && a.open == b.open &&
                                         a.decided == b.decided;
                              });
}

std::string told_of(const std::vector<BlockingCell>& blocking) {
    std::string text = std::to_string(blocking.size()) + ":";
    for (std::size_t i = 0; i < std::min(blocking.size(), kCellsTold); ++i) {
        const BlockingCell& cell = blocking[i];
        text += i == 0 ? " " : "; ";
        if (!cell.name.empty()) text += cell.name + " ";
        if (cell.field) {
            const FieldStandard& standard = DataStandard::shipped().of(*cell.field);
            text += standard.zh + "/" + standard.en + " ";
        }
        text += cell.rule;
    }
    if (blocking.size() > kCellsTold) text += " …";
    return text;
}

}  // namespace mingce
