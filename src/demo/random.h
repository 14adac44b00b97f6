// The demo's own source of chance: the standard distributions differ between libraries, and the
// same seed must give the same bytes everywhere.
#pragma once

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace mingce {

/// SplitMix64 (Steele, Lea, Flood 2014). Two generators with different streams are independent.
class DemoRandom {
public:
    DemoRandom(std::uint64_t seed, std::uint64_t stream)
        : state_(seed * 0x9E3779B97F4A7C15ULL + stream * 0xD1B54A32D192ED03ULL + 1) {
        next();
    }

    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /// Uniform in [0, bound); bound > 0. The bias of the remainder is below 2^-32 here.
    std::uint32_t below(std::uint64_t bound) { return static_cast<std::uint32_t>(next() % bound); }
    std::int32_t between(std::int32_t low, std::int32_t high) {
        return low + static_cast<std::int32_t>(
                         below(static_cast<std::uint64_t>(std::int64_t{high} - low + 1)));
    }
    bool chance(std::uint32_t in_thousand) { return below(1000) < in_thousand; }
    template <class List>
    const auto& pick(const List& list) {
        return list[below(std::size(list))];
    }
    std::string digits(std::size_t count) {
        std::string text;
        while (text.size() < count) text.push_back(static_cast<char>('0' + below(10)));
        return text;
    }
    template <class T>
    void shuffle(std::vector<T>& list) {
        for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
    }

private:
    std::uint64_t state_;
};

/// The words of a list written with single blanks between them.
inline std::vector<std::string_view> demo_words(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t blank = text.find(' ');
        if (blank != 0) words.push_back(text.substr(0, blank));
        text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    }
    return words;
}

}  // namespace mingce
