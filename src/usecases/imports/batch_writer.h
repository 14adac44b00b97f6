// What a commit writes: new students, changes, the rows as they arrived, findings, and pairs to be
// looked at. One transaction, the caller's.
#pragma once

#include <functional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "crypto/digest.h"
#include "crypto/tree.h"
#include "store/batches.h"
#include "store/findings.h"
#include "store/students.h"
#include "usecases/imports/batch_pairs.h"
#include "usecases/imports/import_batch.h"

namespace mingce {

class BatchWriter {
public:
    /// `existing_keys` by index of report.existing.
    BatchWriter(Tx& tx, const Context& context, ImportReport& report,
                std::span<const OpenStudentKey> existing_keys, const Intake& intake);

    /// Everything in its order; returns the hash over the commitments of what was written, read
    /// back from the database. Errors: Conflict (batch.unbalanced).
    Result<Hash> write();
    /// Called with the number of rows written so far.
    void tell_rows(std::function<void(std::uint64_t)> told) { told_ = std::move(told); }

private:
    std::function<void(std::uint64_t)> told_;
    /// A row on its way: sealed in another thread, so beside the writing.
    struct SealedRow {
        bool is_new = false;
        OpenStudentKey key;  // of a new one; it goes when the row is written
        NewStudent student;
        source_rows::NewRow source;
    };
    void seal(const ComparedRow& row, SealedRow& sealed);

    Status write_rows();
    Status write_block(std::span<SealedRow> rows, std::vector<NewStudent>& created);
    Status index_names();
    PhotoOwner owner_of(std::size_t photo) const;
    /// Rows of new students of whom more is written than the row.
    std::unordered_set<std::uint32_t> rows_that_keep_keys() const;

    Status change_students();
    students::Change change_by(const ComparedRow& row);
    Status write_photos();
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
    std::vector<Id> student_of_row_;  // none where a row was not accepted
    std::unordered_map<std::uint32_t, OpenStudentKey> kept_keys_;  // of new students, by row
    std::uint64_t students_created_ = 0, students_changed_ = 0;
    Sha256 written_;  // over the commitments of new students, in the order of their rows
};

}  // namespace mingce
