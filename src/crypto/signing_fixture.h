// Made-up certificates, PKCS#12 files and PDFs, for the tests of this room only.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include "base/moment.h"
#include "base/owned.h"
#include "crypto/openssl_objects.h"

namespace mingce::testing {

constexpr Moment kSigningDay{1'788'220'800'000};  // 2026-09-01, 08:00 in Beijing
inline Moment days_from_signing(std::int64_t days) {
    return {kSigningDay.milliseconds + days * kMillisecondsPerDay};
}

using TestKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using TestCertificate = Owned<X509, X509_free>;

/// Made once a process: a key of 2048 bits takes a while.
inline EVP_PKEY* rsa_key() {
    static const TestKey key(required(EVP_RSA_gen(2048U)));
    return key.get();
}
inline EVP_PKEY* curve_key() {
    static const TestKey key(required(EVP_EC_gen("P-256")));
    return key.get();
}

struct MakeIdentity {
    EVP_PKEY* key = curve_key();
    std::string name = "测试大学";
    const char* usage = "critical,digitalSignature,nonRepudiation";  // nullptr: says nothing
    Moment from = days_from_signing(-30), until = days_from_signing(335);
    std::string password = "p12-Pass";
    bool has_chain = true;
    int mac_rounds = 1;
};

inline void set_name(X509_NAME* name, const std::string& text) {
    required(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                        reinterpret_cast<const unsigned char*>(text.data()),
                                        static_cast<int>(text.size()), -1, 0));
}

/// Signed by a CA with the key of a curve, which is not among the files.
inline TestCertificate made_certificate(const MakeIdentity& how, long serial = 0x4D696E67) {
    TestCertificate made(required(X509_new()));
    required(X509_set_version(made.get(), X509_VERSION_3));
    required(ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial));
    required(ASN1_TIME_set(X509_getm_notBefore(made.get()), how.from.milliseconds / 1'000));
    required(ASN1_TIME_set(X509_getm_notAfter(made.get()), how.until.milliseconds / 1'000));
    required(X509_set_pubkey(made.get(), how.key));
    set_name(X509_get_subject_name(made.get()), how.name);
    set_name(X509_get_issuer_name(made.get()), "测试 CA");
    if (how.usage != nullptr) {
        const Owned<X509_EXTENSION, X509_EXTENSION_free> usage(
            required(X509V3_EXT_conf_nid(nullptr, nullptr, NID_key_usage, how.usage)));
        required(X509_add_ext(made.get(), usage.get(), -1));
    }
    static const TestKey ca(required(EVP_EC_gen("P-256")));
    required(X509_sign(made.get(), ca.get(), EVP_sha256()));
    return made;
}

inline std::string p12_of(EVP_PKEY* key, X509* certificate, STACK_OF(X509) * chain,
                          const MakeIdentity& how) {
    const Owned<PKCS12, PKCS12_free> file(required(PKCS12_create(
        how.password.c_str(), nullptr, key, certificate, chain, 0, 0, 1, how.mac_rounds, 0)));
    unsigned char* bytes = nullptr;
    const int size = i2d_PKCS12(file.get(), &bytes);
    std::string p12(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return p12;
}

inline std::string made_p12(const MakeIdentity& how = {}) {
    const TestCertificate certificate = made_certificate(how);
    MakeIdentity above;
    above.name = "测试 CA";
    const TestCertificate ca = made_certificate(above, 1);
    STACK_OF(X509)* chain = required(sk_X509_new_null());
    if (how.has_chain) required(sk_X509_push(chain, ca.get()));
    std::string p12 = p12_of(how.key, certificate.get(), chain, how);
    sk_X509_free(chain);
    return p12;
}

/// Three pages, each with its number on it, written by hand.
inline std::string small_pdf() {
    std::string pdf = "%PDF-1.5\n";
    std::vector<std::size_t> places;
    const auto add = [&](const std::string& object) {
        places.push_back(pdf.size());
        pdf += std::to_string(places.size()) + " 0 obj\n" + object + "\nendobj\n";
    };
    add("<< /Type /Catalog /Pages 2 0 R >>");
    add("<< /Type /Pages /Kids [ 4 0 R 6 0 R 8 0 R ] /Count 3 >>");
    add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    for (int page = 1; page <= 3; ++page) {
        add("<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 300 200 ] /Contents " +
            std::to_string(places.size() + 2) + " 0 R /Resources << /Font << /F 3 0 R >> >> >>");
        const std::string text = "BT /F 20 Tf 50 100 Td (Page " + std::to_string(page) + ") Tj ET";
        add("<< /Length " + std::to_string(text.size()) + " >>\nstream\n" + text + "\nendstream");
    }
    add("<< /Producer (test) >>");
    const std::size_t table = pdf.size();
    pdf += "xref\n0 " + std::to_string(places.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t place : places) {
        char line[32];
        std::snprintf(line, sizeof line, "%010zu 00000 n \n", place);
        pdf += line;
    }
    return pdf + "trailer\n<< /Size " + std::to_string(places.size() + 1) + " /Root 1 0 R /Info " +
           std::to_string(places.size()) + " 0 R >>\nstartxref\n" + std::to_string(table) +
           "\n%%EOF\n";
}

/// What a command prints, its errors too.
inline std::string said_by(const std::string& command) {
    FILE* const pipe = popen(("(" + command + ") 2>&1").c_str(), "r");
    std::string text(1 << 16, '\0');
    text.resize(fread(text.data(), 1, text.size(), pipe));
    pclose(pipe);
    return text;
}
inline bool is_installed(const std::string& program) {
    return !said_by("command -v " + program + " || true").empty();
}

}  // namespace mingce::testing
