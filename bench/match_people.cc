// Matches made-up people and says what it cost: match_people [INCOMING] [EXISTING]. 50,000 against
// 60,000 in at most 1.5 s, two in a hundred of them known already.

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <sys/resource.h>

#include "domain/person_match.h"
#include "made_up_people.h"

int main(int argc, char** argv) {
    using namespace mingce;
    const auto incoming_count = static_cast<std::size_t>(argc > 1 ? std::atol(argv[1]) : 50'000);
    const auto existing_count = static_cast<std::size_t>(argc > 2 ? std::atol(argv[2]) : 60'000);
    PeopleMaker maker(20260901);
    const auto known = maker.make(existing_count);
    auto coming = maker.make(incoming_count);
    for (std::size_t i = 0; i < coming.size(); i += 50) {
        coming[i] = known[i % known.size()];
        while (!maker.vary(coming[i], static_cast<Variant>(maker.below(kVariantCount)))) continue;
    }
    const auto existing = facts_of(known), incoming = facts_of(coming);

    // The characters' readings are part of the cost: a matcher is made for one import.
    const auto start = std::chrono::steady_clock::now();
    PersonMatcher matcher;
    const Candidates found = matcher.find_candidates(incoming, existing);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf(
        "match seconds %.4f incoming %zu existing %zu compared %llu proposed %zu peak_kib %ld\n",
        seconds, incoming.size(), existing.size(),
        static_cast<unsigned long long>(found.pairs_compared), found.pairs.size(), usage.ru_maxrss);
    return 0;
}
