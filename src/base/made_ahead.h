// Items made in a thread of their own, a block ahead of whoever takes them: sealing beside writing.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace mingce {

/// Calls `make` for 0, 1 … count-1 in one thread, in order, and hands the items out in that order.
/// At most three blocks of 512 are there at a time: taken, waiting, being made. What `make` uses
/// belongs to that thread until the last item was taken or this object is gone; `make` may not
/// throw.
template <class Item>
class MadeAhead {
public:
    MadeAhead(std::size_t count, std::function<void(std::size_t, Item&)> make)
        : count_(count), make_(std::move(make)), thread_([this] { run(); }) {}
    MadeAhead(const MadeAhead&) = delete;
    MadeAhead& operator=(const MadeAhead&) = delete;
    ~MadeAhead() {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        changed_.notify_all();
    }

    /// The next item, as long as fewer than `count` were taken; good until the one after it.
    Item& next() {
        if (place_ == taken_.size()) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return !made_.empty(); });
            taken_.swap(made_);
            made_.clear();
            place_ = 0;
            changed_.notify_all();
        }
        return taken_[place_++];
    }

private:
    static constexpr std::size_t kBlock = 512;

    void run() {
        for (std::size_t begin = 0; begin < count_; begin += kBlock) {
            std::vector<Item> block(std::min(kBlock, count_ - begin));
            for (std::size_t i = 0; i < block.size(); ++i) make_(begin + i, block[i]);
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return made_.empty() || stopped_; });
            if (stopped_) return;
            made_.swap(block);
            changed_.notify_all();
        }
    }

    const std::size_t count_;
    const std::function<void(std::size_t, Item&)> make_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Item> made_, taken_;
    std::size_t place_ = 0;
    bool stopped_ = false;
    std::jthread thread_;  // last: it ends before what it uses goes
};

}  // namespace mingce
