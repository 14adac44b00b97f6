// What verifying the audit found, and what it cannot tell, in words and as JSON.
#pragma once

#include "cli/console.h"
#include "usecases/audit/audit_check.h"
#include "usecases/audit/audit_proof.h"
#include "usecases/audit/audit_values.h"

namespace mingce {

/// Every fault, the sum, and what no check of this kind can find. Returns the exit code.
int print_verdict(const AuditVerdict& verdict, const Console& console);
int print_verdict(const ValuesVerdict& verdict, const Console& console);

void print_proof(const CheckedProof& proof, const Console& console);

}  // namespace mingce
