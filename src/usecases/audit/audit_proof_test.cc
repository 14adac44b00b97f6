// What somebody may hand in for a proof, and what becomes of it.
#include "usecases/audit/audit_proof.h"

#include <functional>

#include <gtest/gtest.h>

#include "store/audit_log.h"
#include "usecases/audit/audit_fixture.h"

namespace mingce {
namespace {

using testing::must;
using testing::problem_of;

class AuditProof : public testing::AuditedRecord {
protected:
    std::string note() {
        return must(read_value(context().database(), [](Tx& tx) -> Result<std::string> {
            return TRY(audit_log::last_checkpoint(tx))->note;
        }));
    }
    /// Another key under the same name, and what it signs over the same tree.
    std::string signed_by_another(const std::string& origin, const TreeHead& head) {
        const auto signer = CheckpointSigner::make(origin, SecretKey::make(random()));
        return signer.value().sign({origin, head});
    }
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = text.find('\n', start) + 1;
        lines.push_back(text.substr(start, end - start));
        start = end;
    }
    return lines;
}

std::string text_of(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
}

void replace(std::string& line, const std::string& from, const std::string& to) {
    const std::size_t at = line.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    line.replace(at, from.size(), to);
}

/// A note as a line of a proof holds it.
std::string note_line(const std::string& mark, std::string note) {
    for (std::size_t at = 0; (at = note.find('\n', at)) != std::string::npos;)
        note.replace(at, 1, "\\n");
    return mark + "\t" + note + "\n";
}

using Lines = std::vector<std::string>;
struct Forgery {
    const char* why;
    std::function<void(Lines&)> forge;
    const char* problem;
};

void expect_refused(const std::string& proof, const std::string& key,
                    const std::vector<Forgery>& forgeries) {
    ASSERT_TRUE(check_proof(proof, key).ok());
    for (const Forgery& forgery : forgeries) {
        SCOPED_TRACE(forgery.why);
        Lines lines = lines_of(proof);
        forgery.forge(lines);
        ASSERT_NE(text_of(lines), proof);
        EXPECT_EQ(problem_of(check_proof(text_of(lines), key)), forgery.problem);
    }
}

TEST_P(AuditProof, EveryEntryIsProvedByNumberAndById) {
    act_and_settle(12);
    std::vector<Id> ids;
    must(context().database().read([&](Tx& tx) {
        return audit_log::each_numbered(tx, 0, [&](const audit_log::NumberedEntry& entry) {
            ids.push_back(entry.entry.id);
            return Status(Done{});
        });
    }));
    ASSERT_EQ(ids.size(), 14U);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const std::string by_number = must(prove_entry(context(), std::to_string(i)));
        EXPECT_EQ(by_number, must(prove_entry(context(), ids[i].hex())));
        const auto checked = check_proof(by_number, public_key());
        ASSERT_TRUE(checked.ok());
        EXPECT_EQ(checked.value().number, i);
        EXPECT_EQ(checked.value().entry->id, ids[i]);
        EXPECT_TRUE(check_proof(by_number, std::nullopt).value().is_key_of_file);
    }
    for (const char* unknown : {"14", "-1", "01", "x", "", "00000000000000000000000000000000"})
        EXPECT_EQ(problem_of(prove_entry(context(), unknown)), "audit.entry_unknown") << unknown;
}

TEST_P(AuditProof, ForgedInclusionIsRefused) {
    act_and_settle(6);
    const std::string earlier = note();
    act_and_settle(5);
    const std::string proof = must(prove_entry(context(), "9"));
    const Checkpoint newest = check_proof(proof, std::nullopt).value().checkpoint;
    const std::string other = lines_of(must(prove_entry(context(), "8")))[1];
    const std::string origin = context().record.origin();
    const std::string another = signed_by_another(origin, newest.head);
    const std::string elsewhere = signed_by_another("mingce.local/elsewhere", newest.head);
    const std::string text = checkpoint_text(newest);
    const std::vector<Forgery> forgeries = {
        {"changed detail", [](Lines& l) { replace(l[1], "in=2", "in=3"); }, "audit.proof_false"},
        {"changed actor", [](Lines& l) { replace(l[1], "os:test", "os:root"); },
         "audit.proof_false"},
        {"changed action", [](Lines& l) { replace(l[1], "batch.stage", "batch.undo"); },
         "audit.proof_false"},
        {"changed time", [](Lines& l) { replace(l[1], "\t1787", "\t1788"); }, "audit.proof_false"},
        {"another entry", [&](Lines& l) { l[1] = other; }, "audit.proof_false"},
        {"another index", [](Lines& l) { replace(l[1], "entry\t9", "entry\t8"); },
         "audit.proof_false"},
        {"an index beyond the tree", [](Lines& l) { replace(l[1], "entry\t9", "entry\t99"); },
         "audit.proof_false"},
        {"an index written otherwise", [](Lines& l) { replace(l[1], "entry\t9", "entry\t09"); },
         "audit.proof_malformed"},
        {"an id in capitals", [](Lines& l) { replace(l[1], "a", "A"); }, "audit.proof_malformed"},
        {"an earlier checkpoint", [&](Lines& l) { l[2] = note_line("checkpoint", earlier); },
         "audit.proof_false"},
        {"a note of another key", [&](Lines& l) { l[2] = note_line("checkpoint", another); },
         "crypto.checkpoint_unsigned"},
        {"another origin", [&](Lines& l) { l[2] = note_line("checkpoint", elsewhere); },
         "crypto.checkpoint_unsigned"},
        {"an unsigned note", [&](Lines& l) { l[2] = note_line("checkpoint", text); },
         "crypto.checkpoint_malformed"},
        {"another size in the note", [](Lines& l) { replace(l[2], "\\n13\\n", "\\n12\\n"); },
         "crypto.checkpoint_forged"},
        {"swapped hashes", [](Lines& l) { std::swap(l[3], l[4]); }, "audit.proof_false"},
        {"a hash of zeros", [](Lines& l) { l[3] = "hash\t" + std::string(64, '0') + "\n"; },
         "audit.proof_false"},
        {"a hash missing", [](Lines& l) { l.erase(l.begin() + 3); }, "audit.proof_false"},
        {"a hash more", [](Lines& l) { l.insert(l.begin() + 3, l[3]); }, "audit.proof_false"},
        {"no hashes", [](Lines& l) { l.erase(l.begin() + 3, l.end() - 1); }, "audit.proof_false"},
        {"a hash too short", [](Lines& l) { l[3].erase(10, 2); }, "audit.proof_malformed"},
        {"seventy hashes", [](Lines& l) { l.insert(l.begin() + 3, 70, l[3]); },
         "audit.proof_malformed"},
        {"the end is missing", [](Lines& l) { l.pop_back(); }, "audit.proof_malformed"},
        {"a last line cut", [](Lines& l) { l.back().pop_back(); }, "audit.proof_malformed"},
        {"only the header", [](Lines& l) { l.resize(1); }, "audit.proof_malformed"},
        {"nothing", [](Lines& l) { l.clear(); }, "audit.proof_malformed"},
        {"another kind", [](Lines& l) { replace(l[0], "inclusion", "consistency"); },
         "audit.proof_malformed"},
        {"a newer format", [](Lines& l) { replace(l[0], "\t1\t", "\t2\t"); },
         "audit.proof_malformed"},
        {"a part more", [](Lines& l) { l[1].insert(l[1].size() - 1, "\t"); },
         "audit.proof_malformed"},
        {"a stray backslash", [](Lines& l) { replace(l[1], "in=2", "in\\=2"); },
         "audit.proof_malformed"},
    };
    expect_refused(proof, public_key(), forgeries);
    const auto stranger = CheckpointSigner::make(origin, SecretKey::make(random()));
    EXPECT_EQ(problem_of(check_proof(proof, stranger.value().verifier().text())),
              "crypto.checkpoint_unsigned");
    EXPECT_EQ(problem_of(check_proof(proof, "no key")), "crypto.verifier_malformed");
}

TEST_P(AuditProof, ForgedConsistencyIsRefused) {
    act_and_settle(2);
    const std::string much_earlier = note();
    act_and_settle(3);
    const std::string earlier = note();
    act_and_settle(6);
    const std::string proof = must(prove_consistency(context(), earlier));
    const auto checked = check_proof(proof, public_key());
    ASSERT_TRUE(checked.ok());
    EXPECT_EQ(checked.value().earlier->size, 7U);
    const std::string newest = lines_of(proof)[2].substr(std::string("checkpoint\t").size());
    const std::vector<Forgery> forgeries = {
        {"another earlier note", [&](Lines& l) { l[1] = note_line("earlier", much_earlier); },
         "audit.proof_false"},
        {"turned round",
         [&](Lines& l) {
             l[2] = note_line("checkpoint", earlier);
             l[1] = "earlier\t" + newest;
         },
         "audit.proof_false"},
        {"an unsigned earlier note",
         [&](Lines& l) { l[1] = note_line("earlier", earlier.substr(0, earlier.find("\n\n"))); },
         "crypto.checkpoint_malformed"},
        {"swapped hashes", [](Lines& l) { std::swap(l[3], l[4]); }, "audit.proof_false"},
        {"no hashes", [](Lines& l) { l.erase(l.begin() + 3, l.end() - 1); }, "audit.proof_false"},
        {"the end is missing", [](Lines& l) { l.pop_back(); }, "audit.proof_malformed"},
    };
    expect_refused(proof, public_key(), forgeries);
}

TEST_P(AuditProof, ANoteOfAnotherHistoryIsNotContinued) {
    act_and_settle(3);
    const CheckpointSigner own = signer();
    TreeHead head =
        check_proof(must(prove_entry(context(), "0")), std::nullopt).value().checkpoint.head;
    head.root[0] ^= 1;
    const std::string forked = own.sign({context().record.origin(), head});
    EXPECT_EQ(problem_of(prove_consistency(context(), forked)), "audit.note_differs");
    head.size += 40;
    const std::string beyond = own.sign({context().record.origin(), head});
    EXPECT_EQ(problem_of(prove_consistency(context(), beyond)), "audit.note_differs");
    const std::string stranger = signed_by_another(context().record.origin(), head);
    EXPECT_EQ(problem_of(prove_consistency(context(), stranger)), "crypto.checkpoint_unsigned");
}

TEST_ON_EACH_DATABASE(AuditProof);

}  // namespace
}  // namespace mingce
