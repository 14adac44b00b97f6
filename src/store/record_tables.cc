#include "store/record_tables.h"

#include <algorithm>

#include "store/edition_tables.h"
#include "store/publication_tables.h"

namespace mingce {

namespace {

using enum ColumnType;

constexpr BulkColumn kRecord[] = {{"id", Blob}, {"created_at", Integer}, {"created_by", Text}};
constexpr BulkColumn kInstitution[] = {
    {"id", Blob}, {"name", Text}, {"code", Text}, {"created_at", Integer}};
constexpr BulkColumn kSealingKey[] = {
    {"id", Blob},   {"institution", Blob}, {"purpose", Text},       {"year", Integer},
    {"root", Blob}, {"wrapped", Blob},     {"created_at", Integer}, {"retired_at", Integer}};
constexpr BulkColumn kOnceRequest[] = {
    {"account", Blob}, {"key_sha256", Blob}, {"request", Blob}, {"request_sha256", Blob},
    {"at", Integer},   {"status", Integer},  {"box", Blob}};
constexpr BulkColumn kIntake[] = {{"id", Blob},
                                  {"institution", Blob},
                                  {"key", Text},
                                  {"year", Integer},
                                  {"kind", Text},
                                  {"created_at", Integer},
                                  {"handed_over_at", Integer},
                                  {"handed_over_by", Text}};
constexpr BulkColumn kBatch[] = {{"id", Blob},
                                 {"institution", Blob},
                                 {"intake", Blob},
                                 {"number", Integer},
                                 {"state", Text},
                                 {"created_at", Integer},
                                 {"created_by", Text},
                                 {"committed_at", Integer},
                                 {"committed_by", Text},
                                 {"ended_at", Integer},
                                 {"ended_by", Text},
                                 {"box", Blob},
                                 {"files_sha256", Text},
                                 {"values_sha256", Text},
                                 {"rows_in", Integer},
                                 {"rows_accepted", Integer},
                                 {"rows_held", Integer},
                                 {"rows_refused", Integer},
                                 {"students_new", Integer},
                                 {"students_changed", Integer},
                                 {"students_same", Integer},
                                 {"students_conflict", Integer},
                                 {"photos_in", Integer},
                                 {"photos_new", Integer},
                                 {"photos_replaced", Integer},
                                 {"photos_same", Integer},
                                 {"photos_unused", Integer},
                                 {"photos_unmatched", Integer},
                                 {"photos_refused", Integer},
                                 {"options", Text},
                                 {"key", Blob}};
constexpr BulkColumn kBatchFile[] = {{"batch", Blob},   {"position", Integer}, {"role", Text},
                                     {"size", Integer}, {"sha256", Text},      {"name", Text}};
constexpr BulkColumn kBatchPiece[] = {
    {"batch", Blob}, {"position", Integer}, {"piece", Integer}, {"box", Blob}};
constexpr BulkColumn kBatchSheet[] = {{"batch", Blob}, {"position", Integer}, {"file", Text},
                                      {"sheet", Text}, {"kind", Text},        {"columns", Text}};
constexpr BulkColumn kBatchPreview[] = {{"batch", Blob}, {"box", Blob}};
constexpr BulkColumn kStudent[] = {{"id", Blob},
                                   {"institution", Blob},
                                   {"intake", Blob},
                                   {"version", Integer},
                                   {"state", Text},
                                   {"merged_into", Blob},
                                   {"created_at", Integer},
                                   {"updated_at", Integer},
                                   {"batch", Blob},
                                   {"source_row", Integer},
                                   {"status", Text},
                                   {"status_due", Text},
                                   {"name", Text},
                                   {"name_key", Blob},
                                   {"initials", Text},
                                   {"sex", Text},
                                   {"birth_date", Text},
                                   {"exam_number", Text},
                                   {"student_no", Text},
                                   {"province", Text},
                                   {"department", Text},
                                   {"major", Text},
                                   {"class", Text},
                                   {"fields", Text},
                                   {"document_index", Blob},
                                   {"phone_index", Integer},
                                   {"box", Blob},
                                   {"commitment", Blob},
                                   {"frozen_at", Integer},
                                   {"frozen_basis", Text}};
constexpr BulkColumn kNamePart[] = {{"part", Text}, {"student", Blob}};
constexpr BulkColumn kStudentKey[] = {{"student", Blob}, {"sealing_key", Blob}, {"wrapped", Blob}};
constexpr BulkColumn kSourceRow[] = {
    {"batch", Blob},        {"number", Integer},     {"student", Blob}, {"sheet", Integer},
    {"sheet_row", Integer}, {"joined_row", Integer}, {"box", Blob}};
constexpr BulkColumn kStudentEvent[] = {
    {"id", Blob},    {"student", Blob},  {"version", Integer}, {"at", Integer},
    {"actor", Text}, {"kind", Text},     {"batch", Blob},      {"source_row", Integer},
    {"box", Blob},   {"operation", Blob}};
constexpr BulkColumn kStatusEvent[] = {{"id", Blob},
                                       {"student", Blob},
                                       {"sequence", Integer},
                                       {"event", Text},
                                       {"effective", Text},
                                       {"until", Text},
                                       {"document_no", Text},
                                       {"at", Integer},
                                       {"actor", Text},
                                       {"taken_back_at", Integer},
                                       {"taken_back_by", Text},
                                       {"box", Blob}};
constexpr BulkColumn kStudentFile[] = {
    {"id", Blob},        {"student", Blob},     {"kind", Text},    {"batch", Blob},
    {"at", Integer},     {"format", Text},      {"size", Integer}, {"width", Integer},
    {"height", Integer}, {"fingerprint", Blob}, {"box", Blob},     {"replaced_by", Blob}};
constexpr BulkColumn kFinding[] = {
    {"id", Blob},      {"institution", Blob},   {"intake", Blob},        {"batch", Blob},
    {"student", Blob}, {"rule", Text},          {"severity", Text},      {"field", Text},
    {"state", Text},   {"created_at", Integer}, {"decided_at", Integer}, {"decided_by", Text},
    {"box", Blob},     {"assigned_to", Text},   {"assigned_in", Blob}};
constexpr BulkColumn kMajorChange[] = {
    {"id", Blob},         {"institution", Blob},  {"number", Integer}, {"before_word", Text},
    {"after_word", Text}, {"at", Integer},        {"actor", Text},     {"account", Blob},
    {"box", Blob},        {"undone_at", Integer}, {"undone_by", Text}};
constexpr BulkColumn kOperation[] = {
    {"id", Blob},          {"institution", Blob}, {"intake", Blob},      {"number", Integer},
    {"kind", Text},        {"at", Integer},       {"actor", Text},       {"account", Blob},
    {"students", Integer}, {"cells", Integer},    {"findings", Integer}, {"fields", Text},
    {"rule", Text},        {"department", Text},  {"undoes", Blob},      {"undone_at", Integer},
    {"undone_by", Text},   {"undone_in", Blob},   {"box", Blob}};
constexpr BulkColumn kOperationFinding[] = {
    {"operation", Blob}, {"finding", Blob}, {"before", Text}, {"after", Text}};
constexpr BulkColumn kMatchPair[] = {
    {"id", Blob},    {"institution", Blob},   {"intake", Blob},        {"batch", Blob},
    {"one", Blob},   {"other", Blob},         {"weight", Integer},     {"reasons", Text},
    {"state", Text}, {"created_at", Integer}, {"decided_at", Integer}, {"decided_by", Text},
    {"box", Blob}};
constexpr BulkColumn kStudentMerge[] = {
    {"id", Blob},    {"kept", Blob},  {"gone", Blob},        {"kept_version", Integer},
    {"at", Integer}, {"actor", Text}, {"split_at", Integer}, {"split_by", Text}};
constexpr BulkColumn kColumnMapping[] = {
    {"institution", Blob}, {"header", Text}, {"field", Text}, {"at", Integer}, {"actor", Text}};
constexpr BulkColumn kSheetMapping[] = {
    {"institution", Blob}, {"fingerprint", Text}, {"name", Text}, {"cell", Text},
    {"value", Text},       {"at", Integer},       {"actor", Text}};
constexpr BulkColumn kMajor[] = {
    {"institution", Blob},   {"department", Text},  {"name", Text},          {"level", Text},
    {"batch", Blob},         {"school_code", Text}, {"national_code", Text}, {"duration", Text},
    {"plan_count", Integer}, {"position", Integer}};
constexpr BulkColumn kErasure[] = {
    {"student", Blob}, {"at", Integer}, {"actor", Text}, {"basis", Text}};
constexpr BulkColumn kAuditEntry[] = {{"id", Blob},     {"at", Integer},     {"actor", Text},
                                      {"action", Text}, {"object", Text},    {"subject", Blob},
                                      {"detail", Text}, {"commitment", Blob}};
constexpr BulkColumn kAuditWaiting[] = {{"entry", Blob}};
constexpr BulkColumn kAuditLeaf[] = {{"number", Integer}, {"entry", Blob}, {"hash", Blob}};
constexpr BulkColumn kAuditCheckpoint[] = {
    {"size", Integer}, {"at", Integer}, {"frontier", Blob}, {"note", Text}};
constexpr BulkColumn kJob[] = {{"id", Blob},
                               {"institution", Blob},
                               {"kind", Text},
                               {"state", Text},
                               {"actor", Text},
                               {"done", Integer},
                               {"total", Integer},
                               {"position", Blob},
                               {"created_at", Integer},
                               {"updated_at", Integer},
                               {"ended_at", Integer},
                               {"detail", Text},
                               {"account", Blob},
                               {"attempts", Integer},
                               {"worker", Blob},
                               {"lease_until", Integer},
                               {"cancel_requested", Integer},
                               {"phase", Text},
                               {"rate", Integer},
                               {"started_at", Integer},
                               {"version", Integer},
                               {"failure", Text},
                               {"request", Blob},
                               {"answer", Blob}};
constexpr BulkColumn kUpload[] = {
    {"id", Blob},        {"institution", Blob}, {"account", Blob},       {"actor", Text},
    {"state", Text},     {"name", Blob},        {"size", Integer},       {"received", Integer},
    {"pieces", Integer}, {"sha256", Text},      {"created_at", Integer}, {"expires_at", Integer}};
constexpr BulkColumn kUploadPiece[] = {{"upload", Blob}, {"number", Integer}, {"box", Blob}};
constexpr BulkColumn kBackupRun[] = {{"id", Blob},
                                     {"at", Integer},
                                     {"actor", Text},
                                     {"file", Text},
                                     {"size", Integer},
                                     {"sha256", Text},
                                     {"students", Integer},
                                     {"checkpoint_size", Integer},
                                     {"rehearsed_at", Integer},
                                     {"rehearsal", Text}};
constexpr BulkColumn kAccount[] = {{"id", Blob},
                                   {"institution", Blob},
                                   {"login", Text},
                                   {"name", Text},
                                   {"kind", Text},
                                   {"state", Text},
                                   {"duty", Text},
                                   {"cas_name", Text},
                                   {"password_hash", Text},
                                   {"totp_box", Blob},
                                   {"totp_confirmed_at", Integer},
                                   {"totp_counter", Integer},
                                   {"grants_version", Integer},
                                   {"created_at", Integer},
                                   {"created_by", Text},
                                   {"activated_at", Integer},
                                   {"last_sign_in_at", Integer},
                                   {"disabled_at", Integer}};
constexpr BulkColumn kAccountCode[] = {
    {"account", Blob}, {"code_sha256", Blob}, {"created_at", Integer}, {"expires_at", Integer}};
constexpr BulkColumn kRoleGrant[] = {{"id", Blob},
                                     {"account", Blob},
                                     {"duty", Text},
                                     {"role", Text},
                                     {"scope_kind", Text},
                                     {"units", Text},
                                     {"student", Blob},
                                     {"years", Text},
                                     {"purpose", Text},
                                     {"valid_from", Text},
                                     {"valid_until", Text},
                                     {"state", Text},
                                     {"reason", Text},
                                     {"proposed_at", Integer},
                                     {"proposed_by", Text},
                                     {"proposed_by_account", Blob},
                                     {"confirmed_at", Integer},
                                     {"confirmed_by", Text},
                                     {"confirmed_by_account", Blob},
                                     {"ended_at", Integer},
                                     {"ended_by", Text},
                                     {"ended_by_account", Blob}};
constexpr BulkColumn kAccountSession[] = {{"id", Blob},
                                          {"account", Blob},
                                          {"token_sha256", Blob},
                                          {"csrf_sha256", Blob},
                                          {"choice", Text},
                                          {"second_factor_at", Integer},
                                          {"created_at", Integer},
                                          {"last_seen_at", Integer},
                                          {"expires_at", Integer},
                                          {"ended_at", Integer},
                                          {"address", Text},
                                          {"agent", Text}};
constexpr BulkColumn kSignInFailure[] = {
    {"subject", Blob}, {"failures", Integer}, {"at", Integer}, {"wait_until", Integer}};
constexpr BulkColumn kClientKey[] = {{"id", Blob},
                                     {"account", Blob},
                                     {"key_sha256", Blob},
                                     {"created_at", Integer},
                                     {"created_by", Text},
                                     {"expires_at", Integer},
                                     {"last_used_at", Integer},
                                     {"ended_at", Integer}};

constexpr BulkColumn kSavedView[] = {
    {"id", Blob},           {"account", Blob},       {"role", Text},          {"screen", Text},
    {"is_shared", Integer}, {"created_at", Integer}, {"updated_at", Integer}, {"box", Blob}};
constexpr BulkColumn kPreference[] = {{"account", Blob}, {"updated_at", Integer}, {"box", Blob}};

constexpr BulkColumn kStandardChange[] = {{"institution", Blob},
                                          {"number", Integer},
                                          {"kind", Text},
                                          {"key", Text},
                                          {"effective_from", Text},
                                          {"document", Text},
                                          {"reason", Text},
                                          {"at", Integer},
                                          {"actor", Text},
                                          {"account", Blob},
                                          {"needs_second", Integer},
                                          {"confirmed_at", Integer},
                                          {"confirmed_by", Text},
                                          {"withdrawn_at", Integer},
                                          {"withdrawn_by", Text},
                                          {"withdrawn_reason", Text}};
constexpr BulkColumn kStandardJudged[] = {
    {"institution", Blob}, {"changes", Text}, {"at", Integer}};

constexpr BulkColumn kReveal[] = {{"id", Blob},     {"student", Blob}, {"at", Integer},
                                  {"actor", Text},  {"role", Text},    {"fields", Text},
                                  {"reason", Text}, {"box", Blob}};
constexpr BulkColumn kExactLookUp[] = {{"id", Blob}, {"actor", Text}, {"at", Integer}};
constexpr BulkColumn kExportRequest[] = {
    {"id", Blob},           {"institution", Blob},   {"intake", Blob},      {"number", Integer},
    {"state", Text},        {"asked_at", Integer},   {"asked_by", Text},    {"account", Blob},
    {"role", Text},         {"purpose", Text},       {"students", Integer}, {"class", Integer},
    {"approvals", Integer}, {"expires_at", Integer}, {"made_at", Integer},  {"sha256", Text},
    {"box", Blob}};
constexpr BulkColumn kExportDecision[] = {{"request", Blob}, {"actor", Text}, {"account", Blob},
                                          {"role", Text},    {"at", Integer}, {"approves", Integer},
                                          {"box", Blob}};

// In the order of the schema: what is referred to stands before what refers to it.
constexpr RecordTable kTables[] = {
    {"record", "id", kRecord, BackupPart::Data},
    {"institution", "id", kInstitution, BackupPart::Data},
    {"sealing_key", "id", kSealingKey, BackupPart::Data},
    {"intake", "id", kIntake, BackupPart::Data},
    {"batch", "id", kBatch, BackupPart::Data},
    {"batch_file", "batch, position", kBatchFile, BackupPart::Data},
    {"batch_piece", "batch, position, piece", kBatchPiece, BackupPart::Data},
    {"batch_sheet", "batch, position", kBatchSheet, BackupPart::Data},
    {"batch_preview", "batch", kBatchPreview, BackupPart::Data},
    {"student", "id", kStudent, BackupPart::Data},
    {"name_part", "part, student", kNamePart, BackupPart::Data},
    {"student_key", "student", kStudentKey, BackupPart::Keys},
    {"source_row", "batch, number", kSourceRow, BackupPart::Data},
    {"student_event", "id", kStudentEvent, BackupPart::Data},
    {"status_event", "id", kStatusEvent, BackupPart::Data},
    {"student_file", "id", kStudentFile, BackupPart::Data},
    {"finding", "id", kFinding, BackupPart::Data},
    {"operation", "id", kOperation, BackupPart::Data},
    {"operation_finding", "operation, finding", kOperationFinding, BackupPart::Data},
    {"match_pair", "id", kMatchPair, BackupPart::Data},
    {"student_merge", "id", kStudentMerge, BackupPart::Data},
    {"column_mapping", "institution, header", kColumnMapping, BackupPart::Data},
    {"sheet_mapping", "institution, fingerprint, name, cell", kSheetMapping, BackupPart::Data},
    {"major", "institution, department, name, level, batch", kMajor, BackupPart::Data},
    {"major_change", "id", kMajorChange, BackupPart::Data},
    {"once_request", "account, key_sha256", kOnceRequest, BackupPart::Data},
    {"erasure", "student", kErasure, BackupPart::Both},
    {"audit_entry", "id", kAuditEntry, BackupPart::Data},
    {"audit_waiting", "entry", kAuditWaiting, BackupPart::Data},
    {"audit_leaf", "number", kAuditLeaf, BackupPart::Data},
    {"audit_checkpoint", "size", kAuditCheckpoint, BackupPart::Data},
    {"job", "id", kJob, BackupPart::Data},
    {"upload", "id", kUpload, BackupPart::Data},
    {"upload_piece", "upload, number", kUploadPiece, BackupPart::Data},
    {"backup_run", "id", kBackupRun, BackupPart::Data},
    {"reveal", "id", kReveal, BackupPart::Data},
    {"exact_look_up", "id", kExactLookUp, BackupPart::Data},
    {"export_request", "id", kExportRequest, BackupPart::Data},
    {"export_decision", "request, actor", kExportDecision, BackupPart::Data},
    {"account", "id", kAccount, BackupPart::Data},
    {"account_code", "account", kAccountCode, BackupPart::Data},
    {"role_grant", "id", kRoleGrant, BackupPart::Data},
    {"account_session", "id", kAccountSession, BackupPart::Data},
    {"sign_in_failure", "subject", kSignInFailure, BackupPart::Data},
    {"client_key", "id", kClientKey, BackupPart::Data},
    {"saved_view", "id", kSavedView, BackupPart::Data},
    {"preference", "account", kPreference, BackupPart::Data},
    {"standard_change", "institution, number", kStandardChange, BackupPart::Data},
    {"standard_judged", "institution", kStandardJudged, BackupPart::Data},
    {"review_rules", "institution, number", edition_tables::kReviewRules, BackupPart::Data},
    {"edition", "id", edition_tables::kEdition, BackupPart::Data},
    {"revision", "id", edition_tables::kRevision, BackupPart::Data},
    {"revision_piece", "revision, place", edition_tables::kRevisionPiece, BackupPart::Data},
    {"edition_step", "id", edition_tables::kEditionStep, BackupPart::Data},
    {"review_mark", "edition, actor, kind, subject", edition_tables::kReviewMark, BackupPart::Data},
    {"review_comment", "id", edition_tables::kReviewComment, BackupPart::Data},
    {"review_reminder", "edition, number", edition_tables::kReviewReminder, BackupPart::Data},
    {"filed_student", "student", edition_tables::kFiledStudent, BackupPart::Data},
    {"published_page", "edition, revision, volume, page", edition_tables::kPublishedPage,
     BackupPart::Data},
    {"publication", "id", publication_tables::kPublication, BackupPart::Data},
    {"publication_link", "link", publication_tables::kPublicationLink, BackupPart::Data},
    {"publication_decision", "publication, round, actor", publication_tables::kPublicationDecision,
     BackupPart::Data},
    {"publication_acceptance", "publication, account", publication_tables::kPublicationAcceptance,
     BackupPart::Data},
    {"publication_copy", "id", publication_tables::kPublicationCopy, BackupPart::Data},
    {"publication_copy_piece", "copy, number", publication_tables::kPublicationCopyPiece,
     BackupPart::Data},
    {"publication_access", "id", publication_tables::kPublicationAccess, BackupPart::Data},
    {"seal_permission", "id", publication_tables::kSealPermission, BackupPart::Data},
    {"paper_copy", "id", publication_tables::kPaperCopy, BackupPart::Data},
    {"paper_copy_event", "paper_copy, number", publication_tables::kPaperCopyEvent,
     BackupPart::Data},
    {"review_deputy", "institution, number", edition_tables::kReviewDeputy, BackupPart::Data},
    {"roster_definition", "institution, key, version", edition_tables::kRosterDefinition,
     BackupPart::Data},
};

}  // namespace

std::span<const RecordTable> record_tables() { return kTables; }

const RecordTable* find_record_table(std::string_view name) {
    const auto found = std::find_if(std::begin(kTables), std::end(kTables),
                                    [&](const RecordTable& table) { return table.name == name; });
    return found == std::end(kTables) ? nullptr : found;
}

}  // namespace mingce
