#include "usecases/people/activation_code.h"

#include <array>

#include "base/text.h"
#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"
#include "crypto/totp.h"

namespace mingce {

namespace {

constexpr std::size_t kCodeBytes = 15, kGroup = 4;

}  // namespace

std::string make_activation_code(Random& random) {
    std::array<std::uint8_t, kCodeBytes> bytes{};
    random.fill(bytes);
    const std::string letters = base32_of(view_of(bytes));
    std::string code;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (i > 0 && i % kGroup == 0) code += '-';
        code += letters[i];
    }
    return code;
}

std::string hash_of_code(std::string_view code) {
    std::string letters;
    for (const char c : code)
        if (c != '-' && c != ' ') letters += to_upper(c);
    return std::string(view_of(sha256(letters)));
}

}  // namespace mingce
