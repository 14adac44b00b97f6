// A worksheet read by the letter, through expat: rows, and what stands around them.
#pragma once

#include <string>
#include <vector>

#include "formats/xlsx_feed.h"
#include "formats/xlsx_rows.h"

namespace mingce {

class SheetPart : public UnitFrame {
public:
    SheetPart(const SheetContext& context, SheetRows& rows) : context_(context), rows_(rows) {}

    bool at_units() const override { return in_data_ && depth() == 2; }
    /// Notes hidden columns within the columns used, and merged ranges.
    void finish();

protected:
    void on_start(XmlName name, const XmlAttributes& attributes) override;
    void on_end(XmlName name) override;
    void on_text(std::string_view text) override;

private:
    struct ColumnRange {
        std::size_t first = 0, last = 0;
    };

    void start_outside(XmlName name, const XmlAttributes& attributes);
    void start_cell(const XmlAttributes& attributes);
    void start_in_cell(XmlName name);
    void end_text();
    void end_cell();
    void refuse_here(const Problem& problem, std::string detail = {});

    const SheetContext& context_;
    SheetRows& rows_;
    std::vector<ColumnRange> hidden_columns_;
    std::string first_merge_;
    std::uint64_t merges_ = 0, first_merge_row_ = 0, extras_ = 0, cells_in_row_ = 0;
    std::size_t first_merge_column_ = 0;
    bool in_data_ = false, in_row_ = false, in_cell_ = false;
    bool in_inline_ = false, in_run_ = false, in_text_ = false, has_inline_ = false;
    std::size_t column_ = 0, next_column_ = 0;
    std::uint32_t style_ = 0;
    CellType type_ = CellType::Number;
    bool formula_ = false;
    std::string text_, value_, inline_;
};

/// "AB12": column from 0 and row (0 when it has none). False when it is no cell reference.
bool parse_reference(std::string_view text, std::size_t& column, std::uint64_t& row);

}  // namespace mingce
