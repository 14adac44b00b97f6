// What an import does to whom, row by row: looked at before it is written, and named again before
// it is taken back.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/finding.h"
#include "usecases/imports/import_batch.h"

namespace mingce {

/// What becomes of a row; Blocked: one with blocking findings, whatever else becomes of it.
enum class BatchRowKind : std::uint8_t { New, Changed, Conflict, Blocked };

constexpr std::string_view key_of(BatchRowKind kind) {
    switch (kind) {
        case BatchRowKind::New: return "new";
        case BatchRowKind::Changed: return "changed";
        case BatchRowKind::Conflict: return "conflict";
        case BatchRowKind::Blocked: return "blocked";
    }
    return "";
}

/// A value of the record and the row's. Where it is not taken the record's stands: a person set it.
struct BatchRowChange {
    Field field = Field::Name;
    std::string before, after;
    bool is_taken = true;
};
struct BatchRowFinding {
    std::string rule;
    std::optional<Field> field;
};
struct BatchRow {
    std::string file, sheet;
    std::uint64_t row = 0;  // the source's own, from 1; 0 once the batch is written
    std::string name, exam_number, department;
    std::vector<BatchRowChange> changes;
    std::vector<BatchRowFinding> findings;  // blocking ones
    std::vector<std::string> candidates;    // of a conflict: whom its numbers point at
};
struct RowsOfKind {
    std::uint64_t total = 0;
    std::vector<BatchRow> rows;  // the first kBatchRowsKept
};
using RowsByKind = std::array<RowsOfKind, 4>;

/// Beyond that many of a kind a person looks at the students themselves.
constexpr std::size_t kBatchRowsKept = 2'000;

RowsByKind rows_by_kind(const ImportReport& report);
/// Lines that follow those of the columns in a batch's preview, the first beginning with
/// kRowsBegin.
constexpr std::string_view kRowsBegin = "rows";
std::string text_of(const RowsByKind& rows);

struct AskBatchRows {
    std::int64_t number = 0;
    BatchRowKind kind = BatchRowKind::New;
    std::size_t offset = 0, limit = 100;
};
struct BatchRows {
    Batch batch;
    std::uint64_t total = 0, kept = 0;  // kept: how many of them can be shown
    std::vector<BatchRow> rows;         // masked as the caller sees them
};
/// Of a staged batch what it would do; of a written one whom it made and changed, by the record as
/// it is now. Errors: NotFound (batch.unknown); store.document_damaged.
Result<BatchRows> batch_rows(const Context& context, const AskBatchRows& request);

}  // namespace mingce
