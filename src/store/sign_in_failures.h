// Failed sign-ins, counted by what was tried and by where from, under keyed hashes: a login that
// nobody has counts like one that somebody has, and what strangers typed is not kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/moment.h"
#include "store/database.h"
#include "store/key_ring.h"

namespace mingce {

struct SignInFailures {
    std::int64_t count = 0;
    Moment at, wait_until;  // of the last one
};

namespace sign_in_failures {

/// 32 bytes that name what is counted. `kind` is "login", "address".
std::string subject_of(const KeyRing& ring, std::string_view kind, std::string_view value);

Result<SignInFailures> load(Tx& tx, std::string_view subject);
Status save(Tx& tx, std::string_view subject, const SignInFailures& failures);
Status clear(Tx& tx, std::string_view subject);
/// Takes away those that ended before `before`.
Status forget(Tx& tx, Moment before);

}  // namespace sign_in_failures

}  // namespace mingce
