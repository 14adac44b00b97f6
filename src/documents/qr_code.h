// QR codes (ISO/IEC 18004) as squares on a page.
#pragma once

#include <memory>
#include <string_view>

#include "documents/canvas.h"

namespace mingce {

/// Draws a code of correction level M, its quiet zone aside: the box is the outer edge of its
/// squares. Limits: 2,000 bytes; more is a bug and throws.
void draw_qr_code(Canvas& canvas, std::string_view text, const Rectangle& box);

/// A code of any bytes, whose squares a phone still tells apart.
class ByteCode {
public:
    /// Level M where its squares then have 0.33 mm in a code of 40 mm, else level L. Limits: 2,900
    /// bytes; more is a bug and throws.
    explicit ByteCode(std::string_view bytes);
    /// mm: 40, or more where the squares need it.
    double side() const;
    void draw(Canvas& canvas, double x, double y) const;

private:
    struct Squares;
    std::shared_ptr<const Squares> squares_;
};

}  // namespace mingce
