// The audit as a file that outlives the program: verified offline by anybody who has it, with the
// public key and nothing else.
//
// A text of canonical lines (base/canonical_line.h), UTF-8:
//
//   mingce-audit-export  1  origin  public-key
//   entry  number  leaf-hash  id  at  actor  action  object  subject  detail  commitment
//   checkpoint  size  at  note
//   end  entries  checkpoints  waiting
//
// The header comes first, `end` last. Entries are numbered from 0 without a gap. A checkpoint
// stands directly after the last entry that it covers, so that one pass suffices. `origin` is the
// name of the log and of its key; `public-key` is in the form of C2SP signed notes, and so is
// `note`, whose text is a C2SP tlog-checkpoint. `at` is in milliseconds UTC, ids, leaf-hash and
// commitment are lower-case hexadecimal, absent ones empty.
//
// The leaf hash is SHA-256 of 0x00 and the line "mingce-audit  1  id  at … commitment" with its LF:
// the entry's line with the first three parts exchanged. The tree is RFC 9162's. Entries that wait
// for their number when the file is written are counted in `waiting`, not exported.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/audit_log.h"
#include "usecases/audit/audit_check.h"
#include "usecases/record/output_file.h"
#include "usecases/record/record.h"

namespace mingce {

void append_export_header(std::string& out, std::string_view origin, std::string_view public_key);
void append_export_entry(std::string& out, const audit_log::NumberedEntry& entry);
void append_export_checkpoint(std::string& out, const audit_log::StoredCheckpoint& checkpoint);
struct ExportEnd {
    std::uint64_t entries = 0, checkpoints = 0, waiting = 0;
};
void append_export_end(std::string& out, const ExportEnd& end);

/// Judges an export line by line: no line is kept.
class ExportReader {
public:
    /// Without `public_key` the file's own is used, and the verdict says so.
    ExportReader(std::optional<std::string> public_key, std::vector<AuditAnchor> anchors)
        : public_key_(std::move(public_key)), anchors_(std::move(anchors)) {}

    /// One line without its LF. Limits: kExportLineMax.
    /// Errors: BadInput (audit.export_malformed, audit.other_origin, crypto.verifier_malformed)
    /// with the line's number. After one, nothing more may be asked.
    Status add(std::string_view line);
    /// Errors: BadInput (audit.export_cut).
    Result<AuditVerdict> finish();

private:
    Status add_header(std::string_view line);
    bool add_entry(std::string_view rest);
    bool add_checkpoint(std::string_view line);
    bool add_end(std::string_view line);

    std::optional<std::string> public_key_;
    std::vector<AuditAnchor> anchors_;
    std::optional<AuditCheck> check_;
    std::string leaf_;  // room that is used again for each entry
    std::uint64_t line_ = 0, waiting_ = 0;
    bool has_ended_ = false;
};

/// A line holds one entry, whose detail is at most some kilobytes.
inline constexpr std::size_t kExportLineMax = std::size_t{1} << 20;

/// What to believe besides the audit itself.
struct AuditTrust {
    std::optional<std::string> public_key;       // as `mingce init` printed it
    std::vector<std::filesystem::path> anchors;  // notes, or folders of them
};

/// Verifies an exported file: no record, no keys, one pass, some hundred KiB of memory.
/// Errors: NotFound (audit.file_unreadable); those of ExportReader.
Result<AuditVerdict> verify_export(const std::filesystem::path& file, const AuditTrust& trust);

struct AuditExported {
    OutputFile file;
    ExportEnd counts;
};
/// Writes the file whole or not at all. The export is an entry of the audit itself and stands in
/// the file. Errors: documents.output_unwritable; the database's.
Result<AuditExported> export_audit(const Context& context, const std::filesystem::path& file);

}  // namespace mingce
