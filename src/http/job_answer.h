// A job as every route that begins one answers it.
#pragma once

#include "http/answers.h"
#include "usecases/jobs/jobs.h"

namespace mingce::http {

class Call;

struct JobFailureAnswer {
    std::string code, zh, en, detail, file;
    static constexpr std::string_view kName = "JobFailure";
    static constexpr auto members() {
        using J = JobFailureAnswer;
        return std::tuple{
            Member{"code", &J::code, {"编号，见 docs/problems.md", "code, see docs/problems.md"}},
            Member{"zh", &J::zh, {"中文说明", "in Chinese"}},
            Member{"en", &J::en, {"英文说明", "in English"}},
            Member{"detail", &J::detail, {"细节", "detail"}},
            Member{"file", &J::file, {"哪个文件", "which file"}}};
    }
};
struct JobAnswer {
    std::string id, kind, zh, en, state, phase, actor, created_at, started_at, updated_at, ended_at;
    std::int64_t done = 0, total = 0, rate = 0, attempts = 0;
    std::optional<std::int64_t> seconds_left;
    bool is_cancel_requested = false;
    RawJson result;
    std::optional<JobFailureAnswer> failure;
    static constexpr std::string_view kName = "Job";
    static constexpr auto members() {
        using J = JobAnswer;
        return std::tuple{
            Member{"id", &J::id, kIdText},
            Member{"kind", &J::kind, {"种类", "kind"}},
            Member{"zh", &J::zh, {"中文名", "in Chinese"}},
            Member{"en", &J::en, {"英文名", "in English"}},
            Member{"state",
                   &J::state,
                   {"状态", "state"},
                   Bounds{.choices = words<JobState::Cancelled>}},
            Member{"phase", &J::phase, {"阶段", "phase"}},
            Member{"done", &J::done, {"本阶段已完成", "done of this phase"}},
            Member{"total", &J::total, {"本阶段共；0 为未知", "of; 0 where not known"}},
            Member{"rate", &J::rate, {"每秒", "a second"}},
            Member{"seconds_left", &J::seconds_left, {"约剩几秒", "seconds left, about"}},
            Member{"attempts", &J::attempts, {"第几次尝试", "attempts"}},
            Member{"is_cancel_requested", &J::is_cancel_requested, {"已要求取消", "asked to end"}},
            Member{"actor", &J::actor, {"提交人", "submitted by"}},
            Member{"created_at", &J::created_at, {"提交时间", "submitted at"}},
            Member{"started_at", &J::started_at, {"开始时间", "began at"}},
            Member{"updated_at", &J::updated_at, {"最近进展", "last moved at"}},
            Member{"ended_at", &J::ended_at, {"结束时间", "ended at"}},
            Member{
                "result",
                &J::result,
                {"结果，见 docs/jobs.md；未完成为 null", "result, see docs/jobs.md; null before"}},
            Member{"failure", &J::failure, {"失败原因", "why it failed"}}};
    }
};
JobAnswer job_answer(const JobView& view);

/// Submits it and wakes whoever does jobs. Errors: of submit_job.
Result<JobAnswer> begin_job(Call& call, const JobRequest& request);

}  // namespace mingce::http
