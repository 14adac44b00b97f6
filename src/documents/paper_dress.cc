#include "documents/paper_dress.h"

#include <algorithm>

#include "documents/fitting.h"
#include "documents/problems.h"
#include "documents/seal_face.h"
#include "documents/sheet.h"

namespace mingce {

namespace {

constexpr std::size_t kEdgePages = 8, kEdgePagesLeast = 4;
constexpr double kEdgeTop = 118;           // mm
constexpr std::size_t kProofMost = 1'900;  // bytes: a code of 49 mm
constexpr double kMarkTurn = -0.31416;     // -18 degrees, to the right and up
constexpr double kMarkGrey = 0.9, kMarkPoints = 24;
constexpr double kPointsToMillimetre = 25.4 / 72;

/// The line as outlines of 24 pt from the origin on; its width in points.
double record_line(cairo_t* cairo, std::string_view line, Typefaces& typefaces) {
    cairo_set_source_rgb(cairo, kMarkGrey, kMarkGrey, kMarkGrey);
    const double width = outline_text(cairo, line, {Weight::Bold, kMarkPoints}, typefaces);
    cairo_fill(cairo);
    return width;
}

}  // namespace

EdgeSlice edge_slice(std::size_t page, std::size_t pages) {
    // As many eights as leave 4 to 11 for the last group.
    const std::size_t eights =
        pages < kEdgePages + kEdgePagesLeast ? 0 : (pages - kEdgePagesLeast) / kEdgePages;
    const std::size_t group = page / kEdgePages;
    if (group < eights) return {page % kEdgePages, kEdgePages};
    return {page - eights * kEdgePages, pages - eights * kEdgePages};
}

Result<DressedPaper> DressedPaper::open(const PaperDress& paper, Typefaces& typefaces) {
    DressedPaper dress;
    dress.paper_ = &paper;
    if (paper.cover != nullptr && paper.cover->proof_qr.size() > kProofMost)
        return Error(problem::kProofTooLong, std::to_string(paper.cover->proof_qr.size()));
    if (paper.seal != nullptr) {
        const SealPicture seal = TRY(open_seal(*paper.seal, typefaces));
        dress.seal_ = seal.surface;
        dress.seal_width_ = seal.width;
        dress.seal_height_ = seal.height;
    }
    if (paper.copy != nullptr && !paper.copy->line.empty()) {
        dress.mark_.reset(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr),
                          cairo_surface_destroy);
        cairo_t* const cairo = cairo_create(dress.mark_.get());
        dress.mark_width_ = record_line(cairo, paper.copy->line, typefaces);
        cairo_destroy(cairo);
    }
    return dress;
}

void DressedPaper::paint_seal(cairo_t* cairo, double x, double y, double side) const {
    if (!has_seal()) return;
    const double scale = side / std::max(seal_width_, seal_height_);
    cairo_save(cairo);
    cairo_rectangle(cairo, x, y, side, side);
    cairo_clip(cairo);
    cairo_translate(cairo, x + (side - seal_width_ * scale) / 2,
                    y + (side - seal_height_ * scale) / 2);
    cairo_scale(cairo, scale, scale);
    cairo_set_operator(cairo, CAIRO_OPERATOR_MULTIPLY);
    cairo_set_source_surface(cairo, seal_.get(), 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
}

void DressedPaper::paint_mark(cairo_t* cairo, double width) const {
    if (mark_ == nullptr || mark_width_ <= 0) return;
    const double scale = std::min(kPointsToMillimetre, width / mark_width_);
    cairo_save(cairo);
    cairo_scale(cairo, scale, scale);
    cairo_set_source_surface(cairo, mark_.get(), -mark_width_ / 2, kMarkPoints * 0.37);
    cairo_paint(cairo);
    cairo_restore(cairo);
}

Result<std::optional<DressedPaper>> dressed(const PaperDress* paper, Typefaces& typefaces) {
    std::optional<DressedPaper> dress;
    if (paper != nullptr) dress = TRY(DressedPaper::open(*paper, typefaces));
    return dress;
}

void draw_dress_below(const Sheet& sheet) {
    if (sheet.dress == nullptr || sheet.dress->paper().copy == nullptr) return;
    const Geometry& paper = sheet.paper;
    // The lowest one ends above the marks at the foot: a grey behind a code makes it hard to read.
    for (const double height : {0.24, 0.46, 0.68})
        sheet.canvas.draw_below([&](cairo_t* cairo) {
            cairo_translate(cairo, paper.centre(), paper.height * height);
            cairo_rotate(cairo, kMarkTurn);
            sheet.dress->paint_mark(cairo, paper.block_width() * 0.9);
        });
}

namespace {

/// Where nothing else stands: the margin above the running head, and left of the page's number.
void draw_copy_lines(const Sheet& sheet, std::size_t page) {
    const Geometry& paper = sheet.paper;
    const PaperDress& dress = sheet.dress->paper();
    if (dress.copy != nullptr) {
        Style style{7.5, Weight::Regular, 0.3};
        style.points = size_within(sheet.canvas, dress.copy->line, style, {paper.block_width(), 4});
        sheet.canvas.text_at(paper.block_right(), paper.top - 2.4, dress.copy->line, style,
                             Align::Right);
    }
    const PageKind kind = sheet.plan.pages[page].kind;
    if (dress.paper_copy.empty() || kind == PageKind::Cover) return;
    const double y = kind == PageKind::Public ? paper.height - 7.4 : paper.page_number_y;
    Style style{8, Weight::Regular, 0.2};
    style.points = size_within(sheet.canvas, dress.paper_copy, style, {paper.block_width() / 4, 5});
    sheet.canvas.text(paper.left, y, dress.paper_copy, style);
}

}  // namespace

void draw_dress_above(const Sheet& sheet, std::size_t page) {
    if (sheet.dress == nullptr) return;
    draw_copy_lines(sheet, page);
    const std::size_t pages = sheet.plan.pages.size();
    if (!sheet.dress->has_edge_seal(pages)) return;
    const EdgeSlice slice = edge_slice(page, pages);
    const double right = sheet.paper.width, left = right - slice.width();
    sheet.canvas.draw_above([=, dress = sheet.dress](cairo_t* cairo) {
        cairo_rectangle(cairo, left, kEdgeTop, slice.width(), kSealSide);
        cairo_clip(cairo);
        dress->paint_seal(cairo, left - slice.width() * static_cast<double>(slice.index), kEdgeTop,
                          kSealSide);
    });
}

}  // namespace mingce
