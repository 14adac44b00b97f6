#include "usecases/people/accounts.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "store/account_problems.h"
#include "store/role_grants.h"
#include "store/sessions.h"
#include "store/sign_in_failures.h"
#include "usecases/people/activation_code.h"
#include "usecases/people/last_administrators.h"
#include "usecases/people/people_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kLoginMin = 2, kNameMax = 64;

// "unknown" is what the audit calls whoever has no account.
Status check_login(std::string_view login) {
    const auto may_stand = [](char c) {
        return is_lower(c) || is_digit(c) || c == '.' || c == '_' || c == '-' || c == '@';
    };
    if (login == "unknown" || login.size() < kLoginMin || login.size() > kLoginMax ||
        !std::ranges::all_of(login, may_stand))
        return Error(problem::kLoginMalformed);
    return Done{};
}

Result<std::string> give_code(Tx& tx, const Context& context, const PeopleSettings& settings,
                              const Id& account) {
    std::string code = make_activation_code(context.random);
    const std::string hash = hash_of_code(code);
    TRY(account_codes::set(
        tx, {account,
             hash,
             context.now,
             {context.now.milliseconds + settings.activation_days * kMillisecondsPerDay}}));
    return code;
}

Result<NewAccount> add_account(Tx& tx, const Context& context, const PeopleSettings& settings,
                               const MakeAccount& request) {
    Account account;
    account.id = context.make_id();
    account.login = lower_ascii(trim_blanks(request.login));
    TRY(check_login(account.login));
    account.name = request.name.empty() ? account.login : std::string(trim_blanks(request.name));
    account.cas_name = request.cas_name;
    if (!is_valid_utf8(account.name) || code_point_count(account.name) > kNameMax ||
        !is_valid_utf8(account.cas_name) || code_point_count(account.cas_name) > kNameMax)
        return Error(problem::kAccountNameMalformed);
    account.kind = request.kind;
    const bool is_person = request.kind == AccountKind::Person;
    account.state = is_person ? AccountState::Waiting : AccountState::Active;
    account.created_at = context.now;
    account.created_by = context.actor;
    TRY(accounts::add(tx, context.institution(), account));
    NewAccount made{account, "", {}};
    if (is_person) {
        made.code = TRY(give_code(tx, context, settings, account.id));
        made.code_until = {context.now.milliseconds +
                           settings.activation_days * kMillisecondsPerDay};
    }
    TRY(audit(
        tx, context,
        {"account.make", "account", account.id, "kind=" + std::string(key_of(account.kind)), ""}));
    return made;
}

/// Only at the first start: there is nobody yet who could confirm it.
Status grant_at_first_start(Tx& tx, const Context& context, const Id& account, Role role) {
    constexpr std::string_view kFirstStart = "first start";
    Grant grant;
    grant.id = context.make_id();
    grant.account = account;
    grant.role = role;
    grant.valid_from = day_of(context.now);
    grant.state = GrantState::InForce;
    grant.reason = kFirstStart;
    grant.proposed = {context.now, context.actor, {}};
    grant.confirmed = {context.now, std::string(kFirstStart), {}};
    TRY(accounts::set_duty(tx, account, duty_of(role)));
    TRY(role_grants::add(tx, grant));
    TRY(accounts::grants_changed(tx, account));
    return audit(tx, context,
                 {"grant.confirm", "grant", grant.id,
                  "role=" + std::string(key_of(role)) + " account=" + account.hex(), ""});
}

}  // namespace

Result<std::vector<NewAccount>> begin_accounts(const Context& context,
                                               const PeopleSettings& settings,
                                               const BeginAccounts& request) {
    TRY(require(context.caller, Permission::AccountManage));
    struct First {
        std::string login;
        Role role;
    };
    const std::array first{First{request.system_admin, Role::SystemAdmin},
                           First{request.security_admin, Role::SecurityAdmin},
                           First{request.second_security_admin, Role::SecurityAdmin},
                           First{request.audit_admin, Role::AuditAdmin}};
    return write_value(context.database(), [&](Tx& tx) -> Result<std::vector<NewAccount>> {
        if (TRY(accounts::count(tx)) != 0) return Error(problem::kAccountsBegun);
        std::vector<NewAccount> made;
        for (const First& one : first) {
            made.push_back(TRY(add_account(tx, context, settings, {one.login, "", "", {}})));
            TRY(grant_at_first_start(tx, context, made.back().account.id, one.role));
        }
        return made;
    });
}

Result<NewAccount> make_account(const Context& context, const PeopleSettings& settings,
                                const MakeAccount& request) {
    TRY(require(context.caller, Permission::AccountManage));
    return write_value(context.database(),
                       [&](Tx& tx) { return add_account(tx, context, settings, request); });
}

Result<NewAccount> reset_account(const Context& context, const PeopleSettings& settings,
                                 std::string_view who) {
    TRY(require(context.caller, Permission::AccountManage));
    return write_value(context.database(), [&](Tx& tx) -> Result<NewAccount> {
        const Account account = TRY(accounts::find(tx, who));
        if (account.kind != AccountKind::Person) return Error(problem::kAccountUnknown);
        const bool is_other_administrator = account.duty == duty_of(Role::SecurityAdmin) ||
                                            account.duty == duty_of(Role::AuditAdmin);
        if (is_other_administrator && !context.caller.is_at_the_machine())
            return Error(problem::kAccountAdministrators);
        TRY(accounts::reset(tx, account.id));
        TRY(sessions::end_all(tx, {account.id, {}, context.now}));
        TRY(audit(tx, context, {"account.reset", "account", account.id, "", ""}));
        NewAccount reset;
        reset.code = TRY(give_code(tx, context, settings, account.id));
        reset.code_until = {context.now.milliseconds +
                            settings.activation_days * kMillisecondsPerDay};
        reset.account = TRY(accounts::load(tx, account.id));
        return reset;
    });
}

Status disable_account(const Context& context, std::string_view who) {
    TRY(require(context.caller, Permission::AccountManage));
    return context.database().write([&](Tx& tx) -> Status {
        const Account account = TRY(accounts::find(tx, who));
        if (account.state == AccountState::Disabled) return Done{};
        TRY(accounts::set_disabled(tx, account.id, context.now));
        TRY(sessions::end_all(tx, {account.id, {}, context.now}));
        TRY(client_keys::end_all(tx, account.id, context.now));
        TRY(check_administrators_remain(tx, account.duty));
        return audit(tx, context, {"account.disable", "account", account.id, "", ""});
    });
}

Status enable_account(const Context& context, std::string_view who) {
    TRY(require(context.caller, Permission::AccountManage));
    return context.database().write([&](Tx& tx) -> Status {
        const Account account = TRY(accounts::find(tx, who));
        if (account.state != AccountState::Disabled) return Done{};
        const bool waits = account.kind == AccountKind::Person && account.password_hash.empty();
        TRY(waits ? accounts::reset(tx, account.id)
                  : accounts::set_active(tx, account.id, context.now));
        return audit(tx, context, {"account.enable", "account", account.id, "", ""});
    });
}

Result<std::uint64_t> disable_stale_accounts(const Context& context,
                                             const PeopleSettings& settings) {
    TRY(require(context.caller, Permission::AccountManage));
    const Moment since{context.now.milliseconds - settings.stale_days * kMillisecondsPerDay};
    return write_value(context.database(), [&](Tx& tx) -> Result<std::uint64_t> {
        std::uint64_t disabled = 0;
        for (const Id& account : TRY(accounts::not_seen_since(tx, since))) {
            // Nobody could let the others in again.
            if (TRY(is_needed_administrator(tx, TRY(accounts::load(tx, account)).duty))) continue;
            TRY(accounts::set_disabled(tx, account, context.now));
            TRY(sessions::end_all(tx, {account, {}, context.now}));
            TRY(audit(tx, context, {"account.stale", "account", account, "", ""}));
            ++disabled;
        }
        // What nobody can use any more goes with it.
        const Moment yesterday{context.now.milliseconds - kMillisecondsPerDay};
        TRY(sessions::forget(tx, yesterday));
        TRY(sign_in_failures::forget(tx, yesterday));
        return disabled;
    });
}

Result<std::vector<Account>> list_accounts(const Context& context) {
    TRY(require(context.caller, Permission::AccountRead));
    return read_value(context.database(), [](Tx& tx) { return accounts::all(tx); });
}

Result<Account> show_account(const Context& context, std::string_view who) {
    TRY(require(context.caller, Permission::AccountRead));
    return read_value(context.database(), [&](Tx& tx) { return accounts::find(tx, who); });
}

Result<std::vector<AccountName>> names_of_accounts(const Context& context,
                                                   const std::vector<std::string>& logins) {
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<AccountName>> {
        std::vector<AccountName> names;
        for (const std::string& login : logins)
            if (auto account = TRY(accounts::find_by_login(tx, login)))
                names.push_back({login, std::move(account->name)});
        return names;
    });
}

}  // namespace mingce
