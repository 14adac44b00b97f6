#include "usecases/people/sign_in.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "usecases/people/people_fixture.h"

namespace mingce {
namespace {

using testing::kGoodPassword;
using testing::refusal;

class SigningIn : public testing::PeopleOnEachDatabase {};
TEST_ON_EACH_DATABASE(SigningIn);

TEST_P(SigningIn, StaffShowPasswordAndCodeAndWorkUnderTheirRole) {
    const NewSession session = signed_in("sys");
    EXPECT_EQ(session.token.size(), 64U);
    EXPECT_EQ(session.facts.stage, SessionStage::Open);
    ASSERT_TRUE(session.facts.caller);
    EXPECT_EQ(session.facts.caller->role, Role::SystemAdmin);
    EXPECT_EQ(session.facts.caller->scope.kind, ScopeKind::Nobody);
    EXPECT_FALSE(session.facts.caller->is_at_the_machine());
    EXPECT_TRUE(session.facts.csrf_matches(session.csrf_token));
    EXPECT_FALSE(session.facts.csrf_matches(session.token));
    EXPECT_FALSE(session.facts.csrf_matches(""));
}

TEST_P(SigningIn, CodeMayFollowThePassword) {
    pass(60);
    const NewSession half = expect_session(try_sign_in("sys", kGoodPassword));
    EXPECT_EQ(half.facts.stage, SessionStage::CodeAsked);
    EXPECT_FALSE(half.facts.caller) << "nobody yet";
    EXPECT_TRUE(half.facts.choices.empty());
    const Context context = machine("http");
    const SignInDoor door{context, hashing_, settings_};
    EXPECT_EQ(refusal(pass_second_factor(door, half.facts, {"000000", {}})), "session.code");
    EXPECT_EQ(refusal(choose_role(context, settings_, half.facts, "system_admin")),
              "session.stage");
    EXPECT_EQ(refusal(enrol_totp(context, half.facts)), "session.stage");
    const NewSession whole =
        expect_session(pass_second_factor(door, half.facts, {code_of("sys"), {}}));
    EXPECT_EQ(whole.facts.stage, SessionStage::Open);
    EXPECT_NE(whole.token, half.token);
    EXPECT_EQ(refusal(find(half.token)), "session.none") << "renewed";
    EXPECT_EQ(refusal(find(whole.token)), "");
}

TEST_P(SigningIn, AnswersTheSameWhoeverItIs) {
    made("waiting");
    const NewAccount gone = made("gone");
    set_up(gone);
    ASSERT_TRUE(disable_account(as("sys"), "gone").ok());
    made("program", AccountKind::Client);
    pass(60);
    struct Row {
        std::string login, password, code;
    };
    const Row rows[] = {
        {"sys", "wrong password", ""},
        {"sys", "wrong password", code_of("sys")},
        {"sys", std::string(kGoodPassword), "000000"},
        {"nobody", std::string(kGoodPassword), ""},
        {"waiting", "", ""},
        {"gone", std::string(kGoodPassword), ""},
        {"program", "", ""},
        {"", "", ""},
        {std::string(3000, 'a'), "x", ""},
        {"\xFF\xFE", "x", ""},
    };
    std::string answer;
    for (const Row& row : rows) {
        const auto refused = try_sign_in(row.login, row.password, row.code);
        ASSERT_FALSE(refused.ok()) << row.login;
        const std::string said = refused.error().sentence(Language::English);
        if (answer.empty()) answer = said;
        EXPECT_EQ(said, answer) << row.login;
        EXPECT_EQ(refusal(refused), "session.refused");
    }
    EXPECT_EQ(audited("session.refuse"), std::int64_t{std::size(rows)});
    EXPECT_EQ(audited("session.refuse", "nobody"), 0) << "what strangers type is not kept";
    EXPECT_EQ(audited("session.refuse", "unknown"), 4);
}

TEST_P(SigningIn, MakesTheHashAnewWhereItsCostWasRaised) {
    const auto hash = [&] { return show_account(as("aud"), "sys").value().password_hash; };
    const std::string cheap = hash();
    signed_in("sys");
    EXPECT_EQ(hash(), cheap);
    PasswordHashing dearer({1, 4, 0, {2, 16384}});
    pass(60);
    const Context context = machine("http");
    const SignIn request{"sys", std::string(kGoodPassword), code_of("sys"), {"10.0.0.1", ""}};
    EXPECT_EQ(refusal(sign_in({context, dearer, settings_}, request)), "");
    EXPECT_NE(hash(), cheap);
    EXPECT_FALSE(dearer.needs_rehash(hash()));
    signed_in("sys");
}

TEST_P(SigningIn, LoginsAreOneInEitherCase) {
    pass(60);
    EXPECT_EQ(refusal(try_sign_in(" SYS ", kGoodPassword, code_of("sys"))), "");
}

TEST_P(SigningIn, MakesWhoFailsWaitLongerAndLonger) {
    for (const std::string login : {"sys", "nobody"}) {
        const std::string address = "10.1.0." + std::to_string(login.size());
        const auto fail = [&] { return try_sign_in(login, "wrong password", "", address); };
        for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal(fail()), "session.refused") << login << i;
        for (const std::int64_t seconds : {1, 2, 4, 8, 16}) {
            const auto waits = fail();
            ASSERT_EQ(refusal(waits), "session.wait") << login;
            EXPECT_EQ(waits.error().detail(), std::to_string(seconds)) << login;
            EXPECT_EQ(refusal(try_sign_in(login, kGoodPassword)), "session.wait")
                << "the right one, too";
            pass(seconds);
            EXPECT_EQ(refusal(fail()), "session.refused") << login << seconds;
        }
        const auto locked = fail();
        ASSERT_EQ(refusal(locked), "session.wait") << login;
        EXPECT_EQ(locked.error().detail(), "900") << login;
        pass(899);
        EXPECT_EQ(refusal(fail()), "session.wait") << login;
        pass(1);
        EXPECT_EQ(refusal(fail()), "session.refused") << "a stranger locks nobody out for longer";
    }
    EXPECT_EQ(audited("session.lock"), 2);
    EXPECT_NE(signed_in("sys").token, "");
}

TEST_P(SigningIn, SuccessForgetsFailures) {
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 4; ++i)
            EXPECT_EQ(refusal(try_sign_in("sys", "wrong password")), "session.refused");
        signed_in("sys");
    }
}

TEST_P(SigningIn, CodesAreTriedNoOftenerThanPasswords) {
    pass(60);
    int refused = 0;
    // Whoever has the password signs in anew before each code, to begin counting again.
    for (int i = 0; i < 30; ++i) {
        const auto half = try_sign_in("sys", kGoodPassword);
        if (!half.ok()) continue;
        const Context context = machine("http");
        refused += refusal(pass_second_factor({context, hashing_, settings_}, half.value().facts,
                                              {"000000", {}})) == "session.code"
                       ? 1
                       : 0;
    }
    EXPECT_LE(refused, 10);
    EXPECT_GE(refused, 5);
}

TEST_P(SigningIn, AnAddressThatTriesManyLoginsIsLocked) {
    int refused = 0;
    for (int i = 0; i < 80; ++i)
        refused += refusal(try_sign_in("login" + std::to_string(i), "wrong password", "",
                                       "203.0.113.9")) == "session.refused"
                       ? 1
                       : 0;
    EXPECT_EQ(refused, 45) << "then it waits";
    pass(60);
    EXPECT_EQ(refusal(try_sign_in("sys", kGoodPassword, code_of("sys"), "10.0.0.7")), "")
        << "others are not";
}

TEST_P(SigningIn, AClockSetBackLocksNobodyForLonger) {
    for (int i = 0; i < 5; ++i) try_sign_in("sys", "wrong password").ok();
    ASSERT_EQ(refusal(try_sign_in("sys", kGoodPassword)), "session.wait");
    pass(-3600);
    EXPECT_EQ(refusal(try_sign_in("sys", kGoodPassword)), "");
}

TEST_P(SigningIn, TenWrongPasswordsAtOnceLock) {
    std::atomic<int> refused = 0, waits = 0;
    std::vector<std::thread> callers;
    for (int i = 0; i < 24; ++i)
        callers.emplace_back([&, i] {
            SystemRandom own;
            const Context context{record(), "http", {clock().milliseconds + i % 3}, own};
            const auto tried = sign_in({context, hashing_, settings_},
                                       {"sys", "wrong password", "", {"10.0.0.1", ""}});
            refused += refusal(tried) == "session.refused" ? 1 : 0;
            waits += refusal(tried) == "session.wait" ? 1 : 0;
        });
    for (std::thread& caller : callers) caller.join();
    EXPECT_EQ(refused + waits, 24);
    EXPECT_LE(refused, 10) << "counted before they are judged";
    EXPECT_GE(refused, 5);
    EXPECT_EQ(refusal(try_sign_in("sys", kGoodPassword)), "session.wait");
}

TEST_P(SigningIn, OfTwoWithOneCodeOnePasses) {
    for (int round = 0; round < 5; ++round) {
        pass(60);
        const std::string code = code_of("sys");
        std::atomic<int> passed = 0;
        std::vector<std::thread> callers;
        for (int i = 0; i < 2; ++i)
            callers.emplace_back([&] {
                SystemRandom own;
                const Context context{record(), "http", clock(), own};
                const auto tried =
                    sign_in({context, hashing_, settings_},
                            {"sys", std::string(kGoodPassword), code, {"10.0.0.1", ""}});
                passed += tried.ok() ? 1 : 0;
            });
        for (std::thread& caller : callers) caller.join();
        EXPECT_EQ(passed, 1);
        EXPECT_EQ(refusal(try_sign_in("sys", kGoodPassword, code)), "session.refused") << "replay";
    }
}

TEST_P(SigningIn, WhoIsAskedForASecondFactorMayOnlySetItUp) {
    const NewAccount account = made("li.hua");
    grant({"li.hua", Role::Registry, {}, {}, {}, "", {}, "", {}, {}, ""});
    const Context context = machine("http");
    const SignInDoor door{context, hashing_, settings_};
    ASSERT_TRUE(activate(door, {account.code, std::string(kGoodPassword), {}}).ok());
    const NewSession session = expect_session(try_sign_in("li.hua", kGoodPassword));
    EXPECT_EQ(session.facts.stage, SessionStage::EnrolAsked);
    EXPECT_FALSE(session.facts.caller);
    EXPECT_EQ(refusal(choose_role(context, settings_, session.facts, "registry")), "session.stage");
    EXPECT_EQ(refusal(confirm_totp(door, session.facts, {"123456", {}})), "session.not_enrolling");
    const NewSession open = enrol(session.facts);
    EXPECT_EQ(open.facts.stage, SessionStage::Open);
    EXPECT_EQ(open.facts.caller->role, Role::Registry);
    EXPECT_EQ(refusal(enrol_totp(context, open.facts)), "session.second_factor_there");
    EXPECT_EQ(refusal(find(session.token)), "session.none");
}

TEST_P(SigningIn, StudentsNeedNoSecondFactor) {
    worker("s1", {"", Role::Student, {}, {}, Id{{7}}, "", {}, "", {}, {}, ""});
    const NewSession session = signed_in("s1");
    EXPECT_EQ(session.facts.stage, SessionStage::Open);
    EXPECT_EQ(session.facts.caller->scope.student, Id{{7}});
}

TEST_P(SigningIn, ByCasStaffAreAskedForTheirCode) {
    ASSERT_TRUE(make_account(as("sys"), settings_, {"wang", "王", "cas-wang", {}}).ok());
    EXPECT_EQ(refusal(make_account(as("sys"), settings_, {"wang2", "王", "cas-wang", {}})),
              "account.cas_taken");
    const auto by_cas = [&](const std::string& name) {
        const Context context = machine("http");
        return sign_in_by_cas({context, hashing_, settings_}, {name, {"10.0.0.1", ""}});
    };
    EXPECT_EQ(refusal(by_cas("cas-wang")), "session.refused") << "not activated";
    set_up(reset_account(as("sys"), settings_, "wang").value());
    EXPECT_EQ(expect_session(by_cas("cas-wang")).facts.stage, SessionStage::RoleAsked);
    grant({"wang", Role::Registry, {}, {}, {}, "", {}, "", {}, {}, ""});
    EXPECT_EQ(expect_session(by_cas("cas-wang")).facts.stage, SessionStage::EnrolAsked);
    enrol(expect_session(by_cas("cas-wang")).facts);
    EXPECT_EQ(expect_session(by_cas("cas-wang")).facts.stage, SessionStage::CodeAsked);
    EXPECT_EQ(refusal(by_cas("")), "session.refused");
    EXPECT_EQ(refusal(by_cas("somebody")), "session.refused");
    ASSERT_TRUE(disable_account(as("sys"), "wang").ok());
    EXPECT_EQ(refusal(by_cas("cas-wang")), "session.refused");
}

TEST_P(SigningIn, TheDatabaseHoldsNoSecret) {
    const NewAccount account = made("li.hua");
    const NewSession session = signed_in("sys");
    const std::string secret = secret_of(session.facts.account);
    ASSERT_EQ(secret.size(), kTotpSecretBytes);
    const std::vector<std::string> secrets = {
        std::string(kGoodPassword), secret,       base32_of(secret), session.token,
        session.csrf_token,         account.code,
    };
    if (GetParam() == Dialect::Sqlite) {
        close();
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
            if (!entry.is_regular_file()) continue;
            const std::string bytes = testing::contents(entry.path());
            for (const std::string& one : secrets)
                EXPECT_EQ(bytes.find(one), std::string::npos) << entry.path();
        }
        return;
    }
    for (const std::string& one : secrets) {
        const auto found = read_value(database(), [&](Tx& tx) {
            return tx.integer(
                "SELECT (SELECT count(*) FROM account a WHERE position($1 in a::text) > 0)"
                " + (SELECT count(*) FROM account_session s WHERE position($1 in s::text) > 0)"
                " + (SELECT count(*) FROM account_code c WHERE position($1 in c::text) > 0)",
                {one == secret ? base32_of(one) : one});
        });
        EXPECT_EQ(found.value(), 0);
    }
}

}  // namespace
}  // namespace mingce
