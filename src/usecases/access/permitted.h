// The first line of every use case that serves people: may the caller do this? Who may not is told
// so, and the audit is told of it.
#pragma once

#include "usecases/record/record.h"

namespace mingce {

/// Errors: Forbidden (access.denied), audited as access.refused with the permission's key. Opens a
/// transaction of its own where it refuses: not for use inside another.
Status require(const Context& context, Permission permission);

/// More rows than this at once is an entry of the audit (assurance 4.6).
constexpr std::size_t kQuietRowsMax = 50;
/// Tells the audit of a list longer than that; counts and keys, never a value. People alone: what
/// is read at the machine is not a list somebody was sent.
Status audit_bulk_read(const Context& context, std::string_view what, std::size_t rows);

}  // namespace mingce
