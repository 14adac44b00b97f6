#include "access/edition_life.h"

namespace mingce {

namespace {

using enum EditionState;
constexpr EditionStateText kStateTexts[] = {
    {Draft, "draft", {"编制中", "Draft"}},
    {DepartmentReview, "department_review", {"院系初审", "Department review"}},
    {RegistryReview, "registry_review", {"学籍科复审", "Registry review"}},
    {LeaderApproval, "leader_approval", {"校领导审批", "Leader's approval"}},
    {Filed, "filed", {"已备案", "Filed"}},
    {Published, "published", {"已发布", "Published"}},
    {Superseded, "superseded", {"已被新版取代", "Superseded"}},
    {Archived, "archived", {"已归档", "Archived"}},
};
using A = EditionAct;
constexpr EditionActText kActTexts[] = {
    {A::Submit, "submit", {"送审", "Submit"}},
    {A::Revise, "revise", {"出下一修订", "Seal the next revision"}},
    {A::Endorse, "endorse", {"初审通过", "Endorse"}},
    {A::Recheck, "recheck", {"复审通过", "Pass the registry's review"}},
    {A::Approve, "approve", {"批准", "Approve"}},
    {A::Advance, "advance", {"进入下一级", "Goes to the next level"}},
    {A::Return, "return", {"退回", "Return"}},
    {A::File, "file", {"备案", "File"}},
    {A::Publish, "publish", {"发布", "Publish"}},
    {A::Supersede, "supersede", {"被取代", "Superseded"}},
    {A::Archive, "archive", {"归档", "Archive"}},
};
constexpr EditionGuardText kGuardTexts[] = {
    {kNothingBlocks, {"没有未处理的阻断问题", "no blocking finding is open"}},
    {kSameRevision, {"看的就是现行修订", "the revision looked at is the one that stands"}},
    {kNotOwnSubmission, {"不是自己送审的", "not submitted by the signer"}},
    {kChangesViewed, {"有改动的班都已看", "every changed class was looked at"}},
    {kFlaggedOpened, {"有标记的行都已打开", "every flagged row was opened"}},
    {kOwnEditsSeconded,
     {"自己改过的行另有人签", "rows the signer edited are signed by somebody else too"}},
    {kChecksPassed, {"跨院系核对通过", "the checks across departments pass"}},
    {kLevelComplete, {"这一级已签齐", "the level has all its signatures"}},
    {kCellsOrReason, {"指明单元格或写明原因", "cells or a reason are given"}},
    {kNumberAndDate, {"备案号和日期", "a number and a date"}},
    {kSecondFactor, {"再输入动态口令", "a code of the authenticator"}},
};
static_assert(std::size(kStateTexts) == kEditionStateCount);
static_assert(std::size(kActTexts) == kEditionActCount);

}  // namespace

std::span<const EditionStateText> edition_states() { return kStateTexts; }
std::span<const EditionActText> edition_acts() { return kActTexts; }
std::span<const EditionStep> edition_steps() { return edition_life::kSteps; }

std::span<const EditionGuardText> edition_guards() { return kGuardTexts; }

const EditionStateText& text_of(EditionState state) {
    return kStateTexts[static_cast<std::size_t>(state)];
}
const EditionActText& text_of(EditionAct act) { return kActTexts[static_cast<std::size_t>(act)]; }

std::string told_of(EditionState state) {
    const Text& name = text_of(state).name;
    return std::string(name.zh) + " / " + std::string(name.en);
}

std::optional<EditionState> parse_edition_state(std::string_view key) {
    const auto* const found = std::ranges::find(kStateTexts, key, &EditionStateText::key);
    return found == std::end(kStateTexts) ? std::nullopt : std::optional(found->state);
}
std::optional<EditionAct> parse_edition_act(std::string_view key) {
    const auto* const found = std::ranges::find(kActTexts, key, &EditionActText::key);
    return found == std::end(kActTexts) ? std::nullopt : std::optional(found->act);
}

const EditionStep* edition_step(EditionState from, EditionAct act, std::optional<EditionState> to) {
    for (const EditionStep& step : edition_life::kSteps)
        if (step.from == from && step.act == act && (!to || step.to == *to)) return &step;
    return nullptr;
}

}  // namespace mingce
