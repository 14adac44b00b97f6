// Who reviews at which level: what a school says of it holds from its day on, who has left is seen,
// and standing in for somebody widens nobody's permission.
#include "usecases/editions/review_levels.h"

#include <gtest/gtest.h>

#include "store/majors.h"
#include "usecases/editions/review_deputies.h"
#include "usecases/organisation/edit_majors.h"
#include "usecases/people/people_fixture.h"

namespace mingce {
namespace {

using testing::refusal;

class ReviewLevels : public testing::PeopleOnEachDatabase {
protected:
    void SetUp() override {
        PeopleOnEachDatabase::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        set_clock(start_of({2026, 9, 1}));
        grant_role("reg1", Role::Registry);
        grant_role("reg2", Role::Registry);
        grant_role("leader1", Role::UniversityLeader);
        grant_role("leader2", Role::UniversityLeader);
        grant_role("dean", Role::DepartmentLeader, "物理学院");
        grant_role("secretary", Role::DepartmentSecretary, "物理学院");
        grant_role("chemist", Role::DepartmentSecretary, "化学学院");
    }
    void grant_role(const std::string& login, Role role, const std::string& department = "") {
        ProposeGrant request;
        request.role = role;
        if (!department.empty()) request.units = {{department, ""}};
        worker(login, request);
    }
    Date today() const { return day_of(clock()); }
    Date in_days(std::int64_t days) const {
        return date_from_days(days_since_epoch(today()) + days);
    }
    void leave(const std::string& login) { ASSERT_TRUE(disable_account(as("sys"), login).ok()); }

    ReviewRules rules_now() {
        return read_value(database(),
                          [&](Tx& tx) { return review_rules_in_force(tx, machine(), today()); })
            .value();
    }
    ChangeReviewRules asked(ReviewRules rules, std::int64_t last_change = 0) {
        ChangeReviewRules request;
        request.rules = std::move(rules);
        request.last_change = last_change;
        request.reason = "校发〔2026〕3 号";
        return request;
    }
    NameDeputy standing_in(std::string principal, std::string deputy, ReviewLevel level) {
        return {std::move(principal), std::move(deputy), {level}, today(), in_days(9), "出差"};
    }
    /// "leader1 leader2(named) zhao(for li)": who may sign; a question mark: who may not.
    std::string shown(const LevelPeople& level) {
        std::string text;
        for (const LevelPerson& person : level.people) {
            text += (text.empty() ? "" : " ") + person.login;
            if (!person.instead_of.empty()) text += "(for " + person.instead_of + ")";
            if (!person.is_active) text += " left";
            if (!person.has_role) text += " no-role";
            if (!person.may_sign) text += "?";
        }
        return text + (level.is_enough ? "" : " !");
    }
    std::string shown(ReviewLevel level, const ReviewPlace& place = {}) {
        const auto levels = read_value(database(), [&](Tx& tx) {
                                return level_people(tx, machine(), today(), place);
                            }).value();
        return shown(levels.at(static_cast<std::size_t>(level)));
    }
    std::string signs(const std::string& login, Role role, ReviewLevel level,
                      const ReviewPlace& place = {}) {
        const auto told = read_value(database(), [&](Tx& tx) -> Result<MaySign> {
            const Context context = machine();
            return may_sign(TRY(review_rules_in_force(tx, context, today())),
                            TRY(review_deputies(tx, context, place)), level, {login, role},
                            today());
        });
        const MaySign& may = told.value();
        if (may.why_not != nullptr) return std::string(may.why_not->code) + " " + may.detail;
        return may.instead_of.empty() ? "" : "for " + may.instead_of;
    }
};
TEST_ON_EACH_DATABASE(ReviewLevels);

TEST_P(ReviewLevels, AsShippedUntilTheSchoolSaysOtherwise) {
    EXPECT_EQ(rules_now().number, 0);
    EXPECT_EQ(shown(ReviewLevel::Leader), "leader1 leader2");
    EXPECT_EQ(shown(ReviewLevel::Filing), "reg1 reg2");
    EXPECT_EQ(shown(ReviewLevel::Department), "chemist dean secretary");
    EXPECT_EQ(shown(ReviewLevel::Department, {"物理学院", {}}), "dean secretary");
    EXPECT_EQ(shown(ReviewLevel::Department, {"法学院", {}}), " !");

    ReviewRules rules = rules_now();
    rules.of(ReviewLevel::Leader) = {{Role::UniversityLeader}, {"leader1"}, 1, 5};
    ChangeReviewRules request = asked(rules);
    request.effective_from = in_days(3);
    const auto seen = preview_review_rules(as("reg1"), request);
    ASSERT_EQ(refusal(seen), "");
    EXPECT_EQ(shown(seen.value().levels[2]), "leader1");
    EXPECT_EQ(seen.value().day, in_days(3));
    EXPECT_EQ(audited("review.change"), 0);
    EXPECT_EQ(refusal(change_review_rules(as("reg1"), request)), "");
    EXPECT_EQ(audited("review.change", "reg1"), 1);
    EXPECT_EQ(rules_now().number, 0);

    const auto view = show_review_levels(as("secretary")).value();
    EXPECT_FALSE(view.may_change);
    EXPECT_TRUE(view.candidates.empty());
    std::string candidates;
    for (const ReviewCandidate& one : show_review_levels(as("reg1")).value().candidates)
        candidates += one.login + " ";
    EXPECT_EQ(candidates, "chemist dean leader1 leader2 reg1 reg2 secretary ");
    ASSERT_EQ(view.changes.size(), 1U);
    EXPECT_EQ(view.changes[0].state, ReviewRulesState::Coming);
    EXPECT_EQ(view.last_change, 1);
    pass(3 * 86'400);
    EXPECT_EQ(rules_now().number, 1);
    EXPECT_EQ(rules_now().levels, rules.levels);
    EXPECT_EQ(show_review_levels(as("reg2")).value().changes[0].state, ReviewRulesState::InForce);
    EXPECT_EQ(signs("leader2", Role::UniversityLeader, ReviewLevel::Leader),
              "review.not_named leader");
}

TEST_P(ReviewLevels, AChangeIsRefusedInWords) {
    ReviewRules rules = rules_now();
    rules.of(ReviewLevel::Registry).days = 4;
    const ChangeReviewRules right = asked(rules);
    ASSERT_TRUE(make_account(as("sys"), settings_, {"robot", "", "", AccountKind::Client}).ok());
    struct Case {
        std::string_view problem;
        ChangeReviewRules request;
    };
    std::vector<Case> cases(8, {"", right});
    cases[0].problem = "review.same";
    cases[0].request.rules = shipped_review_rules();
    cases[1].problem = "review.reason";
    cases[1].request.reason = "  ";
    cases[2].problem = "review.effective";
    cases[2].request.effective_from = in_days(-1);
    cases[3].problem = "review.effective";
    cases[3].request.effective_from = in_days(367);
    cases[4].problem = "review.person_unknown";
    cases[4].request.rules.of(ReviewLevel::Leader).people = {"nobody"};
    cases[5].problem = "review.person_unknown";
    cases[5].request.rules.of(ReviewLevel::Leader).people = {"robot"};
    cases[6].problem = "review.role_level";
    cases[6].request.rules.of(ReviewLevel::Leader).roles = {Role::Registry};
    cases[7].problem = "review.overtaken";
    cases[7].request.last_change = 1;
    for (const Case& c : cases)
        EXPECT_EQ(refusal(change_review_rules(as("reg1"), c.request)), c.problem);
    for (const char* const login : {"secretary", "leader1", "sys", "sec1"})
        EXPECT_EQ(refusal(change_review_rules(as(login), right)), "access.denied") << login;
    EXPECT_EQ(refusal(show_review_levels(as("sys"))), "access.denied");

    EXPECT_EQ(refusal(change_review_rules(as("reg1"), right)), "");
    rules.of(ReviewLevel::Registry).days = 5;
    EXPECT_EQ(refusal(change_review_rules(as("reg2"), asked(rules))), "review.overtaken");
    EXPECT_EQ(refusal(change_review_rules(as("reg2"), asked(rules, 1))), "");
    EXPECT_EQ(rules_now().number, 2) << "of one day the later word holds";
    EXPECT_EQ(show_review_levels(as("reg1")).value().changes[1].state, ReviewRulesState::Replaced);
}

TEST_P(ReviewLevels, AnApproverWhoLeftIsSeen) {
    ReviewRules rules = rules_now();
    rules.of(ReviewLevel::Leader) = {{Role::UniversityLeader}, {"leader1", "leader2"}, 2, 5};
    ASSERT_EQ(refusal(change_review_rules(as("reg1"), asked(rules))), "");
    EXPECT_EQ(shown(ReviewLevel::Leader), "leader1 leader2");
    leave("leader1");
    EXPECT_EQ(shown(ReviewLevel::Leader), "leader1 left no-role? leader2 !");

    rules.of(ReviewLevel::Leader).people = {"leader1", "secretary"};
    rules.of(ReviewLevel::Leader).signatures = 1;
    const auto effect = preview_review_rules(as("reg1"), asked(rules, 1));
    ASSERT_EQ(refusal(effect), "");
    EXPECT_EQ(shown(effect.value().levels[2]), "leader1 left no-role? secretary no-role? !");
}

TEST_P(ReviewLevels, DepartmentsNobodyCanSignForAreTold) {
    for (const char* const name : {"物理学院", "法学院"}) {
        Major major;
        major.department = name;
        major.name = "某专业";
        ASSERT_TRUE(say_of_major(as("reg1"), {{}, major, "新设", today()}).ok());
    }
    const auto signers = [&] {
        std::string text;
        const auto told = read_value(
            database(), [&](Tx& tx) { return department_signers(tx, machine(), today()); });
        for (const auto& [department, logins] : told.value()) {
            text += department + ":";
            for (const std::string& login : logins) text += " " + login;
            text += "; ";
        }
        return text;
    };
    EXPECT_EQ(signers(), "法学院:; 物理学院: dean secretary; ");
    leave("secretary");
    EXPECT_EQ(signers(), "法学院:; 物理学院: dean; ");
    const auto view = show_review_levels(as("dean")).value();
    ASSERT_EQ(view.now.departments.size(), 1U) << "one's own departments alone";
    EXPECT_EQ(view.now.departments.begin()->first, "物理学院");
}

TEST_P(ReviewLevels, AGrantForAYearSignsForThatYear) {
    ProposeGrant request;
    request.role = Role::DepartmentSecretary;
    request.units = {{"法学院", ""}};
    request.years = {2025};
    worker("jurist", request);
    EXPECT_EQ(shown(ReviewLevel::Department, {"法学院", 2025}), "jurist");
    EXPECT_EQ(shown(ReviewLevel::Department, {"法学院", 2026}), " !");
}

TEST_P(ReviewLevels, ADeputySignsFromDayToDay) {
    ReviewRules rules = rules_now();
    rules.of(ReviewLevel::Leader).people = {"leader1"};
    ASSERT_EQ(refusal(change_review_rules(as("reg1"), asked(rules))), "");
    const auto sign = [&] { return signs("leader2", Role::UniversityLeader, ReviewLevel::Leader); };
    EXPECT_EQ(sign(), "review.not_named leader");
    NameDeputy request = standing_in("leader1", "leader2", ReviewLevel::Leader);
    request.from = in_days(2);
    const auto named = name_review_deputy(as("reg1"), request);
    ASSERT_EQ(refusal(named), "");
    EXPECT_EQ(named.value().state, DeputyState::Coming);
    EXPECT_EQ(audited("review.deputy", "reg1"), 1);
    EXPECT_EQ(sign(), "review.deputy_early leader1 2026-09-03");
    pass(2 * 86'400);
    EXPECT_EQ(sign(), "for leader1");
    EXPECT_EQ(shown(ReviewLevel::Leader), "leader1 leader2(for leader1)");
    pass(8 * 86'400);
    EXPECT_EQ(sign(), "review.deputy_past leader1 2026-09-10");
    EXPECT_EQ(list_review_deputies(as("reg1")).value().at(0).state, DeputyState::Past);
    EXPECT_EQ(refusal(end_review_deputy(as("reg1"), 1)), "review.deputy_over");
    EXPECT_EQ(refusal(end_review_deputy(as("reg1"), 7)), "review.deputy_unknown");

    ASSERT_EQ(refusal(name_review_deputy(as("reg1"),
                                         standing_in("leader1", "leader2", ReviewLevel::Leader))),
              "");
    EXPECT_EQ(sign(), "for leader1");
    EXPECT_EQ(refusal(end_review_deputy(as("leader1"), 2)), "access.denied");
    const auto ended = end_review_deputy(as("reg2"), 2);
    ASSERT_EQ(refusal(ended), "");
    EXPECT_EQ(ended.value().kept.told.ended_by, "reg2");
    EXPECT_EQ(ended.value().state, DeputyState::Ended);
    EXPECT_FALSE(ended.value().may_end);
    EXPECT_EQ(audited("review.deputy_end", "reg2"), 1);
    EXPECT_EQ(sign(), "review.deputy_ended leader1 2026-09-11");
}

TEST_P(ReviewLevels, ADeputyWidensNobodysPermission) {
    ReviewRules rules = rules_now();
    rules.of(ReviewLevel::Department).roles = {Role::DepartmentLeader};
    ASSERT_EQ(refusal(change_review_rules(as("reg1"), asked(rules))), "");
    const NameDeputy right = standing_in("dean", "secretary", ReviewLevel::Department);
    made("waiting");
    struct Case {
        std::string_view problem;
        NameDeputy request;
    };
    std::vector<Case> cases(12, {"", right});
    cases[0] = {"review.deputy_role", standing_in("leader1", "dean", ReviewLevel::Leader)};
    cases[1] = {"review.deputy_role", standing_in("dean", "chemist", ReviewLevel::Department)};
    cases[2] = {"review.deputy_principal",
                standing_in("chemist", "secretary", ReviewLevel::Department)};
    cases[3] = {"review.deputy_oneself", standing_in("dean", "dean", ReviewLevel::Department)};
    cases[4] = {"review.deputy_people", standing_in("dean", "waiting", ReviewLevel::Department)};
    cases[5] = {"review.person_unknown", standing_in("dean", "nobody", ReviewLevel::Department)};
    cases[6].problem = "review.deputy_levels";
    cases[6].request.levels = {};
    cases[7].problem = "review.deputy_levels";
    cases[7].request.levels = {ReviewLevel::Department, ReviewLevel::Department};
    cases[8].problem = "review.deputy_days";
    cases[8].request.from = in_days(10);
    cases[9].problem = "review.deputy_days";
    cases[9].request.until = in_days(366);
    cases[10].problem = "review.deputy_days";
    cases[10].request.from = in_days(-1);
    cases[11].problem = "review.reason";
    cases[11].request.reason.clear();
    for (const Case& c : cases)
        EXPECT_EQ(refusal(name_review_deputy(as("reg1"), c.request)), c.problem)
            << c.request.principal << " " << c.request.deputy;
    EXPECT_EQ(refusal(name_review_deputy(as("dean"), right)), "access.denied");
    EXPECT_EQ(audited("review.deputy"), 0);

    const Role role = Role::DepartmentSecretary;
    EXPECT_EQ(signs("secretary", role, ReviewLevel::Department, {"物理学院", {}}),
              "review.role department");
    ASSERT_EQ(refusal(name_review_deputy(as("reg1"), right)), "");
    EXPECT_EQ(refusal(name_review_deputy(as("reg1"), right)), "review.deputy_there");
    EXPECT_EQ(signs("secretary", role, ReviewLevel::Department, {"物理学院", {}}), "for dean");
    EXPECT_EQ(signs("secretary", role, ReviewLevel::Department, {"化学学院", {}}),
              "review.principal_left dean")
        << "where the principal has nothing to sign";
    EXPECT_EQ(list_review_deputies(as("secretary")).value().size(), 1U);
    EXPECT_EQ(list_review_deputies(as("chemist")).value().size(), 0U);
    EXPECT_FALSE(list_review_deputies(as("dean")).value()[0].may_end);
    leave("dean");
    EXPECT_EQ(signs("secretary", role, ReviewLevel::Department, {"物理学院", {}}),
              "review.principal_left dean");
    const auto lines = list_review_deputies(as("reg1")).value();
    EXPECT_EQ(lines[0].idle_levels, std::vector{ReviewLevel::Department});
    EXPECT_TRUE(lines[0].may_end);
}

}  // namespace
}  // namespace mingce
