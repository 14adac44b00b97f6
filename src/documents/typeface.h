// The type faces of paper: one Song family, and for each character that it lacks the first of the
// fallback faces that has it, so that a rare name prints as itself or says that it cannot.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <cairo.h>

#include "base/result.h"

namespace mingce {

enum class Weight : std::uint8_t { Regular, Bold, Mono };

/// Which face draws a character, and how wide it is. face < 0: none does.
struct Glyph {
    std::int16_t face = -1;
    std::uint32_t index = 0;
    float advance = 1.0F;  // in em
    float shift = 0;       // to the right, in em: centres a digit in the width all digits share
};

/// Faces opened once for all documents of a run. Not thread-safe.
class Typefaces {
public:
    /// Song, then HanaMinA, HanaMinB, BabelStone Han, DejaVu Serif, as far as installed.
    /// Errors: Unavailable when the Song family is not there.
    static Result<std::unique_ptr<Typefaces>> open();
    ~Typefaces();
    Typefaces(const Typefaces&) = delete;
    Typefaces& operator=(const Typefaces&) = delete;

    Glyph glyph(Weight weight, char32_t character);
    /// The face at a size in points, drawn in a space where one unit is one point.
    cairo_scaled_font_t* scaled(std::int16_t face, double points);

private:
    struct Store;
    explicit Typefaces(std::unique_ptr<Store> store);
    std::unique_ptr<Store> store_;
};

}  // namespace mingce
