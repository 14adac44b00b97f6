// Setting a password: by the code that was handed over, and by whoever knows the former one.
#include "usecases/people/activation_code.h"
#include "usecases/people/failure_count.h"
#include "usecases/people/password_policy.h"
#include "usecases/people/people_problems.h"
#include "usecases/people/session_work.h"
#include "usecases/people/sign_in.h"

namespace mingce {

namespace {

Status refuse_old_password(const SignInDoor& door, const Account& account, bool locks) {
    return door.context.database().write([&](Tx& tx) -> Status {
        const Context context = acting_as(door.context, account.login);
        TRY(audit(tx, context, {"session.refuse", "account", account.id, "by=password", ""}));
        if (locks) TRY(audit(tx, context, {"session.lock", "account", account.id, "", ""}));
        return Done{};
    });
}

}  // namespace

Result<NewSession> change_password(const SignInDoor& door, const SessionFacts& session,
                                   const ChangePassword& request) {
    if (session.stage == SessionStage::CodeAsked) return Error(problem::kSessionStage);
    TRY(check_password(request.new_password, session.login));
    const FailureCount failures(door.context, door.settings.account_failures, "login",
                                session.login);
    bool locks = false;
    Database& database = door.context.database();
    const Account account = TRY(write_value(database, [&](Tx& tx) -> Result<Account> {
        TRY(failures.refuse_waiting(tx));
        locks = TRY(failures.count_one(tx));
        return accounts::load(tx, session.account);
    }));
    const auto give_back = [&] {
        return database.write([&](Tx& tx) { return failures.give_back(tx); });
    };
    const auto matches = door.hashing.matches(account.password_hash, request.old_password);
    if (!matches.ok()) {
        TRY(give_back());
        return matches.error();
    }
    if (!matches.value()) {
        TRY(refuse_old_password(door, account, locks));
        return Error(problem::kSessionRefused);
    }
    TRY(give_back());
    const std::string hash = TRY(door.hashing.hash(request.new_password));
    return write_value(database, [&](Tx& tx) -> Result<NewSession> {
        if (TRY(accounts::load(tx, account.id)).password_hash != account.password_hash)
            return Error(problem::kSessionRefused);
        StoredSession stored =
            TRY(living_session(tx, session.session, {door.settings, door.context.now}));
        TRY(accounts::set_password(tx, account.id, hash));
        TRY(sessions::end_all(tx, {account.id, session.session, door.context.now}));
        TRY(audit(tx, acting_as(door.context, account.login),
                  {"account.password", "account", account.id, "", ""}));
        return renew_session(tx, door.context, door.settings, std::move(stored));
    });
}

namespace {

/// Whose code it is; nothing where it is nobody's, which is counted and told.
Result<std::optional<Account>> account_of_code(const SignInDoor& door, const Activate& request,
                                               std::string_view code_sha256) {
    const FailureCount failures(door.context, door.settings.address_failures, "address",
                                request.from.address);
    std::optional<Account> account;
    TRY(door.context.database().write([&](Tx& tx) -> Status {
        account.reset();
        const bool is_counted = !request.from.address.empty();
        if (is_counted) TRY(failures.refuse_waiting(tx));
        const auto found = TRY(account_codes::account_of(tx, code_sha256, door.context.now));
        if (found) {
            account = TRY(accounts::load(tx, *found));
            return Done{};
        }
        if (is_counted) TRY(failures.count_one(tx));
        return audit(tx, acting_as(door.context, "unknown"),
                     {"session.refuse", "account", {}, "by=activation_code", ""});
    }));
    return account;
}

}  // namespace

Result<std::string> activate(const SignInDoor& door, const Activate& request) {
    const std::string code_sha256 = hash_of_code(request.code);
    const auto account = TRY(account_of_code(door, request, code_sha256));
    if (!account) return Error(problem::kAccountCode);
    TRY(check_password(request.password, account->login));
    const std::string hash = TRY(door.hashing.hash(request.password));
    TRY(door.context.database().write([&](Tx& tx) -> Status {
        if (!TRY(account_codes::take(tx, code_sha256))) return Error(problem::kAccountCode);
        TRY(accounts::set_password(tx, account->id, hash));
        TRY(accounts::set_active(tx, account->id, door.context.now));
        return audit(tx, acting_as(door.context, account->login),
                     {"account.activate", "account", account->id, "", ""});
    }));
    return account->login;
}

}  // namespace mingce
