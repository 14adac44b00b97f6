#include "documents/qr_code.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include <qrencode.h>

namespace mingce {

namespace {

constexpr double kByteCodeSide = 40, kLeastSquare = 0.33;  // mm

using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

Code code_or_throw(QRcode* made, std::size_t bytes) {
    Code code(made, QRcode_free);
    if (!code) throw std::length_error("a QR code of " + std::to_string(bytes) + " bytes");
    return code;
}

void draw_squares(Canvas& canvas, const QRcode& code, const Rectangle& box) {
    const int size = code.width;
    const double square = box.width / size;
    // Rows overlap by a hair, so that no reader draws a seam between them.
    constexpr double kOverlap = 1.02;
    for (int row = 0; row < size; ++row) {
        const unsigned char* const line = code.data + static_cast<std::ptrdiff_t>(row) * size;
        const double y = box.y + (row + 0.5) * square;
        for (int from = 0; from < size; ++from) {
            if ((line[from] & 1U) == 0) continue;
            int to = from;
            while (to < size && (line[to] & 1U) != 0) ++to;
            canvas.rule(box.x + from * square, y, box.x + to * square, y, square * kOverlap, 0);
            from = to;
        }
    }
}

Code code_of_bytes(std::string_view bytes, QRecLevel level) {
    return code_or_throw(
        QRcode_encodeData(static_cast<int>(bytes.size()),
                          reinterpret_cast<const unsigned char*>(bytes.data()), 0, level),
        bytes.size());
}

}  // namespace

void draw_qr_code(Canvas& canvas, std::string_view text, const Rectangle& box) {
    const Code code = code_or_throw(
        QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), text.size());
    draw_squares(canvas, *code, box);
}

struct ByteCode::Squares {
    Code code;
};

ByteCode::ByteCode(std::string_view bytes) {
    constexpr std::size_t kMostOfLevelM = 2'300;  // version 40 holds 2,331
    Code code = code_of_bytes(bytes, bytes.size() > kMostOfLevelM ? QR_ECLEVEL_L : QR_ECLEVEL_M);
    if (code->width * kLeastSquare > kByteCodeSide) code = code_of_bytes(bytes, QR_ECLEVEL_L);
    squares_ = std::make_shared<const Squares>(Squares{std::move(code)});
}

double ByteCode::side() const {
    return std::max(kByteCodeSide, squares_->code->width * kLeastSquare);
}

void ByteCode::draw(Canvas& canvas, double x, double y) const {
    draw_squares(canvas, *squares_->code, {x, y, side(), side()});
}

}  // namespace mingce
