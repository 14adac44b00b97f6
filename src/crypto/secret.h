// Keys in memory: none is copied by accident, none outlives its owner, and the long-lived ones are
// neither swapped nor dumped.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "base/random.h"

namespace mingce {

/// Overwrites bytes in a way the compiler does not take out.
void wipe(std::span<std::uint8_t> bytes);

/// N secret bytes for a moment, as cheap as an array: a student's key between unwrapping and use.
/// Wiped when it goes; a moved-from one is all 0.
template <std::size_t N>
class SecretBytes {
public:
    SecretBytes() = default;
    explicit SecretBytes(std::span<const std::uint8_t, N> bytes) {
        std::copy(bytes.begin(), bytes.end(), bytes_.begin());
    }
    static SecretBytes make(Random& random) {
        SecretBytes made;
        random.fill(made.bytes_);
        return made;
    }
    SecretBytes(SecretBytes&& other) noexcept : bytes_(other.bytes_) { wipe(other.bytes_); }
    SecretBytes& operator=(SecretBytes&& other) noexcept {
        if (this == &other) return *this;
        bytes_ = other.bytes_;
        wipe(other.bytes_);
        return *this;
    }
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes() { wipe(bytes_); }

    std::span<const std::uint8_t, N> bytes() const { return bytes_; }
    /// To fill it in place, so that no copy lies on the way.
    std::span<std::uint8_t, N> room() { return bytes_; }

private:
    std::array<std::uint8_t, N> bytes_{};
};

/// Random, wrapped by a year's key; erasing a person is destroying it.
using StudentKey = SecretBytes<32>;

/// 32 secret bytes for as long as the program runs: root, year and index keys. They lie on a page
/// of their own between guards (some 16 KiB each: for dozens, not for thousands), locked and left
/// out of core dumps. Where RLIMIT_MEMLOCK forbids the lock they may be swapped; the rest holds.
/// A moved-from one holds nothing; asking it for bytes is a bug and ends the program.
class SecretKey {
public:
    /// All 0, to be filled through room().
    SecretKey();
    explicit SecretKey(std::span<const std::uint8_t, 32> bytes);
    static SecretKey make(Random& random);
    /// HKDF-SHA256 from another key, named by what it is for ("mingce year 2026").
    static SecretKey derived(const SecretKey& from, std::string_view purpose);
    /// Copies only where it is said.
    SecretKey copy() const { return SecretKey(bytes()); }

    std::span<const std::uint8_t, 32> bytes() const;
    std::span<std::uint8_t, 32> room();

private:
    using Page = std::array<std::uint8_t, 32>;
    struct Free {
        void operator()(Page* page) const;
    };
    std::unique_ptr<Page, Free> page_;
};

/// No core file of this process, and no other process of the same user may read its memory. For
/// main(), before any key is read. False when the system refused.
bool disable_core_dumps();

}  // namespace mingce
