// What a printed copy wears beside its content: whose copy it is, seals, the proof on its cover.
// Nothing of it moves a row, and no page's fingerprint knows of it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <cairo.h>

#include "base/result.h"
#include "documents/typeface.h"

namespace mingce {

/// Whose copy it is, on every page: in light grey behind the rows, and once in the head margin.
struct CopyMark {
    std::string line;  // 后勤处 · 分床、门禁 · 2026-09-01 · 第 12 份
};

/// A round seal of 42 mm, multiplied over the text.
struct SealFace {
    std::string institution, purpose;  // on the arc; below the star
    std::string png;                   // where there is one, this picture in its place
};

/// By what a filed volume can be checked without asking anybody.
struct CoverProof {
    std::string filing_no;
    std::string origin;  // mc.linxi.example/audit
    std::uint64_t tree_size = 0, entry = 0;
    std::string root;      // of the tree, as text
    std::string proof_qr;  // any bytes, 1,900 at most; about 1,300 keep the code at 40 mm
};

struct PaperDress {
    const CopyMark* copy = nullptr;
    const SealFace* seal = nullptr;  // on the cover, where 〔公章〕 stands by default
    bool edge_seal = false;          // 骑缝章: slices of `seal`, and nothing without one
    const CoverProof* cover = nullptr;
    std::string paper_copy;  // 第 3 份　共 5 份: on the cover and at each page's foot
};

constexpr double kSealSide = 42;  // mm

/// Which slice of the edge seal a page has.
struct EdgeSlice {
    std::size_t index = 0, count = 1;  // count: of the pages that together show one seal
    double width() const { return kSealSide / static_cast<double>(count); }  // mm
};
/// Pages go by 8; the last group has 4 to 11, or all of a volume with fewer. `page` is from 0.
EdgeSlice edge_slice(std::size_t page, std::size_t pages);

/// A dress with its pictures opened, for as long as the dress stays.
class DressedPaper {
public:
    /// Errors: BadInput (document.seal_picture, document.proof_too_long).
    static Result<DressedPaper> open(const PaperDress& paper, Typefaces& typefaces);

    const PaperDress& paper() const { return *paper_; }
    bool has_seal() const { return seal_ != nullptr; }
    bool has_edge_seal(std::size_t pages) const {
        return has_seal() && paper_->edge_seal && pages > 1;
    }
    /// Multiplies the seal onto a square of `side` units whose upper left corner is (x, y).
    void paint_seal(cairo_t* cairo, double x, double y, double side) const;
    /// The line of the copy as light grey outlines, centred on the origin: it is a picture, so that
    /// whoever copies text out of a page does not copy it too. Of one document's pages.
    void paint_mark(cairo_t* cairo, double width) const;

private:
    using Picture = std::shared_ptr<cairo_surface_t>;
    const PaperDress* paper_ = nullptr;
    Picture seal_, mark_;
    double seal_width_ = 1, seal_height_ = 1;  // in the picture's own units
    double mark_width_ = 0;
};

/// Nothing for no dress. Errors: as DressedPaper::open.
Result<std::optional<DressedPaper>> dressed(const PaperDress* paper, Typefaces& typefaces);

}  // namespace mingce
