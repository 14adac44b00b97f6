#include "documents/qr_code.h"

#include <memory>
#include <stdexcept>
#include <string>

#include <qrencode.h>

namespace mingce {

void draw_qr_code(Canvas& canvas, std::string_view text, const Rectangle& box) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
    if (!code) throw std::length_error("a QR code of " + std::to_string(text.size()) + " bytes");
    const int size = code->width;
    const double square = box.width / size;
    // Rows overlap by a hair, so that no reader draws a seam between them.
    constexpr double kOverlap = 1.02;
    for (int row = 0; row < size; ++row) {
        const unsigned char* const line = code->data + static_cast<std::ptrdiff_t>(row) * size;
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

}  // namespace mingce
