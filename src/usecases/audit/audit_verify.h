// Verifies the audit of an opened record.
#pragma once

#include "usecases/audit/audit_export.h"
#include "usecases/record/record.h"

namespace mingce {

/// The tree, every checkpoint, the stored frontiers and what waits, from one snapshot of the
/// database; by `trust.public_key`, else by the record's own key. Memory: some thousand entries.
/// Errors: NotFound (audit.file_unreadable) of an anchor; audit.other_origin; the database's.
Result<AuditVerdict> verify_audit(const Context& context, const AuditTrust& trust);

}  // namespace mingce
