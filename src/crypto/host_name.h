// What a certificate vouches for: hosts by DNS name or IP address, and the domains a CA keeps to.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace mingce {

/// A server as browsers write it. DNS names are lower case.
class HostName {
public:
    /// A DNS name (RFC 1123: labels of letters, digits and '-', at most 253 characters; other
    /// scripts in their xn-- form; no wildcard, no closing dot; the last label is no number) or an
    /// IPv4 or IPv6 address without port, brackets or zone. Errors: BadInput (crypto.host_name).
    static Result<HostName> parse(std::string_view text);

    const std::string& text() const { return text_; }
    bool is_address() const { return !address_.empty(); }
    /// 4 or 16 bytes; "" of a DNS name.
    const std::string& address() const { return address_; }
    bool operator==(const HostName&) const = default;

private:
    std::string text_, address_;
};

/// A DNS domain with all names below it, or a block of addresses.
class HostDomain {
public:
    /// school.edu.cn, 10.0.0.0/8, fd00::/8 or one address; bits beyond the prefix must be 0.
    /// Errors: BadInput (crypto.host_domain).
    static Result<HostDomain> parse(std::string_view text);

    bool is_address() const { return !block_.empty(); }
    /// The DNS name; "" of a block.
    const std::string& name() const { return name_; }
    /// Address and mask, 8 or 32 bytes, as RFC 5280, 4.2.1.10 writes them.
    const std::string& block() const { return block_; }

private:
    std::string name_, block_;
};

}  // namespace mingce
