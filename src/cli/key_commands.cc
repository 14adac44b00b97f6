// key: the root key and the keys below it.
#include <ostream>

#include <unistd.h>

#include "base/text.h"
#include "cli/record_door.h"
#include "cli/recovery_sheet.h"
#include "cli/shared_options.h"
#include "usecases/record/reseal_students.h"

namespace mingce {

namespace {

Text purpose_text(KeyPurpose purpose) {
    switch (purpose) {
        case KeyPurpose::Year: return {"年级密钥", "year"};
        case KeyPurpose::Record: return {"档案库密钥", "record"};
        case KeyPurpose::Index: return {"索引密钥", "index"};
        case KeyPurpose::Audit: return {"审计密钥", "audit"};
    }
    return {};
}

int run_rotate(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto sheet = rotate_root_key(context);
        if (!sheet.ok()) return console.refuse(sheet.error());
        print_recovery_sheet(sheet.value(), console);
        console.talk << console.say(
            {"已更换根密钥。请立即备份；此前的备份仍须用旧恢复单打开，旧单留到它们删除为止\n",
             "The root key is changed. Make a backup now: those of before still need the old "
             "sheet, keep it until they are gone\n"});
        return static_cast<int>(kClean);
    });
}

int run_sheet(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto sheet = reveal_recovery_sheet(context, arguments.break_glass);
        if (!sheet.ok()) return console.refuse(sheet.error());
        print_recovery_sheet(sheet.value(), console);
        return static_cast<int>(kClean);
    });
}

int run_reseal(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        ResealStudents request;
        request.intake = arguments.intake;
        bool has_counted = false;  // the line it counts in is still open
        request.progress = [&](const ResealProgress& progress) {
            if (isatty(STDERR_FILENO) == 0) return;  // a log needs no count that goes on
            has_counted = true;
            console.talk << '\r' << grouped(progress.done) << " / " << grouped(progress.total)
                         << std::flush;
        };
        const auto done = reseal_students(context, request);
        if (has_counted) console.talk << '\n';
        if (!done.ok()) return console.refuse(done.error());
        if (done.value().resumed)
            console.talk << console.say({"先前没有做完的重新加密已做完\n",
                                         "An earlier one that was cut short is now finished\n"});
        console.talk << console.say({"已重新加密 ", "Sealed anew: "})
                     << grouped(done.value().students)
                     << console.say(
                            {" 名学生，旧密钥已销毁\n", " students; the old keys are destroyed\n"});
        return static_cast<int>(kClean);
    });
}

void print_key_json(const KeyRing::Listed& key, const Console& console) {
    std::string line = "{\"id\":";
    append_json_string(line, key.id.hex());
    line += ",\"purpose\":";
    append_json_string(line, key_of(key.purpose));
    line += ",\"year\":" + std::to_string(key.year) + ",\"root\":";
    append_json_string(line, key.root.hex());
    line += ",\"created_at\":";
    append_json_string(line, utc_text(key.created_at));
    line += ",\"retired_at\":";
    append_json_string(line, key.retired_at ? utc_text(*key.retired_at) : "");
    console.data << line << ",\"students\":" << key.students << "}\n";
}

int run_list(const Arguments& arguments, const Console& console) {
    return with_record(arguments, console, [&](Context& context) {
        const auto keys = list_keys(context);
        if (!keys.ok()) return console.refuse(keys.error());
        for (const KeyRing::Listed& key : keys.value()) {
            if (console.json) {
                print_key_json(key, console);
                continue;
            }
            console.data << key.id.hex() << "  " << console.say(purpose_text(key.purpose));
            if (key.year != 0) console.data << ' ' << key.year;
            console.data << "  " << civil_text(key.created_at);
            if (key.purpose == KeyPurpose::Year)
                console.data << "  " << grouped(key.students)
                             << console.say({" 名学生", " students"});
            if (key.retired_at) console.data << console.say({"  已停用", "  retired"});
            console.data << '\n';
        }
        return static_cast<int>(kClean);
    });
}

constexpr Option kSheetOptions[] = {
    {"--break-glass",
     {"再次打印恢复单的理由，记入审计", "why the sheet is printed again; audited"},
     &Arguments::break_glass,
     true},
    kJsonOption,
};
constexpr Option kRotateOptions[] = {kJsonOption};
constexpr Option kListOptions[] = {kJsonOption};
constexpr Option kResealOptions[] = {
    {"--intake",
     {"只做这个招生批次的年份；不写则全部，并更换索引密钥",
      "only the year of this intake; all of them, and the index key, when not given"},
     &Arguments::intake},
};

const Command kKeyCommands[] = {
    {"key", "list", {"列出库中的密钥", "list the record's keys"}, kListOptions, run_list},
    {"key",
     "rotate",
     {"更换根密钥，打印新的恢复单", "change the root key and print its recovery sheet"},
     kRotateOptions,
     run_rotate},
    {"key",
     "reseal",
     {"为学生换密钥并重新加密；中断后再运行即接着做",
      "give students new keys and seal them anew; run again, it goes on where it was"},
     kResealOptions,
     run_reseal},
    {"key",
     "sheet",
     {"再次打印恢复单", "print the recovery sheet again"},
     kSheetOptions,
     run_sheet},
};

}  // namespace

std::span<const Command> key_commands() { return kKeyCommands; }

}  // namespace mingce
