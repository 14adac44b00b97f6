#include "formats/xlsx_strict.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "formats/xlsx_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kSheetRowBytesMax = std::size_t{64} << 20;
constexpr std::size_t kHiddenRangesMax = 16'384;

template <class Number>
Number number_or(std::string_view text, Number otherwise) {
    text = trim_blanks(text);
    Number number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
    return whole ? number : otherwise;
}

}  // namespace

bool parse_reference(std::string_view text, std::size_t& column, std::uint64_t& row) {
    std::size_t letters = 0, number = 0;
    while (letters < text.size() && letters < 4) {
        const char c = to_upper(text[letters]);
        if (!is_upper(c)) break;
        number = number * 26 + static_cast<std::size_t>(c - 'A') + 1;
        ++letters;
    }
    if (number == 0) return false;
    column = number - 1;
    row = 0;
    const std::string_view digits = text.substr(letters);
    if (digits.empty()) return true;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), row);
    return parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size();
}

void SheetPart::refuse_here(const Problem& problem, std::string detail) {
    Error error(problem, std::move(detail));
    refuse(std::move(error).at({{}, context_.head.name, rows_.number(), column_letters(column_)}));
}

void SheetPart::on_start(XmlName name, const XmlAttributes& attributes) {
    if (!in_data_) return start_outside(name, attributes);
    if (depth() == 3 && name.is("row")) {
        in_row_ = true;
        next_column_ = cells_in_row_ = 0;
        rows_.begin(number_or<std::uint64_t>(attributes.get("r"), 0), attributes.flag("hidden"));
    } else if (in_row_ && depth() == 4 && name.is("c")) {
        start_cell(attributes);
    } else if (in_cell_) {
        start_in_cell(name);
    }
}

void SheetPart::start_outside(XmlName name, const XmlAttributes& attributes) {
    if (depth() == 2 && name.is("sheetData")) in_data_ = true;
    if (++extras_ > context_.limits.sheet_extras_max)
        return refuse_here(problem::kXlsxTooManyExtras,
                           "> " + grouped(context_.limits.sheet_extras_max));
    if (depth() != 3) return;
    if (name.is("col") && attributes.flag("hidden") && hidden_columns_.size() < kHiddenRangesMax) {
        const auto first = number_or<std::size_t>(attributes.get("min"), 0);
        const auto last = number_or<std::size_t>(attributes.get("max"), 0);
        if (first != 0 && last >= first) hidden_columns_.push_back({first - 1, last - 1});
    }
    if (!name.is("mergeCell")) return;
    const std::string_view range = attributes.get("ref");
    std::size_t column = 0;
    std::uint64_t row = 0;
    if (!parse_reference(range.substr(0, range.find(':')), column, row)) return;
    if (merges_++ != 0 && row >= first_merge_row_) return;
    first_merge_ = range.substr(0, 32);
    first_merge_row_ = row;
    first_merge_column_ = column;
}

void SheetPart::start_cell(const XmlAttributes& attributes) {
    in_cell_ = true;
    has_inline_ = formula_ = false;
    value_.clear();
    inline_.clear();
    column_ = next_column_;
    const std::string_view reference = attributes.get("r");
    std::uint64_t row = 0;
    if (!reference.empty() && !parse_reference(reference, column_, row))
        return refuse_here(problem::kXlsxCellReference);
    // Cells without text may repeat a place: their number counts as well.
    if (column_ >= context_.limits.columns_max || ++cells_in_row_ > context_.limits.columns_max)
        return refuse_here(problem::kSheetTooManyColumns,
                           "> " + grouped(context_.limits.columns_max));
    next_column_ = column_ + 1;
    style_ = number_or<std::uint32_t>(attributes.get("s"), 0);
    // A type no edition knows is kept as the text it is.
    type_ = cell_type_of(attributes.get("t")).value_or(CellType::FormulaText);
}

void SheetPart::start_in_cell(XmlName name) {
    if (depth() == 5) {
        in_inline_ = name.is("is");
        has_inline_ |= in_inline_;
        if (name.is("f")) formula_ = true;
        in_text_ = name.is("v");
    } else if (in_inline_) {
        if (depth() == 6) in_run_ = name.is("r");
        in_text_ = name.is("t") && (depth() == 6 || (depth() == 7 && in_run_));
    }
    if (in_text_) text_.clear();
}

void SheetPart::on_text(std::string_view text) {
    if (!in_text_) return;
    text_ += text;
    if (text_.size() + inline_.size() > context_.limits.cell_bytes_max)
        refuse_here(problem::kCellTooLong, "> " + grouped(context_.limits.cell_bytes_max));
}

void SheetPart::end_text() {
    in_text_ = false;
    if (in_inline_ || type_ == CellType::FormulaText || type_ == CellType::Inline)
        resolve_escapes(text_);
    if (in_inline_)
        inline_ += text_;
    else
        value_ = text_;
}

void SheetPart::on_end(XmlName) {
    if (in_text_) end_text();
    if (depth() == 5) in_inline_ = false;
    if (depth() == 4 && in_cell_) end_cell();
    if (depth() == 3 && in_row_) {
        in_row_ = false;
        auto ended = rows_.end();
        if (!ended.ok()) refuse(std::move(ended).error());
    }
    if (depth() == 2) in_data_ = false;
}

void SheetPart::end_cell() {
    in_cell_ = false;
    if (rows_.text().bytes() > kSheetRowBytesMax)
        return refuse_here(problem::kRowTooLong, "> " + grouped(kSheetRowBytesMax));
    Cell cell;
    const bool from_inline = has_inline_ && !inline_.empty();
    const CellType type = from_inline ? CellType::Inline : type_;
    const std::string_view value = rows_.text().keep(from_inline ? inline_ : value_);
    const Problem* const wrong = make_cell(context_, type, style_, value, cell);
    if (wrong != nullptr) return refuse_here(*wrong);
    rows_.place(column_, cell.text, cell.kind, formula_);
    if (type == CellType::IsoDate && !value.empty()) rows_.count_iso_date(column_);
}

void SheetPart::finish() {
    std::uint64_t hidden = 0;
    std::size_t first = rows_.columns_used();
    for (const ColumnRange& range : hidden_columns_) {
        const std::size_t end = std::min(range.last + 1, rows_.columns_used());
        if (range.first >= end) continue;
        hidden += end - range.first;
        first = std::min(first, range.first);
    }
    const std::string& sheet = context_.head.name;
    if (hidden != 0)
        context_.sink.note({NoteKind::HiddenColumns, sheet, 0, column_letters(first), hidden, ""});
    if (merges_ != 0) {
        context_.sink.note({NoteKind::MergedCells, sheet, first_merge_row_,
                            column_letters(first_merge_column_), merges_, first_merge_});
    }
}

}  // namespace mingce
