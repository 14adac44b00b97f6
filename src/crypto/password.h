// Passwords as the record keeps them: Argon2id (RFC 9106) by libsodium, told apart from every other
// reader of the database by its cost.
#pragma once

#include <string>
#include <string_view>

namespace mingce {

/// What a hash costs whoever makes one. Of the equal minima of OWASP's Password Storage Cheat Sheet
/// for Argon2id the one with the least memory: 7 MiB, five passes, one lane; some 10 ms of a core,
/// and who signs in does not push everybody else's data out of its cache.
struct PasswordCost {
    unsigned long long passes = 5;
    std::size_t bytes = 7ULL * 1024 * 1024;
};

/// The PHC string ($argon2id$v=19$m=…) of a password, with a salt that libsodium draws itself; ""
/// where the memory is not to be had. Slow: call it through PasswordHashing.
std::string hash_of_password(std::string_view password, const PasswordCost& cost = {});
/// Slow likewise. False for another password and for what is no such string.
bool password_matches(const std::string& hash, std::string_view password);
/// Whether the hash was made at another cost.
bool needs_rehash(const std::string& hash, const PasswordCost& cost = {});

}  // namespace mingce
