// backup, restore: the record kept elsewhere, and brought back.
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/text.h"
#include "cli/problems.h"
#include "cli/record_door.h"
#include "cli/shared_options.h"
#include "usecases/keeping/backup.h"
#include "usecases/keeping/backup_problems.h"
#include "usecases/keeping/restore_backup.h"

namespace mingce {

namespace {

void print_run(const BackupRun& run, const Console& console) {
    if (console.json) {
        std::string line = "{\"id\":";
        append_json_string(line, run.id.hex());
        line += ",\"at\":";
        append_json_string(line, utc_text(run.at));
        line += ",\"file\":";
        append_json_string(line, run.file);
        line += ",\"size\":" + std::to_string(run.size) + ",\"sha256\":";
        append_json_string(line, run.sha256);
        line += ",\"students\":" + std::to_string(run.students) +
                ",\"checkpoint_size\":" + std::to_string(run.checkpoint_size) + ",\"rehearsal\":";
        append_json_string(line, run.rehearsal);
        console.data << line << "}\n";
        return;
    }
    console.data << civil_text(run.at) << "  " << run.file << "  " << grouped(run.students)
                 << console.say({" 名学生  ", " students  "}) << grouped(run.size)
                 << console.say({" 字节", " bytes"});
    if (run.rehearsal == "ok")
        console.data << console.say({"  已演练恢复", "  restore rehearsed"});
    else if (!run.rehearsal.empty())
        console.data << console.say({"  演练失败：", "  rehearsal failed: "}) << run.rehearsal;
    console.data << '\n';
}

int run_scheduled(Context& context, const Console& console) {
    const auto done = run_scheduled_backup(context);
    if (!done.ok()) return console.refuse(done.error());
    BackupRun run = done.value().written.run;
    run.rehearsal = "ok";
    print_run(run, console);
    console.talk << console.say({"删除旧备份 ", "Removed old backups: "}) << done.value().removed
                 << console.say({"，旧密钥文件 ", ", old files of keys: "})
                 << done.value().keys_removed << '\n';
    return kClean;
}

int run_backup(const Arguments& arguments, const Console& console) {
    if (arguments.scheduled != arguments.file.empty())
        return console.refuse(Error(problem::kBackupChoice));
    return with_record(arguments, console, [&](Context& context) {
        if (arguments.scheduled) return run_scheduled(context, console);
        const auto written = write_backup(context, arguments.file);
        if (!written.ok()) return console.refuse(written.error());
        print_run(written.value().run, console);
        console.talk << console.say({"已写出并读回核对。密钥文件 ",
                                     "Written and read back. The file of keys "})
                     << written.value().keys.string()
                     << console.say({" 请另存一处，30 天后删除\n",
                                     " is to be kept elsewhere, and deleted after 30 days\n"});
        return static_cast<int>(kClean);
    });
}

int run_list(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto runs = list_backups(context);
        if (!runs.ok()) return console.refuse(runs.error());
        for (const BackupRun& run : runs.value()) print_run(run, console);
        return static_cast<int>(kClean);
    });
}

int run_identity(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto text = reveal_backup_identities(context, arguments.break_glass);
        if (!text.ok()) return console.refuse(text.error());
        console.data << text.value();
        return static_cast<int>(kClean);
    });
}

/// The code from the file named, else as typed up to an empty line or the end.
Result<std::string> recovery_code_of(const Arguments& arguments, const Console& console) {
    if (!arguments.recovery.empty()) {
        std::ifstream file(arguments.recovery, std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        if (!file) return Error(problem::kRecoveryUnreadable).in_file(arguments.recovery);
        return text.str();
    }
    console.talk << console.say({"输入恢复单上的六行恢复码，以空行结束：\n",
                                 "Type the six lines of the recovery sheet, then an empty one:\n"})
                 << std::flush;
    std::string code, line;
    while (std::getline(std::cin, line) && (!line.empty() || code.empty())) code += line + "\n";
    if (code.empty()) return Error(problem::kRecoveryUnreadable);
    return code;
}

int run_restore(const Arguments& arguments, const Console& console) {
    RestoreRecord request;
    request.file = arguments.file;
    if (!arguments.keys.empty()) request.keys = arguments.keys;
    request.folder = data_folder_of(arguments);
    request.database = arguments.database;
    request.key = key_file_of(arguments);
    request.actor = actor_of_process();
    request.now = system_now();
    const auto key = request.key ? *request.key : usual_key_path(request.folder);
    std::error_code failed;
    if (!arguments.recovery.empty() || !std::filesystem::exists(key, failed)) {
        auto code = recovery_code_of(arguments, console);
        if (!code.ok()) return console.refuse(code.error());
        request.recovery = std::move(code).value();
    }
    SystemRandom random;
    const auto restored = restore_record(request, random);
    if (!restored.ok()) return console.refuse(restored.error());
    const RestoredRecord& record = restored.value();
    console.talk << console.say({"已恢复 ", "Restored "}) << civil_text(record.manifest.created_at)
                 << console.say({" 的备份：", ": "}) << grouped(record.students)
                 << console.say({" 名学生，数据目录 ", " students, data folder "})
                 << record.folder.string() << console.say({"，根密钥 ", ", root key "})
                 << record.key.string() << '\n';
    if (record.erased_again != 0)
        console.talk << console.say({"其中备份之后删除的学生已再次删除：",
                                     "Students erased since the backup, erased again: "})
                     << record.erased_again << '\n';
    return kClean;
}

constexpr Option kBackupOptions[] = {
    {"FILE",
     {"备份写到哪个文件；密钥写到 FILE.keys", "where to; keys go to FILE.keys"},
     &Arguments::file},
    {"--scheduled",
     {"按 mingce.toml 的 [backup]：写带日期的文件、演练恢复、删除过期的",
      "as [backup] of mingce.toml says: a dated file, rehearsed; what is too old goes"},
     &Arguments::scheduled},
    kJsonOption,
};
constexpr Option kListOptions[] = {kJsonOption};
constexpr Option kIdentityOptions[] = {
    {"--break-glass",
     {"查看备份密钥的理由，记入审计", "why the keys are shown; audited"},
     &Arguments::break_glass,
     true},
};
constexpr Option kRestoreOptions[] = {
    {"FILE", {"备份文件", "the backup"}, &Arguments::file, true},
    {"--keys",
     {"密钥文件，缺省为 FILE.keys", "the file of keys; FILE.keys when not given"},
     &Arguments::keys},
    {"--recovery",
     {"写有恢复码的文件；不写且没有密钥文件时从键盘读",
      "a file with the recovery code; typed when not given and there is no key file"},
     &Arguments::recovery},
    {"--db",
     {"恢复到这个空的 PostgreSQL 数据库（postgres://…，不含口令）",
      "into this empty PostgreSQL database (postgres://…, without a password)"},
     &Arguments::database},
};

const Command kBackupCommands[] = {
    {"backup",
     "",
     {"备份：在线写出、读回核对", "back up while work goes on; read back before it counts"},
     kBackupOptions,
     run_backup},
    {"backup", "list", {"列出写过的备份", "list the backups written"}, kListOptions, run_list},
    {"backup",
     "identity",
     {"打印 age 能用的备份密钥", "print the keys that age opens backups with"},
     kIdentityOptions,
     run_identity},
    {"restore",
     "",
     {"从备份恢复到新的数据目录", "restore a backup into a new data folder"},
     kRestoreOptions,
     run_restore},
};

}  // namespace

std::span<const Command> backup_commands() { return kBackupCommands; }

}  // namespace mingce
