// A small ZIP archive made in memory, locked with a password where it must be: nothing of it ever
// lies on a disk.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/moment.h"
#include "base/result.h"

namespace mingce {

struct ZipMember {
    std::string_view name, bytes;
};
struct ZipWish {
    Moment at;                  // every member's time
    std::string_view password;  // "": not locked; else AES-256 (WinZip AE-2)
};
/// Errors: Unavailable (zip.unwritable) where the archive cannot be made.
Result<std::string> make_zip(std::span<const ZipMember> members, const ZipWish& wish);

}  // namespace mingce
