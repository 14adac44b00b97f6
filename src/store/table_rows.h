// Rows of any table as bytes and back, the same on both databases (docs/backup-format.md).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"
#include "store/record_tables.h"

namespace mingce::table_rows {

/// Calls `each` with every row in the order of the table's key: its length in 4 bytes big-endian,
/// then its values in the order of RecordTable::columns. A value is a letter and what belongs to
/// it: N nothing; I an integer in 8 bytes big-endian; T a text or B bytes, after their length in 4
/// bytes big-endian. The view lives until the next row.
Status each(Tx& tx, const RecordTable& table, const std::function<Status(std::string_view)>& each);

/// One row's values; views into its bytes.
using Values = std::vector<Param>;
/// Splits what each() made, one row after the other.
/// Errors: BadInput (backup.rows_malformed), with the table's name; those of `each_values`.
Status parse(const RecordTable& table, std::string_view bytes,
             const std::function<Status(const Values&)>& each_values);

/// The id in a column of a row; none where there is none.
Id id_of(const Param& value);
std::string_view text_of(const Param& value);
/// A column's place in the table. Precondition: it has one of this name.
std::size_t column_of(const RecordTable& table, std::string_view name);

/// Inserts rows as they come, table after table.
class Loader {
public:
    explicit Loader(Tx& tx) : tx_(tx) {}

    Status add(const RecordTable& table, const Values& values);
    /// Before anything else is done in the transaction. Returns the rows of all tables.
    Result<std::uint64_t> finish();

private:
    Status end_table();

    Tx& tx_;
    const RecordTable* table_ = nullptr;
    std::unique_ptr<BulkInsert> insert_;
    std::uint64_t rows_ = 0;
};

}  // namespace mingce::table_rows
