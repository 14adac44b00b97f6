// The audit as people read it: entries by whom, what and when.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "store/audit_log.h"
#include "usecases/record/record.h"

namespace mingce {

struct ListAudit {
    std::string subject;  // an id, or its first 8 digits or more; "": any
    std::optional<Date> since;
    std::string action;  // a key of audit_actions(); "": any
};

/// Oldest first. Errors: Misuse (audit.subject_malformed, audit.action_unknown); the database's.
Status list_audit(const Context& context, const ListAudit& request,
                  const std::function<void(const audit_log::ListedEntry&)>& each);

struct SearchAudit {
    std::string actor;  // as the audit writes it; "": anybody
    std::string subject, action;
    std::optional<Date> from, to;  // days, both included
    Id after;                      // the last of the page before; none: from the latest
    std::size_t most = 50;
};
struct AuditPage {
    std::vector<audit_log::ListedEntry> entries;  // the latest first
    bool is_cut = false;                          // there are earlier ones
};
/// Errors: as list_audit().
Result<AuditPage> search_audit(const Context& context, const SearchAudit& request);

/// What the caller did last, without signing in and merely looking; the latest first.
/// Errors: Forbidden (access.denied) for who has no account.
Result<std::vector<AuditEntry>> recent_acts(const Context& context, std::size_t most);

/// The newest signed head; nothing before the first.
Result<std::optional<audit_log::StoredCheckpoint>> last_audit_checkpoint(const Context& context);

}  // namespace mingce
