#include "crypto/password.h"

#include <array>

#include <sodium.h>

namespace mingce {

std::string hash_of_password(std::string_view password, const PasswordCost& cost) {
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (sodium_init() < 0 || crypto_pwhash_str(text.data(), password.data(), password.size(),
                                               cost.passes, cost.bytes) != 0)
        return "";
    return text.data();
}

bool password_matches(const std::string& hash, std::string_view password) {
    return sodium_init() >= 0 && hash.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(const std::string& hash, const PasswordCost& cost) {
    return sodium_init() < 0 ||
           crypto_pwhash_str_needs_rehash(hash.c_str(), cost.passes, cost.bytes) != 0;
}

}  // namespace mingce
