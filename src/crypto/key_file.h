// The root key's file: the one secret a school must keep apart from its database.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/id.h"
#include "base/result.h"
#include "crypto/secret.h"

namespace mingce {

/// The key above all keys, and the name boxes know it by.
struct RootKey {
    Id id;
    SecretKey key;
    RootKey copy() const { return {id, key.copy()}; }
};

/// One line: mingce-root-key-1, the id in hexadecimal, the key in base64, and the first 16
/// hexadecimal digits of the SHA-256 of what stands before them; blanks between, one line end.
/// Errors: crypto.key_file_damaged.
Result<RootKey> parse_root_key(std::string_view text);

/// Reads the file, a regular one of at most 4 KiB that nobody but its owner may read or write: this
/// user or root; root reads anybody's. Errors, with the file's name: crypto.key_file_missing,
/// _unreadable, _exposed, _damaged.
Result<RootKey> read_root_key(const std::filesystem::path& path);

/// Writes it with mode 0400, whole and on the disk before it returns. A file already there is never
/// replaced: what its key sealed would be lost. Errors: crypto.key_file_exists, _unwritable.
Status write_root_key(const std::filesystem::path& path, const RootKey& root);

}  // namespace mingce
