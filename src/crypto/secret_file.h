// Files that hold a secret: read only where nobody else may read them, written once with mode 0400,
// whole and on the disk, and never over another.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "base/result.h"

namespace mingce {

/// A secret on its way to or from the disk, wiped afterwards.
class SecretText {
public:
    static constexpr std::size_t kBytesMax = 4096;

    SecretText() = default;
    SecretText(const SecretText&) = delete;
    SecretText& operator=(const SecretText&) = delete;
    ~SecretText();
    /// What goes beyond kBytesMax is left out: such a text is never one of ours.
    void add(std::string_view text);
    /// To read into; then say how much it was.
    std::span<std::uint8_t> rest();
    void grow(std::size_t bytes) { size_ += bytes; }
    std::string_view text() const;

private:
    std::array<std::uint8_t, kBytesMax + 1> bytes_{};
    std::size_t size_ = 0;
};

/// How a kind of secret file refuses: each kind has its own words and advice.
struct SecretFileProblems {
    const Problem &missing, &unreadable, &exposed, &exists, &unwritable;
};

/// Reads a regular file that nobody but its owner may read or write: this user or root; root reads
/// anybody's. A longer one is read up to kBytesMax + 1. Errors, with the file's name: missing,
/// unreadable, exposed.
Status read_secret_file(const std::filesystem::path& path, SecretText& into,
                        const SecretFileProblems& problems);

/// Writes it with mode 0400, whole and on the disk before it returns. Errors, with the file's name:
/// exists, unwritable.
Status write_secret_file(const std::filesystem::path& path, const SecretText& secret,
                         const SecretFileProblems& problems);

}  // namespace mingce
