// One request and one answer, as the rest of http/ sees them: nothing of sockets, nothing of Beast.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace mingce::http {

enum class Method : std::uint8_t { Get, Post, Put, Patch, Delete, Head, Options, Other };
std::string_view name_of(Method method);
constexpr bool is_reading(Method method) {
    return method == Method::Get || method == Method::Head || method == Method::Options;
}

/// Names are kept in lower case.
struct Header {
    std::string name, value;
};

struct Request {
    Method method = Method::Get;
    std::string path;   // decoded, without the query
    std::string query;  // as sent, without '?'
    std::vector<Header> headers;
    std::string body;
    std::string address;  // of the browser, told by a trusted proxy where there is one
    bool is_secure = false;
    std::string id;  // the request's own, made by the server

    /// "" where there is none.
    std::string_view header(std::string_view lower_case_name) const;
    /// Of the Cookie header; "" where there is none.
    std::string_view cookie(std::string_view name) const;
};

/// What goes on after the answer's head: events, one after the other, until the connection ends.
class EventStream {
public:
    virtual ~EventStream() = default;
    /// What there is to send now, "" for nothing; nothing at all ends the stream. Called about once
    /// a second, on a worker.
    virtual std::optional<std::string> next() = 0;
};

struct Response {
    int status = 200;
    std::vector<Header> headers;
    std::string body;
    std::shared_ptr<EventStream> events;
    std::string_view problem;  // code of the refusal, for logs and counts

    void set(std::string_view name, std::string_view value);
    /// JSON, or nothing at all.
    bool is_json() const;
};

/// A body too large to be held: taken piece by piece while it arrives.
class BodySink {
public:
    virtual ~BodySink() = default;
    /// On a worker; a refusal ends the request.
    virtual std::optional<Response> piece(std::string_view bytes) = 0;
    virtual Response finish() = 0;
};

/// This machine itself, by an address or its name.
bool is_loopback(std::string_view address);

/// Decoded pairs of a query or form, in their order. Nothing where an escape is broken or the text
/// is not UTF-8.
std::optional<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view query);
std::optional<std::string> decode_percent(std::string_view text, bool plus_is_blank);

}  // namespace mingce::http
