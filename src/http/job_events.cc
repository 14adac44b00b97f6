#include "http/job_events.h"

#include <algorithm>

#include "http/app.h"
#include "http/job_answer.h"

namespace mingce::http {

namespace {

constexpr std::chrono::milliseconds kLookEvery{500};
constexpr std::size_t kJobsMax = 50;
// The session may have ended, or the role changed, since the stream began.
constexpr std::uint64_t kLooksPerSessionCheck = 15;

struct Told {
    std::uint64_t version = 0;
    JobPhase phase = JobPhase::Waiting;
    std::uint64_t done = 0;
    bool operator==(const Told&) const = default;
};

class JobEvents final : public EventStream {
public:
    explicit JobEvents(std::shared_ptr<Call> call) : call_(std::move(call)) {}

    std::optional<std::string> next() override {
        call_->context.now = call_->app.now();
        if (++looks_ % kLooksPerSessionCheck == 0 && !is_session_living()) return std::nullopt;
        const auto changes = call_->app.job_changes().count(call_->context);
        if (!changes.ok()) return std::nullopt;
        if (changes.value() == seen_ && !has_moved()) return "";
        const auto jobs = list_jobs(call_->context, {false, std::nullopt, kJobsMax});
        if (!jobs.ok()) return std::nullopt;
        seen_ = changes.value();
        return text_of(jobs.value());
    }

private:
    /// One of its jobs went on without the database knowing yet.
    bool has_moved() const {
        const LiveJobs& live = call_->app.record().live_jobs();
        return std::ranges::any_of(told_, [&](const auto& told) {
            const auto now = live.of(told.first);
            return now && (now->phase != told.second.phase || now->done != told.second.done);
        });
    }

    bool is_session_living() const {
        if (!call_->session) return true;
        const std::string_view token =
            call_->request.cookie(App::cookie_name(call_->request.is_secure));
        return look_at_session(call_->context, call_->app.settings().people, token).ok();
    }

    std::string text_of(const std::vector<JobView>& jobs) {
        std::string text;
        std::map<Id, Told> told;
        for (const JobView& job : jobs) {
            const Told now{job.version, job.phase, job.done};
            told[job.id] = now;
            const auto before = told_.find(job.id);
            if (before != told_.end() && before->second == now) continue;
            text += "event: job\nid: " + std::to_string(job.version) +
                    "\ndata: " + encode(job_answer(job)) + "\n\n";
        }
        told_ = std::move(told);
        return text;
    }

    std::shared_ptr<Call> call_;
    std::optional<std::uint64_t> seen_;  // of JobChanges
    std::map<Id, Told> told_;            // what was told of each job
    std::uint64_t looks_ = 0;
};

}  // namespace

Result<std::uint64_t> JobChanges::count(const Context& context) {
    const std::lock_guard held(lock_);
    const auto now = std::chrono::steady_clock::now();
    if (!has_looked_ || now - looked_at_ >= kLookEvery) {
        counts_ = TRY(count_job_changes(context));
        looked_at_ = now;
        has_looked_ = true;
    }
    const auto own = counts_.find(context.caller.account);
    return own == counts_.end() ? 0 : own->second;
}

std::shared_ptr<EventStream> job_events(std::shared_ptr<Call> call) {
    return std::make_shared<JobEvents>(std::move(call));
}

}  // namespace mingce::http
