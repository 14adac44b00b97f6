// Accounts: made, handed over by a code, reset, disabled; and the keys of programs. Never what
// somebody may do: that is grants.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/accounts.h"
#include "store/client_keys.h"
#include "usecases/people/people_settings.h"
#include "usecases/record/record.h"

namespace mingce {

inline constexpr std::size_t kLoginMax = 64;  // bytes

/// An account as it was made or reset, and the code that its owner sets a password by: shown once.
struct NewAccount {
    Account account;
    std::string code;
    Moment code_until;
};

/// The first start: one system administrator, two security and one audit administrator.
struct BeginAccounts {
    std::string system_admin, security_admin, second_security_admin, audit_admin;  // logins
};
/// In that order. Errors: Conflict (account.begun) once there are accounts; as make_account.
Result<std::vector<NewAccount>> begin_accounts(const Context& context,
                                               const PeopleSettings& settings,
                                               const BeginAccounts& request);

struct MakeAccount {
    std::string login;  // 2 to 64 of a-z 0-9 . _ - @, letters made lower-case
    std::string name;   // "" is the login
    std::string cas_name;
    AccountKind kind = AccountKind::Person;
};
/// Needs AccountManage. A client has no code: it gets keys.
/// Errors: BadInput (account.login_malformed); Conflict (account.login_taken, account.cas_taken).
Result<NewAccount> make_account(const Context& context, const PeopleSettings& settings,
                                const MakeAccount& request);

/// A new code; the password, the second factor and all sessions end. An account with another
/// administrator's role is reset at the machine only. Errors: account.unknown; Forbidden
/// (account.administrators).
Result<NewAccount> reset_account(const Context& context, const PeopleSettings& settings,
                                 std::string_view who);

/// Ends its sessions and keys of programs at once.
Status disable_account(const Context& context, std::string_view who);
/// It waits for a code again where it had no password. Errors: account.unknown.
Status enable_account(const Context& context, std::string_view who);
/// Who has not signed in for `stale_days`, nor was made or enabled since. Returns how many were
/// disabled. For the server, daily and at its start.
Result<std::uint64_t> disable_stale_accounts(const Context& context,
                                             const PeopleSettings& settings);

/// Need AccountRead. `who` is a login or an id.
Result<std::vector<Account>> list_accounts(const Context& context);
Result<Account> show_account(const Context& context, std::string_view who);

/// What a login is called by those who work with its owner.
struct AccountName {
    std::string login, name;
};
inline constexpr std::size_t kAccountNamesMax = 200;
/// Asks no permission beyond being signed in: names stand on what everybody did. Of logins that
/// are nobody's there is no line.
Result<std::vector<AccountName>> names_of_accounts(const Context& context,
                                                   const std::vector<std::string>& logins);

/// A bearer token for a program's account, shown once: "mk_" and 64 hexadecimal digits.
struct NewClientKey {
    ClientKey key;
    std::string token;
};
/// Needs AccountManage. Errors: BadInput (account.no_client).
Result<NewClientKey> make_client_key(const Context& context, const PeopleSettings& settings,
                                     std::string_view who);
Status end_client_key(const Context& context, const Id& key);
Result<std::vector<ClientKey>> list_client_keys(const Context& context, std::string_view who);
/// Whom a program's token stands for: the account's one grant as Client.
/// Errors: Forbidden (session.none; access.denied without a grant in force).
Result<Caller> caller_of_client(const Context& context, const PeopleSettings& settings,
                                std::string_view token);

}  // namespace mingce
