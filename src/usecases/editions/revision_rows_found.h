// Rows of a revision by their students: looked for where the record has them now, then elsewhere.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "usecases/editions/edition_reading.h"

namespace mingce {

struct FoundRow {
    std::size_t part = 0, class_no = 0;
    std::uint32_t place = 0;
    std::string digest;               // of its mark
    std::vector<std::string> values;  // in the order of the head's fields
};
/// Those that are in the revision. Errors: revision.damaged.
Result<std::map<Id, FoundRow>> rows_of_students(Tx& tx, const Context& context,
                                                const OpenRevision& revision,
                                                std::span<const Id> students);

/// "" where the revision has no such field.
std::string_view value_in(const RevisionHead& head, const std::vector<std::string>& values,
                          Field field);

}  // namespace mingce
