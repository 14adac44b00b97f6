#include "http/app.h"

#include <chrono>
#include <thread>

#include "base/text.h"
#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"
#include "http/pages.h"
#include "http/problems.h"
#include "http/route.h"
#include "store/once_requests.h"
#include "store/record_problems.h"
#include "usecases/access/permitted.h"
#include "usecases/people/accounts.h"

namespace mingce::http {

namespace {

using std::chrono::steady_clock;

constexpr std::size_t kUrlMax = 4'096, kKeyMax = 255, kKeptAnswerMax = 1 << 20;

constexpr std::pair<std::string_view, std::string_view> kAlways[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Embedder-Policy", "require-corp"},
    {"Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"},
};

/// A worker obeys the policy of its own script, not that of the page which started it: WebAssembly
/// runs in the worker that reads QR codes, an asset, and in no document.
std::string content_policy(std::string_view path) {
    std::string policy = "default-src 'self'; img-src 'self' blob: data:; script-src 'self'";
    if (path.starts_with("/assets/")) policy += " 'wasm-unsafe-eval'";
    return policy +
           "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
           "require-trusted-types-for 'script'";
}

std::int64_t microseconds_since(steady_clock::time_point began) {
    return std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - began)
        .count();
}

/// "https://host:8443" and Host: "host:8443" are one place.
bool is_own_origin(std::string_view origin, const Request& request) {
    const std::string_view scheme = request.is_secure ? "https://" : "http://";
    return origin.starts_with(scheme) && origin.substr(scheme.size()) == request.header("host");
}

std::string_view bearer_token(const Request& request) {
    constexpr std::string_view kBearer = "Bearer ";
    const std::string_view header = request.header("authorization");
    return header.starts_with(kBearer) ? header.substr(kBearer.size()) : std::string_view();
}

/// Of "\"12\""; nothing else is a version of ours.
std::optional<std::int64_t> version_of(std::string_view tag) {
    if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') return std::nullopt;
    tag = tag.substr(1, tag.size() - 2);
    if (!all_digits(tag) || tag.size() > 18) return std::nullopt;
    return std::stoll(std::string(tag));
}

Lane lane_of(const Route& route) {
    if (route.has(kSignInRoute)) return Lane::SignIn;
    return route.has(kSlowRoute) ? Lane::Slow : Lane::Quick;
}

}  // namespace

App::App(AppParts parts) : parts_(std::move(parts)) {}

Moment App::now() const { return std::max(parts_.clock(), parts_.record.now()); }

std::string App::metrics_text() {
    if (connections_) metrics_.set_connections(connections_());
    return metrics_.text();
}

std::string_view App::cookie_name(bool is_secure) { return is_secure ? "__Host-mingce" : "mingce"; }

// On the one thread that reads connections: nothing here may wait.
Door::Plan App::plan(Request& head) {
    static thread_local SystemRandom random;
    head.id = Id::make(parts_.clock(), random).hex();
    Plan plan;
    const std::int64_t wait = rates_.take("address " + head.address,
                                          {static_cast<double>(parts_.settings.address_rate),
                                           4.0 * static_cast<double>(parts_.settings.address_rate)},
                                          steady_clock::now());
    if (wait != 0) {
        Call call(*this, head, parts_.clock());
        plan.refusal =
            finish(call, call.refuse(Error(problem::kRequestTooMany, std::to_string(wait))),
                   steady_clock::now());
        return plan;
    }
    plan.body_max = static_cast<std::size_t>(parts_.settings.body_kib_max) << 10;
    const Route* const route = match_route(head.method, head.path).route;
    if (route == nullptr) return plan;
    plan.lane = lane_of(*route);
    constexpr std::size_t kBulkBodies = 8;
    if (route->has(kBulkBody)) plan.body_max *= kBulkBodies;
    if (is_reading(head.method)) plan.body_max = 0;
    if (route->has(kRawBody)) {
        plan.body_max = static_cast<std::size_t>(parts_.settings.upload_limits().file_bytes_max);
        plan.is_streamed = true;
    }
    return plan;
}

Response App::refuse(const Request& request, const Problem& problem, int status) {
    Request named = request;
    if (named.id.empty()) {
        static thread_local SystemRandom random;
        named.id = Id::make(parts_.clock(), random).hex();
    }
    Call call(*this, std::move(named), parts_.clock());
    call.refuse_with_status(status);
    return finish(call, call.refuse(Error(problem)), steady_clock::now());
}

Response App::answer(Request request) {
    const auto began = steady_clock::now();
    Call call(*this, std::move(request), now());
    Response response = guarded(call, [this](Call& admitted) {
        const Status may_come = admit(admitted);
        return may_come.ok() ? carry_out(admitted) : admitted.refuse(may_come.error());
    });
    return finish(call, std::move(response), began);
}

namespace {

/// Bytes going to a route's own sink, its answer finished as any other.
class FinishedSink final : public BodySink {
public:
    FinishedSink(std::unique_ptr<BodySink> sink, std::function<Response(Response)> finish)
        : sink_(std::move(sink)), finish_(std::move(finish)) {}

    std::optional<Response> piece(std::string_view bytes) override {
        auto refusal = sink_->piece(bytes);
        if (refusal) return finish_(std::move(*refusal));
        return std::nullopt;
    }
    Response finish() override { return finish_(sink_->finish()); }

private:
    std::unique_ptr<BodySink> sink_;
    std::function<Response(Response)> finish_;
};

}  // namespace

Door::Opened App::open_sink(Request head) {
    const auto began = steady_clock::now();
    auto call = std::make_shared<Call>(*this, std::move(head), now());
    std::unique_ptr<BodySink> sink;
    Response refusal = guarded(*call, [this, &sink, &call](Call& admitted) {
        const Status may_come = admit(admitted);
        if (!may_come.ok()) return admitted.refuse(may_come.error());
        auto opened = admitted.route->open(call);
        if (!opened.ok()) return admitted.refuse(opened.error());
        sink = std::move(opened).value();
        return Response();
    });
    if (!sink) return {nullptr, finish(*call, std::move(refusal), began)};
    return {std::make_unique<FinishedSink>(std::move(sink),
                                           [this, call, began](Response response) {
                                               return finish(*call, std::move(response), began);
                                           }),
            {}};
}

Response App::guarded(Call& call, const std::function<Response(Call&)>& work) {
    try {
        return work(call);
    } catch (const std::exception& fault) {
        parts_.log.fault(call.request.id, call.route != nullptr ? call.route->operation : "",
                         fault.what());
        return call.refuse(Error(problem::kServerFault));
    }
}

Status App::admit(Call& call) {
    const Request& request = call.request;
    if (request.path.size() + request.query.size() > kUrlMax || !request.path.starts_with('/'))
        return Error(problem::kRequestMalformed);
    RouteMatch match = match_route(request.method, request.path);
    call.route = match.route;
    call.path_values = std::move(match.values);
    if (call.route == nullptr && match.allowed.empty())
        call.route = page_route(request.method, request.path);
    if (call.route == nullptr) {
        if (match.allowed.empty()) return Error(problem::kRequestNoRoute);
        std::string allowed;
        for (const std::string_view method : match.allowed)
            allowed.append(allowed.empty() ? "" : ", ").append(method);
        call.set_header("Allow", allowed);
        return Error(problem::kRequestMethod);
    }
    TRY(authenticate(call));
    TRY(check_origin(call));
    TRY(check_rate(call));
    TRY(check_needs(call));
    if (const std::string_view tag = request.header("if-match"); !tag.empty()) {
        call.version = version_of(tag);
        if (!call.version) return Error(problem::kRequestMalformed, "If-Match");
    }
    if (call.route->has(kVersioned) && !call.version) return Error(problem::kVersionNeeded);
    return Done{};
}

Status App::authenticate(Call& call) {
    if (call.route->needs.who == Needs::Who::Anyone) return Done{};
    const Request& request = call.request;
    const PeopleSettings& people = parts_.settings.people;
    if (const std::string_view token = bearer_token(request); !token.empty()) {
        call.context.caller = TRY(caller_of_client(call.context, people, token));
        call.context.actor = call.context.caller.name;
        return Done{};
    }
    const std::string_view token = request.cookie(cookie_name(request.is_secure));
    if (token.empty()) return Done{};
    call.session = TRY(find_session(call.context, people, token));
    if (call.session->caller) call.context.caller = *call.session->caller;
    call.context.actor = call.session->login;
    return Done{};
}

Status App::check_origin(const Call& call) const {
    const Request& request = call.request;
    if (is_reading(request.method)) return Done{};
    if (!bearer_token(request).empty()) return Done{};  // no browser sends it of its own accord
    const std::string_view origin = request.header("origin");
    const std::string_view site = request.header("sec-fetch-site");
    const bool is_foreign = (!origin.empty() && !is_own_origin(origin, request)) ||
                            (!site.empty() && site != "same-origin" && site != "none");
    if (is_foreign) return Error(problem::kRequestForeign);
    if (call.session && !call.session->csrf_matches(request.header("x-csrf-token")))
        return Error(problem::kRequestForeign);
    return Done{};
}

Status App::check_rate(const Call& call) {
    const Id account = call.session ? call.session->account : call.context.caller.account;
    if (account.is_none()) return Done{};
    const auto rate = static_cast<double>(parts_.settings.account_rate);
    const std::int64_t wait =
        rates_.take("account " + account.hex(), {rate, 4 * rate}, steady_clock::now());
    if (wait != 0) return Error(problem::kRequestTooMany, std::to_string(wait));
    return Done{};
}

Status App::check_needs(Call& call) {
    const Needs& needed = call.route->needs;
    if (needed.who == Needs::Who::Anyone) return Done{};
    const bool is_client = !call.session && !call.context.caller.account.is_none();
    if (!call.session && !is_client) return Error(problem::kSignInNeeded);
    if (needed.who == Needs::Who::AnySession) {
        if (!call.session) return Error(problem::kSignInNeeded);  // a program has none
        return Done{};
    }
    if (call.session && call.session->stage != SessionStage::Open) {
        call.tell_with_refusal("stage", "\"" + std::string(key_of(call.session->stage)) + "\"");
        return Error(problem::kSignInNeeded);
    }
    if (needed.who == Needs::Who::OpenSession) return Done{};
    if (needed.or_permission && call.context.caller.may(*needed.or_permission)) return Done{};
    return require(call.context, needed.permission);
}

Response App::carry_out(Call& call) {
    const std::string_view key = call.request.header("idempotency-key");
    const bool is_once =
        !key.empty() && !is_reading(call.request.method) && !call.context.caller.account.is_none();
    if (!is_once) return call.route->handle(call);
    if (key.size() > kKeyMax)
        return call.refuse(Error(problem::kRequestMalformed, "Idempotency-Key"));
    return carry_out_once(call);
}

Response App::carry_out_once(Call& call) {
    const Request& request = call.request;
    OnceRequest& once = call.context.once;
    once.account = call.context.caller.account;
    once.request = call.context.make_id();
    once.key_sha256 = view_of(sha256(request.header("idempotency-key")));
    once.request_sha256 = view_of(sha256(std::string(name_of(request.method)) + ' ' + request.path +
                                         '?' + request.query + '\n' + request.body));
    const auto find = [&] {
        return read_value(call.context.database(), [&](Tx& tx) {
            Boxes boxes = call.context.boxes();
            return once_requests::find(tx, boxes, once);
        });
    };
    const auto replay = [&](const OnceAnswer& answer) {
        if (!answer.is_of_this_request)
            return call.refuse(Error(problem::kRequestRepeatedOtherwise));
        if (!answer.status) return call.refuse(Error(problem::kRequestDoneBefore));
        call.status = static_cast<int>(*answer.status);
        call.set_header("Idempotency-Replayed", "true");
        if (answer.body.empty()) return call.answer_nothing();
        return call.answer_json(answer.body, std::nullopt);
    };
    auto before = find();
    if (!before.ok()) return call.refuse(before.error());
    if (before.value()) return replay(*before.value());
    Response response = call.route->handle(call);
    if (response.problem == problem::kRequestDoneBefore.code) {
        // Another sending is at it in this moment: its answer comes any time.
        for (int i = 0; i < 40; ++i) {
            auto done = find();
            if (done.ok() && done.value() && done.value()->status) return replay(*done.value());
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return response;
    }
    // A file is not kept: asked for again, it is said that it was made.
    const bool is_kept = response.is_json() && response.body.size() <= kKeptAnswerMax;
    if (response.status < 300 && is_kept) {
        const Status kept = call.context.database().write([&](Tx& tx) {
            Boxes boxes = call.context.boxes();
            return once_requests::keep_answer(tx, boxes, once,
                                              {true, response.status, response.body});
        });
        if (!kept.ok()) parts_.log.event("answer_not_kept", kept.error().problem().code);
    }
    return response;
}

Response App::finish(const Call& call, Response response, steady_clock::time_point began) {
    const Request& request = call.request;
    response.set("X-Request-Id", request.id);
    bool says_how_long = false;
    for (const Header& header : response.headers)
        says_how_long = says_how_long || header.name == "Cache-Control";
    if (!says_how_long) response.set("Cache-Control", "no-store");
    for (const auto& [name, value] : kAlways) response.set(name, value);
    response.set("Content-Security-Policy", content_policy(request.path));
    if (request.is_secure)
        response.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    const std::int64_t took = microseconds_since(began);
    const std::string_view operation =
        call.route != nullptr ? call.route->operation : std::string_view("none");
    metrics_.request(operation, response.status, static_cast<double>(took) / 1e6);
    if (!response.problem.empty()) metrics_.problem(response.problem);
    RequestLine line;
    line.id = request.id;
    line.method = name_of(request.method);
    line.route = call.route != nullptr ? call.route->path : std::string_view();
    line.status = response.status;
    line.microseconds = took;
    line.bytes = response.body.size();
    line.problem = response.problem;
    if (!call.context.caller.account.is_none()) line.account = call.context.caller.account.hex();
    parts_.log.request(line);
    return response;
}

}  // namespace mingce::http
