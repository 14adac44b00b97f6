// Which county a made-up person comes from, by province and year.
#pragma once

#include <array>
#include <vector>

#include "demo/people.h"

namespace mingce {

/// The counties of each province, cut by what the maker needs.
class CountyChoice {
public:
    CountyChoice() {
        for (const DemoCounty& county : demo_counties())
            by_province_[county.code / 10000].push_back(&county);
    }
    const DemoCounty& in_force(DemoRandom& random, std::size_t province, std::int32_t year) const {
        const Counties& all = by_province_[province];
        // Chongqing had no code of its own before 1997: such a year moves on to the next that has.
        for (int attempt = 0;; ++attempt) {
            const DemoCounty& county = *random.pick(all);
            if (county.in_force(year + attempt / 2000)) return county;
        }
    }
    /// In force only from a year after birth, as a child registered late; null where none is.
    const DemoCounty* later(DemoRandom& random, std::size_t province, std::int32_t birth,
                            std::int32_t today) const {
        const Counties& all = by_province_[province];
        for (int attempt = 0; attempt < 400; ++attempt) {
            const DemoCounty& county = *random.pick(all);
            if (county.from > birth && county.from <= today) return &county;
        }
        return nullptr;
    }

private:
    using Counties = std::vector<const DemoCounty*>;
    std::array<Counties, 100> by_province_;
};

}  // namespace mingce
