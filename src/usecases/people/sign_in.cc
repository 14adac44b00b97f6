#include "usecases/people/sign_in.h"

#include "base/text.h"
#include "crypto/totp.h"
#include "usecases/people/accounts.h"
#include "usecases/people/failure_count.h"
#include "usecases/people/people_problems.h"
#include "usecases/people/session_work.h"

namespace mingce {

namespace {

FailureCount login_failures(const SignInDoor& door, std::string_view login) {
    return {door.context, door.settings.account_failures, "login", login};
}

/// What the first look at an attempt finds, before the slow part.
struct Attempt {
    std::optional<Account> account;  // of whoever may sign in
    std::string hash;                // "" for nobody
};

/// One attempt by password: looked up and counted, judged outside the database, then taken or not.
class PasswordAttempt {
public:
    PasswordAttempt(const SignInDoor& door, const SignIn& request)
        : door_(door),
          request_(request),
          login_(lower_ascii(trim_blanks(request.login))),
          by_login_(login_failures(door, login_)),
          by_address_(door.context, door.settings.address_failures, "address",
                      request.from.address) {}

    Result<NewSession> run() {
        const Attempt attempt =
            TRY(write_value(door_.context.database(), [&](Tx& tx) { return begin(tx); }));
        const auto matches = door_.hashing.matches(attempt.hash, request_.password);
        if (!matches.ok()) {
            TRY(door_.context.database().write([&](Tx& tx) { return by_login_.give_back(tx); }));
            return matches.error();
        }
        std::optional<NewSession> session;
        TRY(door_.context.database().write([&](Tx& tx) -> Status {
            session = TRY(finish(tx, attempt, matches.value()));
            return Done{};
        }));
        if (!session) return Error(problem::kSessionRefused);
        if (door_.hashing.needs_rehash(attempt.hash)) TRY(rehash(attempt));
        return std::move(*session);
    }

private:
    Result<Attempt> begin(Tx& tx) {
        if (!request_.from.address.empty()) TRY(by_address_.refuse_waiting(tx));
        TRY(by_login_.refuse_waiting(tx));
        locks_ = TRY(by_login_.count_one(tx));
        Attempt attempt;
        if (login_.size() <= kLoginMax && is_valid_utf8(login_))
            attempt.account = TRY(accounts::find_by_login(tx, login_));
        if (attempt.account && attempt.account->state == AccountState::Active &&
            attempt.account->kind == AccountKind::Person)
            attempt.hash = attempt.account->password_hash;
        return attempt;
    }

    /// Nothing where it was refused: that is written, too.
    Result<std::optional<NewSession>> finish(Tx& tx, const Attempt& attempt, bool matches) {
        if (!attempt.account) {
            TRY(refuse(tx, {}));
            return std::optional<NewSession>();
        }
        // Looked at again: it may have been disabled or reset while the password was judged.
        const Account account = TRY(accounts::load(tx, attempt.account->id));
        const bool is_same =
            account.state == AccountState::Active && account.password_hash == attempt.hash;
        const bool is_right =
            matches && is_same && (request_.code.empty() || TRY(code_passes(tx, account)));
        if (!is_right) {
            TRY(refuse(tx, account));
            return std::optional<NewSession>();
        }
        const bool code_passed = account.has_second_factor && !request_.code.empty();
        // Who knows the password alone tries codes no oftener than passwords.
        TRY(account.has_second_factor && !code_passed ? by_login_.give_back(tx)
                                                      : by_login_.clear(tx));
        TRY(audit(tx, acting_as(door_.context, account.login),
                  {"session.sign_in", "account", account.id,
                   code_passed ? "by=password,code" : "by=password", ""}));
        return std::optional(TRY(begin_session(tx, door_.context, door_.settings,
                                               {account, request_.from, code_passed})));
    }

    Result<bool> code_passes(Tx& tx, const Account& account) {
        if (!account.has_second_factor) return true;
        Boxes boxes = door_.context.boxes();
        const std::string secret = TRY(accounts::totp_secret(tx, boxes, account.id));
        const auto step =
            totp_step_of(secret, request_.code, door_.context.now, account.totp_counter);
        return step && TRY(accounts::take_totp_step(tx, account.id, *step));
    }

    Status refuse(Tx& tx, const std::optional<Account>& account) {
        if (!request_.from.address.empty()) TRY(by_address_.count_one(tx));
        const Context context =
            acting_as(door_.context, account ? std::string_view(account->login) : "unknown");
        const Id subject = account ? account->id : Id{};
        TRY(audit(tx, context, {"session.refuse", "account", subject, "by=password", ""}));
        if (locks_) TRY(audit(tx, context, {"session.lock", "account", subject, "", ""}));
        return Done{};
    }

    /// The cost was raised since it was made. Where the queue is full, another time.
    Status rehash(const Attempt& attempt) {
        const auto hash = door_.hashing.hash(request_.password);
        if (!hash.ok()) return Done{};
        return door_.context.database().write([&](Tx& tx) -> Status {
            const Account account = TRY(accounts::load(tx, attempt.account->id));
            if (account.password_hash != attempt.hash) return Done{};
            return accounts::set_password(tx, account.id, hash.value());
        });
    }

    const SignInDoor& door_;
    const SignIn& request_;
    const std::string login_;
    const FailureCount by_login_, by_address_;
    bool locks_ = false;
};

}  // namespace

Result<NewSession> sign_in(const SignInDoor& door, const SignIn& request) {
    return PasswordAttempt(door, request).run();
}

Result<NewSession> sign_in_by_cas(const SignInDoor& door, const SignInByCas& request) {
    std::optional<NewSession> session;
    TRY(door.context.database().write([&](Tx& tx) -> Status {
        session.reset();
        std::optional<Account> account;
        if (!request.cas_name.empty()) account = TRY(accounts::find_by_cas(tx, request.cas_name));
        const bool may = account && account->state == AccountState::Active;
        const Context context =
            acting_as(door.context, account ? std::string_view(account->login) : "unknown");
        TRY(audit(tx, context,
                  {may ? "session.sign_in" : "session.refuse", "account",
                   account ? account->id : Id{}, "by=cas", ""}));
        if (may)
            session = TRY(
                begin_session(tx, door.context, door.settings, {*account, request.from, false}));
        return Done{};
    }));
    if (!session) return Error(problem::kSessionRefused);
    return std::move(*session);
}

}  // namespace mingce
