// Signing in through the school's CAS (protocol 3.0): where people are sent, and whom the ticket
// they come back with stands for. No password of theirs is seen here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace mingce {

constexpr std::int64_t kCasTimeoutMs = 5'000;  // for the whole answer
constexpr std::size_t kCasAnswerBytesMax = 262'144;
constexpr std::size_t kCasTicketBytesMax = 256;  // what the protocol asks clients to take

struct CasSettings {
    std::string url;        // https://cas.school.edu.cn/cas; http only where it is this machine
    std::string service;    // the URL of this server that people come back to, whole
    std::string attribute;  // whose value names the account; "" is the CAS user itself
    std::string ca_file;    // PEM file of who signed the CAS server's certificate; "" the system's
    std::int64_t timeout_ms = kCasTimeoutMs;
};

/// Where a browser is sent to sign in.
std::string cas_login_url(const CasSettings& settings);

/// Asks the CAS server, once, whom a ticket (ST-…) stands for, and returns the CAS name of the
/// account. Waits for at most timeout_ms; follows no redirection, uses no proxy, reads at most
/// kCasAnswerBytesMax. What does not look like a service ticket is refused without asking.
/// Errors: BadInput (cas.url); Unavailable (cas.unreachable with the reason, cas.malformed,
/// cas.attribute_missing); Forbidden (cas.refused with CAS's own code).
Result<std::string> cas_name_of_ticket(const CasSettings& settings, std::string_view ticket);

}  // namespace mingce
