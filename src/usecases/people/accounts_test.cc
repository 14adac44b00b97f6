#include "usecases/people/accounts.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "base/text.h"
#include "usecases/people/people_fixture.h"

namespace mingce {
namespace {

using testing::kGoodPassword;
using testing::refusal;

class Accounts : public testing::PeopleOnEachDatabase {
protected:
    Result<std::string> try_activate(const std::string& code, std::string_view password,
                                     const std::string& address = "") {
        const Context context = machine("http");
        return activate({context, hashing_, settings_},
                        {code, std::string(password), {address, ""}});
    }
};
TEST_ON_EACH_DATABASE(Accounts);

TEST_P(Accounts, BeginOnceWithFourAdministrators) {
    EXPECT_EQ(refusal(begin_accounts(machine(), settings_, {"a1", "a2", "a3", "a4"})),
              "account.begun");
    const auto all = list_accounts(as("aud"));
    ASSERT_EQ(all.value().size(), 4U);
    const std::pair<std::string, std::string> meant[] = {
        {"aud", "audit"}, {"sec1", "security"}, {"sec2", "security"}, {"sys", "system"}};
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(all.value()[i].login, meant[i].first);
        EXPECT_EQ(all.value()[i].duty, meant[i].second);
        EXPECT_EQ(all.value()[i].state, AccountState::Active);
        EXPECT_TRUE(all.value()[i].has_second_factor);
    }
}

TEST_P(Accounts, AreActivatedByTheirCodeOnce) {
    const NewAccount account = made("li.hua");
    EXPECT_EQ(account.account.state, AccountState::Waiting);
    EXPECT_EQ(account.code.size(), 29U);
    EXPECT_EQ(refusal(try_activate("AAAA-BBBB", kGoodPassword)), "account.code");
    EXPECT_EQ(refusal(try_activate(account.code, "1234567890")), "password.guessable");
    EXPECT_EQ(refusal(try_activate(lower_ascii(account.code), kGoodPassword)), "")
        << "the code stayed, and its case does not matter";
    EXPECT_EQ(refusal(try_activate(account.code, kGoodPassword)), "account.code") << "used";
    EXPECT_EQ(show_account(as("sys"), "li.hua").value().state, AccountState::Active);
}

TEST_P(Accounts, OfTwoWithOneCodeOneIsActivated) {
    const NewAccount account = made("li.hua");
    std::atomic<int> activated = 0;
    std::vector<std::thread> callers;
    for (int i = 0; i < 2; ++i)
        callers.emplace_back([&] {
            SystemRandom own;
            const Context context{record(), "http", clock(), own};
            activated += activate({context, hashing_, settings_},
                                  {account.code, std::string(kGoodPassword), {}})
                                 .ok()
                             ? 1
                             : 0;
        });
    for (std::thread& caller : callers) caller.join();
    EXPECT_EQ(activated, 1);
}

TEST_P(Accounts, CodesRunOutAfterSevenDays) {
    const NewAccount account = made("li.hua"), other = made("wang");
    EXPECT_EQ(account.code_until.milliseconds, clock().milliseconds + 7 * kMillisecondsPerDay);
    pass(7 * 86'400 - 1);
    EXPECT_EQ(refusal(try_activate(account.code, kGoodPassword)), "");
    pass(1);
    EXPECT_EQ(refusal(try_activate(other.code, kGoodPassword)), "account.code");
}

TEST_P(Accounts, CodesAreNotGuessedFromOneAddress) {
    int refused = 0;
    for (int i = 0; i < 80; ++i)
        refused += refusal(try_activate("AAAA", kGoodPassword, "203.0.113.9")) == "account.code";
    EXPECT_EQ(refused, 45);
    EXPECT_EQ(refusal(try_activate("AAAA", kGoodPassword, "203.0.113.9")), "session.wait");
}

TEST_P(Accounts, HaveLoginsThatCanBeTypedAndNameOnePerson) {
    for (const std::string login :
         {"", "a", "李华", "li hua", "li\nhua", "os:root", "unknown", "'; DROP TABLE account; --"})
        EXPECT_EQ(refusal(make_account(as("sys"), settings_, {login, "", "", {}})),
                  "account.login_malformed")
            << login;
    EXPECT_EQ(refusal(make_account(as("sys"), settings_, {std::string(65, 'a'), "", "", {}})),
              "account.login_malformed");
    EXPECT_EQ(refusal(make_account(as("sys"), settings_, {"Li.Hua@x", "李华", "", {}})), "");
    EXPECT_EQ(refusal(make_account(as("sys"), settings_, {"li.hua@X", "", "", {}})),
              "account.login_taken");
    EXPECT_EQ(refusal(make_account(as("sys"), settings_, {"wang", std::string(300, 'x'), "", {}})),
              "account.name_malformed");
    EXPECT_EQ(show_account(as("sys"), "li.hua@x").value().name, "李华");
}

TEST_P(Accounts, AreMadeByTheSystemAdministratorAlone) {
    for (const std::string login : {"sec1", "aud"}) {
        EXPECT_EQ(refusal(make_account(as(login), settings_, {"li.hua", "", "", {}})),
                  "access.denied");
        EXPECT_EQ(refusal(reset_account(as(login), settings_, "sys")), "access.denied");
        EXPECT_EQ(refusal(disable_account(as(login), "sys")), "access.denied");
        EXPECT_EQ(refusal(enable_account(as(login), "sys")), "access.denied");
        EXPECT_EQ(refusal(make_client_key(as(login), settings_, "sys")), "access.denied");
        EXPECT_EQ(refusal(disable_stale_accounts(as(login), settings_)), "access.denied");
    }
}

TEST_P(Accounts, ResetForgetsPasswordSecondFactorAndSessions) {
    worker("li.hua", {"", Role::Registry, {}, {}, {}, "", {}, "", {}, {}, ""});
    const NewSession session = signed_in("li.hua");
    const NewAccount reset = reset_account(as("sys"), settings_, "li.hua").value();
    EXPECT_EQ(reset.account.state, AccountState::Waiting);
    EXPECT_FALSE(reset.account.has_second_factor);
    EXPECT_EQ(refusal(find(session.token)), "session.none");
    pass(60);
    EXPECT_EQ(refusal(try_sign_in("li.hua", kGoodPassword)), "session.refused");
    ASSERT_TRUE(try_activate(reset.code, "a lamp in the rain").ok());
    EXPECT_EQ(expect_session(try_sign_in("li.hua", "a lamp in the rain")).facts.stage,
              SessionStage::EnrolAsked);
}

TEST_P(Accounts, OfSecurityAndAuditAreResetAtTheMachineOnly) {
    for (const std::string login : {"sec1", "sec2", "aud"})
        EXPECT_EQ(refusal(reset_account(as("sys"), settings_, login)), "account.administrators")
            << login;
    EXPECT_EQ(refusal(reset_account(machine(), settings_, "sec1")), "");
    EXPECT_EQ(refusal(reset_account(machine(), settings_, "nobody")), "account.unknown");
}

TEST_P(Accounts, AreEnabledAgainWithTheirPasswordOrWait) {
    worker("li.hua", {"", Role::Registry, {}, {}, {}, "", {}, "", {}, {}, ""});
    const NewAccount waiting = made("wang");
    for (const std::string login : {"li.hua", "wang"}) {
        ASSERT_TRUE(disable_account(as("sys"), login).ok());
        EXPECT_EQ(show_account(as("sys"), login).value().state, AccountState::Disabled);
        ASSERT_TRUE(enable_account(as("sys"), login).ok());
    }
    EXPECT_EQ(signed_in("li.hua").facts.stage, SessionStage::Open);
    EXPECT_EQ(show_account(as("sys"), "wang").value().state, AccountState::Waiting);
    EXPECT_EQ(refusal(try_activate(waiting.code, kGoodPassword)), "account.code");
}

TEST_P(Accounts, OfTheLastAdministratorsStay) {
    for (const std::string login : {"sys", "sec1", "aud"})
        EXPECT_EQ(refusal(disable_account(as("sys"), login)), "grant.last_administrators") << login;
    made("sec3");
    grant({"sec3", Role::SecurityAdmin, {}, {}, {}, "", {}, "", {}, {}, ""});
    EXPECT_EQ(refusal(disable_account(as("sys"), "sec1")), "");
}

TEST_P(Accounts, NotUsedFor90DaysAreDisabled) {
    worker("li.hua", {"", Role::Registry, {}, {}, {}, "", {}, "", {}, {}, ""});
    worker("wang", {"", Role::Registry, {}, {}, {}, "", {}, "", {}, {}, ""});
    made("program", AccountKind::Client);
    pass(89 * 86'400);
    for (const std::string login : {"sys", "sec1", "sec2", "aud", "wang"}) signed_in(login);
    EXPECT_EQ(disable_stale_accounts(machine("mingce"), settings_).value(), 0U);
    pass(86'400);
    EXPECT_EQ(disable_stale_accounts(machine("mingce"), settings_).value(), 1U);
    EXPECT_EQ(show_account(as("sys"), "li.hua").value().state, AccountState::Disabled);
    EXPECT_EQ(show_account(as("sys"), "program").value().state, AccountState::Active);
    EXPECT_EQ(refusal(try_sign_in("li.hua", kGoodPassword)), "session.refused");
    ASSERT_TRUE(enable_account(as("sys"), "li.hua").ok());
    EXPECT_EQ(disable_stale_accounts(machine("mingce"), settings_).value(), 0U)
        << "counted from when it was enabled";
}

TEST_P(Accounts, OfTheLastAdministratorsStayHoweverLongTheyWereAway) {
    made("sec3");
    grant({"sec3", Role::SecurityAdmin, {}, {}, {}, "", {}, "", {}, {}, ""});
    worker("li.hua", {"", Role::Registry, {}, {}, {}, "", {}, "", {}, {}, ""});
    pass(400 * 86'400);
    EXPECT_EQ(disable_stale_accounts(machine("mingce"), settings_).value(), 2U)
        << "li.hua, and one security administrator of three";
    std::size_t active = 0;
    for (const std::string login : {"sys", "sec1", "sec2", "sec3", "aud"})
        active += show_account(machine("os:root"), login).value().state != AccountState::Disabled;
    EXPECT_EQ(active, 4U);
    EXPECT_EQ(signed_in("sys").facts.stage, SessionStage::Open);
}

TEST_P(Accounts, OfProgramsWorkByTheirKeys) {
    made("program", AccountKind::Client);
    EXPECT_EQ(refusal(make_client_key(as("sys"), settings_, "sys")), "account.no_client");
    const NewClientKey key = make_client_key(as("sys"), settings_, "program").value();
    EXPECT_EQ(key.token.size(), 67U);
    const auto caller = [&](const std::string& token) {
        return caller_of_client(machine("http"), settings_, token);
    };
    EXPECT_EQ(refusal(caller(key.token)), "access.denied") << "nothing granted yet";
    ProposeGrant request;
    request.who = "program";
    request.role = Role::Client;
    request.kind = ScopeKind::Department;
    request.units = {{"物理学院", ""}};
    grant(request);
    ASSERT_EQ(refusal(caller(key.token)), "");
    EXPECT_EQ(caller(key.token).value().role, Role::Client);
    EXPECT_EQ(caller(key.token).value().scope.units.size(), 1U);
    EXPECT_EQ(refusal(caller("mk_" + std::string(64, '0'))), "session.none");
    EXPECT_EQ(refusal(find(key.token)), "session.none") << "no session's token";
    const NewClientKey second = make_client_key(as("sys"), settings_, "program").value();
    ASSERT_TRUE(end_client_key(as("sys"), key.key.id).ok());
    EXPECT_EQ(refusal(caller(key.token)), "session.none");
    EXPECT_EQ(refusal(caller(second.token)), "");
    EXPECT_EQ(list_client_keys(as("sys"), "program").value().size(), 2U);
    pass(365 * 86'400);
    EXPECT_EQ(refusal(caller(second.token)), "session.none") << "run out";
}

}  // namespace
}  // namespace mingce
