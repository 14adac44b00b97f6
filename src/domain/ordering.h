// The orders a roster is printed in: pinyin with surname readings, strokes, and numbers by size.
// Keys are bytes, so that sorting a whole intake compares memory and never collates twice.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "domain/definition.h"

namespace mingce {

/// Makes sort keys. Not thread-safe: the collator keeps a buffer.
class Ordering {
public:
    /// With ICU's zh-u-co-pinyin (numbers by size: 计科2 before 计科10) and the tables of data/.
    Ordering();
    ~Ordering();
    Ordering(const Ordering&) = delete;
    Ordering& operator=(const Ordering&) = delete;

    /// Appends a key whose bytes compare as the values order. Empty values come last. Keys of
    /// several terms may be appended one after the other.
    void append_key(std::string& key, std::string_view value, OrderKind kind,
                    bool descending = false) const;

private:
    void append_text(std::string& key, std::string_view value) const;
    void append_pinyin(std::string& key, std::string_view name) const;
    struct Tables;
    std::unique_ptr<Tables> tables_;
};

/// Bytes of the surname at the front of a name: two characters where the table of two-character
/// surnames has them and a given name follows, else one; the whole name where it holds '·' or is
/// not Chinese.
std::size_t surname_length(std::string_view name);

}  // namespace mingce
