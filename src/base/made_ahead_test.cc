#include "base/made_ahead.h"

#include <atomic>
#include <string>

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(MadeAhead, HandsOutEveryItemInItsOrder) {
    for (const std::size_t count : {0U, 1U, 511U, 512U, 513U, 5'000U}) {
        SCOPED_TRACE(count);
        MadeAhead<std::string> numbers(
            count, [](std::size_t i, std::string& text) { text = std::to_string(i); });
        for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(numbers.next(), std::to_string(i));
    }
}

TEST(MadeAhead, MakesTwoBlocksAtMostBeforeTheyAreTaken) {
    std::atomic<std::size_t> made = 0;
    MadeAhead<int> items(100'000, [&made](std::size_t, int&) { ++made; });
    for (int i = 0; i < 10; ++i) items.next();
    EXPECT_LE(made, 3U * 512);
}

TEST(MadeAhead, MayBeLeftInTheMiddle) {
    std::atomic<std::size_t> made = 0;
    {
        MadeAhead<int> items(100'000, [&made](std::size_t, int&) { ++made; });
        items.next();
    }
    const std::size_t when_left = made;
    EXPECT_LT(when_left, 100'000U);
}

}  // namespace
}  // namespace mingce
