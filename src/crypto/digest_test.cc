#include "crypto/digest.h"

#include <gtest/gtest.h>

#include "crypto/random_fixture.h"

namespace mingce {
namespace {

using testing::from_hex;

TEST(Sha256, AnswersAsPublished) {
    struct Case {
        std::string_view why;
        std::string text;
        std::string_view hash;
    };
    const Case cases[] = {
        {"nothing", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"FIPS 180-2, B.1", "abc",
         "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"FIPS 180-2, B.2", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"FIPS 180-2, B.3", std::string(1'000'000, 'a'),
         "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(hex_of(sha256(c.text)), c.hash);
        Sha256 digest;
        for (std::size_t at = 0; at < c.text.size(); at += 1000)
            digest.add(std::string_view(c.text).substr(at, 1000));
        EXPECT_EQ(digest.hex(), c.hash);
        digest.add(c.text);  // it has begun again
        EXPECT_EQ(digest.hex(), c.hash);
    }
}

TEST(HmacSha256, AnswersAsRfc4231) {
    struct Case {
        std::string_view why;
        std::string key, text;
        std::string_view hash;
    };
    const Case cases[] = {
        {"case 1", std::string(20, '\x0b'), "Hi There",
         "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
        {"case 2: a short key", "Jefe", "what do ya want for nothing?",
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {"case 3", std::string(20, '\xaa'), std::string(50, '\xdd'),
         "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
        {"case 6: a key longer than a block", std::string(131, '\xaa'),
         "Test Using Larger Than Block-Size Key - Hash Key First",
         "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
        {"a key of nothing", "", "",
         "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        HmacSha256 keyed(bytes_of(c.key));
        EXPECT_EQ(hex_of(keyed.of(c.text)), c.hash);
        (void)keyed.of("something between");
        EXPECT_EQ(hex_of(keyed.of(c.text)), c.hash);
    }
}

TEST(HkdfSha256, AnswersAsRfc5869) {
    std::string key, salt, info;
    for (int i = 0; i < 80; ++i) {
        key.push_back(static_cast<char>(i));
        salt.push_back(static_cast<char>(0x60 + i));
        info.push_back(static_cast<char>(0xb0 + i));
    }
    struct Case {
        std::string_view why;
        std::string key, salt, info;
        std::string_view out;
    };
    const Case cases[] = {
        {"case 1", std::string(22, '\x0b'), from_hex("000102030405060708090a0b0c"),
         from_hex("f0f1f2f3f4f5f6f7f8f9"),
         "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
        {"case 2: longer than a hash", key, salt, info,
         "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c6"
         "5e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"},
        {"case 3: no salt, no info", std::string(22, '\x0b'), "", "",
         "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        std::vector<std::uint8_t> out(c.out.size() / 2);
        hkdf_sha256(bytes_of(c.key), c.salt, c.info, out);
        EXPECT_EQ(hex_of(out), c.out);
    }
}

TEST(Hash, EqualsOnlyItself) {
    const Hash hash = sha256("abc");
    EXPECT_TRUE(equal_in_constant_time(hash, sha256("abc")));
    for (std::size_t i = 0; i < hash.size(); ++i) {
        Hash other = hash;
        other[i] ^= 1;
        EXPECT_FALSE(equal_in_constant_time(hash, other)) << i;
    }
}

}  // namespace
}  // namespace mingce
