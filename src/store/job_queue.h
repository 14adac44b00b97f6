// Long work as rows: a queue that the workers of all processes take from. Who holds one has it
// until its lease ends; one whose worker died is taken by another.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

/// Keys are stored.
enum class JobState : std::uint8_t { Waiting, Running, Done, Failed, Cancelled };
constexpr std::string_view key_of(JobState state) {
    switch (state) {
        case JobState::Waiting: return "waiting";
        case JobState::Running: return "running";
        case JobState::Done: return "done";
        case JobState::Failed: return "failed";
        case JobState::Cancelled: return "cancelled";
    }
    return "";
}
constexpr bool has_ended(JobState state) {
    return state != JobState::Waiting && state != JobState::Running;
}
std::optional<JobState> parse_job_state(std::string_view key);

/// What a job is at. Keys are stored.
enum class JobPhase : std::uint8_t {
    Waiting,
    Fetching,   // uploads, in bytes
    Reading,    // files, in rows
    Comparing,  // with the record, in rows
    Writing,    // rows
    Judging,    // students
    Verifying,  // audit entries
    Sealing,    // students
    Working,    // what has no measure
};
constexpr std::string_view key_of(JobPhase phase) {
    switch (phase) {
        case JobPhase::Waiting: return "waiting";
        case JobPhase::Fetching: return "fetching";
        case JobPhase::Reading: return "reading";
        case JobPhase::Comparing: return "comparing";
        case JobPhase::Writing: return "writing";
        case JobPhase::Judging: return "judging";
        case JobPhase::Verifying: return "verifying";
        case JobPhase::Sealing: return "sealing";
        case JobPhase::Working: return "working";
    }
    return "";
}

struct JobProgress {
    JobPhase phase = JobPhase::Waiting;
    std::uint64_t done = 0, total = 0;  // total 0: not known
    std::uint64_t rate = 0;             // a second; 0: not known
};

struct QueuedJob {
    Id id, account;
    std::string kind, actor;
    JobState state = JobState::Waiting;
    JobProgress progress;
    std::uint32_t attempts = 0;
    bool is_cancel_requested = false;
    Moment created_at, started_at, updated_at, ended_at;
    std::uint64_t version = 0;
    std::string failure;  // code of a problem
    std::string request;  // opened; only where one is loaded
    std::string answer;   // likewise: the result, or what belongs to the failure
};

namespace job_queue {

struct NewJob {
    Id id, account;
    std::string_view kind, actor, request;
};
Status add(Tx& tx, Boxes& boxes, const Id& institution, const NewJob& job, Moment now);
Result<std::uint64_t> count_waiting(Tx& tx);

/// With its request and answer. Errors: NotFound (job.unknown).
Result<QueuedJob> load(Tx& tx, Boxes& boxes, const Id& job);
struct Selection {
    std::optional<Id> account;  // of this one alone; a none one: of those at the machine
    std::string_view actor;     // likewise, "" for any
    std::optional<JobState> state;
    std::size_t limit = 100;
};
/// The newest first.
Result<std::vector<QueuedJob>> list(Tx& tx, const Selection& selection);
/// By account: a number that grows whenever one of its jobs is added or changes.
Result<std::map<Id, std::uint64_t>> count_changes(Tx& tx);

struct Lease {
    Id worker;
    Moment now, until;
};
/// Whether there is something to claim; `is_alone`: also what another worker holds.
Result<bool> has_work(Tx& tx, const Lease& lease, bool is_alone);
/// Takes the oldest that waits, or one whose lease has ended (of another worker); none when there
/// is nothing. Its attempts count this one.
Result<std::optional<Id>> claim(Tx& tx, const Lease& lease);
/// Ends at once the leases of every worker but this one: for a record that one process alone has.
Result<std::uint64_t> release_others(Tx& tx, const Id& worker, Moment now);
/// Back into the queue, without the attempt counting.
Status release(Tx& tx, const Id& job, const Lease& lease);

/// How the worker finds its job when it looks.
enum class Held : std::uint8_t { Yes, CancelRequested, Lost };
Result<Held> held(Tx& tx, const Id& job, const Id& worker);
Result<Held> renew(Tx& tx, const Id& job, const Lease& lease);
/// Renews, too.
Result<Held> advance(Tx& tx, const Id& job, const Lease& lease, const JobProgress& progress);

struct End {
    Id job, worker;
    JobState state = JobState::Done;
    std::string_view failure;  // code
    std::string_view answer;
};
/// Conflict (job.lost) where the worker does not hold it any more: then nothing of the same
/// transaction counts.
Status end(Tx& tx, Boxes& boxes, const End& end, Moment now);

/// Of one that waits: ends it. Of one that runs: asks its worker. Conflict (job.ended) else.
Status cancel(Tx& tx, const Id& job, Moment now);

}  // namespace job_queue

}  // namespace mingce
