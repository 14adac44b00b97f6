#include "usecases/people/demo_accounts.h"

#include <gtest/gtest.h>

#include "usecases/access/access_fixture.h"
#include "usecases/people/sign_in.h"

namespace mingce::testing {
namespace {

class DemoAccounts : public SchoolOnEachDatabase {};

TEST_P(DemoAccounts, OpenAtOnceWithTheCodeOfNow) {
    const auto made = make_demo_accounts(context("os:root"));
    ASSERT_TRUE(made.ok()) << made.error().sentence(Language::English);
    ASSERT_EQ(read_demo_accounts(record().folder().folder).value().size(), made.value().size());
    PasswordHashing hashing;
    const PeopleSettings settings;
    const Context door_context = context("http");
    const SignInDoor door{door_context, hashing, settings};
    for (const DemoAccount& account : made.value()) {
        if (account.password.empty()) continue;
        const std::string code = account.secret.empty() ? "" : demo_code(account, door_context.now);
        const auto session = sign_in(door, {account.login, account.password, code, {}});
        ASSERT_TRUE(session.ok()) << account.login;
        EXPECT_EQ(session.value().facts.stage, SessionStage::Open) << account.login;
    }
}

TEST_P(DemoAccounts, AreMadeOnce) {
    ASSERT_TRUE(make_demo_accounts(context("os:root")).ok());
    const auto again = make_demo_accounts(context("os:root"));
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.error().problem().code, "account.begun");
}

TEST_ON_EACH_DATABASE(DemoAccounts);

}  // namespace
}  // namespace mingce::testing
