#include "formats/dbf_memo.h"

#include "formats/dbf_header.h"

namespace mingce {

namespace {

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t width) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width; ++i)
        value =
            value << 8 | (at + i < bytes.size() ? static_cast<std::uint8_t>(bytes[at + i]) : 0U);
    return value;
}

}  // namespace

DbfMemo::DbfMemo(std::string_view bytes, std::uint8_t version) : bytes_(bytes) {
    is_foxpro_ = version == 0xF5 || version == 0xFB || (version >= 0x30 && version <= 0x32);
    const std::size_t stated = is_foxpro_        ? big_endian(bytes, 6, 2)
                               : version == 0x83 ? 512
                                                 : little_endian(bytes, 20, 2);
    if (stated != 0)
        block_bytes_ = stated;
    else if (is_foxpro_)
        block_bytes_ = 1;
}

std::optional<std::string_view> DbfMemo::text(std::uint32_t block) const {
    const std::uint64_t at = std::uint64_t{block} * block_bytes_;
    if (block == 0 || at >= bytes_.size()) return std::nullopt;
    const std::string_view rest = bytes_.substr(at);
    if (is_foxpro_) {
        if (rest.size() < 8) return std::nullopt;
        return rest.substr(8, big_endian(rest, 4, 4));
    }
    // dBase IV states the length, the eight bytes before the text included.
    if (rest.size() >= 8 && rest.starts_with(std::string_view("\xFF\xFF\x08\x00", 4))) {
        const std::uint32_t length = little_endian(rest, 4, 4);
        return rest.substr(8, length < 8 ? 0 : length - 8);
    }
    return rest.substr(0, rest.find('\x1A'));
}

}  // namespace mingce
