// Rows handed on while the file behind them is let go, so that a large file does not fill memory.
#pragma once

#include <functional>

#include "base/sheet.h"

namespace mingce {

class LettingGo final : public SheetSink {
public:
    /// `let_go` gives back the memory of what was read of the file so far.
    LettingGo(std::function<void()> let_go, SheetSink& to) : let_go_(std::move(let_go)), to_(to) {}
    Status begin_sheet(const SheetHead& head) override { return to_.begin_sheet(head); }
    Status row(const SourceRow& row) override {
        constexpr std::uint64_t kRows = 4096;
        if (++rows_ % kRows == 0) let_go_();
        return to_.row(row);
    }
    Status end_sheet(const SheetTotals& totals) override { return to_.end_sheet(totals); }
    void note(const ReadNote& note) override { to_.note(note); }

private:
    std::function<void()> let_go_;
    SheetSink& to_;
    std::uint64_t rows_ = 0;
};

}  // namespace mingce
