#include <map>
#include <set>
#include <utility>

#include <boost/json.hpp>

#include "base/text.h"
#include "http/openapi.h"

namespace mingce::http {

namespace {

namespace json = boost::json;

const std::string kEntryPart = "openapi", kCommonPart = "common";

void add_references(const json::value& value, std::set<std::string>& found) {
    if (const auto* list = value.if_array())
        for (const json::value& item : *list) add_references(item, found);
    if (const auto* object = value.if_object())
        for (const auto& [key, member] : *object) {
            if (key == "$ref")
                found.emplace(member.as_string());
            else
                add_references(member, found);
        }
}

json::object& object_in(json::object& parent, std::string_view key) {
    return parent.emplace(key, json::object()).first->value().as_object();
}

/// Where a path stands in its part: a JSON pointer (RFC 6901), as an address may hold it.
std::string pointer_to_path(std::string_view path) {
    std::string pointer = "#/paths/";
    for (const char c : path) {
        if (c == '/')
            pointer += "~1";
        else if (c == '{' || c == '}')
            pointer += c == '{' ? "%7B" : "%7D";
        else
            pointer += c;
    }
    return pointer;
}

/// Objects are opened down to `levels`, a member a line, so that a change is seen as what it is.
std::string lines_of(const json::value& value, int levels, const std::string& indent = "") {
    if (levels == 0 || !value.is_object()) return json::serialize(value);
    std::string text;
    for (const auto& [key, member] : value.get_object()) {
        text += (text.empty() ? "{\n  " : ",\n  ") + indent;
        append_json_string(text, std::string_view(key.data(), key.size()));
        text += ": " + lines_of(member, levels - 1, indent + "  ");
    }
    return text + "\n" + indent + "}";
}

/// The whole, cut by tag.
class PartsOfApi {
public:
    explicit PartsOfApi(json::value whole) : whole_(std::move(whole)) {
        for (const auto& [path, operations] : object_at("paths"))
            stands_with(tag_of(operations), operations);
        cut_entry();
        for (const auto& [path, operations] : object_at("paths")) {
            const std::string part = tag_of(operations);
            object_in(part_named(part), "paths").emplace(path, seen_from(part, operations));
        }
        for (const char* kind : {"parameters", "responses", "schemas"}) cut_components(kind);
    }
    const std::map<std::string, json::object>& all() const { return parts_; }

private:
    const json::object& object_at(std::string_view key) const {
        return whole_.as_object().at(key).as_object();
    }
    static std::string tag_of(const json::value& operations) {
        const json::value& first = operations.as_object().begin()->value();
        return std::string(first.at("tags").at(0).as_string());
    }
    /// What `value` refers to is its tag's, or common where it is another's already.
    void stands_with(const std::string& tag, const json::value& value) {
        std::set<std::string> references;
        add_references(value, references);
        for (const std::string& reference : references) {
            const auto [home, is_new] = homes_.try_emplace(reference, tag);
            if (!is_new && (home->second == tag || home->second == kCommonPart)) continue;
            if (!is_new) home->second = kCommonPart;
            stands_with(tag, whole_.at_pointer(reference.substr(1)));
        }
    }
    std::string home_of(const std::string& reference) const {
        const auto home = homes_.find(reference);
        return home == homes_.end() ? kCommonPart : home->second;
    }
    json::value seen_from(const std::string& part, json::value value) const {
        if (auto* list = value.if_array())
            for (json::value& item : *list) item = seen_from(part, std::move(item));
        if (auto* object = value.if_object())
            for (auto& [key, member] : *object) {
                if (key != "$ref") {
                    member = seen_from(part, std::move(member));
                    continue;
                }
                const std::string reference(member.as_string());
                std::string file = home_of(reference);
                if (file != part) member = json::string(file.append(".json").append(reference));
            }
        return value;
    }
    /// A document of its own: OpenAPI promises nothing of a file that is half of one.
    json::object& part_named(const std::string& name) {
        json::object& part = parts_[name];
        for (const char* key : {"openapi", "info"}) part.emplace(key, whole_.at(key));
        return part;
    }
    void cut_entry() {
        json::object& entry = part_named(kEntryPart);
        for (const char* key : {"servers", "security"}) entry.emplace(key, whole_.at(key));
        json::object& paths = object_in(entry, "paths");
        for (const auto& [path, operations] : object_at("paths"))
            object_in(paths, path)
                .emplace("$ref", tag_of(operations) + ".json" + pointer_to_path(path));
        object_in(entry, "components")
            .emplace("securitySchemes", whole_.at("components").at("securitySchemes"));
    }
    void cut_components(const std::string& kind) {
        for (const auto& [name, value] : object_at("components").at(kind).as_object()) {
            const std::string reference = "#/components/" + kind + "/" + std::string(name);
            const std::string part = home_of(reference);
            object_in(object_in(part_named(part), "components"), kind)
                .emplace(name, seen_from(part, value));
        }
    }

    json::value whole_;
    std::map<std::string, std::string> homes_;  // by reference, the part it stands in
    std::map<std::string, json::object> parts_;
};

}  // namespace

std::vector<OpenapiPart> openapi_parts() {
    const PartsOfApi parts(json::parse(openapi_text()));
    std::vector<OpenapiPart> list;
    for (const auto& [name, part] : parts.all())
        list.push_back({name + ".json", lines_of(part, name == kEntryPart ? 2 : 3) + "\n"});
    return list;
}

}  // namespace mingce::http
