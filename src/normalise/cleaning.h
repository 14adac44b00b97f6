// A value on its way from raw to clean: the text so far, and the rules that changed it.
#pragma once

#include <string>
#include <string_view>

#include "normalise/change_codes.h"

namespace mingce {

/// Steps take the text and put their result back; a step that changes nothing leaves no trace.
/// `scratch` holds the text once any step had to write.
class Cleaning {
public:
    Cleaning(std::string_view raw, std::string& scratch) : text_(raw), scratch_(scratch) {}

    std::string_view text() const { return text_; }
    ChangeSet changes() const { return changes_; }

    void trim();
    void drop_invisible();
    /// Quotes and apostrophes at the ends that forced a spreadsheet to keep text, with the blanks
    /// between them.
    void drop_quotes();
    void make_half_width();
    void drop_blanks();
    void make_upper_case();
    /// "5.0" -> "5"; only for digits followed by a point and zeros.
    void drop_decimal_zero();
    /// Blanks between two hanzi go, those of a Latin name stay. A character of private use is taken
    /// for a hanzi: in a name it stands for one.
    void drop_blanks_between_hanzi();
    /// Any dot between two hanzi becomes one U+00B7.
    void unify_dots();
    void map_private_use();
    void replace(std::string_view text, ChangeCode code);
    /// Adds what another cleaning of the same text did before its result was put back here.
    void add_changes(ChangeSet changes) { changes_ |= changes; }

private:
    void take(std::string& text, ChangeCode code);
    void shorten(std::string_view text, ChangeCode code);

    std::string_view text_;
    std::string& scratch_;
    ChangeSet changes_ = 0;
};

}  // namespace mingce
