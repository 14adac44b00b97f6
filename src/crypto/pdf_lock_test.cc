#include "crypto/pdf_lock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crypto/pdf_signature.h"
#include "crypto/random_fixture.h"
#include "crypto/signing_fixture.h"
#include "results.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

using testing::problem_of;

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::is_installed;
using testing::kSigningDay;
using testing::MakeIdentity;
using ::testing::Not;
using testing::said_by;
using testing::SeededRandom;
using testing::small_pdf;
using testing::TemporaryFolder;

SigningIdentity identity_of(EVP_PKEY* key) {
    const MakeIdentity how{.key = key};
    return SigningIdentity::open(testing::made_p12(how), how.password, kSigningDay).value();
}

PdfSigning signing_by(const SigningIdentity& identity) {
    return {identity, "学籍科", "名册存档", "北京", kSigningDay};
}

TEST(PdfLock, WritesPropertiesThatAnybodyReads) {
    SeededRandom random;
    const LockPdf how{.password = "",
                      .properties = {{"Fingerprint", "sha256:0a1b"}, {"Title", "新生名册"}}};
    const auto locked = lock_pdf(small_pdf(), how, random);
    ASSERT_EQ(problem_of(locked), "");
    EXPECT_THAT(locked.value(), AllOf(HasSubstr("/Fingerprint (sha256:0a1b)"),
                                      HasSubstr("/Producer (test)"), Not(HasSubstr("/Encrypt"))));
    if (!is_installed("pdfinfo")) GTEST_SKIP() << "the program pdfinfo is absent";
    const TemporaryFolder folder;
    EXPECT_THAT(said_by("pdfinfo " + folder.write("a.pdf", locked.value()).string()),
                AllOf(HasSubstr("新生名册"), HasSubstr("Pages:           3")));
}

TEST(PdfLock, GivesTheSameBytesForTheSame) {
    const SigningIdentity identity = identity_of(testing::rsa_key());
    const PdfSigning signing = signing_by(identity);
    struct Case {
        const char* why;
        LockPdf how;
        bool owes_to_random;
    };
    for (const Case& c : {
             Case{"open", {"", {{"A", "1"}}, nullptr}, false},
             Case{"signed", {"", {{"A", "1"}}, &signing}, false},
             Case{"locked", {"pass", {{"A", "1"}}, nullptr}, true},
             Case{"both", {"pass", {{"A", "1"}}, &signing}, true},
         }) {
        SCOPED_TRACE(c.why);
        SeededRandom one(1), again(1), other(2);
        const std::string first = lock_pdf(small_pdf(), c.how, one).value();
        EXPECT_TRUE(first == lock_pdf(small_pdf(), c.how, again).value());
        EXPECT_EQ(first != lock_pdf(small_pdf(), c.how, other).value(), c.owes_to_random);
    }
    SeededRandom random;
    EXPECT_NE(lock_pdf(small_pdf(), {"", {{"A", "1"}}, nullptr}, random).value(),
              lock_pdf(small_pdf(), {"", {{"A", "2"}}, nullptr}, random).value());
    EXPECT_THAT(lock_pdf(small_pdf(), {}, random).value(), Not(HasSubstr("3141592653589793")));
}

TEST(PdfLock, RefusesPasswordsAndFilesItCannotUse) {
    SeededRandom random;
    for (const std::string& password :
         {std::string("口令"), std::string("a\tb"), std::string("a\0b", 3), std::string(128, 'x')})
        EXPECT_EQ(problem_of(lock_pdf(small_pdf(), {password, {}, nullptr}, random)),
                  "crypto.lock_password");
    EXPECT_EQ(problem_of(lock_pdf(small_pdf(), {std::string(127, '~'), {}, nullptr}, random)), "");
    const std::string good = small_pdf();
    for (const std::string& broken :
         {std::string(), std::string("%PDF-1.5\n"), good.substr(0, good.size() / 2)})
        EXPECT_EQ(problem_of(lock_pdf(broken, {"pass", {}, nullptr}, random)),
                  "crypto.pdf_unusable");
    const SigningIdentity identity = identity_of(testing::curve_key());
    const PdfSigning signing = signing_by(identity);
    const std::string pageless =
        "%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [ ] /Count 0 >>\nendobj\n"
        "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n"
        "trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n110\n%%EOF\n";
    EXPECT_EQ(problem_of(lock_pdf(pageless, {"", {}, &signing}, random)), "crypto.pdf_unusable");
}

TEST(PdfLock, IsReadByQpdfWithItsPasswordAlone) {
    if (!is_installed("qpdf")) GTEST_SKIP() << "the program qpdf is absent";
    const SigningIdentity identity = identity_of(testing::rsa_key());
    const PdfSigning signing = signing_by(identity);
    const TemporaryFolder folder;
    SeededRandom random;
    for (const PdfSigning* with : {static_cast<const PdfSigning*>(nullptr), &signing}) {
        const LockPdf how{"k3mn-7pqr", {{"Fingerprint", "sha256:0a1b"}}, with};
        const std::string locked = lock_pdf(small_pdf(), how, random).value();
        EXPECT_THAT(locked, Not(HasSubstr("0a1b")));
        const std::string path = folder.write("locked.pdf", locked).string();
        EXPECT_THAT(said_by("qpdf --check --password=k3mn-7pqr " + path),
                    AllOf(HasSubstr("R = 6"), HasSubstr("User password = k3mn-7pqr"),
                          HasSubstr("stream encryption method: AESv3"),
                          HasSubstr("extract for accessibility: allowed"),
                          HasSubstr("extract for any purpose: not allowed"),
                          HasSubstr("print high resolution: allowed"),
                          HasSubstr("modify anything: not allowed"),
                          HasSubstr("No syntax or stream encoding errors found")));
        EXPECT_THAT(said_by("qpdf --check --password=other " + path),
                    HasSubstr("invalid password"));
        EXPECT_THAT(said_by("qpdf --check " + path), HasSubstr("invalid password"));
    }
}

TEST(PdfLock, IsValidToPdfsig) {
    if (!is_installed("pdfsig")) GTEST_SKIP() << "the program pdfsig is absent";
    const TemporaryFolder folder;
    SeededRandom random;
    for (EVP_PKEY* const key : {testing::rsa_key(), testing::curve_key()}) {
        const SigningIdentity identity = identity_of(key);
        const PdfSigning signing = signing_by(identity);
        for (const std::string& password : {std::string(), std::string("k3mn")}) {
            SCOPED_TRACE(password + (key == testing::rsa_key() ? " RSA" : " P-256"));
            const std::string path =
                folder
                    .write("a.pdf", lock_pdf(small_pdf(), {password, {}, &signing}, random).value())
                    .string();
            EXPECT_THAT(said_by("TZ=Asia/Shanghai pdfsig -nocert -upw '" + password + "' " + path),
                        AllOf(HasSubstr("Signature is Valid"), HasSubstr("测试大学"),
                              HasSubstr("ETSI.CAdES.detached"), HasSubstr("Sep 01 2026 08:00:00"),
                              HasSubstr("Total document signed")));
        }
    }
}

}  // namespace
}  // namespace mingce
