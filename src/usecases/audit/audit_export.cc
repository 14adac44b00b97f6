#include "usecases/audit/audit_export.h"

#include <algorithm>
#include <charconv>
#include <fstream>

#include "base/canonical_line.h"
#include "crypto/bytes_as_text.h"
#include "documents/problems.h"
#include "usecases/access/permitted.h"
#include "usecases/audit/audit_anchors.h"
#include "usecases/audit/audit_problems.h"

namespace mingce {

namespace {

constexpr std::string_view kHeaderMark = "mingce-audit-export", kEntryMark = "entry\t",
                           kCheckpointMark = "checkpoint\t", kEndMark = "end\t";
constexpr std::size_t kBlock = std::size_t{1} << 18;

/// Takes what stands before the next TAB; nothing when there is none.
std::optional<std::string_view> next_part(std::string_view& rest) {
    const std::size_t end = rest.find('\t');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return part;
}

template <class Number>
bool read_number(std::string_view digits, Number& number) {
    const auto [end, failed] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return failed == std::errc{} && end == digits.data() + digits.size();
}

/// Calls `each` with every line. A last line without its end, or one too long, is no line.
Status each_line(const std::filesystem::path& path,
                 const std::function<Status(std::string_view)>& each) {
    std::ifstream file(path, std::ios::binary);
    std::error_code failed;
    if (!file || std::filesystem::is_directory(path, failed))
        return Error(problem::kAuditFileUnreadable);
    std::string text;
    std::uint64_t line = 0;
    while (file) {
        const std::size_t kept = text.size();
        text.resize(kept + kBlock);
        file.read(text.data() + kept, kBlock);
        text.resize(kept + static_cast<std::size_t>(file.gcount()));
        std::size_t start = 0;
        for (std::size_t end; (end = text.find('\n', start)) != std::string::npos;
             start = end + 1, ++line)
            TRY(each(std::string_view(text).substr(start, end - start)));
        text.erase(0, start);
        if (text.size() > kExportLineMax)
            return Error(problem::kExportMalformed).at({"", "", line + 1, ""});
    }
    if (!file.eof()) return Error(problem::kAuditFileUnreadable);
    if (!text.empty()) return Error(problem::kExportCut);
    return Done{};
}

Result<ExportEnd> write_lines(Tx& tx, std::ostream& out) {
    ExportEnd counts;
    std::string line;
    const audit_log::Growth growth{[&](const audit_log::NumberedEntry& entry) -> Status {
                                       line.clear();
                                       append_export_entry(line, entry);
                                       out << line;
                                       ++counts.entries;
                                       return Done{};
                                   },
                                   [&](const audit_log::CheckpointRow& row) -> Status {
                                       line.clear();
                                       append_export_checkpoint(line, row.checkpoint);
                                       out << line;
                                       ++counts.checkpoints;
                                       return Done{};
                                   }};
    TRY(audit_log::each_in_order(tx, growth));
    counts.waiting = TRY(audit_log::totals(tx)).waiting;
    line.clear();
    append_export_end(line, counts);
    out << line;
    return counts;
}

}  // namespace

void append_export_header(std::string& out, std::string_view origin, std::string_view public_key) {
    append_canonical_line(out, {kHeaderMark, "1", origin, public_key});
}

void append_export_entry(std::string& out, const audit_log::NumberedEntry& entry) {
    out += kEntryMark;
    out += std::to_string(entry.number) + "\t" + hex_of(entry.hash) + "\t";
    out += std::string_view(canonical_text(entry.entry)).substr(kAuditLineStart.size());
}

void append_export_checkpoint(std::string& out, const audit_log::StoredCheckpoint& checkpoint) {
    append_canonical_line(out, {"checkpoint", std::to_string(checkpoint.size),
                                std::to_string(checkpoint.at.milliseconds), checkpoint.note});
}

void append_export_end(std::string& out, const ExportEnd& end) {
    append_canonical_line(out, {"end", std::to_string(end.entries), std::to_string(end.checkpoints),
                                std::to_string(end.waiting)});
}

Status ExportReader::add(std::string_view line) {
    ++line_;
    const Error malformed = Error(problem::kExportMalformed).at({"", "", line_, ""});
    if (line.size() > kExportLineMax || has_ended_) return malformed;
    if (!check_) return add_header(line);
    bool is_understood = false;
    if (line.starts_with(kEntryMark))
        is_understood = add_entry(line.substr(kEntryMark.size()));
    else if (line.starts_with(kCheckpointMark))
        is_understood = add_checkpoint(line);
    else if (line.starts_with(kEndMark))
        is_understood = add_end(line);
    if (!is_understood) return malformed;
    return Done{};
}

Status ExportReader::add_header(std::string_view line) {
    const auto parts = parse_canonical_line(line);
    if (!parts || parts->size() != 4 || (*parts)[0] != kHeaderMark || (*parts)[1] != "1")
        return Error(problem::kExportMalformed).at({"", "", line_, ""});
    CheckpointVerifier key =
        TRY(CheckpointVerifier::parse(public_key_ ? *public_key_ : (*parts)[3]));
    if (key.name() != (*parts)[2]) return Error(problem::kAuditOtherOrigin);
    check_.emplace(std::move(key), anchors_);
    return Done{};
}

bool ExportReader::add_entry(std::string_view rest) {
    constexpr auto kTabs = 7;
    const auto number = next_part(rest), hash = next_part(rest);
    AuditCheck::Entry entry;
    if (!number || !hash || !read_number(*number, entry.number) || !read_hex(*hash, entry.hash) ||
        std::count(rest.begin(), rest.end(), '\t') != kTabs)
        return false;
    leaf_.assign(kAuditLineStart).append(rest).push_back('\n');
    next_part(rest);  // the id
    const auto at = next_part(rest);
    if (!at || !read_number(*at, entry.at.milliseconds)) return false;
    entry.text = leaf_;
    check_->add(entry);
    return true;
}

bool ExportReader::add_checkpoint(std::string_view line) {
    const auto parts = parse_canonical_line(line);
    AuditCheck::Note note;
    if (!parts || parts->size() != 4 || !read_number((*parts)[1], note.size)) return false;
    note.text = (*parts)[3];
    check_->add(note);
    return true;
}

bool ExportReader::add_end(std::string_view line) {
    const auto parts = parse_canonical_line(line);
    ExportEnd end;
    if (!parts || parts->size() != 4 || !read_number((*parts)[1], end.entries) ||
        !read_number((*parts)[2], end.checkpoints) || !read_number((*parts)[3], end.waiting))
        return false;
    has_ended_ = true;
    waiting_ = end.waiting;
    return end.entries == check_->size() && end.checkpoints == check_->checkpoints();
}

Result<AuditVerdict> ExportReader::finish() {
    if (!has_ended_) return Error(problem::kExportCut);
    AuditVerdict verdict = check_->finish(waiting_);
    verdict.is_key_of_file = !public_key_;
    return verdict;
}

Result<AuditVerdict> verify_export(const std::filesystem::path& file, const AuditTrust& trust) {
    ExportReader reader(trust.public_key, TRY(read_anchors(trust.anchors)));
    Status read = each_line(file, [&](std::string_view line) { return reader.add(line); });
    if (!read.ok()) return std::move(read).error().in_file(file.string());
    auto verdict = reader.finish();
    if (!verdict.ok()) return std::move(verdict).error().in_file(file.string());
    return verdict;
}

Result<AuditExported> export_audit(const Context& context, const std::filesystem::path& file) {
    TRY(require(context, Permission::AuditExport));
    Record& record = context.record;
    TRY(context.database().write([&](Tx& tx) -> Status {
        const std::string entries = std::to_string(TRY(audit_log::totals(tx)).entries);
        return audit(tx, context,
                     {"audit.export", "record", record.identity().id, "entries=" + entries, ""});
    }));
    TRY(record.settle_audit(context.now));
    const CheckpointSigner signer = TRY(record.ring().signer(record.origin()));
    return read_value(context.database(), [&](Tx& tx) -> Result<AuditExported> {
        AuditExported exported;
        exported.file = TRY(write_output(file, [&](const std::filesystem::path& path) -> Status {
            std::ofstream out(path, std::ios::binary | std::ios::trunc);
            std::string header;
            append_export_header(header, record.origin(), signer.verifier().text());
            out << header;
            exported.counts = TRY(write_lines(tx, out));
            out.close();
            if (!out) return Error(problem::kOutputUnwritable);
            return Done{};
        }));
        return exported;
    });
}

}  // namespace mingce
