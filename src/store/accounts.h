// Accounts as rows, the codes they are activated by, and their second factor, which lies in a box.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

enum class AccountKind : std::uint8_t { Person, Client };
enum class AccountState : std::uint8_t {
    Waiting,  // for its code
    Active,
    Disabled
};
/// Kept in the database and the API; never renamed.
std::string_view key_of(AccountKind kind);
std::string_view key_of(AccountState state);

struct Account {
    Id id;
    std::string login, name, cas_name;
    AccountKind kind = AccountKind::Person;
    AccountState state = AccountState::Waiting;
    std::string duty;           // what its grants agree on, "" without one
    std::string password_hash;  // "" before the first activation
    bool has_second_factor = false;
    std::int64_t totp_counter = 0;
    std::int64_t grants_version = 0;
    Moment created_at, activated_at, last_sign_in_at, disabled_at;  // 0: never
    std::string created_by;
};

namespace accounts {

/// Errors: Conflict (account.login_taken, account.cas_taken).
Status add(Tx& tx, const Id& institution, const Account& account);
Result<std::int64_t> count(Tx& tx);
Result<std::vector<Account>> all(Tx& tx);  // by login
Result<std::optional<Account>> find_by_login(Tx& tx, std::string_view login);
Result<std::optional<Account>> find_by_cas(Tx& tx, std::string_view cas_name);
/// By login or whole id. Errors: NotFound (account.unknown).
Result<Account> find(Tx& tx, std::string_view who);
Result<Account> load(Tx& tx, const Id& account);

/// Active with this password; a code it waited for is gone.
Status set_password(Tx& tx, const Id& account, std::string_view hash);
Status set_active(Tx& tx, const Id& account, Moment now);
Status set_disabled(Tx& tx, const Id& account, Moment now);
/// Waiting, without password and second factor.
Status reset(Tx& tx, const Id& account);
Status set_signed_in(Tx& tx, const Id& account, Moment now);
Status set_duty(Tx& tx, const Id& account, std::string_view duty);
/// Tells sessions that grants changed.
Status grants_changed(Tx& tx, const Id& account);
/// Active people last signed in, activated and made before `since`.
Result<std::vector<Id>> not_seen_since(Tx& tx, Moment since);

/// Sealed; counts from confirm_totp on.
Status set_totp(Tx& tx, Boxes& boxes, const Id& account, std::string_view secret);
/// "" where none was made.
Result<std::string> totp_secret(Tx& tx, Boxes& boxes, const Id& account);
Status confirm_totp(Tx& tx, const Id& account, Moment now);
/// Whether the step was later than every one before: each passes once.
Result<bool> take_totp_step(Tx& tx, const Id& account, std::int64_t counter);

}  // namespace accounts

namespace account_codes {

struct Code {
    Id account;
    std::string_view sha256;
    Moment created_at, expires_at;
};
/// In place of an earlier one.
Status set(Tx& tx, const Code& code);
/// Whose code it is, where it has not expired.
Result<std::optional<Id>> account_of(Tx& tx, std::string_view sha256, Moment now);
/// Whether it was still there.
Result<bool> take(Tx& tx, std::string_view sha256);
Status drop(Tx& tx, const Id& account);

}  // namespace account_codes

}  // namespace mingce
