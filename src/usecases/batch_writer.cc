#include "usecases/batch_writer.h"

#include <algorithm>
#include <unordered_map>

#include "base/made_ahead.h"
#include "crypto/bytes_as_text.h"
#include "domain/enrolment.h"
#include "store/majors.h"
#include "store/match_pairs.h"
#include "store/students.h"
#include "usecases/batch_findings.h"
#include "usecases/import_problems.h"

namespace mingce {

namespace {

// The row's cells by column of its sheet: what stood there, mapped or not.
SourceRowRecord source_row_of(const Students& students, std::uint32_t row, const Id& batch) {
    const SourceSheet& sheet = students.source_of(row);
    SourceRowRecord record;
    record.batch = batch;
    record.number = std::int64_t{row} + 1;
    record.cells.resize(sheet.column_names.size());
    for (Field field : kAllFields) {
        const std::int32_t column = sheet.column_of[static_cast<std::size_t>(field)];
        if (column >= 0 && static_cast<std::size_t>(column) < record.cells.size())
            record.cells[static_cast<std::size_t>(column)] = students.raw(row, field);
    }
    for (std::uint32_t column = 0; column < record.cells.size(); ++column)
        if (record.cells[column].empty()) record.cells[column] = students.unmapped(row, column);
    return record;
}

}  // namespace

BatchWriter::BatchWriter(Tx& tx, const Context& context, ImportReport& report,
                         std::span<const OpenStudentKey> existing_keys, const Intake& intake)
    : tx_(tx),
      context_(context),
      report_(report),
      intake_(intake),
      boxes_(context.record.ring(), context.random),
      sealer_(boxes_),
      existing_keys_(existing_keys),
      pair_search_(report) {}

Result<Hash> BatchWriter::write() {
    TRY(create_students());
    TRY(change_students());
    TRY(batches::add_sheets(tx_, report_.batch.id, incoming().sources()));
    TRY(write_source_rows());
    TRY(write_findings());
    TRY(write_pairs());
    TRY(write_majors());
    return read_back();
}

Status BatchWriter::create_students() {
    std::vector<std::uint32_t> rows;
    written_.student_of_row.resize(incoming().size());
    written_.key_of_row.resize(incoming().size());
    for (const ComparedRow& row : report_.rows) {
        if (row.existing >= 0) {
            const auto at = static_cast<std::size_t>(row.existing);
            written_.student_of_row[row.row] = report_.existing.records[at].id;
            written_.key_of_row[row.row] = &existing_keys_[at];
            continue;
        }
        const Id id = Id::make_nth(context_.now, row.row, context_.random);
        written_.student_of_row[row.row] = id;
        created_.push_back({boxes_.make_key(id, intake_.year), std::int64_t{row.row} + 1});
        rows.push_back(row.row);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) written_.key_of_row[rows[i]] = &created_[i].key;
    const students::Creation creation{context_.institution(), intake_.id, report_.batch.id,
                                      context_.now, text_of(EnrolmentState::Admitted).key};
    MadeAhead<StudentColumns> sealed(created_.size(), [&](std::size_t i, StudentColumns& columns) {
        FieldViews values;
        for (Field field : kAllFields)
            values[static_cast<std::size_t>(field)] = incoming().value(rows[i], field);
        columns = sealer_.columns(created_[i].key, values);
    });
    return students::create(
        tx_, boxes_, creation, created_, [&](std::size_t) -> const StudentColumns& {
            const StudentColumns& columns = sealed.next();
            const auto bytes = bytes_of(columns.commitment);
            std::copy(bytes.begin(), bytes.end(), commitments_.emplace_back().begin());
            return columns;
        });
}

// Two rows may speak of one student since two were merged: one change holds what both say.
Status BatchWriter::change_students() {
    std::vector<students::Change> changes;
    std::unordered_map<std::int64_t, std::size_t> change_of;
    for (const ComparedRow& row : report_.rows) {
        if (row.existing < 0) continue;
        const auto at = static_cast<std::size_t>(row.existing);
        const StudentRecord& record = report_.existing.records[at];
        if (row.taken.empty()) continue;
        const auto [place, is_new] = change_of.try_emplace(row.existing, changes.size());
        if (is_new) {
            changes.push_back(change_by(row, record, existing_keys_[at]));
            written_.changed.push_back(record.id);
        }
        students::Change& change = changes[place->second];
        for (const FieldChange& taken : row.taken) change.values[taken.field] = taken.after;
        change.event.changes = changes_between(record.values, change.values);
    }
    return students::change(tx_, boxes_, sealer_, changes);
}

students::Change BatchWriter::change_by(const ComparedRow& row, const StudentRecord& record,
                                        const OpenStudentKey& key) {
    students::Change change{record, key.copy(), record.values, {}};
    change.event.id = Id::make_nth(context_.now, row.row, context_.random);
    change.event.at = context_.now;
    change.event.actor = context_.actor;
    change.event.cause = ChangeCause::Import;
    change.event.batch = report_.batch.id;
    change.event.source_row = std::int64_t{row.row} + 1;
    return change;
}

Status BatchWriter::write_source_rows() {
    const Students& students = incoming();
    MadeAhead<source_rows::NewRow> sealed(
        report_.rows.size(), [&](std::size_t i, source_rows::NewRow& row) {
            const std::uint32_t at = report_.rows[i].row;
            row.student = written_.student_of_row[at];
            row.number = std::int64_t{at} + 1;
            row.sheet = students.source_index(at);
            row.sheet_row = students.row_number(at);
            row.joined_row = students.joined_row_number(at);
            row.box = source_rows::seal(boxes_, *written_.key_of_row[at],
                                        source_row_of(students, at, report_.batch.id));
        });
    return source_rows::create(
        tx_, report_.batch.id, report_.rows.size(),
        [&](std::size_t) -> const source_rows::NewRow& { return sealed.next(); });
}

Status BatchWriter::write_findings() {
    std::vector<StoredFinding> findings = findings_of(context_, report_, written_.student_of_row);
    if (!report_.existing.records.empty()) {
        const auto known = TRY(findings::known_cells(tx_, intake_.id));
        std::erase_if(findings, [&](const StoredFinding& finding) {
            return known.count(findings::cell_of(finding)) != 0;
        });
    }
    report_.findings_written = findings.size();
    std::unordered_map<Id, const OpenStudentKey*> keys;
    for (const StoredFinding& finding : findings) keys.emplace(finding.student, nullptr);
    for (const ComparedRow& row : report_.rows)
        if (const auto key = keys.find(written_.student_of_row[row.row]); key != keys.end())
            key->second = written_.key_of_row[row.row];
    return findings::create(tx_, boxes_, context_.institution(), findings,
                            [&keys](const Id& student) { return keys.at(student); });
}

Status BatchWriter::write_pairs() {
    report_.pairs_written = TRY(match_pairs::add(
        tx_, context_.institution(), pair_search_.pairs(context_, written_.student_of_row)));
    return Done{};
}

Status BatchWriter::write_majors() {
    report_.majors_written = TRY(majors::put(tx_, {context_.institution(), report_.batch.id},
                                             report_.check.hand_over.organisation));
    return Done{};
}

Result<Hash> BatchWriter::read_back() {
    std::vector<Hash> leaves;
    std::size_t fresh = 0;
    bool agrees = true;
    TRY(students::each_commitment(
        tx_, report_.batch.id,
        [&](const Id& student, std::string_view commitment, bool is_new) -> Status {
            if (is_new) {
                agrees = agrees && fresh < commitments_.size() &&
                         view_of(commitments_[fresh]) == commitment;
                ++fresh;
            }
            leaves.push_back(leaf_hash(std::string(student.view()) + std::string(commitment)));
            return Done{};
        }));
    if (!agrees || fresh != commitments_.size() ||
        leaves.size() != commitments_.size() + written_.changed.size())
        return Error(problem::kBatchUnbalanced,
                     std::to_string(leaves.size()) + " ≠ " +
                         std::to_string(commitments_.size() + written_.changed.size()));
    return tree_head(leaves).root;
}

}  // namespace mingce
