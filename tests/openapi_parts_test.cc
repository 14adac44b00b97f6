// The API's document cut by tag (docs/openapi/) says what the whole says, which the server answers:
// every reference leads somewhere, nothing is lost, nothing stands twice.
#include <map>
#include <set>
#include <utility>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "http/openapi.h"
#include "http/route.h"

namespace mingce {
namespace {

namespace json = boost::json;

const std::string kEntry = "openapi.json", kCommon = "common.json";

std::map<std::string, json::value> parsed_parts() {
    std::map<std::string, json::value> parts;
    for (const http::OpenapiPart& part : http::openapi_parts())
        EXPECT_TRUE(parts.emplace(part.file_name, json::parse(part.text)).second)
            << part.file_name << " stands twice";
    return parts;
}

/// "common.json#/components/schemas/Job", or within its file "#/components/schemas/Job"; a brace
/// of a path is escaped, as an address must.
struct Reference {
    std::string file, pointer;
};
Reference reference_of(const json::value& text, const std::string& from) {
    std::string whole(text.as_string());
    for (const auto& [escaped, brace] : {std::pair("%7B", "{"), std::pair("%7D", "}")})
        for (std::size_t at; (at = whole.find(escaped)) != std::string::npos;)
            whole.replace(at, 3, brace);
    const std::size_t hash = whole.find('#');
    if (hash == std::string::npos) return {whole, ""};
    return {hash == 0 ? from : whole.substr(0, hash), whole.substr(hash + 1)};
}

/// What a part says, as the whole would say it; each reference is tried on the way.
class Joined {
public:
    explicit Joined(const std::map<std::string, json::value>& parts) : parts_(parts) {}

    json::value local(json::value value, const std::string& from) const {
        if (auto* list = value.if_array())
            for (json::value& item : *list) item = local(std::move(item), from);
        if (auto* object = value.if_object())
            for (auto& [key, member] : *object) {
                if (key == "$ref")
                    member = json::string("#" + tried(member, from).pointer);
                else
                    member = local(std::move(member), from);
            }
        return value;
    }
    /// The value a reference leads to; null where it leads nowhere.
    json::value target(const Reference& reference) const {
        const auto part = parts_.find(reference.file);
        if (part == parts_.end()) return nullptr;
        boost::system::error_code failed;
        const json::value* const found = part->second.find_pointer(reference.pointer, failed);
        return found == nullptr ? json::value(nullptr) : *found;
    }

private:
    Reference tried(const json::value& text, const std::string& from) const {
        Reference reference = reference_of(text, from);
        EXPECT_TRUE(target(reference).is_object()) << text << " in " << from << " leads nowhere";
        EXPECT_TRUE(reference.file == from || reference.file == kCommon)
            << text << " is another tag's, in " << from;
        return reference;
    }
    const std::map<std::string, json::value>& parts_;
};

TEST(OpenapiParts, HaveTheSamePathsAsTheWhole) {
    const auto parts = parsed_parts();
    const Joined joined(parts);
    json::object paths;
    for (const auto& [path, leads] : parts.at(kEntry).at("paths").as_object()) {
        const Reference reference = reference_of(leads.at("$ref"), kEntry);
        const json::value operations = joined.target(reference);
        ASSERT_TRUE(operations.is_object()) << path << " leads nowhere: " << leads;
        for (const auto& [method, operation] : operations.get_object())
            EXPECT_EQ(std::string(operation.at("tags").at(0).as_string()) + ".json", reference.file)
                << method << " " << path;
        paths[path] = joined.local(operations, reference.file);
    }
    const json::value whole = json::parse(http::openapi_text());
    EXPECT_TRUE(paths == whole.at("paths").as_object());
    std::size_t count = 0;
    for (const auto& [file, part] : parts)
        if (file != kEntry && part.as_object().contains("paths"))
            count += part.at("paths").as_object().size();
    EXPECT_EQ(count, paths.size()) << "a path that the entry does not lead to";
}

TEST(OpenapiParts, HaveTheSameComponentsAsTheWhole) {
    const auto parts = parsed_parts();
    const Joined joined(parts);
    json::object components;
    for (const auto& [file, part] : parts) {
        const auto* const own = part.as_object().if_contains("components");
        if (own == nullptr) continue;
        for (const auto& [kind, named] : own->as_object()) {
            json::object& all = components.emplace(kind, json::object()).first->value().as_object();
            for (const auto& [name, value] : named.as_object())
                EXPECT_TRUE(all.emplace(name, joined.local(value, file)).second)
                    << kind << " " << name << " stands twice, once in " << file;
        }
    }
    const json::value whole = json::parse(http::openapi_text());
    EXPECT_TRUE(components == whole.at("components").as_object());
    EXPECT_GT(components.at("schemas").as_object().size(), 100U);
}

TEST(OpenapiParts, AreOneDocumentForEachTagOneForAllAndTheEntry) {
    const json::value whole = json::parse(http::openapi_text());
    std::set<std::string> expected = {kEntry, kCommon}, files;
    for (const http::Route& route : http::all_routes()) {
        const std::string file = std::string(route.tag) + ".json";
        EXPECT_TRUE(file != kEntry && file != kCommon) << route.operation;
        expected.insert(file);
    }
    const auto parts = parsed_parts();
    for (const auto& [file, part] : parts) {
        files.insert(file);
        for (const char* key : {"openapi", "info"})
            EXPECT_EQ(part.at(key), whole.at(key)) << file << " is no document of its own";
    }
    EXPECT_EQ(files, expected);
    for (const char* key : {"servers", "security"})
        EXPECT_EQ(parts.at(kEntry).at(key), whole.at(key));
}

// What one tag alone uses stands with it; common.json would grow with every endpoint otherwise.
TEST(OpenapiParts, HaveInCommonOnlyWhatSeveralUse) {
    const auto parts = parsed_parts();
    std::map<std::string, std::set<std::string>> users;
    for (const http::OpenapiPart& part : http::openapi_parts()) {
        const std::string& text = part.text;
        constexpr std::string_view kLeads = "\"common.json#";
        for (std::size_t at = text.find(kLeads); at != std::string::npos;
             at = text.find(kLeads, at + 1)) {
            const std::size_t begin = at + kLeads.size();
            users[text.substr(begin, text.find('"', begin) - begin)].insert(part.file_name);
        }
    }
    ASSERT_FALSE(users.empty());
    const std::string common = json::serialize(parts.at(kCommon));
    for (const auto& [kind, named] : parts.at(kCommon).at("components").as_object())
        for (const auto& [name, value] : named.as_object()) {
            const std::string pointer =
                "/components/" + std::string(kind) + "/" + std::string(name);
            const bool by_common = common.find("\"#" + pointer + "\"") != std::string::npos;
            EXPECT_TRUE(by_common || users[pointer].size() > 1) << pointer;
        }
}

}  // namespace
}  // namespace mingce
