#include "store/sheet_document.h"

#include <cstring>

#include <boost/json.hpp>

#include "base/text.h"
#include "store/packed_bytes.h"
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
    return packed_bytes(plain);
}

Result<std::vector<std::string>> unpack_cells(std::string_view packed) {
    const std::string plain = TRY(unpacked_bytes(packed, kUnpackedMax));
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
