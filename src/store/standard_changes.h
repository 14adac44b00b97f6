// What a school says of its data standard, as it was said: kept for good, in force or not.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "domain/school_standard.h"
#include "store/database.h"

namespace mingce::standard_changes {

/// Another one after anything was said, confirmed or withdrawn; equal to the default one where
/// nothing ever was. One look at a table of few rows.
struct Version {
    std::int64_t changes = 0, confirmed = 0, withdrawn = 0, moments = 0;
    auto operator<=>(const Version&) const = default;
};
Result<Version> version(Tx& tx, const Id& institution);

/// In the order of their numbers.
Result<std::vector<StandardChange>> all(Tx& tx, const Id& institution);
Result<std::int64_t> next_number(Tx& tx, const Id& institution);
Status add(Tx& tx, const Id& institution, const StandardChange& change);
/// Writes who did when. False where it was so already.
Result<bool> confirm(Tx& tx, const Id& institution, const StandardChange& change);
Result<bool> withdraw(Tx& tx, const Id& institution, const StandardChange& change);

/// By which changes the findings of the record were judged last; "" for none.
Result<std::string> judged_by(Tx& tx, const Id& institution);
Status set_judged_by(Tx& tx, const Id& institution, std::string_view changes, Moment now);

}  // namespace mingce::standard_changes
