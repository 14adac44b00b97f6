#include "access/edition_life.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

TEST(EditionLife, RefusesWhatIsNotListed) {
    struct Case {
        EditionState from;
        EditionAct act;
        std::optional<EditionState> to;
        bool is_step;
    };
    using enum EditionState;
    using A = EditionAct;
    const Case cases[] = {
        {Draft, A::Submit, {}, true},
        {Draft, A::File, {}, false},
        {Draft, A::Approve, {}, false},
        {DepartmentReview, A::Recheck, {}, false},
        {DepartmentReview, A::Return, Draft, true},
        {DepartmentReview, A::Return, RegistryReview, false},
        {LeaderApproval, A::Return, RegistryReview, true},
        {LeaderApproval, A::File, {}, true},
        {RegistryReview, A::File, {}, false},
        {Filed, A::Revise, {}, false},
        {Filed, A::Return, Draft, false},
        {Archived, A::Supersede, {}, false},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(std::string(key_of(c.from)) + " " + std::string(key_of(c.act)));
        EXPECT_EQ(edition_step(c.from, c.act, c.to) != nullptr, c.is_step);
    }
}

TEST(EditionLife, KeysAreReadBack) {
    for (const EditionStateText& state : edition_states())
        EXPECT_EQ(parse_edition_state(state.key), state.state);
    for (const EditionActText& act : edition_acts()) EXPECT_EQ(parse_edition_act(act.key), act.act);
    EXPECT_FALSE(parse_edition_state("under_review"));
    EXPECT_FALSE(parse_edition_act(""));
}

}  // namespace
}  // namespace mingce
