#include "http/route.h"

#include <algorithm>
#include <charconv>

#include <boost/json/parse.hpp>

#include "base/text.h"

namespace mingce::http {

namespace {

namespace json = boost::json;

constexpr std::size_t kDepthMax = 16;

bool is_brace(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::string_view take_segment(std::string_view& path) {
    if (path.starts_with('/')) path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return segment;
}

bool path_matches(std::string_view pattern, std::string_view path, PathValues& values) {
    values.clear();
    while (!pattern.empty() || !path.empty()) {
        if (pattern.empty() || path.empty()) return false;
        const std::string_view wanted = take_segment(pattern), given = take_segment(path);
        if (is_brace(wanted)) {
            auto value = decode_percent(given, false);
            if (!value || value->empty()) return false;
            values.emplace_back(wanted.substr(1, wanted.size() - 2), std::move(*value));
        } else if (wanted != given) {
            return false;
        }
    }
    return true;
}

Result<json::value> value_of_text(std::string_view key, InputKind kind, const std::string& text) {
    switch (kind) {
        case InputKind::Integer: {
            std::int64_t number = 0;
            const auto [end, failed] =
                std::from_chars(text.data(), text.data() + text.size(), number);
            if (failed != std::errc() || end != text.data() + text.size())
                return Error(problem::kRequestMemberType, std::string(key) + ": integer");
            return json::value(number);
        }
        case InputKind::Flag:
            if (text != "true" && text != "false")
                return Error(problem::kRequestMemberType, std::string(key) + ": true | false");
            return json::value(text == "true");
        case InputKind::Text:
        case InputKind::TextList:
        case InputKind::Other: return json::value(json::string(text));
    }
    return json::value();
}

Status add_text(json::object& object, std::span<const InputMember> members,
                const std::pair<std::string, std::string>& pair) {
    const auto& [key, text] = pair;
    const auto found = std::ranges::find(members, std::string_view(key), &InputMember::key);
    if (found == members.end()) return Error(problem::kRequestUnknownMember, one_line(key, 60));
    auto value = TRY(value_of_text(key, found->kind, text));
    if (found->kind == InputKind::TextList) {
        auto& list = object[key];
        if (!list.is_array()) list = json::array();
        list.get_array().push_back(std::move(value));
        return Done{};
    }
    if (object.contains(key))
        return Error(problem::kRequestUnknownMember, one_line(key, 60) + " × 2");
    object[key] = std::move(value);
    return Done{};
}

Result<json::object> body_object(const Request& request) {
    const std::string_view type = request.header("content-type");
    if (!type.starts_with("application/json")) return Error(problem::kRequestMediaType);
    if (!is_valid_utf8(request.body)) return Error(problem::kRequestNotJson);
    json::parse_options options;
    options.max_depth = kDepthMax;
    boost::system::error_code failed;
    json::value value = json::parse(request.body, failed, {}, options);
    if (failed || !value.is_object()) return Error(problem::kRequestNotJson);
    json::object object = std::move(value.get_object());
    return object;
}

std::vector<Route> collect_routes() {
    std::vector<Route> routes;
    for (const auto group : {session_routes(),
                             cas_routes(),
                             people_routes(),
                             grant_routes(),
                             intake_routes(),
                             intake_count_routes(),
                             upload_routes(),
                             import_routes(),
                             column_routes(),
                             student_routes(),
                             student_query_routes(),
                             edit_routes(),
                             operation_routes(),
                             reveal_routes(),
                             finding_routes(),
                             finding_work_routes(),
                             match_routes(),
                             status_routes(),
                             roster_routes(),
                             edition_routes(),
                             review_routes(),
                             roster_preview_routes(),
                             export_routes(),
                             standard_routes(),
                             standard_change_routes(),
                             field_check_routes(),
                             audit_routes(),
                             audit_search_routes(),
                             view_routes(),
                             job_routes(),
                             server_routes(),
                             organisation_routes(),
                             definition_routes(),
                             batch_row_routes(),
                             review_level_routes(),
                             edition_history_routes(),
                             publication_routes(),
                             recipient_routes(),
                             received_routes(),
                             paper_routes()})
        routes.insert(routes.end(), group.begin(), group.end());
    return routes;
}

}  // namespace

const std::vector<Route>& all_routes() {
    static const std::vector<Route> routes = collect_routes();
    return routes;
}

RouteMatch match_route(Method method, std::string_view path) {
    RouteMatch match;
    PathValues values;
    const Method wanted = method == Method::Head ? Method::Get : method;
    for (const Route& route : all_routes()) {
        if (!path_matches(route.path, path, values)) continue;
        if (route.method == wanted) {
            // Words go before braces: /students/search is no student of that name.
            const bool is_better = match.route == nullptr || values.size() < match.values.size();
            if (is_better) {
                match.route = &route;
                match.values = values;
            }
        } else {
            match.allowed.push_back(name_of(route.method));
        }
    }
    return match;
}

bool is_in_path(std::string_view path, std::string_view key) {
    while (!path.empty()) {
        const std::string_view segment = take_segment(path);
        if (is_brace(segment) && segment.substr(1, segment.size() - 2) == key) return true;
    }
    return false;
}

Result<json::object> input_object(const Call& call, std::span<const InputMember> members) {
    const Route& route = *call.route;
    json::object object;
    const bool takes_body =
        !is_reading(route.method) && route.method != Method::Delete && !route.has(kRawBody);
    const bool wants_body = std::ranges::any_of(
        members, [&](const InputMember& member) { return !is_in_path(route.path, member.key); });
    if (takes_body && (wants_body || !call.request.body.empty()))
        object = TRY(body_object(call.request));
    const auto pairs = parse_query(call.request.query);
    if (!pairs) return Error(problem::kRequestMalformed);
    for (const auto& pair : *pairs) {
        if (takes_body) return Error(problem::kRequestUnknownMember, one_line(pair.first, 60));
        TRY(add_text(object, members, pair));
    }
    for (const auto& [key, text] : call.path_values)
        TRY(add_text(object, members, {std::string(key), text}));
    return object;
}

}  // namespace mingce::http
