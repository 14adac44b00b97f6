#include "access/publication_life.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

using S = PublicationState;
using A = PublicationAct;

constexpr PublicationState kStates[] = {S::Draft, S::Asked, S::Open, S::Refused, S::Revoked};
constexpr PublicationAct kActs[] = {A::Change, A::Ask,    A::Issue,   A::Approve,
                                    A::Refuse, A::Revoke, A::Reissue, A::Remove};

TEST(PublicationLife, DoesWhatIsListedAndRefusesAllElse) {
    struct Case {
        PublicationState from;
        PublicationAct act;
        PublicationState to;
        bool decides;  // who may approve exports, else who may publish
    };
    const Case cases[] = {
        {S::Draft, A::Change, S::Draft, false},   {S::Draft, A::Ask, S::Asked, false},
        {S::Draft, A::Issue, S::Open, false},     {S::Draft, A::Remove, S::Draft, false},
        {S::Asked, A::Approve, S::Asked, true},   {S::Asked, A::Issue, S::Open, true},
        {S::Asked, A::Refuse, S::Refused, true},  {S::Asked, A::Revoke, S::Revoked, false},
        {S::Open, A::Revoke, S::Revoked, false},  {S::Open, A::Reissue, S::Open, false},
        {S::Refused, A::Change, S::Draft, false}, {S::Refused, A::Remove, S::Refused, false},
        {S::Revoked, A::Reissue, S::Draft, false}};
    for (const PublicationState from : kStates)
        for (const PublicationAct act : kActs) {
            SCOPED_TRACE(std::string(key_of(from)) + " " + std::to_string(static_cast<int>(act)));
            const Case* wanted = nullptr;
            for (const Case& c : cases)
                if (c.from == from && c.act == act) wanted = &c;
            const PublicationStep* const step = publication_step(from, act);
            ASSERT_EQ(step != nullptr, wanted != nullptr);
            if (step == nullptr) continue;
            EXPECT_EQ(step->to, wanted->to);
            EXPECT_EQ(step->permission,
                      wanted->decides ? Permission::ExportApprove : Permission::RosterPublish);
        }
}

TEST(PublicationLife, NothingOpensUnasked) {
    // Only a draft is issued by who publishes; what waits is opened by who decides.
    for (const PublicationStep& step : publication_steps()) {
        if (step.to != S::Open || step.act == A::Reissue) continue;
        EXPECT_EQ(step.act, A::Issue);
        EXPECT_EQ(step.permission == Permission::ExportApprove, step.from == S::Asked);
    }
}

TEST(PublicationLife, KeysAreReadBack) {
    EXPECT_EQ(publication_states().size(), std::size(kStates));
    for (const PublicationState state : kStates) {
        EXPECT_EQ(text_of(state).state, state);
        EXPECT_EQ(parse_publication_state(key_of(state)), state);
        EXPECT_FALSE(text_of(state).name.zh.empty() || text_of(state).name.en.empty());
    }
    EXPECT_FALSE(parse_publication_state("closed"));
    EXPECT_FALSE(parse_publication_state(""));
    EXPECT_EQ(told_of(S::Asked), "待批准 / Waiting for approval");
}

}  // namespace
}  // namespace mingce
