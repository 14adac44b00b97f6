// The face of a seal as a picture that is drawn as often as it is needed, and letters as outlines.
#pragma once

#include <memory>
#include <string_view>

#include <cairo.h>

#include "base/result.h"
#include "documents/paper_dress.h"
#include "documents/typeface.h"

namespace mingce {

struct OutlineStyle {
    Weight weight = Weight::Regular;
    double size = 10;  // of the em, in units of the drawing
};
/// Adds the text's outlines to the path, on a baseline from the origin to the right. Returns its
/// width. A character no face has leaves a blank as wide as an em.
double outline_text(cairo_t* cairo, std::string_view text, const OutlineStyle& style,
                    Typefaces& typefaces);

struct SealPicture {
    std::shared_ptr<cairo_surface_t> surface;
    double width = 1, height = 1;  // in units of the surface
};
/// Errors: BadInput (document.seal_picture).
Result<SealPicture> open_seal(const SealFace& face, Typefaces& typefaces);

}  // namespace mingce
