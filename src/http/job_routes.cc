// Long work: submitted, looked at, ended, and told of as it goes by one stream a browser.
#include <algorithm>

#include "http/answers.h"
#include "http/app.h"
#include "http/job_answer.h"
#include "http/job_events.h"
#include "http/route.h"
#include "usecases/jobs/jobs.h"

namespace mingce::http {

namespace {

struct JobsAnswer {
    std::vector<JobAnswer> items;
    static constexpr std::string_view kName = "Jobs";
    static constexpr auto members() {
        return std::tuple{Member{"items", &JobsAnswer::items, {"任务", "jobs"}}};
    }
};
struct JobListInput {
    bool of_everybody = false;
    std::optional<std::string> state;
    std::optional<std::int64_t> limit;
    static constexpr std::string_view kName = "JobListInput";
    static constexpr auto members() {
        using J = JobListInput;
        return std::tuple{
            Member{"of_everybody", &J::of_everybody, {"所有人的", "of everybody"}},
            Member{"state", &J::state, {"状态", "state"}},
            Member{"limit", &J::limit, {"最多几个", "at most"}, Bounds{.least = 1, .most = 1'000}}};
    }
};
Result<JobsAnswer> list_jobs_here(Call& call, const JobListInput& in) {
    ListJobs request;
    request.of_everybody = in.of_everybody;
    if (in.state) {
        request.state = parse_job_state(*in.state);
        if (!request.state) return Error(problem::kRequestMemberValue, "state");
    }
    request.limit = static_cast<std::size_t>(in.limit.value_or(100));
    JobsAnswer answer;
    for (const JobView& view : TRY(list_jobs(call.context, request)))
        answer.items.push_back(job_answer(view));
    return answer;
}
Result<JobAnswer> show_job_here(Call& call, const ById& in) {
    return job_answer(TRY(job_of(call.context, TRY(id_of_text("id", in.id)))));
}
Result<JobAnswer> cancel_here(Call& call, const ById& in) {
    return job_answer(TRY(cancel_job(call.context, TRY(id_of_text("id", in.id)))));
}

Result<JobAnswer> verify_audit(Call& call, const Nothing&) {
    return begin_job(call, AuditVerifyJob{});
}
Result<JobAnswer> back_up(Call& call, const Nothing&) { return begin_job(call, BackupJob{}); }
struct CheckInput {
    std::string intake;
    static constexpr std::string_view kName = "IntakeOfJob";
    static constexpr auto members() {
        return std::tuple{Member{"intake", &CheckInput::intake, kIntakeText}};
    }
};
Result<JobAnswer> check_intake(Call& call, const CheckInput& in) {
    return begin_job(call, CheckIntakeJob{in.intake});
}
Result<EventsAnswer> open_events(Call& call, const Nothing&) {
    auto own = std::make_shared<Call>(call.app, call.request, call.now);
    own->route = call.route;
    own->session = call.session;
    own->context.caller = call.context.caller;
    own->context.actor = call.context.actor;
    return EventsAnswer{job_events(std::move(own))};
}

constexpr std::string_view kJobTag = "jobs";
const Route kJobRoutes[] = {
    route<list_jobs_here>(
        {Method::Get, "/api/v1/jobs", "listJobs", kJobTag, {"任务", "Jobs"}, kOpenSession}),
    route<show_job_here>({Method::Get,
                          "/api/v1/jobs/{id}",
                          "showJob",
                          kJobTag,
                          {"一个任务", "One job"},
                          kOpenSession}),
    route<cancel_here>({Method::Post,
                        "/api/v1/jobs/{id}/cancellation",
                        "cancelJob",
                        kJobTag,
                        {"取消任务", "Cancel a job"},
                        kOpenSession}),
    route<open_events>({Method::Get,
                        "/api/v1/events",
                        "openEvents",
                        kJobTag,
                        {"任务进展（服务器推送）", "Progress of one's jobs, as server-sent events"},
                        kOpenSession}),
    route<check_intake>({Method::Post,
                         "/api/v1/intakes/{intake}/checks",
                         "checkIntake",
                         kJobTag,
                         {"重新检查一个招生批次", "Judge an intake again"},
                         needs(Permission::FindingFix),
                         kCreates}),
    route<verify_audit>({Method::Post,
                         "/api/v1/audit/verifications",
                         "verifyAudit",
                         kJobTag,
                         {"验证审计", "Verify the audit"},
                         needs(Permission::AuditVerify),
                         kCreates}),
    route<back_up>({Method::Post,
                    "/api/v1/backups",
                    "backUp",
                    kJobTag,
                    {"备份", "Back up"},
                    needs(Permission::BackupRun),
                    kCreates}),
};

}  // namespace

std::span<const Route> job_routes() { return kJobRoutes; }

}  // namespace mingce::http
