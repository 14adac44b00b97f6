#include "crypto/totp.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

constexpr std::string_view kRfcSecret = "12345678901234567890";

TEST(Totp, GivesTheCodesOfRfc6238) {
    struct Row {
        std::int64_t seconds;
        std::string_view code;  // the last six of the eight digits of appendix B, SHA-1
    };
    constexpr Row kRows[] = {{59, "287082"},         {1111111109, "081804"},
                             {1111111111, "050471"}, {1234567890, "005924"},
                             {2000000000, "279037"}, {20000000000, "353130"}};
    for (const Row& row : kRows) {
        const Moment at{row.seconds * 1000};
        EXPECT_EQ(totp_code(kRfcSecret, totp_counter(at)), row.code) << row.seconds;
        EXPECT_EQ(totp_step_of(kRfcSecret, row.code, at, 0), totp_counter(at)) << row.seconds;
    }
}

TEST(Totp, TakesTheStepBeforeAndAfterButNoneTwice) {
    const Moment now{1'234'567'890'000};
    const std::int64_t step = totp_counter(now);
    struct Row {
        std::int64_t shown, used;
        bool passes;
    };
    const Row rows[] = {
        {step - 2, 0, false},       {step - 1, 0, true},    {step, 0, true},
        {step + 1, 0, true},        {step + 2, 0, false},   {step, step, false},
        {step - 1, step, false},    {step + 1, step, true}, {step, step + 1, false},
        {step - 1, step - 2, true},
    };
    for (const Row& row : rows)
        EXPECT_EQ(
            totp_step_of(kRfcSecret, totp_code(kRfcSecret, row.shown), now, row.used).has_value(),
            row.passes)
            << row.shown - step << " after " << row.used - step;
}

TEST(Totp, RefusesWhatIsNoCode) {
    const Moment now{59'000};
    for (const std::string_view code : {"", "28708", "2870822", "28708x", "２８７０８２", "000000"})
        EXPECT_FALSE(totp_step_of(kRfcSecret, code, now, 0)) << code;
    EXPECT_TRUE(totp_step_of(kRfcSecret, "287 082", now, 0));
    EXPECT_FALSE(totp_step_of("", totp_code("", 1), now, 0)) << "nobody's secret";
}

TEST(Totp, WritesSecretsInBase32) {
    struct Row {
        std::string_view bytes, text;
    };
    constexpr Row kRows[] = {// RFC 4648, section 10, without padding
                             {"", ""},
                             {"f", "MY"},
                             {"fo", "MZXQ"},
                             {"foo", "MZXW6"},
                             {"foob", "MZXW6YQ"},
                             {"fooba", "MZXW6YTB"},
                             {"foobar", "MZXW6YTBOI"}};
    for (const Row& row : kRows) EXPECT_EQ(base32_of(row.bytes), row.text);
    SystemRandom random;
    EXPECT_EQ(make_totp_secret(random).size(), kTotpSecretBytes);
    EXPECT_NE(make_totp_secret(random), make_totp_secret(random));
}

TEST(Totp, NamesSchoolAndAccountForTheAuthenticator) {
    EXPECT_EQ(otpauth_uri("foobar", {"Ming ce", "li@x"}),
              "otpauth://totp/Ming%20ce:li%40x?secret=MZXW6YTBOI&issuer=Ming%20ce"
              "&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace mingce
