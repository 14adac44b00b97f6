#include "crypto/age.h"

#include <cstdio>
#include <cstring>

#include <gtest/gtest.h>

#include "crypto/age_header.h"
#include "crypto/random_fixture.h"
#include "temporary_folder.h"

namespace mingce {
namespace {

using testing::SeededRandom;
using testing::TemporaryFolder;

constexpr std::size_t kSizes[] = {0, 1, 65535, 65536, 65537, 131'072, 200'000, 1 << 20};

AgeIdentity identity_of(std::uint64_t seed) {
    SeededRandom random(seed);
    return AgeIdentity(SecretKey::make(random));
}

std::string encrypted(std::string_view plain, std::vector<AgeRecipient> recipients,
                      std::size_t step = 10'000) {
    SeededRandom random(7);
    std::string file;
    AgeWriter writer(
        std::move(recipients),
        [&file](std::string_view bytes) -> Status {
            file.append(bytes);
            return Done{};
        },
        random);
    for (std::size_t at = 0; at < plain.size(); at += step)
        EXPECT_TRUE(writer.write(plain.substr(at, step)).ok());
    EXPECT_TRUE(writer.finish().ok());
    return file;
}

struct Decrypted {
    std::string code;  // "" when the file was read to its end
    std::string plain;
};

Decrypted decrypted(std::string_view file, const AgeIdentity& identity,
                    std::size_t step = 1 << 20) {
    Decrypted result;
    const AgeSource source = [&](std::span<char> room) -> Result<std::size_t> {
        const std::size_t taken = std::min({room.size(), file.size(), step});
        std::memcpy(room.data(), file.data(), taken);
        file.remove_prefix(taken);
        return taken;
    };
    const Status read = read_age(source, identity, [&](std::string_view bytes) -> Status {
        result.plain.append(bytes);
        return Done{};
    });
    if (!read.ok()) result.code = read.error().problem().code;
    return result;
}

TEST(Age, ReadsWhatItWrote) {
    SeededRandom random;
    const AgeIdentity identity = identity_of(1);
    for (std::size_t size : kSizes) {
        SCOPED_TRACE(size);
        const std::string plain = random.text(size);
        const std::string file = encrypted(plain, {identity.recipient()});
        const std::size_t chunks = size == 0 ? 1 : (size + 65535) / 65536;
        EXPECT_EQ(file.size(), age_header_size(file) + 16 + size + 16 * chunks);
        for (std::size_t step : {1000, 65536, 1 << 20}) {
            EXPECT_EQ(encrypted(plain, {identity.recipient()}, step), file);
            const Decrypted read = decrypted(file, identity, step);
            EXPECT_EQ(read.code, "");
            EXPECT_EQ(read.plain, plain);
        }
    }
}

TEST(Age, EachRecipientReadsAlone) {
    std::vector<AgeRecipient> recipients;
    for (std::uint64_t seed = 1; seed <= 5; ++seed)
        recipients.push_back(identity_of(seed).recipient());
    const std::string file = encrypted("made up", recipients);
    for (std::uint64_t seed = 1; seed <= 5; ++seed)
        EXPECT_EQ(decrypted(file, identity_of(seed)).plain, "made up");
    EXPECT_EQ(decrypted(file, identity_of(6)).code, "crypto.age_identity_wrong");
}

TEST(Age, RefusesEveryFlippedBit) {
    SeededRandom random;
    const AgeIdentity identity = identity_of(1);
    const std::string plain = random.text(200'000);
    const std::string file = encrypted(plain, {identity.recipient()});
    const std::size_t head = age_header_size(file) + 16;
    const auto refused = [&](std::size_t at, int bit) {
        std::string altered = file;
        altered[at] = static_cast<char>(altered[at] ^ 1 << bit);
        const Decrypted read = decrypted(altered, identity);
        // What was handed out before is genuine.
        return !read.code.empty() && plain.starts_with(read.plain);
    };
    for (std::size_t at = 0; at < head; ++at)
        for (int bit = 0; bit < 8; ++bit) ASSERT_TRUE(refused(at, bit)) << at << " " << bit;
    for (int i = 0; i < 10'000; ++i) {
        const std::size_t at = head + random.below(file.size() - head);
        ASSERT_TRUE(refused(at, static_cast<int>(random.below(8)))) << at;
    }
}

TEST(Age, RefusesEveryShorterFile) {
    SeededRandom random;
    const AgeIdentity identity = identity_of(1);
    const std::string plain = random.text(131'072 + 100);
    const std::string file = encrypted(plain, {identity.recipient()});
    for (std::size_t size = 0; size < file.size(); size += size < 400 ? 1 : 997)
        ASSERT_NE(decrypted(file.substr(0, size), identity).code, "") << size;
}

TEST(Age, SaysWhatIsWrongWithAFile) {
    SeededRandom random;
    const AgeIdentity identity = identity_of(1);
    const std::string file = encrypted(random.text(131'072 + 100), {identity.recipient()});
    const std::size_t head = age_header_size(file), payload = head + 16, chunk = 65536 + 16;
    const std::string header = file.substr(0, head);
    const auto part = [&](std::size_t from, std::size_t to) {
        return file.substr(from, to - from);
    };
    const std::string second = part(payload + chunk, payload + 2 * chunk);
    std::string wrong_mac = header, other_version = file;
    wrong_mac[head - 3] = wrong_mac[head - 3] == 'A' ? 'B' : 'A';
    other_version[20] = '2';
    const struct {
        std::string_view why;
        std::string file;
        std::string_view outcome;
    } cases[] = {
        {"nothing", "", "crypto.age_not_age"},
        {"another file", "PK\x03\x04 a workbook", "crypto.age_not_age"},
        {"another version", other_version, "crypto.age_not_age"},
        {"armoured", "-----BEGIN AGE ENCRYPTED FILE-----\n", "crypto.age_not_age"},
        {"half the first line", file.substr(0, 10), "crypto.age_cut_short"},
        {"half the header", file.substr(0, head / 2), "crypto.age_cut_short"},
        {"header only", header, "crypto.age_cut_short"},
        {"no chunk", file.substr(0, payload), "crypto.age_cut_short"},
        {"half a tag", file.substr(0, payload + 8), "crypto.age_cut_short"},
        {"one whole chunk", file.substr(0, payload + chunk), "crypto.age_cut_short"},
        {"two whole chunks", file.substr(0, payload + 2 * chunk), "crypto.age_cut_short"},
        {"half a chunk", file.substr(0, payload + 100), "crypto.age_damaged"},
        {"a chunk left out", part(0, payload) + part(payload + chunk, file.size()),
         "crypto.age_damaged"},
        {"a chunk twice", part(0, payload + chunk) + part(payload, file.size()),
         "crypto.age_damaged"},
        {"chunks exchanged",
         part(0, payload) + second + part(payload, payload + chunk) +
             part(payload + 2 * chunk, file.size()),
         "crypto.age_damaged"},
        {"a byte more", file + "x", "crypto.age_damaged"},
        {"a wrong seal on the header", wrong_mac + file.substr(head), "crypto.age_header_damaged"},
        {"a header without end",
         std::string(kAgeVersionLine) + "-> X25519 " + std::string(100'000, 'A'),
         "crypto.age_header_damaged"},
    };
    for (const auto& c : cases) EXPECT_EQ(decrypted(c.file, identity).code, c.outcome) << c.why;
    // Only a last chunk of full length can be told from what follows it.
    const std::string full = encrypted(random.text(65'536), {identity.recipient()});
    EXPECT_EQ(decrypted(full + "x", identity).code, "crypto.age_trailing");
    EXPECT_EQ(decrypted(file, identity_of(2)).code, "crypto.age_identity_wrong");
}

TEST(AgeHeader, ParseJudgesText) {
    const std::string version(kAgeVersionLine), share(43, 'A'), mac = "--- " + share + "\n";
    const std::string stanza = "-> X25519 " + share + "\n" + share + "\n";
    const struct {
        std::string_view why;
        std::string header;
        std::string_view outcome;
    } cases[] = {
        {"one stanza", version + stanza + mac, ""},
        {"another kind", version + "-> grease a b\n\n" + stanza + mac, ""},
        {"a body of a whole line", version + "-> grease\n" + std::string(64, 'A') + "\n\n" + mac,
         ""},
        {"no stanza", version + mac, ""},
        {"no short line", version + "-> grease\n" + std::string(64, 'A') + "\n" + mac,
         "crypto.age_header_damaged"},
        {"a long line", version + "-> grease\n" + std::string(66, 'A') + "\n" + mac,
         "crypto.age_header_damaged"},
        {"no kind", version + "-> \n\n" + mac, "crypto.age_header_damaged"},
        {"two blanks", version + "-> a  b\n\n" + mac, "crypto.age_header_damaged"},
        {"a blank at the end", version + "-> a \n\n" + mac, "crypto.age_header_damaged"},
        {"a control character", version + "-> a\x01\n\n" + mac, "crypto.age_header_damaged"},
        {"no argument", version + "-> X25519\n" + share + "\n" + mac, "crypto.age_header_damaged"},
        {"an argument more", version + "-> X25519 " + share + " x\n" + share + "\n" + mac,
         "crypto.age_header_damaged"},
        {"a short share", version + "-> X25519 AAAA\n" + share + "\n" + mac,
         "crypto.age_header_damaged"},
        {"a short body", version + "-> X25519 " + share + "\nAAAA\n" + mac,
         "crypto.age_header_damaged"},
        {"bits left over in a body", version + "-> a\nAB\n" + mac, "crypto.age_header_damaged"},
        {"padding", version + "-> a\nAA==\n" + mac, "crypto.age_header_damaged"},
        {"a short seal", version + stanza + "--- AAAA\n", "crypto.age_header_damaged"},
        {"no blank before the seal", version + stanza + "---" + share + "\n",
         "crypto.age_header_damaged"},
        {"something after", version + stanza + mac + "x\n", "crypto.age_header_damaged"},
        {"no line end", version + stanza + mac.substr(0, mac.size() - 1),
         "crypto.age_header_damaged"},
        {"a stray line", version + "stray\n" + stanza + mac, "crypto.age_header_damaged"},
        {"line ends of Windows", version + "-> a\r\n\r\n" + mac, "crypto.age_header_damaged"},
        {"another program's", "age-encryption.org/v9\n" + mac, "crypto.age_not_age"},
    };
    for (const auto& c : cases) {
        const auto parsed = parse_age_header(c.header);
        EXPECT_EQ(parsed.ok() ? "" : parsed.error().problem().code, c.outcome) << c.why;
    }
}

TEST(Age, PassesOnWhatTheSinkRefuses) {
    static constexpr Problem kFull{"test.full", Kind::Unavailable, {"满", "full"}, {}};
    SeededRandom random;
    AgeWriter writer(
        {identity_of(1).recipient()}, [](std::string_view) -> Status { return Error(kFull); },
        random);
    const Status written = writer.write("x");
    ASSERT_FALSE(written.ok());
    EXPECT_EQ(written.error().problem().code, "test.full");
}

TEST(AgeKeys, HaveOneSpelling) {
    const AgeIdentity identity = identity_of(1);
    const std::string secret = identity.text(), open = identity.recipient().text();
    EXPECT_TRUE(secret.starts_with("AGE-SECRET-KEY-1"));
    EXPECT_TRUE(open.starts_with("age1"));
    EXPECT_EQ(AgeIdentity::parse(secret).value().text(), secret);
    EXPECT_EQ(AgeRecipient::parse(open).value().text(), open);
    for (const std::string& wrong : {std::string(), secret.substr(1), secret + "Q", open,
                                     "age-secret-key-1" + secret.substr(16)})
        EXPECT_FALSE(AgeIdentity::parse(wrong).ok()) << wrong;
    for (const std::string& wrong :
         {std::string(), open.substr(1), open + "q", secret, "AGE1" + open.substr(4)})
        EXPECT_FALSE(AgeRecipient::parse(wrong).ok()) << wrong;
}

/// What a command prints; its exit code must be 0.
std::string printed(const std::string& command) {
    FILE* const pipe = popen(command.c_str(), "r");
    std::string text(1 << 16, '\0');
    text.resize(fread(text.data(), 1, text.size(), pipe));
    EXPECT_EQ(pclose(pipe), 0) << command;
    return text;
}

class PackagedAge : public ::testing::Test {
protected:
    void SetUp() override {
        if (printed("command -v age || true").empty()) GTEST_SKIP() << "the program age is absent";
    }
    const TemporaryFolder folder_;
    std::string at(const std::string& name) const { return (folder_.path() / name).string(); }
};

TEST_F(PackagedAge, OpensOursAndWeItsOwn) {
    SeededRandom random;
    const AgeIdentity identity = identity_of(1);
    folder_.write("key.txt", identity.text() + "\n");
    EXPECT_EQ(printed("age-keygen -y " + at("key.txt")), identity.recipient().text() + "\n");
    for (std::size_t size : kSizes) {
        SCOPED_TRACE(size);
        const std::string plain = random.text(size);
        folder_.write("ours.age",
                      encrypted(plain, {identity_of(2).recipient(), identity.recipient()}));
        printed("age -d -i " + at("key.txt") + " -o " + at("opened") + " " + at("ours.age"));
        EXPECT_EQ(testing::contents(at("opened")), plain);

        folder_.write("plain", plain);
        printed("age -r " + identity_of(2).recipient().text() + " -r " +
                identity.recipient().text() + " -o " + at("its.age") + " " + at("plain"));
        const Decrypted read = decrypted(testing::contents(at("its.age")), identity);
        EXPECT_EQ(read.code, "");
        EXPECT_EQ(read.plain, plain);
    }
}

TEST_F(PackagedAge, MakesKeysWeRead) {
    printed("age-keygen -o " + at("its.key") + " 2>&1");
    const std::string text = testing::contents(at("its.key"));
    const std::size_t from = text.find("AGE-SECRET-KEY-1"), line = text.find("age1");
    const auto identity = AgeIdentity::parse(text.substr(from, text.find('\n', from) - from));
    ASSERT_TRUE(identity.ok());
    EXPECT_EQ(identity.value().recipient().text(), text.substr(line, text.find('\n', line) - line));
}

}  // namespace
}  // namespace mingce
