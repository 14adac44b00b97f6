// A hand-over as a school really holds one, of made-up people: what `mingce demo make` writes. It
// may not know rules/ or normalise/, so that what it calls an error is not what they call one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>

#include "base/result.h"

namespace mingce {

struct DemoOptions {
    std::uint32_t students = 3842;  // admitted, of every kind from about 40; 1 to 500,000
    std::uint32_t provinces = 31;   // 1 to 31
    std::uint64_t seed = 7;
    double errors = 0.02;  // injected errors per student, 0 to 1
    std::int32_t year = 2026;
};

struct DemoCounts {
    std::uint32_t provincial = 0, postgraduate = 0, foreign = 0, overseas = 0, upgrade = 0;
    std::uint32_t late = 0;        // of the supplementary list
    std::uint32_t unadmitted = 0;  // candidates in the province sets who were not admitted
    std::uint32_t deleted = 0;     // records marked deleted
    std::uint32_t files = 0;       // on disk, truth.jsonl included
    std::uint32_t photos = 0;
    std::uint32_t must_not_alarm = 0;
    std::map<std::uint32_t, std::uint32_t> errors;  // class of assurance -> lines of truth.jsonl
    std::uint32_t admitted() const {
        return provincial + postgraduate + foreign + overseas + upgrade + late;
    }
};

/// Writes the hand-over into `dir`, which must be absent or empty. Written beside it first and
/// renamed, so nothing is left half-written. The same options give the same bytes.
/// Errors: Misuse (an option out of its range), Conflict (dir holds something), Unavailable (the
/// disk refuses).
Result<DemoCounts> make_demo_hand_over(const std::filesystem::path& dir,
                                       const DemoOptions& options);

}  // namespace mingce
