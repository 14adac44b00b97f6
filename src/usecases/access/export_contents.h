// What an export holds: which students, which columns, how sensitive; and the file made of it.
#pragma once

#include <string>
#include <vector>

#include "documents/list_files.h"
#include "store/export_requests.h"
#include "usecases/record/record.h"

namespace mingce {

/// A column whole: seen whole by the caller, or asked for so by one who may reveal.
/// Errors: Forbidden (access.field_hidden) for a column, a condition or an order by what the caller
/// does not see; those of require_asking(), of which nothing is audited here.
Status require_columns(const Context& context, const ExportContents& contents);
/// The highest class that stands there whole; what is masked counts as C2. What a condition says
/// somebody has, the list says of everybody in it.
FieldClass highest_class(const Caller& caller, const ExportContents& contents);

/// Who is on the list now, within the caller's scope, in its order; and which of the numbers it was
/// asked by nobody of the scope has.
struct ListedStudents {
    std::vector<Id> ids;
    std::vector<std::string> missing_numbers;
};
Result<ListedStudents> list_now(Tx& tx, const Context& context, const Id& intake,
                                const ExportContents& contents);
/// Their rows as the caller sees them.
Result<ListTable> read_table(Tx& tx, const Context& context, const std::vector<Id>& students,
                             const ExportContents& contents);

}  // namespace mingce
