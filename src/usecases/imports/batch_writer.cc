#include "usecases/imports/batch_writer.h"

#include <algorithm>

#include "base/made_ahead.h"
#include "domain/enrolment.h"
#include "store/majors.h"
#include "store/match_pairs.h"
#include "store/students.h"
#include "usecases/files/photo_findings.h"
#include "usecases/imports/batch_findings.h"
#include "usecases/imports/import_problems.h"

namespace mingce {

namespace {

// The row's cells by column of its sheet: what stood there, mapped or not.
SourceRowRecord source_row_of(const Students& students, std::uint32_t row, const Id& batch) {
    const SourceSheet& sheet = students.source_of(row);
    SourceRowRecord record;
    record.batch = batch;
    record.number = std::int64_t{row} + 1;
    record.sheet = students.source_index(row);
    record.sheet_row = students.row_number(row);
    record.joined_row = students.joined_row_number(row);
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
    TRY(batches::add_sheets(tx_, report_.batch.id, incoming().sources()));
    TRY(write_rows());
    TRY(change_students());
    TRY(write_photos());
    TRY(write_findings());
    TRY(write_pairs());
    TRY(write_majors());
    return read_back();
}

void BatchWriter::seal(const ComparedRow& row, SealedRow& sealed) {
    const OpenStudentKey* key = nullptr;
    if (row.existing >= 0) {
        key = &existing_keys_[static_cast<std::size_t>(row.existing)];
    } else {
        const Id id = Id::make_nth(context_.now, row.row, context_.random);
        sealed.is_new = true;
        sealed.key = boxes_.make_key(id, intake_.year);
        key = &sealed.key;
        FieldViews values;
        for (Field field : kAllFields)
            values[static_cast<std::size_t>(field)] = incoming().value(row.row, field);
        sealed.student = sealed_student(boxes_, sealer_, *key, values);
        sealed.student.source_row = std::int64_t{row.row} + 1;
    }
    source_rows::NewRow& source = sealed.source;
    source.student = key->student;
    source.number = std::int64_t{row.row} + 1;
    source.sheet = incoming().source_index(row.row);
    source.sheet_row = incoming().row_number(row.row);
    source.joined_row = incoming().joined_row_number(row.row);
    source.box =
        source_rows::seal(boxes_, *key, source_row_of(incoming(), row.row, report_.batch.id));
}

std::unordered_set<std::uint32_t> BatchWriter::rows_that_keep_keys() const {
    std::unordered_set<std::uint32_t> rows;
    for (const Finding& finding : report_.check.findings)
        if (finding.row) rows.insert(*finding.row);
    for (const ComparedRow& row : report_.rows)
        if (!row.candidates().empty()) rows.insert(row.row);
    for (const HandOverPhoto& photo : report_.check.hand_over.photos)
        if (photo.row) rows.insert(*photo.row);
    return rows;
}

// Students and rows go in by blocks, and are forgotten with their keys: what a row leaves is its
// student's id, and the key where a finding is to be sealed with it.
Status BatchWriter::write_rows() {
    constexpr std::size_t kBlockRows = 1024;
    const std::unordered_set<std::uint32_t> keeping = rows_that_keep_keys();
    student_of_row_.assign(incoming().size(), Id{});
    MadeAhead<SealedRow> sealed(report_.rows.size(),
                                [&](std::size_t i, SealedRow& row) { seal(report_.rows[i], row); });
    std::vector<SealedRow> block;
    std::vector<NewStudent> created;
    for (std::size_t begin = 0; begin < report_.rows.size(); begin += kBlockRows) {
        const std::size_t end = std::min(begin + kBlockRows, report_.rows.size());
        block.clear();
        for (std::size_t i = begin; i < end; ++i) block.push_back(std::move(sealed.next()));
        TRY(write_block(block, created));
        if (told_) told_(end);
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint32_t row = report_.rows[i].row;
            SealedRow& written = block[i - begin];
            student_of_row_[row] = written.source.student;
            if (written.is_new && keeping.count(row) != 0)
                kept_keys_.emplace(row, std::move(written.key));
        }
    }
    return index_names();
}

Status BatchWriter::write_block(std::span<SealedRow> rows, std::vector<NewStudent>& created) {
    created.clear();
    for (SealedRow& row : rows) {
        if (!row.is_new) continue;
        written_.add(row.student.columns.commitment);
        ++students_created_;
        created.push_back(std::move(row.student));
    }
    TRY(students::create_rows(tx_,
                              {context_.institution(), intake_.id, report_.batch.id, context_.now,
                               text_of(EnrolmentState::Admitted).key},
                              created));
    return source_rows::create(
        tx_, report_.batch.id, rows.size(),
        [rows](std::size_t i) -> const source_rows::NewRow& { return rows[i].source; });
}

Status BatchWriter::index_names() {
    std::vector<std::uint32_t> rows;
    rows.reserve(students_created_);
    for (const ComparedRow& row : report_.rows)
        if (row.existing < 0) rows.push_back(row.row);
    return students::index_names(tx_, rows.size(), [&](std::size_t i) {
        return students::NamedStudent{student_of_row_[rows[i]],
                                      incoming().value(rows[i], Field::Name)};
    });
}

// Two rows may speak of one student since two were merged: one change holds what both say.
Status BatchWriter::change_students() {
    constexpr std::size_t kBlockStudents = 1024;
    std::vector<std::pair<std::uint32_t, std::size_t>> speaking;  // first row of a student, row
    std::unordered_map<std::int64_t, std::uint32_t> first_of;
    for (std::size_t i = 0; i < report_.rows.size(); ++i) {
        const ComparedRow& row = report_.rows[i];
        if (row.taken().empty()) continue;
        const auto [first, is_new] = first_of.try_emplace(row.existing, row.row);
        speaking.emplace_back(first->second, i);
    }
    std::sort(speaking.begin(), speaking.end());
    students_changed_ = first_of.size();
    std::vector<students::Change> changes;
    for (std::size_t i = 0; i < speaking.size(); ++i) {
        const ComparedRow& row = report_.rows[speaking[i].second];
        if (i == 0 || speaking[i].first != speaking[i - 1].first) {
            if (changes.size() == kBlockStudents) {
                TRY(students::change(tx_, boxes_, sealer_, changes));
                changes.clear();
            }
            changes.push_back(change_by(row));
        }
        students::Change& change = changes.back();
        for (const FieldChange& taken : row.taken()) change.values[taken.field] = taken.after;
        change.event.changes = changes_between(change.before.values, change.values);
    }
    return students::change(tx_, boxes_, sealer_, changes);
}

students::Change BatchWriter::change_by(const ComparedRow& row) {
    const auto at = static_cast<std::size_t>(row.existing);
    const ExistingStudents::Student& student = report_.existing[at];
    students::Change change{{}, existing_keys_[at].copy(), report_.existing.values(at), {}};
    change.before.id = student.id;
    change.before.version = student.version;
    change.before.is_frozen = student.is_frozen;
    change.before.values = change.values;
    change.event.id = Id::make_nth(context_.now, row.row, context_.random);
    change.event.at = context_.now;
    change.event.actor = context_.actor;
    change.event.cause = ChangeCause::Import;
    change.event.batch = report_.batch.id;
    change.event.source_row = std::int64_t{row.row} + 1;
    return change;
}

/// Who has the photo, with the key it is sealed under; nobody where it is none of theirs.
PhotoOwner BatchWriter::owner_of(std::size_t photo) const {
    if (const std::int64_t existing = report_.photos[photo].existing; existing >= 0) {
        const OpenStudentKey& key = existing_keys_[static_cast<std::size_t>(existing)];
        return {key.student, &key};
    }
    const auto& row = report_.check.hand_over.photos[photo].row;
    if (!row) return {};
    const auto made = kept_keys_.find(*row);
    if (made == kept_keys_.end()) return {};
    return {made->second.student, &made->second};
}

Status BatchWriter::write_photos() {
    const HandOver& hand_over = report_.check.hand_over;
    WritePhotos request{hand_over.photos, report_.photos, *hand_over.reading, {}, report_.batch.id};
    for (std::size_t i = 0; i < request.photos.size(); ++i) request.owners.push_back(owner_of(i));
    if (request.photos.empty()) return Done{};
    const std::vector<Id> students = TRY(mingce::write_photos(tx_, context_, request));
    // Photos that come alone are judged against the whole intake.
    return end_photo_findings(tx_, context_, {intake_.id, students, incoming().size() == 0});
}

Status BatchWriter::write_findings() {
    std::vector<StoredFinding> findings = findings_of(context_, report_, student_of_row_);
    if (report_.existing.size() != 0) {
        const auto known = TRY(findings::known_cells(tx_, boxes_, intake_.id));
        std::erase_if(findings, [&](const StoredFinding& finding) {
            return known.count(findings::cell_of(finding)) != 0;
        });
    }
    report_.findings_written = findings.size();
    std::unordered_map<Id, const OpenStudentKey*> keys;
    for (const StoredFinding& finding : findings) keys.emplace(finding.student, nullptr);
    const auto take = [&keys](const OpenStudentKey& key) {
        if (const auto wanted = keys.find(key.student); wanted != keys.end()) wanted->second = &key;
    };
    for (const auto& [row, key] : kept_keys_) take(key);
    for (const OpenStudentKey& key : existing_keys_) take(key);
    return findings::create(tx_, boxes_, context_.institution(), findings,
                            [&keys](const Id& student) { return keys.at(student); });
}

Status BatchWriter::write_pairs() {
    report_.pairs_written = TRY(match_pairs::add(tx_, context_.institution(),
                                                 pair_search_.pairs(context_, student_of_row_)));
    return Done{};
}

Status BatchWriter::write_majors() {
    report_.majors_written = TRY(majors::put(tx_, {context_.institution(), report_.batch.id},
                                             report_.check.hand_over.organisation));
    return Done{};
}

Result<Hash> BatchWriter::read_back() {
    Frontier tree;
    Sha256 read;
    std::uint64_t fresh = 0;
    TRY(students::each_commitment(
        tx_, report_.batch.id,
        [&](const Id& student, std::string_view commitment, bool is_new) -> Status {
            if (is_new) {
                read.add(commitment);
                ++fresh;
            }
            tree.append(leaf_hash(std::string(student.view()) + std::string(commitment)));
            return Done{};
        }));
    const std::uint64_t expected = students_created_ + students_changed_;
    if (fresh != students_created_ || tree.size() != expected || read.hex() != written_.hex())
        return Error(problem::kBatchUnbalanced,
                     std::to_string(tree.size()) + " ≠ " + std::to_string(expected));
    return tree.head().root;
}

}  // namespace mingce
