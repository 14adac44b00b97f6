#include "usecases/batch_writer.h"

#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "domain/enrolment.h"
#include "domain/person_match.h"
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

PersonFacts facts_of(const FieldValues& values) {
    PersonFacts facts;
    facts.name = values[Field::Name];
    facts.name_pinyin = values[Field::NamePinyin];
    facts.sex = values[Field::Sex];
    facts.birth_date = values[Field::BirthDate];
    facts.id_type = values[Field::IdType];
    facts.id_number = values[Field::IdNumber];
    facts.exam_number = values[Field::ExamNumber];
    facts.student_no = values[Field::StudentNo];
    facts.province = values[Field::Province];
    facts.phone = values[Field::Phone];
    facts.school_of_origin = values[Field::SchoolOfOrigin];
    facts.major = values[Field::Major];
    return facts;
}

PersonFacts facts_of(const Students& students, std::uint32_t row) {
    const auto value = [&](Field field) { return students.value(row, field); };
    PersonFacts facts;
    facts.name = value(Field::Name);
    facts.name_pinyin = value(Field::NamePinyin);
    facts.sex = value(Field::Sex);
    facts.birth_date = value(Field::BirthDate);
    facts.id_type = value(Field::IdType);
    facts.id_number = value(Field::IdNumber);
    facts.exam_number = value(Field::ExamNumber);
    facts.student_no = value(Field::StudentNo);
    facts.province = value(Field::Province);
    facts.phone = value(Field::Phone);
    facts.school_of_origin = value(Field::SchoolOfOrigin);
    facts.major = value(Field::Major);
    return facts;
}

std::string reasons_text(const MatchScore& score) {
    std::string text;
    for (const MatchReason& reason : reasons_of(score)) {
        if (!text.empty()) text += ' ';
        text.append(reason.comparison->key).append(":").append(reason.level->key);
    }
    return text;
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
      existing_keys_(existing_keys) {}

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
    for (const ComparedRow& row : report_.rows) {
        if (row.existing >= 0) {
            const auto at = static_cast<std::size_t>(row.existing);
            written_.student_of_row[row.row] = report_.existing.records[at].id;
            continue;
        }
        const Id id = Id::make_nth(context_.now, row.row, context_.random);
        written_.student_of_row[row.row] = id;
        NewStudent student{boxes_.make_key(id, intake_.year),
                           intake_.id,
                           report_.batch.id,
                           std::int64_t{row.row} + 1,
                           {}};
        created_.push_back(std::move(student));
        rows.push_back(row.row);
    }
    const students::Creation creation{context_.institution(), context_.now,
                                      text_of(EnrolmentState::Admitted).key};
    TRY(students::create(tx_, boxes_, creation, created_, [&](std::size_t i) -> Status {
        created_[i].columns = sealer_.columns(
            created_[i].key, [&](Field field) { return incoming().value(rows[i], field); });
        commitments_.push_back(created_[i].columns.commitment);
        return Done{};
    }));
    for (const NewStudent& student : created_)
        written_.keys.emplace(student.key.student, &student.key);
    return Done{};
}

Status BatchWriter::change_students() {
    std::vector<students::Change> changes;
    for (const ComparedRow& row : report_.rows) {
        if (row.existing < 0) continue;
        const auto at = static_cast<std::size_t>(row.existing);
        const StudentRecord& record = report_.existing.records[at];
        if (!row.taken.empty()) {
            students::Change change{record, existing_keys_[at].copy(), record.values, {}};
            for (const FieldChange& taken : row.taken) change.values[taken.field] = taken.after;
            change.event.id = Id::make_nth(context_.now, row.row, context_.random);
            change.event.at = context_.now;
            change.event.actor = context_.actor;
            change.event.cause = ChangeCause::Import;
            change.event.batch = report_.batch.id;
            change.event.source_row = std::int64_t{row.row} + 1;
            change.event.changes = row.taken;
            changes.push_back(std::move(change));
            written_.changed.push_back(record.id);
        }
        written_.keys.emplace(record.id, &existing_keys_[at]);
    }
    return students::change(tx_, boxes_, sealer_, changes);
}

Status BatchWriter::write_source_rows() {
    const Students& students = incoming();
    return source_rows::create(tx_, report_.batch.id, report_.rows.size(),
                               [&](std::size_t i, source_rows::NewRow& row) -> Status {
                                   const std::uint32_t at = report_.rows[i].row;
                                   row.student = written_.student_of_row[at];
                                   row.number = std::int64_t{at} + 1;
                                   row.sheet = students.source_index(at);
                                   row.sheet_row = students.row_number(at);
                                   row.joined_row = students.joined_row_number(at);
                                   row.box = source_rows::seal(
                                       boxes_, *written_.keys.at(row.student),
                                       source_row_of(students, at, report_.batch.id));
                                   return Done{};
                               });
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
    return findings::create(tx_, boxes_, context_.institution(), findings, [&](const Id& student) {
        const auto key = written_.keys.find(student);
        return key == written_.keys.end() ? nullptr : key->second;
    });
}

// New students against each other and against those who were there and are none of this batch's.
Status BatchWriter::write_pairs() {
    std::vector<PersonFacts> fresh, known;
    std::vector<Id> fresh_ids, known_ids;
    for (const ComparedRow& row : report_.rows) {
        if (row.existing >= 0) continue;
        fresh.push_back(facts_of(incoming(), row.row));
        fresh_ids.push_back(written_.student_of_row[row.row]);
    }
    for (const StudentRecord& record : report_.existing.records) {
        known.push_back(facts_of(record.values));
        known_ids.push_back(record.id);
    }
    PersonMatcher matcher;
    const Candidates candidates = matcher.find_candidates(fresh, known);
    std::vector<MatchPair> pairs;
    for (const CandidatePair& candidate : candidates.pairs) {
        MatchPair pair;
        pair.id =
            Id::make_nth(context_.now, static_cast<std::uint32_t>(pairs.size()), context_.random);
        pair.intake = intake_.id;
        pair.batch = report_.batch.id;
        pair.one = fresh_ids[candidate.incoming];
        pair.other =
            candidate.within_incoming ? fresh_ids[candidate.other] : known_ids[candidate.other];
        pair.weight = static_cast<std::int64_t>(candidate.score.bits * 1000);
        pair.reasons = reasons_text(candidate.score);
        pair.created_at = context_.now;
        pairs.push_back(std::move(pair));
    }
    report_.pairs_written = TRY(match_pairs::add(tx_, context_.institution(), std::move(pairs)));
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
                agrees = agrees && fresh < commitments_.size() && commitments_[fresh] == commitment;
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
