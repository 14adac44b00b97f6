#include "base/id.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

class CountingRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes) byte = next_++;
    }

private:
    std::uint8_t next_ = 1;
};

TEST(Id, BeginsWithItsTimeAndReadsBack) {
    CountingRandom random;
    const Id id = Id::make({0x0102'0304'0506}, random);
    EXPECT_EQ(id.hex(), "0102030405060102030405060708090a");
    EXPECT_EQ(Id::parse(id.hex()), id);
    EXPECT_EQ(Id::from_bytes(id.view()), id);
    EXPECT_LT(id, Id::make({0x0102'0304'0507}, random));
}

TEST(Id, ParseJudgesText) {
    EXPECT_FALSE(Id::parse(""));
    EXPECT_FALSE(Id::parse("0102030405060102030405060708090"));
    EXPECT_FALSE(Id::parse("0102030405060102030405060708090g"));
    EXPECT_FALSE(Id::from_bytes("short"));
    EXPECT_TRUE(Id{}.is_none());
}

TEST(SystemRandom, NeverRepeatsItself) {
    SystemRandom random;
    std::array<std::uint8_t, 16> first{}, second{};
    random.fill(first);
    random.fill(second);
    EXPECT_NE(first, second);
    std::array<std::uint8_t, 8000> large{};
    random.fill(large);
    EXPECT_NE(large[0] | large[1] | large[2] | large[3] | large[7999] | large[7998], 0);
}

TEST(Moment, IsADayInBeijing) {
    const Moment eve{1'756'655'999'999};  // 2025-08-31T15:59:59.999Z
    EXPECT_EQ(iso_text(day_of(eve)), "2025-08-31");
    EXPECT_EQ(iso_text(day_of({eve.milliseconds + 1})), "2025-09-01");
    EXPECT_EQ(civil_text({eve.milliseconds + 1}), "2025-09-01 00:00:00");
    EXPECT_EQ(utc_text(eve), "2025-08-31T15:59:59.999Z");
    EXPECT_EQ(start_of(day_of(eve)).milliseconds, eve.milliseconds + 1 - 86'400'000);
    EXPECT_EQ(utc_text({-1}), "1969-12-31T23:59:59.999Z");
}

}  // namespace
}  // namespace mingce
