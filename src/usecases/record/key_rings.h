// The keys of a record that is open, one ring after another: who reads in another thread while keys
// change goes on with the ring it began with.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "store/key_ring.h"

namespace mingce {

class KeyRings {
public:
    explicit KeyRings(KeyRing first) { publish(std::move(first)); }

    /// Good as long as the record is open.
    KeyRing& current() const { return *current_.load(std::memory_order_acquire); }

    /// Takes the place of the current one, which stays.
    void publish(KeyRing next) {
        const std::lock_guard lock(mutex_);
        auto ring = std::make_unique<KeyRing>(std::move(next));
        if (!all_.empty()) ring->follow(*all_.back());
        current_.store(ring.get(), std::memory_order_release);
        all_.push_back(std::move(ring));
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<KeyRing>> all_;
    std::atomic<KeyRing*> current_ = nullptr;
};

}  // namespace mingce
