#include "access/publication_life.h"

#include <algorithm>

namespace mingce {

namespace {

using S = PublicationState;
using D = PublicationAct;
constexpr auto kManage = Permission::RosterPublish, kDecide = Permission::ExportApprove;

constexpr PublicationStep kPublicationSteps[] = {
    // from, act, to, who
    {S::Draft, D::Change, S::Draft, kManage},    {S::Draft, D::Ask, S::Asked, kManage},
    {S::Draft, D::Issue, S::Open, kManage},      {S::Draft, D::Remove, S::Draft, kManage},
    {S::Asked, D::Approve, S::Asked, kDecide},   {S::Asked, D::Issue, S::Open, kDecide},
    {S::Asked, D::Refuse, S::Refused, kDecide},  {S::Asked, D::Revoke, S::Revoked, kManage},
    {S::Open, D::Revoke, S::Revoked, kManage},   {S::Open, D::Reissue, S::Open, kManage},
    {S::Refused, D::Change, S::Draft, kManage},  {S::Refused, D::Remove, S::Refused, kManage},
    {S::Revoked, D::Reissue, S::Draft, kManage},
};

constexpr PublicationStateText kPublicationStates[] = {
    {S::Draft, "draft", {"待发", "Draft"}},
    {S::Asked, "asked", {"待批准", "Waiting for approval"}},
    {S::Open, "open", {"已发出", "Open"}},
    {S::Refused, "refused", {"未获批准", "Refused"}},
    {S::Revoked, "revoked", {"已收回", "Revoked"}},
};

}  // namespace

std::span<const PublicationStep> publication_steps() { return kPublicationSteps; }

const PublicationStep* publication_step(PublicationState from, PublicationAct act) {
    for (const PublicationStep& step : kPublicationSteps)
        if (step.from == from && step.act == act) return &step;
    return nullptr;
}

std::span<const PublicationStateText> publication_states() { return kPublicationStates; }

const PublicationStateText& text_of(PublicationState state) {
    return kPublicationStates[static_cast<std::size_t>(state)];
}

std::optional<PublicationState> parse_publication_state(std::string_view key) {
    const auto* const found =
        std::ranges::find(kPublicationStates, key, &PublicationStateText::key);
    return found == std::end(kPublicationStates) ? std::nullopt : std::optional(found->state);
}

std::string told_of(PublicationState state) {
    const Text& name = text_of(state).name;
    return std::string(name.zh) + " / " + std::string(name.en);
}

}  // namespace mingce
