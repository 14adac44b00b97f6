#include "store/audit_log.h"

#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "store/record_problems.h"

namespace mingce::audit_log {

namespace {

/// None for what is no id: somebody wrote past the program, and the entry's hash will tell.
Id id_of(std::string_view bytes) { return Id::from_bytes(bytes).value_or(Id{}); }

AuditEntry read_entry(const Row& row, std::size_t first) {
    AuditEntry entry;
    entry.id = id_of(row.blob(first));
    entry.at = row.moment(first + 1);
    entry.actor = row.text(first + 2);
    entry.action = row.text(first + 3);
    entry.object = row.text(first + 4);
    entry.subject = id_of(row.blob(first + 5));
    entry.detail = row.text(first + 6);
    entry.commitment = row.blob(first + 7);
    return entry;
}

/// The least id that can have been made a day before; none before 1970.
Id first_id_at(Moment moment) {
    constexpr std::int64_t kDay = 86'400'000;
    Id id;
    for (std::size_t i = 0; moment.milliseconds > kDay && i < 6; ++i)
        id.bytes[i] = static_cast<std::uint8_t>((moment.milliseconds - kDay) >> (8 * (5 - i)));
    return id;
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

Status record_all(Tx& tx, std::span<const AuditEntry> entries) {
    constexpr BulkColumn kColumns[] = {
        {"id", ColumnType::Blob},     {"at", ColumnType::Integer},
        {"actor", ColumnType::Text},  {"action", ColumnType::Text},
        {"object", ColumnType::Text}, {"subject", ColumnType::Blob},
        {"detail", ColumnType::Text}, {"commitment", ColumnType::Blob}};
    const auto rows = TRY(tx.bulk_insert("audit_entry", kColumns));
    for (const AuditEntry& entry : entries) {
        const Param params[] = {
            entry.id,
            entry.at,
            entry.actor,
            entry.action,
            entry.object,
            entry.subject,
            entry.detail,
            entry.commitment.empty() ? Param() : Param(Param::Blob{entry.commitment})};
        TRY(rows->add(params));
    }
    TRY(rows->finish());
    constexpr BulkColumn kWaitingColumns[] = {{"entry", ColumnType::Blob}};
    const auto waiting = TRY(tx.bulk_insert("audit_waiting", kWaitingColumns));
    for (const AuditEntry& entry : entries) {
        const Param params[] = {entry.id};
        TRY(waiting->add(params));
    }
    TRY(waiting->finish());
    return Done{};
}

Result<std::uint64_t> number_waiting(Tx& tx, const Sequencing& sequencing) {
    // One at a time: the second sees what the first numbered. On SQLite writers take turns anyway.
    if (tx.dialect() == Dialect::Postgres)
        TRY(tx.run("LOCK TABLE audit_checkpoint IN EXCLUSIVE MODE"));
    const std::vector<AuditEntry> entries = TRY(waiting(tx));
    if (entries.empty()) return std::uint64_t{0};
    Frontier frontier = TRY(last_frontier(tx));
    const std::uint64_t first = frontier.size();
    constexpr BulkColumn kColumns[] = {
        {"number", ColumnType::Integer}, {"entry", ColumnType::Blob}, {"hash", ColumnType::Blob}};
    const auto leaves_in = TRY(tx.bulk_insert("audit_leaf", kColumns));
    for (const AuditEntry& entry : entries) {
        const Hash hash = leaf_hash(canonical_text(entry));
        const Param params[] = {frontier.size(), entry.id, Param::Blob{view_of(hash)}};
        TRY(leaves_in->add(params));
        frontier.append(hash);
    }
    TRY(leaves_in->finish());
    TRY(
        tx.run("DELETE FROM audit_waiting"
               " WHERE entry IN (SELECT entry FROM audit_leaf WHERE number >= $1)",
               {first}));
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

namespace {

constexpr std::string_view kNumbered =
    "SELECT l.number, l.hash, e.id, e.at, e.actor, e.action, e.object, e.subject,"
    " e.detail, e.commitment FROM audit_leaf l JOIN audit_entry e ON e.id = l.entry"
    " WHERE l.number >= $1 ORDER BY l.number";

NumberedEntry read_numbered(const Row& row) {
    return {static_cast<std::uint64_t>(row.integer(0)), read_entry(row, 2), hash_of(row.blob(1))};
}

}  // namespace

Status each_numbered(Tx& tx, std::uint64_t first,
                     const std::function<Status(const NumberedEntry&)>& each) {
    return tx.query(kNumbered, {first}, [&](const Row& row) { return each(read_numbered(row)); });
}

Result<std::optional<NumberedEntry>> numbered(Tx& tx, std::uint64_t number) {
    std::optional<NumberedEntry> found;
    TRY(tx.first(std::string(kNumbered) + " LIMIT 1", {number},
                 [&](const Row& row) { found = read_numbered(row); }));
    if (found && found->number != number) found.reset();
    return found;
}

namespace {

constexpr std::uint64_t kPage = 2048;

Result<std::vector<NumberedEntry>> numbered_page(Tx& tx, std::uint64_t first) {
    std::vector<NumberedEntry> entries;
    TRY(tx.query(std::string(kNumbered) + " LIMIT $2", {first, kPage},
                 [&](const Row& row) -> Status {
                     entries.push_back(read_numbered(row));
                     return Done{};
                 }));
    return entries;
}

/// Checkpoints by size, a page at a time.
class CheckpointPages {
public:
    CheckpointPages(Tx& tx, const std::function<Status(const CheckpointRow&)>& each)
        : tx_(tx), each_(each) {}

    /// Hands on what has at most this size and was not handed on yet.
    Status up_to(std::uint64_t size) {
        for (;;) {
            for (; next_ < page_.size(); ++next_) {
                if (page_[next_].checkpoint.size > size) return Done{};
                TRY(each_(page_[next_]));
            }
            if (is_at_end_) return Done{};
            TRY(read_page());
        }
    }

private:
    Status read_page() {
        page_.clear();
        next_ = 0;
        TRY(
            tx_.query("SELECT size, at, note, frontier FROM audit_checkpoint WHERE size > $1"
                      " ORDER BY size LIMIT $2",
                      {beyond_, kPage}, [&](const Row& row) -> Status {
                          beyond_ = row.integer(0);
                          page_.push_back(
                              {{static_cast<std::uint64_t>(beyond_), row.moment(1), row.string(2)},
                               std::string(row.blob(3))});
                          return Done{};
                      }));
        is_at_end_ = page_.size() < kPage;
        return Done{};
    }

    Tx& tx_;
    const std::function<Status(const CheckpointRow&)>& each_;
    std::vector<CheckpointRow> page_;
    std::size_t next_ = 0;
    std::int64_t beyond_ = -1;
    bool is_at_end_ = false;
};

}  // namespace

Status each_in_order(Tx& tx, const Growth& growth) {
    CheckpointPages checkpoints(tx, growth.checkpoint);
    for (std::uint64_t next = 0;;) {
        const auto entries = TRY(numbered_page(tx, next));
        for (const NumberedEntry& entry : entries) {
            TRY(growth.entry(entry));
            next = entry.number + 1;
            TRY(checkpoints.up_to(next));
        }
        // A forged last number has nothing after it.
        if (entries.size() < kPage || next > INT64_MAX) return checkpoints.up_to(UINT64_MAX);
    }
}

Result<std::vector<Id>> out_of_order(Tx& tx, std::uint64_t count) {
    std::vector<Id> ids;
    TRY(
        tx.query("SELECT e.id FROM audit_entry e LEFT JOIN audit_leaf l ON l.entry = e.id"
                 " LEFT JOIN audit_waiting w ON w.entry = e.id"
                 " WHERE (l.entry IS NULL) = (w.entry IS NULL) OR l.number < 0"
                 " ORDER BY e.id LIMIT $1",
                 {count}, [&](const Row& row) -> Status {
                     ids.push_back(row.id(0));
                     return Done{};
                 }));
    return ids;
}

Status each_listed(Tx& tx, const Selection& selection,
                   const std::function<Status(const ListedEntry&)>& each) {
    std::string sql =
        "SELECT l.number, e.id, e.at, e.actor, e.action, e.object, e.subject, e.detail,"
        " e.commitment FROM audit_entry e LEFT JOIN audit_leaf l ON l.entry = e.id"
        " WHERE e.at >= $1";
    std::vector<Param> params{selection.since};
    const auto number = [&](Param param) {
        params.push_back(param);
        return "$" + std::to_string(params.size());
    };
    if (!selection.subject_to.is_none()) {
        sql += " AND e.subject BETWEEN " + number(Param::Blob{selection.subject_from.view()});
        sql += " AND " + number(Param::Blob{selection.subject_to.view()});
    }
    if (!selection.action.empty()) sql += " AND e.action = " + number(selection.action);
    sql += " ORDER BY l.number IS NULL, l.number, e.id";
    return tx.query(sql, params, [&](const Row& row) -> Status {
        ListedEntry listed{std::nullopt, read_entry(row, 1)};
        if (!row.is_null(0)) listed.number = static_cast<std::uint64_t>(row.integer(0));
        return each(listed);
    });
}

Result<std::vector<ListedEntry>> search(Tx& tx, const Search& search) {
    std::string sql =
        "SELECT l.number, e.id, e.at, e.actor, e.action, e.object, e.subject, e.detail,"
        " e.commitment FROM audit_entry e LEFT JOIN audit_leaf l ON l.entry = e.id WHERE e.at >= ";
    std::vector<Param> params;
    const auto place = [&params](const Param& param) {
        params.push_back(param);
        return "$" + std::to_string(params.size());
    };
    sql += place(search.from);
    if (search.until.milliseconds != 0) sql += " AND e.at <= " + place(search.until);
    // An id begins with the time it was made at: days are a stretch of the table. The day before
    // them is looked at too, should somebody have set a clock.
    const Id from = first_id_at(search.from);
    if (!from.is_none()) sql += " AND e.id >= " + place(from);
    if (!search.before.is_none()) sql += " AND e.id < " + place(search.before);
    if (!search.actor.empty()) sql += " AND e.actor = " + place(search.actor);
    if (!search.action.empty()) sql += " AND e.action = " + place(search.action);
    for (const std::string& action : search.but_actions) sql += " AND e.action <> " + place(action);
    if (!search.subject_to.is_none()) {
        sql += " AND e.subject BETWEEN " + place(Param::Blob{search.subject_from.view()});
        sql += " AND " + place(Param::Blob{search.subject_to.view()});
    }
    sql += " ORDER BY e.id DESC LIMIT " + place(static_cast<std::uint64_t>(search.most));
    std::vector<ListedEntry> entries;
    TRY(tx.query(sql, params, [&entries](const Row& row) -> Status {
        ListedEntry& listed = entries.emplace_back(ListedEntry{std::nullopt, read_entry(row, 1)});
        if (!row.is_null(0)) listed.number = static_cast<std::uint64_t>(row.integer(0));
        return Done{};
    }));
    return entries;
}

Result<std::optional<std::uint64_t>> number_of(Tx& tx, const Id& entry) {
    std::optional<std::uint64_t> number;
    TRY(tx.first("SELECT number FROM audit_leaf WHERE entry = $1", {entry},
                 [&](const Row& row) { number = static_cast<std::uint64_t>(row.integer(0)); }));
    return number;
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
