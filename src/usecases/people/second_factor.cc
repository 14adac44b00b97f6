// The steps of a session after the password: codes, setting them up.
#include "crypto/totp.h"
#include "usecases/people/failure_count.h"
#include "usecases/people/people_problems.h"
#include "usecases/people/session_work.h"
#include "usecases/people/sign_in.h"

namespace mingce {

namespace {

/// What authenticators show above the code.
constexpr std::string_view kIssuer = "Mingce";

/// A code shown by a session: counted before it is judged, like a password.
class CodeAttempt {
public:
    CodeAttempt(const SignInDoor& door, const SessionFacts& session,
                const PassSecondFactor& request)
        : door_(door),
          session_(session),
          request_(request),
          context_(acting_as(door.context, session.login)),
          by_login_(door.context, door.settings.account_failures, "login", session.login) {}

    /// `taken` is what a code that passed does. Returns nothing where the code did not pass: that
    /// is written, too.
    template <class Taken>
    Result<NewSession> run(const Taken& taken) {
        std::optional<NewSession> renewed;
        TRY(door_.context.database().write([&](Tx& tx) -> Status {
            renewed.reset();
            StoredSession stored =
                TRY(living_session(tx, session_.session, {door_.settings, door_.context.now}));
            const Account account = TRY(accounts::load(tx, session_.account));
            TRY(by_login_.refuse_waiting(tx));
            if (!TRY(passes(tx, account))) return refuse(tx);
            TRY(by_login_.clear(tx));
            TRY(taken(tx, account));
            stored.second_factor_at = door_.context.now;
            renewed = TRY(renew_session(tx, door_.context, door_.settings, std::move(stored)));
            return Done{};
        }));
        if (!renewed) return Error(problem::kSessionCode);
        return std::move(*renewed);
    }

    const Context& context() const { return context_; }

private:
    Result<bool> passes(Tx& tx, const Account& account) const {
        Boxes boxes = door_.context.boxes();
        const std::string secret = TRY(accounts::totp_secret(tx, boxes, account.id));
        if (secret.empty()) return Error(problem::kNotEnrolling);
        const auto step =
            totp_step_of(secret, request_.code, door_.context.now, account.totp_counter);
        return step && TRY(accounts::take_totp_step(tx, account.id, *step));
    }

    Status refuse(Tx& tx) const {
        const bool locks = TRY(by_login_.count_one(tx));
        TRY(audit(tx, context_, {"session.refuse", "account", session_.account, "by=code", ""}));
        if (locks) TRY(audit(tx, context_, {"session.lock", "account", session_.account, "", ""}));
        return Done{};
    }

    const SignInDoor& door_;
    const SessionFacts& session_;
    const PassSecondFactor& request_;
    const Context context_;
    const FailureCount by_login_;
};

}  // namespace

Result<NewSession> pass_second_factor(const SignInDoor& door, const SessionFacts& session,
                                      const PassSecondFactor& request) {
    if (session.stage != SessionStage::CodeAsked) return Error(problem::kSessionStage);
    CodeAttempt attempt(door, session, request);
    return attempt.run([&](Tx& tx, const Account& account) -> Status {
        if (!account.has_second_factor) return Error(problem::kSessionStage);
        return audit(tx, attempt.context(),
                     {"session.second_factor", "account", account.id, "", ""});
    });
}

Result<TotpEnrolment> enrol_totp(const Context& context, const SessionFacts& session) {
    if (session.stage == SessionStage::CodeAsked) return Error(problem::kSessionStage);
    const std::string secret = make_totp_secret(context.random);
    TRY(context.database().write([&](Tx& tx) -> Status {
        const Account account = TRY(accounts::load(tx, session.account));
        if (account.has_second_factor) return Error(problem::kSecondFactorThere);
        Boxes boxes = context.boxes();
        return accounts::set_totp(tx, boxes, account.id, secret);
    }));
    return TotpEnrolment{base32_of(secret),
                         otpauth_uri(secret, {std::string(kIssuer), session.login})};
}

Result<NewSession> confirm_totp(const SignInDoor& door, const SessionFacts& session,
                                const PassSecondFactor& request) {
    if (session.stage == SessionStage::CodeAsked || session.second_factor_enrolled)
        return Error(problem::kNotEnrolling);
    CodeAttempt attempt(door, session, request);
    return attempt.run([&](Tx& tx, const Account& account) -> Status {
        if (account.has_second_factor) return Error(problem::kNotEnrolling);
        TRY(accounts::confirm_totp(tx, account.id, door.context.now));
        TRY(sessions::end_all(tx, {account.id, session.session, door.context.now}));
        return audit(tx, attempt.context(),
                     {"account.second_factor", "account", account.id, "", ""});
    });
}

}  // namespace mingce
