#include "store/batches.h"
#include "store/record_problems.h"
#include "store/sheet_document.h"

namespace mingce::source_rows {

std::string place_of(std::int64_t number) { return "source_row/" + std::to_string(number); }

std::string seal(Boxes& boxes, const OpenStudentKey& key, const SourceRowRecord& row) {
    const std::vector<std::string_view> cells(row.cells.begin(), row.cells.end());
    return boxes.seal(key, {place_of(row.number), row.batch}, pack_cells(cells));
}

Status create(Tx& tx, const Id& batch, std::size_t count,
              const std::function<const NewRow&(std::size_t)>& row_of) {
    constexpr BulkColumn kColumns[] = {
        {"batch", ColumnType::Blob},        {"number", ColumnType::Integer},
        {"student", ColumnType::Blob},      {"sheet", ColumnType::Integer},
        {"sheet_row", ColumnType::Integer}, {"joined_row", ColumnType::Integer},
        {"box", ColumnType::Blob}};
    const auto rows = TRY(tx.bulk_insert("source_row", kColumns));
    for (std::size_t i = 0; i < count; ++i) {
        const NewRow& row = row_of(i);
        const Param params[] = {batch,         row.number,     row.student,         row.sheet,
                                row.sheet_row, row.joined_row, Param::Blob{row.box}};
        TRY(rows->add(params));
    }
    TRY(rows->finish());
    return Done{};
}

Result<std::vector<SourceRowRecord>> of_student(Tx& tx, Boxes& boxes, const OpenStudentKey& key) {
    std::vector<SourceRowRecord> list;
    TRY(
        tx.query("SELECT r.batch, r.number, r.sheet, r.sheet_row, r.joined_row, r.box"
                 " FROM source_row r JOIN batch b ON b.id = r.batch WHERE r.student = $1"
                 " ORDER BY b.number, r.number",
                 {key.student}, [&](const Row& row) -> Status {
                     SourceRowRecord record;
                     record.batch = row.id(0);
                     record.number = row.integer(1);
                     record.sheet = row.integer(2);
                     record.sheet_row = static_cast<std::uint64_t>(row.integer(3));
                     record.joined_row = static_cast<std::uint64_t>(row.integer(4));
                     const std::string packed =
                         TRY(boxes.open(key, {place_of(record.number), record.batch}, row.blob(5)));
                     record.cells = TRY(unpack_cells(packed));
                     list.push_back(std::move(record));
                     return Done{};
                 }));
    return list;
}

}  // namespace mingce::source_rows
