#include "crypto/host_name.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <arpa/inet.h>

#include "base/text.h"
#include "crypto/certificate_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kNameBytesMax = 253, kLabelBytesMax = 63;
constexpr std::size_t kAddressBytesMax = INET6_ADDRSTRLEN;
constexpr std::size_t kShownMax = 80;

/// 4 or 16 bytes, or "".
std::string address_of(std::string_view text) {
    if (text.size() > kAddressBytesMax || text.find('\0') != std::string_view::npos) return "";
    const std::string terminated(text);
    std::array<char, 16> bytes{};
    if (inet_pton(AF_INET, terminated.c_str(), bytes.data()) == 1) return {bytes.data(), 4};
    if (inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1) return {bytes.data(), 16};
    return "";
}

/// One spelling for an address, so that two of them are seen to be the same.
std::string text_of(const std::string& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(address.size() == 4 ? AF_INET : AF_INET6, address.data(), text.data(), text.size());
    return text.data();
}

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= kLabelBytesMax && label.front() != '-' &&
           label.back() != '-' && std::ranges::all_of(label, [](char c) {
               return is_lower(c) || is_digit(c) || c == '-';
           });
}

/// Of a name in lower case. A last label of digits alone is a mistyped address.
bool is_dns_name(std::string_view name) {
    if (name.size() > kNameBytesMax) return false;
    for (;;) {
        const std::size_t dot = name.find('.');
        const std::string_view label = name.substr(0, dot);
        if (!is_label(label)) return false;
        if (dot == std::string_view::npos) return !std::ranges::all_of(label, is_digit);
        name.remove_prefix(dot + 1);
    }
}

/// As many leading ones as the prefix says, in bytes.
std::string mask_of(std::size_t bytes, unsigned prefix) {
    std::string mask(bytes, '\0');
    for (unsigned bit = 0; bit < prefix; ++bit)
        mask[bit / 8] = static_cast<char>(mask[bit / 8] | (0x80 >> bit % 8));
    return mask;
}

}  // namespace

Result<HostName> HostName::parse(std::string_view text) {
    HostName name;
    name.address_ = address_of(text);
    if (name.is_address()) {
        name.text_ = text_of(name.address_);
        return name;
    }
    name.text_ = lower_ascii(text);
    if (!is_dns_name(name.text_)) return Error(problem::kHostName, one_line(text, kShownMax));
    return name;
}

Result<HostDomain> HostDomain::parse(std::string_view text) {
    const Error refusal(problem::kHostDomain, one_line(text, kShownMax));
    const std::size_t slash = text.find('/');
    const std::string address = address_of(text.substr(0, slash));
    HostDomain domain;
    if (address.empty()) {
        domain.name_ = lower_ascii(text);
        if (!is_dns_name(domain.name_)) return refusal;
        return domain;
    }
    const auto bits = static_cast<unsigned>(address.size() * 8);
    unsigned prefix = bits;
    if (slash != std::string_view::npos) {
        const std::string_view digits = text.substr(slash + 1);
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
        if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || prefix > bits)
            return refusal;
    }
    const std::string mask = mask_of(address.size(), prefix);
    for (std::size_t i = 0; i < address.size(); ++i)
        if ((address[i] & ~mask[i]) != 0) return refusal;
    domain.block_ = address + mask;
    return domain;
}

}  // namespace mingce
