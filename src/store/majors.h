// The institution's majors and plan: each batch's word, the last one holding, and over it what
// people say (store/major_changes.h).
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "domain/major_changes.h"
#include "store/database.h"

namespace mingce::majors {

struct Source {
    Id institution, batch;
};
/// Writes what differs from what files said before; returns how many are new or changed. What the
/// list does not name stays.
Result<std::uint64_t> put(Tx& tx, const Source& source, const Organisation& organisation);

/// How a list stands to what files said before: what people say is no file's.
struct Difference {
    std::uint64_t fresh = 0, changed = 0, same = 0;
    std::uint64_t changes() const { return fresh + changed; }
};
Result<Difference> compare(Tx& tx, const Organisation& organisation);

/// What files say, in the order it was first named.
Result<std::vector<Major>> imported(Tx& tx);
/// What holds, those that people alone know after the others.
Result<std::vector<HeldMajor>> held(Tx& tx);
/// The same as an organisation, with the institution's name and code.
Result<Organisation> all(Tx& tx);

/// Takes a batch's word back: what held before holds again.
Status remove(Tx& tx, const Id& batch);

}  // namespace mingce::majors
