// Database on a PostgreSQL server: a small pool of connections, transactions that are tried again
// when writers met.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "store/bulk_names.h"
#include "store/postgres_tx.h"
#include "store/problems.h"

namespace mingce {

namespace {

// A commit waits for the disk; so many at once share a flush. The server's own limit is 100.
constexpr std::size_t kConnectionsMax = 32;

// Serializable, not less: seats are counted and approvers compared with editors in the same
// transaction that writes, and under snapshots alone two such may each miss the other (write skew).
// The price is that a transaction may have to run again.
constexpr const char* kBeginWrite = "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE";
constexpr const char* kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
constexpr int kAttemptsBeside = 4, kAttemptsAlone = 16;
// Whoever must have the way to itself takes turns with those of other processes; "mingce" as a
// number.
constexpr const char* kTakeTurn = "SELECT pg_advisory_lock(120295395451749)";
constexpr const char* kLeaveTurn = "SELECT pg_advisory_unlock(120295395451749)";

class PostgresPool {
public:
    explicit PostgresPool(std::string url) : url_(std::move(url)) {}

    /// An idle connection or a new one; waits while all are lent.
    Result<std::unique_ptr<PostgresConnection>> borrow() {
        std::unique_lock lock(mutex_);
        returned_.wait(lock, [this] { return lent_ < kConnectionsMax; });
        ++lent_;
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        lock.unlock();
        auto opened = PostgresConnection::open(url_);
        if (!opened.ok()) give_back(nullptr);
        return opened;
    }
    void give_back(std::unique_ptr<PostgresConnection> connection) {
        {
            const std::lock_guard lock(mutex_);
            --lent_;
            if (connection && connection->is_idle()) idle_.push_back(std::move(connection));
        }
        returned_.notify_one();
    }
    /// A new connection in place of a lost one. The others of that age are as likely lost.
    Status replace(std::unique_ptr<PostgresConnection>& lost) {
        {
            const std::lock_guard lock(mutex_);
            idle_.clear();
        }
        lost = TRY(PostgresConnection::open(url_));
        return Done{};
    }

private:
    const std::string url_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::size_t lent_ = 0;
    std::vector<std::unique_ptr<PostgresConnection>> idle_;
};

/// A connection of the pool; goes back on every way out, without a transaction.
class LentConnection {
public:
    LentConnection(PostgresPool& pool, std::unique_ptr<PostgresConnection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    LentConnection(const LentConnection&) = delete;
    LentConnection& operator=(const LentConnection&) = delete;
    ~LentConnection() {
        roll_back();
        if (has_turn_ && !execute(kLeaveTurn).ok()) connection_.reset();
        pool_.give_back(std::move(connection_));
    }

    PostgresConnection& connection() { return *connection_; }
    /// A connection that broke while nobody used it is replaced.
    Status begin(const char* sql) {
        Status begun = execute(sql);
        if (begun.ok() || !connection_->is_lost()) return begun;
        TRY(pool_.replace(connection_));
        has_turn_ = false;
        return execute(sql);
    }
    Status commit() { return execute("COMMIT"); }
    void roll_back() {
        if (connection_ && !connection_->is_lost() && !connection_->is_idle())
            static_cast<void>(execute("ROLLBACK"));
    }
    Status take_turn() {
        if (!has_turn_) TRY(execute(kTakeTurn));
        has_turn_ = true;
        return Done{};
    }

private:
    Status execute(const char* sql) { return connection_->execute(sql); }

    PostgresPool& pool_;
    std::unique_ptr<PostgresConnection> connection_;
    bool has_turn_ = false;
};

/// Small writes pass together until one must have the way to itself; who comes later waits for him.
/// Bulk work does not pass here, as nobody is to wait for it.
class Gate {
public:
    /// One write on its way through.
    class Passing {
    public:
        explicit Passing(Gate& gate) : gate_(gate) {
            std::unique_lock lock(gate_.mutex_);
            gate_.changed_.wait(lock, [this] { return gate_.wish_alone_ == 0; });
            ++gate_.inside_;
        }
        Passing(const Passing&) = delete;
        Passing& operator=(const Passing&) = delete;
        ~Passing() {
            const std::lock_guard lock(gate_.mutex_);
            --gate_.inside_;
            if (alone_) --gate_.wish_alone_;
            gate_.changed_.notify_all();
        }
        /// Waits until all others have left; nobody enters before this one has left, too.
        void be_alone() {
            if (alone_) return;
            alone_ = true;
            std::unique_lock lock(gate_.mutex_);
            --gate_.inside_;
            ++gate_.wish_alone_;
            gate_.changed_.notify_all();
            gate_.changed_.wait(lock, [this] { return gate_.inside_ == 0; });
            ++gate_.inside_;
        }

    private:
        Gate& gate_;
        bool alone_ = false;
    };

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int inside_ = 0, wish_alone_ = 0;
};

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(const std::string& url) : pool_(url) {}

    Dialect dialect() const override { return Dialect::Postgres; }
    std::uint64_t commits() const override { return commits_; }

    /// Connects once, so that a wrong address is refused at once.
    Status connect() {
        const LentConnection lent(pool_, TRY(pool_.borrow()));
        return Done{};
    }
    Status write(const std::function<Status(Tx&)>& work) override {
        const Nesting nesting(this);
        Gate::Passing passing(gate_);
        return write_until_alone(work, &passing);
    }
    Status write_alone(const std::function<Status(Tx&)>& work) override {
        const Nesting nesting(this);
        return write_until_alone(work, nullptr);
    }
    Status forget_deleted(std::span<const std::string_view> tables) override {
        const Nesting nesting(this);
        LentConnection lent(pool_, TRY(pool_.borrow()));
        std::string sql = "VACUUM ";
        for (std::string_view table : tables)
            sql += (sql.back() == ' ' ? "" : ", ") + plain_name(table);
        return lent.begin(sql.c_str());
    }
    Status read(const std::function<Status(Tx&)>& work) override {
        const Nesting nesting(this);
        LentConnection lent(pool_, TRY(pool_.borrow()));
        TRY(lent.begin(kBeginRead));
        PostgresTx tx(lent.connection());
        TRY(work(tx));
        return tx.may_commit();
    }

private:
    // First beside the others, then with the way to itself: in this process by the gate, among
    // processes by turns. What it waits for then may need a connection, so it holds none.
    Status write_until_alone(const std::function<Status(Tx&)>& work, Gate::Passing* passing) {
        Attempt done = TRY(attempt_write(work, kAttemptsBeside, false));
        if (!done.met_others) return done.outcome;
        if (passing != nullptr) passing->be_alone();
        done = TRY(attempt_write(work, kAttemptsAlone, true));
        return done.outcome;
    }
    struct Attempt {
        Status outcome;
        bool met_others;
    };
    Result<Attempt> attempt_write(const std::function<Status(Tx&)>& work, int attempts,
                                  bool in_turn) {
        LentConnection lent(pool_, TRY(pool_.borrow()));
        if (in_turn) TRY(lent.take_turn());
        Attempt done{Done{}, true};
        for (int i = 0; i < attempts && done.met_others; ++i) {
            lent.roll_back();
            done = TRY(attempt_once(lent, work));
        }
        return done;
    }
    Result<Attempt> attempt_once(LentConnection& lent, const std::function<Status(Tx&)>& work) {
        TRY(lent.begin(kBeginWrite));
        PostgresTx tx(lent.connection());
        Status outcome = work(tx);
        if (outcome.ok()) outcome = tx.may_commit();
        if (!outcome.ok()) return Attempt{outcome, tx.met_others()};
        outcome = lent.commit();
        if (outcome.ok()) ++commits_;
        const bool met_others =
            !outcome.ok() && &outcome.error().problem() == &problem::kStoreWritersMet;
        return Attempt{outcome, met_others};
    }

    PostgresPool pool_;
    Gate gate_;
    std::atomic<std::uint64_t> commits_ = 0;
};

}  // namespace

Result<std::unique_ptr<Database>> Database::open_postgres(const std::string& url) {
    auto database = std::make_unique<PostgresDatabase>(url);
    TRY(database->connect());
    return std::unique_ptr<Database>(std::move(database));
}

}  // namespace mingce
