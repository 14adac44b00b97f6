#include "domain/person_match.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "domain/citizen_number.h"

namespace mingce {

namespace {

using namespace match;

/// Places where two texts of one length differ, counted up to two.
template <class Character>
int differences(std::basic_string_view<Character> a, std::basic_string_view<Character> b) {
    int count = 0;
    for (std::size_t i = 0; i < a.size() && count < 2; ++i) count += a[i] != b[i];
    return count;
}

/// One digit wrong, or two neighbours swapped.
bool one_step_apart(std::string_view a, std::string_view b) {
    if (a.size() != b.size() || a == b) return false;
    const auto first =
        static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
    if (a.substr(first + 1) == b.substr(first + 1)) return true;
    return first + 1 < a.size() && a[first] == b[first + 1] && a[first + 1] == b[first] &&
           a.substr(first + 2) == b.substr(first + 2);
}

/// Equal at every place where both can be read, and at one at least.
bool agree_where_readable(std::u32string_view a, std::u32string_view b) {
    if (a.size() != b.size()) return false;
    bool agree = false, lost = false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const bool unreadable = a[i] == kReplacement || b[i] == kReplacement;
        if (!unreadable && a[i] != b[i]) return false;
        (unreadable ? lost : agree) = true;
    }
    return agree && lost;
}

/// One character another, too many or too few, and two at least in common.
bool one_character_apart(std::u32string_view a, std::u32string_view b) {
    if (a.size() < b.size()) std::swap(a, b);
    if (a.size() < 3 || b.size() < 2 || a.size() - b.size() > 1) return false;
    if (a.size() == b.size()) return differences(a, b) == 1;
    const auto first =
        static_cast<std::size_t>(std::mismatch(b.begin(), b.end(), a.begin()).first - b.begin());
    return a.substr(first + 1) == b.substr(first);
}

bool read_alike(const PreparedPerson& a, const PreparedPerson& b) {
    if (a.name.latin.empty() || b.name.latin.empty()) return false;
    return a.name.latin == b.name.latin || a.name.latin == b.pinyin || a.pinyin == b.name.latin;
}

std::uint8_t name_level(const PreparedPerson& a, const PreparedPerson& b) {
    using enum NameLevel;
    const auto level = [&] {
        if (a.facts.name == b.facts.name) return Same;
        if (a.name.folded == b.name.folded) return Folded;
        if (agree_where_readable(a.name.folded, b.name.folded)) return Unreadable;
        if (read_alike(a, b)) return SameReading;
        return one_character_apart(a.name.folded, b.name.folded) ? OneOff : Different;
    };
    const bool known = !a.name.folded.empty() && !b.name.folded.empty();
    return known ? static_cast<std::uint8_t>(level()) : kNotCompared;
}

bool is_swapped_day(std::string_view a, std::string_view b) {
    return a.substr(0, 4) == b.substr(0, 4) && a.substr(4, 2) == b.substr(6, 2) &&
           a.substr(6, 2) == b.substr(4, 2);
}

std::uint8_t date_level(const PreparedPerson& a, const PreparedPerson& b) {
    using enum DateLevel;
    const std::string_view one = a.facts.birth_date, other = b.facts.birth_date;
    if (one.size() != 8 || other.size() != 8) return kNotCompared;
    const auto level = [&] {
        if (one == other) return Same;
        if (is_swapped_day(one, other)) return Swapped;
        return one_step_apart(one, other) ? OneOff : Different;
    };
    return static_cast<std::uint8_t>(level());
}

std::uint8_t document_level(const PreparedPerson& a, const PreparedPerson& b) {
    using enum DocumentLevel;
    const std::string_view one = a.facts.id_number, other = b.facts.id_number;
    if (!tells_people_apart(one) || !tells_people_apart(other)) return kNotCompared;
    const auto level = [](DocumentLevel reached) { return static_cast<std::uint8_t>(reached); };
    if (one == other) return level(Same);
    const bool citizen = has_citizen_form(one), other_citizen = has_citizen_form(other);
    if (one.size() != other.size() && citizen_core(one) == citizen_core(other) &&
        !citizen_core(one).empty())
        return level(OldForm);
    if (citizen && other_citizen) {
        if (one_step_apart(one, other)) return level(OneOff);
        return level(citizen_check_holds(one) && citizen_check_holds(other) ? BothSound
                                                                            : Different);
    }
    // Whoever has a passport may have a permit too.
    const std::string_view kind = a.facts.id_type, other_kind = b.facts.id_type;
    const bool two_kinds = !kind.empty() && !other_kind.empty() && kind != other_kind;
    return two_kinds || citizen != other_citizen ? kNotCompared : level(Different);
}

std::uint8_t number_level(std::string_view a, std::string_view b) {
    using enum NumberLevel;
    if (!tells_people_apart(a) || !tells_people_apart(b)) return kNotCompared;
    if (a == b) return static_cast<std::uint8_t>(Same);
    return static_cast<std::uint8_t>(one_step_apart(a, b) ? OneOff : Different);
}

std::uint8_t plain_level(std::string_view a, std::string_view b) {
    if (a.empty() || b.empty()) return kNotCompared;
    return static_cast<std::uint8_t>(a == b ? PlainLevel::Same : PlainLevel::Different);
}

std::uint8_t level_of(MatchFact fact, const PreparedPerson& a, const PreparedPerson& b) {
    const PersonFacts &one = a.facts, &other = b.facts;
    switch (fact) {
        case MatchFact::Name: return name_level(a, b);
        case MatchFact::BirthDate: return date_level(a, b);
        case MatchFact::Document: return document_level(a, b);
        case MatchFact::Exam: return number_level(one.exam_number, other.exam_number);
        case MatchFact::Student: return number_level(one.student_no, other.student_no);
        case MatchFact::Phone: return number_level(one.phone, other.phone);
        case MatchFact::Province: return plain_level(one.province, other.province);
        case MatchFact::School: return plain_level(one.school_of_origin, other.school_of_origin);
        case MatchFact::Sex: return plain_level(one.sex, other.sex);
        case MatchFact::Major: return plain_level(one.major, other.major);
    }
    return kNotCompared;
}

constexpr std::size_t kLevelsMax = 8;
using Weights = std::array<std::array<double, kLevelsMax>, kMatchFactCount>;

/// The table's logarithms, taken once.
const Weights& weights() {
    static const Weights made = [] {
        Weights bits{};
        for (std::size_t i = 0; i < kMatchFactCount; ++i)
            for (std::size_t level = 0; level < kMatchComparisons[i].levels.size(); ++level)
                bits[i][level] = weight_of(kMatchComparisons[i].levels[level]);
        return bits;
    }();
    return made;
}

MatchScore score_of(const PreparedPerson& a, const PreparedPerson& b) {
    MatchScore score;
    for (std::size_t i = 0; i < kMatchFactCount; ++i) {
        score.level[i] = level_of(kMatchComparisons[i].fact, a, b);
        if (score.level[i] != kNotCompared) score.bits += weights()[i][score.level[i]];
    }
    const auto same = [&score](MatchFact fact, ExactKey key) {
        const bool exact = score.level[static_cast<std::size_t>(fact)] == 0;
        return exact ? static_cast<unsigned>(key) : 0U;
    };
    score.exact_keys =
        static_cast<std::uint8_t>(same(MatchFact::Document, ExactKey::DocumentNumber) |
                                  same(MatchFact::Exam, ExactKey::ExamNumber) |
                                  same(MatchFact::Student, ExactKey::StudentNumber));
    if (score.bits >= kReviewBits) score.band = MatchBand::Review;
    return score;
}

/// People prepared as they meet: the last ones met are kept, as pairs come in order.
class MetPeople {
public:
    MetPeople(const People& people, NameReadings& readings)
        : people_(people),
          readings_(readings),
          kept_(std::min<std::size_t>(kKept, people.size())) {}

    /// Good until somebody else is asked for.
    const PreparedPerson& operator[](std::uint32_t at) {
        Kept& kept = kept_[at % kept_.size()];
        if (!kept.is_there || kept.at != at) kept = {prepared(people_[at], readings_), at, true};
        return kept.person;
    }

private:
    struct Kept {
        PreparedPerson person;
        std::uint32_t at = 0;
        bool is_there = false;
    };
    static constexpr std::size_t kKept = 4096;

    const People& people_;
    NameReadings& readings_;
    std::vector<Kept> kept_;
};

bool heavier(const CandidatePair& a, const CandidatePair& b) {
    if (a.score.bits != b.score.bits) return a.score.bits > b.score.bits;
    if (a.incoming != b.incoming) return a.incoming < b.incoming;
    if (a.within_incoming != b.within_incoming) return b.within_incoming;
    return a.other < b.other;
}

}  // namespace

double weight_of(const AgreementLevel& level) { return std::log2(level.m / level.u); }

std::vector<MatchReason> reasons_of(const MatchScore& score) {
    std::vector<MatchReason> reasons;
    for (std::size_t i = 0; i < kMatchFactCount; ++i) {
        if (score.level[i] == kNotCompared) continue;
        const MatchComparison& comparison = kMatchComparisons[i];
        const AgreementLevel& level = comparison.levels[score.level[i]];
        reasons.push_back({&comparison, &level, weight_of(level)});
    }
    return reasons;
}

MatchScore PersonMatcher::score(const PersonFacts& a, const PersonFacts& b) {
    return score_of(prepared(a, readings_), prepared(b, readings_));
}

Candidates PersonMatcher::find_candidates(const People& incoming, const People& existing,
                                          const MatchLimits& limits) {
    const std::uint32_t first_incoming = existing.size();
    const People everybody(std::size_t{first_incoming} + incoming.size(), [&](std::uint32_t at) {
        return at < first_incoming ? existing[at] : incoming[at - first_incoming];
    });
    const BlockedPairs blocked = blocked_pairs(everybody, first_incoming, readings_, limits);
    Candidates candidates;
    candidates.left_out = blocked.left_out;
    candidates.pairs_compared = blocked.pairs.size();
    MetPeople met(everybody, readings_);
    PreparedPerson first;
    for (std::size_t i = 0; i < blocked.pairs.size(); ++i) {
        const BlockedPairs::Pair& pair = blocked.pairs[i];
        if (i == 0 || pair.first != blocked.pairs[i - 1].first) first = met[pair.first];
        const MatchScore score = score_of(first, met[pair.second]);
        if (score.band == MatchBand::Unlikely && score.exact_keys == 0) continue;
        const bool within = pair.first >= first_incoming;
        candidates.pairs.push_back({pair.second - first_incoming,
                                    within ? pair.first - first_incoming : pair.first, within,
                                    score});
    }
    std::sort(candidates.pairs.begin(), candidates.pairs.end(), heavier);
    return candidates;
}

}  // namespace mingce
