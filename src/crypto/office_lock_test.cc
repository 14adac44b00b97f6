#include "crypto/office_lock.h"

#include <gmock/gmock.h>
#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/owned.h"
#include "crypto/bytes_as_text.h"
#include "crypto/random_fixture.h"
#include "crypto/signing_fixture.h"
#include "results.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

using testing::problem_of;

using testing::contents;
using testing::from_hex;
using ::testing::HasSubstr;
using testing::said_by;
using testing::SeededRandom;
using testing::TemporaryFolder;

/// A stream by its path of storages; "" where there is none.
std::string stream_of(const std::string& file, const std::vector<std::string>& path) {
    const Owned<GsfInput, g_object_unref> memory(gsf_input_memory_new(
        reinterpret_cast<const guint8*>(file.data()), static_cast<gsf_off_t>(file.size()), FALSE));
    const Owned<GsfInfile, g_object_unref> root(gsf_infile_msole_new(memory.get(), nullptr));
    if (!root) return {};
    std::vector<const char*> names;
    for (const std::string& name : path) names.push_back(name.c_str());
    names.push_back(nullptr);
    const Owned<GsfInput, g_object_unref> stream(
        gsf_infile_child_by_aname(root.get(), names.data()));
    if (!stream) return {};
    std::string bytes(static_cast<std::size_t>(gsf_input_size(stream.get())), '\0');
    gsf_input_read(stream.get(), bytes.size(), reinterpret_cast<guint8*>(bytes.data()));
    return bytes;
}

// A reader of its own, by MS-OFFCRYPTO 2.3.4.10 to 2.3.4.15, that shares nothing with the writer.

std::string sha512(const std::string& bytes) {
    std::string digest(64, '\0');
    EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr,
               EVP_sha512(), nullptr);
    return digest;
}

std::string decrypted(const std::string& key, const std::string& iv, const std::string& bytes) {
    const Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> context(EVP_CIPHER_CTX_new());
    const auto* const data = reinterpret_cast<const unsigned char*>(bytes.data());
    EVP_DecryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr,
                       reinterpret_cast<const unsigned char*>(key.data()),
                       reinterpret_cast<const unsigned char*>(iv.data()));
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    std::string out(bytes.size() + 16, '\0');
    int size = 0;
    EVP_DecryptUpdate(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size, data,
                      static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(size));
    return out;
}

std::string number_bytes(std::size_t number) {
    std::string bytes;
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFF);
    return bytes;
}

/// The bytes of an attribute, looked for behind `element`.
std::string bytes_in(const std::string& xml, const std::string& element, const std::string& name) {
    const std::size_t at = xml.find(" " + name + "=\"", xml.find("<" + element + " "));
    if (at == std::string::npos) return {};
    const std::size_t begin = at + name.size() + 3;
    const std::string text = xml.substr(begin, xml.find('"', begin) - begin);
    const std::size_t filled = text.size() - text.find_last_not_of('=') - 1;
    std::string bytes(text.size() / 4 * 3 - filled, '\0');
    EXPECT_TRUE(read_base64(text, {reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()}));
    return bytes;
}

struct Opened {
    bool password_fits = false, is_intact = false;
    std::string package;
};

Opened open_office_package(const std::string& locked, const std::u16string& password) {
    Opened opened;
    const std::string stream = stream_of(locked, {"EncryptedPackage"});
    const std::string xml = stream_of(locked, {"EncryptionInfo"}).substr(8);
    const std::string salt = bytes_in(xml, "p:encryptedKey", "saltValue");
    std::string hash = salt;
    for (const char16_t unit : password)
        hash += {static_cast<char>(unit & 0xFF), static_cast<char>(unit >> 8)};
    hash = sha512(hash);
    for (std::size_t i = 0; i < 100'000; ++i) hash = sha512(number_bytes(i) + hash);
    const auto unlocked = [&](const char* name, const char* purpose) {
        return decrypted(sha512(hash + from_hex(purpose)).substr(0, 32), salt,
                         bytes_in(xml, "p:encryptedKey", name));
    };
    opened.password_fits = sha512(unlocked("encryptedVerifierHashInput", "fea7d2763b4b9e79")) ==
                           unlocked("encryptedVerifierHashValue", "d7aa0f6d3061344e");
    const std::string key = unlocked("encryptedKeyValue", "146e0be7abacd0d6");

    const std::string key_salt = bytes_in(xml, "keyData", "saltValue");
    const auto integrity = [&](const char* name, const char* purpose) {
        return decrypted(key, sha512(key_salt + from_hex(purpose)).substr(0, 16),
                         bytes_in(xml, "dataIntegrity", name));
    };
    const std::string hmac_key = integrity("encryptedHmacKey", "5fb2ad010cb9e1f6");
    std::string hmac(64, '\0');
    HMAC(EVP_sha512(), hmac_key.data(), static_cast<int>(hmac_key.size()),
         reinterpret_cast<const unsigned char*>(stream.data()), stream.size(),
         reinterpret_cast<unsigned char*>(hmac.data()), nullptr);
    opened.is_intact = hmac == integrity("encryptedHmacValue", "a0677f02b22c8433");

    std::size_t size = 0;
    for (std::size_t i = 8; i > 0; --i)
        size = size << 8 | static_cast<unsigned char>(stream[i - 1]);
    for (std::size_t at = 8; at < stream.size(); at += 4096)
        opened.package += decrypted(key, sha512(key_salt + number_bytes(at / 4096)).substr(0, 16),
                                    stream.substr(at, 4096));
    opened.package.resize(std::min(size, opened.package.size()));
    return opened;
}

TEST(OfficeLock, IsOpenedByItsPasswordAlone) {
    SeededRandom random;
    for (const std::size_t size : {0, 1, 15, 16, 4'095, 4'096, 4'097, 8'192, 50'000}) {
        SCOPED_TRACE(size);
        const std::string package = random.text(size);
        const auto locked = lock_office_package(package, "k3mn-7pqr-XY", random);
        ASSERT_EQ(problem_of(locked), "");
        const Opened opened = open_office_package(locked.value(), u"k3mn-7pqr-XY");
        EXPECT_TRUE(opened.password_fits);
        EXPECT_TRUE(opened.is_intact);
        EXPECT_EQ(opened.package, package);
    }
    const auto locked = lock_office_package("package", "right", random);
    EXPECT_FALSE(open_office_package(locked.value(), u"wrong").password_fits);
    EXPECT_FALSE(open_office_package(locked.value(), u"wrong").is_intact);
}

TEST(OfficeLock, TakesPasswordsOfAnyScript) {
    SeededRandom random;
    struct Case {
        std::string password;
        std::u16string wide;
    };
    for (const Case& c : {
             Case{"a", u"a"},
             Case{"新生名册 2026", u"新生名册 2026"},
             Case{"𠮷野家", u"𠮷野家"},
             Case{std::string(127, 'x'), std::u16string(127, u'x')},
         }) {
        const auto locked = lock_office_package("package", c.password, random);
        ASSERT_EQ(problem_of(locked), "") << c.password;
        EXPECT_TRUE(open_office_package(locked.value(), c.wide).password_fits) << c.password;
    }
    for (const std::string& refused : {std::string(), std::string(128, 'x'),
                                       std::string("\xff\xfe"), std::string("\xed\xa0\x80")})
        EXPECT_EQ(problem_of(lock_office_package("package", refused, random)),
                  "crypto.lock_password");
}

TEST(OfficeLock, ShowsWhetherAByteWasChanged) {
    SeededRandom random;
    const std::string package = random.text(10'000);
    const std::string locked = lock_office_package(package, "pass", random).value();
    const std::string stream = stream_of(locked, {"EncryptedPackage"});
    for (const std::size_t at :
         {std::size_t{0}, std::size_t{8}, std::size_t{5'000}, stream.size() - 1}) {
        SCOPED_TRACE(at);
        // The stream's sectors of 512 bytes follow one another in the file.
        std::string altered = locked;
        const std::size_t begin = altered.find(stream.substr(0, 512));
        ASSERT_NE(begin, std::string::npos);
        altered[begin + at] ^= 1;
        ASSERT_NE(stream_of(altered, {"EncryptedPackage"}), stream);
        EXPECT_TRUE(open_office_package(altered, u"pass").password_fits);
        EXPECT_FALSE(open_office_package(altered, u"pass").is_intact);
    }
}

TEST(OfficeLock, IsMadeOfTheRandomnessHandedIn) {
    SeededRandom one(1), again(1), other(2);
    const std::string first = lock_office_package("package", "pass", one).value();
    EXPECT_EQ(first, lock_office_package("package", "pass", again).value());
    EXPECT_NE(first, lock_office_package("package", "pass", other).value());
}

TEST(OfficeLock, SaysHowItIsLockedAsExcelDoes) {
    SeededRandom random;
    const std::string locked = lock_office_package("package", "pass", random).value();
    EXPECT_EQ(stream_of(locked, {"EncryptionInfo"}).substr(0, 8), from_hex("0400040040000000"));
    struct Case {
        std::vector<std::string> path;
        std::size_t size;
        std::string begin, end;  // hex
    };
    for (const Case& c : {
             Case{{"\x06"
                   "DataSpaces",
                   "Version"},
                  76,
                  "3c0000004d006900",
                  "010000000100000001000000"},
             Case{{"\x06"
                   "DataSpaces",
                   "DataSpaceMap"},
                  112,
                  "08000000010000006800000001000000000000002000000045006e",
                  "630065000000"},
             Case{{"\x06"
                   "DataSpaces",
                   "DataSpaceInfo", "StrongEncryptionDataSpace"},
                  64,
                  "08000000010000003200000053007400",
                  "72006d000000"},
             Case{{"\x06"
                   "DataSpaces",
                   "TransformInfo", "StrongEncryptionTransform",
                   "\x06"
                   "Primary"},
                  200,
                  "58000000010000004c0000007b00460046003900",
                  "010000000100000001000000"
                  "00000000000000000000000004000000"},
         }) {
        const std::string stream = stream_of(locked, c.path);
        EXPECT_EQ(stream.size(), c.size) << c.path.back();
        const std::string hex = hex_of(bytes_of(stream));
        EXPECT_TRUE(hex.starts_with(c.begin)) << hex;
        EXPECT_TRUE(hex.ends_with(c.end)) << hex;
    }
}

TEST(OfficeLock, IsOpenedByMsoffcrypto) {
    if (said_by("/usr/bin/python3 -c 'import msoffcrypto'") != "")
        GTEST_SKIP() << "the python3 module msoffcrypto is absent";
    const TemporaryFolder folder;
    folder.write("open.py",
                 "import msoffcrypto, sys\n"
                 "file = msoffcrypto.OfficeFile(open(sys.argv[1], 'rb'))\n"
                 "file.load_key(password=sys.argv[3], verify_password=True)\n"
                 "file.decrypt(open(sys.argv[2], 'wb'), verify_integrity=True)\n");
    SeededRandom random;
    // It looks whether what it opened ends as a ZIP archive does.
    const std::string end = from_hex("504b0506" + std::string(36, '0'));
    for (const std::size_t size : {0, 4'096, 4'097, 300'000}) {
        SCOPED_TRACE(size);
        const std::string package = random.text(size) + end;
        folder.write("locked.xlsx", lock_office_package(package, "k3mn", random).value());
        const std::string open =
            "cd " + folder.path().string() + " && /usr/bin/python3 open.py locked.xlsx opened ";
        EXPECT_THAT(said_by(open + "wrong"), HasSubstr("InvalidKeyError"));
        EXPECT_EQ(said_by(open + "k3mn"), "");
        EXPECT_TRUE(contents(folder.path() / "opened") == package);
    }
}

}  // namespace
}  // namespace mingce
