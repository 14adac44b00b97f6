// The institution's majors and plan, as imported.
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "domain/organisation.h"
#include "store/database.h"

namespace mingce::majors {

/// Writes or replaces by department, name and level; returns how many are new or changed. What the
/// list does not name stays.
struct Source {
    Id institution, batch;
};
Result<std::uint64_t> put(Tx& tx, const Source& source, const Organisation& organisation);

/// In the order they were imported, with the institution's name and code.
Result<Organisation> all(Tx& tx);

}  // namespace mingce::majors
