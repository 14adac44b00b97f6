// The generated pages of docs/: every table that people meet, printed from the table itself.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace mingce {

/// Every refusal of every room, the doors included.
std::vector<const Problem*> every_problem();

struct ReferencePage {
    std::string file_name;  // below docs/
    std::string text;       // Markdown, or JSON
};

/// rules.md, fields.md, code-tables.md, enrolment.md, problems.md, commands.md, api.md, settings.md
/// and the parts of openapi/. A test compares them with docs/.
std::vector<ReferencePage> reference_pages();

/// Writes them into `folder`, whose openapi/ is made. Errors: Unavailable when a page cannot be
/// written.
Status write_reference_pages(const std::filesystem::path& folder);

}  // namespace mingce
