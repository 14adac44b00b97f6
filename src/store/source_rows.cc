#include "store/batches.h"
#include "store/record_problems.h"
#include "store/sheet_document.h"

namespace mingce::source_rows {

std::string place_of(std::int64_t number) { return "source_row/" + std::to_string(number); }

namespace {

/// The columns beside the box, repeated in it before the cells.
std::string where_from(const SourceRowRecord& row) {
    return std::to_string(row.sheet) + ":" + std::to_string(row.sheet_row) + ":" +
           std::to_string(row.joined_row);
}

/// Batch, number, sheet, its row, the joined one, box.
Result<SourceRowRecord> read_row(Boxes& boxes, const OpenStudentKey& key, const Row& row) {
    SourceRowRecord record;
    record.batch = row.id(0);
    record.number = row.integer(1);
    record.sheet = row.integer(2);
    record.sheet_row = static_cast<std::uint64_t>(row.integer(3));
    record.joined_row = static_cast<std::uint64_t>(row.integer(4));
    const std::string packed =
        TRY(boxes.open(key, {place_of(record.number), record.batch}, row.blob(5)));
    record.cells = TRY(unpack_cells(packed));
    record.is_as_sealed = !record.cells.empty() && record.cells.front() == where_from(record);
    if (!record.cells.empty()) record.cells.erase(record.cells.begin());
    return record;
}

}  // namespace

std::string seal(Boxes& boxes, const OpenStudentKey& key, const SourceRowRecord& row) {
    const std::string from = where_from(row);
    std::vector<std::string_view> cells = {from};
    cells.insert(cells.end(), row.cells.begin(), row.cells.end());
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
                     list.push_back(TRY(read_row(boxes, key, row)));
                     return Done{};
                 }));
    return list;
}

Status each_damaged(Tx& tx, Boxes& boxes,
                    const std::function<void(const Id& batch, const Id& student)>& each) {
    return tx.query(
        "SELECT r.batch, r.number, r.sheet, r.sheet_row, r.joined_row, r.box, r.student,"
        " k.sealing_key, k.wrapped FROM source_row r"
        " LEFT JOIN student_key k ON k.student = r.student",
        {}, [&](const Row& row) -> Status {
            const auto key = boxes.unwrap({row.id(6), row.id(7), row.blob(8)});
            const auto record =
                key.ok() ? read_row(boxes, key.value(), row) : Result<SourceRowRecord>(key.error());
            if (!record.ok() || !record.value().is_as_sealed) each(row.id(0), row.id(6));
            return Done{};
        });
}

Status each_missing(Tx& tx, const std::function<void(const Id& batch, const Id& student)>& each) {
    constexpr std::string_view kSources[] = {
        "SELECT s.batch, s.id FROM student s LEFT JOIN source_row r ON r.batch = s.batch"
        " AND r.number = s.source_row WHERE s.batch IS NOT NULL AND s.state <> 'erased'"
        " AND (r.student IS NULL OR r.student <> s.id)",
        // An undone batch's rows are gone.
        "SELECT e.batch, e.student FROM student_event e JOIN batch b ON b.id = e.batch"
        " LEFT JOIN source_row r ON r.batch = e.batch AND r.number = e.source_row"
        " WHERE e.kind = 'import' AND e.source_row IS NOT NULL AND b.state <> 'undone'"
        " AND (r.student IS NULL OR r.student <> e.student)"};
    for (std::string_view sql : kSources)
        TRY(tx.query(sql, {}, [&](const Row& row) -> Status {
            each(row.id(0), row.id(1));
            return Done{};
        }));
    return Done{};
}

}  // namespace mingce::source_rows
