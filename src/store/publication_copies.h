// The copies that were made of publications: their bytes while their link is good, and for good
// what they were; and what receivers did with them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/publications.h"

namespace mingce {

struct PublicationCopy {
    Id id, publication;
    std::int64_t number = 0;  // of the institution, from 1
    CopyForm form = CopyForm::Xlsx;
    std::string link;  // it was made for
    std::int64_t revision = 0;
    Moment made_at, claimed_at;  // 0: it lies ready
    std::string actor;           // whose it is; "" of nobody yet
    Id account;
    std::uint64_t rows = 0, size = 0;
    std::string sha256;        // of the file, hexadecimal
    Moment password_shown_at;  // 0: not yet
    std::string file_name;
    std::string password;  // "" where there is none, or it was shown

    bool is_claimed() const { return claimed_at.milliseconds != 0; }
};

/// What receivers do. Keys are stored.
enum class AccessAct : std::uint8_t { Screen, Clip, Copy, Download, Resumed, Password };
std::string_view key_of(AccessAct act);

struct PublicationAccess {
    Id id, publication, copy;  // none: of no file
    AccessAct act = AccessAct::Screen;
    Moment at;
    std::string actor;
    Id account;
    std::string from;  // the address it was asked from
    std::uint64_t rows = 0;
};

namespace publication_copies {

inline constexpr std::size_t kCopyPieceBytes = std::size_t{1} << 20;

Result<std::int64_t> next_number(Tx& tx);
/// Takes the copy with its number, and its bytes in pieces.
Status add(Tx& tx, Boxes& boxes, const Id& institution, const PublicationCopy& copy,
           std::string_view bytes);
/// Errors: NotFound (publication.copy_unknown).
Result<PublicationCopy> load(Tx& tx, Boxes& boxes, std::int64_t number);
/// By number.
Result<std::vector<PublicationCopy>> of_publication(Tx& tx, Boxes& boxes, const Id& publication);
/// Every copy of the institution, by number: for tracing one.
Result<std::vector<PublicationCopy>> all(Tx& tx, Boxes& boxes);
/// Those of one file, byte for byte.
Result<std::vector<PublicationCopy>> of_sha256(Tx& tx, Boxes& boxes, std::string_view sha256);

/// Whose a copy is that lay ready. False where somebody else was faster.
Result<bool> claim(Tx& tx, const PublicationCopy& copy);
/// The password is gone from the record. False where it was shown before.
Result<bool> forget_password(Tx& tx, Boxes& boxes, PublicationCopy& copy, Moment now);

/// Bytes [first, first + count). Errors: Conflict (publication.copy_gone).
struct ByteRange {
    std::uint64_t first = 0, count = 0;
};
Result<std::string> bytes(Tx& tx, Boxes& boxes, const PublicationCopy& copy, ByteRange range);
/// The bytes of copies whose link is not the publication's any more, or has ended. Returns how many
/// copies lost theirs.
Result<std::uint64_t> drop_ended(Tx& tx, Moment now);

Status add_access(Tx& tx, const PublicationAccess& access);
/// The newest first.
Result<std::vector<PublicationAccess>> accesses(Tx& tx, const Id& publication);

}  // namespace publication_copies

}  // namespace mingce
