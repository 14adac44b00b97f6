// The second factor: time-based one-time codes (RFC 6238) as every authenticator makes them:
// HMAC-SHA-1, 6 digits, 30 seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/moment.h"
#include "base/random.h"

namespace mingce {

constexpr std::size_t kTotpSecretBytes = 20;
constexpr std::int64_t kTotpStepSeconds = 30;

/// 20 random bytes, as RFC 4226 recommends.
std::string make_totp_secret(Random& random);

/// The number of the 30-second step a moment lies in.
std::int64_t totp_counter(Moment at);
/// Six digits of a step.
std::string totp_code(std::string_view secret, std::int64_t counter);
/// The step whose code it is, of the one now, before and after it; nothing where it is none of
/// them, or not later than `used`. Six digits; blanks between them are passed over.
std::optional<std::int64_t> totp_step_of(std::string_view secret, std::string_view code, Moment now,
                                         std::int64_t used);

/// RFC 4648, section 6, without padding: how secrets are typed.
std::string base32_of(std::string_view bytes);

/// What base32_of() was given; nothing where it is no base32. Case and blanks do not matter.
std::optional<std::string> bytes_of_base32(std::string_view text);

/// otpauth://totp/… for a QR code: issuer and account are percent-encoded.
struct TotpLabel {
    std::string issuer, account;
};
std::string otpauth_uri(std::string_view secret, const TotpLabel& label);

}  // namespace mingce
