// In which encoding a table's text was written, and why we think so: the sheet's note says both.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sheet.h"

struct UConverter;

namespace mingce {

enum class EncodingReason : std::uint8_t {
    AskedFor,       // the user named it
    ByteOrderMark,  // the file begins with one
    Utf16Units,     // no mark, but every code unit is one of UTF-16 text
    ValidUtf8,      // non-ASCII text, all of it well-formed UTF-8
    DoubleByte,     // non-ASCII text that is not UTF-8: GB18030
    AsciiOnly,      // nothing to decide
    CodePageMark,   // DBF header byte 29
};

/// `name` is canonical ("UTF-8", "GB18030", "UTF-16LE", …). `samples` holds at most three texts,
/// decoded, so that a person can see whether the choice is right.
struct EncodingChoice {
    std::string name = "UTF-8";
    EncodingReason reason = EncodingReason::AsciiOnly;
    std::size_t mark_bytes = 0;  // of the byte order mark
    std::vector<std::string> samples;
};

/// Why, for people.
Text encoding_reason(EncodingReason reason);

/// The word `note.detail` of EncodingChosen carries between the name and the samples:
/// "GB18030; double_byte; 张三丰 | 李四".
std::string_view encoding_reason_key(EncodingReason reason);
std::optional<EncodingReason> encoding_reason_of(std::string_view key);

/// "UTF-16LE" or "UTF-16BE" where the first pages read as that and as nothing else, "" otherwise.
/// Judged by whole code units: 一 holds a zero byte too, and Chinese has bytes of any value.
std::string_view unmarked_utf16(std::string_view bytes);

/// Judges a whole file: by its mark, by its code units, else by the first MiB after the first
/// non-ASCII byte. `asked` wins. Errors: BadInput, an unknown name.
Result<EncodingChoice> choose_encoding(std::string_view bytes,
                                       const std::optional<std::string>& asked);

ReadNote encoding_note(const EncodingChoice& choice);

/// Decodes pieces of text to UTF-8. Not thread-safe.
class TextDecoder {
public:
    /// Case does not matter; "gbk", "gb2312", "cp936" mean GB18030. Errors: BadInput, unknown.
    static Result<TextDecoder> named(std::string_view name);

    TextDecoder(TextDecoder&&) noexcept;
    TextDecoder& operator=(TextDecoder&&) noexcept;
    ~TextDecoder();

    const std::string& name() const { return name_; }
    /// Appends the UTF-8 of a complete text; bad bytes become U+FFFD. Returns how many were bad.
    std::size_t decode(std::string_view bytes, std::string& out) const;
    /// Bytes at the end that begin a character without finishing it.
    std::size_t partial_tail(std::string_view bytes) const;
    /// ASCII bytes mean ASCII wherever they stand outside a character, and , ; TAB " CR LF never
    /// stand inside one: a table can be cut into cells before it is decoded.
    bool is_cut_before_decoding() const { return family_ != Family::Wide; }
    bool is_utf8() const { return family_ == Family::Utf8; }
    bool is_single_byte() const { return family_ == Family::SingleByte; }

private:
    enum class Family : std::uint8_t { Utf8, Gb18030, SingleByte, DoubleByte, Wide };
    struct Close {
        void operator()(UConverter* converter) const;
    };
    TextDecoder(std::string name, Family family) : name_(std::move(name)), family_(family) {}

    std::string name_;
    Family family_;
    std::unique_ptr<UConverter, Close> converter_;
};

}  // namespace mingce
