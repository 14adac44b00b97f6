// How a large part is read fast and never wrongly: the frame around its many small units (rows,
// shared strings) goes through expat; the units are cut out and scanned by hand. Where the scanner
// meets anything it does not surely understand, expat takes over from that very unit, as if the
// units before had not been there.
#pragma once

#include <cstring>
#include <string>
#include <string_view>

#include "formats/xlsx_xml.h"

namespace mingce {

/// The strict reader of a part: takes units as well as all around them.
class UnitFrame : public XmlPart {
public:
    /// True when the parser stands where units may begin.
    virtual bool at_units() const = 0;
};

enum class Step : std::uint8_t {
    Whole,    // one unit read; the position is behind it
    Short,    // the bytes end within a unit; the position is before it
    Odd,      // not surely understood; the position is before it
    Tail,     // no more units; the position is at what follows
    Refused,  // a limit or the sink ended the reading
};

class UnitScanner {
public:
    virtual ~UnitScanner() = default;
    virtual Step next(const char*& at, const char* end) = 0;
    /// Why next() said Refused.
    virtual Error refusal() const = 0;
};

/// Where units begin: the text before them ends with `marker`, or the first unit starts with it.
struct UnitStart {
    std::string_view marker;
    bool within_unit = false;
};

class UnitFeed {
public:
    UnitFeed(UnitFrame& frame, UnitScanner& scanner, UnitStart start)
        : frame_(frame), scanner_(scanner), start_(start) {}

    /// Leaves everything to the frame from the first byte.
    void be_strict() { state_ = State::Strict; }
    Status feed(std::string_view piece);
    Status finish();
    /// Why expat took over, in the file's own words ("<c", "<!"); empty when it did not.
    const std::string& odd() const { return odd_; }

private:
    enum class State : std::uint8_t { Head, Units, Strict };

    Status head(std::string_view piece);
    Status units(std::string_view piece);
    Status hand_over(std::string_view carried, std::string_view rest);
    Status note_odd(std::string_view at);
    Step run(const char*& at, const char* end);

    UnitFrame& frame_;
    UnitScanner& scanner_;
    UnitStart start_;
    State state_ = State::Head;
    std::string carry_;
    std::string odd_;
};

/// True when the bytes begin with `literal`.
template <std::size_t Size>
bool starts(const char* at, const char* end, const char (&literal)[Size]) {
    return end - at >= static_cast<std::ptrdiff_t>(Size - 1) &&
           std::memcmp(at, literal, Size - 1) == 0;
}

/// What a mismatch means: near the end of the bytes the rest of a word may be yet to come.
inline Step mismatch(const char* at, const char* end) {
    constexpr std::ptrdiff_t kLongestWord = 32;
    return end - at < kLongestWord ? Step::Short : Step::Odd;
}

/// True when a tag changes the namespace, and so perhaps its own meaning: for expat to judge.
inline bool changes_namespace(const char* at, const char* end) {
    const std::string_view tag(at, static_cast<std::size_t>(end - at));
    return tag.find("xmlns") != std::string_view::npos;
}

inline const char* skip_blanks(const char* at, const char* end) {
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) ++at;
    return at;
}

inline const char* find_byte(const char* at, const char* end, char byte) {
    return static_cast<const char*>(std::memchr(at, byte, static_cast<std::size_t>(end - at)));
}

}  // namespace mingce
