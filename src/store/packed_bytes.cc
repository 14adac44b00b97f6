#include "store/packed_bytes.h"

#include <cstdint>

#include <isa-l/igzip_lib.h>

#include "store/record_problems.h"

namespace mingce {

namespace {

/// isa-l writes to neither what it reads nor beyond the room it is given.
std::uint8_t* bytes_in(std::string_view text) {
    return reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
}

}  // namespace

void append_length(std::string& out, std::size_t length) {
    while (length >= 0x80) {
        out += static_cast<char>(length | 0x80);
        length >>= 7;
    }
    out += static_cast<char>(length);
}

bool take_length(std::string_view& text, std::size_t& length) {
    length = 0;
    for (unsigned shift = 0; shift < 32 && !text.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(text.front());
        text.remove_prefix(1);
        length |= static_cast<std::size_t>(byte & 0x7F) << shift;
        if (byte < 0x80) return true;
    }
    return false;
}

std::string packed_bytes(std::string_view plain) {
    std::string packed;
    append_length(packed, plain.size());
    const std::size_t head = packed.size();
    packed.resize(head + plain.size() + 64 + plain.size() / 1000);
    isal_zstream stream;
    isal_deflate_stateless_init(&stream);
    stream.end_of_stream = 1;
    stream.next_in = bytes_in(plain);
    stream.avail_in = static_cast<std::uint32_t>(plain.size());
    stream.next_out = bytes_in(packed) + head;
    stream.avail_out = static_cast<std::uint32_t>(packed.size() - head);
    // It cannot fail: the room is enough even for stored blocks.
    isal_deflate_stateless(&stream);
    packed.resize(head + stream.total_out);
    return packed;
}

Result<std::string> unpacked_bytes(std::string_view packed, std::size_t most) {
    std::size_t size = 0;
    if (!take_length(packed, size) || size > most) return Error(problem::kDocumentDamaged);
    std::string plain(size, '\0');
    inflate_state state;
    isal_inflate_init(&state);
    state.next_in = bytes_in(packed);
    state.avail_in = static_cast<std::uint32_t>(packed.size());
    state.next_out = bytes_in(plain);
    state.avail_out = static_cast<std::uint32_t>(plain.size());
    if (isal_inflate_stateless(&state) != ISAL_DECOMP_OK || state.total_out != size)
        return Error(problem::kDocumentDamaged);
    return plain;
}

}  // namespace mingce
