// What a picture says of itself: its format and size, from its own marks. Pixels are never decoded,
// so a hostile picture has no decoder to attack.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace mingce {

enum class PictureFormat : std::uint8_t { Jpeg, Png };

constexpr std::string_view key_of(PictureFormat format) {
    switch (format) {
        case PictureFormat::Jpeg: return "jpeg";
        case PictureFormat::Png: return "png";
    }
    return "";
}

struct Picture {
    PictureFormat format = PictureFormat::Jpeg;
    std::uint32_t width = 0, height = 0;  // pixels, both at least 1
};

/// Reads the marks of a whole picture from its first byte to its end mark; bytes behind that one
/// are nobody's business. A PNG's checksums are compared; what a JPEG's compressed data mean is not
/// looked at. Time: once over the bytes.
/// Errors: BadInput: picture.empty; picture.kind (neither JPEG nor PNG); picture.cut (no end mark);
/// picture.damaged (no size, or marks that contradict themselves).
/// Source: ITU-T T.81 annex B; W3C PNG (third edition) 5.
Result<Picture> read_picture(std::string_view bytes);

}  // namespace mingce
