// Long work (DESIGN 4.13): submitted as a row, done by a worker of any process, looked at, ended
// early, and taken up again where its worker died.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/enrolment.h"
#include "domain/students.h"
#include "normalise/sheet_mapping.h"
#include "store/job_queue.h"
#include "usecases/record/record.h"

namespace mingce {

/// Reads uploads and compares them with an intake; with `commit`, writes them. The same uploads
/// asked for again with `commit` write the batch that was staged.
struct ImportJob {
    std::vector<Id> uploads;  // whole ones, of the account that submits; 1 to 1,000
    std::string intake;
    bool commit = false;
    std::optional<StudentKind> kind;
    std::optional<std::string> encoding;
    std::map<std::string, std::string> columns;  // header -> key of a field
    SheetMappings sheets = {};                   // what a person decided, sheet by sheet
};
/// Judges an intake's students again.
struct CheckIntakeJob {
    std::string intake;
};
struct AuditVerifyJob {};
/// A backup into the folder that the settings name, rehearsed.
struct BackupJob {};
struct UndoBatchJob {
    std::int64_t number = 0;
    std::string reason;
};
struct ResealJob {
    std::string intake;  // "" for every year
};
/// Makes the files of open publications ready.
struct PublicationCopiesJob {
    std::vector<std::int64_t> publications;  // numbers; 1 to 2,000
};
using JobRequest = std::variant<ImportJob, CheckIntakeJob, AuditVerifyJob, BackupJob, UndoBatchJob,
                                ResealJob, PublicationCopiesJob>;

/// By the index of JobRequest. Keys are stored and told by the API.
enum class JobKind : std::uint8_t {
    Import,
    CheckIntake,
    AuditVerify,
    Backup,
    UndoBatch,
    Reseal,
    PublicationCopies
};
constexpr std::string_view key_of(JobKind kind) {
    switch (kind) {
        case JobKind::Import: return "import";
        case JobKind::CheckIntake: return "check_intake";
        case JobKind::AuditVerify: return "audit_verify";
        case JobKind::Backup: return "backup";
        case JobKind::UndoBatch: return "undo_batch";
        case JobKind::Reseal: return "reseal_students";
        case JobKind::PublicationCopies: return "publication_copies";
    }
    return "";
}
std::optional<JobKind> parse_job_kind(std::string_view key);
Text name_of(JobKind kind);
/// What a caller must be allowed, to submit one and again when it runs.
Permission permission_for(JobKind kind);

/// Why a job failed, as Error says it.
struct JobFailure {
    std::string code;  // of a Problem
    std::string detail, file;
    Text what, fix;  // "" where this program does not know the code
};

struct JobView {
    Id id;
    JobKind kind = JobKind::Import;
    JobState state = JobState::Waiting;
    std::string actor;
    Id account;  // none: somebody at the machine
    std::uint32_t attempts = 0;
    bool is_cancel_requested = false;
    JobPhase phase = JobPhase::Waiting;
    std::uint64_t done = 0, total = 0;          // of this phase; total 0: not known
    std::uint64_t rate = 0;                     // a second, of the last seconds; 0: not known
    std::optional<std::uint64_t> seconds_left;  // of this phase
    Moment created_at, started_at, updated_at, ended_at;  // 0: not yet
    std::uint64_t version = 0;  // of this job: grows with each change of it
    /// JSON object, of one that is done: docs/jobs.md says what of each kind. "" else. Holds no
    /// value of a student.
    std::string result;
    std::optional<JobFailure> failure;
};

/// Puts it in the queue; whoever has a JobWorker wakes it then. Audited.
/// Errors: Forbidden (access.denied); BadInput (job.request); NotFound (upload.unknown,
/// intake.unknown); Conflict (upload.not_whole); Unavailable (job.too_many: 1,000 wait).
Result<JobView> submit_job(const Context& context, const JobRequest& request);

/// The same inside a transaction, of its act. Errors: as submit_job().
Result<Id> queue_job(Tx& tx, const Context& context, const JobRequest& request);

/// Of the caller's own, or with settings.read of anybody's (without its result, unless it is the
/// caller's own). Errors: NotFound (job.unknown), also of another's.
Result<JobView> job_of(const Context& context, const Id& job);

struct ListJobs {
    bool of_everybody = false;  // needs settings.read
    std::optional<JobState> state = std::nullopt;
    std::size_t limit = 100;  // at most 1,000
};
/// The newest first, without results. Errors: Forbidden (access.denied).
Result<std::vector<JobView>> list_jobs(const Context& context, const ListJobs& request);

/// By account: a number that is another one after one of its jobs was added or changed. For
/// whoever shares one look among many callers and tells each its own; so it asks for no permission.
Result<std::map<Id, std::uint64_t>> count_job_changes(const Context& context);

/// One that waits ends at once; one that runs stops at the next point where nothing is half done,
/// or, past its last one, is done. Audited. Own ones, or with settings.change anybody's.
/// Errors: NotFound (job.unknown); Conflict (job.ended).
Result<JobView> cancel_job(const Context& context, const Id& job);

}  // namespace mingce
