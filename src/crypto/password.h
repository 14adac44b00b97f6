// Passwords as the record keeps them: Argon2id (RFC 9106) by libsodium, told apart from every other
// reader of the database by its cost.
#pragma once

#include <string>
#include <string_view>

namespace mingce {

/// What a hash costs whoever makes one. The default is OWASP's minimum for Argon2id: 19 MiB, two
/// passes, one lane; some 20 ms of a core.
struct PasswordCost {
    unsigned long long passes = 2;
    std::size_t bytes = 19ULL * 1024 * 1024;
};

/// The PHC string ($argon2id$v=19$m=…) of a password, with a salt that libsodium draws itself; ""
/// where the memory is not to be had. Slow: call it through PasswordHashing.
std::string hash_of_password(std::string_view password, const PasswordCost& cost = {});
/// Slow likewise. False for another password and for what is no such string.
bool password_matches(const std::string& hash, std::string_view password);
/// Whether the hash was made at another cost.
bool needs_rehash(const std::string& hash, const PasswordCost& cost = {});

}  // namespace mingce
