#include "http/call.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "http/app.h"
#include "http/problems.h"
#include "http/route.h"

namespace mingce::http {

namespace {

/// Problems whose status their kind does not tell.
constexpr std::pair<std::string_view, int> kStatuses[] = {
    {"session.needed", 401},     {"session.none", 401},     {"session.refused", 401},
    {"session.code", 401},       {"session.stage", 401},    {"session.busy", 429},
    {"session.wait", 429},       {"request.too_many", 429}, {"access.too_often", 429},
    {"request.too_large", 413},  {"upload.too_large", 413}, {"upload.beyond_size", 413},
    {"request.media_type", 415}, {"request.method", 405},   {"request.version_needed", 428},
    {"server.fault", 500},       {"job.too_many", 429},
};

/// Whose detail is how many seconds to wait.
constexpr std::string_view kDetailIsSeconds[] = {"session.wait", "session.busy",
                                                 "request.too_many"};

std::string seconds_to_wait(const Error& error) {
    const std::string_view code = error.problem().code;
    if (std::ranges::find(kDetailIsSeconds, code) == std::end(kDetailIsSeconds) ||
        !all_digits(error.detail()))
        return "1";
    return error.detail();
}

}  // namespace

int status_of(const Problem& problem) {
    for (const auto& [code, status] : kStatuses)
        if (code == problem.code) return status;
    switch (problem.kind) {
        case Kind::BadInput: return 400;
        case Kind::Forbidden: return 403;
        case Kind::NotFound: return 404;
        case Kind::Conflict: return 409;
        case Kind::Unavailable: return 503;
        case Kind::Misuse: return 400;
    }
    return 500;
}

std::string problem_json(const Error& error, int status, std::string_view request_id,
                         std::string_view more_members) {
    const Problem& problem = error.problem();
    std::string json = "{\"type\":";
    append_json_string(json, "/api/v1/problems/" + std::string(problem.code));
    json += ",\"code\":";
    append_json_string(json, problem.code);
    json += ",\"status\":" + std::to_string(status) + ",\"title\":";
    append_json_string(json, problem.what.zh);
    json += ",\"zh\":";
    append_json_string(json, error.sentence(Language::Chinese));
    json += ",\"en\":";
    append_json_string(json, error.sentence(Language::English));
    json += ",\"detail\":";
    append_json_string(json, error.detail());
    const Place& place = error.place();
    if (!place.file.empty() || !place.sheet.empty() || place.row != 0 || !place.column.empty()) {
        json += ",\"place\":{\"file\":";
        append_json_string(json, place.file);
        json += ",\"sheet\":";
        append_json_string(json, place.sheet);
        json += ",\"row\":" + std::to_string(place.row) + ",\"column\":";
        append_json_string(json, place.column);
        json += '}';
    }
    json += ",\"request_id\":";
    append_json_string(json, request_id);
    json.append(more_members);
    return json + '}';
}

Call::Call(App& app_, Request request_, Moment now_)
    : app(app_),
      request(std::move(request_)),
      now(now_),
      context{app_.record(), "", now_, random, Caller::nobody()} {
    if (request.header("accept-language").starts_with("en")) language_ = Language::English;
}

Date Call::today() const { return day_of(now); }

ComesFrom Call::comes_from() const {
    return {request.address, std::string(request.header("user-agent").substr(0, 120))};
}

void Call::set_header(std::string_view name, std::string_view value) {
    headers_.push_back({std::string(name), std::string(value)});
}

void Call::tell_with_refusal(std::string_view key, std::string_view json) {
    refusal_members_ += ',';
    append_json_string(refusal_members_, key);
    refusal_members_ += ':';
    refusal_members_ += json;
}

Response Call::begin_answer() {
    Response response;
    response.status = route != nullptr && route->has(kCreates) && status == 200 ? 201 : status;
    response.headers = headers_;
    return response;
}

Response Call::refuse(const Error& error) {
    Response response;
    response.status = refusal_status_ != 0 ? refusal_status_ : status_of(error.problem());
    response.headers = headers_;
    response.problem = error.problem().code;
    response.set("Content-Type", "application/problem+json; charset=utf-8");
    if (response.status == 429 || response.status == 503)
        response.set("Retry-After", seconds_to_wait(error));
    if (response.status == 401) response.set("WWW-Authenticate", "Bearer realm=\"mingce\"");
    response.body = problem_json(error, response.status, request.id, refusal_members_);
    return response;
}

Response Call::answer_nothing() {
    status = 204;
    return begin_answer();
}

Response Call::answer_json(std::string json, std::optional<std::string> tag) {
    Response response = begin_answer();
    response.set("Content-Type", "application/json; charset=utf-8");
    if (tag) response.set("ETag", *tag);
    response.body = std::move(json);
    return response;
}

Response Call::answer_file(std::string bytes, std::string_view type, std::string_view name,
                           bool is_shown) {
    Response response = begin_answer();
    response.set("Content-Type", type);
    // RFC 8187: names are rarely ASCII here.
    std::string encoded;
    constexpr std::string_view kHex = "0123456789ABCDEF";
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_digit(c) || is_lower(c) || is_upper(c) || c == '.' || c == '-' || c == '_') {
            encoded += c;
            continue;
        }
        encoded += '%';
        encoded += kHex[byte >> 4];
        encoded += kHex[byte & 15];
    }
    response.set("Content-Disposition",
                 std::string(is_shown ? "inline" : "attachment") + "; filename*=UTF-8''" + encoded);
    response.body = std::move(bytes);
    return response;
}

Response Call::answer_events(std::shared_ptr<EventStream> events) {
    Response response = begin_answer();
    response.set("Content-Type", "text/event-stream; charset=utf-8");
    response.events = std::move(events);
    return response;
}

}  // namespace mingce::http
