#include "usecases/people/password_policy.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(PasswordPolicy, SaysWhatIsWrong) {
    struct Row {
        std::string_view password, code;  // "": taken
    };
    const std::string long_one(129, 'k'), longest = "rain on the old roof " + std::string(107, 'k');
    const Row rows[] = {
        {"", "password.short"},
        {"zr7-mkq2w", "password.short"},
        {"zr7-mkq2wh", ""},
        {"雨夜孤灯照旧楼", "password.short"},
        {"雨夜孤灯照旧楼听风眠", ""},
        {"rain on the old roof", ""},
        {long_one, "password.long"},
        {longest, ""},
        {"my-LiHua-lamp-2", "password.holds_login"},
        {"lamp\nrain\nroof", "password.malformed"},
        {"lamp rain roof\xFF", "password.malformed"},
        {"1234567890", "password.guessable"},
        {"0987654321", "password.guessable"},
        {"aaaaaaaaaaaa", "password.guessable"},
        {"abcabcabcabc", "password.guessable"},
        {"qwertyuiop", "password.guessable"},
        {"poiuytrewq", "password.guessable"},
        {"1qaz2wsx3edc", "password.guessable"},
        {"Password123!", "password.guessable"},
        {"P@ssw0rd2026", "password.guessable"},
        {"woaini1314520", "password.guessable"},
        {"admin@12345678", "password.guessable"},
        {"Mingce2026!!!", "password.guessable"},
        {"qwerty123456", "password.guessable"},
        {"iloveyou1314", "password.guessable"},
        {"学籍管理员密码2026", "password.guessable"},
        {"我爱你我爱你我爱你我爱你", "password.guessable"},
    };
    for (const Row& row : rows) {
        const Status judged = check_password(row.password, "lihua");
        EXPECT_EQ(judged.ok() ? "" : judged.error().problem().code, row.code) << row.password;
    }
}

TEST(PasswordPolicy, KnowsTheCommonestPatternsMadeByRule) {
    // What people put together when they are told "ten characters": word, year, mark.
    std::size_t taken = 0, tried = 0;
    for (const std::string word : {"password", "admin", "woaini", "qwerty", "welcome", "beijing"})
        for (int year = 1950; year < 2030; ++year)
            for (const std::string mark : {"", "!", "@", ".", "123", "!!"}) {
                const std::string password = word + mark + std::to_string(year);
                const std::string turned = std::to_string(year) + word + mark;
                tried += 2;
                for (const std::string& one : {password, turned})
                    taken += password_is_guessable(one) ? 0U : 1U;
            }
    EXPECT_EQ(taken, 0U) << "of " << tried;
}

}  // namespace
}  // namespace mingce
