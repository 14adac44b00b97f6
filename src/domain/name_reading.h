// What two spellings of one name have in common: the name without dots, blanks and case, in
// simplified characters; and how it is read. For comparing only: names are kept as they came.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace mingce {

/// One name, ready to be compared with others.
struct NameReading {
    /// Letters and characters alone, simplified, in lower case. A glyph that cannot be read (?, □,
    /// private use, U+FFFD) stands as U+FFFD, so that its place is kept.
    std::u32string folded;
    /// Pinyin without tones and blanks, as ASCII: "zhangyan" for 张艳, 张䶮 and "ZHANG Yan".
    std::string latin;
    /// The first letter of each character or word: "zy".
    std::string initials;
};

/// Reads names by ICU, each distinct character once. Takes some 100 ms to make and little after.
/// Not thread-safe: it remembers the characters it has met.
class NameReadings {
public:
    NameReadings();
    ~NameReadings();
    NameReadings(const NameReadings&) = delete;
    NameReadings& operator=(const NameReadings&) = delete;

    /// A character of several readings is read one way everywhere: 单 is "dan", as a surname too.
    NameReading read(std::string_view name);

private:
    struct Tables;
    std::unique_ptr<Tables> tables_;
};

}  // namespace mingce
