#include "usecases/people/grants.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "usecases/people/people_fixture.h"

namespace mingce {
namespace {

using testing::refusal;

ProposeGrant of(const std::string& who, Role role) {
    ProposeGrant request;
    request.who = who;
    request.role = role;
    request.reason = "岗位职责";
    const ScopeKind kind = scope_kinds_of(role).front();
    if (kind == ScopeKind::Department) request.units = {{"物理学院", ""}};
    if (kind == ScopeKind::Class) request.units = {{"物理学院", "物理2601"}};
    if (kind == ScopeKind::Self) request.student = Id{{7}};
    if (role == Role::Unit) request.purpose = "logistics";
    return request;
}

class Grants : public testing::PeopleOnEachDatabase {};
TEST_ON_EACH_DATABASE(Grants);

TEST_P(Grants, TakeEffectWhenASecondPersonConfirms) {
    set_up(made("li.hua"));
    const Grant proposed = propose_grant(as("sec1"), of("li.hua", Role::Registry)).value();
    EXPECT_EQ(signed_in("li.hua").facts.choices.size(), 0U) << "proposed alone gives nothing";
    EXPECT_EQ(refusal(confirm_grant(as("sec1"), proposed.id)), "grant.second_person");
    EXPECT_EQ(refusal(confirm_grant(as("sys"), proposed.id)), "access.denied");
    EXPECT_EQ(refusal(confirm_grant(as("sec2"), proposed.id)), "");
    EXPECT_EQ(refusal(confirm_grant(as("sec2"), proposed.id)), "grant.state");
    EXPECT_EQ(signed_in("li.hua").facts.stage, SessionStage::EnrolAsked);
    EXPECT_EQ(refusal(confirm_grant(as("sec2"), Id{{9}})), "grant.unknown");
    EXPECT_EQ(audited("grant.propose", "sec1"), 1);
    EXPECT_EQ(audited("grant.confirm", "sec2"), 1);
}

TEST_P(Grants, AreNotForOneself) {
    EXPECT_EQ(refusal(propose_grant(as("sec1"), of("sec1", Role::SecurityAdmin))), "grant.own");
    EXPECT_EQ(refusal(propose_grant(as("sec1"), of("sec1", Role::Registry))), "grant.own");
    set_up(made("sec3"));
    grant(of("sec3", Role::SecurityAdmin));
    const Grant proposed = propose_grant(as("sec1"), of("sec3", Role::SecurityAdmin)).value();
    EXPECT_EQ(refusal(confirm_grant(as("sec3"), proposed.id)), "grant.own");
    EXPECT_EQ(refusal(confirm_grant(as("sec2"), proposed.id)), "");
}

TEST_P(Grants, AtTheMachineTooNeedTwo) {
    made("li.hua");
    const Grant proposed = propose_grant(machine("os:root"), of("li.hua", Role::Registry)).value();
    EXPECT_EQ(refusal(confirm_grant(machine("os:root"), proposed.id)), "grant.second_person");
    EXPECT_EQ(refusal(confirm_grant(as("sec1"), proposed.id)), "");
}

TEST_P(Grants, OfAdministratorsExcludeEveryOtherRole) {
    const Role administrators[] = {Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin};
    for (const RoleText& held : all_roles()) {
        if (held.role == Role::Client) continue;
        const std::string login = "p." + std::string(held.key);
        made(login);
        ASSERT_EQ(refusal(propose_grant(as("sec1"), of(login, held.role))), "") << held.key;
        for (const RoleText& wanted : all_roles()) {
            if (wanted.role == Role::Client) continue;
            const bool excluded = held.role != wanted.role &&
                                  (is_administrator(held.role) || is_administrator(wanted.role));
            EXPECT_EQ(refusal(propose_grant(as("sec1"), of(login, wanted.role))),
                      excluded ? "grant.excluded" : "")
                << held.key << " then " << wanted.key;
        }
    }
    EXPECT_EQ(std::size(administrators), 3U);
}

TEST_P(Grants, OfAnotherKindFollowOnceTheFormerEnded) {
    made("li.hua");
    const Grant work = grant(of("li.hua", Role::Registry));
    EXPECT_EQ(refusal(propose_grant(as("sec1"), of("li.hua", Role::AuditAdmin))), "grant.excluded");
    ASSERT_TRUE(end_grant(as("sec1"), work.id).ok());
    EXPECT_EQ(refusal(end_grant(as("sec1"), work.id)), "grant.state");
    EXPECT_EQ(refusal(propose_grant(as("sec1"), of("li.hua", Role::AuditAdmin))), "");
}

TEST_P(Grants, TheDatabaseItselfRefusesWhatMayNotBe) {
    made("li.hua");
    const Grant held = grant(of("li.hua", Role::Registry));
    const auto refuses = [&](auto work) {
        const Status done = database().write([&](Tx& tx) -> Status { return work(tx); });
        return !done.ok() && done.error().problem().kind == Kind::Conflict;
    };
    Grant other = held;
    other.id = Id{{1, 2, 3}};
    for (const Role role : {Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin}) {
        other.role = role;
        EXPECT_TRUE(refuses([&](Tx& tx) { return role_grants::add(tx, other); }))
            << "a second duty: " << key_of(role);
        EXPECT_TRUE(refuses([&](Tx& tx) {
            return accounts::set_duty(tx, held.account, duty_of(role));
        })) << "another duty under a grant that stands";
    }
    EXPECT_TRUE(refuses([&](Tx& tx) -> Status {
        TRY(tx.run("UPDATE role_grant SET role = 'audit_admin' WHERE id = $1", {held.id}));
        return Done{};
    })) << "another role in a grant's place";
    other = held;
    other.id = Id{{1, 2, 3}};
    other.confirmed.by = other.proposed.by;
    EXPECT_TRUE(refuses([&](Tx& tx) { return role_grants::add(tx, other); })) << "one person";
    other.confirmed.by.clear();
    EXPECT_TRUE(refuses([&](Tx& tx) { return role_grants::add(tx, other); })) << "unconfirmed";
    other = held;
    other.id = Id{{1, 2, 3}};
    other.proposed.account = held.account;
    EXPECT_TRUE(refuses([&](Tx& tx) { return role_grants::add(tx, other); })) << "one's own";
}

TEST_P(Grants, FitTheirRole) {
    made("li.hua");
    made("program", AccountKind::Client);
    struct Row {
        std::string_view what;
        std::function<void(ProposeGrant&)> change;
        Role role;
        std::string_view code;
    };
    const Date today = day_of(clock());
    const Date tomorrow = date_from_days(days_since_epoch(today) + 1);
    const Date yesterday = date_from_days(days_since_epoch(today) - 1);
    const Row rows[] = {
        {"no department", [](auto& r) { r.units.clear(); }, Role::DepartmentSecretary,
         "grant.scope"},
        {"a class for a department",
         [](auto& r) {
             r.units = {{"物理学院", "物理2601"}};
         },
         Role::DepartmentSecretary, "grant.scope"},
        {"a class without its department",
         [](auto& r) {
             r.units = {{"", "物理2601"}};
         },
         Role::Counsellor, "grant.scope"},
        {"a department for a counsellor",
         [](auto& r) {
             r.kind = ScopeKind::Department;
             r.units = {{"物理学院", ""}};
         },
         Role::Counsellor, ""},
        {"the whole school for a secretary",
         [](auto& r) {
             r.kind = ScopeKind::Institution;
             r.units.clear();
         },
         Role::DepartmentSecretary, "grant.scope"},
        {"students for an administrator", [](auto& r) { r.kind = ScopeKind::Institution; },
         Role::AuditAdmin, "grant.scope"},
        {"nobody for a student", [](auto& r) { r.student = {}; }, Role::Student, "grant.scope"},
        {"a student for the registry", [](auto& r) { r.student = Id{{7}}; }, Role::Registry,
         "grant.scope"},
        {"no purpose", [](auto& r) { r.purpose.clear(); }, Role::Unit, "grant.scope"},
        {"a purpose for the registry", [](auto& r) { r.purpose = "logistics"; }, Role::Registry,
         "grant.scope"},
        {"a purpose that is none", [](auto& r) { r.purpose = "gossip"; }, Role::Unit,
         "grant.scope"},
        {"a year that is none", [](auto& r) { r.years = {26}; }, Role::Registry, "grant.scope"},
        {"years",
         [](auto& r) {
             r.years = {2026, 2025, 2026};
         },
         Role::Registry, ""},
        {"a person as a program", [](auto&) {}, Role::Client, "grant.scope"},
        {"a program as a person", [](auto& r) { r.who = "program"; }, Role::Registry,
         "grant.scope"},
        {"ended before", [&](auto& r) { r.valid_until = yesterday; }, Role::Registry, "grant.days"},
        {"ended before it begins",
         [&](auto& r) {
             r.valid_from = tomorrow;
             r.valid_until = today;
         },
         Role::Registry, "grant.days"},
        {"an administrator until", [&](auto& r) { r.valid_until = tomorrow; }, Role::SystemAdmin,
         "grant.days"},
        {"no reason", [](auto& r) { r.reason = "　"; }, Role::Registry, "grant.reason_missing"},
        {"nobody", [](auto& r) { r.who = "nobody"; }, Role::Registry, "account.unknown"},
    };
    for (const Row& row : rows) {
        ProposeGrant request = of("li.hua", row.role);
        row.change(request);
        EXPECT_EQ(refusal(propose_grant(as("sec1"), request)), row.code) << row.what;
    }
}

TEST_P(Grants, AreReadBackAsTheyWereGiven) {
    made("li.hua");
    ProposeGrant request = of("li.hua", Role::Counsellor);
    request.units = {{"物理学院", "物理\t2601"}, {"文学\n院", "中文2601"}};
    request.years = {2026, 2025, 2026};
    request.valid_until = Date{2027, 7, 1};
    const Grant given = grant(request);
    const auto lines = list_grants(as("aud"), "li.hua").value();
    ASSERT_EQ(lines.size(), 1U);
    const Grant& read = lines.front().grant;
    EXPECT_EQ(lines.front().login, "li.hua");
    EXPECT_EQ(read.id, given.id);
    EXPECT_EQ(read.scope.units, request.units);
    EXPECT_EQ(read.scope.years, (std::vector<std::int64_t>{2025, 2026}));
    EXPECT_EQ(read.valid_from, day_of(clock()));
    EXPECT_EQ(read.valid_until, request.valid_until);
    EXPECT_EQ(read.proposed.by, "sec1");
    EXPECT_EQ(read.confirmed.by, "sec2");
    EXPECT_FALSE(read.confirmed.account.is_none());
    EXPECT_EQ(list_grants(as("sec1"), "").value().size(), 5U);
    EXPECT_EQ(refusal(list_grants(as("sys"), "")), "access.denied");
}

TEST_P(Grants, OfTwoWhoConfirmOneIsRefused) {
    set_up(made("sec3"));
    grant(of("sec3", Role::SecurityAdmin));
    made("li.hua");
    for (int round = 0; round < 5; ++round) {
        const Grant proposed = propose_grant(as("sec1"), of("li.hua", Role::Registry)).value();
        std::atomic<int> confirmed = 0;
        std::vector<std::thread> callers;
        for (const std::string login : {"sec2", "sec3"}) {
            callers.emplace_back([&, context = as(login)] {
                SystemRandom own;
                const Context mine{record(), context.actor, context.now, own, context.caller};
                const auto done = confirm_grant(mine, proposed.id);
                confirmed += done.ok() ? 1 : 0;
                EXPECT_TRUE(done.ok() || refusal(done) == "grant.state") << refusal(done);
            });
        }
        for (std::thread& caller : callers) caller.join();
        EXPECT_EQ(confirmed, 1);
    }
}

TEST_P(Grants, OfTheLastAdministratorsStay) {
    const auto all = list_grants(as("aud"), "").value();
    ASSERT_EQ(all.size(), 4U);
    for (const GrantLine& line : all)
        EXPECT_EQ(refusal(end_grant(as("sec1"), line.grant.id)), "grant.last_administrators")
            << line.login;
}

TEST_P(Grants, AreDecidedByTheSecurityAdministratorAlone) {
    made("li.hua");
    for (const std::string login : {"sys", "aud"}) {
        EXPECT_EQ(refusal(propose_grant(as(login), of("li.hua", Role::Registry))), "access.denied");
        EXPECT_EQ(refusal(end_grant(as(login), Id{{9}})), "access.denied");
    }
}

}  // namespace
}  // namespace mingce
