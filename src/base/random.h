// Where randomness comes from: an argument, so that tests can fix it.
#pragma once

#include <cstdint>
#include <span>

namespace mingce {

class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

/// The kernel's generator, read a block at a time. One per thread.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;

private:
    static constexpr std::size_t kPool = 4096;
    std::uint8_t pool_[kPool] = {};
    std::size_t left_ = 0;
};

}  // namespace mingce
