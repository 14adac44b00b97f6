#include "crypto/signing_identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crypto/bytes_as_text.h"
#include "crypto/signing_fixture.h"
#include "results.h"

namespace mingce {
namespace {

using testing::problem_of;

using ::testing::HasSubstr;
using testing::MakeIdentity;
using ::testing::StartsWith;

std::string code_of(const MakeIdentity& how, Moment now = testing::kSigningDay) {
    return problem_of(SigningIdentity::open(testing::made_p12(how), how.password, now));
}

TEST(SigningIdentity, SaysWhoseItIs) {
    const MakeIdentity how;
    const auto identity =
        SigningIdentity::open(testing::made_p12(how), how.password, testing::kSigningDay);
    ASSERT_EQ(problem_of(identity), "");
    EXPECT_EQ(identity.value().subject_name(), "测试大学");
    EXPECT_EQ(identity.value().issuer_name(), "测试 CA");
    EXPECT_EQ(identity.value().serial(), "4D696E67");
    EXPECT_EQ(identity.value().valid_from(), how.from);
    EXPECT_EQ(identity.value().valid_until(), how.until);
    EXPECT_THAT(identity.value().certificate_pem(), StartsWith("-----BEGIN CERTIFICATE-----"));
    EXPECT_EQ(identity.value().certificate_sha256(),
              Certificate::parse(identity.value().certificate_pem()).value().sha256_hex());
    EXPECT_EQ(identity.value().certificate_sha256().size(), 64U);
    ASSERT_EQ(identity.value().chain().size(), 1U);
    EXPECT_EQ(identity.value().chain()[0].subject_name(), "测试 CA");
}

TEST(SigningIdentity, IsNamedByWhatTheCertificateSays) {
    struct Case {
        std::string name, shown;
    };
    for (const Case& c : {
             Case{"测试大学", "测试大学"},
             Case{"line\nbreak", "line break"},
             Case{"Büro für Zeugnisse", "Büro für Zeugnisse"},
         }) {
        const MakeIdentity how{.name = c.name};
        EXPECT_EQ(SigningIdentity::open(testing::made_p12(how), how.password, testing::kSigningDay)
                      .value()
                      .subject_name(),
                  c.shown);
    }
}

TEST(SigningIdentity, TakesKeysThatPdfReadersKnow) {
    const testing::TestKey p384(EVP_EC_gen("P-384")), p521(EVP_EC_gen("P-521")),
        small(EVP_RSA_gen(1024U)), edwards(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    struct Case {
        const char* why;
        EVP_PKEY* key;
        const char* refused;
    };
    for (const Case& c : {
             Case{"RSA", testing::rsa_key(), ""},
             Case{"P-256", testing::curve_key(), ""},
             Case{"P-384", p384.get(), ""},
             Case{"P-521", p521.get(), "crypto.identity_key_kind"},
             Case{"RSA of 1024 bits", small.get(), "crypto.identity_key_kind"},
             Case{"Ed25519", edwards.get(), "crypto.identity_key_kind"},
         })
        EXPECT_EQ(code_of({.key = c.key}), c.refused) << c.why;
}

TEST(SigningIdentity, ObeysDaysAndUsage) {
    const MakeIdentity how;
    const auto second_after = [](Moment moment) { return Moment{moment.milliseconds + 1'000}; };
    struct Case {
        const char* why;
        Moment now;
        const char* refused;
    };
    for (const Case& c : {
             Case{"its first moment", how.from, ""},
             Case{"its last moment", how.until, ""},
             Case{"before", {how.from.milliseconds - 1}, "crypto.identity_not_yet_valid"},
             Case{"after", second_after(how.until), "crypto.identity_expired"},
         })
        EXPECT_EQ(code_of(how, c.now), c.refused) << c.why;
    struct Usage {
        const char *usage, *refused;
    };
    for (const Usage& c : {
             Usage{nullptr, ""},
             Usage{"digitalSignature", ""},
             Usage{"critical,nonRepudiation", ""},
             Usage{"keyEncipherment,dataEncipherment", "crypto.identity_usage"},
             Usage{"critical,keyCertSign,cRLSign", "crypto.identity_usage"},
         })
        EXPECT_EQ(code_of({.usage = c.usage}), c.refused) << (c.usage ? c.usage : "none");
    const auto expired =
        SigningIdentity::open(testing::made_p12(how), how.password, second_after(how.until));
    EXPECT_THAT(expired.error().sentence(Language::Chinese), HasSubstr("2027-08-02"));
    EXPECT_THAT(expired.error().sentence(Language::Chinese), HasSubstr("请信息中心"));
}

TEST(SigningIdentity, RefusesOtherPasswordsAndFiles) {
    const std::string good = testing::made_p12();
    const auto opened = [](const std::string& p12, const std::string& password) {
        return problem_of(SigningIdentity::open(p12, password, testing::kSigningDay));
    };
    EXPECT_EQ(opened(good, "p12-Pass"), "");
    EXPECT_EQ(opened(good, "p12-pass"), "crypto.identity_password");
    EXPECT_EQ(opened(good, ""), "crypto.identity_password");
    EXPECT_EQ(opened(testing::made_p12({.password = ""}), ""), "");
    EXPECT_EQ(opened(testing::made_p12({.password = "中文口令"}), "中文口令"), "");
    for (const std::string& broken :
         {std::string(), std::string("x"), std::string(4'000, '\x30'), good.substr(0, 500),
          std::string("-----BEGIN CERTIFICATE-----\n"), std::string((1 << 20) + 1, '\0')})
        EXPECT_EQ(opened(broken, "p12-Pass"), "crypto.identity_malformed") << broken.size();
    // How often the password is hashed stands last, here 65,536: 02 03 01 00 00. OpenSSL would do
    // it as often as it is told.
    std::string tireless = testing::made_p12({.mac_rounds = 0x010000});
    ASSERT_EQ(opened(tireless, "p12-Pass"), "");
    ASSERT_TRUE(tireless.ends_with(std::string("\x02\x03\x01\x00\x00", 5)));
    tireless[tireless.size() - 3] = '\x7f';
    EXPECT_EQ(opened(tireless, "p12-Pass"), "crypto.identity_malformed") << "8,323,072 times";
    std::string altered = good;
    altered[good.size() / 3] ^= 1;
    EXPECT_NE(opened(altered, "p12-Pass"), "");
}

TEST(SigningIdentity, NeedsCertificateAndKeyOfOneAnother) {
    const MakeIdentity how;
    const auto certificate = testing::made_certificate(how);
    const auto opened = [&](EVP_PKEY* key, X509* of, STACK_OF(X509) * others) {
        return problem_of(SigningIdentity::open(testing::p12_of(key, of, others, how), how.password,
                                                testing::kSigningDay));
    };
    STACK_OF(X509)* const others = sk_X509_new_null();
    sk_X509_push(others, certificate.get());
    EXPECT_EQ(opened(how.key, nullptr, nullptr), "crypto.identity_pair") << "a key alone";
    EXPECT_EQ(opened(nullptr, certificate.get(), nullptr), "crypto.identity_pair")
        << "a certificate alone";
    EXPECT_EQ(opened(testing::rsa_key(), nullptr, others), "crypto.identity_pair")
        << "of another key";
    EXPECT_EQ(opened(how.key, certificate.get(), others), "") << "the same certificate twice";
    sk_X509_free(others);
}

TEST(SigningIdentity, SaysHowToSaveAnOldFileAnew) {
    // openssl pkcs12 -export -legacy: certificates under RC2 of 40 bits.
    std::string p12(886, '\0');
    ASSERT_TRUE(read_base64(
        "MIIDcgIBAzCCAzgGCSqGSIb3DQEHAaCCAykEggMlMIIDITCCAhcGCSqGSIb3DQEHBqCCAggwggIEAgEAMIIB/QYJ"
        "KoZIhvcNAQcBMBwGCiqGSIb3DQEMAQYwDgQIRkQHJMAA+i8CAggAgIIB0B8NQ0IxUZvQ8p1VrdwWM7f4iAhQ7hvu"
        "6ak9fCU8pKCGS8sNjfWdPbr+nf5HbcVi0fWGcdihCV2xt+HPSgV6kHmNeuOxlpJ87pKT79FiGwepSVK6eUjsNocx"
        "V0Ko2akEq+VHJnvcre3TILRPLFShahPqmKa6mSXHsSWrqy8Cq+qHlNF1xWBahQYtrQ6Nqzw0M1fivsn9upIgpqk1"
        "wE+Cf/uKHCgRyKwtSRDPwVGH/7juigsDxtCkLS86a76v1QVVIPU/c2/aR2pMZs/Ag2WHPO0sRYIi5ectUIARUJ+n"
        "NE2Gz1MqgPLQLICIgdp2KUY4fSRNtcweoOo42CvLtK7fa3vFONHm1OvU0xqRmulD48yhV3Ia0qPFkCaxvhS0jAWs"
        "hlC8MN4xayXIkzP+cetaOzjcyRWdmzlYpzY6JiJuP+Kwtr2DqVp6YkGQ186SAj8mXh/l7csimh7RlfVDqF76foj6"
        "eQ3yXQ6R9udtEIJdEVrw98+GzaSoD/tHLuLLXl52Uiz7/AYVMFw6G1TCxnEvUPJ6xLe4anwOpLOh8HRdVLmfr0JV"
        "mCfax1Dj/D/Xi7BSQgPR5BcHql626K3YSWM5S25/oHpVucWySdJ7GSPBKQ5xMIIBAgYJKoZIhvcNAQcBoIH0BIHx"
        "MIHuMIHrBgsqhkiG9w0BDAoBAqCBtDCBsTAcBgoqhkiG9w0BDAEDMA4ECLPhbwg4SdJXAgIIAASBkBrkG4XRVYrN"
        "W97/9a6h2F0/BKLP9izqIYcxv+eqxsHY9mtsIobISS1mDQz4mn7WPJVlbxHPZwUFsXRY+VLnafFQlEpZUQ+dl04N"
        "4SpS29okCbH8u+Ee9AH/XfVifhY3vRkw3i7J77FsG5m8V90KdmwqJ8E7FIAJm6T6yi5wMsiYQZWgGDuBk9hDf1OX"
        "RYdbqDElMCMGCSqGSIb3DQEJFTEWBBQ74zC4M4/yibKQM0AIi/Fkn9TbujAxMCEwCQYFKw4DAhoFAAQUzjU6G1pd"
        "3Ky9peM4qPwZjEVDPwoECKoU3tWJ01EfAgIIAA==",
        {reinterpret_cast<std::uint8_t*>(p12.data()), p12.size()}));
    const auto opened = SigningIdentity::open(p12, "old", testing::kSigningDay);
    ASSERT_EQ(problem_of(opened), "crypto.identity_outdated");
    EXPECT_THAT(opened.error().sentence(Language::English), HasSubstr("-legacy"));
    EXPECT_EQ(problem_of(SigningIdentity::open(p12, "new", testing::kSigningDay)),
              "crypto.identity_password");
}

}  // namespace
}  // namespace mingce
