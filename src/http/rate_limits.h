// How often an account or an address may ask: a bucket each, refilled steadily.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mingce::http {

struct Rate {
    double a_second = 30, at_once = 120;
};

class RateLimits {
public:
    using Clock = std::chrono::steady_clock;

    /// Takes one; else the seconds to wait, at least 1. 0 where it was taken.
    std::int64_t take(const std::string& whose, const Rate& rate, Clock::time_point now);

private:
    struct Bucket {
        double left = 0;
        Clock::time_point at;
    };
    void forget_full(Clock::time_point now);

    std::mutex lock_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace mingce::http
