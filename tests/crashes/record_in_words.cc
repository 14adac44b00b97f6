#include "record_in_words.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <sstream>

#include "crypto/tree.h"
#include "domain/standard.h"
#include "places.h"
#include "store/audit_log.h"
#include "store/problems.h"
#include "store/students.h"
#include "temporary_folder.h"
#include "usecases/record/output_file.h"
#include "usecases/record/record.h"

namespace mingce::testing {

namespace {

struct Column {
    std::string name, type;
};
using Tables = std::map<std::string, std::vector<Column>>;

/// Of tests/golden/schema.txt, which another test holds to the schema. The sequencer's tables are
/// left out: how often it ran is nobody's business.
Tables read_tables() {
    Tables tables;
    std::istringstream page(contents(std::filesystem::path(kProject) / "tests/golden/schema.txt"));
    for (std::string line; std::getline(page, line);) {
        std::istringstream words(line);
        std::string place, type;
        words >> place >> type;
        const std::size_t dot = place.find('.');
        tables[place.substr(0, dot)].push_back({place.substr(dot + 1), type});
    }
    for (const char* name : {"audit_leaf", "audit_checkpoint", "audit_waiting"}) tables.erase(name);
    return tables;
}

/// Copies of a scene lie in folders that differ in their last six letters.
std::string without_place(std::string text, const std::string& place) {
    const std::string head = place.substr(0, place.size() - std::min<std::size_t>(place.size(), 6));
    for (std::size_t at = text.find(head); at != std::string::npos; at = text.find(head, at))
        text.replace(at, place.size(), ".");
    return text;
}

/// Hashes in a text are of sealed or keyed bytes: other ones each time.
std::string without_hashes(std::string_view text) {
    std::string kept;
    std::size_t digits = 0;
    for (char c : text) {
        const bool is_digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        digits = is_digit ? digits + 1 : 0;
        kept += c;
        if (digits == 32) kept.replace(kept.size() - 32, 32, "#");
        if (digits > 32) kept.pop_back();
    }
    return kept;
}

/// Writes the rows down in two passes: first what each id's own row says, then with ids by that.
class RowsInWords {
public:
    RowsInWords(Tx& tx, std::string place, RecordInWords& state)
        : tx_(tx), place_(std::move(place)), state_(state) {}

    Status write() {
        static const Tables tables = read_tables();
        for (is_naming_ = true;; is_naming_ = false) {
            for (const auto& entry : tables) TRY(read(entry.first, entry.second));
            if (!is_naming_) return Done{};
        }
    }
    std::string name_of(std::string_view id) const {
        const auto known = names_.find(id);
        return known == names_.end() ? "?" : known->second;
    }

private:
    Status read(const std::string& table, const std::vector<Column>& columns) {
        std::string sql;
        for (const Column& column : columns) sql += (sql.empty() ? "SELECT " : ", ") + column.name;
        return tx_.query(sql + " FROM " + table, {}, [&](const Row& row) -> Status {
            std::string line = table, id;
            for (std::size_t i = 0; i < columns.size(); ++i) {
                line += " " + columns[i].name + "=" + value(table, columns[i], row, i);
                if (columns[i].name == "id") id = row.blob(i);
            }
            if (!is_naming_)
                state_.lines.push_back(line);
            else if (!id.empty())
                names_[id] = table + ":" + sha256_hex(line).substr(0, 8);
            return Done{};
        });
    }

    std::string value(const std::string& table, const Column& column, const Row& row,
                      std::size_t at) const {
        if (row.is_null(at)) return "";
        if (column.type == "integer") {
            const bool is_moment = column.name == "at" || column.name.ends_with("_at");
            // The bucket is of a key that may have been changed.
            const bool is_keyed = column.name == "phone_index";
            return is_moment || is_keyed ? "set" : std::to_string(row.integer(at));
        }
        if (column.type == "text") {
            const bool is_of_files = table == "batch" || table == "batch_file";
            return is_of_files ? row.string(at)
                               : without_place(without_hashes(row.text(at)), place_);
        }
        const std::string_view bytes = row.blob(at);
        if (bytes.size() != sizeof(Id)) return std::to_string(bytes.size()) + " bytes";
        return is_naming_ ? "id" : name_of(bytes);
    }

    Tx& tx_;
    std::string place_;
    RecordInWords& state_;
    bool is_naming_ = true;
    std::map<std::string, std::string, std::less<>> names_;
};

std::string values_in_words(const FieldValues& values) {
    std::string text;
    for (Field field : kAllFields)
        if (!values[field].empty()) text += " " + std::string(key_of(field)) + "=" + values[field];
    return text;
}

Status write_values(Tx& tx, Boxes& boxes, const RowsInWords& rows, RecordInWords& state) {
    students::Selection everybody;
    everybody.state = "";
    std::vector<Id> ids;
    TRY(students::load_all(tx, boxes, everybody,
                           [&](StudentRecord& record, OpenStudentKey&) -> Status {
                               state.lines.push_back("values of " + rows.name_of(record.id.view()) +
                                                     values_in_words(record.values));
                               if (record.state != RecordState::Erased) ids.push_back(record.id);
                               return Done{};
                           }));
    for (const Id& id : ids)
        for (const StudentEvent& event : TRY(students::events(tx, boxes, id))) {
            std::string line = "changes of " + rows.name_of(id.view());
            for (const FieldChange& change : event.changes)
                line += " " + std::string(key_of(change.field)) + ":" + change.before + "→" +
                        change.after;
            state.lines.push_back(line);
        }
    return Done{};
}

Status check_database(Tx& tx, RecordInWords& state) {
    if (tx.dialect() != Dialect::Sqlite) return Done{};
    TRY(tx.query("PRAGMA integrity_check", {}, [&](const Row& row) -> Status {
        if (row.text(0) != "ok") state.broken += "integrity: " + row.string(0) + "\n";
        return Done{};
    }));
    return tx.query("PRAGMA foreign_key_check", {}, [&](const Row& row) -> Status {
        state.broken += "a row of " + row.string(0) + " without its " + row.string(2) + "\n";
        return Done{};
    });
}

Status check_audit(Tx& tx, const Record& record, RecordInWords& state) {
    std::vector<Hash> leaves;
    TRY(audit_log::each_numbered(tx, 0, [&](const audit_log::NumberedEntry& numbered) -> Status {
        if (numbered.number != leaves.size()) state.broken += "a number of the audit is missing\n";
        leaves.push_back(leaf_hash(canonical_text(numbered.entry)));
        if (numbered.hash != leaves.back()) state.broken += "a leaf is not its entry's\n";
        return Done{};
    }));
    const auto totals = TRY(audit_log::totals(tx));
    if (totals.waiting != 0 || totals.numbered != totals.entries ||
        totals.numbered != leaves.size())
        state.broken += "an entry of the audit has no number\n";
    const CheckpointSigner signer = TRY(record.ring().signer(record.origin()));
    for (const auto& stored : TRY(audit_log::checkpoints(tx))) {
        const Checkpoint checkpoint = TRY(signer.verifier().open(stored.note));
        const std::size_t size = checkpoint.head.size;
        if (size > leaves.size() || checkpoint.head != tree_head(std::span(leaves).first(size)))
            state.broken += "a checkpoint is of another tree\n";
    }
    const auto last = TRY(audit_log::last_checkpoint(tx));
    if (!last || last->size != leaves.size()) state.broken += "the last entries are not signed\n";
    return Done{};
}

Status read_all(const std::filesystem::path& folder, RecordInWords& state) {
    Record record = TRY(Record::open({folder, std::nullopt, system_now()}));
    TRY(record.settle_audit(record.now()));
    return record.database().read([&](Tx& tx) -> Status {
        SystemRandom random;
        Boxes boxes(record.ring(), random);
        RowsInWords rows(tx, folder.parent_path().string(), state);
        TRY(rows.write());
        TRY(write_values(tx, boxes, rows, state));
        TRY(check_database(tx, state));
        return check_audit(tx, record, state);
    });
}

void append_missing(std::string& text, char sign, const RecordInWords& from,
                    const RecordInWords& in) {
    constexpr std::size_t kLinesMax = 6;
    std::vector<std::string> lines;
    std::set_difference(from.lines.begin(), from.lines.end(), in.lines.begin(), in.lines.end(),
                        std::back_inserter(lines));
    if (lines.size() > kLinesMax) lines.resize(kLinesMax);
    for (const std::string& line : lines) text += "\n" + std::string(1, sign) + " " + line;
}

}  // namespace

RecordInWords read_record(const std::filesystem::path& folder) {
    RecordInWords state;
    if (!std::filesystem::exists(folder / "mingce.toml")) return state;
    const Status done = read_all(folder, state);
    if (!done.ok() && &done.error().problem() == &problem::kSchemaOlder)
        state.lines = {"an older schema"};
    else if (!done.ok())
        state.broken += done.error().sentence(Language::English);
    std::sort(state.lines.begin(), state.lines.end());
    return state;
}

std::string difference(const RecordInWords& one, const RecordInWords& other) {
    std::string text;
    append_missing(text, '-', one, other);
    append_missing(text, '+', other, one);
    return text;
}

}  // namespace mingce::testing
