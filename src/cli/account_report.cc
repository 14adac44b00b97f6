#include "cli/account_report.h"

#include <ostream>

#include "base/text.h"

namespace mingce {

namespace {

constexpr Text state_text(AccountState state) {
    switch (state) {
        case AccountState::Waiting: return {"待激活", "waiting"};
        case AccountState::Active: return {"在用", "active"};
        case AccountState::Disabled: return {"已停用", "disabled"};
    }
    return {};
}

constexpr Text state_text(GrantState state) {
    switch (state) {
        case GrantState::Proposed: return {"待确认", "proposed"};
        case GrantState::InForce: return {"有效", "in force"};
        case GrantState::Ended: return {"已结束", "ended"};
    }
    return {};
}

/// One JSON object on one line, member by member.
class JsonLine {
public:
    JsonLine& text(std::string_view key, std::string_view value) {
        begin(key);
        append_json_string(line_, value);
        return *this;
    }
    JsonLine& moment(std::string_view key, Moment value) {
        return text(key, value.milliseconds == 0 ? "" : utc_text(value));
    }
    JsonLine& truth(std::string_view key, bool value) {
        begin(key);
        line_ += value ? "true" : "false";
        return *this;
    }
    JsonLine& texts(std::string_view key, const std::vector<std::string>& values) {
        begin(key);
        line_ += '[';
        for (const std::string& value : values) {
            if (line_.back() != '[') line_ += ',';
            append_json_string(line_, value);
        }
        line_ += ']';
        return *this;
    }
    void print(std::ostream& out) const { out << line_ << "}\n"; }

private:
    void begin(std::string_view key) {
        line_ += line_.empty() ? '{' : ',';
        append_json_string(line_, key);
        line_ += ':';
    }
    std::string line_;
};

JsonLine json_of(const Account& account) {
    JsonLine line;
    line.text("id", account.id.hex())
        .text("login", account.login)
        .text("name", account.name)
        .text("kind", key_of(account.kind))
        .text("state", key_of(account.state))
        .text("cas_name", account.cas_name)
        .truth("second_factor", account.has_second_factor)
        .moment("created_at", account.created_at)
        .moment("last_sign_in_at", account.last_sign_in_at);
    return line;
}

JsonLine json_of(const ClientKey& key) {
    JsonLine line;
    line.text("id", key.id.hex())
        .text("account", key.account.hex())
        .text("created_by", key.created_by)
        .moment("created_at", key.created_at)
        .moment("expires_at", key.expires_at)
        .moment("last_used_at", key.last_used_at)
        .moment("ended_at", key.ended_at);
    return line;
}

std::vector<std::string> units_of(const Scope& scope) {
    std::vector<std::string> units;
    for (const ScopeUnit& unit : scope.units) units.push_back(text_of(unit));
    return units;
}

std::vector<std::string> years_of(const Scope& scope) {
    std::vector<std::string> years;
    for (const std::int64_t year : scope.years) years.push_back(std::to_string(year));
    return years;
}

void print_grant_json(const GrantLine& line, const Console& console) {
    const Grant& grant = line.grant;
    JsonLine json;
    json.text("id", grant.id.hex())
        .text("login", line.login)
        .text("role", key_of(grant.role))
        .text("scope", key_of(grant.scope.kind))
        .texts("units", units_of(grant.scope))
        .texts("years", years_of(grant.scope))
        .text("student", grant.scope.student.is_none() ? "" : grant.scope.student.hex())
        .text("purpose", grant.purpose)
        .text("valid_from", iso_text(grant.valid_from))
        .text("valid_until", grant.valid_until ? iso_text(*grant.valid_until) : "")
        .text("state", key_of(grant.state))
        .text("reason", grant.reason)
        .text("proposed_by", grant.proposed.by)
        .text("confirmed_by", grant.confirmed.by)
        .text("ended_by", grant.ended.by);
    json.print(console.data);
}

}  // namespace

void print_account(const Account& account, const Console& console) {
    if (console.json) return json_of(account).print(console.data);
    console.data << account.login << "  " << one_line(account.name) << "  "
                 << console.say(state_text(account.state));
    if (account.kind == AccountKind::Client) console.data << console.say({"  程序", "  program"});
    if (account.has_second_factor) console.data << console.say({"  有动态口令", "  second factor"});
    if (account.last_sign_in_at.milliseconds != 0)
        console.data << console.say({"  最近登录 ", "  last signed in "})
                     << civil_text(account.last_sign_in_at);
    console.data << '\n';
}

void print_new_account(const NewAccount& made, const Console& console) {
    if (console.json) {
        json_of(made.account)
            .text("code", made.code)
            .moment("code_until", made.code_until)
            .print(console.data);
        return;
    }
    console.data << made.account.login;
    if (!made.code.empty())
        console.data << console.say({"  激活码 ", "  code "}) << made.code
                     << console.say({"  至 ", "  until "}) << civil_text(made.code_until);
    console.data << '\n';
}

void print_grant(const GrantLine& line, const Console& console) {
    if (console.json) return print_grant_json(line, console);
    const Grant& grant = line.grant;
    console.data << grant.id.hex() << "  " << line.login << "  "
                 << console.say(text_of(grant.role).name) << "  "
                 << console.say(state_text(grant.state));
    for (const std::string& unit : units_of(grant.scope)) console.data << "  " << one_line(unit);
    for (const std::string& year : years_of(grant.scope)) console.data << "  " << year;
    if (!grant.purpose.empty()) console.data << "  " << grant.purpose;
    console.data << "  " << iso_text(grant.valid_from) << '/'
                 << (grant.valid_until ? iso_text(*grant.valid_until) : "") << "  "
                 << grant.proposed.by << " → " << grant.confirmed.by << "  "
                 << one_line(grant.reason) << '\n';
}

void print_client_key(const ClientKey& key, const Console& console) {
    if (console.json) return json_of(key).print(console.data);
    console.data << key.id.hex() << console.say({"  密钥，至 ", "  key, until "})
                 << civil_text(key.expires_at);
    if (key.ended_at.milliseconds != 0) console.data << console.say({"  已作废", "  ended"});
    console.data << '\n';
}

void print_new_client_key(const NewClientKey& made, const Console& console) {
    if (console.json) return json_of(made.key).text("token", made.token).print(console.data);
    console.data << made.token << '\n';
    print_client_key(made.key, console);
}

void print_session(const SessionLine& session, const Console& console) {
    if (console.json) {
        JsonLine()
            .text("id", session.id.hex())
            .text("login", session.login)
            .text("role", session.role)
            .text("address", session.address)
            .text("agent", session.agent)
            .moment("created_at", session.created_at)
            .moment("last_seen_at", session.last_seen_at)
            .moment("expires_at", session.expires_at)
            .print(console.data);
        return;
    }
    console.data << session.login << "  " << session.role << "  " << session.address << "  "
                 << civil_text(session.created_at) << console.say({"  最近 ", "  last seen "})
                 << civil_text(session.last_seen_at) << "  " << session.agent << '\n';
}

}  // namespace mingce
