// The fast reader of worksheet rows: it knows the spellings that spreadsheet programs write, and
// says Odd to everything else.
#pragma once

#include <optional>

#include "formats/xlsx_feed.h"
#include "formats/xlsx_rows.h"

namespace mingce {

class RowScanner : public UnitScanner {
public:
    RowScanner(const SheetContext& context, SheetRows& rows) : context_(context), rows_(rows) {}

    Step next(const char*& at, const char* end) override;
    Error refusal() const override { return *refusal_; }

private:
    struct RawCell {
        std::size_t column = 0;
        std::uint32_t style = 0;
        CellType type = CellType::Number;
        bool closed = false;  // <c …/>
        bool formula = false;
        bool plain_value = true;  // digits alone, or the characters of a number
        std::uint32_t index = 0;  // of a shared text
        std::string_view value, inline_text;
    };

    Step row(const char*& at);
    Step row_attributes(const char*& at, bool& closed);
    Step cell(const char*& at);
    Step cell_attributes(const char*& at, RawCell& raw);
    Step one_attribute(const char*& at, RawCell& raw);
    Step cell_content(const char*& at, RawCell& raw);
    Step value(const char*& at, RawCell& raw);
    Step formula(const char*& at);
    Step decode(RawCell& raw);
    Step put(const RawCell& raw);

    const SheetContext& context_;
    SheetRows& rows_;
    const char* end_ = nullptr;
    std::size_t next_column_ = 0, cells_in_row_ = 0;
    std::optional<Error> refusal_;
};

}  // namespace mingce
