// A roster somebody made by hand beside the record: who stands on one of them alone, and which
// cells differ. Pure: both sides are handed in.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "domain/students.h"

namespace mingce {

/// What a row of the file is to the record.
enum class FileRowFate : std::uint8_t {
    Same,       // a student, and every cell agrees
    Differs,    // a student, and a cell differs or the place in body or annex does
    OnlyHere,   // its numbers are nobody's
    TwoPeople,  // its numbers are those of different students: nobody is guessed
    Repeated,   // an earlier row is the same student
    NoKey       // no number that could be looked up
};
constexpr std::size_t kFileRowFateCount = static_cast<std::size_t>(FileRowFate::NoKey) + 1;

constexpr std::string_view key_of(FileRowFate fate) {
    switch (fate) {
        case FileRowFate::Same: return "same";
        case FileRowFate::Differs: return "differs";
        case FileRowFate::OnlyHere: return "only_in_file";
        case FileRowFate::TwoPeople: return "two_people";
        case FileRowFate::Repeated: return "repeated";
        case FileRowFate::NoKey: return "no_number";
    }
    return "";
}

struct CellDifference {
    Field field = Field::Name;
    std::string file, record;
};

struct FileRow {
    std::uint32_t row = 0;  // of the file's students
    FileRowFate fate = FileRowFate::NoKey;
    std::int64_t student = -1;              // row of the record's students
    std::vector<CellDifference> cells;      // in the order of the fields
    bool is_out_of_place = false;           // of the annex, and the row does not say so
    std::vector<std::uint32_t> candidates;  // of TwoPeople
    std::uint32_t first_row = 0;            // of Repeated: the file's row that came first
};

/// Every row of the file has a fate; every student of the record is matched or absent.
struct RosterDifference {
    std::vector<FileRow> rows;                  // in the file's order
    std::vector<std::uint32_t> absent;          // students of the body that no row is
    std::vector<std::uint32_t> absent_annexed;  // of the annex: a roster need not have them
    std::uint64_t matched = 0, matched_annexed = 0;

    std::uint64_t count(FileRowFate fate) const;
    /// Nothing that somebody has to look at.
    bool agrees() const;
};

/// How the two sides are looked at.
struct RosterComparison {
    std::function<bool(Field)> may_compare;         // others are neither keys nor compared
    std::function<bool(std::uint32_t)> is_annexed;  // whether a student of the record is
};

/// Rows and students are matched by exam number, student number and document number, exactly. Of a
/// match the fields are compared that the row's sheet has a column of: a cell left empty differs
/// from a value.
RosterDifference compare_roster(const Students& file, const Students& record,
                                const RosterComparison& how);

/// The fields that a sheet has a column of, in the order of the fields.
std::vector<Field> fields_of(const SourceSheet& sheet);

}  // namespace mingce
