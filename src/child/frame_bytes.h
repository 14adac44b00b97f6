// Numbers and texts of frames, one behind the other. Reading past the end, or a text that is not
// UTF-8, gives zeros and leaves a mark: whoever reads asks once, at the end.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/text.h"

namespace mingce {

inline void put_byte(std::string& out, std::uint8_t value) {
    out.push_back(static_cast<char>(value));
}
/// Seven bits a byte, the lowest first.
inline void put_number(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U)
        out.push_back(static_cast<char>(static_cast<std::uint8_t>(value | 0x80U)));
    out.push_back(static_cast<char>(value));
}
inline void put_text(std::string& out, std::string_view text) {
    put_number(out, text.size());
    out += text;
}

class FrameBytes {
public:
    explicit FrameBytes(std::string_view bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}

    std::uint8_t byte() {
        if (at_ == end_) return fail();
        return static_cast<std::uint8_t>(*at_++);
    }
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && at_ != end_; shift += 7) {
            const auto next = static_cast<std::uint8_t>(*at_++);
            value |= static_cast<std::uint64_t>(next & 0x7FU) << shift;
            if (next < 0x80) return value;
        }
        return fail();
    }
    std::uint64_t number_up_to(std::uint64_t limit) {
        const std::uint64_t value = number();
        return value <= limit ? value : fail();
    }
    std::string_view raw(std::uint64_t length) {
        if (length > left()) {
            fail();
            return {};
        }
        const std::string_view bytes(at_, length);
        at_ += length;
        return bytes;
    }
    std::string_view text(std::uint64_t length_max) {
        const std::string_view found = raw(number_up_to(length_max));
        if (is_valid_utf8(found)) return found;
        fail();
        return {};
    }
    std::uint64_t left() const { return static_cast<std::uint64_t>(end_ - at_); }
    bool is_wrong() const { return is_wrong_; }
    /// All of it was read and made sense.
    bool is_at_end() const { return !is_wrong_ && at_ == end_; }

private:
    std::uint8_t fail() {
        is_wrong_ = true;
        at_ = end_;
        return 0;
    }

    const char* at_;
    const char* end_;
    bool is_wrong_ = false;
};

}  // namespace mingce
