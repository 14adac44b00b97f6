// Reads what admissions handed over: one file, several, a folder, a ZIP, a whole year's tree.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "child/file_reading.h"
#include "domain/finding.h"
#include "domain/organisation.h"
#include "domain/school_standard.h"
#include "domain/students.h"
#include "normalise/sheet_normaliser.h"
#include "usecases/files/hand_over_photos.h"
#include "usecases/files/hand_over_sheets.h"

namespace mingce {

/// A file that goes by another name than its path's: one that was uploaded.
struct NamedFile {
    std::string name;
    std::filesystem::path path;
};

struct ReadHandOver {
    std::vector<std::filesystem::path> paths;
    std::vector<NamedFile> named;  // beside the paths; their memo files are found among them
    std::optional<std::filesystem::path> organisation;  // --org
    std::map<std::string, std::string> forced_columns;  // --map
    std::set<std::string> remembered_columns;  // of those: from an earlier import, may be absent
    SheetMappings sheets = {};                 // what a person decided, sheet by sheet
    std::optional<StudentKind> kind;           // --kind
    std::optional<std::string> encoding;       // --encoding
    bool classes_are_students = false;         // a class list is read as a sheet of students
    bool photos_alone = false;                 // pictures without a table of students are something
    std::shared_ptr<FileReading> reading;      // none: in this process
    std::function<Status(std::uint64_t rows)> progress;        // now and then; a refusal ends it
    std::shared_ptr<const SchoolStandard> standard = nullptr;  // none: as shipped
};

/// What one file was and what became of it. Every file met is listed, also those not read.
enum class FileRole : std::uint8_t {
    Students,
    ProvinceTable,
    Organisation,
    Classes,
    Photos,
    NotRead,
    Refused
};
struct FileReport {
    std::string file;
    FileRole role = FileRole::Students;
    Text why;                      // for NotRead: a sentence
    std::optional<Error> refusal;  // for Refused
    std::uint64_t bytes = 0;
};

/// Admitted rows by the stated filter, per province set.
struct ProvinceReport {
    std::string province, folder, generation;  // "2012" or "2017"
    std::uint64_t candidates = 0, admitted = 0, not_admitted = 0, deleted_records = 0;
    std::vector<std::string> missing_tables, not_read_tables;
};

/// The whole hand-over in memory. Balances: every source row is accepted, held or refused.
struct HandOver {
    Students students;
    Organisation organisation;
    std::vector<FileReport> files;
    std::vector<SheetReport> sheets;
    std::vector<ProvinceReport> provinces;
    std::vector<Finding> findings;  // of reading and joining: missing lookups, unmatched classes
    std::vector<SideSheet> loose_classes;  // of class lists, the rows that are none of the students
    std::vector<HandOverPhoto> photos;     // judged, and matched to `students`
    std::uint64_t rows_in = 0, rows_accepted = 0, rows_held = 0, rows_refused = 0;
    /// Of the accepted: rows of class lists that gave students of these files class and number.
    std::uint64_t rows_joined = 0;
    std::uint64_t ignored_files = 0;       // dot files and office lock files
    std::shared_ptr<FileReading> reading;  // by which photos are opened again
};

/// A file that cannot be read becomes a FileReport, not an error: one bad file must not hide
/// thirty good ones. Errors: NotFound (a path), BadInput (nothing readable at all).
Result<HandOver> read_hand_over(const ReadHandOver& request);

}  // namespace mingce
