// The keys of programs: made, ended, and whom they stand for.
#include "access/problems.h"
#include "store/role_grants.h"
#include "usecases/people/accounts.h"
#include "usecases/people/people_problems.h"
#include "usecases/people/session_work.h"

namespace mingce {

namespace {

// Leaked keys are found by their beginning.
constexpr std::string_view kKeyPrefix = "mk_";

}  // namespace

Result<NewClientKey> make_client_key(const Context& context, const PeopleSettings& settings,
                                     std::string_view who) {
    TRY(require(context.caller, Permission::AccountManage));
    NewClientKey made;
    made.token = std::string(kKeyPrefix) + make_token(context.random);
    return write_value(context.database(), [&](Tx& tx) -> Result<NewClientKey> {
        const Account account = TRY(accounts::find(tx, who));
        if (account.kind != AccountKind::Client || account.state != AccountState::Active)
            return Error(problem::kAccountNoClient);
        made.key = {context.make_id(),
                    account.id,
                    context.actor,
                    context.now,
                    {context.now.milliseconds + settings.client_key_days * kMillisecondsPerDay},
                    {},
                    {}};
        TRY(client_keys::add(tx, made.key, hash_of_token(made.token)));
        TRY(audit(tx, context, {"account.client_key", "account", account.id, "", ""}));
        return made;
    });
}

Status end_client_key(const Context& context, const Id& key) {
    TRY(require(context.caller, Permission::AccountManage));
    return context.database().write([&](Tx& tx) -> Status {
        const auto found = TRY(client_keys::find(tx, key));
        if (!found) return Error(problem::kAccountNoClient);
        TRY(client_keys::end(tx, key, context.now));
        return audit(tx, context, {"account.client_key_end", "account", found->account, "", ""});
    });
}

Result<std::vector<ClientKey>> list_client_keys(const Context& context, std::string_view who) {
    TRY(require(context.caller, Permission::AccountRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<ClientKey>> {
        return client_keys::of_account(tx, TRY(accounts::find(tx, who)).id);
    });
}

Result<Caller> caller_of_client(const Context& context, const PeopleSettings& settings,
                                std::string_view token) {
    const std::string hash = hash_of_token(token);
    bool is_to_be_written = false;
    Id key;
    Caller caller = TRY(read_value(context.database(), [&](Tx& tx) -> Result<Caller> {
        const auto found = TRY(client_keys::find_by_hash(tx, hash));
        if (!found || found->ended_at.milliseconds != 0 || found->expires_at <= context.now)
            return Error(problem::kSessionNone);
        const Account account = TRY(accounts::load(tx, found->account));
        if (account.state != AccountState::Active) return Error(problem::kSessionNone);
        const auto choices =
            role_choices(TRY(role_grants::standing(tx, account.id)), day_of(context.now));
        if (choices.empty()) return Error(problem::kAccessDenied, "client");
        key = found->id;
        is_to_be_written = context.now.milliseconds - found->last_used_at.milliseconds >=
                           settings.seen_every_seconds * 1000;
        const RoleChoice& choice = choices.front();
        return Caller{account.login, account.id, choice.role, choice.purpose, choice.scope};
    }));
    if (is_to_be_written)
        TRY(context.database().write(
            [&](Tx& tx) { return client_keys::set_used(tx, key, context.now); }));
    return caller;
}

}  // namespace mingce
