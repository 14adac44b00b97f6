#include "http/job_answer.h"

#include "http/app.h"

namespace mingce::http {

JobAnswer job_answer(const JobView& view) {
    JobAnswer answer;
    answer.id = view.id.hex();
    answer.kind = key_of(view.kind);
    const Text name = name_of(view.kind);
    answer.zh = name.zh;
    answer.en = name.en;
    answer.state = key_of(view.state);
    answer.phase = key_of(view.phase);
    answer.actor = view.actor;
    answer.done = static_cast<std::int64_t>(view.done);
    answer.total = static_cast<std::int64_t>(view.total);
    answer.rate = static_cast<std::int64_t>(view.rate);
    if (view.seconds_left) answer.seconds_left = static_cast<std::int64_t>(*view.seconds_left);
    answer.attempts = view.attempts;
    answer.is_cancel_requested = view.is_cancel_requested;
    answer.created_at = time_text(view.created_at);
    answer.started_at = time_text(view.started_at);
    answer.updated_at = time_text(view.updated_at);
    answer.ended_at = time_text(view.ended_at);
    if (!view.result.empty()) answer.result.text = view.result;
    if (view.failure) {
        JobFailureAnswer failure;
        failure.code = view.failure->code;
        failure.zh = std::string(view.failure->what.zh) + "；" + std::string(view.failure->fix.zh);
        failure.en = std::string(view.failure->what.en) + "; " + std::string(view.failure->fix.en);
        failure.detail = view.failure->detail;
        failure.file = view.failure->file;
        answer.failure = std::move(failure);
    }
    return answer;
}

Result<JobAnswer> begin_job(Call& call, const JobRequest& request) {
    JobAnswer answer = job_answer(TRY(submit_job(call.context, request)));
    call.app.wake_jobs();
    return answer;
}

}  // namespace mingce::http
