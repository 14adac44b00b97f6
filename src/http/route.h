// The API as one table: what is served, OpenAPI, the reference page, the access matrix and the
// typed client all read it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/permission.h"
#include "http/call.h"
#include "http/members.h"
#include "http/message.h"

namespace mingce::http {

/// Who may come to a route at all; what of it they may see is the use case's.
struct Needs {
    enum class Who : std::uint8_t {
        Anyone,
        AnySession,   // also one that still waits for a code or a role
        OpenSession,  // works under a role, any
        Permitted
    };
    Who who = Who::Anyone;
    Permission permission = Permission::StandardRead;  // of Permitted
    std::optional<Permission> or_permission = {};      // this one does as well
};
constexpr Needs kAnyone{Needs::Who::Anyone};
constexpr Needs kAnySession{Needs::Who::AnySession};
constexpr Needs kOpenSession{Needs::Who::OpenSession};
constexpr Needs needs(Permission permission) { return {Needs::Who::Permitted, permission, {}}; }
constexpr Needs needs_either(Permission one, Permission other) {
    return {Needs::Who::Permitted, one, other};
}

/// What a route is beside the usual; added up.
enum Trait : std::uint32_t {
    kPlainRoute = 0,
    kVersioned = 1,    // asks for If-Match
    kSlowRoute = 2,    // takes seconds: its own lane
    kSignInRoute = 4,  // hashes a password: its own lane, no session yet
    kRawBody = 8,      // bytes, taken while they arrive
    kCreates = 16,     // 201
    kBulkBody = 32,    // thousands of rows: eight times the usual body
};

/// Where a member of the input stands that is not the body's.
enum class InputPlace : std::uint8_t { Path, Query };
/// How a text of the path or the query is read.
enum class InputKind : std::uint8_t { Text, Integer, Flag, TextList, Other };
struct InputMember {
    std::string_view key;
    InputKind kind;
};

struct Parameter {
    std::string_view name;
    InputPlace place;
    bool required;
    std::string schema;
    Text text;
};
/// What a route takes and gives, for the documents.
struct RouteShape {
    std::vector<Parameter> parameters;
    std::string body;    // schema, "" for none
    std::string answer;  // schema, "" for none
    std::string answer_type = "application/json";
};

struct Route {
    Method method;
    std::string_view path;  // "/api/v1/students/{id}"
    std::string_view operation, tag;
    Text summary;
    Needs needs;
    std::uint32_t traits;
    Response (*handle)(Call&);
    RouteShape (*shape)(Schemas&, const Route&);
    /// Of kRawBody: where the bytes go. The sink keeps the call where it is one.
    Result<std::unique_ptr<BodySink>> (*open)(const std::shared_ptr<Call>&) = nullptr;

    bool has(Trait trait) const { return (traits & trait) != 0; }
};

/// Groups one after the other, each in a file of its own.
const std::vector<Route>& all_routes();
std::span<const Route> session_routes();
std::span<const Route> cas_routes();
std::span<const Route> people_routes();
std::span<const Route> grant_routes();
std::span<const Route> intake_routes();
std::span<const Route> intake_count_routes();
std::span<const Route> upload_routes();
std::span<const Route> import_routes();
std::span<const Route> column_routes();
std::span<const Route> batch_row_routes();
std::span<const Route> student_routes();
std::span<const Route> edit_routes();
std::span<const Route> operation_routes();
std::span<const Route> student_query_routes();
std::span<const Route> reveal_routes();
std::span<const Route> finding_routes();
std::span<const Route> finding_work_routes();
std::span<const Route> match_routes();
std::span<const Route> status_routes();
std::span<const Route> roster_routes();
std::span<const Route> edition_routes();
std::span<const Route> edition_history_routes();
std::span<const Route> review_routes();
std::span<const Route> publication_routes();
std::span<const Route> recipient_routes();
std::span<const Route> received_routes();
std::span<const Route> paper_routes();
std::span<const Route> roster_preview_routes();
std::span<const Route> export_routes();
std::span<const Route> organisation_routes();
std::span<const Route> definition_routes();
std::span<const Route> review_level_routes();
std::span<const Route> standard_routes();
std::span<const Route> field_check_routes();
std::span<const Route> standard_change_routes();
std::span<const Route> audit_routes();
std::span<const Route> audit_search_routes();
std::span<const Route> view_routes();
std::span<const Route> job_routes();
std::span<const Route> server_routes();

struct RouteMatch {
    const Route* route = nullptr;
    PathValues values;
    std::vector<std::string_view> allowed;  // methods, where only the path matched
};
RouteMatch match_route(Method method, std::string_view path);
bool is_in_path(std::string_view path, std::string_view key);

/// Path, query and body as one object. Errors: of a body that is no JSON object, a text that is no
/// number, a parameter given twice.
Result<boost::json::object> input_object(const Call& call, std::span<const InputMember> members);

// ── from a function to a row of the table ──

/// Nothing is given, or taken.
struct Nothing {
    static constexpr std::string_view kName = "Nothing";
    static constexpr auto members() { return std::tuple<>(); }
};
/// A file for the browser to keep or show.
struct FileAnswer {
    std::string bytes, type, name;
    bool is_shown = false;  // in the page, not saved
};
/// Events until the browser goes.
struct EventsAnswer {
    std::shared_ptr<EventStream> events;
};

template <class T>
constexpr InputKind input_kind() {
    if constexpr (IsOptional<T>::value)
        return input_kind<typename T::value_type>();
    else if constexpr (std::is_same_v<T, std::string>)
        return InputKind::Text;
    else if constexpr (std::is_same_v<T, bool>)
        return InputKind::Flag;
    else if constexpr (std::is_integral_v<T>)
        return InputKind::Integer;
    else if constexpr (std::is_same_v<T, std::vector<std::string>>)
        return InputKind::TextList;
    else
        return InputKind::Other;
}

template <class In>
constexpr auto input_members() {
    return std::apply(
        [](const auto&... member) {
            return std::array<InputMember, sizeof...(member)>{InputMember{
                member.key,
                input_kind<std::remove_cvref_t<decltype(std::declval<In&>().*(member.at))>>()}...};
        },
        In::members());
}

/// In an address nothing is null: a parameter is there or not.
template <class Value>
std::string parameter_schema(Schemas& schemas, const Bounds& bounds) {
    if constexpr (IsOptional<Value>::value)
        return schema_of<typename Value::value_type>(schemas, bounds);
    else
        return schema_of<Value>(schemas, bounds);
}

template <class In>
RouteShape input_shape(Schemas& schemas, const Route& route) {
    RouteShape shape;
    bool has_body = false;
    const auto add = [&](const auto& member) {
        using Value = std::remove_cvref_t<decltype(std::declval<In&>().*(member.at))>;
        const bool in_path = is_in_path(route.path, member.key);
        if (!in_path && !is_reading(route.method) && route.method != Method::Delete &&
            !route.has(kRawBody)) {
            has_body = true;
            return;
        }
        shape.parameters.push_back({member.key, in_path ? InputPlace::Path : InputPlace::Query,
                                    !kMayBeAbsent<Value>,
                                    parameter_schema<Value>(schemas, member.bounds), member.text});
    };
    std::apply([&](const auto&... member) { (add(member), ...); }, In::members());
    if (has_body) shape.body = message_schema<In>(schemas, is_in_path, route.path);
    return shape;
}

template <class Out>
std::optional<std::string> version_tag(const Out& out) {
    if constexpr (requires { requires std::is_integral_v<decltype(out.version)>; })
        return "\"" + std::to_string(out.version) + "\"";
    else
        return std::nullopt;
}

template <auto Handler>
struct Serve;
template <class In, class Out, Result<Out> (*Handler)(Call&, const In&)>
struct Serve<Handler> {
    static Response handle(Call& call) {
        static constexpr auto kMembers = input_members<In>();
        const auto object = input_object(call, kMembers);
        if (!object.ok()) return call.refuse(object.error());
        const auto in = decode_message<In>(object.value(), "");
        if (!in.ok()) return call.refuse(in.error());
        auto out = Handler(call, in.value());
        if (!out.ok()) return call.refuse(out.error());
        if constexpr (std::is_same_v<Out, Nothing>)
            return call.answer_nothing();
        else if constexpr (std::is_same_v<Out, FileAnswer>)
            return call.answer_file(std::move(out.value().bytes), out.value().type,
                                    out.value().name, out.value().is_shown);
        else if constexpr (std::is_same_v<Out, EventsAnswer>)
            return call.answer_events(std::move(out.value().events));
        else
            return call.answer_json(encode(out.value()), version_tag(out.value()));
    }
    static RouteShape shape(Schemas& schemas, const Route& route) {
        schemas.side = Schemas::Side::Taken;
        RouteShape shape = input_shape<In>(schemas, route);
        schemas.side = Schemas::Side::Given;
        if constexpr (std::is_same_v<Out, FileAnswer>)
            shape.answer_type = "application/octet-stream";
        else if constexpr (std::is_same_v<Out, EventsAnswer>)
            shape.answer_type = "text/event-stream";
        else if constexpr (!std::is_same_v<Out, Nothing>)
            shape.answer = message_schema<Out>(schemas);
        return shape;
    }
};

struct RouteHead {
    Method method;
    std::string_view path, operation, tag;
    Text summary;
    Needs needs;
    std::uint32_t traits = kPlainRoute;
};
template <auto Handler>
constexpr Route route(const RouteHead& head) {
    return {head.method,          head.path,  head.operation, head.tag,
            head.summary,         head.needs, head.traits,    Serve<Handler>::handle,
            Serve<Handler>::shape};
}

}  // namespace mingce::http
