// Jobs told of as they go: one stream a browser, one look at the database for all of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "base/id.h"
#include "base/result.h"
#include "http/message.h"

namespace mingce {
struct Context;
}

namespace mingce::http {

class Call;

/// Whose jobs changed, asked of the database no oftener than twice a second however many ask.
class JobChanges {
public:
    /// Of the caller's account: another number after one of its jobs changed.
    Result<std::uint64_t> count(const Context& context);

private:
    std::mutex lock_;
    std::chrono::steady_clock::time_point looked_at_;
    std::map<Id, std::uint64_t> counts_;
    bool has_looked_ = false;
};

/// The caller's own jobs: all when the stream begins, then each when it changed. Ends with the
/// session; keeps none alive.
std::shared_ptr<EventStream> job_events(std::shared_ptr<Call> call);

}  // namespace mingce::http
