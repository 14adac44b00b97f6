#include "crypto/certificate.h"

#include <algorithm>
#include <array>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "base/text.h"
#include "crypto/bytes_as_text.h"
#include "crypto/certificate_extensions.h"
#include "crypto/certificate_problems.h"
#include "crypto/openssl_objects.h"

namespace mingce {

namespace {

constexpr std::int64_t kMillisecondsPerSecond = 1'000;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kClockDriftSeconds = 3'600;
constexpr std::size_t kSerialBytes = 16;
constexpr std::size_t kCommonNameMax = 64;  // RFC 5280, appendix A: ub-common-name

using Time = Owned<ASN1_TIME, ASN1_TIME_free>;
using Number = Owned<BIGNUM, BN_free>;
using Request = Owned<X509_REQ, X509_REQ_free>;
using Store = Owned<X509_STORE, X509_STORE_free>;
using Verification = Owned<X509_STORE_CTX, X509_STORE_CTX_free>;

std::int64_t seconds_of(Moment moment) { return moment.milliseconds / kMillisecondsPerSecond; }

/// 128 random bits, positive whatever the first of them is.
void set_serial(X509* certificate, Random& random) {
    std::array<std::uint8_t, kSerialBytes> bytes{};
    random.fill(bytes);
    const Number number(required(BN_bin2bn(bytes.data(), kSerialBytes, nullptr)));
    if (BN_is_zero(number.get())) required(BN_one(number.get()));
    required(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)));
}

void set_times(X509* certificate, Moment from, Moment until) {
    required(ASN1_TIME_set(X509_getm_notBefore(certificate), seconds_of(from)));
    required(ASN1_TIME_set(X509_getm_notAfter(certificate), seconds_of(until)));
}

Moment days_after(Moment moment, std::int64_t days) {
    return {moment.milliseconds + days * kSecondsPerDay * kMillisecondsPerSecond};
}
Moment before_drift(Moment moment) {
    return {moment.milliseconds - kClockDriftSeconds * kMillisecondsPerSecond};
}

void add_part(X509_NAME* name, const char* part, std::string_view text) {
    required(X509_NAME_add_entry_by_txt(name, part, MBSTRING_UTF8,
                                        reinterpret_cast<const unsigned char*>(text.data()),
                                        static_cast<int>(text.size()), -1, 0));
}

/// Nobody but people reads a server's subject; an address in it would count as a DNS name.
void set_server_subject(X509_NAME* name, std::span<const HostName> names) {
    add_part(name, "O", "Mingce");
    const auto shown = std::ranges::find_if(names, [](const HostName& host) {
        return !host.is_address() && host.text().size() <= kCommonNameMax;
    });
    if (shown != names.end()) add_part(name, "CN", shown->text());
}

Certificate blank_certificate(const CertificateKey& key, Random& random) {
    Certificate certificate(required(X509_new()));
    required(X509_set_version(certificate.handle(), X509_VERSION_3));
    set_serial(certificate.handle(), random);
    required(X509_set_pubkey(certificate.handle(), key.handle()));
    return certificate;
}

std::string key_digest(X509* certificate) {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    required(X509_pubkey_digest(certificate, EVP_sha256(), digest.data(), &size));
    return hex_of(std::span(digest).first(size));
}

std::string spoken_name(const X509_NAME* name) {
    for (const int part : {NID_commonName, NID_organizationalUnitName, NID_organizationName}) {
        const int at = X509_NAME_get_index_by_NID(name, part, -1);
        if (at < 0) continue;
        unsigned char* text = nullptr;
        const int size =
            ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
        ERR_clear_error();
        if (size < 0) continue;
        std::string shown =
            one_line({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
        OPENSSL_free(text);
        if (!shown.empty()) return shown;
    }
    return {};
}

Error refusal_of(int code, const HostName& name) {
    switch (code) {
        case X509_V_ERR_CERT_HAS_EXPIRED:
        case X509_V_ERR_CERT_NOT_YET_VALID: return Error(problem::kCertificateEnded);
        case X509_V_ERR_PERMITTED_VIOLATION:
        case X509_V_ERR_EXCLUDED_VIOLATION:
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH:
            return Error(problem::kCertificateOutside, name.text());
        default: return Error(problem::kCertificateUntrusted, X509_verify_cert_error_string(code));
    }
}

}  // namespace

Moment moment_of(const ASN1_TIME* time) {
    const Time epoch(required(ASN1_TIME_set(nullptr, 0)));
    int days = 0, seconds = 0;
    if (ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1) return {};
    return {(days * kSecondsPerDay + seconds) * kMillisecondsPerSecond};
}

Result<Certificate> Certificate::parse(std::string_view pem) {
    const OpensslStream stream(required(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))));
    X509* const read = PEM_read_bio_X509(stream.get(), nullptr, nullptr, nullptr);
    ERR_clear_error();
    if (read == nullptr) return Error(problem::kCertificateMalformed);
    return Certificate(read);
}

std::string Certificate::pem() const {
    const OpensslStream stream(required(BIO_new(BIO_s_mem())));
    required(PEM_write_bio_X509(stream.get(), handle()));
    return text_in(stream.get());
}

std::string Certificate::fingerprint() const {
    Hash digest{};
    required(X509_digest(handle(), EVP_sha256(), digest.data(), nullptr));
    std::string text;
    for (const std::uint8_t byte : digest) {
        constexpr std::string_view kDigits = "0123456789ABCDEF";
        if (!text.empty()) text += ':';
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

std::string Certificate::sha256_hex() const {
    Hash digest{};
    required(X509_digest(handle(), EVP_sha256(), digest.data(), nullptr));
    return hex_of(digest);
}

std::string Certificate::subject_name() const {
    return spoken_name(X509_get_subject_name(handle()));
}
std::string Certificate::issuer_name() const { return spoken_name(X509_get_issuer_name(handle())); }

std::string Certificate::serial() const {
    const Number number(required(ASN1_INTEGER_to_BN(X509_get0_serialNumber(handle()), nullptr)));
    char* const digits = required(BN_bn2hex(number.get()));
    std::string text = digits;
    OPENSSL_free(digits);
    return text;
}

Moment Certificate::valid_from() const { return moment_of(X509_get0_notBefore(handle())); }
Moment Certificate::valid_until() const { return moment_of(X509_get0_notAfter(handle())); }

std::vector<HostName> Certificate::names() const { return host_names_of(handle()); }

bool Certificate::is_of(const CertificateKey& key) const {
    return EVP_PKEY_eq(X509_get0_pubkey(handle()), key.handle()) == 1;
}

bool Certificate::is_signed_by(const Certificate& ca) const {
    const bool is =
        X509_NAME_cmp(X509_get_issuer_name(handle()), X509_get_subject_name(ca.handle())) == 0 &&
        X509_verify(handle(), X509_get0_pubkey(ca.handle())) == 1;
    ERR_clear_error();
    return is;
}

Certificate make_ca_certificate(const CertificateKey& key, const MakeCa& request, Random& random) {
    constexpr std::size_t kNameDigits = 8;
    Certificate ca = blank_certificate(key, random);
    set_times(ca.handle(), before_drift(request.now), days_after(request.now, kCaDays));
    X509_NAME* const name = X509_get_subject_name(ca.handle());
    add_part(name, "O", "Mingce");
    add_part(name, "CN", "Mingce CA " + key_digest(ca.handle()).substr(0, kNameDigits));
    required(X509_set_issuer_name(ca.handle(), name));
    add_ca_extensions(ca.handle(), request.domains);
    required(X509_sign(ca.handle(), key.handle(), EVP_sha256()));
    return ca;
}

Result<Certificate> issue_server_certificate(const SigningCa& ca, const CertificateKey& key,
                                             const MakeServerCertificate& request, Random& random) {
    Certificate server = blank_certificate(key, random);
    const Moment until =
        std::min(days_after(request.now, request.days), ca.certificate.valid_until());
    set_times(server.handle(), before_drift(request.now), until);
    set_server_subject(X509_get_subject_name(server.handle()), request.names);
    required(X509_set_issuer_name(server.handle(), X509_get_subject_name(ca.certificate.handle())));
    add_server_extensions(server.handle(), ca.certificate.handle(), request.names);
    required(X509_sign(server.handle(), ca.key.handle(), EVP_sha256()));
    for (const HostName& name : request.names)
        TRY(verify_server_certificate(server, ca.certificate, {name, request.now}));
    return server;
}

Status verify_server_certificate(const Certificate& server, const Certificate& ca,
                                 const VerifyServer& as) {
    const Store store(required(X509_STORE_new()));
    required(X509_STORE_add_cert(store.get(), ca.handle()));
    const Verification verification(required(X509_STORE_CTX_new()));
    required(X509_STORE_CTX_init(verification.get(), store.get(), server.handle(), nullptr));
    required(X509_STORE_CTX_set_purpose(verification.get(), X509_PURPOSE_SSL_SERVER));
    X509_VERIFY_PARAM* const wanted = X509_STORE_CTX_get0_param(verification.get());
    X509_VERIFY_PARAM_set_time(wanted, seconds_of(as.now));
    required(X509_VERIFY_PARAM_set_flags(wanted, X509_V_FLAG_X509_STRICT));
    if (as.name.is_address())
        required(X509_VERIFY_PARAM_set1_ip(wanted, bytes_of(as.name.address()).data(),
                                           as.name.address().size()));
    else
        required(X509_VERIFY_PARAM_set1_host(wanted, as.name.text().data(), as.name.text().size()));
    const bool is_good = X509_verify_cert(verification.get()) == 1;
    ERR_clear_error();
    if (!is_good) return refusal_of(X509_STORE_CTX_get_error(verification.get()), as.name);
    return Done{};
}

std::string certificate_request(const CertificateKey& key, std::span<const HostName> names) {
    const Request request(required(X509_REQ_new()));
    required(X509_REQ_set_version(request.get(), X509_REQ_VERSION_1));
    set_server_subject(X509_REQ_get_subject_name(request.get()), names);
    required(X509_REQ_set_pubkey(request.get(), key.handle()));
    add_request_extensions(request.get(), names);
    required(X509_REQ_sign(request.get(), key.handle(), EVP_sha256()));
    const OpensslStream stream(required(BIO_new(BIO_s_mem())));
    required(PEM_write_bio_X509_REQ(stream.get(), request.get()));
    return text_in(stream.get());
}

}  // namespace mingce
