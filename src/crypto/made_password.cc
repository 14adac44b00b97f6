#include "crypto/made_password.h"

#include <array>
#include <string_view>

namespace mingce {

std::string make_password(Random& random) {
    constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789A";
    static_assert(kLetters.size() == 32);
    std::array<std::uint8_t, 20> bytes{};
    random.fill(bytes);
    std::string password;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i != 0 && i % 5 == 0) password += '-';
        password += kLetters[bytes[i] % kLetters.size()];
    }
    return password;
}

}  // namespace mingce
