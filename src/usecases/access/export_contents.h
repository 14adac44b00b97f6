// What an export holds: which students, which columns, how sensitive; and the file made of it.
#pragma once

#include <string>
#include <vector>

#include "documents/list_files.h"
#include "store/export_requests.h"
#include "usecases/record/record.h"

namespace mingce {

/// A column whole: seen whole by the caller, or asked for so by one who may reveal.
/// Errors: Forbidden (access.field_hidden) for a column or an order that the caller does not see.
Status require_columns(const Context& context, const ExportContents& contents);
/// The highest class that stands there whole; what is masked counts as C2.
FieldClass highest_class(const Caller& caller, const ExportContents& contents);

/// Students of the list now, within the caller's scope.
Result<std::uint64_t> count_rows(Tx& tx, const Context& context, const Id& intake,
                                 const ExportContents& contents);
/// Its rows as the caller sees them, in the order of the list.
Result<ListTable> read_table(Tx& tx, const Context& context, const Id& intake,
                             const ExportContents& contents);

}  // namespace mingce
