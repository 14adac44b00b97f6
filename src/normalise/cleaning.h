// A value on its way from raw to clean: the text so far, and the first rule that changed it.
#pragma once

#include <optional>
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
    std::optional<ChangeCode> first_change() const { return change_; }

    void trim();
    void drop_invisible();
    /// A quote or apostrophe that forced a spreadsheet to keep text.
    void drop_quotes();
    void make_half_width();
    void drop_blanks();
    void make_upper_case();
    /// "5.0" -> "5"; only for digits followed by a point and zeros.
    void drop_decimal_zero();
    /// Blanks between two hanzi go, those of a Latin name stay.
    void drop_blanks_between_hanzi();
    /// Any dot between two hanzi becomes one U+00B7.
    void unify_dots();
    void map_private_use();
    void replace(std::string_view text, ChangeCode code);

private:
    void take(std::string& text, ChangeCode code);

    std::string_view text_;
    std::string& scratch_;
    std::optional<ChangeCode> change_;
};

}  // namespace mingce
