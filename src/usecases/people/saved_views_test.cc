#include "usecases/people/saved_views.h"

#include <gtest/gtest.h>

#include "usecases/people/people_fixture.h"

namespace mingce {
namespace {

using testing::refusal;

class SavedViews : public testing::PeopleOnEachDatabase {
protected:
    void SetUp() override {
        PeopleOnEachDatabase::SetUp();
        if (IsSkipped() || HasFatalFailure()) return;
        for (const std::string login : {"li", "wang"})
            worker(login, {"", Role::Registry, {}, {}, {}, "", {}, "", {}, {}, ""});
        worker("zhao", {"", Role::Admissions, {}, {}, {}, "", {}, "", {}, {}, ""});
    }
    /// "name" of each, with * behind one's own.
    std::string seen_by(const std::string& login) {
        const Context context = as(login);
        const auto views = list_views(context);
        EXPECT_TRUE(views.ok());
        std::string names;
        for (const SavedView& view : views.value())
            names += (names.empty() ? "" : " ") + view.name +
                     (view.account == context.caller.account ? "*" : "");
        return names;
    }
    SavedView kept(const std::string& login, const KeepView& request) {
        pass(1);
        auto view = keep_view(as(login), request);
        EXPECT_TRUE(view.ok()) << (view.ok() ? "" : view.error().sentence(Language::English));
        return view.ok() ? std::move(view).value() : SavedView{};
    }
};
TEST_ON_EACH_DATABASE(SavedViews);

TEST_P(SavedViews, AreOnesOwnAndReadByWhoSharesTheRole) {
    const SavedView own = kept("li", {"students", "mine", R"({"filters":[]})", false});
    const SavedView shared = kept("li", {"students", "ours", "{}", true});
    kept("zhao", {"findings", "theirs", "[1]", true});
    EXPECT_EQ(seen_by("li"), "mine* ours*");
    EXPECT_EQ(seen_by("wang"), "ours");
    EXPECT_EQ(seen_by("zhao"), "theirs*");

    const KeepView other{"students", "now mine", "{}", true};
    EXPECT_EQ(refusal(change_view(as("wang"), shared.id, other)), "view.of_another");
    EXPECT_EQ(refusal(remove_view(as("wang"), shared.id)), "view.of_another");
    EXPECT_EQ(refusal(change_view(as("wang"), own.id, other)), "view.unknown");
    EXPECT_EQ(refusal(remove_view(as("zhao"), shared.id)), "view.unknown") << "of another role";
    EXPECT_EQ(refusal(remove_view(as("li"), Id::parse(std::string(32, 'a')).value())),
              "view.unknown");

    ASSERT_TRUE(change_view(as("li"), shared.id, {"students", "alone", R"({"a":1})", false}).ok());
    EXPECT_EQ(seen_by("wang"), "");
    const auto views = list_views(as("li"));
    EXPECT_EQ(views.value()[1].content, R"({"a":1})");
    EXPECT_EQ(views.value()[1].owner, "li");
    ASSERT_TRUE(remove_view(as("li"), own.id).ok());
    EXPECT_EQ(seen_by("li"), "alone*");
    EXPECT_EQ(audited("view.keep", "li"), 3);
    EXPECT_EQ(audited("view.remove", "li"), 1);
}

TEST_P(SavedViews, HaveBounds) {
    struct Case {
        std::string_view why;
        KeepView request;
        std::string_view refusal;
    };
    const Case cases[] = {
        {"well formed", {"students", "名单", "null", false}, ""},
        {"no name", {"students", "  ", "{}", false}, "view.malformed"},
        {"a long name", {"students", std::string(101, 'x'), "{}", false}, "view.malformed"},
        {"no screen", {"", "a", "{}", false}, "view.malformed"},
        {"a screen that is no word", {"<b>", "a", "{}", false}, "view.malformed"},
        {"no JSON", {"students", "a", "{", false}, "view.not_json"},
        {"two of them", {"students", "a", "{}{}", false}, "view.not_json"},
        {"nothing", {"students", "a", "", false}, "view.not_json"},
        {"too deep", {"students", "a", std::string(1'000, '['), false}, "view.not_json"},
        {"16 KiB", {"students", "a", '"' + std::string(16 * 1'024 - 2, 'x') + '"', false}, ""},
        {"a byte more",
         {"students", "a", '"' + std::string(16 * 1'024 - 1, 'x') + '"', false},
         "view.not_json"},
    };
    for (const Case& c : cases)
        EXPECT_EQ(refusal(keep_view(as("li"), c.request)), c.refusal) << c.why;
    for (int i = 2; i < kViewsMax; ++i) kept("li", {"students", "view", "{}", false});
    EXPECT_EQ(refusal(keep_view(as("li"), {"students", "one more", "{}", false})), "view.too_many");
    EXPECT_EQ(refusal(keep_view(as("wang"), {"students", "hers", "{}", false})), "");
    EXPECT_EQ(refusal(keep_view(machine(), {"students", "nobody's", "{}", false})),
              "access.denied");
}

TEST_P(SavedViews, StandSealedInTheDatabase) {
    kept("li", {"students", "张文静的同学", R"({"search":"张文静"})", true});
    const auto plain = read_value(database(), [](Tx& tx) {
        return tx.integer(
            "SELECT count(*) FROM saved_view WHERE screen <> 'students' OR role <> 'registry'");
    });
    EXPECT_EQ(plain.value(), 0);
    const Status read = database().read([](Tx& tx) {
        return tx.query("SELECT box FROM saved_view", {}, [](const Row& row) -> Status {
            EXPECT_EQ(row.blob(0).find("张文静"), std::string_view::npos);
            return Done{};
        });
    });
    EXPECT_TRUE(read.ok());
}

TEST_P(SavedViews, PreferencesAreOfOneAccount) {
    EXPECT_EQ(show_preferences(as("li")).value(), "");
    ASSERT_TRUE(keep_preferences(as("li"), R"({"theme":"dark"})").ok());
    ASSERT_TRUE(keep_preferences(as("li"), R"({"theme":"light"})").ok());
    EXPECT_EQ(show_preferences(as("li")).value(), R"({"theme":"light"})");
    EXPECT_EQ(show_preferences(as("wang")).value(), "");
    EXPECT_EQ(refusal(keep_preferences(as("li"), "{")), "view.not_json");
    EXPECT_EQ(refusal(show_preferences(machine())), "access.denied");
}

}  // namespace
}  // namespace mingce
