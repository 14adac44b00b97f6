#include "crypto/certificate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include "crypto/openssl_objects.h"
#include "crypto/random_fixture.h"
#include "results.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

using testing::problem_of;

using testing::contents;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::SeededRandom;
using testing::TemporaryFolder;

constexpr std::int64_t kDay = 86'400'000, kHour = 3'600'000;
constexpr Moment kNow{1'788'220'800'000};  // 2026-09-01, 08:00 in Beijing

Moment after(std::int64_t milliseconds) { return {kNow.milliseconds + milliseconds}; }

std::vector<HostName> hosts(const std::vector<std::string>& texts) {
    std::vector<HostName> names;
    names.reserve(texts.size());
    for (const std::string& text : texts) names.push_back(HostName::parse(text).value());
    return names;
}

std::vector<HostDomain> host_domains(const std::vector<std::string>& texts) {
    std::vector<HostDomain> domains;
    domains.reserve(texts.size());
    for (const std::string& text : texts) domains.push_back(HostDomain::parse(text).value());
    return domains;
}

std::vector<std::string> texts(const std::vector<HostName>& names) {
    std::vector<std::string> list;
    list.reserve(names.size());
    for (const HostName& name : names) list.push_back(name.text());
    return list;
}

struct Ca {
    explicit Ca(std::uint64_t seed = 1, const std::vector<std::string>& domains = {})
        : random(seed),
          key(CertificateKey::make(random)),
          certificate(make_ca_certificate(key, {host_domains(domains), kNow}, random)) {}

    Result<Certificate> issue(const std::vector<std::string>& names, std::int64_t days = 397,
                              Moment now = kNow) {
        const CertificateKey server = CertificateKey::make(random);
        const auto parsed = hosts(names);
        return issue_server_certificate({certificate, key}, server, {parsed, days, now}, random);
    }

    SeededRandom random;
    CertificateKey key;
    Certificate certificate;
};

std::string verified(const Certificate& server, const Certificate& ca, const std::string& name,
                     Moment now = kNow) {
    const HostName host = HostName::parse(name).value();
    return problem_of(verify_server_certificate(server, ca, {host, now}));
}

/// As `openssl x509 -text` would print it.
std::string printed(const Certificate& certificate) {
    const OpensslStream stream(BIO_new(BIO_s_mem()));
    X509_print(stream.get(), certificate.handle());
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(stream.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

TEST(HostName, IsADnsNameOrAnAddress) {
    struct Case {
        std::string text, name;  // "": refused
        bool is_address = false;
    };
    const std::string label(63, 'a');
    std::string four_labels = label;  // 255 characters
    for (int i = 0; i < 3; ++i) four_labels += "." + label;
    for (const Case& c : {
             Case{"roster.school.edu.cn", "roster.school.edu.cn"},
             Case{"Roster.School.EDU.cn", "roster.school.edu.cn"},
             Case{"localhost", "localhost"},
             Case{"a-b.c1", "a-b.c1"},
             Case{"xn--fiqs8s.cn", "xn--fiqs8s.cn"},
             Case{label + ".cn", label + ".cn"},
             Case{"10.0.0.5", "10.0.0.5", true},
             Case{"::1", "::1", true},
             Case{"FD00:0:0::5", "fd00::5", true},
             Case{"::ffff:10.0.0.5", "::ffff:10.0.0.5", true},
             Case{"", ""},
             Case{".", ""},
             Case{"a..b", ""},
             Case{"school.edu.cn.", ""},
             Case{".school.edu.cn", ""},
             Case{"*.school.edu.cn", ""},
             Case{"-a.cn", ""},
             Case{"a-.cn", ""},
             Case{"a_b.cn", ""},
             Case{"a b.cn", ""},
             Case{"名册.cn", ""},
             Case{"https://a.cn", ""},
             Case{"a.cn:443", ""},
             Case{"10.0.0.256", ""},
             Case{"10.0.0", ""},
             Case{"10.0.0.05", ""},
             Case{"[::1]", ""},
             Case{"fe80::1%eth0", ""},
             Case{label + "a.cn", ""},
             Case{four_labels, ""},
             Case{std::string("a.cn\0.evil", 10), ""},
             Case{std::string("10.0.0.5\0", 9), ""},
             Case{"a,DNS:b.cn", ""},
         }) {
        SCOPED_TRACE(c.text);
        const auto name = HostName::parse(c.text);
        EXPECT_EQ(problem_of(name), c.name.empty() ? "crypto.host_name" : "");
        if (!name.ok()) continue;
        EXPECT_EQ(name.value().text(), c.name);
        EXPECT_EQ(name.value().is_address(), c.is_address);
    }
}

TEST(HostDomain, IsANameOrABlock) {
    struct Case {
        std::string text;
        std::size_t block;  // bytes
        bool good = true;
    };
    for (const Case& c : {
             Case{"school.edu.cn", 0},
             Case{"10.0.0.0/8", 8},
             Case{"0.0.0.0/0", 8},
             Case{"10.0.0.5", 8},
             Case{"10.0.0.5/32", 8},
             Case{"fd00::/8", 32},
             Case{"fd00::5/128", 32},
             Case{"10.0.0.5/8", 0, false},
             Case{"10.0.0.0/33", 0, false},
             Case{"10.0.0.0/", 0, false},
             Case{"10.0.0.0/8x", 0, false},
             Case{"10.0.0.0/-1", 0, false},
             Case{"school.edu.cn/8", 0, false},
             Case{".school.edu.cn", 0, false},
             Case{"", 0, false},
         }) {
        SCOPED_TRACE(c.text);
        const auto domain = HostDomain::parse(c.text);
        EXPECT_EQ(problem_of(domain), c.good ? "" : "crypto.host_domain");
        if (domain.ok()) {
            EXPECT_EQ(domain.value().block().size(), c.block);
        }
    }
}

TEST(CertificateKey, IsWrittenOnceAndReadBack) {
    const TemporaryFolder folder;
    SeededRandom random;
    const CertificateKey key = CertificateKey::make(random);
    const auto path = folder.path() / "ca.key";
    ASSERT_EQ(problem_of(key.write(path)), "");
    EXPECT_THAT(contents(path), HasSubstr("-----BEGIN PRIVATE KEY-----"));
    struct stat state {};
    ASSERT_EQ(stat(path.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 07777, 0400U);
    const auto read = CertificateKey::read(path);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(EVP_PKEY_eq(read.value().handle(), key.handle()), 1);
    EXPECT_EQ(problem_of(key.write(path)), "crypto.certificate_key_exists");
    EXPECT_EQ(problem_of(key.write(folder.path() / "no" / "ca.key")),
              "crypto.certificate_key_unwritable");
}

TEST(CertificateKey, IsMadeOfTheRandomnessHandedIn) {
    SeededRandom one(1), again(1), other(2);
    const CertificateKey first = CertificateKey::make(one);
    EXPECT_EQ(EVP_PKEY_eq(first.handle(), CertificateKey::make(again).handle()), 1);
    EXPECT_NE(EVP_PKEY_eq(first.handle(), CertificateKey::make(other).handle()), 1);
}

TEST(CertificateKey, RefusesWhatIsNone) {
    const TemporaryFolder folder;
    SeededRandom random;
    ASSERT_EQ(problem_of(CertificateKey::make(random).write(folder.path() / "good")), "");
    const std::string good = contents(folder.path() / "good");
    const auto file = [&](const std::string& name, const std::string& bytes, mode_t mode = 0400) {
        const auto path = folder.write(name, bytes);
        chmod(path.c_str(), mode);
        return problem_of(CertificateKey::read(path));
    };
    EXPECT_EQ(file("whole", good), "");
    EXPECT_EQ(file("empty", ""), "crypto.certificate_key_damaged");
    EXPECT_EQ(file("cut", good.substr(0, good.size() / 2)), "crypto.certificate_key_damaged");
    EXPECT_EQ(file("long", good + std::string(8'000, '\n')), "");
    EXPECT_EQ(file("exposed", good, 0440), "crypto.certificate_key_exposed");
    EXPECT_EQ(problem_of(CertificateKey::read(folder.path() / "none")),
              "crypto.certificate_key_missing");
    EXPECT_EQ(problem_of(CertificateKey::read(folder.path())), "crypto.certificate_key_unreadable");
    // Another curve, and one with a passphrase: no terminal is asked for it.
    const Owned<EVP_PKEY, EVP_PKEY_free> large(EVP_EC_gen("P-384"));
    const OpensslStream stream(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(stream.get(), large.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char* bytes = nullptr;
    long size = BIO_get_mem_data(stream.get(), &bytes);
    EXPECT_EQ(problem_of(CertificateKey::parse({bytes, static_cast<std::size_t>(size)})),
              "crypto.certificate_key_damaged");
    const OpensslStream locked(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(locked.get(), CertificateKey::make(random).handle(),
                                  EVP_aes_256_cbc(), "pass", 4, nullptr, nullptr);
    size = BIO_get_mem_data(locked.get(), &bytes);
    EXPECT_EQ(problem_of(CertificateKey::parse({bytes, static_cast<std::size_t>(size)})),
              "crypto.certificate_key_damaged");
}

TEST(CaCertificate, SaysWhatItIs) {
    const Ca ca;
    const std::string text = printed(ca.certificate);
    EXPECT_THAT(text, HasSubstr("CA:TRUE, pathlen:0"));
    EXPECT_THAT(text, HasSubstr("Certificate Sign, CRL Sign"));
    EXPECT_THAT(text, HasSubstr("X509v3 Basic Constraints: critical"));
    EXPECT_THAT(text, HasSubstr("X509v3 Key Usage: critical"));
    EXPECT_THAT(text, HasSubstr("Subject: O=Mingce, CN=Mingce CA "));
    EXPECT_THAT(text, HasSubstr("ecdsa-with-SHA256"));
    EXPECT_THAT(text, ::testing::Not(HasSubstr("Name Constraints")));
    EXPECT_EQ(ca.certificate.valid_from(), after(-kHour));
    EXPECT_EQ(ca.certificate.valid_until(), after(3'652 * kDay));
    EXPECT_TRUE(ca.certificate.is_of(ca.key));
    EXPECT_TRUE(ca.certificate.is_signed_by(ca.certificate));
    EXPECT_EQ(ca.certificate.fingerprint().size(), 32U * 3 - 1);
}

TEST(ServerCertificate, SaysWhatItIs) {
    Ca ca;
    const auto server = ca.issue({"roster.school.edu.cn", "roster", "10.0.0.5", "fd00::5"});
    ASSERT_EQ(problem_of(server), "");
    const std::string text = printed(server.value());
    EXPECT_THAT(text, HasSubstr("CA:FALSE"));
    EXPECT_THAT(text, HasSubstr("TLS Web Server Authentication"));
    EXPECT_THAT(text, HasSubstr("Digital Signature"));
    EXPECT_THAT(text, HasSubstr("Subject Key Identifier"));
    EXPECT_THAT(text, HasSubstr("Authority Key Identifier"));
    EXPECT_THAT(text, HasSubstr("CN=roster.school.edu.cn"));
    EXPECT_THAT(text, HasSubstr("DNS:roster.school.edu.cn, DNS:roster, IP Address:10.0.0.5"));
    EXPECT_THAT(texts(server.value().names()),
                ElementsAre("roster.school.edu.cn", "roster", "10.0.0.5", "fd00::5"));
    EXPECT_EQ(server.value().valid_from(), after(-kHour));
    EXPECT_EQ(server.value().valid_until(), after(397 * kDay));
    EXPECT_TRUE(server.value().is_signed_by(ca.certificate));
    EXPECT_FALSE(server.value().is_of(ca.key));
}

TEST(ServerCertificate, IsBelievedForItsNamesAndDaysAlone) {
    Ca ca, other(7);
    const auto server = ca.issue({"roster.school.edu.cn", "10.0.0.5"}, 30);
    ASSERT_EQ(problem_of(server), "");
    struct Case {
        const char *why, *name;
        Moment now;
        const char* refused;
    };
    for (const Case& c : {
             Case{"its name", "roster.school.edu.cn", kNow, ""},
             Case{"its address", "10.0.0.5", kNow, ""},
             Case{"a phone whose clock is behind", "10.0.0.5", after(-kHour + 1'000), ""},
             Case{"its last day", "10.0.0.5", after(30 * kDay - kHour), ""},
             Case{"another name", "evil.school.edu.cn", kNow, "crypto.certificate_outside"},
             Case{"another address", "10.0.0.6", kNow, "crypto.certificate_outside"},
             Case{"too late", "10.0.0.5", after(30 * kDay + kHour), "crypto.certificate_ended"},
             Case{"too early", "10.0.0.5", after(-kDay), "crypto.certificate_ended"},
         }) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(verified(server.value(), ca.certificate, c.name, c.now), c.refused);
    }
    EXPECT_EQ(verified(server.value(), other.certificate, "10.0.0.5"),
              "crypto.certificate_untrusted");
    EXPECT_EQ(verified(ca.certificate, ca.certificate, "10.0.0.5"), "crypto.certificate_untrusted")
        << "a CA is no server";
}

TEST(ServerCertificate, KeepsToTheDomainsOfItsCa) {
    struct Case {
        const char* why;
        std::vector<std::string> domains, names;
        bool is_issued;
    };
    const std::vector<std::string> school = {"school.edu.cn"};
    const std::vector<std::string> both = {"school.edu.cn", "10.0.0.0/8", "fd00::/8"};
    for (const Case& c : {
             Case{"no domains, any name", {}, {"roster.elsewhere.cn", "192.168.1.1"}, true},
             Case{"the domain itself", school, {"school.edu.cn"}, true},
             Case{"below it", school, {"roster.school.edu.cn"}, true},
             Case{"another that ends alike", school, {"oldschool.edu.cn"}, false},
             Case{"another", school, {"school.example.cn"}, false},
             Case{"one of two outside", school, {"roster.school.edu.cn", "a.cn"}, false},
             Case{"an address where only names were given", school, {"10.0.0.5"}, false},
             Case{"within the block", both, {"10.255.0.1", "fd12::1"}, true},
             Case{"outside the block", both, {"11.0.0.1"}, false},
             Case{"outside the other block", both, {"fe80::1"}, false},
             Case{"a name where only blocks were given", {"10.0.0.0/8"}, {"school.cn"}, false},
         }) {
        SCOPED_TRACE(c.why);
        Ca ca(3, c.domains);
        EXPECT_EQ(problem_of(ca.issue(c.names)), c.is_issued ? "" : "crypto.certificate_outside");
    }
    EXPECT_THAT(printed(Ca(3, school).certificate), HasSubstr("X509v3 Name Constraints: critical"));
}

TEST(ServerCertificate, EndsWithItsCaAndIsNotMadeAfterIt) {
    Ca ca;
    const auto last = ca.issue({"a.cn"}, 397, after(3'600 * kDay));
    ASSERT_EQ(problem_of(last), "");
    EXPECT_EQ(last.value().valid_until(), ca.certificate.valid_until());
    EXPECT_EQ(problem_of(ca.issue({"a.cn"}, 397, after(3'653 * kDay))), "crypto.certificate_ended");
}

TEST(ServerCertificate, HasASerialOf128RandomBits) {
    Ca ca, again;
    const auto serial = [](const Certificate& certificate) {
        const Owned<BIGNUM, BN_free> number(
            ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate.handle()), nullptr));
        EXPECT_EQ(BN_is_negative(number.get()), 0);
        EXPECT_GT(BN_num_bits(number.get()), 96);
        EXPECT_LE(BN_num_bits(number.get()), 128);
        return certificate.fingerprint();
    };
    EXPECT_NE(serial(ca.issue({"a.cn"}).value()), serial(ca.issue({"a.cn"}).value()));
    EXPECT_EQ(ASN1_INTEGER_cmp(X509_get0_serialNumber(again.certificate.handle()),
                               X509_get0_serialNumber(Ca().certificate.handle())),
              0)
        << "of the randomness handed in";
}

TEST(Certificate, IsReadBackFromPem) {
    Ca ca;
    const auto server = ca.issue({"a.cn"});
    const std::string chain = server.value().pem() + ca.certificate.pem();
    EXPECT_EQ(Certificate::parse(chain).value().fingerprint(), server.value().fingerprint());
    for (const std::string& broken :
         {std::string(), std::string("x"), chain.substr(0, 300), std::string(900, 'A')})
        EXPECT_EQ(problem_of(Certificate::parse(broken)), "crypto.certificate_malformed");
}

TEST(CertificateRequest, AsksForItsNames) {
    SeededRandom random;
    const CertificateKey key = CertificateKey::make(random);
    const std::string pem = certificate_request(key, hosts({"roster.school.edu.cn", "10.0.0.5"}));
    const OpensslStream stream(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const Owned<X509_REQ, X509_REQ_free> request(
        PEM_read_bio_X509_REQ(stream.get(), nullptr, nullptr, nullptr));
    ASSERT_NE(request, nullptr);
    EXPECT_EQ(X509_REQ_verify(request.get(), key.handle()), 1);
    const OpensslStream text(BIO_new(BIO_s_mem()));
    X509_REQ_print(text.get(), request.get());
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(text.get(), &bytes);
    const std::string printed_request(bytes, static_cast<std::size_t>(size));
    EXPECT_THAT(printed_request, HasSubstr("DNS:roster.school.edu.cn, IP Address:10.0.0.5"));
    EXPECT_THAT(printed_request, HasSubstr("TLS Web Server Authentication"));
}

}  // namespace
}  // namespace mingce
