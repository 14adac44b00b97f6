// Text of many rows in a few large blocks: an allocation per cell would cost more than the cell.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace mingce {

/// Keeps copies of texts; the views it returns live as long as the arena. Not thread-safe.
class Arena {
public:
    std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        if (text.size() > left_) grow(text.size());
        char* start = next_;
        std::memcpy(start, text.data(), text.size());
        next_ += text.size();
        left_ -= text.size();
        return {start, text.size()};
    }
    std::size_t bytes() const { return bytes_; }

private:
    static constexpr std::size_t kBlockBytes = std::size_t{1} << 20;

    void grow(std::size_t needed) {
        const std::size_t size = needed > kBlockBytes ? needed : kBlockBytes;
        // Uninitialised on purpose: every byte is written before a view of it is given out.
        blocks_.emplace_back(new char[size]);
        next_ = blocks_.back().get();
        left_ = size;
        bytes_ += size;
    }

    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace mingce
