// Signing in: by password, by the school's CAS, and past the second factor. Unknown, waiting and
// disabled accounts get the same answer for the same work.
#pragma once

#include <optional>
#include <string>

#include "crypto/password_hashing.h"
#include "usecases/people/sessions.h"

namespace mingce {

/// What signing in needs beside the record: one queue for the whole process.
struct SignInDoor {
    const Context& context;  // its caller does not count: the audit names who signed in
    PasswordHashing& hashing;
    const PeopleSettings& settings;
};

/// Where somebody comes from, as sessions are listed with.
struct ComesFrom {
    std::string address;  // what failures are counted by; "" is not counted
    std::string agent;    // the browser, cut to 120 characters
};

struct SignIn {
    std::string login, password;
    std::string code;  // of the authenticator; "": asked for afterwards where one is needed
    ComesFrom from;
};
/// Errors, the same for whoever it is: Forbidden (session.refused); Unavailable (session.wait,
/// session.busy), their detail the seconds to wait.
Result<NewSession> sign_in(const SignInDoor& door, const SignIn& request);

/// For somebody whom CAS vouches for. Errors: session.refused where no active account has the name.
struct SignInByCas {
    std::string cas_name;
    ComesFrom from;
};
Result<NewSession> sign_in_by_cas(const SignInDoor& door, const SignInByCas& request);

/// The code that a session in CodeAsked waits for; its token is renewed. Each step's code passes
/// once, whoever asks first. Errors: session.none, session.stage; Forbidden (session.code);
/// session.wait.
struct PassSecondFactor {
    std::string code;
    ComesFrom from;
};
Result<NewSession> pass_second_factor(const SignInDoor& door, const SessionFacts& session,
                                      const PassSecondFactor& request);

/// Makes a secret that counts once confirm_totp saw a code of it. Shown this once.
struct TotpEnrolment {
    std::string secret;  // base32
    std::string uri;     // otpauth://, for a QR code
};
/// Errors: session.stage; Conflict (session.second_factor_there).
Result<TotpEnrolment> enrol_totp(const Context& context, const SessionFacts& session);
/// Ends the account's other sessions; renews this one's token. Errors: session.code, session.wait,
/// Conflict (session.not_enrolling).
Result<NewSession> confirm_totp(const SignInDoor& door, const SessionFacts& session,
                                const PassSecondFactor& request);

/// Ends the account's other sessions; renews this one's token.
struct ChangePassword {
    std::string old_password, new_password;
    ComesFrom from;
};
/// Errors: session.stage, session.refused, session.wait, session.busy; BadInput (password.*).
Result<NewSession> change_password(const SignInDoor& door, const SessionFacts& session,
                                   const ChangePassword& request);

/// Sets the first password, or the next after a reset, by the code that was handed over.
struct Activate {
    std::string code, password;
    ComesFrom from;
};
/// Returns the account's login. Errors: Forbidden (account.code): unknown, used or expired;
/// BadInput (password.*), the code stays; session.wait, session.busy.
Result<std::string> activate(const SignInDoor& door, const Activate& request);

}  // namespace mingce
