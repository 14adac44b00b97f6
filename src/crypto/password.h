// Passwords as the record keeps them: Argon2id (RFC 9106) by libsodium, told apart from every other
// reader of the database by its cost.
#pragma once

#include <string>
#include <string_view>

namespace mingce {

/// OWASP's minimum for Argon2id: 19 MiB, two passes, one lane; some 20 ms of a core.
constexpr unsigned long long kPasswordPasses = 2;
constexpr std::size_t kPasswordMemory = 19ULL * 1024 * 1024;

/// The PHC string ($argon2id$v=19$m=…) of a password, with a salt that libsodium draws itself; ""
/// where 19 MiB are not to be had. Slow: call it through PasswordHashing.
std::string hash_of_password(std::string_view password);
/// Slow likewise. False for another password and for what is no such string.
bool password_matches(const std::string& hash, std::string_view password);
/// Whether the hash was made at another cost than today's.
bool needs_rehash(const std::string& hash);

}  // namespace mingce
