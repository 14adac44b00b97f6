// The audit in the database, on each of them: written once, numbered once, and what becomes of it
// when somebody with every right on the database but without the keys changes it.
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/audit_log.h"
#include "usecases/audit/audit_anchors.h"
#include "usecases/audit/audit_fixture.h"
#include "usecases/audit/audit_values.h"
#include "usecases/audit/audit_verify.h"
#include "usecases/audit/audit_view.h"
#include "usecases/imports/undo_batch.h"

namespace mingce {
namespace {

using testing::contents;
using ::testing::ElementsAre;
using testing::kThreeStudents;
using testing::must;
using testing::problem_of;

class AuditRecord : public testing::AuditedRecord {
protected:
    /// As the owner of the database can: past the program.
    Status attack(const std::string& script) {
        return context().database().write([&](Tx& tx) { return tx.run_script(script); });
    }
    std::int64_t number(std::string_view sql) {
        return must(read_value(context().database(),
                               [&](Tx& tx) -> Result<std::int64_t> { return tx.integer(sql); }));
    }
    void drop_triggers() {
        const std::vector<std::string> tables = {"audit_entry", "audit_leaf", "audit_checkpoint"};
        for (const std::string& table : tables) {
            if (GetParam() == Dialect::Postgres)
                must(attack("ALTER TABLE " + table + " DISABLE TRIGGER USER;"));
            else
                for (const char* trigger : {"_is_never_changed;", "_is_never_deleted;"})
                    must(attack(std::string("DROP TRIGGER ").append(table).append(trigger)));
        }
    }
    /// A copy of the whole audit, and that copy put back in its place.
    void keep() {
        must(
            attack("CREATE TABLE kept_entry AS SELECT * FROM audit_entry;"
                   "CREATE TABLE kept_leaf AS SELECT * FROM audit_leaf;"
                   "CREATE TABLE kept_checkpoint AS SELECT * FROM audit_checkpoint;"));
    }
    void put_back() {
        must(
            attack("DELETE FROM audit_checkpoint; DELETE FROM audit_leaf; DELETE FROM audit_entry;"
                   "INSERT INTO audit_entry SELECT * FROM kept_entry;"
                   "INSERT INTO audit_leaf SELECT * FROM kept_leaf;"
                   "INSERT INTO audit_checkpoint SELECT * FROM kept_checkpoint;"));
    }
    AuditVerdict verdict(const AuditTrust& trust = {}) {
        return must_judge(verify_audit(context(), trust));
    }
    static AuditVerdict must_judge(Result<AuditVerdict> judged) { return must(std::move(judged)); }
    std::vector<std::string> value_faults() {
        std::vector<std::string> codes;
        const ValuesVerdict judged = must(verify_values(context()));
        for (const ValuesFault& fault : judged.faults) codes.emplace_back(code_of(fault.kind));
        return codes;
    }
    std::string hex(std::string_view digits) const {
        const std::string text(digits);
        return GetParam() == Dialect::Postgres ? "'\\x" + text + "'::bytea" : "x'" + text + "'";
    }
    /// The id of an entry as SQL.
    std::string id_of_entry(int number) const {
        return "(SELECT entry FROM audit_leaf WHERE number = " + std::to_string(number) + ")";
    }
    std::filesystem::path keep_anchor() {
        const auto last = must(read_value(context().database(),
                                          [](Tx& tx) { return audit_log::last_checkpoint(tx); }));
        auto file = temporary() / "anchor.note";
        std::ofstream(file, std::ios::binary) << last->note;
        return file;
    }
};

TEST_P(AuditRecord, WhatWasAuditedIsNeitherChangedNorDeleted) {
    act_and_settle(2);
    std::vector<std::string> statements = {
        "UPDATE audit_entry SET actor = 'os:nobody'", "DELETE FROM audit_entry",
        "UPDATE audit_leaf SET number = number + 1",  "DELETE FROM audit_leaf",
        "UPDATE audit_checkpoint SET note = ''",      "DELETE FROM audit_checkpoint"};
    if (GetParam() == Dialect::Postgres)
        for (const char* table : {"audit_entry", "audit_leaf", "audit_checkpoint", "erasure"})
            statements.push_back(std::string("TRUNCATE ") + table + " CASCADE");
    must(context().database().write([&](Tx& tx) -> Status {
        TRY(tx.run("INSERT INTO erasure (student, at, actor, basis) VALUES ($1, 1, 'a', 'b')",
                   {context().make_id()}));
        return Done{};
    }));
    statements.insert(statements.end(), {"UPDATE erasure SET basis = ''", "DELETE FROM erasure"});
    for (const std::string& statement : statements)
        EXPECT_EQ(problem_of(attack(statement + ";")), "store.append_only") << statement;
    EXPECT_TRUE(verdict().holds());
}

TEST_P(AuditRecord, SettlingAgainWritesNothing) {
    must(act());
    EXPECT_EQ(verdict().waiting, 1U);
    settle();
    const AuditVerdict once = verdict();
    settle();
    settle();
    const AuditVerdict again = verdict();
    EXPECT_TRUE(again.holds());
    EXPECT_EQ(again.checkpoints, once.checkpoints);
    EXPECT_EQ(again.head, once.head);
    EXPECT_EQ(again.waiting, 0U);
}

TEST_P(AuditRecord, EntriesOfConcurrentWritersAreEachNumberedOnce) {
    constexpr int kWriters = 4, kEach = 25;
    std::vector<std::thread> threads;
    threads.reserve(kWriters);
    for (int writer = 0; writer < kWriters; ++writer)
        threads.emplace_back([this, writer] {
            SystemRandom random;
            Record& record = context().record;
            const Context own{record, "os:" + std::to_string(writer), clock_, random};
            for (int i = 0; i < kEach; ++i) {
                must(own.database().write([&](Tx& tx) {
                    return audit(tx, own, {"batch.stage", "batch", own.make_id(), "", ""});
                }));
                if (i % 5 == 0) must(record.settle_audit(clock_));
            }
        });
    for (std::thread& thread : threads) thread.join();
    settle();
    const AuditVerdict judged = verdict();
    EXPECT_TRUE(judged.holds());
    EXPECT_EQ(judged.head.size, 2U + kWriters * kEach);
    EXPECT_EQ(number("SELECT count(DISTINCT entry) FROM audit_leaf"), 2 + kWriters * kEach);
}

TEST_P(AuditRecord, TampersOfTheDatabaseAreFound) {
    struct Case {
        const char* why;
        std::string sql;
        std::string fault;
        std::optional<std::uint64_t> first;
    };
    const std::string to_4 = " WHERE number >= 4; DELETE FROM audit_checkpoint WHERE size > 4;";
    const Case cases[] = {
        {"edit", "UPDATE audit_entry SET actor = 'os:nobody' WHERE id = " + id_of_entry(3) + ";",
         "hash", 3},
        {"edit of a leaf",
         "UPDATE audit_leaf SET hash = " + hex(std::string(64, 'a')) + " WHERE number = 3;", "hash",
         3},
        {"delete", "DELETE FROM audit_leaf WHERE number = 5;", "number", 5},
        {"an entry without its leaf",
         "INSERT INTO audit_entry SELECT " + hex(std::string(32, '7')) +
             ", at, actor, action, object, subject, detail, commitment FROM audit_entry LIMIT 1;",
         "out_of_order", std::nullopt},
        {"reorder",
         "UPDATE audit_leaf SET number = 900 WHERE number = 3;"
         "UPDATE audit_leaf SET number = 3 WHERE number = 4;"
         "UPDATE audit_leaf SET number = 4 WHERE number = 900;",
         "stored_tree", 3},
        {"insert",
         "UPDATE audit_leaf SET number = number + 900 WHERE number >= 3;"
         "UPDATE audit_leaf SET number = number - 899 WHERE number >= 900;"
         "INSERT INTO audit_entry SELECT " +
             hex(std::string(32, '7')) +
             ", at, actor, action, object, subject, detail, commitment FROM audit_entry LIMIT 1;"
             "INSERT INTO audit_leaf SELECT 3, " +
             hex(std::string(32, '7')) + ", hash FROM audit_leaf WHERE number = 0;",
         "hash", 3},
        {"a tail cut off, its checkpoints left", "DELETE FROM audit_leaf WHERE number >= 6;",
         "stored_tree", 6},
        {"a checkpoint altered", "UPDATE audit_checkpoint SET note = 'none' WHERE size = 5;",
         "checkpoint_note", 4},
        {"a checkpoint moved", "UPDATE audit_checkpoint SET size = 77 WHERE size = 8;",
         "checkpoint_place", 7},
        {"the last checkpoint taken away", "DELETE FROM audit_checkpoint WHERE size = 8;",
         "unsigned", 7},
        {"a stored tree altered",
         "UPDATE audit_checkpoint SET frontier = " + hex("00") + " WHERE size = 5;", "stored_tree",
         4},
        {"numbers taken away", "DELETE FROM audit_leaf" + to_4, "out_of_order", std::nullopt},
    };
    act_and_settle(6);
    ASSERT_EQ(verdict().head.size, 8U);
    drop_triggers();
    must(
        attack("CREATE TABLE kept_entry AS SELECT * FROM audit_entry;"
               "CREATE TABLE kept_leaf AS SELECT * FROM audit_leaf;"
               "CREATE TABLE kept_checkpoint AS SELECT * FROM audit_checkpoint;"));
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        must(
            attack("DELETE FROM audit_checkpoint; DELETE FROM audit_leaf; DELETE FROM audit_entry;"
                   "INSERT INTO audit_entry SELECT * FROM kept_entry;"
                   "INSERT INTO audit_leaf SELECT * FROM kept_leaf;"
                   "INSERT INTO audit_checkpoint SELECT * FROM kept_checkpoint;"));
        ASSERT_TRUE(verdict().holds());
        must(attack(c.sql));
        const AuditVerdict judged = verdict();
        EXPECT_FALSE(judged.holds());
        ASSERT_FALSE(judged.holds());
        EXPECT_EQ(code_of(judged.faults[0].kind), c.fault);
        EXPECT_EQ(judged.first_bad(), c.first);
    }
}

TEST_P(AuditRecord, ATailCutOffWithItsCheckpointsNeedsAnAnchor) {
    act_and_settle(6);
    const auto anchor = keep_anchor();
    drop_triggers();
    must(
        attack("CREATE TABLE gone AS SELECT entry FROM audit_leaf WHERE number >= 4;"
               "DELETE FROM audit_leaf WHERE number >= 4;"
               "DELETE FROM audit_entry WHERE id IN (SELECT entry FROM gone);"
               "DELETE FROM audit_checkpoint WHERE size > 4; DROP TABLE gone;"));
    const AuditVerdict alone = verdict();
    EXPECT_TRUE(alone.holds());
    EXPECT_FALSE(alone.has_anchor) << "the report names what cannot be told";
    const AuditVerdict anchored = verdict({std::nullopt, {anchor}});
    ASSERT_EQ(anchored.fault_count, 1U);
    EXPECT_EQ(anchored.faults[0].kind, AuditFaultKind::AnchorBeyond);
    EXPECT_EQ(anchored.first_bad(), 4U);
}

TEST_P(AuditRecord, AForkAndAnOldCopyNeedAnAnchor) {
    act_and_settle(2);
    drop_triggers();
    keep();
    act_and_settle(2);
    const auto anchor = keep_anchor();
    put_back();
    const AuditVerdict old_copy = verdict({std::nullopt, {anchor}});
    EXPECT_TRUE(verdict().holds());
    ASSERT_EQ(old_copy.fault_count, 1U);
    EXPECT_EQ(old_copy.faults[0].kind, AuditFaultKind::AnchorBeyond);
    // The program goes on from the copy, and signs.
    act_and_settle(3);
    const AuditVerdict fork = verdict({std::nullopt, {anchor}});
    EXPECT_TRUE(verdict().holds());
    ASSERT_EQ(fork.fault_count, 1U);
    EXPECT_EQ(fork.faults[0].kind, AuditFaultKind::AnchorRoot);
}

TEST_P(AuditRecord, AnExportIsVerifiedWithoutTheRecordAndTellsOfItself) {
    act_and_settle(3);
    const auto file = temporary() / "audit.txt";
    const AuditExported exported = must(export_audit(context(), file));
    EXPECT_EQ(exported.counts.entries, 6U);
    const AuditVerdict judged = must_judge(verify_export(file, {}));
    EXPECT_TRUE(judged.holds());
    EXPECT_TRUE(judged.is_key_of_file);
    EXPECT_EQ(judged.head.size, 6U);
    EXPECT_NE(contents(file).find("\taudit.export\t"), std::string::npos);
    const AuditVerdict trusted = must_judge(verify_export(file, {public_key(), {keep_anchor()}}));
    EXPECT_TRUE(trusted.holds());
    EXPECT_EQ(trusted.anchors, 1U);
    EXPECT_EQ(problem_of(verify_export(temporary() / "none", {})), "audit.file_unreadable");
    EXPECT_EQ(problem_of(verify_export(temporary(), {})), "audit.file_unreadable");
}

TEST_P(AuditRecord, TheListIsByNumberAndCanBeNarrowed) {
    must(act());
    settle();
    must(act("batch.commit"));
    const auto listed = [&](const ListAudit& request) {
        std::vector<std::string> lines;
        must(list_audit(context(), request, [&](const audit_log::ListedEntry& entry) {
            lines.push_back((entry.number ? std::to_string(*entry.number) : "waits") + " " +
                            entry.entry.action);
        }));
        return lines;
    };
    EXPECT_THAT(listed({}), ElementsAre("0 record.create", "1 intake.create", "2 batch.stage",
                                        "waits batch.commit"));
    EXPECT_THAT(listed({"", std::nullopt, "batch.commit"}), ElementsAre("waits batch.commit"));
    const std::string record = context().record.identity().id.hex();
    EXPECT_THAT(listed({record, std::nullopt, ""}), ElementsAre("0 record.create"));
    EXPECT_EQ(listed({"", Date{2099, 1, 1}, ""}).size(), 0U);
    const auto none = [](const audit_log::ListedEntry&) {};
    EXPECT_EQ(problem_of(list_audit(context(), {"1234", std::nullopt, ""}, none)),
              "audit.subject_malformed");
    EXPECT_EQ(problem_of(list_audit(context(), {"", std::nullopt, "batch.burn"}, none)),
              "audit.action_unknown");
}

TEST_P(AuditRecord, AClockSetBackIsSaidAndTheOrderStaysThatOfTheNumbers) {
    act_and_settle(2);
    const Moment last = clock_;
    clock_.milliseconds -= 3'600'000;
    open_at_clock();
    EXPECT_EQ(context().record.clock_behind(), 3'600'000) << "the command says so";
    EXPECT_GT(context().record.now(), last) << "and goes on from the last entry";
    // As if somebody wrote by that clock all the same.
    must(act());
    settle();
    EXPECT_TRUE(verdict().holds());
    EXPECT_EQ(verdict().steps_back, 1U);
}

TEST_P(AuditRecord, AWitnessIsGivenEachCheckpointAndNothingIsReplaced) {
    const auto witness = temporary() / "witness";
    std::ofstream(folder() / "mingce.toml", std::ios::app) << "witness = \"../witness\"\n";
    open_at_clock();
    act_and_settle(1);
    ASSERT_TRUE(context().record.witness_failure());
    EXPECT_EQ(context().record.witness_failure()->problem().code, "witness.unwritable");

    std::filesystem::create_directories(witness);
    open_at_clock();
    act_and_settle(2);
    EXPECT_FALSE(context().record.witness_failure());
    EXPECT_TRUE(std::filesystem::exists(witness / "4.note"));
    EXPECT_TRUE(std::filesystem::exists(witness / "5.note"));
    EXPECT_EQ(verdict({std::nullopt, {witness}}).anchors, 2U);

    std::ofstream(witness / "6.note") << "another history\n";
    act_and_settle(1);
    ASSERT_TRUE(context().record.witness_failure());
    EXPECT_EQ(context().record.witness_failure()->problem().code, "witness.differs");
    EXPECT_EQ(contents(witness / "6.note"), "another history\n");
}

TEST_P(AuditRecord, AValueChangedPastTheProgramIsNamed) {
    import({kThreeStudents});
    settle();
    ASSERT_EQ(number("SELECT count(*) FROM student"), 3);
    ASSERT_THAT(value_faults(), ElementsAre());
    const ValuesVerdict good = must(verify_values(context()));
    EXPECT_EQ(good.students, 3U);
    EXPECT_EQ(good.batches, 1U);

    const std::string one = " WHERE exam_number = '26420101150002';";
    must(attack("UPDATE student SET name = '李弱'" + one));
    EXPECT_THAT(value_faults(), ElementsAre("changed", "batch"));
    EXPECT_EQ(must(verify_values(context())).faults[0].object, student("26420101150002").id);
    must(attack("UPDATE student SET name = '李强'" + one));
    EXPECT_THAT(value_faults(), ElementsAre());

    must(attack("UPDATE student SET box = commitment" + one));
    EXPECT_THAT(value_faults(), ElementsAre("unreadable", "batch"));
}

TEST_P(AuditRecord, ALookUpTurnedToAnotherStudentIsNamed) {
    import({kThreeStudents});
    must(attack("UPDATE student SET document_index = NULL WHERE exam_number = '26420101150003';"));
    EXPECT_THAT(value_faults(), ElementsAre("look_up"));
}

TEST_P(AuditRecord, AStudentDeletedPastTheProgramIsMissedByItsBatch) {
    import({kThreeStudents});
    const std::string one = student("26420101150003").id.hex();
    for (const char* table : {"student_key", "source_row", "finding"})
        must(attack("DELETE FROM " + std::string(table) + " WHERE student = " + hex(one) + ";"));
    must(attack("DELETE FROM match_pair; DELETE FROM student WHERE id = " + hex(one) + ";"));
    EXPECT_THAT(value_faults(), ElementsAre("batch_rows", "batch"));
}

TEST_P(AuditRecord, WhatABatchWroteIsFoundAgainAlsoWhereALaterOneChangedIt) {
    import({kThreeStudents});
    std::string changed = kThreeStudents;
    changed.replace(changed.find("13800000002"), 11, "13900000002");
    import({changed});
    ASSERT_EQ(number("SELECT count(*) FROM student_event"), 1);
    const ValuesVerdict judged = must(verify_values(context()));
    EXPECT_TRUE(judged.holds());
    EXPECT_EQ(judged.batches, 2U);
}

TEST_P(AuditRecord, WhatAnUndoTookBackIsNoTamperAndWhatItLeftIsFoundAgain) {
    import({kThreeStudents});
    std::string changed = kThreeStudents;
    changed.replace(changed.find("13800000002"), 11, "13900000002");
    import({changed});
    settle();
    must(undo_batch(RecordOnEachDatabase::context(), {2, "sent by mistake", {2026, 8, 21}}));
    const ValuesVerdict judged = must(verify_values(context()));
    EXPECT_TRUE(judged.holds());
    EXPECT_EQ(judged.batches, 1U);
    EXPECT_EQ(judged.undos, 1U);
    EXPECT_EQ(judged.batches_not_covered, 0U);
    EXPECT_EQ(judged.students_not_covered, 0U);
}

TEST_P(AuditRecord, AnOlderStatePutBackIsNamed) {
    import({kThreeStudents});
    must(attack("CREATE TABLE kept AS SELECT * FROM student;"));
    std::string changed = kThreeStudents;
    changed.replace(changed.find("13800000002"), 11, "13900000002");
    import({changed});
    // The whole row as it was, and its event taken away: box, key and commitment fit each other.
    must(
        attack("DELETE FROM student_event;"
               "UPDATE student SET version = 1,"
               " box = (SELECT k.box FROM kept k WHERE k.id = student.id),"
               " commitment = (SELECT k.commitment FROM kept k WHERE k.id = student.id),"
               " phone_index = (SELECT k.phone_index FROM kept k WHERE k.id = student.id);"
               "DROP TABLE kept;"));
    EXPECT_THAT(value_faults(), ElementsAre("batch"));
}

TEST_P(AuditRecord, AStateOlderThanItsOwnEntryIsNamed) {
    import({kThreeStudents});
    settle();
    const Id id = student("26420101150001").id;
    // As `student set` leaves it, without the event: the entry alone tells of the newer state.
    must(context().database().write([&](Tx& tx) {
        return audit(tx, context(),
                     {"student.set", "student", id, "fields=phone", std::string(32, '\1')});
    }));
    EXPECT_THAT(value_faults(), ElementsAre("not_as_audited"));
    must(context().database().write([&](Tx& tx) {
        return audit(
            tx, context(),
            {"student.set", "student", context().make_id(), "fields=name", std::string(32, '\2')});
    }));
    EXPECT_THAT(value_faults(), ElementsAre("not_as_audited", "missing"));
}

TEST_ON_EACH_DATABASE(AuditRecord);

}  // namespace
}  // namespace mingce
