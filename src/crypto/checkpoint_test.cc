#include "crypto/checkpoint.h"

#include <gtest/gtest.h>

#include "crypto/random_fixture.h"
#include "results.h"

namespace mingce {
namespace {

using testing::problem_of;

using testing::SeededRandom;

constexpr std::string_view kOrigin = "roster.jiangcheng.example/audit";
constexpr std::string_view kName = "roster.jiangcheng.example";

CheckpointSigner signer_of(std::uint64_t seed, std::string_view name = kName) {
    SeededRandom random(seed);
    return CheckpointSigner::make(std::string(name), SecretKey::make(random)).value();
}

Checkpoint some_checkpoint() { return {std::string(kOrigin), {20'852'163, leaf_hash("made up")}}; }

// The verifier of the documentation of Go's sumdb/note: name, key id and key belong together.
TEST(CheckpointVerifier, ReadsOtherToolsKeys) {
    constexpr std::string_view kPeter =
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const auto verifier = CheckpointVerifier::parse(kPeter);
    ASSERT_TRUE(verifier.ok());
    EXPECT_EQ(verifier.value().name(), "PeterNeumann");
    EXPECT_EQ(verifier.value().text(), kPeter);
}

TEST(CheckpointVerifier, ParseJudgesText) {
    const std::string good = signer_of(1).verifier().text();
    EXPECT_EQ(problem_of(CheckpointVerifier::parse(good)), "");
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string wrong = good;
        wrong[i] = wrong[i] == 'A' ? 'B' : 'A';
        const auto parsed = CheckpointVerifier::parse(wrong);
        // The id is read in either case; everything else has one spelling.
        const std::string read = parsed.ok() ? parsed.value().text() : good;
        EXPECT_EQ(read, good) << wrong;
        EXPECT_EQ(problem_of(CheckpointVerifier::parse(good.substr(0, i))),
                  "crypto.verifier_malformed");
    }
    for (std::string_view name : {"", "two words", "a+b", "line\nend", "wide　blank", "\xff"}) {
        SeededRandom random;
        EXPECT_EQ(problem_of(CheckpointSigner::make(std::string(name), SecretKey::make(random))),
                  "crypto.verifier_malformed")
            << name;
    }
}

TEST(Checkpoint, TextIsOfThisForm) {
    const Checkpoint empty{"example", tree_head({})};
    EXPECT_EQ(checkpoint_text(empty), "example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    EXPECT_EQ(problem_of(parse_checkpoint(checkpoint_text(empty))), "");
    EXPECT_EQ(parse_checkpoint(checkpoint_text(some_checkpoint())).value(), some_checkpoint());
}

TEST(Checkpoint, ParseJudgesText) {
    const std::string root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    const struct {
        std::string_view why;
        std::string text;
        bool accepted;
    } cases[] = {
        {"as written", "log\n7\n" + root + "\n", true},
        {"a further line", "log\n7\n" + root + "\nmore\n", true},
        {"the largest size", "log\n18446744073709551615\n" + root + "\n", true},
        {"nothing", "", false},
        {"no line end", "log\n7\n" + root, false},
        {"no origin", "\n7\n" + root + "\n", false},
        {"a size too large", "log\n18446744073709551616\n" + root + "\n", false},
        {"a leading zero", "log\n07\n" + root + "\n", false},
        {"a sign", "log\n+7\n" + root + "\n", false},
        {"below zero", "log\n-7\n" + root + "\n", false},
        {"no size", "log\n\n" + root + "\n", false},
        {"a blank in the size", "log\n7 \n" + root + "\n", false},
        {"a short root", "log\n7\nAAAA\n", false},
        {"bits left over", "log\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", false},
        {"an empty further line", "log\n7\n" + root + "\n\n", false},
        {"an unfinished further line", "log\n7\n" + root + "\nmore", false},
        {"not UTF-8", "l\xffg\n7\n" + root + "\n", false},
    };
    for (const auto& c : cases)
        EXPECT_EQ(problem_of(parse_checkpoint(c.text)),
                  c.accepted ? "" : "crypto.checkpoint_malformed")
            << c.why;
}

TEST(Checkpoint, OpensWhatItsKeySigned) {
    const CheckpointSigner signer = signer_of(1);
    const std::string note = signer.sign(some_checkpoint());
    EXPECT_EQ(note, signer.sign(some_checkpoint()));
    EXPECT_TRUE(note.starts_with(checkpoint_text(some_checkpoint()) + "\n— " + std::string(kName)));
    const auto verifier = CheckpointVerifier::parse(signer.verifier().text());
    ASSERT_TRUE(verifier.ok());
    const auto opened = verifier.value().open(note);
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(opened.value(), some_checkpoint());
}

TEST(Checkpoint, JudgesSignatureLines) {
    const Checkpoint checkpoint = some_checkpoint();
    const std::string text = checkpoint_text(checkpoint);
    const auto line_of = [&](std::uint64_t seed, std::string_view name = kName) {
        return signer_of(seed, name).sign(checkpoint).substr(text.size() + 1);
    };
    const std::string ours = line_of(1), witness = line_of(2, "archive.example"),
                      namesake = line_of(3), odd = "— short.example AAAA\n";
    Checkpoint other = checkpoint;
    ++other.head.size;
    const std::string forged = signer_of(1).sign(other).substr(checkpoint_text(other).size() + 1);
    std::string hundred;
    for (int i = 0; i < 99; ++i) hundred += witness;
    const struct {
        std::string_view why;
        std::string note;
        std::string_view outcome;
    } cases[] = {
        {"ours", text + "\n" + ours, ""},
        {"a witness before", text + "\n" + witness + ours, ""},
        {"a witness after", text + "\n" + ours + witness, ""},
        {"a namesake's key", text + "\n" + namesake + ours, ""},
        {"a signature of another length", text + "\n" + odd + ours, ""},
        {"twice", text + "\n" + ours + ours, ""},
        {"a hundred", text + "\n" + hundred + ours, ""},
        {"a hundred and one", text + "\n" + hundred + witness + ours,
         "crypto.checkpoint_malformed"},
        {"only a witness", text + "\n" + witness, "crypto.checkpoint_unsigned"},
        {"only a namesake", text + "\n" + namesake, "crypto.checkpoint_unsigned"},
        {"ours of another text", text + "\n" + forged, "crypto.checkpoint_forged"},
        {"ours, and one of another text", text + "\n" + ours + forged, "crypto.checkpoint_forged"},
        {"another text", checkpoint_text(other) + "\n" + ours, "crypto.checkpoint_forged"},
        {"no signature", text + "\n", "crypto.checkpoint_malformed"},
        {"no empty line", text + ours, "crypto.checkpoint_malformed"},
        {"text alone", text, "crypto.checkpoint_malformed"},
        {"nothing", "", "crypto.checkpoint_malformed"},
        {"no line end", text + "\n" + ours.substr(0, ours.size() - 1),
         "crypto.checkpoint_malformed"},
        {"no mark", text + "\n" + ours.substr(4), "crypto.checkpoint_malformed"},
        {"a hyphen for a mark", text + "\n- " + ours.substr(4), "crypto.checkpoint_malformed"},
        {"words after it", text + "\n" + ours + "more\n", "crypto.checkpoint_malformed"},
        {"line ends of Windows", text + "\r\n" + ours, "crypto.checkpoint_malformed"},
        {"a control character", "\x07" + text + "\n" + ours, "crypto.checkpoint_malformed"},
        {"a book", std::string(70'000, 'a') + text + "\n" + ours, "crypto.checkpoint_malformed"},
    };
    const CheckpointVerifier verifier = signer_of(1).verifier();
    for (const auto& c : cases) EXPECT_EQ(problem_of(verifier.open(c.note)), c.outcome) << c.why;
}

TEST(Checkpoint, RefusesEveryFlippedBit) {
    const CheckpointSigner signer = signer_of(1);
    const std::string note = signer.sign(some_checkpoint());
    for (std::size_t i = 0; i < note.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            std::string altered = note;
            altered[i] = static_cast<char>(altered[i] ^ 1 << bit);
            EXPECT_FALSE(signer.verifier().open(altered).ok()) << i << " " << bit;
        }
}

}  // namespace
}  // namespace mingce
