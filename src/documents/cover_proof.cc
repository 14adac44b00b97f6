// By what a filed volume can be checked, on its cover: the checkpoint of the audit in words, and
// the whole proof as a QR code.
#include <algorithm>

#include "base/text.h"
#include "documents/fitting.h"
#include "documents/qr_code.h"
#include "documents/sheet.h"

namespace mingce {

namespace {

constexpr double kProofLine = 4.3, kProofWidth = 148.6;  // mm
constexpr Style kProofLabel{8, Weight::Regular, 0.27};
constexpr Style kProofCode{7.5, Weight::Mono, 0.2};
constexpr Style kProofCaption{7.1, Weight::Regular, 0.1};
constexpr double kCaptionDrop = 2.9;

std::string tree_text(const Sheet& sheet, const CoverProof& proof) {
    return sheet.say(words::kCoverTree, {grouped(proof.tree_size), grouped(proof.entry)});
}

std::string spaced_hash(std::string_view digits) {
    std::string text;
    for (std::size_t i = 0; i < digits.size(); i += 8)
        text.append(i == 0 ? "" : " ").append(digits.substr(i, 8));
    return text;
}

/// A label and its value on one line, the value smaller where it must be.
void draw_proof_line(const Sheet& sheet, double y, const std::string& label, std::string_view value,
                     Style style) {
    const double x = sheet.canvas.text(kCoverMarkLeft, y, label, kProofLabel);
    style.points = size_within(sheet.canvas, value, style, {kCoverMarkLeft + kProofWidth - x, 4});
    sheet.canvas.text(x, y, value, style);
}

/// Lines broken to the panel, from the baseline `y` down. Returns the baseline after them.
double draw_broken(const Sheet& sheet, const Rectangle& panel, double y, std::string_view text,
                   const Style& style) {
    const auto lines = style.weight == Weight::Mono
                           ? break_lines(sheet.canvas, text, style, panel.width)
                           : break_paragraph(sheet.canvas, text, style, panel.width);
    for (const std::string_view line : lines) {
        sheet.canvas.text(panel.x, y, line, style);
        y += kProofLine;
    }
    return y;
}

void draw_proof_code(const Sheet& sheet, const ByteCode& code, double x, double foot) {
    code.draw(sheet.canvas, x, foot - code.side());
    sheet.canvas.text_at(x + code.side() / 2, foot + kCaptionDrop,
                         sheet.say(words::kCoverProofCode), kProofCaption, Align::Centre);
}

}  // namespace

void draw_cover_proof(const Sheet& sheet, const CoverProof& proof) {
    constexpr double kCodesFoot = 273.4, kMarkRoom = 38, kAir = 3.4;
    const ByteCode code(proof.proof_qr);
    // Up from the code, which may be larger than 40 mm.
    double y = kCodesFoot - code.side() - kAir - 3 * kProofLine;
    draw_proof_line(sheet, y, sheet.say(words::kVolumeHash) + " ", spaced_hash(sheet.roster_hash),
                    kProofCode);
    y += kProofLine;
    draw_proof_line(sheet, y, sheet.say(words::kCoverCheckpoint),
                    proof.origin + "　" + tree_text(sheet, proof), kProofLabel);
    y += kProofLine;
    draw_proof_line(sheet, y, sheet.say(words::kCoverRoot), proof.root, kProofCode);
    y += kProofLine;
    const bool has_mark = sheet.marker != nullptr;
    draw_proof_line(sheet, y, "",
                    sheet.say(has_mark ? words::kCoverTwoCodes : words::kCoverOneCode),
                    kProofLabel);
    draw_proof_code(sheet, code, kCoverMarkLeft + (has_mark ? kMarkRoom : 0), kCodesFoot);
    draw_mark(sheet, 0);
}

void draw_cover_proof_aside(const Sheet& sheet, const CoverProof& proof, const Rectangle& panel) {
    const ByteCode code(proof.proof_qr);
    const double foot = panel.y + panel.height - kCaptionDrop - 1;
    draw_proof_code(sheet, code, panel.x, foot);
    const std::string root = spaced_hash(proof.root);
    const std::string hint = sheet.say(words::kCoverOneCode);
    const std::string point = sheet.say(words::kCoverCheckpoint) + proof.origin;
    const std::string tree = tree_text(sheet, proof);
    const auto count = [&](std::string_view text, const Style& style) {
        return break_paragraph(sheet.canvas, text, style, panel.width).size();
    };
    const std::size_t lines = count(point, kProofLabel) + count(tree, kProofLabel) + 1 +
                              break_lines(sheet.canvas, root, kProofCode, panel.width).size() +
                              count(hint, kProofLabel);
    double y = foot - code.side() - 5 - kProofLine * static_cast<double>(lines - 1);
    y = draw_broken(sheet, panel, y, point, kProofLabel);
    y = draw_broken(sheet, panel, y, tree, kProofLabel);
    y = draw_broken(sheet, panel, y, sheet.say(words::kCoverRoot), kProofLabel);
    y = draw_broken(sheet, panel, y, root, kProofCode);
    draw_broken(sheet, panel, y, hint, kProofLabel);
}

}  // namespace mingce
