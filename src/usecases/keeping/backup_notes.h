// The two JSON members of a backup: what it says of itself, and what it adds up to.
#pragma once

#include <string>
#include <string_view>

#include "usecases/keeping/backup_file.h"

namespace mingce {

std::string manifest_text(const BackupManifest& manifest);
/// Errors: backup.malformed, backup.newer.
Result<BackupManifest> parse_manifest(std::string_view text);

std::string totals_text(const BackupTotals& totals);
/// Errors: backup.malformed.
Result<BackupTotals> parse_totals(std::string_view text);

}  // namespace mingce
