#include "http/openapi.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "http/call.h"
#include "http/route.h"

namespace mingce::http {

namespace {

std::string json_of(std::string_view text) {
    std::string json;
    append_json_string(json, text);
    return json;
}

std::string both(const Text& text) { return std::string(text.zh) + " / " + std::string(text.en); }

std::string_view place_word(InputPlace place) {
    return place == InputPlace::Path ? "path" : "query";
}

std::string needs_word(const Needs& needs) {
    switch (needs.who) {
        case Needs::Who::Anyone: return "anyone";
        case Needs::Who::AnySession: return "session";
        case Needs::Who::OpenSession: return "role";
        case Needs::Who::Permitted: {
            std::string word(key_of(needs.permission));
            if (needs.or_permission) word.append(" or ").append(key_of(*needs.or_permission));
            return word;
        }
    }
    return "";
}

struct HeaderParameter {
    std::string_view name;
    bool required;
    Text text;
};
constexpr HeaderParameter kIfMatch = {
    "If-Match", true, {"读取时的 ETag", "the ETag that was read"}};
constexpr HeaderParameter kIdempotencyKey = {
    "Idempotency-Key",
    false,
    {"重发时不会再做一次；保留一天", "sent again it is not done again; kept a day"}};
constexpr HeaderParameter kCsrf = {
    "X-CSRF-Token",
    false,
    {"登录时给出；用 Bearer 密钥时不用", "given at sign-in; not with a bearer key"}};

std::string parameter_json(const Parameter& parameter) {
    const bool is_required = parameter.required || parameter.place == InputPlace::Path;
    return "{\"name\":" + json_of(parameter.name) + ",\"in\":\"" +
           std::string(place_word(parameter.place)) + "\"" +
           (is_required ? ",\"required\":true" : "") +
           ",\"description\":" + json_of(both(parameter.text)) + ",\"schema\":" + parameter.schema +
           "}";
}

/// What several operations take is said once, under its name, or its name and a number.
class SharedParameters {
public:
    SharedParameters() {
        Schemas schemas;
        std::map<std::string, int> uses;
        for (const Route& route : all_routes())
            for (const Parameter& parameter : route.shape(schemas, route).parameters)
                if (++uses[parameter_json(parameter)] == 2) name(parameter);
    }
    std::string reference_or_whole(const Parameter& parameter) const {
        std::string whole = parameter_json(parameter);
        const auto found = names_.find(whole);
        if (found == names_.end()) return whole;
        return "{\"$ref\":\"#/components/parameters/" + found->second + "\"}";
    }
    std::string all() const {
        std::map<std::string, std::string> by_name;
        for (const auto& [whole, name] : names_) by_name[name] = whole;
        std::string json;
        for (const auto& [name, whole] : by_name) json += ",\n" + json_of(name) + ": " + whole;
        return json;
    }

private:
    void name(const Parameter& parameter) {
        const int number = ++named_[std::string(parameter.name)];
        std::string name(parameter.name);
        if (number > 1) name += "_" + std::to_string(number);
        names_[parameter_json(parameter)] = name;
    }
    std::map<std::string, std::string> names_;  // by the whole parameter
    std::map<std::string, int> named_;
};

std::string header_json(const HeaderParameter& header) {
    return "{\"name\":\"" + std::string(header.name) +
           "\",\"in\":\"header\",\"required\":" + (header.required ? "true" : "false") +
           ",\"description\":" + json_of(both(header.text)) +
           ",\"schema\":{\"type\":\"string\",\"maxLength\":255}}";
}

/// Headers and the refusal are said once, and referred to by each operation.
std::string header_reference(const HeaderParameter& header) {
    return "{\"$ref\":\"#/components/parameters/" + std::string(header.name) + "\"}";
}

std::vector<HeaderParameter> headers_of(const Route& route) {
    std::vector<HeaderParameter> headers;
    if (route.has(kVersioned)) headers.push_back(kIfMatch);
    const bool changes = !is_reading(route.method);
    if (changes && route.needs.who != Needs::Who::Anyone) {
        headers.push_back(kCsrf);
        if (route.needs.who == Needs::Who::Permitted && !route.has(kRawBody))
            headers.push_back(kIdempotencyKey);
    }
    return headers;
}

std::string operation_json(const Route& route, Schemas& schemas, const SharedParameters& shared) {
    const RouteShape shape = route.shape(schemas, route);
    std::string json = "{\"operationId\":" + json_of(route.operation) + ",\"tags\":[" +
                       json_of(route.tag) + "],\"summary\":" + json_of(both(route.summary)) +
                       ",\"x-needs\":" + json_of(needs_word(route.needs));
    if (route.needs.who == Needs::Who::Anyone) json += ",\"security\":[]";
    std::string parameters;
    for (const Parameter& parameter : shape.parameters)
        parameters += (parameters.empty() ? "" : ",") + shared.reference_or_whole(parameter);
    for (const HeaderParameter& header : headers_of(route))
        parameters += (parameters.empty() ? "" : ",") + header_reference(header);
    if (!parameters.empty()) json += ",\"parameters\":[" + parameters + "]";
    if (route.has(kRawBody))
        json +=
            ",\"requestBody\":{\"required\":true,\"content\":{\"application/octet-stream\":{}}}";
    else if (!shape.body.empty())
        json +=
            ",\"requestBody\":{\"required\":true,\"content\":{\"application/json\":{\"schema\":" +
            shape.body + "}}}";
    const bool is_empty = shape.answer.empty() && shape.answer_type == "application/json";
    json += ",\"responses\":{\"" +
            std::string(is_empty              ? "204"
                        : route.has(kCreates) ? "201"
                                              : "200") +
            "\":{\"description\":\"完成 / done\"";
    if (!is_empty) {
        json += ",\"content\":{" + json_of(shape.answer_type) + ":{";
        if (!shape.answer.empty()) json += "\"schema\":" + shape.answer;
        json += "}}";
    }
    return json + "},\"default\":{\"$ref\":\"#/components/responses/Refused\"}}}";
}

constexpr std::string_view kProblemSchema =
    R"({"type":"object","required":["type","code","status","title","zh","en","request_id"],)"
    R"("properties":{"type":{"type":"string"},"code":{"type":"string","description":"docs/problems.md"},)"
    R"("status":{"type":"integer"},"title":{"type":"string"},"zh":{"type":"string"},)"
    R"("en":{"type":"string"},"detail":{"type":"string"},"request_id":{"type":"string"},)"
    R"("place":{"type":"object"}}})";

std::string make_openapi() {
    Schemas schemas;
    const SharedParameters shared;
    std::map<std::string, std::string> paths;
    for (const Route& route : all_routes()) {
        std::string& operations = paths[std::string(route.path)];
        if (!operations.empty()) operations += ",\n";
        operations += json_of(lower_ascii(name_of(route.method))) + ": " +
                      operation_json(route, schemas, shared);
    }
    std::string json =
        "{\n  \"openapi\": \"3.1.0\",\n  \"info\": {\"title\": \"Mingce 名册\", \"version\": \"" +
        std::string(MINGCE_VERSION) +
        "\"},\n  \"servers\": [{\"url\": \"/\"}],\n"
        "  \"security\": [{\"session\": []}, {\"key\": []}],\n  \"paths\": {";
    for (bool first = true; const auto& [path, operations] : paths) {
        json += std::string(first ? "\n" : ",\n") + json_of(path) + ": {\n" + operations + "\n}";
        first = false;
    }
    json +=
        "\n  },\n  \"components\": {\n    \"securitySchemes\": {\n"
        "      \"session\": {\"type\": \"apiKey\", \"in\": \"cookie\", \"name\": "
        "\"__Host-mingce\"},\n"
        "      \"key\": {\"type\": \"http\", \"scheme\": \"bearer\"}\n    },\n"
        "    \"parameters\": {\n";
    for (const HeaderParameter& header : {kIfMatch, kIdempotencyKey, kCsrf})
        json += std::string(json.ends_with("{\n") ? "" : ",\n") + json_of(header.name) + ": " +
                header_json(header);
    json += shared.all();
    json +=
        "\n    },\n    \"responses\": {\n      \"Refused\": "
        "{\"description\":\"被拒绝 / refused\",\"content\":{\"application/problem+json\":"
        "{\"schema\":{\"$ref\":\"#/components/schemas/Problem\"}}}}\n    },\n"
        "    \"schemas\": {\n      \"Problem\": " +
        std::string(kProblemSchema);
    for (const auto& [name, schema] : schemas.all())
        if (name != "Nothing") json += ",\n" + json_of(name) + ": " + schema;
    return json + "\n    }\n  }\n}\n";
}

std::string schema_word(std::string_view schema) {
    const std::size_t reference = schema.find("schemas/");
    std::string word;
    if (schema.find("\"array\"") != std::string_view::npos) word = "list of ";
    if (reference != std::string_view::npos) {
        const std::string_view name = schema.substr(reference + 8);
        return word + std::string(name.substr(0, name.find('"')));
    }
    for (const std::string_view type : {"string", "integer", "boolean"})
        if (schema.find("\"" + std::string(type) + "\"") != std::string_view::npos)
            return word + std::string(type);
    return word + "object";
}

}  // namespace

const std::string& openapi_text() {
    static const std::string text = make_openapi();
    return text;
}

std::string api_page() {
    std::string page =
        "# API\n\nPrinted by `./dev docs` from the route table (`src/http/route.h`); the whole "
        "with every\n"
        "schema is `docs/openapi/`, a file for each heading below, `openapi.json` the entry; "
        "the server\n"
        "answers it in one piece. `docs/api-first-hour.md` walks through it with curl.\n\n"
        "`needs` is the permission a role must have (docs/access.md); `anyone` needs no sign-in, "
        "`session`\n"
        "any, `role` one that works under a role. Changes carry `X-CSRF-Token` beside the cookie, "
        "and may\n"
        "carry an `Idempotency-Key`. Refusals are `application/problem+json` with a `code` of\n"
        "docs/problems.md.\n";
    std::string_view tag;
    Schemas schemas;
    for (const Route& route : all_routes()) {
        if (route.tag != tag) {
            tag = route.tag;
            page += "\n## " + std::string(tag) +
                    "\n\n| | | needs | takes | gives |\n| --- | --- | --- | --- | --- |\n";
        }
        const RouteShape shape = route.shape(schemas, route);
        std::string takes;
        for (const Parameter& parameter : shape.parameters)
            if (parameter.place == InputPlace::Query)
                takes += (takes.empty() ? "`" : " `") + std::string(parameter.name) +
                         (parameter.required ? "`" : "?`");
        if (!shape.body.empty()) takes += (takes.empty() ? "" : " ") + schema_word(shape.body);
        if (route.has(kRawBody)) takes += " bytes";
        if (route.has(kVersioned)) takes += " `If-Match`";
        std::string gives = shape.answer.empty()
                                ? shape.answer_type == "application/json" ? "" : shape.answer_type
                                : schema_word(shape.answer);
        page.append("| `").append(name_of(route.method)).append(" ").append(route.path);
        page.append("` | ").append(both(route.summary)).append(" | ");
        page.append(needs_word(route.needs)).append(" | ").append(takes).append(" | ");
        page.append(gives).append(" |\n");
    }
    return page;
}

}  // namespace mingce::http
