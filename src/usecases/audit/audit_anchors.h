// Checkpoints from outside the record: what somebody else holds cannot be altered with it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "usecases/audit/audit_check.h"

namespace mingce {

/// What a witness's files are called: "<size>.note".
inline constexpr std::string_view kNoteEnding = ".note";

/// A file of any name, at most `bytes_max` long. Errors: NotFound (audit.file_unreadable).
Result<std::string> read_small_file(const std::filesystem::path& path, std::size_t bytes_max);

/// Notes from files, and from folders every *.note in them. They are not judged here.
/// Errors: NotFound (audit.file_unreadable) — no such file, or a folder without any note.
Result<std::vector<AuditAnchor>> read_anchors(const std::vector<std::filesystem::path>& paths);

/// Puts a note into a witness's folder as a new file; what is there is never replaced.
/// Errors: Unavailable (witness.unwritable); Conflict (witness.differs) — another note of this size
/// is there.
Status give_to_witness(const std::filesystem::path& folder, std::uint64_t size,
                       std::string_view note);

}  // namespace mingce
