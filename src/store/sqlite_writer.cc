#include "store/sqlite_writer.h"

#include <algorithm>

#include "store/problems.h"
#include "store/sqlite_tx.h"

namespace mingce {

namespace {

constexpr std::size_t kGroupMax = 128;
// 16 MiB: a short log keeps reads quick, a long one saves flushes.
constexpr int kLogPagesMax = 4096;

int note_log_pages(void* pages, sqlite3* /*handle*/, const char* /*name*/, int count) {
    *static_cast<int*>(pages) = count;
    return SQLITE_OK;
}

}  // namespace

SqliteWriter::SqliteWriter(std::unique_ptr<SqliteConnection> connection)
    : connection_(std::move(connection)), log_pages_next_(kLogPagesMax) {
    sqlite3_wal_hook(connection_->handle(), note_log_pages, &log_pages_);
}

SqliteWriter::~SqliteWriter() {
    // A reader elsewhere may hold the log; it then stays beside the file, as after a crash.
    if (!connection_->has_failed())
        sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                  nullptr, nullptr);
}

Status SqliteWriter::write(const std::function<Status(Tx&)>& work, Sharing sharing) {
    Waiting self{&work, sharing};
    return take_place(self);
}

Status SqliteWriter::empty_log() {
    Waiting self{nullptr, Sharing::Alone};
    return take_place(self);
}

Status SqliteWriter::take_place(Waiting& self) {
    std::unique_lock lock(mutex_);
    // cppcheck-suppress danglingLifetime ; it leaves the queue before write() returns
    queue_.push_back(&self);
    if (led_) self.woken.wait(lock, [&self] { return self.done || self.leads; });
    if (!self.done) {
        led_ = true;
        const Group group = take_group();  // he who leads stands in front
        lock.unlock();
        run_group(group);
        lock.lock();
        for (Waiting* member : group) {
            member->done = true;
            // Under the lock: once he sees it his place in memory is gone.
            if (member != &self) member->woken.notify_one();
        }
        lock.unlock();
        checkpoint_when_long();  // while those who are done already go their ways
        lock.lock();
        led_ = !queue_.empty();
        if (led_) {
            queue_.front()->leads = true;
            queue_.front()->woken.notify_one();
        }
    }
    lock.unlock();
    if (self.thrown) std::rethrow_exception(self.thrown);
    return self.outcome;
}

SqliteWriter::Group SqliteWriter::take_group() {
    Group group;
    while (!queue_.empty() && group.size() < kGroupMax) {
        const bool alone = queue_.front()->sharing == Sharing::Alone;
        if (alone && !group.empty()) break;
        group.push_back(queue_.front());
        queue_.pop_front();
        if (alone) break;
    }
    return group;
}

void SqliteWriter::run_group(const Group& group) {
    if (group.front()->work == nullptr) {
        group.front()->outcome = cut_log();
        return;
    }
    if (run_together(group)) return;
    // One of them cost all the transaction: now each answers for himself.
    for (Waiting* member : group) run_together({member});
}

// Returns false, with nothing written, when a group of several lost its transaction.
bool SqliteWriter::run_together(const Group& group) {
    if (connection_->has_failed()) {
        for (Waiting* member : group) member->outcome = Error(problem::kStoreWritesStopped);
        return true;
    }
    const Status begun = connection_->step("BEGIN IMMEDIATE");
    if (!begun.ok()) {
        for (Waiting* member : group) member->outcome = begun;
        return true;
    }
    for (Waiting* member : group) {
        if (group.size() == 1)
            run_work(*member);
        else
            run_in_savepoint(*member);
        // SQLite ends the transaction itself when, say, the disk is full.
        if (!connection_->in_transaction()) return group.size() == 1;
    }
    return commit(group);
}

void SqliteWriter::run_in_savepoint(Waiting& member) {
    member.outcome = connection_->step("SAVEPOINT member");
    if (!member.outcome.ok()) return;
    run_work(member);
    const bool kept = member.outcome.ok() && !member.thrown;
    if (!connection_->in_transaction()) return;
    if (!kept && !connection_->step("ROLLBACK TO member").ok()) return;
    const Status released = connection_->step("RELEASE member");
    if (kept) member.outcome = released;
}

void SqliteWriter::run_work(Waiting& member) {
    member.thrown = nullptr;
    try {
        SqliteTx tx(*connection_);
        member.outcome = (*member.work)(tx);
        if (member.outcome.ok()) member.outcome = tx.may_commit();
    } catch (...) {  // thrown again where write() was called
        member.thrown = std::current_exception();
    }
}

// Returns as run_together().
bool SqliteWriter::commit(const Group& group) {
    const auto is_kept = [](const Waiting* member) {
        return member->outcome.ok() && !member->thrown;
    };
    Status committed = Done{};
    if (std::any_of(group.begin(), group.end(), is_kept)) {
        committed = connection_->step("COMMIT");
        if (committed.ok()) {
            ++commits_;
            return true;
        }
    }
    // What cannot be rolled back is never committed either: the next BEGIN refuses.
    if (connection_->in_transaction()) static_cast<void>(connection_->step("ROLLBACK"));
    if (committed.ok()) return true;
    const Problem* const problem = &committed.error().problem();
    const bool one_is_to_blame =
        problem == &problem::kStoreDiskFull || problem == &problem::kStoreConstraint;
    if (one_is_to_blame && group.size() > 1) return false;
    for (Waiting* member : group)
        if (is_kept(member)) member->outcome = committed;
    return true;
}

Status SqliteWriter::cut_log() {
    if (connection_->has_failed()) return Error(problem::kStoreWritesStopped);
    const int code = sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr,
                                               SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK) return connection_->error(code);
    log_pages_ = 0;
    return Done{};
}

void SqliteWriter::checkpoint_when_long() {
    if (log_pages_ < log_pages_next_) return;
    int pages = 0, moved = 0;
    const int code = sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr,
                                               SQLITE_CHECKPOINT_PASSIVE, &pages, &moved);
    // A failed flush of the file must not be tried again: the second time it may claim success for
    // pages that the kernel has dropped.
    if (code != SQLITE_OK && code != SQLITE_BUSY) static_cast<void>(connection_->error(code));
    // What a reader still needs stays; the next try waits for as much again.
    log_pages_next_ = (moved < pages ? pages : 0) + kLogPagesMax;
}

}  // namespace mingce
