// A table of codes that was uploaded, read as an edition of a code table: shown, nothing kept.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "child/file_reading.h"
#include "domain/standard_terms.h"
#include "usecases/record/record.h"

namespace mingce {

struct ReadEdition {
    std::string key;  // of the code table
    Id upload;        // a whole one, of the caller's
    std::shared_ptr<FileReading> reading;
};
/// A row that is no entry, by the file's own number.
struct RefusedRow {
    std::string sheet;
    std::uint64_t row = 0;
    std::string text;  // its cells on one line
    Text why;
};
struct ReadEditionOutcome {
    CodeEdition edition;  // standard and edition as they hold today
    std::vector<RefusedRow> refused;
};
/// Reads every sheet whose first rows have a header with 代码 and 名称; beside them English name,
/// aliases (by 、 or ;) and the days an entry is valid are taken where there are such columns.
/// Codes keep their zeros; one that a number cell lost is put back where the table's codes are all
/// of one length. An entry that the table has already keeps its English name and aliases where the
/// file has none. Limits: 10,000 entries. Errors: Forbidden (access.denied); NotFound
/// (standard.key_unknown, upload.unknown); Conflict (upload.not_whole); BadInput
/// (standard.edition_columns, standard.edition_size); those of reading.
Result<ReadEditionOutcome> read_edition(const Context& context, const ReadEdition& request);

}  // namespace mingce
