#include "formats/xlsx_feed.h"

#include <algorithm>

namespace mingce {

namespace {

// A row of 20 cells takes 1 KB. A unit longer than this goes to expat, which needs not hold it.
constexpr std::size_t kUnitBytesMax = std::size_t{1} << 20;
constexpr std::size_t kHeadBytesMax = std::size_t{1} << 20;
constexpr std::size_t kFirstBorrow = 4096;

}  // namespace

Step UnitFeed::run(const char*& at, const char* end) {
    Step step = Step::Whole;
    while (step == Step::Whole) step = scanner_.next(at, end);
    return step;
}

/// Remembers the name of the element at which the scanner stopped: never its content.
Status UnitFeed::note_odd(std::string_view at) {
    constexpr std::size_t kNameBytes = 24;
    std::size_t length = 1;
    const auto named = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ':' || c == '!';
    };
    while (length < std::min(at.size(), kNameBytes) && named(at[length])) ++length;
    odd_ = at.starts_with('<') ? std::string(at.substr(0, length)) : "…";
    return Done{};
}

Status UnitFeed::hand_over(std::string_view carried, std::string_view rest) {
    state_ = State::Strict;
    TRY(frame_.feed(carried));
    return rest.empty() ? Status(Done{}) : frame_.feed(rest);
}

Status UnitFeed::feed(std::string_view piece) {
    switch (state_) {
        case State::Head: return head(piece);
        case State::Units: return units(piece);
        case State::Strict: return frame_.feed(piece);
    }
    return Done{};
}

Status UnitFeed::finish() {
    if (state_ == State::Units) TRY(note_odd(carry_));
    if (state_ != State::Strict) TRY(frame_.feed(carry_));
    state_ = State::Strict;
    return frame_.feed({}, true);
}

Status UnitFeed::head(std::string_view piece) {
    carry_ += piece;
    const std::string whole = std::move(carry_);
    carry_.clear();
    const std::size_t at = whole.find(start_.marker);
    const std::size_t cut = start_.within_unit ? at : at + start_.marker.size();
    const std::size_t comment = whole.find("<!");
    if (comment < at) {  // npos is the greatest number: also true when no marker is in sight
        TRY(note_odd("<!"));
        return hand_over(whole, {});
    }
    if (at == std::string::npos) {
        if (whole.size() > kHeadBytesMax) return hand_over(whole, {});
        carry_ = whole;
        return Done{};
    }
    TRY(frame_.feed(std::string_view(whole).substr(0, cut)));
    const std::string_view rest = std::string_view(whole).substr(cut);
    if (!frame_.utf8() || !frame_.at_units()) {
        TRY(note_odd("<?xml"));
        return hand_over(rest, {});
    }
    state_ = State::Units;
    return units(rest);
}

Status UnitFeed::units(std::string_view piece) {
    const auto after = [this](Step step, std::string_view carried,
                              std::string_view rest) -> Status {
        if (step == Step::Refused) return scanner_.refusal();
        if (step == Step::Odd) TRY(note_odd(carried.substr(0, 32)));
        return hand_over(std::string(carried), rest);
    };
    while (!carry_.empty() && !piece.empty()) {
        const std::size_t before = carry_.size();
        const std::size_t borrowed = std::min(piece.size(), std::max(before, kFirstBorrow));
        carry_ += piece.substr(0, borrowed);
        const char* at = carry_.data();
        const Step step = run(at, carry_.data() + carry_.size());
        const auto used = static_cast<std::size_t>(at - carry_.data());
        if (step != Step::Short)
            return after(step, std::string_view(carry_).substr(used), piece.substr(borrowed));
        if (used >= before) {
            piece.remove_prefix(used - before);
            carry_.clear();
        } else {
            piece.remove_prefix(borrowed);
            carry_.erase(0, used);
        }
    }
    if (!piece.empty()) {
        const char* at = piece.data();
        const Step step = run(at, piece.data() + piece.size());
        piece.remove_prefix(static_cast<std::size_t>(at - piece.data()));
        if (step != Step::Short) return after(step, piece, {});
        carry_ = piece;
    }
    if (carry_.size() <= kUnitBytesMax) return Done{};
    return after(Step::Odd, carry_, {});
}

}  // namespace mingce
