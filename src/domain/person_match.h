// People are matched, never guessed: which two rows may be one person, with the reasons, for a
// person to decide. Nothing here merges anybody. After Fellegi and Sunter: what agrees or differs
// weighs as many bits as it is likelier of one person than of two; the weights stand in
// match_weights.h.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "domain/match_blocks.h"
#include "domain/match_weights.h"
#include "domain/name_reading.h"

namespace mingce {

enum class MatchBand : std::uint8_t { Unlikely, Review };

/// A number that is given to one person alone, and is the same here.
enum class ExactKey : std::uint8_t { DocumentNumber = 1, ExamNumber = 2, StudentNumber = 4 };

struct MatchScore {
    double bits = 0;  // the sum of what the levels weigh
    MatchBand band = MatchBand::Unlikely;
    std::uint8_t exact_keys = 0;  // ExactKey bits; they do not depend on the band
    std::array<std::uint8_t, kMatchFactCount> level{};  // kNotCompared, or the fact's level

    bool has(ExactKey key) const { return (exact_keys & static_cast<unsigned>(key)) != 0; }
};

/// One line of the explanation.
struct MatchReason {
    const MatchComparison* comparison;
    const AgreementLevel* level;
    double bits;
};

/// Why a score is what it is: what was compared, in the order of the table.
std::vector<MatchReason> reasons_of(const MatchScore& score);

struct CandidatePair {
    std::uint32_t incoming;
    std::uint32_t other;  // an index into existing, or into incoming and then below `incoming`
    bool within_incoming;
    MatchScore score;
};

struct Candidates {
    std::vector<CandidatePair> pairs;  // heaviest first
    std::uint64_t pairs_compared = 0;
    std::array<LeftOutBlocks, kBlockKeyCount> left_out{};  // by BlockKey; to be shown, not dropped
};

/// Compares people. Not thread-safe: it remembers how characters are read.
class PersonMatcher {
public:
    /// The same whichever way round.
    MatchScore score(const PersonFacts& a, const PersonFacts& b);

    /// Every pair, of an incoming person with an existing one or of two incoming ones, that shares
    /// a block and an exact key or is heavy enough for review.
    Candidates find_candidates(const People& incoming, const People& existing,
                               const MatchLimits& limits = {});

private:
    NameReadings readings_;
};

}  // namespace mingce
