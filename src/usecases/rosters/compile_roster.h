// Compiles a roster from a hand-over: reads it, applies a definition, writes PDF, XLSX, CSV, DBF.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "domain/definition.h"
#include "usecases/files/hand_over.h"
#include "usecases/record/record.h"

namespace mingce {

struct CompileRoster {
    ReadHandOver hand_over;
    std::string definition;  // a key, or the path of a TOML file
    // Of a definition of the record; nothing: its newest.
    std::optional<std::int64_t> definition_version = std::nullopt;
    bool may_be_path = true;    // false where the caller may not name a file of this machine
    std::filesystem::path out;  // .pdf .xlsx .csv .dbf, or a folder (no extension)
    std::vector<std::string> formats = {"pdf", "xlsx"};  // written into a folder, per volume
    Date as_of;               // the roster's date: the only date inside the files
    std::string as_of_text;   // as printed; "" prints as_of
    std::string institution;  // "" takes the organisation's, then the most frequent one
    std::string intake;       // 2026 级; "" takes as_of's year
    std::string edition;      // "" prints 送审稿
    Language language = Language::Chinese;  // of notices; paper speaks the definition's
};

struct WrittenFile {
    std::filesystem::path path;
    std::uint64_t bytes = 0, pages = 0, rows = 0;  // pages: PDF only; rows with those annexed
    std::string sha256;
    bool is_annex = false;  // of the annex alone, beside a CSV or DBF of the body
};

/// A value a format could not hold, a character no font has, a value that cannot be a heading.
struct RosterNotice {
    std::string where;  // volume, group and serial number, or the source's file, sheet and row
    std::string what;   // U+323AF, or the field's label
};

struct CompileReport {
    HandOver hand_over;
    // in = listed + annexed + filtered
    std::uint64_t rows_in = 0, rows_listed = 0, rows_annexed = 0, rows_filtered = 0;
    std::uint64_t volumes = 0, groups = 0, pages = 0;
    std::string institution;    // as printed; "" where nothing named one
    std::string roster_sha256;  // of domain/canonical_text.h
    std::vector<WrittenFile> files;
    std::vector<RosterNotice> out_of_place;  // a number for a department: with the unassigned
    std::vector<RosterNotice> unprintable;   // printed as their code point
    std::vector<RosterNotice> refused;       // what a DBF cannot hold; the DBF was not written
};

/// Every live student of an intake as of the end of a day: values, statuses, and the organisation
/// of the record. Students who came later are not in it.
struct RecordStudents {
    std::string intake;
    std::optional<Date> as_of;  // nothing: as they are now
    // Of these departments as the record has them, "" for none; all of them without.
    std::vector<std::string> departments = {};
    // Document numbers whole also for who sees them masked: what prints them shows the last four.
    bool prints_last_four = false;
};
/// Whether a definition prints nothing of document numbers but their last four: what it shows
/// beside them then says neither birth date nor county (parse_definition), so that whoever sees
/// the numbers masked may have it.
bool prints_last_four(const Definition& definition);
/// As a hand-over, so that a roster is compiled from the record as from files.
/// Errors: NotFound (intake.unknown).
Result<HandOver> students_of_record(const Context& context, const RecordStudents& request);

/// Compiles from the record instead of files; `request.hand_over` is not looked at. Audited with
/// the roster's hash before the first file is there. The definition is the school's of that key
/// (usecases/rosters/definitions.h), then a file. Errors: as compile_roster; NotFound
/// (intake.unknown).
Result<CompileReport> compile_roster_of_record(const Context& context,
                                               const RecordStudents& students,
                                               const CompileRoster& request);

/// Files appear whole or not at all (written beside and renamed). CSV and DBF hold the body alone;
/// where anybody stands in an annex, a second file beside has them (名册 附表.csv). A DBF that
/// cannot hold every value is not written: `refused` lists the values, other formats are still
/// written. Errors: as read_hand_over; NotFound (definition); BadInput (definition, no extension
/// known, no student left by the filter); Unavailable (output cannot be written, fonts missing).
Result<CompileReport> compile_roster(const CompileRoster& request);

}  // namespace mingce
