// Files inside the executable, so that one program needs no folder beside it: data/, the
// migrations, the pages.
#pragma once

#include <span>
#include <string_view>

namespace mingce {

/// One embedded file. `path` is relative to data/, with '/'; a migration's is migrations/….sql, a
/// page's pages/….
struct AssetBytes {
    std::string_view path;
    const char* begin;
    const char* end;
    std::string_view text() const { return {begin, static_cast<std::size_t>(end - begin)}; }
};

std::span<const AssetBytes> asset_table();

/// The bytes of data/<path>; empty when there is no such file.
std::string_view asset(std::string_view path);

}  // namespace mingce
