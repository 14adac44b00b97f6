// Which columns a sheet had and which field each became, as JSON; and the cells of one row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/students.h"

namespace mingce {

std::string write_sheet_document(const SourceSheet& sheet);
/// Errors: store.document_damaged.
Status read_sheet_document(std::string_view json, SourceSheet& sheet);

/// Cells by column, each with its length in front, compressed; trailing empty ones left out.
std::string pack_cells(const std::vector<std::string_view>& cells);
/// Errors: store.document_damaged. Limits: 16 MiB unpacked.
Result<std::vector<std::string>> unpack_cells(std::string_view packed);

}  // namespace mingce
