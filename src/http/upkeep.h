// What a server does beside requests: the audit is numbered each second, statuses dated ahead come
// due at midnight, and what has had its time is forgotten once a day.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "http/app.h"

namespace mingce::http {

/// Who the audit says it was.
inline constexpr std::string_view kServerActor = "mingce:server";

class Upkeep {
public:
    explicit Upkeep(App& app);
    ~Upkeep();
    Upkeep(const Upkeep&) = delete;
    Upkeep& operator=(const Upkeep&) = delete;

private:
    void run();
    void each_second();
    void each_day();
    void say(std::string_view what, const Status& status);

    App& app_;
    Date day_;
    std::mutex lock_;
    std::condition_variable ending_;
    bool is_ending_ = false;
    std::thread thread_;
};

}  // namespace mingce::http
