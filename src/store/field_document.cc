#include "store/field_document.h"

#include <boost/json.hpp>

#include "base/text.h"
#include "store/record_problems.h"

namespace mingce {

namespace {

namespace json = boost::json;

Result<json::value> parse(std::string_view text, json::monotonic_resource& memory) {
    json::error_code failed;
    json::value value = json::parse(json::string_view(text.data(), text.size()), failed, &memory);
    if (failed) return Error(problem::kDocumentDamaged);
    return value;
}

std::string_view text_of(const json::value& value) {
    const json::string* const text = value.if_string();
    return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

void append_entry(std::string& text, Field field, std::string_view value) {
    append_json_string(text, key_of(field));
    text += ':';
    append_json_string(text, value);
}

}  // namespace

std::string document_entry(Field field, std::string_view value) {
    std::string text;
    append_entry(text, field, value);
    if (value.empty()) text.pop_back();
    return text;
}

std::string DocumentField::value_in(std::string_view json) const {
    // An entry's beginning ends in the quote that opens its value: no text within a value looks so.
    const std::size_t at = json.find(begin_);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = json.substr(at + begin_.size());
    std::size_t end = rest.find_first_of("\"\\");
    if (end == std::string_view::npos) return {};
    if (rest[end] == '"') return std::string(rest.substr(0, end));
    while (end < rest.size() && rest[end] != '"') end += rest[end] == '\\' ? 2 : 1;
    if (end >= rest.size()) return {};
    json::error_code failed;
    const std::string text = '"' + std::string(rest.substr(0, end)) + '"';
    const json::value value = json::parse(text, failed);
    return failed ? std::string() : std::string(text_of(value));
}

void FieldDocument::add(Field field, std::string_view value) {
    if (value.empty()) return;
    if (!text_.empty() && text_.back() == '}') text_.clear();
    text_ += text_.empty() ? '{' : ',';
    append_entry(text_, field, value);
}

std::string_view FieldDocument::finish() {
    if (text_.empty() || text_.back() == '}') text_ = "{";
    text_ += '}';
    return text_;
}

Status read_field_document(std::string_view text, FieldValues& values) {
    unsigned char buffer[4096];
    json::monotonic_resource memory(buffer, sizeof buffer);
    const json::value value = TRY(parse(text, memory));
    const json::object* const object = value.if_object();
    if (object == nullptr) return Error(problem::kDocumentDamaged);
    for (const auto& member : *object)
        if (const auto field = field_of({member.key().data(), member.key().size()}))
            values[*field] = text_of(member.value());
    return Done{};
}

std::string write_event_document(const StudentEvent& event) {
    std::string text = "{\"reason\":";
    append_json_string(text, event.reason);
    text += ",\"changes\":[";
    for (const FieldChange& change : event.changes) {
        text += text.back() == '[' ? "[" : ",[";
        append_json_string(text, key_of(change.field));
        text += ',';
        append_json_string(text, change.before);
        text += ',';
        append_json_string(text, change.after);
        text += ']';
    }
    return text + "]}";
}

Status read_event_document(std::string_view text, StudentEvent& event) {
    unsigned char buffer[4096];
    json::monotonic_resource memory(buffer, sizeof buffer);
    const json::value value = TRY(parse(text, memory));
    const json::object* const object = value.if_object();
    const json::value* const reason = object ? object->if_contains("reason") : nullptr;
    const json::value* const list = object ? object->if_contains("changes") : nullptr;
    const json::array* const changes = list ? list->if_array() : nullptr;
    if (reason == nullptr || changes == nullptr) return Error(problem::kDocumentDamaged);
    event.reason = text_of(*reason);
    for (const json::value& item : *changes) {
        const json::array* const change = item.if_array();
        if (change == nullptr || change->size() != 3) return Error(problem::kDocumentDamaged);
        if (const auto field = field_of(text_of((*change)[0])))
            event.changes.push_back(
                {*field, std::string(text_of((*change)[1])), std::string(text_of((*change)[2]))});
    }
    return Done{};
}

}  // namespace mingce
