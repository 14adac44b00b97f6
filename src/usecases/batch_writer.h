// What a commit writes: new students, changes, the rows as they arrived, findings, and pairs to be
// looked at. One transaction, the caller's.
#pragma once

#include <span>
#include <vector>

#include "crypto/tree.h"
#include "store/findings.h"
#include "store/students.h"
#include "usecases/batch_pairs.h"
#include "usecases/import_batch.h"

namespace mingce {

/// Who each accepted row became.
struct WrittenStudents {
    std::vector<Id> student_of_row;
    std::vector<const OpenStudentKey*> key_of_row;  // null where a row was not accepted
    std::vector<Id> changed;                        // in the order of their rows
};

class BatchWriter {
public:
    /// `existing_keys` by index of report.existing.records.
    BatchWriter(Tx& tx, const Context& context, ImportReport& report,
                std::span<const OpenStudentKey> existing_keys, const Intake& intake);

    /// Everything in its order; returns the hash over the commitments of what was written, read
    /// back from the database. Errors: Conflict (batch.unbalanced).
    Result<Hash> write();

private:
    Status create_students();
    Status change_students();
    students::Change change_by(const ComparedRow& row, const StudentRecord& record,
                               const OpenStudentKey& key);
    Status write_source_rows();
    Status write_findings();
    Status write_pairs();
    Status write_majors();
    Result<Hash> read_back();

    const Students& incoming() const { return report_.check.hand_over.students; }

    Tx& tx_;
    const Context& context_;
    ImportReport& report_;
    const Intake& intake_;
    Boxes boxes_;
    StudentSealer sealer_;
    std::span<const OpenStudentKey> existing_keys_;
    PairSearch pair_search_;
    std::vector<NewStudent> created_;
    WrittenStudents written_;
    std::vector<Hash> commitments_;  // of new students, in the order of their rows
};

}  // namespace mingce
