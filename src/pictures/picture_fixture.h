// Pictures made by hand for the tests: marks and sizes as a camera writes them, nobody's face. Only
// tests include this.
#pragma once

#include <string>
#include <string_view>

#include <isa-l/crc.h>

namespace mingce::testing {

inline std::string big_endian(std::uint32_t number, std::size_t length) {
    std::string bytes;
    for (std::size_t i = length; i-- > 0;) bytes += static_cast<char>(number >> (8 * i) & 0xFFU);
    return bytes;
}

struct PictureShape {
    std::uint32_t width = 480, height = 640;
    std::size_t bytes = 60'000;    // at least; filled up in the compressed data
    std::string_view person = {};  // a comment that tells two pictures apart
};

/// Baseline, grey, one scan. The data are filler: nothing here decodes them.
inline std::string jpeg_of(const PictureShape& shape = {}) {
    const auto segment = [](char marker, const std::string& content) {
        return std::string("\xFF") + marker +
               big_endian(static_cast<std::uint32_t>(content.size()) + 2, 2) + content;
    };
    std::string jpeg = "\xFF\xD8";
    jpeg += segment('\xFE', std::string(shape.person));
    jpeg += segment('\xC0', "\x08" + big_endian(shape.height, 2) + big_endian(shape.width, 2) +
                                std::string("\x01\x01\x11\x00", 4));
    jpeg += segment('\xDA', std::string("\x01\x01\x00\x00\x3F\x00", 6));
    jpeg += std::string("\xFF\x00\xFF\xD0", 4);
    if (jpeg.size() + 2 < shape.bytes) jpeg.append(shape.bytes - jpeg.size() - 2, 'x');
    return jpeg + "\xFF\xD9";
}

inline std::string png_chunk(std::string_view type, const std::string& content) {
    std::string body = std::string(type) + content;
    auto* const data = reinterpret_cast<std::uint8_t*>(body.data());
    return big_endian(static_cast<std::uint32_t>(content.size()), 4) + body +
           big_endian(crc32_gzip_refl(0, data, body.size()), 4);
}

inline std::string png_of(const PictureShape& shape = {}) {
    return "\x89PNG\r\n\x1A\n" +
           png_chunk("IHDR", big_endian(shape.width, 4) + big_endian(shape.height, 4) +
                                 std::string("\x08\x00\x00\x00\x00", 5)) +
           png_chunk("tEXt", "Comment=" + std::string(shape.person)) +
           png_chunk("IDAT", std::string(shape.bytes, 'x')) + png_chunk("IEND", "");
}

}  // namespace mingce::testing
