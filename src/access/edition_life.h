// The life of an edition as one table: from which state which act leads where, who may do it, and
// what is looked at first. Anything not listed is refused; what must never become possible is
// asserted below. Who of those who may does act, how many sign and by when is a school's own
// (access/review_rules.h).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "access/permission.h"
#include "base/result.h"

namespace mingce {

/// Stored by key, never by number.
enum class EditionState : std::uint8_t {
    Draft,
    DepartmentReview,  // 初审: every department its own part, side by side
    RegistryReview,    // 复审: what no department sees
    LeaderApproval,    // 审批; approved, it waits here for its number
    Filed,             // 备案
    Published,
    Superseded,  // a later edition is filed
    Archived,
};
constexpr std::size_t kEditionStateCount = static_cast<std::size_t>(EditionState::Archived) + 1;

enum class EditionAct : std::uint8_t {
    Submit,   // seals a revision
    Revise,   // seals the next one while it is under review
    Endorse,  // a department its part
    Recheck,  // the registry the whole
    Approve,
    Advance,  // nobody's own act: a level has all it asks for
    Return,   // to the level that is named
    File,
    Publish,
    Supersede,  // nobody's own act either: of filing the next edition
    Archive,
};
constexpr std::size_t kEditionActCount = static_cast<std::size_t>(EditionAct::Archive) + 1;

/// What is looked at before an act; added up.
enum EditionGuard : std::uint32_t {
    kNoGuard = 0,
    kNothingBlocks = 1,      // no blocking finding is open
    kNotOwnSubmission = 2,   // the signer did not submit the edition
    kChangesViewed = 4,      // what changed since the last signing was looked at
    kFlaggedOpened = 8,      // rows with something to them were opened
    kOwnEditsSeconded = 16,  // rows that the signer edited have another signer
    kLevelComplete = 32,     // as many signed as the school asks for
    kCellsOrReason = 64,     // a return says what is wrong
    kSecondFactor = 128,     // a code of the authenticator, now
    kNumberAndDate = 256,    // of filing
    kSameRevision = 512,     // the revision that was looked at is the one that stands
    kChecksPassed = 1024,    // counts, doubles and classes across departments
};

struct EditionGuardText {
    EditionGuard guard;
    Text text;
};
/// What each guard looks at, for people.
std::span<const EditionGuardText> edition_guards();

struct EditionStep {
    EditionState from;
    EditionAct act;
    EditionState to;
    std::optional<Permission> permission;  // nothing: of no person
    std::uint32_t guards;
};

struct EditionStateText {
    EditionState state;
    std::string_view key;
    Text name;
};
struct EditionActText {
    EditionAct act;
    std::string_view key;
    Text name;
};
std::span<const EditionStateText> edition_states();
std::span<const EditionActText> edition_acts();
std::span<const EditionStep> edition_steps();
const EditionStateText& text_of(EditionState state);
const EditionActText& text_of(EditionAct act);
inline std::string_view key_of(EditionState state) { return text_of(state).key; }
inline std::string_view key_of(EditionAct act) { return text_of(act).key; }
/// "编制中 / Draft": in a refusal's detail, which is read in either language.
std::string told_of(EditionState state);
std::optional<EditionState> parse_edition_state(std::string_view key);
std::optional<EditionAct> parse_edition_act(std::string_view key);

/// The step that an act takes from a state; of a return, to the level named. Null: there is none.
const EditionStep* edition_step(EditionState from, EditionAct act,
                                std::optional<EditionState> to = std::nullopt);

namespace edition_life {

constexpr std::uint32_t kSigning = kNotOwnSubmission | kOwnEditsSeconded | kSameRevision;

inline constexpr auto kSteps = [] {
    using enum EditionState;
    using A = EditionAct;
    using P = Permission;
    using Step = EditionStep;
    return std::array{
        // from, act, to, who, guards
        Step{Draft, A::Submit, DepartmentReview, P::RosterSubmit, kNothingBlocks},
        Step{DepartmentReview, A::Endorse, DepartmentReview, P::RosterEndorse,
             kSigning | kChangesViewed | kFlaggedOpened},
        Step{DepartmentReview, A::Advance, RegistryReview, {}, kLevelComplete},
        Step{DepartmentReview, A::Revise, DepartmentReview, P::RosterSubmit, kNothingBlocks},
        Step{DepartmentReview, A::Return, Draft, P::RosterEndorse, kCellsOrReason | kSameRevision},
        Step{RegistryReview, A::Recheck, RegistryReview, P::RosterRecheck,
             kSigning | kChangesViewed | kFlaggedOpened | kChecksPassed},
        Step{RegistryReview, A::Advance, LeaderApproval, {}, kLevelComplete},
        // A department whose part is as it was has endorsed it already.
        Step{RegistryReview, A::Revise, DepartmentReview, P::RosterSubmit, kNothingBlocks},
        Step{RegistryReview, A::Return, Draft, P::RosterRecheck, kCellsOrReason | kSameRevision},
        Step{RegistryReview, A::Return, DepartmentReview, P::RosterRecheck,
             kCellsOrReason | kSameRevision},
        Step{LeaderApproval, A::Approve, LeaderApproval, P::RosterApprove,
             kSigning | kFlaggedOpened | kSecondFactor},
        Step{LeaderApproval, A::Revise, DepartmentReview, P::RosterSubmit, kNothingBlocks},
        Step{LeaderApproval, A::Return, Draft, P::RosterApprove, kCellsOrReason | kSameRevision},
        Step{LeaderApproval, A::Return, DepartmentReview, P::RosterApprove,
             kCellsOrReason | kSameRevision},
        Step{LeaderApproval, A::Return, RegistryReview, P::RosterApprove,
             kCellsOrReason | kSameRevision},
        Step{LeaderApproval, A::File, Filed, P::RosterFile,
             kLevelComplete | kNumberAndDate | kSecondFactor | kSameRevision},
        Step{Filed, A::Publish, Published, P::RosterFile, kNoGuard},
        Step{Filed, A::Supersede, Superseded, {}, kNoGuard},
        Step{Published, A::Supersede, Superseded, {}, kNoGuard},
        Step{Superseded, A::Archive, Archived, P::RosterFile, kNoGuard},
        Step{Published, A::Archive, Archived, P::RosterFile, kNoGuard},
    };
}();

constexpr bool every_step(auto promise) {
    return std::all_of(kSteps.begin(), kSteps.end(), promise);
}
constexpr bool is_under_review(EditionState state) {
    return state == EditionState::DepartmentReview || state == EditionState::RegistryReview ||
           state == EditionState::LeaderApproval;
}
constexpr bool is_signature(EditionAct act) {
    return act == EditionAct::Endorse || act == EditionAct::Recheck || act == EditionAct::Approve;
}

/// Whether a state can be come to from the draft without ever passing through `around`.
constexpr bool leads_around(EditionState around, EditionState to) {
    std::array<bool, kEditionStateCount> reached{};
    reached[static_cast<std::size_t>(EditionState::Draft)] = true;
    for (std::size_t round = 0; round < kEditionStateCount; ++round)
        for (const EditionStep& step : kSteps)
            if (reached[static_cast<std::size_t>(step.from)] && step.to != around)
                reached[static_cast<std::size_t>(step.to)] = true;
    return reached[static_cast<std::size_t>(to)];
}
constexpr bool each_state_is_reached() {
    for (std::size_t state = 1; state < kEditionStateCount; ++state)
        if (!leads_around(EditionState::Draft, static_cast<EditionState>(state))) return false;
    return true;
}
constexpr bool no_act_leads_two_ways() {
    for (std::size_t i = 0; i < kSteps.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (kSteps[i].from == kSteps[j].from && kSteps[i].act == kSteps[j].act &&
                (kSteps[i].act != EditionAct::Return || kSteps[i].to == kSteps[j].to))
                return false;
    return true;
}

static_assert(no_act_leads_two_ways());
static_assert(each_state_is_reached());
static_assert(!leads_around(EditionState::DepartmentReview, EditionState::Filed) &&
                  !leads_around(EditionState::RegistryReview, EditionState::Filed) &&
                  !leads_around(EditionState::LeaderApproval, EditionState::Filed),
              "nothing is filed past a level");
static_assert(every_step([](const EditionStep& s) {
                  return s.to != EditionState::Filed || s.act == EditionAct::File;
              }),
              "filing alone files");
static_assert(every_step([](const EditionStep& s) {
                  return !is_signature(s.act) || (s.guards & kSigning) == kSigning;
              }),
              "nobody signs what they submitted, edited alone, or did not see");
static_assert(every_step([](const EditionStep& s) {
                  return (s.act != EditionAct::Approve && s.act != EditionAct::File) ||
                         (s.guards & kSecondFactor) != 0;
              }),
              "approval and filing are confirmed by a code");
static_assert(every_step([](const EditionStep& s) {
                  return (s.act != EditionAct::Submit && s.act != EditionAct::Revise) ||
                         (s.guards & kNothingBlocks) != 0;
              }),
              "no revision is sealed over a blocking finding");
static_assert(every_step([](const EditionStep& s) {
                  return s.act != EditionAct::Return ||
                         (s.to < s.from && (s.guards & kCellsOrReason) != 0);
              }),
              "a return goes back, and says why");
static_assert(every_step([](const EditionStep& s) {
                  return is_under_review(s.from) || s.from == EditionState::Draft || s.to > s.from;
              }),
              "what is filed is never under review again");
static_assert(every_step([](const EditionStep& s) { return s.from != EditionState::Archived; }),
              "nothing leads out of the archive");
static_assert(every_step([](const EditionStep& s) {
                  return (s.act == EditionAct::Advance || s.act == EditionAct::Supersede) ==
                         !s.permission.has_value();
              }),
              "what no person does is no person's to do");

}  // namespace edition_life

}  // namespace mingce
