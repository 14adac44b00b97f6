// QR codes (ISO/IEC 18004) as squares on a page.
#pragma once

#include <string_view>

#include "documents/canvas.h"

namespace mingce {

/// Draws a code of correction level M, its quiet zone aside: the box is the outer edge of its
/// squares. Limits: 2,000 bytes; more is a bug and throws.
void draw_qr_code(Canvas& canvas, std::string_view text, const Rectangle& box);

}  // namespace mingce
