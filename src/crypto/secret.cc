#include "crypto/secret.h"

#include <cstdlib>
#include <new>
#include <string_view>

#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "crypto/digest.h"

namespace mingce {

void wipe(std::span<std::uint8_t> bytes) { sodium_memzero(bytes.data(), bytes.size()); }

SecretKey::SecretKey() {
    // Knows the size of a page only afterwards; the second time it does nothing.
    if (sodium_init() < 0) std::abort();
    void* const room = sodium_malloc(sizeof(Page));
    if (room == nullptr) throw std::bad_alloc();
    page_.reset(new (room) Page{});
}

SecretKey::SecretKey(std::span<const std::uint8_t, 32> bytes) : SecretKey() {
    std::copy(bytes.begin(), bytes.end(), page_->begin());
}

SecretKey SecretKey::make(Random& random) {
    SecretKey made;
    random.fill(made.room());
    return made;
}

SecretKey SecretKey::derived(const SecretKey& from, std::string_view purpose) {
    SecretKey made;
    hkdf_sha256(from.bytes(), "", purpose, made.room());
    return made;
}

std::span<const std::uint8_t, 32> SecretKey::bytes() const {
    if (!page_) std::abort();
    return *page_;
}

std::span<std::uint8_t, 32> SecretKey::room() {
    if (!page_) std::abort();
    return *page_;
}

void SecretKey::Free::operator()(Page* page) const { sodium_free(page); }

bool disable_core_dumps() {
    const rlimit none{0, 0};
    const bool limited = setrlimit(RLIMIT_CORE, &none) == 0;
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && limited;
}

}  // namespace mingce
