#include "cli/recovery_sheet.h"

#include <ostream>

#include "base/text.h"

namespace mingce {

namespace {

void print_json(const RecoverySheet& sheet, const Console& console) {
    std::string line = "{\"record\":";
    append_json_string(line, sheet.identity.id.hex());
    line += ",\"verifier\":";
    append_json_string(line, sheet.verifier);
    line += ",\"recovery\":";
    append_json_string(line, sheet.recovery);
    console.data << line << "}\n";
}

}  // namespace

void print_recovery_sheet(const RecoverySheet& sheet, const Console& console) {
    if (console.json) {
        print_json(sheet, console);
        return;
    }
    console.data << console.say({"恢复单（打印两份，密封后分别存放；任何人凭此单可打开备份）\n",
                                 "RECOVERY SHEET (print twice, seal, keep apart; whoever holds it "
                                 "can open the backups)\n"})
                 << console.say({"学校 ", "institution  "}) << sheet.identity.institution_name
                 << '\n'
                 << console.say({"档案库 ", "record       "}) << sheet.identity.id.hex() << '\n'
                 << console.say({"密钥建立于 ", "key made on  "}) << civil_text(sheet.made_at)
                 << '\n'
                 << console.say({"审计公钥 ", "audit key    "}) << sheet.verifier << "\n\n"
                 << sheet.recovery;
}

}  // namespace mingce
