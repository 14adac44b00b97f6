#include "domain/audit_entry.h"

#include <charconv>

#include "base/canonical_line.h"
#include "base/text.h"

namespace mingce {

namespace {

constexpr AuditAction kAuditActions[] = {
    {"record.create", {"建立档案库", "created the record"}},
    {"record.migrate", {"升级数据库", "migrated the database"}},
    {"intake.create", {"建立招生批次", "created an intake"}},
    {"intake.hand_over", {"移交招生批次", "handed an intake over"}},
    {"intake.take_back", {"收回移交", "took a hand-over back"}},
    {"edition.make", {"建立花名册版次", "made an edition"}},
    {"edition.submit", {"封存并送审", "sealed a revision and submitted it"}},
    {"edition.revise", {"封存下一修订", "sealed the next revision"}},
    {"edition.endorse", {"院系初审通过", "endorsed a department's part"}},
    {"edition.recheck", {"学籍科复审通过", "passed the registry's review"}},
    {"edition.approve", {"批准花名册", "approved an edition"}},
    {"edition.advance", {"花名册进入下一级", "took an edition to its next level"}},
    {"edition.return", {"退回花名册", "returned an edition"}},
    {"edition.file", {"花名册备案", "filed an edition"}},
    {"edition.publish", {"发布花名册", "published an edition"}},
    {"edition.page_list", {"导出页清单", "exported the list of an edition's pages"}},
    {"edition.page", {"查看已发布的一页", "looked at a published page"}},
    {"edition.supersede", {"花名册被新版取代", "superseded an edition"}},
    {"edition.print", {"印出封存的花名册", "printed a sealed revision"}},
    {"publication.add", {"加接收单位", "added a recipient"}},
    {"publication.template", {"套用上一版的发布设置", "took over the last list of recipients"}},
    {"publication.change", {"改动发布", "changed a publication"}},
    {"publication.remove", {"去掉接收单位", "took a recipient out"}},
    {"publication.preview", {"预览发布", "previewed a publication"}},
    {"publication.ask", {"提交发布，待批准", "asked for a publication's approval"}},
    {"publication.issue", {"发出花名册", "issued a roster"}},
    {"publication.approve", {"批准发布", "approved a publication"}},
    {"publication.refuse", {"不批准发布", "refused a publication"}},
    {"publication.revoke", {"收回发布", "revoked a publication"}},
    {"publication.reissue", {"重新发出", "issued a publication again"}},
    {"publication.accept", {"接受使用规范", "accepted the terms of use"}},
    {"publication.look", {"查看收到的花名册", "looked at a roster received"}},
    {"publication.clip", {"复制收到的花名册", "copied rows of a roster received"}},
    {"publication.copy", {"取得花名册的一份", "took a copy of a roster"}},
    {"publication.download", {"下载花名册", "downloaded a roster"}},
    {"publication.resume", {"续传花名册", "went on downloading a roster"}},
    {"publication.password", {"查看文件口令", "was shown a file's password"}},
    {"publication.trace", {"追查文件来源", "traced a file"}},
    {"paper.number", {"编号纸质份", "numbered copies on paper"}},
    {"paper.print", {"印出纸质份", "printed a copy on paper"}},
    {"paper.handed_out", {"发出纸质份", "handed a paper copy out"}},
    {"paper.returned", {"收回纸质份", "took a paper copy back"}},
    {"paper.destroyed", {"销毁纸质份", "destroyed a paper copy"}},
    {"paper.permit_seal", {"许可套印印章", "permitted a drawn seal"}},
    {"paper.register", {"印出领用登记表", "printed the register of paper copies"}},
    {"paper.transfer_list", {"印出归档移交清单", "printed the list for the archive"}},
    {"review.comment", {"审核留言", "commented on a roster"}},
    {"review.take", {"采用审核建议", "took a suggestion"}},
    {"review.close", {"关闭审核留言", "closed a comment"}},
    {"review.remind", {"提醒审核", "reminded reviewers"}},
    {"batch.stage", {"暂存导入批次", "staged a batch"}},
    {"batch.commit", {"写入导入批次", "committed a batch"}},
    {"batch.undo", {"撤销导入批次", "undid a batch"}},
    {"batch.close", {"关闭导入批次", "closed a batch"}},
    {"student.add", {"录入学生", "entered a student"}},
    {"student.set", {"修改学生", "changed a student"}},
    {"student.reveal", {"查看敏感信息", "read sealed values"}},
    {"student.list", {"查看名单", "read a list"}},
    {"student.look_up", {"按证件号码查找", "looked up by a document number"}},
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
    {"roster.compare", {"核对花名册文件", "compared a roster file"}},
    {"roster.compile", {"编制花名册", "compiled a roster"}},
    {"roster.define", {"保存编制规则", "saved a definition of rosters"}},
    {"organisation.say", {"改动专业", "changed what majors there are"}},
    {"organisation.undo", {"撤销专业的改动", "undid a change of majors"}},
    {"export.ask", {"申请导出", "asked for an export"}},
    {"export.approve", {"批准导出", "approved an export"}},
    {"export.refuse", {"不批准导出", "refused an export"}},
    {"export.make", {"导出名单", "exported a list"}},
    {"access.refused", {"越权被拒", "was refused for want of a permission"}},
    {"alert.reveals", {"一天内查看原值过多", "looked at unusually many whole values in a day"}},
    {"account.make", {"建立账号", "made an account"}},
    {"account.activate", {"激活账号", "activated the account"}},
    {"account.reset", {"重置账号", "reset an account"}},
    {"account.disable", {"停用账号", "disabled an account"}},
    {"account.enable", {"启用账号", "enabled an account"}},
    {"account.stale", {"停用久未登录的账号", "disabled an account not used for long"}},
    {"account.password", {"修改口令", "changed the password"}},
    {"account.second_factor", {"启用动态口令", "set up the second factor"}},
    {"account.client_key", {"发放接口密钥", "made a program's key"}},
    {"account.client_key_end", {"作废接口密钥", "ended a program's key"}},
    {"standard.change", {"变更数据标准", "changed the data standard"}},
    {"standard.confirm", {"确认数据标准的变更", "confirmed a change of the data standard"}},
    {"standard.withdraw", {"撤回数据标准的变更", "withdrew a change of the data standard"}},
    {"standard.judge", {"按新生效的标准重新核查", "judged again by the standard of the day"}},
    {"grant.propose", {"提出授权", "proposed a grant"}},
    {"grant.confirm", {"确认授权", "confirmed a grant"}},
    {"grant.end", {"结束授权", "ended a grant"}},
    {"session.sign_in", {"登录", "signed in"}},
    {"session.refuse", {"登录失败", "failed to sign in"}},
    {"session.lock", {"登录失败过多，暂时锁定", "was locked after many failures"}},
    {"session.second_factor", {"通过动态口令", "showed the second factor"}},
    {"session.role", {"选择角色", "chose a role"}},
    {"session.end", {"退出登录", "signed out"}},
    {"view.keep", {"保存视图", "kept a view"}},
    {"view.remove", {"删除视图", "removed a view"}},
    {"job.submit", {"提交任务", "submitted a job"}},
    {"job.cancel", {"取消任务", "cancelled a job"}},
    {"key.rotate", {"更换根密钥", "rotated the root key"}},
    {"key.reseal", {"重新加密", "sealed students anew"}},
    {"key.sheet", {"查看恢复单", "looked at the recovery sheet"}},
    {"audit.export", {"导出审计", "exported the audit"}},
    {"backup.write", {"备份", "wrote a backup"}},
    {"backup.identity", {"查看备份密钥", "looked at the keys of the backups"}},
    {"backup.rehearse", {"演练恢复", "rehearsed a restore"}},
    {"backup.restore", {"从备份恢复", "restored from a backup"}},
};

/// What an act is done to, by the key it is stored under.
constexpr AuditAction kObjects[] = {
    {"record", {"档案库", "record"}},
    {"intake", {"招生批次", "intake"}},
    {"edition", {"花名册", "edition"}},
    {"batch", {"导入批次", "batch"}},
    {"student", {"学生", "student"}},
    {"finding", {"问题", "finding"}},
    {"match", {"待定的一对", "pair"}},
    {"roster", {"花名册", "roster"}},
    {"definition", {"编制规则", "definition of rosters"}},
    {"backup", {"备份", "backup"}},
    {"key", {"密钥", "key"}},
    {"export", {"导出", "export"}},
    {"account", {"账号", "account"}},
    {"grant", {"授权", "grant"}},
    {"job", {"任务", "job"}},
    {"view", {"视图", "view"}},
    {"organisation", {"组织", "organisation"}},
    {"publication", {"发布", "publication"}},
    {"paper", {"纸质份", "paper copy"}},
};

std::string_view object_text(std::string_view key, Language language) {
    for (const AuditAction& object : kObjects)
        if (object.key == key) return object.text.in(language);
    return key;
}

int digit_of(char c) {
    if (is_digit(c)) return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// Pairs of lower-case hexadecimal digits; nothing for anything else.
std::optional<std::string> bytes_of_hex(std::string_view hex) {
    std::string bytes;
    if (hex.size() % 2 != 0) return std::nullopt;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = digit_of(hex[i]), low = digit_of(hex[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

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

std::optional<AuditEntry> parse_audit_text(std::string_view text) {
    constexpr std::size_t kParts = 10;
    if (!text.ends_with('\n')) return std::nullopt;
    auto parts = parse_canonical_line(text.substr(0, text.size() - 1));
    if (!parts || parts->size() != kParts) return std::nullopt;
    auto& part = *parts;
    const auto id = Id::parse(part[2]);
    const auto subject = part[7].empty() ? Id{} : Id::parse(part[7]);
    auto commitment = bytes_of_hex(part[9]);
    std::int64_t at = 0;
    std::from_chars(part[3].data(), part[3].data() + part[3].size(), at);
    if (!id || !subject || !commitment) return std::nullopt;
    AuditEntry entry{*id,
                     {at},
                     std::move(part[4]),
                     std::move(part[5]),
                     std::move(part[6]),
                     *subject,
                     std::move(part[8]),
                     std::move(*commitment)};
    // Whatever was let pass above is found here: one entry has one spelling.
    if (canonical_text(entry) != text) return std::nullopt;
    return entry;
}

std::span<const AuditAction> audit_actions() { return kAuditActions; }
std::span<const AuditAction> audit_objects() { return kObjects; }

std::string_view audit_action_text(std::string_view key, Language language) {
    for (const AuditAction& action : kAuditActions)
        if (action.key == key) return action.text.in(language);
    return key;
}

std::string audit_sentence(const AuditEntry& entry, Language language) {
    constexpr std::size_t kDetailMax = 400;
    std::string text = civil_text(entry.at) + "  " + one_line(entry.actor) + " " +
                       one_line(audit_action_text(entry.action, language));
    if (!entry.subject.is_none()) {
        text += Text{"：", ": "}.in(language);
        text += one_line(object_text(entry.object, language)) + " " + entry.subject.hex();
    }
    if (!entry.detail.empty()) {
        text += Text{"（", " ("}.in(language);
        text += one_line(entry.detail, kDetailMax);
        text += Text{"）", ")"}.in(language);
    }
    return text;
}

}  // namespace mingce
