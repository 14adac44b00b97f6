// The life of a publication as one table: what a unit is given of a filed edition, from the draft
// on its row to the link that ends. Anything not listed is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "access/permission.h"
#include "base/result.h"

namespace mingce {

/// Stored by key, never by number. That a link's time has passed is told by its date.
enum class PublicationState : std::uint8_t {
    Draft,
    Asked,  // waits for who must approve it
    Open,   // its receivers may take it
    Refused,
    Revoked,
};
enum class PublicationAct : std::uint8_t {
    Change,   // whom, what for, which fields, until when
    Ask,      // issued, where somebody must approve it first
    Issue,    // issued at once; or nobody's own act: the last approval
    Approve,  // one of several
    Refuse,
    Revoke,
    Reissue,  // another link in place of the last one
    Remove,   // what nobody was given
};

struct PublicationStep {
    PublicationState from;
    PublicationAct act;
    PublicationState to;
    Permission permission;
};
std::span<const PublicationStep> publication_steps();
/// Null: there is none.
const PublicationStep* publication_step(PublicationState from, PublicationAct act);

struct PublicationStateText {
    PublicationState state;
    std::string_view key;
    Text name;
};
std::span<const PublicationStateText> publication_states();
const PublicationStateText& text_of(PublicationState state);
inline std::string_view key_of(PublicationState state) { return text_of(state).key; }
std::optional<PublicationState> parse_publication_state(std::string_view key);
/// "待发 / Draft": in a refusal's detail, which is read in either language.
std::string told_of(PublicationState state);

}  // namespace mingce
