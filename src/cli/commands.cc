#include "cli/commands.h"

namespace mingce {

namespace {

constexpr Noun kNouns[] = {
    {"intake", {"招生批次", "intakes"}},
    {"batch", {"导入批次", "batches: imports as objects"}},
    {"student", {"学生", "students"}},
    {"finding", {"问题", "findings"}},
    {"operation", {"操作记录", "what was done to many at once"}},
    {"match", {"同一人核对", "who is one person"}},
    {"status", {"学籍状态", "what becomes of students"}},
    {"roster", {"花名册", "rosters"}},
    {"audit", {"审计", "the audit"}},
    {"backup", {"备份", "backups"}},
    {"key", {"密钥", "keys"}},
    {"account", {"账号与授权", "accounts and what they are granted"}},
    {"standard", {"数据标准", "the data standard"}},
    {"demo", {"演示数据", "demo data"}},
};

}  // namespace

std::span<const Noun> all_nouns() { return kNouns; }

const std::vector<Command>& all_commands() {
    static const std::vector<Command> commands = [] {
        std::vector<Command> list;
        for (const auto group :
             {file_commands(),     record_commands(),  import_commands(),  student_commands(),
              photo_commands(),    erasure_commands(), finding_commands(), operation_commands(),
              standard_commands(), match_commands(),   status_commands(),  audit_commands(),
              backup_commands(),   key_commands(),     account_commands(), grant_commands(),
              cert_commands(),     serve_commands(),   demo_commands(),    verify_commands(),
              trace_commands()})
            list.insert(list.end(), group.begin(), group.end());
        return list;
    }();
    return commands;
}

}  // namespace mingce
