// An entry of the audit: who did what to whom, when. Holds no personal value: what was written is
// committed to by a keyed hash, so that erasing a student's key leaves the tree verifiable.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"

namespace mingce {

struct AuditEntry {
    Id id;
    Moment at;
    std::string actor;       // "os:<user>" on the command line
    std::string action;      // a key of kAuditActions
    std::string object;      // what the subject is: student, batch, intake, record …
    Id subject;              // none where the act is on the record as a whole
    std::string detail;      // counts, keys of fields and rules, reasons of the law; never a value
    std::string commitment;  // 32 bytes keyed by the student's key, or ""
};

/// The bytes the entry's leaf of the tree is the hash of: one canonical line
/// (base/canonical_line.h) of mingce-audit, 1, id, at in milliseconds, actor, action, object,
/// subject, detail, commitment; ids and the commitment in hexadecimal digits, "" where there is
/// none.
std::string canonical_text(const AuditEntry& entry);
/// What every such line begins with; a proof and an export leave it out.
inline constexpr std::string_view kAuditLineStart = "mingce-audit\t1\t";
/// The entry of such a text; nullopt for any other text, also where only the spelling differs.
std::optional<AuditEntry> parse_audit_text(std::string_view text);

/// What people read for an action.
struct AuditAction {
    std::string_view key;
    Text text;
};
std::span<const AuditAction> audit_actions();
/// What acts are on, by the key an entry names it by.
std::span<const AuditAction> audit_objects();
/// The action's text; its key where a newer program wrote it.
std::string_view audit_action_text(std::string_view key, Language language);

/// The entry as a sentence, without a line end: when, who, what to whom, and its detail.
std::string audit_sentence(const AuditEntry& entry, Language language);

}  // namespace mingce
