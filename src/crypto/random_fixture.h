// Randomness that repeats itself, for the tests of this room only.
#pragma once

#include <algorithm>
#include <cstring>
#include <random>
#include <string>

#include "base/random.h"
#include "crypto/bytes_as_text.h"

namespace mingce::testing {

class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed = 1) : engine_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(engine_());
    }
    /// From 0, below `limit`.
    std::size_t below(std::size_t limit) { return engine_() % limit; }
    std::string text(std::size_t size) {
        std::string bytes(size, '\0');
        std::size_t at = 0;
        while (at < size) {
            const std::uint64_t word = engine_();
            const std::size_t part = std::min(sizeof word, size - at);
            std::memcpy(bytes.data() + at, &word, part);
            at += part;
        }
        return bytes;
    }

private:
    std::mt19937_64 engine_;
};

/// Gives out what it was handed: the nonce of a published example.
class FixedRandom final : public Random {
public:
    explicit FixedRandom(std::string bytes) : bytes_(std::move(bytes)) {}
    void fill(std::span<std::uint8_t> bytes) override {
        std::memcpy(bytes.data(), bytes_.data(), bytes.size());
    }

private:
    std::string bytes_;
};

inline std::string from_hex(std::string_view hex) {
    std::string bytes(hex.size() / 2, '\0');
    read_hex(hex, {reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    return bytes;
}

}  // namespace mingce::testing
