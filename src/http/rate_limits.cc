#include "http/rate_limits.h"

#include <algorithm>
#include <cmath>

namespace mingce::http {

namespace {

constexpr std::size_t kBucketsMax = 50'000;
// One that was not asked for so long is full again at any rate that makes sense.
constexpr std::chrono::minutes kForgotten{10};

}  // namespace

std::int64_t RateLimits::take(const std::string& whose, const Rate& rate, Clock::time_point now) {
    const std::lock_guard held(lock_);
    if (buckets_.size() >= kBucketsMax) forget_full(now);
    const auto [place, is_new] = buckets_.try_emplace(whose, Bucket{rate.at_once, now});
    Bucket& bucket = place->second;
    if (!is_new) {
        const double passed = std::chrono::duration<double>(now - bucket.at).count();
        bucket.left = std::min(rate.at_once, bucket.left + std::max(passed, 0.0) * rate.a_second);
        bucket.at = now;
    }
    if (bucket.left >= 1) {
        bucket.left -= 1;
        return 0;
    }
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(std::ceil((1 - bucket.left) / rate.a_second)));
}

void RateLimits::forget_full(Clock::time_point now) {
    std::erase_if(buckets_, [&](const auto& pair) { return now - pair.second.at > kForgotten; });
    if (buckets_.size() >= kBucketsMax) buckets_.clear();
}

}  // namespace mingce::http
