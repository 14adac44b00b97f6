// What each kind of job does: a use case that is there already, with its progress told and its
// result in JSON.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "child/file_reading.h"
#include "usecases/jobs/job_monitor.h"
#include "usecases/jobs/job_request.h"

namespace mingce {

struct JobRun {
    const Context& context;  // of the submitter
    JobMonitor& monitor;
    std::shared_ptr<FileReading> reading;
};
struct JobOutcome {
    std::string result;              // docs/jobs.md
    std::vector<Id> used_uploads{};  // that are closed with the job's end
};
/// Errors: those of the use cases; job.cancelled, job.stopped, job.lost.
Result<JobOutcome> run_job(const JobRun& run, const JobRequest& request);

}  // namespace mingce
