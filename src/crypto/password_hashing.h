// The bounded queue before Argon2id: sign-ins by the dozen must neither take every core from other
// requests nor 7 MiB each without end (assurance: registration day).
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/result.h"
#include "crypto/password.h"

namespace mingce {

/// Workers of low priority, and a waiting line before them. Safe to use from several threads; the
/// caller waits for its turn. Gone only after whoever waits was served.
/// Errors of every call: Unavailable (session.busy) where the line is full; its detail is the
/// number of seconds after which to try again.
class PasswordHashing {
public:
    struct Limits {
        unsigned workers = 2;
        unsigned waiting_max = 8;
        int niceness = 10;
        PasswordCost cost = {};
    };
    PasswordHashing() : PasswordHashing(Limits{}) {}
    explicit PasswordHashing(const Limits& limits);
    PasswordHashing(const PasswordHashing&) = delete;
    PasswordHashing& operator=(const PasswordHashing&) = delete;
    ~PasswordHashing();

    /// A hash to be kept. Where 7 MiB are not to be had: session.busy, too.
    Result<std::string> hash(std::string_view password);
    /// Whether `password` is the one; takes as long where `hash` is "", for nobody's account.
    Result<bool> matches(const std::string& hash, std::string_view password);

    /// Whether a kept hash was made at another cost than today's.
    bool needs_rehash(const std::string& hash) const {
        return mingce::needs_rehash(hash, limits_.cost);
    }
    /// How many are served or wait now.
    unsigned in_line() const;

private:
    struct Job;
    Status run(const std::function<void()>& work);
    void serve();

    const Limits limits_;
    mutable std::mutex mutex_;
    std::condition_variable came_, done_;
    std::deque<Job*> line_;
    unsigned working_ = 0;
    bool is_closing_ = false;
    std::string nobodys_hash_;
    std::vector<std::thread> workers_;
};

}  // namespace mingce
