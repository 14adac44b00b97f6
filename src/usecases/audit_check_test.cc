// Eight kinds of tampering with an exported audit, by somebody who has the file, the program and
// its source, but not the key that signs: each is found, or is one of those that the report says
// only an anchor can tell; with the anchor it is found.
#include "usecases/audit_check.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "crypto/random_fixture.h"
#include "usecases/audit_export.h"
#include "usecases/audit_problems.h"

namespace mingce {
namespace {

using testing::SeededRandom;

constexpr const char* kOrigin = "mingce.local/0123456789abcdef";

CheckpointSigner signer_named(const std::string& name, Random& random) {
    return CheckpointSigner::make(name, SecretKey::make(random)).value();
}

/// An audit as a file holds it. The numbers are the places, unless somebody changed them.
struct Log {
    std::vector<audit_log::NumberedEntry> entries;
    std::vector<audit_log::StoredCheckpoint> notes;

    void append(AuditEntry entry) {
        const Hash hash = leaf_hash(canonical_text(entry));
        entries.push_back({entries.size(), std::move(entry), hash});
    }
    void renumber() {
        for (std::size_t i = 0; i < entries.size(); ++i) entries[i].number = i;
    }
    void hash_again(std::size_t i) {
        entries[i].hash = leaf_hash(canonical_text(entries[i].entry));
    }
    TreeHead head() const {
        Frontier frontier;
        for (const auto& entry : entries) frontier.append(entry.hash);
        return frontier.head();
    }
    void sign(const CheckpointSigner& signer) {
        notes.push_back({entries.size(), {0}, signer.sign({signer.verifier().name(), head()})});
    }
    void drop_notes_beyond(std::uint64_t size) {
        std::erase_if(notes, [size](const auto& note) { return note.size > size; });
    }
    /// The size of the last checkpoint at or before `size`.
    std::uint64_t checkpoint_before(std::uint64_t size) const {
        std::uint64_t last = 0;
        for (const auto& note : notes)
            if (note.size <= size) last = std::max(last, note.size);
        return last;
    }
    std::vector<std::string> lines(const std::string& public_key) const {
        std::vector<std::string> lines(1);
        append_export_header(lines[0], kOrigin, public_key);
        std::size_t next = 0;
        const auto write_notes = [&](std::uint64_t size) {
            for (; next < notes.size() && notes[next].size <= size; ++next)
                append_export_checkpoint(lines.emplace_back(), notes[next]);
        };
        for (std::size_t i = 0; i < entries.size(); ++i) {
            append_export_entry(lines.emplace_back(), entries[i]);
            write_notes(i + 1);
        }
        write_notes(UINT64_MAX);
        append_export_end(lines.emplace_back(), {entries.size(), notes.size(), 0});
        return lines;
    }
};

class Tampering {
public:
    explicit Tampering(std::uint64_t seed) : random(seed) {}

    AuditEntry made_up_entry() {
        AuditEntry entry;
        at_ += static_cast<std::int64_t>(random.below(5000));
        entry.id = Id::make({at_}, random);
        entry.at = {at_};
        entry.actor = "os:somebody";
        entry.action = random.below(2) == 0 ? "student.set" : "batch.commit";
        entry.object = "student";
        entry.subject = Id::make({at_}, random);
        entry.detail = "fields=phone number=" + std::to_string(random.below(1000));
        if (random.below(2) == 0) entry.commitment = random.text(32);
        return entry;
    }
    void grow(Log& log, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            log.append(made_up_entry());
            if (random.below(6) == 0) log.sign(signer);
        }
        if (log.notes.empty() || log.notes.back().size != log.entries.size()) log.sign(signer);
    }
    Log made_up_log() {
        Log log;
        grow(log, 20 + random.below(60));
        return log;
    }
    std::size_t place_in(const Log& log) { return random.below(log.entries.size()); }

    SeededRandom random;
    CheckpointSigner signer = signer_named(kOrigin, random);

private:
    std::int64_t at_ = 1'788'000'000'000;
};

Result<AuditVerdict> judge(const std::vector<std::string>& lines,
                           std::vector<AuditAnchor> anchors = {},
                           std::optional<std::string> key = std::nullopt) {
    ExportReader reader(std::move(key), std::move(anchors));
    for (const std::string& line : lines)
        TRY(reader.add(std::string_view(line).substr(0, line.size() - 1)));
    return reader.finish();
}

/// What the attacker left, where it begins to differ, and whether a file alone can tell.
struct Tampered {
    Log log;
    std::uint64_t first = 0;
    bool needs_anchor = false;
};

Tampered edit(Tampering& by, Log log) {
    const std::size_t i = by.place_in(log);
    AuditEntry& entry = log.entries[i].entry;
    switch (by.random.below(6)) {
        case 0: entry.detail += " "; break;
        case 1: entry.actor = "os:somebody_else"; break;
        case 2: entry.action = "student.reveal"; break;
        case 3: entry.at.milliseconds += 1; break;
        case 4: entry.subject = by.made_up_entry().subject; break;
        default: entry.commitment = by.random.text(32); break;
    }
    if (by.random.below(2) == 0) log.hash_again(i);
    return {std::move(log), i};
}

Tampered remove(Tampering& by, Log log) {
    const std::size_t i = by.place_in(log);
    log.entries.erase(log.entries.begin() + static_cast<std::ptrdiff_t>(i));
    if (by.random.below(2) == 0) {
        log.renumber();
        for (auto& note : log.notes)
            if (note.size > i && by.random.below(2) == 0) --note.size;
    }
    return {std::move(log), i};
}

Tampered insert(Tampering& by, Log log) {
    const std::size_t i = by.place_in(log);
    const AuditEntry entry = by.made_up_entry();
    log.entries.insert(log.entries.begin() + static_cast<std::ptrdiff_t>(i),
                       {i, entry, leaf_hash(canonical_text(entry))});
    log.renumber();
    return {std::move(log), i};
}

Tampered reorder(Tampering& by, Log log) {
    std::size_t i = by.place_in(log), j = by.place_in(log);
    if (i == j) j = i == 0 ? 1 : i - 1;
    if (i > j) std::swap(i, j);
    std::swap(log.entries[i], log.entries[j]);
    if (by.random.below(2) == 0) log.renumber();
    return {std::move(log), i};
}

Tampered truncate(Tampering& by, Log log) {
    const std::size_t size = 1 + by.random.below(log.entries.size() - 1);
    const bool at_a_checkpoint = by.random.below(2) == 0 && log.checkpoint_before(size) > 0;
    const std::uint64_t kept = at_a_checkpoint ? log.checkpoint_before(size) : size;
    const bool keeps_notes = !at_a_checkpoint && by.random.below(2) == 0;
    const bool is_clean = log.checkpoint_before(kept) == kept;
    log.entries.resize(kept);
    if (!keeps_notes) log.drop_notes_beyond(kept);
    return {std::move(log), kept, !keeps_notes && is_clean};
}

Tampered replace_checkpoint(Tampering& by, Log log) {
    auto& note = log.notes[by.random.below(log.notes.size())];
    const std::string before = note.note;
    Log other = by.made_up_log();
    switch (by.random.below(5)) {
        case 0:  // signed by a key of the attacker's, under the same name
            note.note = signer_named(kOrigin, by.random).sign({kOrigin, log.head()});
            break;
        case 1: note.note = by.signer.sign({kOrigin, other.head()}); break;  // elsewhere signed
        case 2: note.note.replace(note.note.find('\n') + 1, 1, "9"); break;
        case 3: note.note.resize(note.note.size() / 2); break;
        default: note.note += "\n"; break;
    }
    if (note.note == before) note.note.clear();
    // The entries are as they were; the witness has the true note of this size.
    const std::uint64_t size = note.size;
    return {std::move(log), size};
}

/// The program itself went on from a copy, so the signatures are right.
Tampered fork(Tampering& by, Log log) {
    const std::uint64_t shared = log.checkpoint_before(by.place_in(log));
    log.entries.resize(shared);
    log.drop_notes_beyond(shared);
    by.grow(log, 1 + by.random.below(80));
    return {std::move(log), shared, true};
}

Tampered old_copy(Tampering& by, Log log) {
    const std::uint64_t size =
        std::max<std::uint64_t>(log.checkpoint_before(by.place_in(log)), log.notes.front().size);
    if (size == log.entries.size()) return fork(by, std::move(log));
    log.entries.resize(size);
    log.drop_notes_beyond(size);
    return {std::move(log), size, true};
}

struct KindOfTampering {
    const char* name;
    Tampered (*apply)(Tampering&, Log);
};
constexpr KindOfTampering kKinds[] = {
    {"edit", edit},       {"delete", remove},     {"insert", insert},
    {"reorder", reorder}, {"truncate", truncate}, {"replace checkpoint", replace_checkpoint},
    {"fork", fork},       {"old copy", old_copy},
};

TEST(AuditCheck, AThousandTampersOfEightKindsAreFound) {
    Tampering by(20260901);
    std::set<std::string> told_by_anchor_alone;
    for (int round = 0; round < 125; ++round)
        for (const KindOfTampering& kind : kKinds) {
            SCOPED_TRACE(std::string(kind.name) + ", round " + std::to_string(round));
            const Log log = by.made_up_log();
            const std::string key = by.signer.verifier().text();
            std::vector<AuditAnchor> anchors;
            for (const auto& note : log.notes) anchors.push_back({"witness", note.note});
            ASSERT_TRUE(judge(log.lines(key), anchors).value().holds());

            const Tampered tampered = kind.apply(by, log);
            const auto lines = tampered.log.lines(key);
            const AuditVerdict alone = judge(lines).value();
            EXPECT_EQ(alone.holds(), tampered.needs_anchor);
            if (alone.holds()) told_by_anchor_alone.insert(kind.name);
            const AuditVerdict anchored = judge(lines, anchors).value();
            EXPECT_FALSE(anchored.holds());
            ASSERT_TRUE(anchored.first_bad());
            // Named from the last head on that is beyond doubt, and not later than it began; where
            // a fork is shorter than the next anchor, that it ends too early is all that is known.
            const bool ends_early = anchored.faults[0].kind == AuditFaultKind::AnchorBeyond;
            EXPECT_TRUE(ends_early || *anchored.first_bad() <= tampered.first);
            const std::uint64_t before = tampered.first == 0 ? 0 : tampered.first - 1;
            EXPECT_GE(*anchored.first_bad(), log.checkpoint_before(before));
        }
    EXPECT_EQ(told_by_anchor_alone, (std::set<std::string>{"truncate", "fork", "old copy"}));
}

TEST(AuditCheck, AnEntryWhoseTextAloneWasEditedIsNamedAndNothingElse) {
    Tampering by(3);
    Log log = by.made_up_log();
    log.entries[7].entry.detail = "reason=none";
    const AuditVerdict verdict = judge(log.lines(by.signer.verifier().text())).value();
    ASSERT_EQ(verdict.fault_count, 1U);
    EXPECT_EQ(verdict.faults[0].kind, AuditFaultKind::LeafHash);
    EXPECT_EQ(verdict.first_bad(), 7U);
    EXPECT_EQ(sentence(verdict.faults[0], Language::English),
              "Entry 7: its text is not what was hashed when it was numbered");
}

TEST(AuditCheck, AFileSignedAnewByAnotherKeyIsTakenOnlyFromTheFileItself) {
    Tampering by(4);
    const Log log = by.made_up_log();
    Tampering attacker(5);
    Log forged = attacker.made_up_log();
    const auto lines = forged.lines(attacker.signer.verifier().text());
    const AuditVerdict alone = judge(lines).value();
    EXPECT_TRUE(alone.holds());
    EXPECT_TRUE(alone.is_key_of_file) << "and the report says so";
    EXPECT_FALSE(judge(lines, {{"printed", log.notes.back().note}}).value().holds());
    EXPECT_FALSE(judge(lines, {}, by.signer.verifier().text()).value().holds());
}

TEST(AuditCheck, AnAnchorOfAnotherKeyOrLogIsNoProof) {
    Tampering by(6);
    const Log log = by.made_up_log();
    const auto lines = log.lines(by.signer.verifier().text());
    const std::string of_other_key = signer_named(kOrigin, by.random).sign({kOrigin, log.head()});
    const std::string of_other_log = by.signer.sign({"mingce.local/another", log.head()});
    struct Case {
        const char* why;
        std::string note;
        AuditFaultKind kind;
    };
    const Case cases[] = {
        {"another key", of_other_key, AuditFaultKind::AnchorNote},
        {"another log", of_other_log, AuditFaultKind::AnchorOrigin},
        {"no note", "three\n", AuditFaultKind::AnchorNote},
        {"empty", "", AuditFaultKind::AnchorNote},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const AuditVerdict verdict = judge(lines, {{"mail", c.note}}).value();
        ASSERT_EQ(verdict.fault_count, 1U);
        EXPECT_EQ(verdict.faults[0].kind, c.kind);
        EXPECT_EQ(verdict.anchors, 0U);
    }
}

TEST(AuditCheck, AClockSetBackIsNoticedAndTheOrderStaysThatOfTheNumbers) {
    Tampering by(7);
    Log log = by.made_up_log();
    AuditEntry entry = by.made_up_entry();
    entry.at.milliseconds -= 86'400'000;
    log.append(entry);
    log.sign(by.signer);
    const AuditVerdict verdict = judge(log.lines(by.signer.verifier().text())).value();
    EXPECT_TRUE(verdict.holds());
    EXPECT_EQ(verdict.steps_back, 1U);
}

TEST(ExportReader, WhatIsNoExportIsRefusedInOneSentence) {
    Tampering by(8);
    const std::string key = by.signer.verifier().text();
    const auto good = by.made_up_log().lines(key);
    struct Case {
        const char* why;
        void (*spoil)(std::vector<std::string>&);
        const char* problem;
    };
    using Lines = std::vector<std::string>;
    const Case cases[] = {
        {"nothing", [](Lines& lines) { lines.clear(); }, "audit.export_cut"},
        {"only a header", [](Lines& lines) { lines.resize(1); }, "audit.export_cut"},
        {"the end is missing", [](Lines& lines) { lines.pop_back(); }, "audit.export_cut"},
        {"a line is missing", [](Lines& lines) { lines.erase(lines.begin() + 3); },
         "audit.export_malformed"},
        {"no header", [](Lines& lines) { lines.erase(lines.begin()); }, "audit.export_malformed"},
        {"a newer format", [](Lines& lines) { lines[0].replace(20, 1, "2"); },
         "audit.export_malformed"},
        {"another origin", [](Lines& lines) { lines[0].replace(22, 1, "M"); },
         "audit.other_origin"},
        {"a key cut short", [](Lines& lines) { lines[0].erase(lines[0].size() - 4, 3); },
         "crypto.verifier_malformed"},
        {"an unknown line", [](Lines& lines) { lines[2] = "entries\t1\n"; },
         "audit.export_malformed"},
        {"a part too many", [](Lines& lines) { lines[1].insert(lines[1].size() - 1, "\t"); },
         "audit.export_malformed"},
        {"no number", [](Lines& lines) { lines[1].replace(6, 1, "x"); }, "audit.export_malformed"},
        {"a negative number", [](Lines& lines) { lines[1].replace(6, 1, "-1"); },
         "audit.export_malformed"},
        {"a hash of other letters", [](Lines& lines) { lines[1].replace(10, 1, "g"); },
         "audit.export_malformed"},
        {"more after the end", [](Lines& lines) { lines.push_back(lines[1]); },
         "audit.export_malformed"},
        {"a line too long", [](Lines& lines) { lines[1].insert(90, kExportLineMax, 'a'); },
         "audit.export_malformed"},
        {"other counts", [](Lines& lines) { lines.back() = "end\t1\t1\t0\n"; },
         "audit.export_malformed"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        auto lines = good;
        c.spoil(lines);
        const auto verdict = judge(lines);
        ASSERT_FALSE(verdict.ok());
        EXPECT_EQ(verdict.error().problem().code, c.problem);
    }
}

TEST(AuditCheck, AnAuditWithoutACheckpointProvesNothing) {
    Tampering by(9);
    Log log = by.made_up_log();
    log.notes.clear();
    const AuditVerdict verdict = judge(log.lines(by.signer.verifier().text())).value();
    ASSERT_EQ(verdict.fault_count, 1U);
    EXPECT_EQ(verdict.faults[0].kind, AuditFaultKind::NoCheckpoint);
}

}  // namespace
}  // namespace mingce
