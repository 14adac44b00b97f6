// A roster that somebody made by hand, held against the record: what stands in one of them alone,
// and which cells differ, with their places in the file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/enrolment.h"
#include "domain/roster_difference.h"
#include "usecases/files/hand_over.h"
#include "usecases/record/record.h"

namespace mingce {

struct CompareFile {
    ReadHandOver hand_over;  // every sheet of people is read as students, class lists too
    std::string intake;
    Date today;  // by whose standard it is read
    /// A whole one of the caller's, instead of the files of `hand_over`.
    std::optional<Id> upload = {};
};

struct ComparedCell {
    Field field = Field::Name;
    std::string column, header;  // of the file
    std::string file, record;    // as the caller sees them
};

/// Somebody of the record, as the caller sees them.
struct NamedStudent {
    std::string name, exam_number, student_no, department, major, class_name, status;
};

struct ComparedFileRow {
    std::string file, sheet;
    std::uint64_t row = 0;  // the source's own, from 1
    FileRowFate fate = FileRowFate::Differs;
    std::string name, exam_number, student_no;  // of the row
    std::vector<ComparedCell> cells;
    std::string annex_state;               // of a student of the annex whom the row lists as others
    std::vector<NamedStudent> candidates;  // of two people
    std::uint64_t first_row = 0;           // of a repeated row
};

/// rows_in = set_aside + unread + same + differs + only_in_file + two_people + repeated +
/// no_number; students = matched + absent, and of the annex likewise.
struct FileComparisonCounts {
    std::uint64_t rows_in = 0;
    std::uint64_t set_aside = 0;  // blank, or of a sheet without people
    std::uint64_t unread = 0;     // refused, or deleted records of a DBF
    std::uint64_t same = 0, differs = 0, only_in_file = 0, two_people = 0, repeated = 0,
                  no_number = 0;
    std::uint64_t students = 0, matched = 0, absent = 0;  // of the body
    std::uint64_t annexed = 0, matched_annexed = 0, absent_annexed = 0;
};

struct FileComparison {
    std::vector<FileReport> files;
    FileComparisonCounts counts;
    std::vector<Field> compared;        // of what the file has
    std::vector<Field> not_seen;        // what the file has, and is not the caller's to compare
    std::vector<std::string> unmapped;  // headers that are no field
    std::vector<ComparedFileRow> rows;  // all but those that agree, in the file's order
    std::vector<NamedStudent> absent, absent_annexed;
    /// Every row was read, and every student of the body is the same on both sides.
    bool agrees() const;
};

/// Body and annex are told apart by the states that the shipped roster by department annexes.
/// Within the caller's scope; a field that the caller neither sees whole nor imports is neither a
/// key nor compared, and is named. What is told is masked as the caller sees it. Audited with its
/// counts. Errors: Forbidden; as read_hand_over and fetch_upload; NotFound (intake.unknown).
Result<FileComparison> compare_file(const Context& context, const CompareFile& request);

}  // namespace mingce
