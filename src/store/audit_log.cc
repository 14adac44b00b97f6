#include "store/audit_log.h"

#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "store/record_problems.h"

namespace mingce::audit_log {

namespace {

AuditEntry read_entry(const Row& row, std::size_t first) {
    AuditEntry entry;
    entry.id = row.id(first);
    entry.at = row.moment(first + 1);
    entry.actor = row.text(first + 2);
    entry.action = row.text(first + 3);
    entry.object = row.text(first + 4);
    entry.subject = row.id(first + 5);
    entry.detail = row.text(first + 6);
    entry.commitment = row.blob(first + 7);
    return entry;
}

Hash hash_of(std::string_view bytes) {
    Hash hash{};
    if (bytes.size() == hash.size())
        std::copy_n(bytes_of(bytes).begin(), hash.size(), hash.begin());
    return hash;
}

Result<Frontier> last_frontier(Tx& tx) {
    std::optional<Frontier> frontier{Frontier()};
    TRY(tx.first("SELECT frontier FROM audit_checkpoint ORDER BY size DESC LIMIT 1", {},
                 [&](const Row& row) { frontier = Frontier::from_bytes(row.blob(0)); }));
    if (!frontier) return Error(problem::kAuditDamaged);
    return std::move(*frontier);
}

}  // namespace

Status record(Tx& tx, const AuditEntry& entry) {
    TRY(tx.run(
        "INSERT INTO audit_entry"
        " (id, at, actor, action, object, subject, detail, commitment)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {entry.id, entry.at, entry.actor, entry.action, entry.object, entry.subject, entry.detail,
         entry.commitment.empty() ? Param() : Param(Param::Blob{entry.commitment})}));
    TRY(tx.run("INSERT INTO audit_waiting (entry) VALUES ($1)", {entry.id}));
    return Done{};
}

Result<std::uint64_t> number_waiting(Tx& tx, const Sequencing& sequencing) {
    const std::vector<AuditEntry> entries = TRY(waiting(tx));
    if (entries.empty()) return std::uint64_t{0};
    Frontier frontier = TRY(last_frontier(tx));
    for (const AuditEntry& entry : entries) {
        const Hash hash = leaf_hash(canonical_text(entry));
        TRY(tx.run("INSERT INTO audit_leaf (number, entry, hash) VALUES ($1, $2, $3)",
                   {frontier.size(), entry.id, Param::Blob{view_of(hash)}}));
        frontier.append(hash);
        TRY(tx.run("DELETE FROM audit_waiting WHERE entry = $1", {entry.id}));
    }
    const std::string note = sequencing.signer.sign(Checkpoint{sequencing.origin, frontier.head()});
    const std::string bytes = frontier.bytes();
    TRY(tx.run("INSERT INTO audit_checkpoint (size, at, frontier, note) VALUES ($1, $2, $3, $4)",
               {frontier.size(), sequencing.now, Param::Blob{bytes}, note}));
    return static_cast<std::uint64_t>(entries.size());
}

Result<std::optional<StoredCheckpoint>> last_checkpoint(Tx& tx) {
    std::optional<StoredCheckpoint> checkpoint;
    TRY(tx.first(
        "SELECT size, at, note FROM audit_checkpoint ORDER BY size DESC LIMIT 1", {},
        [&](const Row& row) {
            checkpoint = {static_cast<std::uint64_t>(row.integer(0)), row.moment(1), row.string(2)};
        }));
    return checkpoint;
}

Result<std::vector<StoredCheckpoint>> checkpoints(Tx& tx) {
    std::vector<StoredCheckpoint> list;
    TRY(tx.query("SELECT size, at, note FROM audit_checkpoint ORDER BY size", {},
                 [&](const Row& row) -> Status {
                     list.push_back({static_cast<std::uint64_t>(row.integer(0)), row.moment(1),
                                     row.string(2)});
                     return Done{};
                 }));
    return list;
}

Status each_numbered(Tx& tx, std::uint64_t first,
                     const std::function<Status(const NumberedEntry&)>& each) {
    return tx.query(
        "SELECT l.number, l.hash, e.id, e.at, e.actor, e.action, e.object, e.subject,"
        " e.detail, e.commitment FROM audit_leaf l JOIN audit_entry e ON e.id = l.entry"
        " WHERE l.number >= $1 ORDER BY l.number",
        {first}, [&](const Row& row) -> Status {
            return each({static_cast<std::uint64_t>(row.integer(0)), read_entry(row, 2),
                         hash_of(row.blob(1))});
        });
}

Result<std::vector<AuditEntry>> waiting(Tx& tx) {
    std::vector<AuditEntry> entries;
    TRY(
        tx.query("SELECT e.id, e.at, e.actor, e.action, e.object, e.subject, e.detail,"
                 " e.commitment FROM audit_waiting w JOIN audit_entry e ON e.id = w.entry"
                 " ORDER BY e.id",
                 {}, [&](const Row& row) -> Status {
                     entries.push_back(read_entry(row, 0));
                     return Done{};
                 }));
    return entries;
}

Result<std::vector<Hash>> leaves(Tx& tx) {
    std::vector<Hash> hashes;
    TRY(tx.query("SELECT hash FROM audit_leaf ORDER BY number", {}, [&](const Row& row) -> Status {
        hashes.push_back(hash_of(row.blob(0)));
        return Done{};
    }));
    return hashes;
}

Result<std::vector<AuditEntry>> of_subject(Tx& tx, const Id& subject) {
    std::vector<AuditEntry> entries;
    TRY(
        tx.query("SELECT id, at, actor, action, object, subject, detail, commitment"
                 " FROM audit_entry WHERE subject = $1 ORDER BY at, id",
                 {subject}, [&](const Row& row) -> Status {
                     entries.push_back(read_entry(row, 0));
                     return Done{};
                 }));
    return entries;
}

Result<Totals> totals(Tx& tx) {
    Totals totals;
    totals.entries =
        static_cast<std::uint64_t>(TRY(tx.integer("SELECT count(*) FROM audit_entry")));
    totals.numbered =
        static_cast<std::uint64_t>(TRY(tx.integer("SELECT count(*) FROM audit_leaf")));
    totals.waiting =
        static_cast<std::uint64_t>(TRY(tx.integer("SELECT count(*) FROM audit_waiting")));
    return totals;
}

}  // namespace mingce::audit_log
