// The server as a whole: the record opened, what is listened to, what is done beside requests, and
// an orderly end.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace mingce::http {

struct ServeRecord {
    std::filesystem::path folder;
    std::optional<std::filesystem::path> key;
    std::optional<std::int64_t> port;  // these go before mingce.toml
    std::string address;
    std::vector<std::string> behind_proxy;
};
struct Serving {
    std::string url;
    bool has_accounts = false;
    std::function<void()> stop;  // from any thread
};
/// Serves until SIGTERM, SIGINT or Serving::stop; then what is under way is answered first.
/// Errors: of opening the record and reading its settings; Misuse (server.plain_beyond_loopback,
/// server.demo_beyond_loopback); Unavailable (server.cannot_listen); BadInput (server.certificate).
Status serve_record(const ServeRecord& request, const std::function<void(const Serving&)>& started);

}  // namespace mingce::http
