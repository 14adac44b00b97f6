// Which faults a flow is put through: each kind at every point where there is room for it, else at
// points spread evenly, those that are no mere write first.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace mingce::testing {

struct Fault {
    std::string text;   // as fault_library.c spells it
    std::string point;  // the call it strikes
    bool kills = false;
};

// What `./dev test` has time for.
constexpr std::size_t kUsualPoints = 800;

/// Faults of all flows together: MINGCE_CRASH_POINTS, or the usual.
inline std::size_t points_wanted() {
    const char* const text = std::getenv("MINGCE_CRASH_POINTS");
    const std::size_t wanted = text == nullptr ? kUsualPoints : std::strtoul(text, nullptr, 10);
#ifdef __SANITIZE_ADDRESS__
    return wanted / 10;  // each start takes ten times as long
#else
    return wanted;
#endif
}

inline bool is_thorough() { return points_wanted() > kUsualPoints; }

/// At most `count` of the points, from 1: first the renames, syncs and the like, then writes at
/// even distances.
inline std::vector<std::size_t> spread(const std::vector<std::string>& points, std::size_t count) {
    std::vector<std::size_t> others, writes, chosen;
    for (std::size_t point = 1; point <= points.size(); ++point) {
        const std::string& call = points[point - 1];
        const bool is_write = call.starts_with("pwrite") || call.starts_with("fwrite");
        (is_write ? writes : others).push_back(point);
    }
    for (const auto& from : {others, writes}) {
        const std::size_t share = std::min(count - chosen.size(), from.size());
        for (std::size_t i = 0; i < share; ++i) chosen.push_back(from[i * from.size() / share]);
    }
    return chosen;
}

/// At most `count` faults. Most are deaths; what one kind has no points for goes to the next.
inline std::vector<Fault> plan_of(const std::vector<std::string>& points, std::size_t count) {
    struct Kind {
        const char *before, *after;
        bool kills;
        std::size_t weight;
    };
    constexpr Kind kKinds[] = {{"kill:", "", true, 12},   {"tear:", "", true, 3},
                               {"eio:", "", false, 1},    {"eio:", "+", false, 1},
                               {"enospc:", "", false, 1}, {"enospc:", "+", false, 1},
                               {"short:", "", false, 1}};
    std::size_t weight_left = 0;
    for (const Kind& kind : kKinds) weight_left += kind.weight;
    std::vector<Fault> plan;
    for (const Kind& kind : kKinds) {
        const std::size_t share = (count - plan.size()) * kind.weight / weight_left;
        for (const std::size_t point : spread(points, share))
            plan.push_back(
                {kind.before + std::to_string(point) + kind.after, points[point - 1], kind.kills});
        weight_left -= kind.weight;
    }
    return plan;
}

}  // namespace mingce::testing
