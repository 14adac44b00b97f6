#include "domain/audit_entry.h"

#include "base/canonical_line.h"

namespace mingce {

namespace {

constexpr AuditAction kAuditActions[] = {
    {"record.create", {"建立档案库", "created the record"}},
    {"record.migrate", {"升级数据库", "migrated the database"}},
    {"intake.create", {"建立招生批次", "created an intake"}},
    {"batch.stage", {"暂存导入批次", "staged a batch"}},
    {"batch.commit", {"写入导入批次", "committed a batch"}},
    {"batch.undo", {"撤销导入批次", "undid a batch"}},
    {"batch.close", {"关闭导入批次", "closed a batch"}},
    {"student.add", {"录入学生", "entered a student"}},
    {"student.set", {"修改学生", "changed a student"}},
    {"student.reveal", {"查看敏感信息", "read sealed values"}},
    {"student.status", {"登记学籍事件", "recorded a status event"}},
    {"student.status_back", {"撤回学籍事件", "took a status event back"}},
    {"student.freeze", {"冻结学生", "froze a student"}},
    {"student.erase", {"删除学生", "erased a student"}},
    {"finding.fix", {"按建议改正问题", "fixed a finding"}},
    {"finding.waive", {"豁免问题", "waived a finding"}},
    {"finding.reopen", {"重新打开问题", "reopened a finding"}},
    {"finding.check", {"重新核查招生批次", "judged an intake again"}},
    {"match.same", {"确认同一人", "decided that two are one person"}},
    {"match.different", {"确认不同人", "decided that two are two people"}},
    {"match.merge", {"合并学生", "merged two students"}},
    {"match.split", {"拆分学生", "split merged students"}},
    {"roster.compile", {"编制花名册", "compiled a roster"}},
    {"key.rotate", {"更换根密钥", "rotated the root key"}},
    {"key.reseal", {"重新加密", "sealed students anew"}},
    {"audit.export", {"导出审计", "exported the audit"}},
    {"backup.write", {"备份", "wrote a backup"}},
    {"backup.rehearse", {"演练恢复", "rehearsed a restore"}},
    {"backup.restore", {"从备份恢复", "restored from a backup"}},
};

}  // namespace

std::string canonical_text(const AuditEntry& entry) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string commitment;
    for (char byte : entry.commitment) {
        commitment += kDigits[(static_cast<unsigned char>(byte)) >> 4];
        commitment += kDigits[static_cast<unsigned char>(byte) & 15];
    }
    std::string line;
    append_canonical_line(
        line, {"mingce-audit", "1", entry.id.hex(), std::to_string(entry.at.milliseconds),
               entry.actor, entry.action, entry.object,
               entry.subject.is_none() ? "" : entry.subject.hex(), entry.detail, commitment});
    return line;
}

std::span<const AuditAction> audit_actions() { return kAuditActions; }

std::string_view audit_action_text(std::string_view key, Language language) {
    for (const AuditAction& action : kAuditActions)
        if (action.key == key) return action.text.in(language);
    return key;
}

}  // namespace mingce
