#include "crypto/certificate_extensions.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <openssl/x509v3.h>

#include "crypto/bytes_as_text.h"
#include "crypto/openssl_objects.h"

namespace mingce {

namespace {

using Extension = Owned<X509_EXTENSION, X509_EXTENSION_free>;
using Names = Owned<GENERAL_NAMES, GENERAL_NAMES_free>;
using Constraints = Owned<NAME_CONSTRAINTS, NAME_CONSTRAINTS_free>;

constexpr int kCritical = 1, kNotCritical = 0;

GENERAL_NAME* general_name(bool is_address, const std::string& value) {
    GENERAL_NAME* const name = required(GENERAL_NAME_new());
    ASN1_STRING* const text =
        required(ASN1_STRING_type_new(is_address ? V_ASN1_OCTET_STRING : V_ASN1_IA5STRING));
    required(ASN1_STRING_set(text, value.data(), static_cast<int>(value.size())));
    GENERAL_NAME_set0_value(name, is_address ? GEN_IPADD : GEN_DNS, text);
    return name;
}

Names general_names(std::span<const HostName> hosts) {
    Names names(required(sk_GENERAL_NAME_new_null()));
    for (const HostName& host : hosts)
        required(sk_GENERAL_NAME_push(
            names.get(),
            general_name(host.is_address(), host.is_address() ? host.address() : host.text())));
    return names;
}

void add_subtree(STACK_OF(GENERAL_SUBTREE) * &to, bool is_address, const std::string& base) {
    if (to == nullptr) to = required(sk_GENERAL_SUBTREE_new_null());
    GENERAL_SUBTREE* const subtree = required(GENERAL_SUBTREE_new());
    GENERAL_NAME_free(subtree->base);
    subtree->base = general_name(is_address, base);
    required(sk_GENERAL_SUBTREE_push(to, subtree));
}

/// A kind of name of which no domain was given is shut out whole: else a CA for one domain could
/// vouch for every address.
Constraints constraints_of(std::span<const HostDomain> domains) {
    Constraints constraints(required(NAME_CONSTRAINTS_new()));
    bool has_name = false, has_four = false, has_sixteen = false;
    for (const HostDomain& domain : domains) {
        has_name |= !domain.is_address();
        has_four |= domain.block().size() == 8;
        has_sixteen |= domain.block().size() == 32;
        add_subtree(constraints->permittedSubtrees, domain.is_address(),
                    domain.is_address() ? domain.block() : domain.name());
    }
    if (!has_name) add_subtree(constraints->excludedSubtrees, false, "");
    if (!has_four) add_subtree(constraints->excludedSubtrees, true, std::string(8, '\0'));
    if (!has_sixteen) add_subtree(constraints->excludedSubtrees, true, std::string(32, '\0'));
    return constraints;
}

struct Said {
    int what;
    const char* how;
};

void say(X509* in, X509V3_CTX& context, const Said& said) {
    const Extension extension(
        required(X509V3_EXT_conf_nid(nullptr, &context, said.what, said.how)));
    required(X509_add_ext(in, extension.get(), -1));
}

constexpr Said kServerUsage = {NID_key_usage, "critical,digitalSignature"};
constexpr Said kServerPurpose = {NID_ext_key_usage, "serverAuth"};

/// Critical only where the subject says nothing (RFC 5280, 4.2.1.6); ours always has an O.
void add_names(X509* to, std::span<const HostName> hosts) {
    const Names names = general_names(hosts);
    required(X509_add1_ext_i2d(to, NID_subject_alt_name, names.get(), kNotCritical, 0) == 1);
}

}  // namespace

void add_ca_extensions(X509* ca, std::span<const HostDomain> domains) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, ca, ca, nullptr, nullptr, 0);
    for (const Said& said : {Said{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                             Said{NID_key_usage, "critical,keyCertSign,cRLSign"},
                             Said{NID_subject_key_identifier, "hash"},
                             Said{NID_authority_key_identifier, "keyid:always"}})
        say(ca, context, said);
    if (domains.empty()) return;
    const Constraints constraints = constraints_of(domains);
    required(X509_add1_ext_i2d(ca, NID_name_constraints, constraints.get(), kCritical, 0) == 1);
}

void add_server_extensions(X509* server, X509* ca, std::span<const HostName> names) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, ca, server, nullptr, nullptr, 0);
    for (const Said& said : {Said{NID_basic_constraints, "critical,CA:FALSE"}, kServerUsage,
                             kServerPurpose, Said{NID_subject_key_identifier, "hash"},
                             Said{NID_authority_key_identifier, "keyid:always"}})
        say(server, context, said);
    add_names(server, names);
}

void add_request_extensions(X509_REQ* request, std::span<const HostName> names) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, nullptr, nullptr, request, nullptr, 0);
    STACK_OF(X509_EXTENSION)* wishes = nullptr;
    for (const Said& said : {kServerUsage, kServerPurpose}) {
        const Extension extension(
            required(X509V3_EXT_conf_nid(nullptr, &context, said.what, said.how)));
        required(X509v3_add_ext(&wishes, extension.get(), -1));
    }
    const Names hosts = general_names(names);
    required(X509V3_add1_i2d(&wishes, NID_subject_alt_name, hosts.get(), kNotCritical, 0) == 1);
    required(X509_REQ_add_extensions(request, wishes));
    sk_X509_EXTENSION_pop_free(wishes, X509_EXTENSION_free);
}

std::vector<HostName> host_names_of(X509* certificate) {
    std::vector<HostName> hosts;
    const Names names(static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    if (!names) return hosts;
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
        int kind = 0;
        const auto* const value = static_cast<const ASN1_STRING*>(
            GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &kind));
        if (kind != GEN_DNS && kind != GEN_IPADD) continue;
        std::string text(reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                         static_cast<std::size_t>(ASN1_STRING_length(value)));
        if (kind == GEN_IPADD) {
            if (text.size() != 4 && text.size() != 16) continue;
            std::array<char, INET6_ADDRSTRLEN> shown{};
            inet_ntop(text.size() == 4 ? AF_INET : AF_INET6, text.data(), shown.data(),
                      shown.size());
            text = shown.data();
        }
        auto host = HostName::parse(text);
        if (host.ok()) hosts.push_back(std::move(host).value());
    }
    return hosts;
}

std::string text_in(BIO* stream) {
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(stream, &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

}  // namespace mingce
