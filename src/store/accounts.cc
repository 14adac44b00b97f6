#include "store/accounts.h"

#include "store/account_problems.h"

namespace mingce {

std::string_view key_of(AccountKind kind) {
    return kind == AccountKind::Person ? "person" : "client";
}

std::string_view key_of(AccountState state) {
    switch (state) {
        case AccountState::Waiting: return "waiting";
        case AccountState::Active: return "active";
        case AccountState::Disabled: return "disabled";
    }
    return "";
}

namespace accounts {

namespace {

constexpr std::string_view kTotpPlace = "account.totp";
constexpr std::string_view kSelect =
    "SELECT id, login, name, cas_name, kind, state, duty, password_hash, totp_confirmed_at,"
    " totp_counter, grants_version, created_at, activated_at, last_sign_in_at, disabled_at,"
    " created_by FROM account ";

AccountState state_of(std::string_view key) {
    for (AccountState state : {AccountState::Waiting, AccountState::Active})
        if (key_of(state) == key) return state;
    return AccountState::Disabled;
}

Account read_account(const Row& row) {
    Account account;
    account.id = row.id(0);
    account.login = row.text(1);
    account.name = row.text(2);
    account.cas_name = row.text(3);
    account.kind =
        row.text(4) == key_of(AccountKind::Client) ? AccountKind::Client : AccountKind::Person;
    account.state = state_of(row.text(5));
    account.duty = row.text(6);
    account.password_hash = row.text(7);
    account.has_second_factor = !row.is_null(8);
    account.totp_counter = row.integer(9);
    account.grants_version = row.integer(10);
    account.created_at = row.moment(11);
    account.activated_at = row.moment(12);
    account.last_sign_in_at = row.moment(13);
    account.disabled_at = row.moment(14);
    account.created_by = row.text(15);
    return account;
}

Result<std::optional<Account>> first(Tx& tx, std::string_view where, const Param& value) {
    std::optional<Account> found;
    TRY(tx.first(std::string(kSelect) + std::string(where), {value},
                 [&](const Row& row) { found = read_account(row); }));
    return found;
}

}  // namespace

Status add(Tx& tx, const Id& institution, const Account& account) {
    if (TRY(find_by_login(tx, account.login))) return Error(problem::kLoginTaken);
    if (!account.cas_name.empty() && TRY(find_by_cas(tx, account.cas_name)))
        return Error(problem::kCasNameTaken);
    TRY(tx.run(
        "INSERT INTO account (id, institution, login, name, cas_name, kind, state,"
        " totp_counter, grants_version, created_at, created_by)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, $9)",
        {account.id, institution, account.login, account.name, text_or_null(account.cas_name),
         key_of(account.kind), key_of(account.state), account.created_at, account.created_by}));
    return Done{};
}

Result<std::int64_t> count(Tx& tx) { return tx.integer("SELECT count(*) FROM account"); }

Result<std::vector<Account>> all(Tx& tx) {
    std::vector<Account> list;
    TRY(tx.query(std::string(kSelect) + "ORDER BY login", {}, [&](const Row& row) -> Status {
        list.push_back(read_account(row));
        return Done{};
    }));
    return list;
}

Result<std::optional<Account>> find_by_login(Tx& tx, std::string_view login) {
    return first(tx, "WHERE login = $1", login);
}

Result<std::optional<Account>> find_by_cas(Tx& tx, std::string_view cas_name) {
    return first(tx, "WHERE cas_name = $1", cas_name);
}

Result<Account> find(Tx& tx, std::string_view who) {
    auto found = TRY(find_by_login(tx, who));
    if (const auto id = Id::parse(who); !found && id) found = TRY(first(tx, "WHERE id = $1", *id));
    if (!found) return Error(problem::kAccountUnknown);
    return std::move(*found);
}

Result<Account> load(Tx& tx, const Id& account) {
    auto found = TRY(first(tx, "WHERE id = $1", account));
    if (!found) return Error(problem::kAccountUnknown);
    return std::move(*found);
}

Status set_password(Tx& tx, const Id& account, std::string_view hash) {
    TRY(tx.run("UPDATE account SET password_hash = $1 WHERE id = $2", {hash, account}));
    return Done{};
}

Status set_active(Tx& tx, const Id& account, Moment now) {
    TRY(
        tx.run("UPDATE account SET state = 'active', activated_at = $1, disabled_at = NULL"
               " WHERE id = $2",
               {now, account}));
    return Done{};
}

Status set_disabled(Tx& tx, const Id& account, Moment now) {
    TRY(tx.run("UPDATE account SET state = 'disabled', disabled_at = $1 WHERE id = $2",
               {now, account}));
    return account_codes::drop(tx, account);
}

Status reset(Tx& tx, const Id& account) {
    TRY(
        tx.run("UPDATE account SET state = 'waiting', password_hash = NULL, totp_box = NULL,"
               " totp_confirmed_at = NULL, disabled_at = NULL WHERE id = $1",
               {account}));
    return Done{};
}

Status set_signed_in(Tx& tx, const Id& account, Moment now) {
    TRY(tx.run("UPDATE account SET last_sign_in_at = $1 WHERE id = $2", {now, account}));
    return Done{};
}

Status set_duty(Tx& tx, const Id& account, std::string_view duty) {
    TRY(tx.run("UPDATE account SET duty = $1 WHERE id = $2", {text_or_null(duty), account}));
    return Done{};
}

Status grants_changed(Tx& tx, const Id& account) {
    TRY(tx.run("UPDATE account SET grants_version = grants_version + 1 WHERE id = $1", {account}));
    return Done{};
}

Result<std::vector<Id>> not_seen_since(Tx& tx, Moment since) {
    return tx.ids(
        "SELECT id FROM account WHERE state = 'active' AND kind = 'person' AND created_at < $1"
        " AND coalesce(activated_at, 0) < $1 AND coalesce(last_sign_in_at, 0) < $1 ORDER BY id",
        {since});
}

Status set_totp(Tx& tx, Boxes& boxes, const Id& account, std::string_view secret) {
    const std::string box = boxes.seal_for_record({kTotpPlace, account}, secret);
    TRY(tx.run("UPDATE account SET totp_box = $1, totp_confirmed_at = NULL WHERE id = $2",
               {blob_or_null(box), account}));
    return Done{};
}

Result<std::string> totp_secret(Tx& tx, Boxes& boxes, const Id& account) {
    std::string box;
    TRY(tx.first("SELECT totp_box FROM account WHERE id = $1", {account},
                 [&](const Row& row) { box = row.blob(0); }));
    if (box.empty()) return std::string();
    return boxes.open_for_record({kTotpPlace, account}, box);
}

Status confirm_totp(Tx& tx, const Id& account, Moment now) {
    TRY(tx.run("UPDATE account SET totp_confirmed_at = $1 WHERE id = $2", {now, account}));
    return Done{};
}

Result<bool> take_totp_step(Tx& tx, const Id& account, std::int64_t counter) {
    return TRY(tx.run("UPDATE account SET totp_counter = $1 WHERE id = $2 AND totp_counter < $1",
                      {counter, account})) == 1;
}

}  // namespace accounts

namespace account_codes {

Status set(Tx& tx, const Code& code) {
    TRY(drop(tx, code.account));
    TRY(
        tx.run("INSERT INTO account_code (account, code_sha256, created_at, expires_at)"
               " VALUES ($1, $2, $3, $4)",
               {code.account, Param::Blob{code.sha256}, code.created_at, code.expires_at}));
    return Done{};
}

Result<std::optional<Id>> account_of(Tx& tx, std::string_view sha256, Moment now) {
    std::optional<Id> account;
    TRY(tx.first("SELECT account FROM account_code WHERE code_sha256 = $1 AND expires_at > $2",
                 {Param::Blob{sha256}, now}, [&](const Row& row) { account = row.id(0); }));
    return account;
}

Result<bool> take(Tx& tx, std::string_view sha256) {
    return TRY(tx.run("DELETE FROM account_code WHERE code_sha256 = $1", {Param::Blob{sha256}})) ==
           1;
}

Status drop(Tx& tx, const Id& account) {
    TRY(tx.run("DELETE FROM account_code WHERE account = $1", {account}));
    return Done{};
}

}  // namespace account_codes

}  // namespace mingce
