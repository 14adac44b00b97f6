#include "crypto/page_proof.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "crypto/page_code.h"

namespace mingce {
namespace {

constexpr std::string_view kOrigin = "mingce/0190";

class PageProofTest : public ::testing::Test {
protected:
    SignedPageProof page() const {
        SignedPageProof made;
        made.proof = {"2026-ug", 1, 2, 5, 12, 46, ""};
        made.proof.code = page_code(sha256(page_identity(kOrigin, made.proof, "65be")));
        made.signature = signer_.signature_of(proof_text(kOrigin, made.proof));
        return made;
    }
    bool is_signed(const SignedPageProof& page) const {
        return signer_.verifier().has_signed(proof_text(kOrigin, page.proof), page.signature);
    }

    SystemRandom random_;
    CheckpointSigner signer_ = CheckpointSigner::make("mingce", SecretKey::make(random_)).value();
};

TEST_F(PageProofTest, IsReadBackFromItsCodeWithAndWithoutTheAddress) {
    const SignedPageProof made = page();
    for (const std::string_view address : {"https://roster.school.edu.cn/verify", ""}) {
        const std::string text = qr_text(address, made);
        EXPECT_LE(text.size(), 200U) << text;
        const auto read = parse_qr_text(text);
        ASSERT_TRUE(read.ok()) << read.error().sentence(Language::English);
        EXPECT_EQ(read.value().proof, made.proof);
        EXPECT_TRUE(is_signed(read.value()));
    }
    const std::string longest(48, 'a');
    SignedPageProof wide = made;
    wide.proof = {"2026-intl", 99, 99, 99, 9'999, 9'999, made.proof.code};
    EXPECT_LE(qr_text(longest, wide).size(), 200U);
}

TEST_F(PageProofTest, AnotherPageEditionOrCodeIsNotSigned) {
    const SignedPageProof made = page();
    for (const auto& change :
         {+[](PageProof& proof) { proof.page = 13; }, +[](PageProof& proof) { proof.pages = 47; },
          +[](PageProof& proof) { proof.volume = 4; }, +[](PageProof& proof) { proof.edition = 2; },
          +[](PageProof& proof) { proof.revision = 3; },
          +[](PageProof& proof) { proof.intake = "2026-pg"; },
          +[](PageProof& proof) { proof.code[0] = proof.code[0] == '0' ? '1' : '0'; }}) {
        SignedPageProof moved = made;
        change(moved.proof);
        EXPECT_FALSE(is_signed(moved));
    }
    SignedPageProof forged = made;
    forged.signature[5] ^= 1;
    EXPECT_FALSE(is_signed(forged));
}

TEST_F(PageProofTest, TheSameRowsElsewhereHaveAnotherCode) {
    PageProof one{"2026-ug", 1, 2, 5, 12, 46, ""}, other = one;
    other.edition = 2;
    EXPECT_NE(page_identity(kOrigin, one, "65be"), page_identity(kOrigin, other, "65be"));
    EXPECT_NE(page_identity(kOrigin, one, "65be"), page_identity(kOrigin, one, "65bf"));
    EXPECT_NE(page_identity(kOrigin, one, "65be"), page_identity("mingce/0191", one, "65be"));
}

TEST_F(PageProofTest, WhatIsNoMarkIsRefused) {
    const std::string good = qr_text("", page());
    for (const std::string& text :
         {std::string(), std::string("https://example.com"), std::string("#1/2026-UG/1/2/5/12"),
          "#2" + good.substr(2), good.substr(0, good.size() - 1), good + "0",
          std::string("#1/2026-UG/0/2/5/12/46/X/Y"), std::string("#1/../1/2/5/12/46/X/Y")})
        EXPECT_FALSE(parse_qr_text(text).ok()) << text;
    std::string mistyped = good;
    const std::size_t code = mistyped.find(page().proof.code);
    mistyped[code] = mistyped[code] == '2' ? '3' : '2';
    EXPECT_EQ(parse_qr_text(mistyped).error().problem().code, "crypto.code_check");
}

}  // namespace
}  // namespace mingce
