#include "documents/seal_face.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <vector>

#include "base/text.h"
#include "documents/problems.h"

namespace mingce {

namespace {

// The face is drawn on a square of 100 units.
constexpr double kFaceSide = 100, kMiddle = 50;
constexpr double kRing = 48, kRingWidth = 2.8, kStar = 14;
constexpr double kArc = 36.5, kArcDrop = 0.365;  // radius through the middle of the letters
constexpr double kArcSize = 12.6, kArcGap = 0.53, kArcGapLeast = 0.06, kArcMost = 220;  // degrees
constexpr double kPurposeY = 79, kPurposeSize = 9, kPurposeWidth = 60;
constexpr int kPictureMost = 2'000;  // pixels

void set_face(cairo_t* cairo, const Glyph& glyph, double size, Typefaces& typefaces) {
    // Only the face: the size and the turn are this drawing's own.
    cairo_set_font_face(cairo, cairo_scaled_font_get_font_face(typefaces.scaled(glyph.face, 10)));
    cairo_set_font_size(cairo, size);
    cairo_font_options_t* const options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
}

/// Letters one by one, each where it is told.
struct Pen {
    cairo_t* cairo;
    Typefaces& typefaces;
    OutlineStyle style;
    void letter(const Glyph& glyph, double x, double y) const {
        if (glyph.face < 0) return;
        set_face(cairo, glyph, style.size, typefaces);
        const cairo_glyph_t one{glyph.index, x + static_cast<double>(glyph.shift) * style.size, y};
        cairo_glyph_path(cairo, &one, 1);
    }
};

std::vector<Glyph> glyphs_of(std::string_view text, Weight weight, Typefaces& typefaces) {
    std::vector<Glyph> glyphs;
    while (!text.empty()) glyphs.push_back(typefaces.glyph(weight, next_code_point(text)));
    return glyphs;
}

/// The name from left to right over the upper arc: closer where it is long, then smaller.
void outline_arc(cairo_t* cairo, std::string_view name, Typefaces& typefaces) {
    const std::vector<Glyph> glyphs = glyphs_of(name, Weight::Bold, typefaces);
    if (glyphs.empty()) return;
    double ems = 0;
    for (const Glyph& glyph : glyphs) ems += static_cast<double>(glyph.advance);
    const double gaps = static_cast<double>(glyphs.size() - 1);
    const double most = kArcMost * std::numbers::pi / 180 * kArc;
    double gap = kArcGap, size = kArcSize;
    if (gaps > 0) gap = std::clamp((most / size - ems) / gaps, kArcGapLeast, kArcGap);
    size = std::min(size, most / (ems + gap * gaps));
    const Pen pen{cairo, typefaces, {Weight::Bold, size}};
    double along = -(ems + gap * gaps) * size / 2;
    for (const Glyph& glyph : glyphs) {
        const double width = static_cast<double>(glyph.advance) * size;
        cairo_save(cairo);
        cairo_translate(cairo, kMiddle, kMiddle);
        cairo_rotate(cairo, (along + width / 2) / kArc);
        pen.letter(glyph, -width / 2, -kArc + kArcDrop * size);
        cairo_restore(cairo);
        along += width + gap * size;
    }
}

void outline_star(cairo_t* cairo) {
    for (int corner = 0; corner < 10; ++corner) {
        // The inner corners of a star whose edges run on from point to point.
        const double radius = corner % 2 == 0 ? kStar : kStar * 0.381966;
        const double angle = corner * std::numbers::pi / 5;
        cairo_line_to(cairo, kMiddle + radius * std::sin(angle),
                      kMiddle - radius * std::cos(angle));
    }
    cairo_close_path(cairo);
}

void outline_purpose(cairo_t* cairo, std::string_view purpose, Typefaces& typefaces) {
    const std::vector<Glyph> glyphs = glyphs_of(purpose, Weight::Bold, typefaces);
    if (glyphs.empty()) return;
    constexpr double kGap = 0.067;
    double ems = kGap * static_cast<double>(glyphs.size() - 1);
    for (const Glyph& glyph : glyphs) ems += static_cast<double>(glyph.advance);
    const Pen pen{cairo, typefaces, {Weight::Bold, std::min(kPurposeSize, kPurposeWidth / ems)}};
    double x = kMiddle - ems * pen.style.size / 2;
    for (const Glyph& glyph : glyphs) {
        pen.letter(glyph, x, kPurposeY);
        x += (static_cast<double>(glyph.advance) + kGap) * pen.style.size;
    }
}

SealPicture drawn_seal(const SealFace& face, Typefaces& typefaces) {
    const cairo_rectangle_t whole{0, 0, kFaceSide, kFaceSide};
    SealPicture picture;
    picture.width = picture.height = kFaceSide;
    picture.surface.reset(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &whole),
                          cairo_surface_destroy);
    cairo_t* const cairo = cairo_create(picture.surface.get());
    cairo_set_source_rgb(cairo, 0xB3 / 255.0, 0x26 / 255.0, 0x1E / 255.0);
    cairo_set_line_width(cairo, kRingWidth);
    cairo_arc(cairo, kMiddle, kMiddle, kRing, 0, 2 * std::numbers::pi);
    cairo_stroke(cairo);
    outline_star(cairo);
    cairo_fill(cairo);
    outline_arc(cairo, face.institution, typefaces);
    outline_purpose(cairo, face.purpose, typefaces);
    cairo_fill(cairo);
    cairo_destroy(cairo);
    return picture;
}

cairo_status_t read_bytes(void* from, unsigned char* into, unsigned int length) {
    auto& rest = *static_cast<std::string_view*>(from);
    if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(into, rest.data(), length);
    rest.remove_prefix(length);
    return CAIRO_STATUS_SUCCESS;
}

/// Looks at the head before anything is decoded: a small file may claim a huge picture.
bool is_small_png(std::string_view png) {
    constexpr std::string_view kSignature("\x89PNG\r\n\x1A\n", 8);
    constexpr std::size_t kWidthAt = 16, kHeadBytes = 33;
    if (png.size() < kHeadBytes || !png.starts_with(kSignature) || png.substr(12, 4) != "IHDR")
        return false;
    const auto number = [png](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i)
            value = value << 8U | static_cast<unsigned char>(png[at + i]);
        return value;
    };
    const std::uint32_t width = number(kWidthAt), height = number(kWidthAt + 4);
    return width > 0 && height > 0 && width <= kPictureMost && height <= kPictureMost;
}

}  // namespace

double outline_text(cairo_t* cairo, std::string_view text, const OutlineStyle& style,
                    Typefaces& typefaces) {
    const Pen pen{cairo, typefaces, style};
    double x = 0;
    for (const Glyph& glyph : glyphs_of(text, style.weight, typefaces)) {
        pen.letter(glyph, x, 0);
        x += static_cast<double>(glyph.advance) * style.size;
    }
    return x;
}

Result<SealPicture> open_seal(const SealFace& face, Typefaces& typefaces) {
    if (face.png.empty()) return drawn_seal(face, typefaces);
    if (!is_small_png(face.png)) return Error(problem::kSealPicture);
    SealPicture picture;
    std::string_view rest = face.png;
    picture.surface.reset(cairo_image_surface_create_from_png_stream(read_bytes, &rest),
                          cairo_surface_destroy);
    if (cairo_surface_status(picture.surface.get()) != CAIRO_STATUS_SUCCESS)
        return Error(problem::kSealPicture);
    picture.width = cairo_image_surface_get_width(picture.surface.get());
    picture.height = cairo_image_surface_get_height(picture.surface.get());
    return picture;
}

}  // namespace mingce
