#include "usecases/standards/standard_cache.h"

namespace mingce {

StandardInForce shipped_standard() {
    // Not owned: it lives as long as the program.
    return {StandardInForce(), &SchoolStandard::shipped()};
}

Result<StandardInForce> load_standard(Tx& tx, const Id& institution, Date day) {
    return StandardInForce(std::make_shared<const SchoolStandard>(
        TRY(SchoolStandard::on(day, TRY(standard_changes::all(tx, institution))))));
}

Result<StandardInForce> StandardCache::get(Tx& tx, const Id& institution, Date day) {
    const auto version = TRY(standard_changes::version(tx, institution));
    if (version == standard_changes::Version{}) return shipped_standard();
    {
        const std::lock_guard held(mutex_);
        if (standard_ != nullptr && version_ == version && day_ == day) return standard_;
    }
    StandardInForce made = TRY(load_standard(tx, institution, day));
    const std::lock_guard held(mutex_);
    version_ = version;
    day_ = day;
    standard_ = made;
    return made;
}

}  // namespace mingce
