// What certificates say beyond key and dates (RFC 5280, 4.2): whose server, which CA, for what.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <openssl/bio.h>
#include <openssl/x509.h>

#include "crypto/host_name.h"

namespace mingce {

/// CA:TRUE without CAs below it, signs certificates and revocation lists, keeps to its domains
/// where there are any. Precondition of this and the next: subject, issuer and key are set.
void add_ca_extensions(X509* ca, std::span<const HostDomain> domains);
/// A TLS server by these names, signed by `ca`.
void add_server_extensions(X509* server, X509* ca, std::span<const HostName> names);
/// The same wishes, in a request.
void add_request_extensions(X509_REQ* request, std::span<const HostName> names);

/// The DNS names and addresses of its subject alternative name.
std::vector<HostName> host_names_of(X509* certificate);

/// What was written to a stream in memory.
std::string text_in(BIO* stream);

}  // namespace mingce
