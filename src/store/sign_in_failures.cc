#include "store/sign_in_failures.h"

#include "base/canonical_line.h"
#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"

namespace mingce::sign_in_failures {

std::string subject_of(const KeyRing& ring, std::string_view kind, std::string_view value) {
    std::string text;
    append_canonical_line(text, {"mingce-sign-in", kind, value});
    HmacSha256 mac(ring.current(KeyPurpose::Index).key.bytes());
    return std::string(view_of(mac.of(text)));
}

Result<SignInFailures> load(Tx& tx, std::string_view subject) {
    SignInFailures failures;
    TRY(tx.first("SELECT failures, at, wait_until FROM sign_in_failure WHERE subject = $1",
                 {Param::Blob{subject}}, [&](const Row& row) {
                     failures = {row.integer(0), row.moment(1), row.moment(2)};
                 }));
    return failures;
}

Status save(Tx& tx, std::string_view subject, const SignInFailures& failures) {
    TRY(
        tx.run("INSERT INTO sign_in_failure (subject, failures, at, wait_until)"
               " VALUES ($1, $2, $3, $4) ON CONFLICT (subject) DO UPDATE"
               " SET failures = excluded.failures, at = excluded.at,"
               " wait_until = excluded.wait_until",
               {Param::Blob{subject}, failures.count, failures.at, failures.wait_until}));
    return Done{};
}

Status clear(Tx& tx, std::string_view subject) {
    TRY(tx.run("DELETE FROM sign_in_failure WHERE subject = $1", {Param::Blob{subject}}));
    return Done{};
}

Status forget(Tx& tx, Moment before) {
    TRY(tx.run("DELETE FROM sign_in_failure WHERE at < $1 AND wait_until < $1", {before}));
    return Done{};
}

}  // namespace mingce::sign_in_failures
