// Eight kinds of tampering with an exported audit: each is found, or is one of those that the
// report says only an anchor can tell; with the anchor it is found.
#include "usecases/audit/audit_check.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "usecases/audit/audit_problems.h"
#include "usecases/audit/audit_tampers.h"

namespace mingce {
namespace {

using testing::KindOfTampering;
using testing::kKindsOfTampering;
using testing::kOrigin;
using testing::Log;
using testing::signer_named;
using testing::Tampered;
using testing::Tampering;

Result<AuditVerdict> judge(const std::vector<std::string>& lines,
                           std::vector<AuditAnchor> anchors = {},
                           std::optional<std::string> key = std::nullopt) {
    ExportReader reader(std::move(key), std::move(anchors));
    for (const std::string& line : lines)
        TRY(reader.add(std::string_view(line).substr(0, line.size() - 1)));
    return reader.finish();
}

TEST(AuditCheck, AThousandTampersOfEightKindsAreFound) {
    Tampering by(20260901);
    std::set<std::string> told_by_anchor_alone;
    for (int round = 0; round < 125; ++round)
        for (const KindOfTampering& kind : kKindsOfTampering) {
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
