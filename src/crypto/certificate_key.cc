#include "crypto/certificate_key.h"

#include <array>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include "crypto/certificate_problems.h"
#include "crypto/openssl_objects.h"
#include "crypto/secret.h"

namespace mingce {

namespace {

constexpr SecretFileProblems kCertificateKeyProblems = {
    problem::kCertificateKeyMissing, problem::kCertificateKeyUnreadable,
    problem::kCertificateKeyExposed, problem::kCertificateKeyExists,
    problem::kCertificateKeyUnwritable};

using SecretNumber = Owned<BIGNUM, BN_clear_free>;
using Group = Owned<EC_GROUP, EC_GROUP_free>;
using Point = Owned<EC_POINT, EC_POINT_free>;
using Builder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using Setting = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

constexpr std::size_t kScalarBytes = 32, kPointBytes = 65;

SecretNumber random_scalar(const EC_GROUP* group, Random& random) {
    SecretNumber scalar(required(BN_secure_new()));
    do {
        const auto bytes = SecretBytes<kScalarBytes>::make(random);
        required(BN_bin2bn(bytes.bytes().data(), kScalarBytes, scalar.get()));
    } while (BN_is_zero(scalar.get()) || BN_cmp(scalar.get(), EC_GROUP_get0_order(group)) >= 0);
    BN_set_flags(scalar.get(), BN_FLG_CONSTTIME);
    return scalar;
}

std::array<std::uint8_t, kPointBytes> public_point(const EC_GROUP* group, const BIGNUM* scalar) {
    const Point point(required(EC_POINT_new(group)));
    required(EC_POINT_mul(group, point.get(), scalar, nullptr, nullptr, nullptr));
    std::array<std::uint8_t, kPointBytes> bytes{};
    required(EC_POINT_point2oct(group, point.get(), POINT_CONVERSION_UNCOMPRESSED, bytes.data(),
                                bytes.size(), nullptr));
    return bytes;
}

bool is_p256(const EVP_PKEY* key) {
    char group[32] = {};
    return EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) == 1 &&
           std::string_view(group) == SN_X9_62_prime256v1;
}

/// Never asks the terminal: a key with a passphrase is none that a server can start with.
int no_passphrase(char*, int, int, void*) { return -1; }

}  // namespace

CertificateKey CertificateKey::make(Random& random) {
    const Group group(required(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1)));
    const SecretNumber scalar = random_scalar(group.get(), random);
    const auto point = public_point(group.get(), scalar.get());
    const Builder builder(required(OSSL_PARAM_BLD_new()));
    required(OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                             SN_X9_62_prime256v1, 0));
    required(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar.get()));
    required(OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                              point.size()));
    const Parameters parameters(required(OSSL_PARAM_BLD_to_param(builder.get())));
    const Setting setting(required(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr)));
    EVP_PKEY* key = nullptr;
    required(EVP_PKEY_fromdata_init(setting.get()) == 1);
    required(EVP_PKEY_fromdata(setting.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) == 1);
    return CertificateKey(key);
}

Result<CertificateKey> CertificateKey::parse(std::string_view pem) {
    const OpensslStream stream(required(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))));
    CertificateKey key(PEM_read_bio_PrivateKey(stream.get(), nullptr, no_passphrase, nullptr));
    ERR_clear_error();
    if (key.handle() == nullptr || !is_p256(key.handle()))
        return Error(problem::kCertificateKeyDamaged);
    return key;
}

Result<CertificateKey> CertificateKey::read(const std::filesystem::path& path) {
    SecretText pem;
    TRY(read_secret_file(path, pem, kCertificateKeyProblems));
    auto key = parse(pem.text());
    if (!key.ok()) return std::move(key).error().in_file(path.string());
    return key;
}

Status CertificateKey::write(const std::filesystem::path& path) const {
    const OpensslStream stream(required(BIO_new(BIO_s_secmem())));
    required(PEM_write_bio_PKCS8PrivateKey(stream.get(), handle(), nullptr, nullptr, 0, nullptr,
                                           nullptr) == 1);
    char* bytes = nullptr;
    const auto size = static_cast<std::size_t>(BIO_get_mem_data(stream.get(), &bytes));
    SecretText pem;
    pem.add({bytes, size});
    wipe({reinterpret_cast<std::uint8_t*>(bytes), size});
    return write_secret_file(path, pem, kCertificateKeyProblems);
}

}  // namespace mingce
