#include "documents/canvas.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include <cairo-pdf.h>
#include <cairo.h>

#include "base/text.h"
#include "documents/problems.h"

#if defined(__SANITIZE_ADDRESS__)
// Not ours to mend: cairo 1.16 loses 768 bytes for each CFF face it embeds (inside
// cairo_surface_finish), fontconfig 256 bytes once while it reads its configuration,
// minizip (below libxlsxwriter) a header when the disk fails.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libcairo.so\nleak:libfontconfig.so\nleak:libminizip.so\n";
}
#endif

namespace mingce {

namespace {

constexpr double kPointsPerMillimetre = 72 / 25.4;
constexpr double kBoxPoints = 6.2, kBoxPadding = 0.5, kBoxMargin = 0.3;

cairo_status_t append_bytes(void* into, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct Canvas::Batch {
    std::int16_t face;
    double points, grey;
    std::string text;
    std::vector<cairo_glyph_t> glyphs;
    std::vector<cairo_text_cluster_t> clusters;
};

struct Canvas::Strokes {
    double width, grey;
    std::vector<double> ends;  // x1 y1 x2 y2, in points
};

struct Canvas::Above {
    double scale, dx, dy;
    Drawing drawing;
};

Canvas::Canvas(Typefaces& typefaces, const DocumentFacts& facts) : typefaces_(typefaces) {
    surface_ = cairo_pdf_surface_create_for_stream(append_bytes, &bytes_, 595, 842);
    cairo_pdf_surface_restrict_to_version(surface_, CAIRO_PDF_VERSION_1_5);
    const std::string date = iso_text(facts.date) + "T00:00:00Z";
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_TITLE, facts.title.c_str());
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_AUTHOR, facts.author.c_str());
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
    cairo_ = cairo_create(surface_);
}

Canvas::Canvas(Typefaces& typefaces, std::uint32_t pixels_wide)
    : typefaces_(typefaces), pixels_wide_(pixels_wide) {}

Canvas::~Canvas() {
    if (cairo_ != nullptr) cairo_destroy(cairo_);
    if (surface_ != nullptr) cairo_surface_destroy(surface_);
}

void Canvas::begin_picture(double width, double height) {
    if (surface_ != nullptr) return;
    const double scale = pixels_wide_ / width;
    surface_ = cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(pixels_wide_),
                                          static_cast<int>(std::lround(height * scale)));
    cairo_ = cairo_create(surface_);
    cairo_set_source_rgb(cairo_, 1, 1, 1);
    cairo_paint(cairo_);
    cairo_scale(cairo_, scale / kPointsPerMillimetre, scale / kPointsPerMillimetre);
}

void Canvas::begin_page(double width, double height) {
    if (pixels_wide_ != 0) {
        begin_picture(width, height);
        set_view(1, 0, 0);
        return;
    }
    cairo_pdf_surface_set_size(surface_, width * kPointsPerMillimetre,
                               height * kPointsPerMillimetre);
    set_view(1, 0, 0);
}

void Canvas::end_page() {
    for (Strokes& lines : strokes_) {
        if (lines.ends.empty()) continue;
        cairo_set_source_rgb(cairo_, lines.grey, lines.grey, lines.grey);
        cairo_set_line_width(cairo_, lines.width);
        for (std::size_t i = 0; i + 3 < lines.ends.size(); i += 4) {
            cairo_move_to(cairo_, lines.ends[i], lines.ends[i + 1]);
            cairo_line_to(cairo_, lines.ends[i + 2], lines.ends[i + 3]);
        }
        cairo_stroke(cairo_);
        lines.ends.clear();
    }
    for (Batch& run : batches_) {
        if (run.glyphs.empty()) continue;
        cairo_set_source_rgb(cairo_, run.grey, run.grey, run.grey);
        cairo_set_scaled_font(cairo_, typefaces_.scaled(run.face, run.points));
        cairo_show_text_glyphs(cairo_, run.text.data(), static_cast<int>(run.text.size()),
                               run.glyphs.data(), static_cast<int>(run.glyphs.size()),
                               run.clusters.data(), static_cast<int>(run.clusters.size()),
                               static_cast<cairo_text_cluster_flags_t>(0));
        run.text.clear();
        run.glyphs.clear();
        run.clusters.clear();
    }
    for (const Above& mark : std::exchange(above_, {})) {
        set_view(mark.scale, mark.dx, mark.dy);
        draw_below(mark.drawing);  // of nothing any more: the page is drawn
    }
    cairo_show_page(cairo_);
}

void Canvas::draw_below(const Drawing& drawing) {
    cairo_save(cairo_);
    cairo_scale(cairo_, kPointsPerMillimetre, kPointsPerMillimetre);
    cairo_translate(cairo_, dx_, dy_);
    cairo_scale(cairo_, scale_, scale_);
    drawing(cairo_);
    cairo_restore(cairo_);
}

void Canvas::draw_above(Drawing drawing) {
    above_.push_back({scale_, dx_, dy_, std::move(drawing)});
}

Result<std::string> Canvas::finish() {
    if (surface_ == nullptr) return Error(problem::kOutputUnwritable, "no page");
    if (pixels_wide_ != 0) cairo_surface_write_to_png_stream(surface_, append_bytes, &bytes_);
    cairo_surface_finish(surface_);
    const cairo_status_t status = cairo_surface_status(surface_);
    if (status != CAIRO_STATUS_SUCCESS || cairo_status(cairo_) != CAIRO_STATUS_SUCCESS)
        return Error(problem::kOutputUnwritable, cairo_status_to_string(status));
    return std::move(bytes_);
}

void Canvas::set_view(double scale, double x, double y) {
    scale_ = scale;
    dx_ = x;
    dy_ = y;
}

Canvas::Batch& Canvas::batch(std::int16_t face, double points, double grey) {
    const auto fits = [&](const Batch& run) {
        return run.face == face && run.points == points && run.grey == grey;
    };
    if (last_batch_ < batches_.size() && fits(batches_[last_batch_])) return batches_[last_batch_];
    for (last_batch_ = 0; last_batch_ < batches_.size(); ++last_batch_)
        if (fits(batches_[last_batch_])) return batches_[last_batch_];
    batches_.push_back({face, points, grey, {}, {}, {}});
    return batches_.back();
}

Canvas::Strokes& Canvas::strokes(double width, double grey) {
    for (Strokes& lines : strokes_)
        if (lines.width == width && lines.grey == grey) return lines;
    strokes_.push_back({width, grey, {}});
    return strokes_.back();
}

bool Canvas::can_print(char32_t character) {
    return typefaces_.glyph(Weight::Regular, character).face >= 0;
}

double Canvas::glyph_width(const Glyph& glyph, char32_t character, const Style& style) {
    if (glyph.face >= 0)
        return (static_cast<double>(glyph.advance) + style.tracking) * style.points /
               kPointsPerMillimetre;
    const Style small{kBoxPoints, Weight::Mono};
    return width_of(code_point_name(character), small) + 2 * kBoxPadding + 2 * kBoxMargin;
}

double Canvas::width_of(std::string_view text, const Style& style) {
    double width = 0;
    while (!text.empty()) {
        const char32_t character = next_code_point(text);
        width += glyph_width(typefaces_.glyph(style.weight, character), character, style);
    }
    return width;
}

void Canvas::put(double x, double y, const Glyph& glyph, std::string_view bytes,
                 const Style& style) {
    Batch& run = batch(glyph.face, style.points * scale_, style.grey);
    run.glyphs.push_back({glyph.index,
                          (dx_ + x * scale_) * kPointsPerMillimetre +
                              static_cast<double>(glyph.shift) * style.points * scale_,
                          (dy_ + y * scale_) * kPointsPerMillimetre});
    run.clusters.push_back({static_cast<int>(bytes.size()), 1});
    run.text += bytes;
}

double Canvas::box(double x, double y, char32_t character, const Style& style) {
    const std::string name = code_point_name(character);
    const Style small{kBoxPoints, Weight::Mono};
    const double inside = width_of(name, small) + 2 * kBoxPadding;
    const double middle = y - baseline_drop(style.points);
    frame({x + kBoxMargin, middle - 1.35, inside, 2.7}, 0.1, 0.4);
    text(x + kBoxMargin + kBoxPadding, middle + baseline_drop(kBoxPoints), name, small);
    return inside + 2 * kBoxMargin;
}

double Canvas::text(double x, double y, std::string_view text, const Style& style) {
    while (!text.empty()) {
        const std::string_view before = text;
        const char32_t character = next_code_point(text);
        const Glyph glyph = typefaces_.glyph(style.weight, character);
        if (glyph.face < 0) {
            x += box(x, y, character, style);
            continue;
        }
        // Malformed bytes print as U+FFFD, and cairo takes no others.
        const std::string_view bytes = before.substr(0, before.size() - text.size());
        put(x, y, glyph, character == kReplacement ? "\xEF\xBF\xBD" : bytes, style);
        x += glyph_width(glyph, character, style);
    }
    return x;
}

void Canvas::text_at(double x, double y, std::string_view words, const Style& style, Align align) {
    if (align != Align::Left) {
        // Tracking stands after the last character too, where it would push the text off centre.
        const double trailing = style.tracking * style.points / kPointsPerMillimetre;
        const double width = width_of(words, style) - trailing;
        x -= align == Align::Centre ? width / 2 : width;
    }
    text(x, y, words, style);
}

void Canvas::rule(double x1, double y1, double x2, double y2, double width, double grey) {
    auto& ends = strokes(width * scale_ * kPointsPerMillimetre, grey).ends;
    const double points[] = {dx_ + x1 * scale_, dy_ + y1 * scale_, dx_ + x2 * scale_,
                             dy_ + y2 * scale_};
    for (double millimetres : points) ends.push_back(millimetres * kPointsPerMillimetre);
}

void Canvas::frame(const Rectangle& box, double width, double grey) {
    const double half = width / 2, right = box.x + box.width, foot = box.y + box.height;
    rule(box.x - half, box.y, right + half, box.y, width, grey);
    rule(box.x - half, foot, right + half, foot, width, grey);
    rule(box.x, box.y, box.x, foot, width, grey);
    rule(right, box.y, right, foot, width, grey);
}

void Canvas::dashes(double x1, double y1, double x2, double y2, double on, double off) {
    const bool upright = x1 == x2;
    const double end = upright ? y2 : x2;
    const double start = upright ? y1 : x1;
    const int count = static_cast<int>(std::ceil((end - start) / (on + off)));
    for (int i = 0; i < count; ++i) {
        const double at = start + i * (on + off), to = std::min(at + on, end);
        if (upright)
            rule(x1, at, x1, to, 0.2, kHair);
        else
            rule(at, y1, to, y1, 0.2, kHair);
    }
}

void Canvas::dots(double x1, double x2, double y) {
    constexpr double kStep = 0.62, kDot = 0.18;
    const int count = static_cast<int>(std::ceil((x2 - x1) / kStep));
    for (int i = 0; i < count; ++i) rule(x2 - i * kStep - kDot, y, x2 - i * kStep, y, kDot, 0.5);
}

std::string code_point_name(char32_t character) {
    char text[16];
    std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(character));
    return text;
}

}  // namespace mingce
