// init, migrate, intake: the record itself and the frames one works in.
#include <ostream>

#include "base/text.h"
#include "cli/record_door.h"
#include "cli/recovery_sheet.h"
#include "cli/shared_options.h"
#include "usecases/record/intakes.h"

namespace mingce {

namespace {

int run_init(const Arguments& arguments, const Console& console) {
    InitRecord request;
    request.folder = data_folder_of(arguments);
    request.database = arguments.database;
    request.key = key_file_of(arguments);
    request.institution = arguments.institution;
    request.institution_code = arguments.code;
    request.actor = actor_of_process();
    request.now = system_now();
    SystemRandom random;
    const auto made = init_record(request, random);
    if (!made.ok()) return console.refuse(made.error());
    print_recovery_sheet({made.value().identity, made.value().identity.created_at,
                          made.value().verifier, made.value().recovery},
                         console);
    console.talk << console.say({"数据目录 ", "data folder "}) << made.value().folder.string()
                 << console.say({"，根密钥 ", ", root key "}) << made.value().key.string()
                 << console.say({"：密钥不在数据目录里，请移到另一介质并备份恢复单\n",
                                 ": the key is not in the folder; keep it on another medium, and "
                                 "keep the recovery sheet\n"});
    return kClean;
}

int run_migrate(const Arguments& arguments, const Console& console) {
    SystemRandom random;
    const auto done = migrate_record(
        {data_folder_of(arguments), key_file_of(arguments), actor_of_process(), system_now()},
        random);
    if (!done.ok()) return console.refuse(done.error());
    console.talk << console.say(done.value() ? Text{"已升级\n", "migrated\n"}
                                             : Text{"已是最新，无需升级\n", "already current\n"});
    return kClean;
}

int run_intake_add(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto added = add_intake(context, arguments.who);
        if (!added.ok()) return console.refuse(added.error());
        console.talk << console.say({"已建立招生批次 ", "made intake "}) << added.value().key
                     << '\n';
        return static_cast<int>(kClean);
    });
}

int run_intake_list(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto intakes = list_intakes(context);
        if (!intakes.ok()) return console.refuse(intakes.error());
        for (const IntakeCount& intake : intakes.value()) {
            if (console.json) {
                std::string line = "{\"intake\":";
                append_json_string(line, intake.intake.key);
                console.data << line << ",\"students\":" << intake.students << "}\n";
                continue;
            }
            console.data << intake.intake.key << "  "
                         << grouped(static_cast<std::uint64_t>(intake.students))
                         << console.say({" 名学生\n", " students\n"});
        }
        return static_cast<int>(kClean);
    });
}

constexpr Option kInitOptions[] = {
    {"--institution", {"学校名称", "name of the institution"}, &Arguments::institution, true},
    {"--code", {"学校代码", "code of the institution"}, &Arguments::code},
    {"--db",
     {"PostgreSQL 地址（postgres://…，不含口令）；缺省用数据目录里的 SQLite",
      "PostgreSQL URL (postgres://…, without a password); a SQLite file when not given"},
     &Arguments::database},
    kJsonOption,
};
constexpr Option kIntakeAddOptions[] = {
    {"KEY",
     {"年份-类别，如 2026-ug、2026-pg、2026-intl", "year-kind: 2026-ug, 2026-pg, 2026-intl"},
     &Arguments::who,
     true},
};
constexpr Option kIntakeListOptions[] = {kJsonOption};

const Command kRecordCommands[] = {
    {"init",
     "",
     {"新建档案库，打印恢复单", "make a record and print its recovery sheet"},
     kInitOptions,
     run_init},
    {"migrate",
     "",
     {"把数据库升级到本版本", "bring the database to this version"},
     {},
     run_migrate},
    {"intake", "add", {"建立招生批次", "make an intake"}, kIntakeAddOptions, run_intake_add},
    {"intake", "list", {"列出招生批次", "list the intakes"}, kIntakeListOptions, run_intake_list},
};

}  // namespace

std::span<const Command> record_commands() { return kRecordCommands; }

}  // namespace mingce
