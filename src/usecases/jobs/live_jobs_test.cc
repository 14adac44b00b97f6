#include "usecases/jobs/live_jobs.h"

#include <thread>

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(LiveJobs, TellHowFarEachIsUntilItIsForgotten) {
    LiveJobs live;
    const Id one = Id::parse("01890000000070008000000000000001").value();
    const Id other = Id::parse("01890000000070008000000000000002").value();
    EXPECT_FALSE(live.of(one).has_value());
    live.tell(one, JobPhase::Reading, 100, 0);
    live.tell(other, JobPhase::Reading, 7, 0);
    EXPECT_EQ(live.of(one)->done, 100U);
    EXPECT_EQ(live.of(one)->rate, 0U) << "of no time there is no rate";
    std::this_thread::sleep_for(std::chrono::milliseconds(250));
    live.tell(one, JobPhase::Reading, 1'100, 0);
    EXPECT_GT(live.of(one)->rate, 0U);
    EXPECT_LE(live.of(one)->rate, 4'000U) << "a thousand rows in a quarter of a second";

    live.tell(one, JobPhase::Writing, 10, 1'100);
    EXPECT_EQ(live.of(one)->phase, JobPhase::Writing);
    EXPECT_EQ(live.of(one)->total, 1'100U);
    EXPECT_EQ(live.of(one)->rate, 0U) << "another phase goes at its own pace";
    live.forget(one);
    EXPECT_FALSE(live.of(one).has_value());
    EXPECT_EQ(live.of(other)->done, 7U);
}

}  // namespace
}  // namespace mingce
