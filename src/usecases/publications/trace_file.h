// Where a leaked file comes from: the copy it is, byte for byte; the copy its properties name; or
// of rows alone every copy that could have given them. It never claims one where several fit.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "store/publication_copies.h"
#include "usecases/files/hand_over.h"
#include "usecases/publications/publication_rows.h"

namespace mingce {

enum class TraceBasis : std::uint8_t {
    SameBytes,   // the copy itself, unaltered
    Properties,  // the file says so of itself: anybody could have written that
    Rows,        // every row fits the copies told
    Nothing      // no copy fits
};
std::string_view key_of(TraceBasis basis);

/// Somebody who had the rows: with a copy, or on screen.
struct TracedHand {
    AccessAct act = AccessAct::Copy;
    Moment at;
    std::string actor, from;
    std::int64_t copy = 0;  // 0: on screen
};
struct TracedPublication {
    std::int64_t publication = 0, edition = 0, revision = 0;
    std::string intake, recipient, purpose;
    std::vector<PublicationCopy> copies;  // that fit
    std::vector<TracedHand> hands;        // in the order of time
};
struct FileTrace {
    TraceBasis basis = TraceBasis::Nothing;
    std::vector<TracedPublication> found;
    std::uint64_t rows = 0;                  // of the file
    std::vector<Field> fields;               // its columns that are fields
    std::vector<std::string> other_columns;  // headers that are none: not compared
};

/// Reads with `hand_over` (one file named). At the machine, or with AuditRead. Audited. Errors:
/// Forbidden; as read_hand_over().
struct TraceFile {
    std::filesystem::path file;
    ReadHandOver hand_over;
    std::shared_ptr<FileReading> reading;
};
Result<FileTrace> trace_file(const Context& context, const TraceFile& request);

}  // namespace mingce
