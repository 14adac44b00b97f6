#include "http/message.h"

#include <algorithm>

#include "base/text.h"

namespace mingce::http {

namespace {

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string_view name_of(Method method) {
    switch (method) {
        case Method::Get: return "GET";
        case Method::Post: return "POST";
        case Method::Put: return "PUT";
        case Method::Patch: return "PATCH";
        case Method::Delete: return "DELETE";
        case Method::Head: return "HEAD";
        case Method::Options: return "OPTIONS";
        case Method::Other: return "OTHER";
    }
    return "OTHER";
}

std::string_view Request::header(std::string_view lower_case_name) const {
    const auto found = std::ranges::find(headers, lower_case_name, &Header::name);
    return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

std::string_view Request::cookie(std::string_view name) const {
    std::string_view rest = header("cookie");
    while (!rest.empty()) {
        const std::size_t end = rest.find(';');
        std::string_view pair = rest.substr(0, end);
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
            return pair.substr(name.size() + 1);
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    return {};
}

void Response::set(std::string_view name, std::string_view value) {
    const auto found = std::ranges::find(headers, name, &Header::name);
    if (found != headers.end())
        found->value = value;
    else
        headers.push_back({std::string(name), std::string(value)});
}

bool Response::is_json() const {
    const auto found = std::ranges::find(headers, "Content-Type", &Header::name);
    return found == headers.end() ? body.empty() : found->value.starts_with("application/json");
}

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address == "::ffff:127.0.0.1" ||
           address == "localhost";
}

std::optional<std::string> decode_percent(std::string_view text, bool plus_is_blank) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_blank) {
            decoded += ' ';
            continue;
        }
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const int high = digit_of(text[i + 1]), low = digit_of(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    if (!is_valid_utf8(decoded) || decoded.find('\0') != std::string::npos) return std::nullopt;
    return decoded;
}

std::optional<std::vector<std::pair<std::string, std::string>>> parse_query(
    std::string_view query) {
    std::vector<std::pair<std::string, std::string>> pairs;
    while (!query.empty()) {
        const std::size_t end = query.find('&');
        const std::string_view part = query.substr(0, end);
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
        if (part.empty()) continue;
        const std::size_t equals = part.find('=');
        auto key = decode_percent(part.substr(0, equals), true);
        auto value = decode_percent(
            equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1), true);
        if (!key || !value) return std::nullopt;
        pairs.emplace_back(std::move(*key), std::move(*value));
    }
    return pairs;
}

}  // namespace mingce::http
