// Threads that do the work of requests, in lanes whose waiting lines have an end.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "http/server.h"

namespace mingce::http {

class WorkLane {
public:
    explicit WorkLane(LaneSize size);
    ~WorkLane();
    WorkLane(const WorkLane&) = delete;
    WorkLane& operator=(const WorkLane&) = delete;

    /// False where the line is full: nothing was taken.
    bool put(std::function<void()> work);

private:
    void serve();

    std::mutex lock_;
    std::condition_variable arrived_;
    std::deque<std::function<void()>> waiting_;
    std::uint32_t waiting_max_;
    bool is_ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace mingce::http
