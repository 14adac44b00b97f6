#include "usecases/people/demo_accounts.h"

#include <set>

#include <gtest/gtest.h>

#include "usecases/access/access_fixture.h"
#include "usecases/people/grants.h"
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

TEST_P(DemoAccounts, HoldEveryDepartmentBetweenTheSecretaries) {
    ASSERT_TRUE(make_demo_accounts(context("os:root")).ok());
    std::multiset<std::string> held;
    for (const std::string_view login : {"secretary", "secretary2"})
        for (const GrantLine& line : must(list_grants(context("os:root"), login)))
            for (const ScopeUnit& unit : line.grant.scope.units) held.insert(unit.department);
    EXPECT_EQ(held, (std::multiset<std::string>{"文学院", "物理学院"}));
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
