// The eight kinds of tampering done to the audit in its database, by somebody with every right on
// it who makes the stored tree anew: each is found, or needs an anchor and is found by it.
// MINGCE_TAMPERS says how many are tried; `./dev soak` asks for 1,000 on PostgreSQL, too.
#include "usecases/audit/audit_tampers.h"

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "usecases/audit/audit_fixture.h"
#include "usecases/audit/audit_verify.h"

namespace mingce {
namespace {

using testing::KindOfTampering;
using testing::kKindsOfTampering;
using testing::Log;
using testing::must;
using testing::Tampered;
using testing::Tampering;

/// Of each kind.
int rounds_on(Dialect dialect) {
    constexpr int kUsual = 1'000, kUsualOfServer = 100;
    const char* const text = std::getenv("MINGCE_TAMPERS");
    int wanted = dialect == Dialect::Sqlite ? kUsual : kUsualOfServer;
    if (text != nullptr) wanted = static_cast<int>(std::strtol(text, nullptr, 10));
#ifdef __SANITIZE_ADDRESS__
    wanted /= 10;
#endif
    const int kinds = static_cast<int>(std::size(kKindsOfTampering));
    return std::max(1, (wanted + kinds - 1) / kinds);
}

class AuditTampers : public testing::AuditedRecord {
protected:
    void drop_triggers() {
        const bool is_server = GetParam() == Dialect::Postgres;
        std::string script;
        for (const char* name : {"audit_entry", "audit_leaf", "audit_checkpoint"}) {
            const std::string table(name);
            script += is_server ? "ALTER TABLE " + table + " DISABLE TRIGGER USER;"
                                : "DROP TRIGGER " + table + "_is_never_changed;DROP TRIGGER " +
                                      table + "_is_never_deleted;";
        }
        must(database().write([&](Tx& tx) { return tx.run_script(script); }));
    }

    Log read_log() {
        Log log;
        must(database().read([&](Tx& tx) -> Status {
            TRY(audit_log::each_numbered(tx, 0, [&](const audit_log::NumberedEntry& entry) {
                log.entries.push_back(entry);
                return Status(Done{});
            }));
            log.notes = TRY(audit_log::checkpoints(tx));
            return Done{};
        }));
        return log;
    }

    /// Everything that is stored of it, the trees beside the checkpoints as the entries give them.
    void write_log(const Log& log) {
        must(database().write([&](Tx& tx) -> Status {
            for (const char* sql : {"DELETE FROM audit_checkpoint", "DELETE FROM audit_leaf",
                                    "DELETE FROM audit_entry"})
                TRY(tx.run(sql));
            TRY(write_entries(tx, log));
            return write_checkpoints(tx, log);
        }));
    }

    AuditVerdict verdict(const AuditTrust& trust = {}) {
        return must(verify_audit(context(), trust));
    }

private:
    static Status write_entries(Tx& tx, const Log& log) {
        std::vector<Param> params;
        TRY(tx.run_many(
            "INSERT INTO audit_entry (id, at, actor, action, object, subject, detail,"
            " commitment) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            log.entries.size(), [&](std::size_t i) -> std::span<const Param> {
                const AuditEntry& entry = log.entries[i].entry;
                params.assign({entry.id, entry.at, entry.actor, entry.action, entry.object,
                               entry.subject, entry.detail, blob_or_null(entry.commitment)});
                return params;
            }));
        TRY(tx.run_many(
            "INSERT INTO audit_leaf (number, entry, hash) VALUES ($1, $2, $3)", log.entries.size(),
            [&](std::size_t i) -> std::span<const Param> {
                const auto& entry = log.entries[i];
                params.assign({entry.number, entry.entry.id, Param::Blob{view_of(entry.hash)}});
                return params;
            }));
        return Done{};
    }

    static Status write_checkpoints(Tx& tx, const Log& log) {
        std::map<std::uint64_t, audit_log::StoredCheckpoint> notes;  // a size stands once
        for (const auto& note : log.notes) notes[note.size] = note;
        Frontier frontier;
        std::string bytes;
        for (const auto& [size, note] : notes) {
            while (frontier.size() < std::min<std::uint64_t>(size, log.entries.size()))
                frontier.append(log.entries[frontier.size()].hash);
            bytes = frontier.bytes();
            TRY(
                tx.run("INSERT INTO audit_checkpoint (size, at, frontier, note)"
                       " VALUES ($1, $2, $3, $4)",
                       {size, note.at, Param::Blob{bytes}, note.note}));
        }
        return Done{};
    }
};

TEST_P(AuditTampers, RandomTampersOfTheDatabaseAreFound) {
    Tampering by(20260902, signer());
    for (int i = 0; i < 40; ++i) {
        must(act());
        if (by.random.below(4) == 0) settle();
    }
    settle();
    const Log log = read_log();
    ASSERT_EQ(log.entries.size(), 42U);
    const auto witness = temporary() / "witness";
    std::filesystem::create_directories(witness);
    for (const auto& note : log.notes)
        std::ofstream(witness / (std::to_string(note.size) + ".note"), std::ios::binary)
            << note.note;
    drop_triggers();
    write_log(log);
    ASSERT_TRUE(verdict({std::nullopt, {witness}}).holds()) << "as it was";
    std::set<std::string> told_by_anchor_alone;
    const int rounds = rounds_on(GetParam());
    for (int round = 0; round < rounds; ++round)
        for (const KindOfTampering& kind : kKindsOfTampering) {
            SCOPED_TRACE(std::string(kind.name) + ", round " + std::to_string(round));
            Tampered tampered = kind.apply(by, log);
            // A table has no order but its numbers'.
            if (std::string_view(kind.name) == "reorder") tampered.log.renumber();
            write_log(tampered.log);
            const AuditVerdict alone = verdict();
            EXPECT_EQ(alone.holds(), tampered.needs_anchor);
            if (alone.holds()) told_by_anchor_alone.insert(kind.name);
            const AuditVerdict anchored = verdict({std::nullopt, {witness}});
            ASSERT_FALSE(anchored.holds());
            EXPECT_TRUE(anchored.first_bad());
        }
    if (rounds > 10) {
        EXPECT_EQ(told_by_anchor_alone, (std::set<std::string>{"truncate", "fork", "old copy"}));
    }
}

TEST_ON_EACH_DATABASE(AuditTampers);

}  // namespace
}  // namespace mingce
