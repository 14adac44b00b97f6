// demo: a made-up hand-over, and the people of a made-up school.
#include <ostream>

#include "base/text.h"
#include "cli/record_door.h"
#include "cli/shared_options.h"
#include "demo/demo_hand_over.h"
#include "usecases/people/demo_accounts.h"
#include "usecases/people/people_problems.h"

namespace mingce {

namespace {

int run_demo_make(const Arguments& arguments, const Console& console) {
    const DemoOptions options{arguments.students, arguments.provinces, arguments.seed,
                              arguments.errors};
    const auto made = make_demo_hand_over(arguments.directory, options);
    if (!made.ok()) return console.refuse(made.error());
    const DemoCounts& counts = made.value();
    std::uint64_t errors = 0;
    for (const auto& [error_class, count] : counts.errors) errors += count;
    if (console.json) {
        std::string line = "{\"path\":";
        append_json_string(line, arguments.directory);
        console.data << line << ",\"students\":" << counts.admitted()
                     << ",\"files\":" << counts.files << ",\"photos\":" << counts.photos
                     << ",\"errors\":" << errors << "}\n";
        return kClean;
    }
    console.talk << arguments.directory << console.say({"：学生 ", ": students "})
                 << grouped(counts.admitted()) << console.say({"，文件 ", ", files "})
                 << grouped(counts.files) << console.say({"，照片 ", ", photos "})
                 << grouped(counts.photos) << console.say({"，埋入的错误 ", ", injected errors "})
                 << grouped(errors)
                 << console.say({"（清单 truth.jsonl）\n", " (listed in truth.jsonl)\n"});
    return kClean;
}

void print_account(const DemoAccount& account, const Console& console) {
    if (!console.json) {
        console.data << account.login << "  " << account.role << "  "
                     << (account.key.empty() ? account.password : account.key) << "  "
                     << account.secret << '\n';
        return;
    }
    std::string line = "{\"login\":";
    append_json_string(line, account.login);
    line += ",\"role\":";
    append_json_string(line, account.role);
    line += ",\"password\":";
    append_json_string(line, account.password);
    line += ",\"secret\":";
    append_json_string(line, account.secret);
    line += ",\"key\":";
    append_json_string(line, account.key);
    console.data << line << "}\n";
}

int run_accounts(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto accounts = make_demo_accounts(context);
        if (!accounts.ok()) return console.refuse(accounts.error());
        console.talk << console.say(
            {"演示账号（登录名、角色、口令或接口密钥、动态码密钥），每次生成都不同：\n",
             "Demo accounts (login, role, password or key, second factor), other ones each "
             "time:\n"});
        for (const DemoAccount& account : accounts.value()) print_account(account, console);
        console.talk << console.say(
            {"动态码：mingce demo totp 登录名\n", "Codes: mingce demo totp LOGIN\n"});
        return static_cast<int>(kClean);
    });
}

/// Of the folder's own file: it runs beside a server.
int run_totp(const Arguments& arguments, const Console& console) {
    const auto accounts = read_demo_accounts(data_folder_of(arguments));
    if (!accounts.ok()) return console.refuse(accounts.error());
    for (const DemoAccount& account : accounts.value()) {
        if (account.login != arguments.who || account.secret.empty()) continue;
        console.data << demo_code(account, system_now()) << '\n';
        return kClean;
    }
    return console.refuse(Error(problem::kDemoNoAccounts, arguments.who));
}

const Option kDemoMakeOptions[] = {
    {"DIR",
     {"写到哪个目录（须不存在或为空）", "folder to write, absent or empty"},
     &Arguments::directory,
     true},
    {"--students", {"学生人数", "number of students"}, &Arguments::students},
    {"--provinces", {"省份数，1 至 31", "number of provinces, 1 to 31"}, &Arguments::provinces},
    {"--seed",
     {"随机种子；同一种子结果相同", "random seed; the same seed gives the same bytes"},
     &Arguments::seed},
    {"--errors", {"每名学生的平均错误数", "injected errors per student"}, &Arguments::errors},
    kJsonOption,
};

const Option kAccountsOptions[] = {kJsonOption};
const Option kTotpOptions[] = {
    {"LOGIN", {"登录名", "login"}, &Arguments::who, true},
};

const Command kCommands[] = {
    {"demo",
     "make",
     {"生成一份虚构的移交数据", "make a hand-over of made-up people"},
     kDemoMakeOptions,
     run_demo_make},
    {"demo",
     "accounts",
     {"把档案标为演示并为每个角色建一个账号",
      "mark the record as a demo and make an account for each role"},
     kAccountsOptions,
     run_accounts},
    {"demo",
     "totp",
     {"演示账号现在的动态码", "the code of a demo account now"},
     kTotpOptions,
     run_totp},
};

}  // namespace

std::span<const Command> demo_commands() { return kCommands; }

}  // namespace mingce
