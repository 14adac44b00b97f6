// Pages drawn in millimetres and points onto a PDF in memory, or one of them onto a picture: the
// same calls and the same faces, so that what is seen is what is printed. Glyphs and rules of a
// page are gathered and handed to cairo in a few large calls: one call per cell would cost most of
// the time.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <cairo.h>

#include "base/date.h"
#include "base/result.h"
#include "documents/typeface.h"
#include "domain/definition.h"

namespace mingce {

constexpr double kInk = 0.067;  // near black, as all text
constexpr double kSoft = 0.33;  // hints: 年 月 日
constexpr double kHair = 0.62;  // thin rules and the binding line

struct Style {
    double points = 9;
    Weight weight = Weight::Regular;
    double grey = kInk;
    double tracking = 0;  // em added after each character
};

struct Rectangle {
    double x = 0, y = 0, width = 0, height = 0;  // mm, from the top left
};

struct DocumentFacts {
    std::string title, author;
    Date date;  // creation and modification
};

class Canvas {
public:
    Canvas(Typefaces& typefaces, const DocumentFacts& facts);
    /// Of one page, that many pixels wide, on white; finish() gives a PNG.
    Canvas(Typefaces& typefaces, std::uint32_t pixels_wide);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    void begin_page(double width, double height);  // mm
    void end_page();
    /// Ends the document and gives its bytes. Errors: Unavailable (out of memory; of a picture also
    /// where no page was begun).
    Result<std::string> finish();

    /// Draws later text and rules scaled by `scale` and moved by (x, y) mm; {1, 0, 0} undoes it.
    void set_view(double scale, double x, double y);

    /// Width in mm, tracking included. A character no face has counts as its box.
    double width_of(std::string_view text, const Style& style);
    bool can_print(char32_t character);

    /// (x, y) is the left end of the baseline. Returns where the text ends.
    double text(double x, double y, std::string_view text, const Style& style);
    /// Aligned at x: Left starts there, Centre is centred on it, Right ends there.
    void text_at(double x, double y, std::string_view text, const Style& style, Align align);
    void rule(double x1, double y1, double x2, double y2, double width, double grey = kInk);
    void frame(const Rectangle& box, double width, double grey = kInk);
    void dashes(double x1, double y1, double x2, double y2, double on, double off);
    void dots(double x1, double x2, double y);

    /// What text and rules cannot say (turned letters, colours): in mm of the present view.
    using Drawing = std::function<void(cairo_t*)>;
    /// Below everything that the page gathers.
    void draw_below(const Drawing& drawing);
    /// Above it, when the page ends.
    void draw_above(Drawing drawing);

private:
    struct Batch;
    struct Strokes;
    struct Above;
    void begin_picture(double width, double height);
    Batch& batch(std::int16_t face, double points, double grey);
    Strokes& strokes(double width, double grey);
    double glyph_width(const Glyph& glyph, char32_t character, const Style& style);
    double box(double x, double y, char32_t character, const Style& style);
    void put(double x, double y, const Glyph& glyph, std::string_view bytes, const Style& style);

    Typefaces& typefaces_;
    std::string bytes_;
    std::uint32_t pixels_wide_ = 0;  // of a picture
    cairo_surface_t* surface_ = nullptr;
    cairo_t* cairo_ = nullptr;
    std::vector<Batch> batches_;
    std::vector<Strokes> strokes_;
    std::vector<Above> above_;
    std::size_t last_batch_ = 0;
    double scale_ = 1, dx_ = 0, dy_ = 0;
};

/// Baseline below the middle of a line of text, in mm: the Song faces' box is 0.88 above and 0.12
/// below.
constexpr double baseline_drop(double points) { return points * 0.37 * 25.4 / 72; }
/// "U+323AF"
std::string code_point_name(char32_t character);

}  // namespace mingce
