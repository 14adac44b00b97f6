// The server's own room: what every request needs, and the way of a request from its head to its
// answer: route, session, where it came from, how often, what it may, its work, what is told of it.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "http/call.h"
#include "http/job_events.h"
#include "http/log.h"
#include "http/metrics.h"
#include "http/rate_limits.h"
#include "http/server.h"
#include "http/server_settings.h"
#include "usecases/people/sign_in.h"

namespace mingce::http {

struct AppParts {
    Record& record;
    const ServerSettings& settings;
    PasswordHashing& hashing;
    Log& log;
    std::function<Moment()> clock = system_now;
};

class App final : public Door {
public:
    explicit App(AppParts parts);

    Plan plan(Request& head) override;
    Response answer(Request request) override;
    Opened open_sink(Request head) override;
    Response refuse(const Request& request, const Problem& problem, int status) override;

    Record& record() const { return parts_.record; }
    const ServerSettings& settings() const { return parts_.settings; }
    PasswordHashing& hashing() const { return parts_.hashing; }
    Metrics& metrics() { return metrics_; }
    Log& log() { return parts_.log; }
    /// Not before the record's last entry.
    Moment now() const;

    /// The cookie that carries a session; its name says whether it came over TLS.
    static std::string_view cookie_name(bool is_secure);

    /// Where the number of connections is asked for when measures are read.
    void count_connections(std::function<std::size_t()> count) { connections_ = std::move(count); }
    std::string metrics_text();

    /// Who is told that a job was submitted, so that it need not wait to be found.
    void wake_jobs_by(std::function<void()> wake) { wake_jobs_ = std::move(wake); }
    void wake_jobs() const {
        if (wake_jobs_) wake_jobs_();
    }
    JobChanges& job_changes() { return job_changes_; }

    /// Once the server stops, /readyz says so first.
    void set_stopping() { is_stopping_ = true; }
    bool is_stopping() const { return is_stopping_; }

private:
    Status admit(Call& call);
    Status authenticate(Call& call);
    Status check_origin(const Call& call) const;
    Status check_rate(const Call& call);
    Status check_needs(Call& call);
    Response carry_out(Call& call);
    Response carry_out_once(Call& call);
    Response guarded(Call& call, const std::function<Response(Call&)>& work);
    Response finish(const Call& call, Response response,
                    std::chrono::steady_clock::time_point began);

    AppParts parts_;
    Metrics metrics_;
    RateLimits rates_;
    JobChanges job_changes_;
    std::function<std::size_t()> connections_;
    std::function<void()> wake_jobs_;
    std::atomic<bool> is_stopping_ = false;
};

}  // namespace mingce::http
