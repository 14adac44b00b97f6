#include "crypto/pdf_signature.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crypto/pdf_lock.h"
#include "crypto/random_fixture.h"
#include "crypto/signing_fixture.h"
#include "results.h"

namespace mingce {
namespace {

using testing::problem_of;

using testing::kSigningDay;
using testing::MakeIdentity;
using testing::SeededRandom;
using testing::small_pdf;

SigningIdentity identity_of(const MakeIdentity& how = {}) {
    return SigningIdentity::open(testing::made_p12(how), how.password, kSigningDay).value();
}

std::string signed_pdf(const SigningIdentity& identity, const std::string& password = "",
                       const std::string& reason = "名册存档") {
    SeededRandom random;
    const PdfSigning signing{identity, "学籍科", reason, "北京", kSigningDay};
    return lock_pdf(small_pdf(), {password, {}, &signing}, random).value();
}

/// The container's place: behind its `<`, up to its `>`.
std::pair<std::size_t, std::size_t> container_place(const std::string& pdf) {
    const std::size_t begin = pdf.find('<', pdf.rfind("/Contents <")) + 1;
    return {begin, pdf.find('>', begin)};
}

TEST(PdfSignature, SaysWhoSignedAndWhen) {
    for (EVP_PKEY* const key : {testing::rsa_key(), testing::curve_key()}) {
        const SigningIdentity identity = identity_of({.key = key});
        const auto open = check_pdf_signature(signed_pdf(identity));
        ASSERT_EQ(problem_of(open), "");
        EXPECT_EQ(open.value().signer, "测试大学");
        EXPECT_EQ(open.value().certificate_sha256, identity.certificate_sha256());
        EXPECT_EQ(open.value().signed_at, kSigningDay);
        const auto locked = check_pdf_signature(signed_pdf(identity, "pass"));
        ASSERT_EQ(problem_of(locked), "");
        EXPECT_EQ(locked.value().certificate_sha256, identity.certificate_sha256());
        EXPECT_EQ(locked.value().signed_at, std::nullopt) << "it is encrypted";
    }
    const SigningIdentity alone = identity_of({.name = "单位", .has_chain = false});
    EXPECT_EQ(check_pdf_signature(signed_pdf(alone)).value().signer, "单位");
    EXPECT_EQ(
        check_pdf_signature(signed_pdf(alone, "", "/M (D:19990101000000Z)")).value().signed_at,
        kSigningDay)
        << "what a reason says is no time";
}

TEST(PdfSignature, SeesEachByteThatWasChanged) {
    const std::string good = signed_pdf(identity_of({.key = testing::rsa_key()}));
    const auto [begin, end] = container_place(good);
    for (std::size_t at = 0; at < good.size(); ++at) {
        if (at >= begin && at < end) continue;
        std::string altered = good;
        altered[at] ^= 1;
        EXPECT_NE(problem_of(check_pdf_signature(altered)), "") << at;
    }
    // Of the container each digit.
    for (std::size_t at = begin; at < end; ++at) {
        std::string altered = good;
        altered[at] = altered[at] == '0' ? '1' : '0';
        const auto checked = check_pdf_signature(altered);
        // Certificates of the chain are not signed, and nobody is told of them.
        if (checked.ok()) {
            EXPECT_EQ(checked.value().certificate_sha256,
                      check_pdf_signature(good).value().certificate_sha256)
                << at;
        }
    }
}

TEST(PdfSignature, SaysWhatIsWrong) {
    const std::string good = signed_pdf(identity_of());
    const auto [begin, end] = container_place(good);
    const auto with = [&](std::size_t at, const std::string& text) {
        std::string altered = good;
        altered.replace(at, text.size(), text);
        return altered;
    };
    const std::size_t range = good.rfind("/ByteRange [") + 12;
    const std::size_t inside = good.find("/MediaBox");
    const std::string other = signed_pdf(identity_of({.name = "别的大学"}));
    const auto [others_begin, others_end] = container_place(other);
    std::string others = other.substr(others_begin, others_end - others_begin);
    others.resize(end - begin, '0');  // only zeros at the end are fewer or more
    struct Case {
        const char* why;
        std::string pdf;
        const char* refused;
    };
    for (const Case& c : {
             Case{"as it was", good, ""},
             Case{"empty", "", "crypto.pdf_unsigned"},
             Case{"no PDF", "/ByteRange [0 1 2 3]", "crypto.pdf_unsigned"},
             Case{"never signed", small_pdf(), "crypto.pdf_unsigned"},
             Case{"a page", with(inside, "/MediaBux"), "crypto.pdf_altered"},
             Case{"a blank behind", good + "\n", "crypto.pdf_altered"},
             Case{"an update behind", good + "1 0 obj\n<< >>\nendobj\n", "crypto.pdf_altered"},
             Case{"another file's signature", with(begin, others), "crypto.pdf_altered"},
             Case{"cut", good.substr(0, good.size() - 1), "crypto.pdf_altered"},
             Case{"cut in the container", good.substr(0, begin + 100), "crypto.pdf_altered"},
             Case{"a wider range", with(range, " 1"), "crypto.pdf_signature_malformed"},
             Case{"no numbers", with(range, "xx"), "crypto.pdf_signature_malformed"},
             Case{"a letter in the container", with(begin, "g"), "crypto.pdf_signature_malformed"},
             Case{"no DER", with(begin, "00000000"), "crypto.pdf_signature_malformed"},
             Case{"bytes behind it", with(end - 2, "01"), "crypto.pdf_signature_malformed"},
             Case{"an object in the gap", with(end - 10, "> /X <00"),
                  "crypto.pdf_signature_malformed"},
         })
        EXPECT_EQ(problem_of(check_pdf_signature(c.pdf)), c.refused) << c.why;
}

TEST(PdfSignature, BearsNumbersOfAnySize) {
    const std::string head = "%PDF-1.7\n/ByteRange ";
    for (const std::string& range :
         {std::string("["), std::string("[]"), std::string("[0 0 0 0]"), std::string("[0 1 2]"),
          std::string("[0 -1 5 5]"), std::string("[0 18446744073709551615 18446744073709551615 1]"),
          std::string("[0 99999999999999999999 1 1]"),
          std::string("[18446744073709551615 1 1 18446744073709551615]"), std::string("[0 5 4 30]"),
          std::string("[0 0 18446744073709551615 1]"), std::string("[0 0 1 18446744073709551615]"),
          std::string(100'000, '[')})
        EXPECT_NE(problem_of(check_pdf_signature(head + range)), "") << range.substr(0, 60);
    // A container larger than any, whose range fits.
    constexpr std::size_t kDigits = 200'000;
    const std::size_t begin = head.size() + std::string("[0 000 000000 0]").size();
    char range[32];
    std::snprintf(range, sizeof range, "[0 %03zu %06zu 0]", begin, begin + kDigits + 2);
    const std::string large = head + range + "<" + std::string(kDigits, '0') + ">";
    EXPECT_EQ(problem_of(check_pdf_signature(large)), "crypto.pdf_signature_malformed");
}

TEST(PdfSignature, BearsContainersOfRandomBytes) {
    const std::string good = signed_pdf(identity_of());
    const auto [begin, end] = container_place(good);
    SeededRandom random;
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (int round = 0; round < 1'000; ++round) {
        std::string altered = good;
        for (std::size_t count = random.below(8) + 1; count > 0; --count)
            altered[begin + random.below(end - begin)] = kDigits[random.below(kDigits.size())];
        (void)check_pdf_signature(altered);  // no crash, no leak
        // The bytes under the signature are another's: whatever the container says, it is no good.
        altered[good.find("/MediaBox") + 1] ^= 1;
        EXPECT_NE(problem_of(check_pdf_signature(altered)), "");
    }
}

}  // namespace
}  // namespace mingce
