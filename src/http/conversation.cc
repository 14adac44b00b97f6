// What is said over a connection: requests read within their limits, work given to a lane, answers
// and events written.
//
// What co_await is given is named before it: g++ 12 destroys temporaries with destructors twice
// where they stand in its arguments.
#include <algorithm>

#include "base/text.h"
#include "http/beast_server.h"
#include "http/problems.h"

namespace mingce::http {

namespace {

constexpr std::size_t kPiece = 1 << 20;  // of a streamed body, as it is given to its sink
constexpr std::size_t kRead = 64 << 10;
constexpr std::size_t kHeadRead = 4 << 10;  // a thousand connections wait with no more in hand

Method method_of(wire::verb verb) {
    switch (verb) {
        case wire::verb::get: return Method::Get;
        case wire::verb::post: return Method::Post;
        case wire::verb::put: return Method::Put;
        case wire::verb::patch: return Method::Patch;
        case wire::verb::delete_: return Method::Delete;
        case wire::verb::head: return Method::Head;
        case wire::verb::options: return Method::Options;
        default: return Method::Other;
    }
}

}  // namespace

template <class Stream>
Task<void> BeastServer::converse(Stream& stream, const Peer& peer, Connection& connection) {
    beast::flat_buffer buffer(config_.header_bytes_max + kRead);
    for (;;) {
        boost::system::error_code failed;
        if (buffer.size() == 0) {
            if (is_stopping_) break;
            connection.is_waiting = true;
            beast::get_lowest_layer(stream).expires_after(config_.idle_time);
            const std::size_t got =
                co_await stream.async_read_some(buffer.prepare(kHeadRead), caught(failed));
            buffer.commit(got);
            connection.is_waiting = false;
            if (failed) co_return;
        }
        if (!co_await converse_once(stream, buffer, peer)) break;
        if (buffer.size() == 0 && buffer.capacity() > kHeadRead) buffer.shrink_to_fit();
    }
}

template <class Value>
Task<std::optional<Value>> BeastServer::on_lane(Lane lane, const std::function<Value()>& work) {
    auto begin = [this, lane, work](auto handler) mutable {
        auto held = std::make_shared<decltype(handler)>(std::move(handler));
        const bool taken = lanes_[static_cast<std::size_t>(lane)].put([this, held, work]() mutable {
            auto value = std::make_shared<Value>(work());
            asio::post(io_, [held, value] { std::move (*held)(std::move(*value)); });
        });
        if (!taken) asio::post(io_, [held] { std::move (*held)(std::optional<Value>()); });
    };
    asio::use_awaitable_t<Executor> token;
    co_return co_await asio::async_initiate<asio::use_awaitable_t<Executor>,
                                            void(std::optional<Value>)>(std::move(begin), token);
}

Request BeastServer::request_of(const wire::request_parser<wire::buffer_body>& parser,
                                const Peer& peer) {
    const auto& head = parser.get();
    Request request;
    request.method = method_of(head.method());
    const std::string_view target(head.target().data(), head.target().size());
    const std::size_t question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) request.query = target.substr(question + 1);
    for (const auto& field : head)
        request.headers.push_back(
            {lower_ascii({field.name_string().data(), field.name_string().size()}),
             std::string(field.value())});
    request.address = peer.address;
    request.is_secure = tls_.has_value();
    if (peer.is_trusted) {
        const std::string_view forwarded = request.header("x-forwarded-for");
        const std::size_t comma = forwarded.rfind(',');
        const std::string_view last =
            trim_blanks(comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1));
        boost::system::error_code failed;
        const auto address = asio::ip::make_address(std::string(last), failed);
        if (!failed) request.address = address.to_string();
        request.is_secure = request.header("x-forwarded-proto") == "https";
    }
    return request;
}

template <class Stream>
Task<BeastServer::BodyEnd> BeastServer::read_piece(Reading<Stream>& reading, std::size_t most,
                                                   std::string& into) {
    into.clear();
    auto& body = reading.parser.get().body();
    while (!reading.parser.is_done() && into.size() < most) {
        const std::size_t before = into.size();
        const std::size_t room = std::min(kRead, most - before);
        into.resize(before + room);
        body.data = into.data() + before;
        body.size = room;
        const auto allowed = config_.body_grace +
                             std::chrono::seconds(reading.got / config_.body_bytes_per_second_min);
        beast::get_lowest_layer(reading.stream).expires_at(reading.began + allowed);
        boost::system::error_code failed;
        co_await wire::async_read(reading.stream, reading.buffer, reading.parser, caught(failed));
        into.resize(before + room - body.size);
        reading.got += room - body.size;
        if (failed == wire::error::need_buffer) failed = {};
        if (failed == wire::error::body_limit) co_return BodyEnd::TooLarge;
        if (failed) co_return BodyEnd::Broken;
    }
    co_return reading.parser.is_done() ? BodyEnd::Whole : BodyEnd::More;
}

/// The answer where the body is not to be had; nothing where it stands in the request.
template <class Stream>
Task<std::optional<Response>> BeastServer::take_body(Reading<Stream>& reading, Request& request,
                                                     const Door::Plan& plan) {
    const BodyEnd end = co_await read_piece(reading, plan.body_max + 1, request.body);
    if (end == BodyEnd::TooLarge || request.body.size() > plan.body_max)
        co_return door_.refuse(request, problem::kRequestTooLarge, 413);
    if (end != BodyEnd::Whole) co_return door_.refuse(request, problem::kRequestMalformed, 408);
    co_return std::nullopt;
}

template <class Stream>
Task<std::optional<Response>> BeastServer::stream_body(Reading<Stream>& reading,
                                                       const Request& request,
                                                       const Door::Plan& plan) {
    const std::function<std::shared_ptr<Door::Opened>()> open = [this, &request] {
        return std::make_shared<Door::Opened>(door_.open_sink(request));
    };
    auto held = co_await on_lane<std::shared_ptr<Door::Opened>>(plan.lane, open);
    if (!held) co_return door_.refuse(request, problem::kServerBusy, 503);
    Door::Opened& opened = **held;
    reading.buffer.reserve(kRead);
    if (!opened.sink) co_return std::move(opened.refusal);
    BodySink& sink = *opened.sink;
    std::string bytes;
    const std::function<std::optional<Response>()> take = [&] { return sink.piece(bytes); };
    const std::function<Response()> finish = [&] { return sink.finish(); };
    for (BodyEnd end = BodyEnd::More; end == BodyEnd::More;) {
        end = co_await read_piece(reading, kPiece, bytes);
        if (end == BodyEnd::TooLarge)
            co_return door_.refuse(request, problem::kRequestTooLarge, 413);
        // What arrived before the line broke is kept: the upload goes on there.
        if (!bytes.empty()) {
            auto refused = co_await on_lane<std::optional<Response>>(plan.lane, take);
            if (!refused) co_return door_.refuse(request, problem::kServerBusy, 503);
            if (*refused) co_return std::move(**refused);
        }
        if (end == BodyEnd::Broken)
            co_return door_.refuse(request, problem::kRequestMalformed, 408);
    }
    auto response = co_await on_lane<Response>(plan.lane, finish);
    if (!response) co_return door_.refuse(request, problem::kServerBusy, 503);
    co_return std::move(*response);
}

template <class Stream>
Task<bool> BeastServer::send(Stream& stream, Response& response, bool is_head, bool keep_alive) {
    wire::response<wire::string_body> out;
    out.version(11);
    out.result(static_cast<unsigned>(response.status));
    for (const Header& header : response.headers) out.insert(header.name, header.value);
    out.keep_alive(keep_alive);
    const std::size_t size = response.body.size();
    if (!is_head) out.body() = std::move(response.body);
    if (response.status != 204 && response.status != 304) out.content_length(size);
    beast::get_lowest_layer(stream).expires_after(config_.write_time);
    boost::system::error_code failed;
    co_await wire::async_write(stream, out, caught(failed));
    co_return !failed;
}

template <class Stream>
Task<void> BeastServer::send_events(Stream& stream, Response& response) {
    wire::response<wire::empty_body> head;
    head.version(11);
    head.result(static_cast<unsigned>(response.status));
    for (const Header& header : response.headers) head.insert(header.name, header.value);
    head.keep_alive(false);
    wire::response_serializer<wire::empty_body> serializer(head);
    boost::system::error_code failed;
    beast::get_lowest_layer(stream).expires_after(config_.write_time);
    co_await wire::async_write_header(stream, serializer, caught(failed));
    Timer timer(io_.get_executor());
    std::uint32_t silent_for_s = 0;
    const std::function<std::optional<std::string>()> look = [&] {
        return response.events->next();
    };
    while (!failed && !is_stopping_) {
        auto next = co_await on_lane<std::optional<std::string>>(Lane::Events, look);
        if (next && !*next) break;
        std::string text = next ? std::move(**next) : std::string();
        // A comment now and then tells both ends, and what stands between them, that it lives.
        if (text.empty() && ++silent_for_s >= 15) text = ":\n\n";
        if (!text.empty()) {
            silent_for_s = 0;
            beast::get_lowest_layer(stream).expires_after(config_.write_time);
            co_await asio::async_write(stream, asio::buffer(text), caught(failed));
            if (failed) break;
        }
        timer.expires_after(std::chrono::seconds(1));
        co_await timer.async_wait(caught(failed));
    }
}

/// One request and its answer; whether another may follow.
template <class Stream>
Task<bool> BeastServer::converse_once(Stream& stream, beast::flat_buffer& buffer,
                                      const Peer& peer) {
    wire::request_parser<wire::buffer_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(config_.header_bytes_max));
    parser.body_limit(boost::none);
    boost::system::error_code failed;
    beast::get_lowest_layer(stream).expires_after(config_.header_time);
    co_await wire::async_read_header(stream, buffer, parser, caught(failed));
    if (failed == wire::error::end_of_stream || failed == beast::error::timeout) co_return false;
    Request request = request_of(parser, peer);
    if (failed) {
        const bool is_long = failed == wire::error::header_limit;
        Response refusal = door_.refuse(request, problem::kRequestMalformed, is_long ? 431 : 400);
        co_await send(stream, refusal, false, false);
        co_return false;
    }
    Door::Plan plan = door_.plan(request);
    std::optional<Response> response = std::move(plan.refusal);
    const auto announced = parser.content_length();
    if (!response && announced && *announced > plan.body_max)
        response = door_.refuse(request, problem::kRequestTooLarge, 413);
    if (response) {  // the body that was refused is not read, so the connection ends
        co_await send(stream, *response, request.method == Method::Head,
                      parser.is_done() && parser.keep_alive());
        co_return parser.is_done() && parser.keep_alive();
    }
    parser.body_limit(plan.body_max);
    if (beast::iequals(parser.get()[wire::field::expect], "100-continue")) {
        static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(stream, asio::buffer(kContinue), caught(failed));
        if (failed) co_return false;
    }
    Reading<Stream> reading{stream, buffer, parser};
    const bool is_head = request.method == Method::Head;
    if (plan.is_streamed) {
        response = co_await stream_body(reading, request, plan);
    } else {
        response = co_await take_body(reading, request, plan);
        if (!response) {
            const std::function<Response()> work = [&] { return door_.answer(std::move(request)); };
            response = co_await on_lane<Response>(plan.lane, work);
            if (!response) response = door_.refuse(request, problem::kServerBusy, 503);
        }
    }
    if (response->events) {
        co_await send_events(stream, *response);
        co_return false;
    }
    const bool keep_alive = parser.is_done() && parser.keep_alive() && !is_stopping_;
    co_return co_await send(stream, *response, is_head, keep_alive) && keep_alive;
}

template Task<void> BeastServer::converse(Plain& stream, const Peer& peer, Connection& connection);
template Task<void> BeastServer::converse(Secure& stream, const Peer& peer, Connection& connection);

}  // namespace mingce::http
