#include "base/random.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <sys/random.h>

namespace mingce {

namespace {

// There is nothing sensible to do without randomness: keys made then would be worthless.
void read_kernel(std::uint8_t* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t got = getrandom(bytes, size, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) std::abort();
        bytes += got;
        size -= static_cast<std::size_t>(got);
    }
}

}  // namespace

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    if (bytes.size() > kPool / 4) return read_kernel(bytes.data(), bytes.size());
    if (left_ < bytes.size()) {
        read_kernel(pool_, kPool);
        left_ = kPool;
    }
    // What was given out is wiped, so that no key can be read from here later.
    std::uint8_t* const from = pool_ + kPool - left_;
    std::memcpy(bytes.data(), from, bytes.size());
    explicit_bzero(from, bytes.size());
    left_ -= bytes.size();
}

}  // namespace mingce
