// The standard in force, kept between use cases: made again when a change was said, confirmed or
// withdrawn, by this process or another, and on another day.
#pragma once

#include <memory>
#include <mutex>

#include "domain/school_standard.h"
#include "store/standard_changes.h"

namespace mingce {

using StandardInForce = std::shared_ptr<const SchoolStandard>;

class StandardCache {
public:
    /// One query of a table of few rows; where nothing was ever changed, that is all.
    Result<StandardInForce> get(Tx& tx, const Id& institution, Date day);

private:
    std::mutex mutex_;
    standard_changes::Version version_;
    Date day_;
    StandardInForce standard_;
};

/// Made without being kept: for a transaction that changes it and may yet fail.
Result<StandardInForce> load_standard(Tx& tx, const Id& institution, Date day);
/// As the program ships it.
StandardInForce shipped_standard();

}  // namespace mingce
