#include "store/editions.h"

#include <array>

#include "base/canonical_line.h"
#include "store/edition_problems.h"
#include "store/record_problems.h"

namespace mingce::editions {

namespace {

constexpr std::string_view kSelectEditions =
    "SELECT id, intake, number, state, state_since, definition, revision, version, created_at,"
    " actor, account, filing_no, filed_on, registered_on, box FROM edition ";

Result<std::optional<Date>> stored_day(std::string text) {
    if (text.empty()) return std::optional<Date>();
    std::erase(text, '-');
    const auto day = parse_compact_date(text);
    if (!day) return Error(problem::kDocumentDamaged);
    return day;
}

Result<Edition> read_edition(Boxes& boxes, const Row& row) {
    Edition edition;
    edition.id = row.id(0);
    edition.intake = row.id(1);
    edition.number = row.integer(2);
    const auto state = parse_edition_state(row.text(3));
    if (!state) return Error(problem::kDocumentDamaged);
    edition.state = *state;
    edition.state_since = row.moment(4);
    edition.definition = row.text(5);
    edition.revision = row.integer(6);
    edition.version = row.integer(7);
    edition.created_at = row.moment(8);
    edition.actor = row.text(9);
    edition.account = row.id(10);
    edition.filing_no = row.text(11);
    edition.filed_on = TRY(stored_day(row.string(12)));
    edition.registered_on = TRY(stored_day(row.string(13)));
    edition.why = TRY(boxes.open_for_record({"edition", edition.id}, row.blob(14)));
    return edition;
}

std::string detail_text(const EditionStepRecord& step) {
    std::string text;
    append_canonical_line(text, {"opinion", step.opinion});
    for (const PointedCell& cell : step.cells)
        append_canonical_line(text,
                              {"cell", cell.student.hex(), cell.field ? key_of(*cell.field) : ""});
    for (const std::string& department : step.departments)
        append_canonical_line(text, {"department", department});
    for (const Id& student : step.edited) append_canonical_line(text, {"edited", student.hex()});
    return text;
}

Status read_detail(std::string_view text, EditionStepRecord& step) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const auto parts = parse_canonical_line(text.substr(0, end));
        if (!parts || end == std::string_view::npos || parts->size() < 2)
            return Error(problem::kDocumentDamaged);
        text.remove_prefix(end + 1);
        const std::string& word = (*parts)[0];
        const std::string& value = (*parts)[1];
        if (word == "opinion") {
            step.opinion = value;
        } else if (word == "department") {
            step.departments.push_back(value);
        } else {
            const auto student = Id::parse(value);
            if (!student) return Error(problem::kDocumentDamaged);
            if (word == "edited")
                step.edited.push_back(*student);
            else
                step.cells.push_back(
                    {*student, parts->size() > 2 ? field_of((*parts)[2]) : std::optional<Field>()});
        }
    }
    return Done{};
}

Result<EditionStepRecord> read_step(Boxes& boxes, const Row& row) {
    EditionStepRecord step;
    step.id = row.id(0);
    step.edition = row.id(1);
    step.number = row.integer(2);
    const auto act = parse_edition_act(row.text(3));
    const auto from = parse_edition_state(row.text(4)), to = parse_edition_state(row.text(5));
    if (!act || !from || !to) return Error(problem::kDocumentDamaged);
    step.act = *act;
    step.from = *from;
    step.to = *to;
    step.revision = row.integer(6);
    step.department = row.text(7);
    step.at = row.moment(8);
    step.actor = row.text(9);
    step.account = row.id(10);
    step.instead_of = row.text(11);
    step.sha256 = row.blob(12);
    TRY(read_detail(TRY(boxes.open_for_record({"edition_step", step.id}, row.blob(13))), step));
    return step;
}

}  // namespace

Result<std::int64_t> next_number(Tx& tx, const Id& intake) {
    return TRY(tx.integer("SELECT coalesce(max(number), 0) FROM edition WHERE intake = $1",
                          {intake})) +
           1;
}

Status add(Tx& tx, Boxes& boxes, const Id& institution, const Edition& edition) {
    const std::string box = boxes.seal_for_record({"edition", edition.id}, edition.why);
    const std::uint64_t added =
        TRY(tx.run("INSERT INTO edition (id, institution, intake, number, state, state_since,"
                   " definition, revision, version, created_at, actor, account, box)"
                   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
                   " ON CONFLICT DO NOTHING",
                   {edition.id, institution, edition.intake, edition.number, key_of(edition.state),
                    edition.state_since, edition.definition, edition.revision, edition.version,
                    edition.created_at, edition.actor, edition.account, Param::Blob{box}}));
    if (added == 0) return Error(problem::kEditionUnderWork);
    return Done{};
}

Status save(Tx& tx, const Id& institution, Edition& edition) {
    if (!edition.filing_no.empty() &&
        TRY(tx.integer("SELECT count(*) FROM edition WHERE institution = $1 AND filing_no = $2"
                       " AND id <> $3",
                       {institution, edition.filing_no, edition.id})) != 0)
        return Error(problem::kFilingNoTaken, edition.filing_no);
    const std::string filed = edition.filed_on ? iso_text(*edition.filed_on) : "";
    const std::string registered = edition.registered_on ? iso_text(*edition.registered_on) : "";
    const std::uint64_t saved = TRY(
        tx.run("UPDATE edition SET state = $1, state_since = $2, definition = $3, revision = $4,"
               " version = version + 1, filing_no = $5, filed_on = $6, registered_on = $7"
               " WHERE id = $8 AND version = $9",
               {key_of(edition.state), edition.state_since, edition.definition, edition.revision,
                text_or_null(edition.filing_no), text_or_null(filed), text_or_null(registered),
                edition.id, edition.version}));
    if (saved == 0) return Error(problem::kEditionChanged);
    ++edition.version;
    return Done{};
}

Result<Edition> load(Tx& tx, Boxes& boxes, const Id& intake, std::int64_t number) {
    std::optional<Result<Edition>> found;
    TRY(tx.first(std::string(kSelectEditions) + "WHERE intake = $1 AND number = $2",
                 {intake, number},
                 [&](const Row& row) { found.emplace(read_edition(boxes, row)); }));
    if (!found) return Error(problem::kEditionUnknown, std::to_string(number));
    return std::move(*found);
}

Result<std::vector<Edition>> list(Tx& tx, Boxes& boxes, const Id& intake) {
    std::vector<Edition> editions;
    const auto each = [&](const Row& row) -> Status {
        editions.push_back(TRY(read_edition(boxes, row)));
        return Done{};
    };
    if (intake.is_none())
        TRY(tx.query(std::string(kSelectEditions) + "ORDER BY id DESC", {}, each));
    else
        TRY(tx.query(std::string(kSelectEditions) + "WHERE intake = $1 ORDER BY number DESC",
                     {intake}, each));
    return editions;
}

Status add_step(Tx& tx, Boxes& boxes, EditionStepRecord& step) {
    step.number = TRY(tx.integer("SELECT coalesce(max(number), 0) FROM edition_step"
                                 " WHERE edition = $1",
                                 {step.edition})) +
                  1;
    const std::string box = boxes.seal_for_record({"edition_step", step.id}, detail_text(step));
    TRY(
        tx.run("INSERT INTO edition_step (id, edition, number, act, from_state, to_state, revision,"
               " department, at, actor, account, instead_of, sha256, box)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
               {step.id, step.edition, step.number, key_of(step.act), key_of(step.from),
                key_of(step.to), step.revision, step.department, step.at, step.actor, step.account,
                step.instead_of, blob_or_null(step.sha256), Param::Blob{box}}));
    return Done{};
}

Result<std::vector<EditionStepRecord>> steps(Tx& tx, Boxes& boxes, const Id& edition) {
    std::vector<EditionStepRecord> steps;
    TRY(
        tx.query("SELECT id, edition, number, act, from_state, to_state, revision, department, at,"
                 " actor, account, instead_of, sha256, box FROM edition_step WHERE edition = $1"
                 " ORDER BY number",
                 {edition}, [&](const Row& row) -> Status {
                     steps.push_back(TRY(read_step(boxes, row)));
                     return Done{};
                 }));
    return steps;
}

Status add_filed(Tx& tx, const Id& edition, std::span<const Id> students) {
    std::array<Param, 2> params;
    TRY(
        tx.run_many("INSERT INTO filed_student (student, edition) VALUES ($1, $2)"
                    " ON CONFLICT DO NOTHING",
                    students.size(), [&](std::size_t i) -> std::span<const Param> {
                        params = {Param(students[i]), Param(edition)};
                        return params;
                    }));
    return Done{};
}

Result<std::unordered_set<Id>> filed_of_batch(Tx& tx, const Id& batch) {
    std::unordered_set<Id> students;
    TRY(
        tx.query("SELECT f.student FROM filed_student f JOIN student s ON s.id = f.student"
                 " WHERE s.batch = $1"
                 " UNION SELECT f.student FROM student_event e"
                 " JOIN filed_student f ON f.student = e.student"
                 " JOIN edition_step t ON t.edition = f.edition AND t.act = 'file'"
                 " WHERE e.batch = $1 AND t.at >= e.at",
                 {batch}, [&](const Row& row) -> Status {
                     students.insert(row.id(0));
                     return Done{};
                 }));
    return students;
}

Status add_reminder(Tx& tx, const Reminder& reminder) {
    const std::int64_t number =
        TRY(tx.integer("SELECT coalesce(max(number), 0) FROM review_reminder WHERE edition = $1",
                       {reminder.edition})) +
        1;
    TRY(
        tx.run("INSERT INTO review_reminder (edition, number, level, department, at, actor,"
               " account) VALUES ($1, $2, $3, $4, $5, $6, $7)",
               {reminder.edition, number, reminder.level, reminder.department, reminder.at,
                reminder.actor, reminder.account}));
    return Done{};
}

Result<std::vector<Reminder>> reminders(Tx& tx, const Id& edition) {
    std::vector<Reminder> reminders;
    TRY(
        tx.query("SELECT level, department, at, actor, account FROM review_reminder"
                 " WHERE edition = $1 ORDER BY number DESC",
                 {edition}, [&](const Row& row) -> Status {
                     reminders.push_back({edition, row.string(0), row.string(1), row.moment(2),
                                          row.string(3), row.id(4)});
                     return Done{};
                 }));
    return reminders;
}

}  // namespace mingce::editions
