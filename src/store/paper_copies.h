// Numbered copies on paper: printed, handed out, brought back, destroyed; and the permissions under
// which a seal is drawn on them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

/// Stored by key, never by number.
enum class PaperState : std::uint8_t { Printed, HandedOut, Returned, Destroyed };
std::string_view key_of(PaperState state);
std::optional<PaperState> parse_paper_state(std::string_view key);

struct PaperCopyEvent {
    std::int64_t number = 0;  // of the copy, from 1
    PaperState to = PaperState::HandedOut;
    Moment at;
    std::string actor;
    Id account;
    std::string person, words;  // who took it or brought it back
};

struct PaperCopy {
    Id id, edition;
    std::int64_t number = 0;            // of the institution, from 1
    std::int64_t volume = 0, copy = 0;  // the n-th of its volume
    Id seal_permission;                 // none: without a seal
    Moment printed_at;
    std::string actor;
    Id account;
    PaperState state = PaperState::Printed;
    std::vector<PaperCopyEvent> events = {};  // in order
};

struct SealPermission {
    Id id, edition;
    std::int64_t number = 0;  // of the edition, from 1
    Moment at;
    std::string actor;
    Id account;
    std::int64_t times = 0, used = 0;  // copies
    std::string words;
};

namespace paper_copies {

/// Takes the next numbers, of the institution and of its volume.
Status add(Tx& tx, const Id& institution, PaperCopy& copy);
/// With events. Errors: NotFound (paper.unknown).
Result<PaperCopy> load(Tx& tx, Boxes& boxes, std::int64_t number);
/// With events, by volume and copy.
Result<std::vector<PaperCopy>> of_edition(Tx& tx, Boxes& boxes, const Id& edition);
/// Adds the event and moves the copy to its state. False where it is not in `from` any more.
Result<bool> add_event(Tx& tx, Boxes& boxes, const PaperCopy& copy, PaperCopyEvent& event);

/// Takes the next number.
Status permit(Tx& tx, Boxes& boxes, SealPermission& permission);
/// The last one of an edition, with how often it was used; nothing: there is none.
Result<std::optional<SealPermission>> permission_of(Tx& tx, Boxes& boxes, const Id& edition);

}  // namespace paper_copies

}  // namespace mingce
