// The one writer of an SQLite file: those who wait together are committed together, so that 64
// durable writes cost one flush of the disk and not 64.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "store/sqlite_connection.h"

namespace mingce {

enum class Sharing : std::uint8_t { Grouped, Alone };

/// No thread of its own: the first to come leads, runs what others queue meanwhile as well, and
/// hands over to the next in the queue. A leader commits one group only, so nobody waits for more
/// than one group beside his own.
class SqliteWriter {
public:
    explicit SqliteWriter(std::unique_ptr<SqliteConnection> connection);
    /// Moves the log into the file, so that a copy of the closed file is whole.
    ~SqliteWriter();

    /// As Database::write(). `work` may run in another caller's thread; what it throws is thrown
    /// here.
    Status write(const std::function<Status(Tx&)>& work, Sharing sharing);

    /// Moves the log into the file and cuts it, between two groups.
    Status empty_log();

    /// Transactions committed since it was opened.
    std::uint64_t commits() const { return commits_; }

private:
    struct Waiting {
        const std::function<Status(Tx&)>* work;  // null: to empty the log
        Sharing sharing;
        Status outcome = Done{};
        std::exception_ptr thrown = nullptr;
        bool done = false, leads = false;
        std::condition_variable woken = {};
    };
    using Group = std::vector<Waiting*>;

    Status take_place(Waiting& self);
    Group take_group();
    void run_group(const Group& group);
    bool run_together(const Group& group);
    void run_in_savepoint(Waiting& member);
    void run_work(Waiting& member);
    bool commit(const Group& group);
    void checkpoint_when_long();
    Status cut_log();

    std::unique_ptr<SqliteConnection> connection_;
    std::mutex mutex_;
    std::deque<Waiting*> queue_;
    bool led_ = false;
    std::atomic<std::uint64_t> commits_ = 0;
    int log_pages_ = 0;
    int log_pages_next_;  // how long the log may grow before it is moved into the file
};

}  // namespace mingce
