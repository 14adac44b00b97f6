// What both databases hold a transaction to, so that a program right on one is right on the other.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/text.h"
#include "store/problems.h"

namespace mingce {

/// What PostgreSQL takes as a text, and SQLite therefore is given.
inline bool is_storable_text(std::string_view text) {
    return text.find('\0') == std::string_view::npos && is_valid_utf8(text);
}

/// Whose turn it is inside one transaction. PostgreSQL runs nothing more after a refused statement
/// and nothing beside a running one; SQLite would, and is held to the same.
class Turn {
public:
    /// Before a statement. Errors: that of the statement refused earlier. Throws when another one
    /// is still running: a bug.
    Status may_run() const {
        if (running_) throw std::logic_error("a statement inside another one's rows");
        if (broken_) return *broken_;
        return Done{};
    }
    /// After a refused statement; gives the error back.
    Error broke(Error error) {
        if (!broken_) broken_ = error;
        return error;
    }
    /// At the end: a refusal that the work kept to itself still undoes the transaction.
    Status may_commit() const { return may_run(); }

    /// Whether it was refused because others changed what it saw, so that running it again helps.
    bool met_others() const { return broken_ && &broken_->problem() == &problem::kStoreWritersMet; }

    /// While an answer is read or rows go in.
    class Running {
    public:
        explicit Running(Turn& turn) : turn_(turn) { turn_.running_ = true; }
        Running(const Running&) = delete;
        Running& operator=(const Running&) = delete;
        ~Running() { turn_.running_ = false; }

    private:
        Turn& turn_;
    };
    void set_running(bool running) { running_ = running; }

private:
    bool running_ = false;
    std::optional<Error> broken_;
};

/// A transaction inside another one of the same database and thread would wait for itself.
class Nesting {
public:
    explicit Nesting(const void* database) : database_(database), outer_(innermost()) {
        for (const Nesting* open = outer_; open != nullptr; open = open->outer_)
            if (open->database_ == database)
                throw std::logic_error("a transaction inside another one of the same database");
        innermost() = this;
    }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    ~Nesting() { innermost() = outer_; }

private:
    static const Nesting*& innermost() {
        thread_local const Nesting* nesting = nullptr;
        return nesting;
    }
    const void* database_;
    const Nesting* outer_;
};

}  // namespace mingce
