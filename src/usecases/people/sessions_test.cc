#include "usecases/people/sessions.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "usecases/keeping/backup.h"
#include "usecases/keeping/restore_backup.h"
#include "usecases/people/people_fixture.h"

namespace mingce {
namespace {

using testing::kGoodPassword;
using testing::refusal;

class Sessions : public testing::PeopleOnEachDatabase {
protected:
    static ProposeGrant secretary_of(const std::string& department) {
        ProposeGrant grant;
        grant.role = Role::DepartmentSecretary;
        grant.units = {{department, ""}};
        return grant;
    }
};
TEST_ON_EACH_DATABASE(Sessions);

TEST_P(Sessions, EndWhenIdleAndWhenOld) {
    const NewSession session = signed_in("sys");
    pass(29 * 60);
    EXPECT_EQ(refusal(find(session.token)), "");
    pass(29 * 60);
    EXPECT_EQ(refusal(find(session.token)), "") << "seen since";
    pass(30 * 60);
    EXPECT_EQ(refusal(find(session.token)), "session.none") << "idle";

    const NewSession busy = signed_in("sys");
    std::int64_t minutes = 0;
    for (; minutes < 13 * 60; minutes += 10) {
        if (!find(busy.token).ok()) break;
        pass(600);
    }
    EXPECT_EQ(minutes, 12 * 60) << "however busy";
}

TEST_P(Sessions, AreWrittenWhenSeenAtMostOnceAMinute) {
    const NewSession session = signed_in("sys");
    const std::uint64_t before = database().commits();
    for (int i = 0; i < 59; ++i) {
        pass(1);
        ASSERT_TRUE(find(session.token).ok());
    }
    EXPECT_EQ(database().commits(), before);
    pass(1);
    const auto seen = find(session.token);
    EXPECT_EQ(database().commits(), before + 1);
    EXPECT_EQ(seen.value().last_seen_at, clock());
    EXPECT_EQ(seen.value().idle_until.milliseconds, clock().milliseconds + 30 * 60'000);
}

TEST_P(Sessions, LastNoLongerWhenTheClockIsSetBack) {
    const NewSession session = signed_in("sys");
    pass(-3600);
    EXPECT_EQ(refusal(find(session.token)), "session.none");
}

TEST_P(Sessions, AreNobodysForOtherTokens) {
    const NewSession session = signed_in("sys");
    for (const std::string& token :
         {std::string(), std::string("x"), session.csrf_token, session.facts.session.hex(),
          session.token + "0", std::string(100'000, 'a'), std::string("\0\xFF", 2)})
        EXPECT_EQ(refusal(find(token)), "session.none");
}

TEST_P(Sessions, EndOneByOneOrAllAtOnce) {
    const NewSession first = signed_in("sys"), second = signed_in("sys"), other = signed_in("aud");
    ASSERT_TRUE(sign_out(machine("http"), first.facts).ok());
    EXPECT_EQ(refusal(find(first.token)), "session.none");
    EXPECT_EQ(refusal(find(second.token)), "");
    const NewSession third = signed_in("sys");
    EXPECT_EQ(list_own_sessions(machine("http"), settings_, third.facts).value().size(), 2U + 1U)
        << "with that of the set-up";
    EXPECT_EQ(sign_out_everywhere(machine("http"), third.facts).value(), 3U);
    EXPECT_EQ(refusal(find(second.token)), "session.none");
    EXPECT_EQ(refusal(find(third.token)), "session.none");
    EXPECT_EQ(refusal(find(other.token)), "") << "somebody else's";
    EXPECT_EQ(audited("session.end", "sys"), 2);
}

TEST_P(Sessions, OfOneAccountAreFiveTheOldestEnds) {
    std::vector<NewSession> sessions;
    for (int i = 0; i < 7; ++i) sessions.push_back(signed_in("sys"));
    for (std::size_t i = 0; i < sessions.size(); ++i)
        EXPECT_EQ(find(sessions[i].token).ok(), i >= 2) << i;
    const auto own = list_own_sessions(machine("http"), settings_, sessions.back().facts);
    ASSERT_EQ(own.value().size(), 5U);
    EXPECT_EQ(std::ranges::count(own.value(), true, &SessionLine::is_own), 1);
    EXPECT_EQ(own.value().front().address, "10.0.0.1");
}

TEST_P(Sessions, WorkUnderOneRoleAtATime) {
    worker("li.hua", secretary_of("物理学院"));
    ProposeGrant second;
    second.who = "li.hua";
    second.role = Role::Registry;
    grant(second);
    const NewSession session = signed_in("li.hua");
    EXPECT_EQ(session.facts.stage, SessionStage::RoleAsked);
    ASSERT_EQ(session.facts.choices.size(), 2U);
    EXPECT_EQ(refusal(choose_role(machine("http"), settings_, session.facts, "audit_admin")),
              "session.choice");
    EXPECT_EQ(refusal(choose_role(machine("http"), settings_, session.facts, "")),
              "session.choice");
    const NewSession registry =
        expect_session(choose_role(machine("http"), settings_, session.facts, "registry"));
    EXPECT_EQ(registry.facts.caller->role, Role::Registry);
    EXPECT_EQ(refusal(find(session.token)), "session.none") << "renewed with the role";
    const NewSession other = expect_session(
        choose_role(machine("http"), settings_, registry.facts, "department_secretary"));
    EXPECT_EQ(other.facts.caller->scope.units.size(), 1U);
    EXPECT_FALSE(other.facts.caller->may(Permission::StudentErase));
    EXPECT_EQ(refusal(find(registry.token)), "session.none");
    EXPECT_EQ(refusal(choose_role(machine("http"), settings_, registry.facts, "registry")), "")
        << "facts of the same session, asked before";
}

TEST_P(Sessions, FollowTheGrantsAtOnce) {
    const Grant first = worker("li.hua", secretary_of("物理学院"));
    const NewSession session = signed_in("li.hua");
    const std::int64_t version = session.facts.grants_version;
    ProposeGrant wider = secretary_of("文学院");
    wider.who = "li.hua";
    const Grant second = grant(wider);
    auto facts = find(session.token).value();
    EXPECT_EQ(facts.caller->scope.units.size(), 2U);
    EXPECT_GT(facts.grants_version, version);
    ASSERT_TRUE(end_grant(as("sec1"), second.id).ok());
    facts = find(session.token).value();
    ASSERT_EQ(facts.caller->scope.units.size(), 1U);
    EXPECT_EQ(facts.caller->scope.units.front().department, "物理学院");
    ASSERT_TRUE(end_grant(as("sec2"), first.id).ok());
    facts = find(session.token).value();
    EXPECT_EQ(facts.stage, SessionStage::RoleAsked);
    EXPECT_FALSE(facts.caller);
    EXPECT_TRUE(facts.choices.empty());
}

TEST_P(Sessions, LoseARoleWithItsLastDay) {
    ProposeGrant request = secretary_of("物理学院");
    request.valid_until = day_of(clock());
    worker("li.hua", request);
    set_clock(
        {start_of(date_from_days(days_since_epoch(day_of(clock())) + 1)).milliseconds - 600'000});
    const NewSession session = signed_in("li.hua");
    EXPECT_EQ(session.facts.stage, SessionStage::Open);
    pass(600);
    EXPECT_EQ(find(session.token).value().stage, SessionStage::RoleAsked) << "past midnight";
}

TEST_P(Sessions, OfAStudentGivenAStaffRoleAskForTheSecondFactor) {
    ProposeGrant own;
    own.role = Role::Student;
    own.student = Id{{7}};
    worker("s1", own);
    const NewSession session = signed_in("s1");
    ASSERT_EQ(session.facts.stage, SessionStage::Open);
    ProposeGrant staff;
    staff.who = "s1";
    staff.role = Role::Checker;
    grant(staff);
    EXPECT_EQ(find(session.token).value().stage, SessionStage::EnrolAsked);
}

TEST_P(Sessions, EndWithTheAccountAndOthersWithThePassword) {
    worker("li.hua", secretary_of("物理学院"));
    const NewSession first = signed_in("li.hua"), second = signed_in("li.hua");
    const auto change = [&](const SessionFacts& session, std::string_view old_one,
                            std::string_view new_one) {
        const Context context = machine("http");
        return change_password({context, hashing_, settings_}, session,
                               {std::string(old_one), std::string(new_one), {}});
    };
    EXPECT_EQ(refusal(change(first.facts, "wrong password", "a lamp in the rain")),
              "session.refused");
    EXPECT_EQ(refusal(change(first.facts, kGoodPassword, "1234567890")), "password.guessable");
    const NewSession renewed =
        expect_session(change(first.facts, kGoodPassword, "a lamp in the rain"));
    EXPECT_EQ(refusal(find(first.token)), "session.none");
    EXPECT_EQ(refusal(find(second.token)), "session.none");
    EXPECT_EQ(refusal(find(renewed.token)), "");
    pass(60);
    EXPECT_EQ(refusal(try_sign_in("li.hua", kGoodPassword, code_of("li.hua"))), "session.refused");
    EXPECT_EQ(refusal(try_sign_in("li.hua", "a lamp in the rain", code_of("li.hua"))), "");
    ASSERT_TRUE(disable_account(as("sys"), "li.hua").ok());
    EXPECT_EQ(refusal(find(renewed.token)), "session.none");
}

TEST_P(Sessions, OfABackupAreNotBroughtBack) {
    const NewSession session = signed_in("sys");
    const auto written = write_backup(machine(), temporary() / "backup.age");
    ASSERT_TRUE(written.ok()) << written.error().sentence(Language::English);
    RestoreRecord request;
    request.file = written.value().file;
    request.folder = temporary() / "restored";
    request.recovery = recovery();
    request.actor = "os:root";
    request.now = clock();
    const auto restored = restore_record(request, random());
    ASSERT_TRUE(restored.ok()) << restored.error().sentence(Language::English);
    pass(60);
    auto opened = Record::open({request.folder, std::nullopt, clock()});
    ASSERT_TRUE(opened.ok()) << opened.error().sentence(Language::English);
    const Context there{opened.value(), "http", clock(), random()};
    EXPECT_EQ(refusal(find_session(there, settings_, session.token)), "session.none");
    EXPECT_EQ(refusal(sign_in({there, hashing_, settings_},
                              {"sys", std::string(kGoodPassword), code_of("sys"), {}})),
              "")
        << "accounts are";
}

TEST_P(Sessions, ThatEndedMeanwhileAreNotRenewed) {
    worker("li.hua", secretary_of("物理学院"));
    const NewSession session = signed_in("li.hua");
    ASSERT_TRUE(end_sessions_of(as("sys"), "li.hua").ok());
    EXPECT_EQ(
        refusal(choose_role(machine("http"), settings_, session.facts, "department_secretary")),
        "session.none");
}

TEST_P(Sessions, AreListedAndEndedByThePermitted) {
    worker("li.hua", secretary_of("物理学院"));
    EXPECT_EQ(refusal(list_sessions(as("li.hua"), settings_, "")), "access.denied");
    EXPECT_EQ(refusal(end_sessions_of(as("li.hua"), "sys")), "access.denied");
    EXPECT_EQ(refusal(end_sessions_of(as("sec1"), "sys")), "access.denied");
    EXPECT_FALSE(list_sessions(as("sys"), settings_, "").value().empty());
    EXPECT_EQ(list_sessions(as("aud"), settings_, "li.hua").value().size(), 1U);
    EXPECT_EQ(refusal(list_sessions(as("aud"), settings_, "nobody")), "account.unknown");
}

}  // namespace
}  // namespace mingce
