// Files on their way in, as rows: what was declared, how much has come, and sealed pieces.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

/// receiving -> whole -> used (an import was written of it) or ended (given up, expired). Of the
/// last two no byte is kept. Keys are stored.
enum class UploadState : std::uint8_t { Receiving, Whole, Used, Ended };
constexpr std::string_view key_of(UploadState state) {
    switch (state) {
        case UploadState::Receiving: return "receiving";
        case UploadState::Whole: return "whole";
        case UploadState::Used: return "used";
        case UploadState::Ended: return "ended";
    }
    return "";
}

struct UploadRow {
    Id id, account;
    std::string actor;
    std::string name;  // sealed in the database: names of files may name people
    std::uint64_t size = 0, received = 0;
    UploadState state = UploadState::Receiving;
    std::string sha256;  // hexadecimal, once it is whole
    Moment created_at, expires_at;
};

namespace uploads {

inline constexpr std::size_t kPieceBytesMax = std::size_t{1} << 20;

Status add(Tx& tx, Boxes& boxes, const Id& institution, const UploadRow& row);
/// Errors: NotFound (upload.unknown).
Result<UploadRow> load(Tx& tx, Boxes& boxes, const Id& upload);
/// Whose: an account, or where it is none, an actor at the machine.
struct Owner {
    Id account;
    std::string_view actor;
};
/// Those that have not ended, newest first.
Result<std::vector<UploadRow>> of_owner(Tx& tx, Boxes& boxes, const Owner& owner);

/// Puts bytes behind those that came, in pieces of at most 1 MiB. Conflict (upload.offset) where
/// others were faster.
struct Append {
    Id upload;
    std::uint64_t offset = 0;
    std::string_view bytes;
};
Status append(Tx& tx, Boxes& boxes, const Append& append);
/// Each piece in order.
Status each_piece(Tx& tx, Boxes& boxes, const Id& upload,
                  const std::function<Status(std::string_view bytes)>& each);

Status set_whole(Tx& tx, const Id& upload, std::string_view sha256);
/// Used or ended: its pieces go.
Status close(Tx& tx, const Id& upload, UploadState state);
/// Ends those past their time. Returns how many.
Result<std::uint64_t> close_expired(Tx& tx, Moment now);

}  // namespace uploads

}  // namespace mingce
