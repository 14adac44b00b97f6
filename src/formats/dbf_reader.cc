#include "formats/dbf_reader.h"

#include <algorithm>

#include "base/text.h"
#include "formats/dbf_header.h"
#include "formats/dbf_memo.h"
#include "formats/dbf_values.h"
#include "formats/encoding.h"
#include "formats/gb18030.h"
#include "formats/problems.h"

namespace mingce {

namespace {

constexpr std::size_t kJudgedRecords = 5000;
constexpr std::uint64_t kFreeMemoBytes = std::uint64_t{1} << 20;
constexpr std::uint64_t kMemoUsesMax = 8;
constexpr std::size_t kJudgedTextBytes = std::size_t{1} << 20;

std::string_view without_padding(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0')) text.remove_suffix(1);
    return text;
}

std::string_view trimmed(std::string_view text) {
    text = without_padding(text);
    while (!text.empty() && (text.front() == ' ' || text.front() == '\0')) text.remove_prefix(1);
    return text;
}

// The texts of the first records, one a line, so that a cut character spoils only its own line.
std::string judged_text(const DbfHeader& header, std::string_view records) {
    std::string lines;
    for (std::size_t i = 0; i < kJudgedRecords && lines.size() < kJudgedTextBytes; ++i) {
        if ((i + 1) * header.record_bytes > records.size()) break;
        const std::string_view record =
            records.substr(i * header.record_bytes, header.record_bytes);
        for (const DbfField& field : header.fields) {
            if (field.type != 'C') continue;
            std::string_view text = without_padding(record.substr(field.offset, field.width));
            // A tail that either encoding calls unfinished says nothing about which it is.
            std::size_t tail = 0;
            while (tail < text.size() && tail < 3 &&
                   static_cast<unsigned char>(text[text.size() - 1 - tail]) >= 0x80)
                ++tail;
            if (tail != 0 && text.size() == field.width && !is_valid_utf8(text) &&
                is_valid_utf8(text.substr(0, text.size() - tail)))
                text.remove_suffix(tail);
            lines.append(text);
            lines += '\n';
        }
    }
    return lines;
}

Result<EncodingChoice> choose(const DbfHeader& header, std::string_view records,
                              const std::optional<std::string>& asked) {
    const std::string lines = judged_text(header, records);
    if (asked) return choose_encoding(lines, asked);
    const std::string_view marked = code_page_of(header.code_page_mark);
    if (!marked.empty()) {
        EncodingChoice choice = TRY(choose_encoding(lines, std::string(marked)));
        // Western marks are what the program was set to, not what was typed.
        const bool is_default = marked == "windows-1252" || marked == "ibm-437";
        const Gb18030Fit fit = is_default ? gb18030_fit(lines) : Gb18030Fit{};
        const bool is_utf8 = is_default && fit.pairs + fit.bad != 0 && is_valid_utf8(lines);
        const bool is_chinese = fit.bad == 0 && fit.common != 0 && fit.common * 4 >= fit.pairs * 3;
        if (!is_utf8 && !is_chinese) {
            choice.reason = EncodingReason::CodePageMark;
            return choice;
        }
    }
    EncodingChoice choice = TRY(choose_encoding(lines, std::nullopt));
    if (choice.reason == EncodingReason::AsciiOnly) choice.name = "GB18030";
    if (choice.name == "UTF-8" || choice.name == "GB18030") return choice;
    choice = TRY(choose_encoding(lines, std::string("GB18030")));
    choice.reason = EncodingReason::DoubleByte;
    return choice;
}

struct Met {
    std::uint64_t count = 0, row = 0;
    std::string column;
    void add(std::uint64_t more, std::uint64_t at, const std::string& name) {
        if (count == 0 && more != 0) {
            row = at;
            column = name;
        }
        count += more;
    }
    void report(NoteKind kind, SheetSink& sink) const {
        if (count != 0) sink.note({kind, "", row, column, count, ""});
    }
};

class DbfRows {
public:
    DbfRows(const DbfHeader& header, const TextDecoder& decoder, const ReadOptions& options)
        : header_(header),
          decoder_(decoder),
          limits_(options.limits),
          memo_({reinterpret_cast<const char*>(options.memo.data()), options.memo.size()},
                header.version) {
        memo_bytes_max_ = kFreeMemoBytes + kMemoUsesMax * options.memo.size();
        for (const DbfField& field : header.fields) {
            if (field.is_system) null_flags_ = &field;
            std::string name;
            std::string_view raw = without_padding(field.raw_name);
            raw.remove_suffix(decoder.partial_tail(raw));
            decoder.decode(raw, name);
            names_.push_back(std::move(name));
        }
    }

    std::vector<DeclaredColumn> columns() const;
    Status read(std::string_view records, SheetSink& sink);

private:
    void make(std::string_view record, std::size_t column, Cell& cell);
    bool special_cell(std::string_view raw, std::size_t column, Cell& cell);
    bool block_cell(std::string_view raw, Cell& cell);
    void text_cell(std::string_view raw, std::size_t column, std::uint16_t width, Cell& cell);
    void memo_cell(std::string_view raw, std::size_t column, Cell& cell);
    void keep(std::string text, CellKind kind, Cell& cell);
    bool bit(std::string_view record, int number) const;
    void report(SheetSink& sink, std::size_t past_declared) const;

    const DbfHeader& header_;
    const TextDecoder& decoder_;
    const ReadLimits& limits_;
    DbfMemo memo_;
    const DbfField* null_flags_ = nullptr;
    std::vector<std::string> names_;
    std::uint64_t number_ = 0, deleted_ = 0;
    // Each text belongs to one record: a small file must not be made large by naming it often.
    std::uint64_t memo_bytes_ = 0, memo_bytes_max_ = 0;
    Met halves_, bad_bytes_, memo_missing_, too_long_;
    std::vector<std::string> kept_;  // one per column: the text of a cell that had to be made
    std::size_t column_ = 0;
};

std::vector<DeclaredColumn> DbfRows::columns() const {
    std::vector<DeclaredColumn> columns;
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const DbfField& field = header_.fields[i];
        if (!field.is_system)
            columns.push_back({names_[i], field.type, field.width, field.decimals});
    }
    return columns;
}

bool DbfRows::bit(std::string_view record, int number) const {
    if (null_flags_ == nullptr || number < 0) return false;
    const auto at = static_cast<std::size_t>(number) / 8;
    if (at >= null_flags_->width) return false;
    return (static_cast<unsigned char>(record[null_flags_->offset + at]) >> (number % 8) & 1) != 0;
}

void DbfRows::keep(std::string text, CellKind kind, Cell& cell) {
    kept_[column_] = std::move(text);
    cell.text = kept_[column_];
    cell.kind = cell.text.empty() ? CellKind::Empty : kind;
}

void DbfRows::text_cell(std::string_view raw, std::size_t column, std::uint16_t width, Cell& cell) {
    std::string_view text = without_padding(raw);
    cell.fills_field = !text.empty() && text.size() == width;
    const std::size_t tail = decoder_.partial_tail(text);
    if (tail != 0) {
        cell.half_character = true;
        halves_.add(1, number_, names_[column]);
        text.remove_suffix(tail);
    }
    std::string& out = kept_[column_];
    out.clear();
    bad_bytes_.add(decoder_.decode(text, out), number_, names_[column]);
    cell.text = out;
    cell.kind = out.empty() ? CellKind::Empty : CellKind::Text;
}

void DbfRows::memo_cell(std::string_view raw, std::size_t column, Cell& cell) {
    std::uint64_t block = 0;
    if (raw.size() == 4) {
        block = little_endian(raw, 0, 4);
    } else {
        for (const char c : trimmed(raw)) {
            if (!is_digit(c) || block > 0xFFFFFFFF) return;
            block = block * 10 + static_cast<std::uint64_t>(c - '0');
        }
    }
    if (block == 0 || block > 0xFFFFFFFF) return;
    const auto text = memo_.text(static_cast<std::uint32_t>(block));
    if (!text) {
        memo_missing_.add(1, number_, names_[column]);
    } else if (text->size() > limits_.cell_bytes_max) {
        too_long_.add(1, number_, names_[column]);
    } else {
        memo_bytes_ += text->size();
        text_cell(*text, column, 0, cell);
        if (cell.half_character) cell.half_character = false;
    }
}

// N F D L: short ASCII. False where the field holds something else, which is then text.
bool plain_cell(std::string_view plain, char type, Cell& cell) {
    if (plain.empty() || (type == 'L' && plain == "?")) return true;
    switch (type) {
        case 'D':
            if (plain.size() != 8 || !all_digits(plain)) return false;
            cell.kind = CellKind::Date;
            break;
        case 'L':
            if (plain.size() != 1 ||
                std::string_view("TtYyFfNn").find(plain[0]) == std::string_view::npos)
                return false;
            cell.kind = CellKind::Boolean;
            cell.text = std::string_view("TtYy").find(plain[0]) < 4 ? "TRUE" : "FALSE";
            return true;
        default:
            if (!is_dbf_number(plain)) return false;
            cell.kind = CellKind::Number;
    }
    cell.text = plain;
    return true;
}

// G, P, W and dBase's B: the number of a block of pictures or sound, which is not text.
bool DbfRows::block_cell(std::string_view raw, Cell& cell) {
    std::string block(trimmed(raw));
    if (raw.size() == 4) {
        const std::uint32_t number = little_endian(raw, 0, 4);
        block = number == 0 ? "" : std::to_string(number);
    } else if (!all_digits(block) && !block.empty()) {
        return false;
    }
    keep(std::move(block), CellKind::Text, cell);
    return true;
}

// What is no text; false leaves the field to text_cell.
bool DbfRows::special_cell(std::string_view raw, std::size_t column, Cell& cell) {
    const char type = header_.fields[column].type;
    switch (type) {
        case 'N':
        case 'F':
        case 'D':
        case 'L': return plain_cell(trimmed(raw), type, cell);
        case 'M': memo_cell(raw, column, cell); return true;
        case 'B':
            if (!header_.is_visual_foxpro() && raw.size() != 8) return block_cell(raw, cell);
            [[fallthrough]];
        case 'I':
        case '+':
        case 'O':
        case 'Y':
            keep(dbf_binary_text(raw, type, header_.is_dbase_7), CellKind::Number, cell);
            return true;
        case 'T':
        case '@':
            keep(dbf_binary_text(raw, type, header_.is_dbase_7), CellKind::Text, cell);
            return true;
        case 'G':
        case 'P':
        case 'W': return block_cell(raw, cell);
        default: return false;
    }
}

void DbfRows::make(std::string_view record, std::size_t column, Cell& cell) {
    const DbfField& field = header_.fields[column];
    std::string_view raw = record.substr(field.offset, field.width);
    if (bit(record, field.null_bit) || special_cell(raw, column, cell)) return;
    if (bit(record, field.length_bit) && !raw.empty())
        raw = raw.substr(0, static_cast<unsigned char>(raw.back()));
    text_cell(raw, column, field.width, cell);
}

void DbfRows::report(SheetSink& sink, std::size_t past_declared) const {
    if (deleted_ != 0) sink.note({NoteKind::DeletedRecords, "", 0, "", deleted_, ""});
    if (number_ < header_.records)
        sink.note({NoteKind::FewerRecordsThanDeclared, "", 0, "", header_.records - number_, ""});
    if (past_declared != 0)
        sink.note({NoteKind::MoreRecordsThanDeclared, "", 0, "", past_declared, ""});
    halves_.report(NoteKind::HalfCharacter, sink);
    bad_bytes_.report(NoteKind::UndecodableBytes, sink);
    memo_missing_.report(NoteKind::MemoMissing, sink);
}

Status DbfRows::read(std::string_view records, SheetSink& sink) {
    SheetTotals totals;
    std::vector<Cell> cells;
    kept_.resize(header_.fields.size());
    for (; records.size() >= header_.record_bytes; records.remove_prefix(header_.record_bytes)) {
        const char flag = records[0];
        if (flag == '\x1A') break;
        if (number_ >= header_.records && flag != ' ' && flag != '*') break;
        ++number_;
        if (flag == '*') {
            ++deleted_;
            continue;
        }
        if (totals.rows >= limits_.rows_max)
            return Error(problem::kTableRows, grouped(limits_.rows_max)).at({"", "", number_, ""});
        if (memo_bytes_ > memo_bytes_max_)
            return Error(problem::kDbfMemo).at({"", "", number_, ""});
        cells.clear();
        for (column_ = 0; column_ < header_.fields.size(); ++column_) {
            if (header_.fields[column_].is_system) continue;
            Cell& cell = cells.emplace_back();
            make(records.substr(0, header_.record_bytes), column_, cell);
            totals.cells += cell.text.empty() ? 0 : 1;
        }
        if (too_long_.count != 0)
            return Error(problem::kTableCellBytes, grouped(limits_.cell_bytes_max) + " B")
                .at({"", "", too_long_.row, too_long_.column});
        ++totals.rows;
        TRY(sink.row({number_, false, cells}));
    }
    report(sink, number_ > header_.records ? number_ - header_.records : 0);
    return sink.end_sheet(totals);
}

}  // namespace

Status read_dbf(Bytes bytes, const ReadOptions& options, SheetSink& sink) {
    const std::string_view whole(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const DbfHeader header = TRY(parse_dbf_header(whole));
    if (header.fields.size() > options.limits.columns_max)
        return Error(problem::kTableColumns, grouped(options.limits.columns_max));
    const std::string_view records = whole.substr(header.header_bytes);
    const EncodingChoice choice = TRY(choose(header, records, options.encoding));
    const TextDecoder decoder = TRY(TextDecoder::named(choice.name));
    DbfRows rows(header, decoder, options);
    SheetHead head;
    head.declared = rows.columns();
    TRY(sink.begin_sheet(head));
    sink.note(encoding_note(choice));
    return rows.read(records, sink);
}

}  // namespace mingce
