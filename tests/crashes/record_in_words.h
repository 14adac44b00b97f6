// What a record says, so that two of them can be compared: every row of every table without what
// differs from run to run (ids, moments, sealed bytes), and every value the boxes of students hold.
// And whether it is sound: the database's own checks, the audit's tree.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mingce::testing {

struct RecordInWords {
    std::vector<std::string> lines;  // sorted; none where there is no record
    std::string broken;              // the promise that does not hold, "" when all do
};

/// Opens the folder's record and settles its audit, as each start of the program does, and reads
/// all of it.
RecordInWords read_record(const std::filesystem::path& folder);

/// Lines of one that the other has not, and the other way round: for the test's failure. At most
/// six of each.
std::string difference(const RecordInWords& one, const RecordInWords& other);

}  // namespace mingce::testing
