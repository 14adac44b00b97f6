// What was made of the columns of a staged batch, sheet by sheet, with samples: what somebody looks
// at before it is written, and says otherwise.
#pragma once

#include <string>
#include <vector>

#include "normalise/sheet_mapping.h"
#include "usecases/imports/import_batch.h"

namespace mingce {

/// Why a column is the field it is.
enum class ColumnWhy : std::uint8_t { Same, Alias, Remembered, Content, Chosen, None };

constexpr std::string_view key_of(ColumnWhy why) {
    switch (why) {
        case ColumnWhy::Same: return "same";
        case ColumnWhy::Alias: return "alias";
        case ColumnWhy::Remembered: return "remembered";
        case ColumnWhy::Content: return "content";
        case ColumnWhy::Chosen: return "chosen";
        case ColumnWhy::None: return "none";
    }
    return "";
}

/// A text of a coded column and what it became; the same text may stand in many rows.
struct PreviewValue {
    std::string text, became;
    std::uint64_t count = 0;
    bool is_known = true;    // to the code table
    bool is_chosen = false;  // by what a person decided for it
};
struct PreviewColumn {
    std::string name, header;
    std::optional<Field> field;
    ColumnWhy why = ColumnWhy::None;
    int confidence = 0;  // 0-4
    std::uint64_t filled = 0;
    struct Sample {
        std::uint64_t row = 0;
        std::string text;
    };
    std::vector<Sample> samples;        // the first three, by the source's own rows
    std::vector<PreviewValue> values;   // of a coded field, most frequent first, 200 at most
    std::uint64_t values_left_out = 0;  // beyond those
};
struct PreviewSheet {
    std::string file, sheet, encoding, fingerprint;
    StudentKind kind = StudentKind::Undergraduate;
    std::vector<std::uint64_t> header_rows;
    std::uint64_t rows = 0;  // of students
    std::vector<PreviewColumn> columns;
};

/// Of the sheets of students. `remembered`: headers matched as a person once did.
std::vector<PreviewSheet> preview_of(const HandOver& hand_over,
                                     const std::vector<std::string>& remembered);
std::string text_of(const std::vector<PreviewSheet>& sheets);

struct BatchColumns {
    Batch batch;
    std::vector<PreviewSheet> sheets;  // texts masked as the caller sees them; none once written
};
/// Errors: NotFound (batch.unknown); store.document_damaged.
Result<BatchColumns> batch_columns(const Context& context, std::int64_t number);

/// What is said of sheets now, and beside it what was remembered of earlier ones.
Result<SheetMappings> with_remembered(Tx& tx, SheetMappings said);
/// Remembers what was said now for the next sheets of the same headers.
Status remember_mappings(Tx& tx, const Context& context, const SheetMappings& said);

}  // namespace mingce
