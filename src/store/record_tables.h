// Every table of the record, with its columns: what a backup copies, whatever database it lies in.
// A test holds it against the schema; schema_version alone is left out, each database keeps its
// own.
#pragma once

#include <span>
#include <string_view>

#include "store/database.h"

namespace mingce {

/// Which file of a backup carries a table. The keys of students travel apart, so that one destroyed
/// is gone from backups, too, once the old files of keys are deleted.
enum class BackupPart : std::uint8_t { Data, Keys, Both };

struct RecordTable {
    std::string_view name;
    std::string_view key;  // columns of the primary key: the order rows are copied in
    std::span<const BulkColumn> columns;
    BackupPart part = BackupPart::Data;
};

/// In an order in which rows may be inserted.
std::span<const RecordTable> record_tables();
/// Null when there is none of this name.
const RecordTable* find_record_table(std::string_view name);

}  // namespace mingce
