// The certificate a record is served under: made by a campus CA of the school's own, renewed by the
// same, or asked for from another CA.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/moment.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/certificate.h"

namespace mingce {

/// Where the campus CA's key lies when nobody says otherwise: "<folder>.ca/ca.key", beside the
/// folder.
std::filesystem::path usual_ca_key_path(const std::filesystem::path& folder);

struct MakeCertificate {
    std::filesystem::path folder;  // of a record
    std::optional<std::filesystem::path> ca_key;
    std::vector<std::string> names;    // none: those of the certificate there is
    std::vector<std::string> domains;  // that a new CA keeps to; none: every name
    std::int64_t days = kServerCertificateDaysMax;
    Moment now;
};

struct MadeCertificate {
    std::filesystem::path certificate, key;        // tls/server.crt, with its chain, and server.key
    std::filesystem::path ca_certificate, ca_key;  // tls/ca.crt, to be handed out
    bool ca_is_new = false;
    std::string ca_fingerprint;
    std::vector<HostName> names;
    Moment until, ca_until;
};

/// Makes what is not there yet: the CA's key (0400, in a folder of mode 0700) and its certificate
/// beside it, then in the data folder's tls/ a copy of that certificate, the server's key (0400)
/// and its certificate. What is there is kept, the server's key too, and the certificate is made
/// anew. Everything is judged before the first file is written; one that dies in between is
/// completed by the next. Nothing else of the record is read or changed.
/// Errors: NotFound (folder.no_record, certificate.ca_key_gone); Misuse (certificate.names,
/// certificate.days, certificate.ca_key_inside); Conflict (certificate.domains,
/// certificate.of_another); those of crypto/certificate.h and of the files.
Result<MadeCertificate> make_server_certificate(const MakeCertificate& request, Random& random);

struct MadeRequest {
    std::filesystem::path request, key;  // tls/request.csr, tls/request.key
    std::vector<HostName> names;
};
/// A request for another CA, of a key of its own (kept when it is there, so that a certificate on
/// its way still fits). No CA is made or asked for. Errors: as above.
Result<MadeRequest> make_certificate_request(const MakeCertificate& request, Random& random);

}  // namespace mingce
