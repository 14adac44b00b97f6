// Administrative divisions with their history (GB/T 2260): data/regions.csv.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace mingce {

/// One six-digit code ever used. Years bound when it is known to have been in force; from_year 0:
/// since before the sources begin, to_year 0: still in force.
struct Region {
    std::uint32_t code = 0;
    std::uint16_t from_year = 0, to_year = 0;
    std::string_view name;  // the county's own name, without its province
};

class Regions {
public:
    static const Regions& shipped();
    explicit Regions(std::string_view csv);

    const Region* find(std::uint32_t code) const;
    /// Was the code in force in any year of [from, to]?
    bool in_force_between(std::uint32_t code, std::int32_t from_year, std::int32_t to_year) const;
    /// "广西壮族自治区" for 45xxxx; "" for no province. Hong Kong, Macao, Taiwan included.
    std::string_view province_name(std::uint32_t code) const;
    /// "广西": the short form printed on rosters.
    std::string_view province_short_name(std::uint32_t code) const;
    std::size_t size() const { return regions_.size(); }
    const std::vector<Region>& all() const { return regions_; }

private:
    std::vector<Region> regions_;  // by code
};

}  // namespace mingce
