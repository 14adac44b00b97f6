// A record where people have begun: the four administrators of the first start, activated, each
// with an authenticator, and a clock that only the test moves.
#pragma once

#include <map>
#include <string>

#include "crypto/totp.h"
#include "record_fixture.h"
#include "store/role_grants.h"
#include "usecases/people/accounts.h"
#include "usecases/people/grants.h"
#include "usecases/people/sign_in.h"

namespace mingce::testing {

inline constexpr std::string_view kGoodPassword = "rain on the old roof";

class PeopleOnEachDatabase : public RecordOnEachDatabase {
protected:
    void SetUp() override {
        RecordOnEachDatabase::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        clock_ = {record().now().milliseconds + 3'600'000};
        auto begun = begin_accounts(machine(), settings_, {"sys", "sec1", "sec2", "aud"});
        ASSERT_TRUE(begun.ok()) << begun.error().sentence(Language::English);
        for (const NewAccount& made : begun.value()) set_up(made);
    }

    void pass(std::int64_t seconds) { clock_.milliseconds += seconds * 1000; }
    Moment clock() const { return clock_; }
    void set_clock(Moment moment) { clock_ = moment; }
    Context machine(const std::string& actor = "os:root") {
        return {record(), actor, clock_, random()};
    }
    /// Whoever holds one role, as the server would have it.
    Context as(const std::string& login) {
        Context context = machine(login);
        const auto caller = read_value(database(), [&](Tx& tx) -> Result<Caller> {
            const Id account = TRY(accounts::find(tx, login)).id;
            const auto choices =
                role_choices(TRY(role_grants::standing(tx, account)), day_of(clock_));
            EXPECT_FALSE(choices.empty()) << login;
            return Caller{login, account, choices.at(0).role, choices.at(0).purpose,
                          choices.at(0).scope};
        });
        EXPECT_TRUE(caller.ok()) << login;
        context.caller = caller.value();
        return context;
    }

    Result<NewSession> try_sign_in(const std::string& login, std::string_view password,
                                   const std::string& code = "",
                                   const std::string& address = "10.0.0.1") {
        const Context context = machine("http");
        return sign_in({context, hashing_, settings_},
                       {login, std::string(password), code, {address, "test"}});
    }
    NewSession expect_session(Result<NewSession> made) {
        EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().sentence(Language::English));
        return made.ok() ? std::move(made).value() : NewSession{};
    }
    /// With the code where there is an authenticator. Half a minute later each time, so that codes
    /// differ.
    NewSession signed_in(const std::string& login) {
        pass(kTotpStepSeconds);
        const bool has_code = secrets_.count(login) != 0;
        return expect_session(try_sign_in(login, kGoodPassword, has_code ? code_of(login) : ""));
    }
    std::string code_of(const std::string& login) {
        return totp_code(secrets_[login], totp_counter(clock_));
    }
    Result<SessionFacts> find(const std::string& token) {
        return find_session(machine("http"), settings_, token);
    }

    /// Its password set, and an authenticator where a role asks for one.
    void set_up(const NewAccount& made) {
        const Context context = machine("http");
        const SignInDoor door{context, hashing_, settings_};
        const auto login = activate(door, {made.code, std::string(kGoodPassword), {}});
        ASSERT_TRUE(login.ok()) << login.error().sentence(Language::English);
        EXPECT_EQ(login.value(), made.account.login);
        const NewSession session = signed_in(login.value());
        if (session.facts.stage == SessionStage::EnrolAsked) enrol(session.facts);
    }
    NewSession enrol(const SessionFacts& session) {
        const Context context = machine("http");
        EXPECT_TRUE(enrol_totp(context, session).ok());
        secrets_[session.login] = secret_of(session.account);
        const SignInDoor door{context, hashing_, settings_};
        return expect_session(confirm_totp(door, session, {code_of(session.login), {}}));
    }
    std::string secret_of(const Id& account) {
        return read_value(database(),
                          [&](Tx& tx) -> Result<std::string> {
                              Boxes boxes(record().ring(), random());
                              return accounts::totp_secret(tx, boxes, account);
                          })
            .value();
    }

    NewAccount made(const std::string& login, AccountKind kind = AccountKind::Person) {
        auto account = make_account(as("sys"), settings_, {login, "", "", kind});
        EXPECT_TRUE(account.ok()) << login;
        return account.ok() ? std::move(account).value() : NewAccount{};
    }
    /// An account that works: made, granted, confirmed, activated.
    Grant grant(ProposeGrant request) {
        if (request.reason.empty()) request.reason = "岗位职责";
        const auto proposed = propose_grant(as("sec1"), request);
        EXPECT_TRUE(proposed.ok()) << proposed.error().sentence(Language::English);
        const auto confirmed = confirm_grant(as("sec2"), proposed.value().id);
        EXPECT_TRUE(confirmed.ok()) << confirmed.error().sentence(Language::English);
        return confirmed.value();
    }
    Grant worker(const std::string& login, ProposeGrant request) {
        const NewAccount account = made(login);
        request.who = login;
        Grant given = grant(std::move(request));
        set_up(account);
        return given;
    }

    /// How many acts of this kind the audit has of a subject, or of all.
    std::int64_t audited(std::string_view action, std::string_view actor = "") {
        return read_value(database(),
                          [&](Tx& tx) {
                              return tx.integer(
                                  "SELECT count(*) FROM audit_entry WHERE action = $1"
                                  " AND ($2 = '' OR actor = $2)",
                                  {action, actor});
                          })
            .value();
    }

    PeopleSettings settings_;
    // As cheap as may be: what a hash costs is tested in crypto/.
    PasswordHashing hashing_{{2, 64, 0, {1, 8192}}};

private:
    Moment clock_;
    std::map<std::string, std::string> secrets_;
};

/// The problem's code, "" for what went well.
template <class T>
std::string_view refusal(const Result<T>& result) {
    return result.ok() ? std::string_view() : result.error().problem().code;
}

}  // namespace mingce::testing
