#include "crypto/signing_identity.h"

#include <algorithm>

#include <openssl/err.h>
#include <openssl/evperr.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include "base/owned.h"
#include "crypto/lock_problems.h"
#include "crypto/openssl_objects.h"
#include "crypto/secret.h"

namespace mingce {

namespace {

/// Certificates of a chain take some kilobytes.
constexpr std::size_t kPkcs12BytesMax = std::size_t{1} << 20;
constexpr int kRsaBitsMin = 2048;
/// Files say how often their password is hashed: OpenSSL does 2048, careful programs a million.
constexpr std::int64_t kRoundsMax = 5'000'000;

using Pkcs12 = Owned<PKCS12, PKCS12_free>;

/// OpenSSL wants it with a 0 at its end.
class EndedPassword {
public:
    explicit EndedPassword(std::string_view text) : text_(text) {}
    EndedPassword(const EndedPassword&) = delete;
    EndedPassword& operator=(const EndedPassword&) = delete;
    ~EndedPassword() { wipe({reinterpret_cast<std::uint8_t*>(text_.data()), text_.size()}); }
    const char* text() const { return text_.c_str(); }

private:
    std::string text_;
};

/// What OpenSSL left in its queue: whether it knows the algorithm at all. RC2 and DES, in which
/// Windows and Java long wrote these files, stand in its legacy provider, which we do not load.
bool lacked_algorithm() {
    bool lacked = false;
    while (const unsigned long code = ERR_get_error())
        lacked |= ERR_GET_REASON(code) == ERR_R_UNSUPPORTED ||
                  (ERR_GET_LIB(code) == ERR_LIB_EVP &&
                   ERR_GET_REASON(code) == EVP_R_UNSUPPORTED_ALGORITHM);
    return lacked;
}

struct Pkcs12Parts {
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{nullptr, EVP_PKEY_free};
    std::unique_ptr<X509, decltype(&X509_free)> certificate{nullptr, X509_free};
    std::vector<Certificate> chain;
};

/// A signature's container refuses the same certificate twice.
void keep_once(Pkcs12Parts& parts, Certificate above) {
    const auto is_same = [&](const X509* other) { return X509_cmp(above.handle(), other) == 0; };
    if (parts.certificate && is_same(parts.certificate.get())) return;
    if (std::ranges::any_of(parts.chain,
                            [&](const Certificate& kept) { return is_same(kept.handle()); }))
        return;
    parts.chain.push_back(std::move(above));
}

Result<Pkcs12Parts> parts_of(PKCS12* file, std::string_view password_text) {
    const EndedPassword password(password_text);
    const bool has_mac = PKCS12_mac_present(file) == 1;
    // An empty password is written in two ways.
    if (has_mac && PKCS12_verify_mac(file, password.text(), -1) != 1 &&
        !(password_text.empty() && PKCS12_verify_mac(file, nullptr, 0) == 1))
        return Error(lacked_algorithm() ? problem::kIdentityOutdated : problem::kIdentityPassword);
    ERR_clear_error();
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    STACK_OF(X509)* others = nullptr;
    const bool is_read = PKCS12_parse(file, password.text(), &key, &certificate, &others) == 1;
    Pkcs12Parts parts;
    parts.key.reset(key);
    parts.certificate.reset(certificate);
    for (int i = 0; i < sk_X509_num(others); ++i)
        keep_once(parts, Certificate(sk_X509_value(others, i)));
    sk_X509_free(others);
    const bool is_outdated = lacked_algorithm();
    if (is_read) return parts;
    if (is_outdated) return Error(problem::kIdentityOutdated);
    return Error(has_mac ? problem::kIdentityMalformed : problem::kIdentityPassword);
}

bool asks_too_much(const PKCS12* file) {
    const ASN1_INTEGER* rounds = nullptr;
    PKCS12_get0_mac(nullptr, nullptr, nullptr, &rounds, file);
    return rounds != nullptr && ASN1_INTEGER_get(rounds) > kRoundsMax;
}

bool can_sign_pdf(const EVP_PKEY* key) {
    if (EVP_PKEY_is_a(key, "RSA") == 1) return EVP_PKEY_get_bits(key) >= kRsaBitsMin;
    char group[32] = {};
    return EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) == 1 &&
           (std::string_view(group) == SN_X9_62_prime256v1 ||
            std::string_view(group) == SN_secp384r1);
}

/// A certificate that says nothing of its use may be used for anything.
bool may_sign(X509* certificate) {
    const std::uint32_t usage = X509_get_key_usage(certificate);
    return usage == UINT32_MAX || (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
}

Status judge_days(const Certificate& certificate, Moment now) {
    if (now < certificate.valid_from())
        return Error(problem::kIdentityNotYetValid, iso_text(day_of(certificate.valid_from())));
    if (now > certificate.valid_until())
        return Error(problem::kIdentityExpired, iso_text(day_of(certificate.valid_until())));
    return Done{};
}

}  // namespace

Result<SigningIdentity> SigningIdentity::open(std::string_view p12, std::string_view password,
                                              Moment now) {
    if (p12.size() > kPkcs12BytesMax) return Error(problem::kIdentityMalformed);
    const auto* bytes = reinterpret_cast<const unsigned char*>(p12.data());
    const Pkcs12 file(d2i_PKCS12(nullptr, &bytes, static_cast<long>(p12.size())));
    ERR_clear_error();
    if (!file || asks_too_much(file.get())) return Error(problem::kIdentityMalformed);
    Pkcs12Parts parts = TRY(parts_of(file.get(), password));
    if (!parts.key || !parts.certificate) return Error(problem::kIdentityPair);
    if (!can_sign_pdf(parts.key.get())) return Error(problem::kIdentityKeyKind);
    if (!may_sign(parts.certificate.get())) return Error(problem::kIdentityUsage);
    Certificate certificate(parts.certificate.release());
    TRY(judge_days(certificate, now));
    return SigningIdentity(std::move(certificate), std::move(parts.key), std::move(parts.chain));
}

}  // namespace mingce
