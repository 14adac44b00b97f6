#include "crypto/sealed_box.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cstdlib>

#include "crypto/bytes_as_text.h"
#include "crypto/problems.h"

namespace mingce {

namespace {

constexpr std::uint8_t kAes256Gcm = 1;
constexpr std::size_t kNonceBytes = 12, kTagBytes = 16;
constexpr std::size_t kHeadBytes = 1 + kNonceBytes;
static_assert(kBoxOverhead == kHeadBytes + kTagBytes);

// Sealing fails only when libcrypto is out of memory or asked for 2 GiB at once, which is a bug:
// going on would leave a value unsealed.
void require(bool holds) {
    if (!holds) std::abort();
}

const EVP_CIPHER* aes_256_gcm() {
    static const EVP_CIPHER* const kAlgorithm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    require(kAlgorithm != nullptr);
    return kAlgorithm;
}

std::uint8_t* bytes_at(std::string& text, std::size_t position) {
    return reinterpret_cast<std::uint8_t*>(text.data()) + position;
}

int length_of(std::string_view text) {
    require(text.size() <= INT_MAX);
    return static_cast<int>(text.size());
}

}  // namespace

std::string associated(const BoxPlace& place) {
    std::string bytes;
    bytes.reserve(1 + sizeof place.schema_version + 2 * place.row.bytes.size() +
                  place.table.size());
    bytes.push_back(1);
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<char>(place.schema_version >> shift));
    bytes.append(place.row.view()).append(place.key.view()).append(place.table);
    return bytes;
}

Sealer::Sealer(std::span<const std::uint8_t, 32> key)
    : context_(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free) {
    require(EVP_EncryptInit_ex2(context_.get(), aes_256_gcm(), key.data(), nullptr, nullptr) == 1);
}

void Sealer::use(std::span<const std::uint8_t, 32> key) {
    require(EVP_EncryptInit_ex2(context_.get(), nullptr, key.data(), nullptr, nullptr) == 1);
}

std::string Sealer::seal(std::string_view plain, std::string_view associated, Random& random) {
    std::string box;
    seal_into(box, plain, associated, random);
    return box;
}

void Sealer::seal_into(std::string& out, std::string_view plain, std::string_view associated,
                       Random& random) {
    const std::size_t begin = out.size();
    out.resize(begin + kBoxOverhead + plain.size());
    std::uint8_t* const box = bytes_at(out, begin);
    std::uint8_t* const nonce = box + 1;
    std::uint8_t* const cipher = box + kHeadBytes;
    box[0] = kAes256Gcm;
    random.fill({nonce, kNonceBytes});
    EVP_CIPHER_CTX* const context = context_.get();
    int length = 0;
    require(EVP_EncryptInit_ex2(context, nullptr, nullptr, nonce, nullptr) == 1);
    require(EVP_EncryptUpdate(context, nullptr, &length, bytes_of(associated).data(),
                              length_of(associated)) == 1);
    require(EVP_EncryptUpdate(context, cipher, &length, bytes_of(plain).data(), length_of(plain)) ==
            1);
    require(EVP_EncryptFinal_ex(context, cipher + plain.size(), &length) == 1);
    require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kTagBytes, cipher + plain.size()) ==
            1);
}

Result<std::string> Sealer::open(std::string_view box, std::string_view associated) {
    if (box.size() < kBoxOverhead || box.size() > INT_MAX) return Error(problem::kBoxDamaged);
    const auto bytes = bytes_of(box);
    if (bytes[0] != kAes256Gcm) return Error(problem::kBoxDamaged);
    const auto cipher = bytes.subspan(kHeadBytes, bytes.size() - kBoxOverhead);
    std::array<std::uint8_t, kTagBytes> tag{};
    std::copy_n(bytes.end() - kTagBytes, kTagBytes, tag.begin());
    std::string plain(cipher.size(), '\0');
    EVP_CIPHER_CTX* const context = context_.get();
    int length = 0;
    require(EVP_DecryptInit_ex2(context, nullptr, nullptr, bytes.data() + 1, nullptr) == 1);
    require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) == 1);
    require(EVP_DecryptUpdate(context, nullptr, &length, bytes_of(associated).data(),
                              length_of(associated)) == 1);
    require(EVP_DecryptUpdate(context, bytes_at(plain, 0), &length, cipher.data(),
                              static_cast<int>(cipher.size())) == 1);
    if (EVP_DecryptFinal_ex(context, bytes_at(plain, plain.size()), &length) == 1) return plain;
    OPENSSL_cleanse(plain.data(), plain.size());
    return Error(problem::kBoxDamaged);
}

}  // namespace mingce
