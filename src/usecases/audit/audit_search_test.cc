#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "usecases/audit/audit_fixture.h"
#include "usecases/audit/audit_view.h"

namespace mingce {
namespace {

using ::testing::ElementsAre;
using testing::must;
using testing::problem_of;

class AuditSearch : public testing::AuditedRecord {
protected:
    std::vector<std::string> found(const SearchAudit& request) {
        std::vector<std::string> actions;
        for (const audit_log::ListedEntry& listed : must(search_audit(context(), request)).entries)
            actions.push_back(listed.entry.action);
        return actions;
    }
    void act_of(const std::string& actor, std::string_view action, const Id& subject = {}) {
        clock_.milliseconds += 1'000;
        Context own = context();
        own.actor = actor;
        must(own.database().write([&](Tx& tx) {
            return audit(tx, own, {action, "student", subject, "fields=1", ""});
        }));
    }
};
TEST_ON_EACH_DATABASE(AuditSearch);

TEST_P(AuditSearch, IsByWhoWhomWhatAndWhenTheLatestFirst) {
    const Id one = context().make_id();
    act_of("li", "student.set", one);
    act_of("wang", "student.set");
    settle();
    const Date first_day = day_of(clock_);
    clock_.milliseconds += 3 * 86'400'000;
    act_of("li", "student.reveal", one);
    const Date last_day = day_of(clock_);

    EXPECT_THAT(found({"li", "", "", {}, {}, {}, 50}),
                ElementsAre("student.reveal", "student.set"));
    EXPECT_THAT(found({"", one.hex(), "", {}, {}, {}, 50}),
                ElementsAre("student.reveal", "student.set"));
    EXPECT_THAT(found({"", one.hex().substr(0, 12), "student.set", {}, {}, {}, 50}),
                ElementsAre("student.set"));
    EXPECT_EQ(found({"", "", "student.set", {}, {}, {}, 50}).size(), 2U);
    EXPECT_THAT(found({"", "", "", last_day, {}, {}, 50}), ElementsAre("student.reveal"));
    EXPECT_THAT(found({"", "", "", last_day, last_day, {}, 50}), ElementsAre("student.reveal"));
    EXPECT_EQ(found({"", "", "", {}, first_day, {}, 50}).size(), 4U);
    EXPECT_EQ(found({"nobody", "", "", {}, {}, {}, 50}).size(), 0U);
    EXPECT_EQ(problem_of(search_audit(context(), {"", "", "no.such", {}, {}, {}, 50})),
              "audit.action_unknown");
    EXPECT_EQ(problem_of(search_audit(context(), {"", "12", "", {}, {}, {}, 50})),
              "audit.subject_malformed");
}

TEST_P(AuditSearch, ComesInPagesThatMissNothing) {
    for (int i = 0; i < 7; ++i) act_of("li", "student.set");
    settle();
    SearchAudit request;
    request.actor = "li";
    request.most = 3;
    std::vector<std::size_t> sizes;
    std::set<std::string> ids;
    for (bool is_cut = true; is_cut;) {
        const AuditPage page = must(search_audit(context(), request));
        for (const audit_log::ListedEntry& listed : page.entries) {
            EXPECT_TRUE(ids.insert(listed.entry.id.hex()).second);
            EXPECT_TRUE(listed.number);
        }
        sizes.push_back(page.entries.size());
        is_cut = page.is_cut;
        ASSERT_FALSE(page.entries.empty());
        request.after = page.entries.back().entry.id;
    }
    EXPECT_THAT(sizes, ElementsAre(3U, 3U, 1U));
    EXPECT_EQ(ids.size(), 7U);
}

TEST_P(AuditSearch, TellsSomebodyWhatTheyDidThemselves) {
    act_of("li", "session.sign_in");
    act_of("li", "student.set");
    act_of("wang", "student.freeze");
    act_of("li", "student.list");
    act_of("li", "finding.fix");
    Context li = context();
    li.actor = "li";
    li.caller.name = "li";
    li.caller.account = li.make_id();
    std::vector<std::string> actions;
    for (const AuditEntry& act : must(recent_acts(li, 20))) actions.push_back(act.action);
    EXPECT_THAT(actions, ElementsAre("finding.fix", "student.set"));
    EXPECT_EQ(must(recent_acts(li, 1)).size(), 1U);
    EXPECT_EQ(problem_of(recent_acts(context(), 20)), "access.denied");
}

TEST(AuditWords, HaveBothLanguagesAndAKeyOfTheirOwn) {
    std::set<std::string_view> keys;
    for (const AuditAction& word : audit_objects()) {
        EXPECT_TRUE(keys.insert(word.key).second) << word.key;
        EXPECT_FALSE(word.text.zh.empty() || word.text.en.empty()) << word.key;
    }
}

}  // namespace
}  // namespace mingce
