#include "store/sheet_document.h"

#include <cstring>

#include <boost/json.hpp>
#include <isa-l/igzip_lib.h>

#include "base/text.h"
#include "store/record_problems.h"

namespace mingce {

namespace {

namespace json = boost::json;

constexpr std::size_t kUnpackedMax = std::size_t{16} << 20;

void append_texts(std::string& text, const std::vector<std::string>& list) {
    text += '[';
    for (const std::string& item : list) {
        if (text.back() != '[') text += ',';
        append_json_string(text, item);
    }
    text += ']';
}

Status read_texts(const json::object& object, std::string_view key,
                  std::vector<std::string>& list) {
    const json::value* const value = object.if_contains({key.data(), key.size()});
    const json::array* const array = value ? value->if_array() : nullptr;
    if (array == nullptr) return Error(problem::kDocumentDamaged);
    for (const json::value& item : *array) {
        if (!item.is_string()) return Error(problem::kDocumentDamaged);
        list.emplace_back(item.get_string().data(), item.get_string().size());
    }
    return Done{};
}

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

std::uint8_t* bytes_in(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }

// The packed form begins with the unpacked size, so that it is known before it is unpacked.
std::string deflated(std::string& plain) {
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

}  // namespace

std::string write_sheet_document(const SourceSheet& sheet) {
    std::string text = "{\"names\":";
    append_texts(text, sheet.column_names);
    text += ",\"headers\":";
    append_texts(text, sheet.headers);
    text += ",\"fields\":{";
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (sheet.column_of[i] < 0) continue;
        if (text.back() != '{') text += ',';
        append_json_string(text, kFieldKeys[i]);
        text += ':' + std::to_string(sheet.column_of[i]);
    }
    text += "},\"joined_file\":";
    append_json_string(text, sheet.joined_file);
    return text + ",\"joined_from\":" + std::to_string(sheet.joined_from) +
           ",\"joined_to\":" + std::to_string(sheet.joined_to) + "}";
}

Status read_sheet_document(std::string_view text, SourceSheet& sheet) {
    json::error_code failed;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), failed);
    const json::object* const object = failed ? nullptr : value.if_object();
    if (object == nullptr) return Error(problem::kDocumentDamaged);
    TRY(read_texts(*object, "names", sheet.column_names));
    TRY(read_texts(*object, "headers", sheet.headers));
    const json::value* const fields = object->if_contains("fields");
    const json::value* const file = object->if_contains("joined_file");
    const json::value* const from = object->if_contains("joined_from");
    const json::value* const to = object->if_contains("joined_to");
    if (!fields || !fields->is_object() || !file || !file->is_string() || !from ||
        !from->is_int64() || !to || !to->is_int64())
        return Error(problem::kDocumentDamaged);
    for (const auto& member : fields->get_object())
        if (const auto field = field_of({member.key().data(), member.key().size()});
            field && member.value().is_int64())
            sheet.column_of[static_cast<std::size_t>(*field)] =
                static_cast<std::int32_t>(member.value().get_int64());
    sheet.joined_file.assign(file->get_string().data(), file->get_string().size());
    sheet.joined_from = static_cast<std::size_t>(from->get_int64());
    sheet.joined_to = static_cast<std::size_t>(to->get_int64());
    return Done{};
}

std::string pack_cells(const std::vector<std::string_view>& cells) {
    std::size_t count = cells.size();
    while (count > 0 && cells[count - 1].empty()) --count;
    std::string plain;
    for (std::size_t i = 0; i < count; ++i) {
        append_length(plain, cells[i].size());
        plain += cells[i];
    }
    return deflated(plain);
}

Result<std::vector<std::string>> unpack_cells(std::string_view packed) {
    std::size_t size = 0;
    if (!take_length(packed, size) || size > kUnpackedMax) return Error(problem::kDocumentDamaged);
    std::string plain(size, '\0');
    inflate_state state;
    isal_inflate_init(&state);
    state.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(packed.data()));
    state.avail_in = static_cast<std::uint32_t>(packed.size());
    state.next_out = bytes_in(plain);
    state.avail_out = static_cast<std::uint32_t>(plain.size());
    if (isal_inflate_stateless(&state) != ISAL_DECOMP_OK || state.total_out != size)
        return Error(problem::kDocumentDamaged);
    std::vector<std::string> cells;
    std::string_view rest = plain;
    while (!rest.empty()) {
        std::size_t length = 0;
        if (!take_length(rest, length) || length > rest.size())
            return Error(problem::kDocumentDamaged);
        cells.emplace_back(rest.substr(0, length));
        rest.remove_prefix(length);
    }
    return cells;
}

}  // namespace mingce
