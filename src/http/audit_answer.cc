#include "http/audit_answer.h"

namespace mingce::http {

EntryAnswer entry_answer(const audit_log::ListedEntry& listed) {
    const AuditEntry& entry = listed.entry;
    EntryAnswer answer;
    if (listed.number) answer.number = static_cast<std::int64_t>(*listed.number);
    answer.id = entry.id.hex();
    answer.at = time_text(entry.at);
    answer.actor = entry.actor;
    answer.action = entry.action;
    answer.zh = audit_sentence(entry, Language::Chinese);
    answer.en = audit_sentence(entry, Language::English);
    answer.object = entry.object;
    if (!entry.subject.is_none()) answer.subject = entry.subject.hex();
    answer.detail = entry.detail;
    return answer;
}

}  // namespace mingce::http
