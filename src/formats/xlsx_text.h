// The text of XML as the fast scanners meet it: judged and decoded in place, without a parser.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mingce {

/// Text that lives for one row. Views into it die at clear().
class RowText {
public:
    /// Room for `size` bytes, all the caller's.
    char* room(std::size_t size);
    std::string_view keep(std::string_view text);
    void clear();
    std::size_t bytes() const { return bytes_; }

private:
    struct Block {
        std::unique_ptr<char[]> data;
        std::size_t size = 0;
    };
    std::vector<Block> blocks_;
    std::size_t block_ = 0, used_ = 0, bytes_ = 0;
};

enum class TextForm : unsigned char {
    Plain,  // means itself
    Coded,  // holds entities or _xHHHH_ escapes
    Odd,    // not UTF-8, a control character, a carriage return: left to the strict reader
};

/// Judges raw XML text (no '<' within).
TextForm form_of(std::string_view raw);

/// Resolves &amp; and its like and, when `escapes`, _xHHHH_. The result is never longer than `raw`;
/// `out` must have room for raw.size() bytes. Returns its length, or npos for an unknown entity.
std::size_t decode_text(std::string_view raw, bool escapes, char* out);

/// Resolves the _xHHHH_ escapes of ECMA-376 (22.9.2.19 ST_Xstring) in place.
void resolve_escapes(std::string& text);

}  // namespace mingce
