#include "http/lanes.h"

namespace mingce::http {

WorkLane::WorkLane(LaneSize size) : waiting_max_(size.waiting_max) {
    threads_.reserve(size.threads);
    for (std::uint32_t i = 0; i < size.threads; ++i) threads_.emplace_back([this] { serve(); });
}

WorkLane::~WorkLane() {
    {
        const std::lock_guard held(lock_);
        is_ending_ = true;
    }
    arrived_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool WorkLane::put(std::function<void()> work) {
    {
        const std::lock_guard held(lock_);
        if (waiting_.size() >= waiting_max_) return false;
        waiting_.push_back(std::move(work));
    }
    arrived_.notify_one();
    return true;
}

void WorkLane::serve() {
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock held(lock_);
            arrived_.wait(held, [this] { return is_ending_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            work = std::move(waiting_.front());
            waiting_.pop_front();
        }
        work();
    }
}

}  // namespace mingce::http
