#include "formats/inflate_ahead.h"

#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "formats/xlsx_problems.h"

namespace mingce {

namespace {

// Below this the thread costs more than it saves.
constexpr std::uint64_t kWorthAThread = std::uint64_t{1} << 20;

/// Pieces between one thread that puts and one that takes; each waits for the other.
class PieceQueue {
public:
    /// False when the taker has left: nothing more is wanted.
    bool put(std::string_view piece) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return left_ || put_ - taken_ < pieces_.size(); });
        if (left_) return false;
        std::string& place = pieces_[put_ % pieces_.size()];
        lock.unlock();  // nobody else touches this place until put_ counts it
        place.assign(piece);
        lock.lock();
        ++put_;
        changed_.notify_one();
        return true;
    }
    void end() {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        changed_.notify_one();
    }

    /// The next piece, good until done() is called; nullopt at the end.
    std::optional<std::string_view> next() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return ended_ || put_ != taken_; });
        if (put_ == taken_) return std::nullopt;
        return pieces_[taken_ % pieces_.size()];
    }
    void done() {
        const std::lock_guard lock(mutex_);
        ++taken_;
        changed_.notify_one();
    }
    void leave() {
        const std::lock_guard lock(mutex_);
        left_ = true;
        changed_.notify_one();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::array<std::string, 4> pieces_;
    std::size_t put_ = 0, taken_ = 0;
    bool ended_ = false, left_ = false;
};

/// Lets the other thread go, also when the sink throws.
struct Leaving {
    PieceQueue& queue;
    ~Leaving() { queue.leave(); }
};

Status take_all(PieceQueue& queue, const ZipArchive::PieceSink& sink) {
    while (const auto piece = queue.next()) {
        TRY(sink(*piece));
        queue.done();
    }
    return Done{};
}

}  // namespace

Status inflate_ahead(const ZipArchive& archive, const ZipEntry& entry,
                     const ZipArchive::PieceSink& sink) {
    if (entry.inflated_bytes < kWorthAThread || std::thread::hardware_concurrency() < 2)
        return archive.inflate(entry, sink);
    PieceQueue queue;
    Status inflated = Done{};
    std::jthread ahead([&] {
        inflated = archive.inflate(entry, [&queue](std::string_view piece) -> Status {
            // The taker left with an error of its own, which is the one that counts.
            if (!queue.put(piece)) return Error(problem::kZipDamaged);
            return Done{};
        });
        queue.end();
    });
    Status taken = Done{};
    {
        const Leaving leaving{queue};
        taken = take_all(queue, sink);
    }
    ahead.join();
    return taken.ok() ? inflated : taken;
}

}  // namespace mingce
