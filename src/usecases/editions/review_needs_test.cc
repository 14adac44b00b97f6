#include "usecases/editions/review_needs.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(Sample, IsDrawnByTheFingerprintAndTheSameForWhoeverDraws) {
    const std::string one(32, 'a'), other(32, 'b');
    const auto drawn = sample_of(one, 60'000);
    EXPECT_EQ(drawn.size(), kSampleRows);
    EXPECT_TRUE(std::ranges::is_sorted(drawn));
    EXPECT_LT(drawn.back(), 60'000U);
    EXPECT_EQ(sample_of(one, 60'000), drawn);
    EXPECT_NE(sample_of(other, 60'000), drawn);
    EXPECT_EQ(sample_of(one, 7).size(), 7U) << "all of a small roster";
    EXPECT_TRUE(sample_of(one, 0).empty());
}

}  // namespace
}  // namespace mingce
