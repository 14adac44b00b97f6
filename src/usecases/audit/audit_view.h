// The audit as people read it: entries by whom, what and when.
#pragma once

#include <functional>
#include <optional>
#include <string>

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

/// The newest signed head; nothing before the first.
Result<std::optional<audit_log::StoredCheckpoint>> last_audit_checkpoint(const Context& context);

}  // namespace mingce
