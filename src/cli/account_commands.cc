// account: who may sign in, and how they come to do so. What they may do: grant_commands.cc.
#include <ostream>

#include "base/text.h"
#include "cli/account_report.h"
#include "cli/record_door.h"
#include "cli/shared_options.h"
#include "usecases/people/accounts.h"
#include "usecases/people/grants.h"
#include "usecases/people/sessions.h"

namespace mingce {

namespace {

// What a school may set otherwise is the server's to read; the command line keeps the defaults.
constexpr PeopleSettings kSettings;

int run_first(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto made = begin_accounts(context, kSettings,
                                         {arguments.system_admin, arguments.security_admin,
                                          arguments.second_security_admin, arguments.audit_admin});
        if (!made.ok()) return console.refuse(made.error());
        for (const NewAccount& account : made.value()) print_new_account(account, console);
        console.talk << console.say({"激活码只显示这一次：交给本人，凭它设口令\n",
                                     "The codes are shown this once: each owner sets a password "
                                     "by theirs\n"});
        return static_cast<int>(kClean);
    });
}

int run_add(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const AccountKind kind = arguments.client ? AccountKind::Client : AccountKind::Person;
        const auto made = make_account(context, kSettings,
                                       {arguments.who, arguments.name, arguments.cas_name, kind});
        if (!made.ok()) return console.refuse(made.error());
        print_new_account(made.value(), console);
        return static_cast<int>(kClean);
    });
}

int run_reset(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto reset = reset_account(context, kSettings, arguments.who);
        if (!reset.ok()) return console.refuse(reset.error());
        print_new_account(reset.value(), console);
        console.talk << console.say({"口令和动态口令已清除，登录已结束\n",
                                     "Password and second factor are gone, sessions ended\n"});
        return static_cast<int>(kClean);
    });
}

int run_list(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto accounts = list_accounts(context);
        if (!accounts.ok()) return console.refuse(accounts.error());
        for (const Account& account : accounts.value()) print_account(account, console);
        console.talk << grouped(accounts.value().size())
                     << console.say({" 个账号\n", " accounts\n"});
        return static_cast<int>(kClean);
    });
}

int run_show(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto account = show_account(context, arguments.who);
        if (!account.ok()) return console.refuse(account.error());
        print_account(account.value(), console);
        const auto grants = list_grants(context, arguments.who);
        if (!grants.ok()) return console.refuse(grants.error());
        for (const GrantLine& line : grants.value()) print_grant(line, console);
        const auto keys = list_client_keys(context, arguments.who);
        if (!keys.ok()) return console.refuse(keys.error());
        for (const ClientKey& key : keys.value()) print_client_key(key, console);
        return static_cast<int>(kClean);
    });
}

int tell(const Status& done, const Text& text, const Console& console) {
    if (!done.ok()) return console.refuse(done.error());
    console.talk << console.say(text);
    return kClean;
}

int run_disable(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        return tell(disable_account(context, arguments.who),
                    {"已停用，登录已结束\n", "disabled; its sessions ended\n"}, console);
    });
}

int run_enable(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        return tell(enable_account(context, arguments.who), {"已启用\n", "enabled\n"}, console);
    });
}

int run_stale(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto disabled = disable_stale_accounts(context, kSettings);
        if (!disabled.ok()) return console.refuse(disabled.error());
        console.talk << console.say({"停用久未登录的账号：", "Disabled, not used for long: "})
                     << grouped(disabled.value()) << '\n';
        return static_cast<int>(kClean);
    });
}

int run_client(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto made = make_client_key(context, kSettings, arguments.who);
        if (!made.ok()) return console.refuse(made.error());
        print_new_client_key(made.value(), console);
        console.talk << console.say({"密钥只显示这一次\n", "The key is shown this once\n"});
        return static_cast<int>(kClean);
    });
}

int run_client_end(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        return tell(end_client_key(context, Id::parse(arguments.who).value_or(Id{})),
                    {"密钥已作废\n", "the key is ended\n"}, console);
    });
}

int run_sessions(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto sessions = list_sessions(context, kSettings, arguments.who);
        if (!sessions.ok()) return console.refuse(sessions.error());
        for (const SessionLine& session : sessions.value()) print_session(session, console);
        console.talk << grouped(sessions.value().size())
                     << console.say({" 个登录\n", " sessions\n"});
        return static_cast<int>(kClean);
    });
}

int run_sign_out(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto ended = end_sessions_of(context, arguments.who);
        if (!ended.ok()) return console.refuse(ended.error());
        console.talk << console.say({"结束的登录：", "Sessions ended: "}) << grouped(ended.value())
                     << '\n';
        return static_cast<int>(kClean);
    });
}

constexpr Option kAccount = {"ACCOUNT", {"登录名或编号", "login or id"}, &Arguments::who, true};
constexpr Option kAnyAccount = {
    "ACCOUNT", {"登录名或编号；不写则全部", "login or id; all when not given"}, &Arguments::who};
constexpr Option kFirstOptions[] = {
    {"--system",
     {"系统管理员的登录名", "login of the system administrator"},
     &Arguments::system_admin,
     true},
    {"--security",
     {"安全管理员的登录名", "login of the security administrator"},
     &Arguments::security_admin,
     true},
    {"--second-security",
     {"另一位安全管理员的登录名", "login of the other security administrator"},
     &Arguments::second_security_admin,
     true},
    {"--audit",
     {"审计管理员的登录名", "login of the audit administrator"},
     &Arguments::audit_admin,
     true},
    kJsonOption,
};
constexpr Option kAddOptions[] = {
    {"LOGIN", {"登录名", "login"}, &Arguments::who, true},
    {"--name", {"姓名，缺省为登录名", "name; the login when not given"}, &Arguments::name},
    {"--cas", {"统一身份认证的用户名", "name in the school's CAS"}, &Arguments::cas_name},
    {"--client", {"接口程序的账号", "an account of a program"}, &Arguments::client},
    kJsonOption,
};
constexpr Option kOneOptions[] = {kAccount, kJsonOption};
constexpr Option kAnyOptions[] = {kAnyAccount, kJsonOption};
constexpr Option kJsonOnly[] = {kJsonOption};
constexpr Option kClientEndOptions[] = {
    {"KEY", {"密钥的编号", "id of the key"}, &Arguments::who, true},
    kJsonOption,
};

const Command kAccountCommands[] = {
    {"account",
     "first",
     {"首次建立：系统、安全（两名）、审计管理员",
      "the first start: a system, two security and an audit administrator"},
     kFirstOptions,
     run_first},
    {"account",
     "add",
     {"建立账号，打印激活码", "make an account and print its code"},
     kAddOptions,
     run_add},
    {"account", "list", {"列出账号", "list accounts"}, kJsonOnly, run_list},
    {"account", "show", {"一个账号及其授权", "an account and its grants"}, kOneOptions, run_show},
    {"account",
     "reset",
     {"清除口令和动态口令，打印新的激活码", "forget password and second factor, print a new code"},
     kOneOptions,
     run_reset},
    {"account", "disable", {"停用账号", "disable an account"}, kOneOptions, run_disable},
    {"account", "enable", {"启用账号", "enable an account"}, kOneOptions, run_enable},
    {"account",
     "stale",
     {"停用 90 天未登录的账号", "disable accounts not used for 90 days"},
     kJsonOnly,
     run_stale},
    {"account",
     "client",
     {"给接口程序发一把密钥", "make a key for a program's account"},
     kOneOptions,
     run_client},
    {"account",
     "client-end",
     {"作废接口程序的密钥", "end a program's key"},
     kClientEndOptions,
     run_client_end},
    {"account", "sessions", {"列出登录", "list sessions"}, kAnyOptions, run_sessions},
    {"account",
     "sign-out",
     {"结束一个账号的全部登录", "end all sessions of an account"},
     kOneOptions,
     run_sign_out},
};

}  // namespace

std::span<const Command> account_commands() { return kAccountCommands; }

}  // namespace mingce
