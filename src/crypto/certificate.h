// X.509 certificates of a campus: a CA that phones are told to trust, and the server's certificate
// that it signs. Phones give camera and offline pages only to a server they trust.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/x509.h>

#include "base/moment.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/certificate_key.h"
#include "crypto/digest.h"
#include "crypto/host_name.h"

namespace mingce {

/// Phones refuse a server's certificate that is good for more than 398 days.
constexpr std::int64_t kServerCertificateDaysMax = 397;
constexpr std::int64_t kCaDays = 3'652;  // ten years

/// To the second.
Moment moment_of(const ASN1_TIME* time);

class Certificate {
public:
    /// The first certificate of a PEM text. Errors: BadInput (crypto.certificate_malformed).
    static Result<Certificate> parse(std::string_view pem);

    std::string pem() const;
    /// SHA-256 of its DER form, as AB:CD:… the way phones show it.
    std::string fingerprint() const;
    /// SHA-256 of its DER form, as hex: how the record names a certificate.
    std::string sha256_hex() const;
    /// Its common name in UTF-8, or what stands nearest to it (unit, organisation), made fit for a
    /// sentence; "" where it says none of them.
    std::string subject_name() const;
    std::string issuer_name() const;
    /// Its number, as upper-case hex.
    std::string serial() const;
    Moment valid_from() const;
    Moment valid_until() const;
    /// The hosts it is for, in its order. What is neither DNS name nor address is left out.
    std::vector<HostName> names() const;
    bool is_of(const CertificateKey& key) const;
    /// Only says whose signature it bears; see verify_server_certificate for all the rest.
    bool is_signed_by(const Certificate& ca) const;

    /// For the functions below. OpenSSL wants to write caches into it.
    X509* handle() const { return certificate_.get(); }
    explicit Certificate(X509* owned) : certificate_(owned, X509_free) {}

private:
    std::unique_ptr<X509, decltype(&X509_free)> certificate_;
};

/// A root of its own: signs servers and nothing below them, for ten years. With domains it may
/// vouch for names within them alone (critical name constraints), without any for every name. Its
/// name is made from its key, so that two CAs of a school are told apart. Good from an hour before
/// `now`, as phones' clocks go wrong; so are the others. Only the nonces of signatures are
/// OpenSSL's own.
struct MakeCa {
    std::span<const HostDomain> domains;
    Moment now;
};
Certificate make_ca_certificate(const CertificateKey& key, const MakeCa& request, Random& random);

struct SigningCa {
    const Certificate& certificate;
    const CertificateKey& key;
};
/// Precondition: at least one name; 1 to kServerCertificateDaysMax days.
struct MakeServerCertificate {
    std::span<const HostName> names;
    std::int64_t days = kServerCertificateDaysMax;
    Moment now;
};
/// For TLS servers, by all of its names; ends with its CA at the latest. Verified for every name
/// before it is handed out. Errors: those of verify_server_certificate.
Result<Certificate> issue_server_certificate(const SigningCa& ca, const CertificateKey& key,
                                             const MakeServerCertificate& request, Random& random);

/// As a browser would that trusts this CA alone. Errors: Conflict (crypto.certificate_ended,
/// crypto.certificate_untrusted with OpenSSL's reason), BadInput (crypto.certificate_outside with
/// the name).
struct VerifyServer {
    const HostName& name;
    Moment now;
};
Status verify_server_certificate(const Certificate& server, const Certificate& ca,
                                 const VerifyServer& as);

/// A PKCS #10 request in PEM, for a CA of the school's own or a public one: these names, to be used
/// by a TLS server. Precondition: at least one name.
std::string certificate_request(const CertificateKey& key, std::span<const HostName> names);

}  // namespace mingce
