#include "formats/csv_reader.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "formats/ascii_prefix.h"
#include "formats/csv_scanner.h"
#include "formats/encoding.h"
#include "formats/problems.h"

namespace mingce {

namespace {

constexpr char kDelimiters[] = {',', '\t', ';', '|'};
constexpr std::size_t kHeadBytes = std::size_t{64} << 10;
constexpr std::size_t kJudgedRows = 50;
constexpr std::size_t kPieceBytes = std::size_t{1} << 20;
constexpr std::size_t kRowBytesMax = std::size_t{64} << 20;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

bool has_high(std::string_view text) { return ascii_prefix(text) != text.size(); }

// One row's worth of well-formedness, three-byte Chinese first: base/text.h judges by code point.
bool is_well_formed(std::string_view text) {
    const char* at = text.data();
    const char* end = at + text.size();
    const auto follows = [](char c) { return static_cast<signed char>(c) < -64; };
    while (at < end) {
        at += ascii_prefix({at, static_cast<std::size_t>(end - at)});
        if (at == end) return true;
        const auto lead = static_cast<unsigned char>(*at);
        if (lead >= 0xE1 && lead <= 0xEC && end - at >= 3 && follows(at[1]) && follows(at[2])) {
            at += 3;
            while (end - at >= 3 && static_cast<unsigned char>(at[0]) - 0xE1U <= 0xBU &&
                   follows(at[1]) && follows(at[2]))
                at += 3;
        } else {
            std::string_view rest(at, static_cast<std::size_t>(end - at));
            const std::size_t before = rest.size();
            const char32_t code_point = next_code_point(rest);
            if (code_point == kReplacement && before - rest.size() == 1) return false;
            at += before - rest.size();
        }
    }
    return true;
}

// What sits between the quotes, doubled ones once; anything after the closing one stays.
void append_unquoted(std::string_view raw, std::string& out) {
    raw.remove_prefix(1);
    bool inside = true;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (inside && raw[i] == '"') {
            if (i + 1 < raw.size() && raw[i + 1] == '"') {
                out += '"';
                ++i;
            } else {
                inside = false;
            }
        } else {
            out += raw[i];
        }
    }
}

// One kind of thing met in the cells: how often, and where first.
struct Tally {
    std::uint64_t count = 0, row = 0;
    std::size_t column = 0;
    void add(std::uint64_t more, std::uint64_t at_row, std::size_t at_column) {
        if (more == 0) return;
        if (count == 0) {
            row = at_row;
            column = at_column;
        }
        count += more;
    }
    void report(NoteKind kind, SheetSink& sink, bool with_column = true) const {
        if (count == 0) return;
        sink.note({kind, "", row, with_column ? column_letters(column) : "", count, ""});
    }
};

// Turns raw cells into Cells and hands them on.
class RowMaker {
public:
    RowMaker(const ReadLimits& limits, const TextDecoder* decoder, SheetSink& sink)
        : limits_(limits), decoder_(decoder), sink_(sink) {}

    Status take(std::string_view window, std::vector<RawCell>& raw);
    Status finish() {
        bad_bytes_.report(NoteKind::UndecodableBytes, sink_);
        marks_.report(NoteKind::StrayByteOrderMark, sink_);
        formulas_.report(NoteKind::TextFormulas, sink_);
        uneven_.report(NoteKind::UnevenRows, sink_, false);
        return sink_.end_sheet(totals_);
    }
    std::uint64_t next_number() const { return number_ + 1; }
    void skip_line() { ++number_; }

private:
    void make(std::string_view window, const RawCell& raw, std::size_t column, Cell& cell);
    std::string_view clean(std::string_view text, bool has_zero, std::size_t column);

    const ReadLimits& limits_;
    const TextDecoder* decoder_;  // null where the window is UTF-8 by decoding already
    SheetSink& sink_;
    std::uint64_t number_ = 0;
    bool row_is_clean_ = false, row_has_mark_ = false;  // of the row being made
    std::size_t first_width_ = 0;
    SheetTotals totals_;
    Tally bad_bytes_, marks_, formulas_, uneven_;
    std::vector<Cell> cells_;
    std::string scratch_, unquoted_;
};

// Into scratch_, whose capacity was set for the whole row: views of it stay good.
std::string_view RowMaker::clean(std::string_view text, bool has_zero, std::size_t column) {
    if (row_has_mark_ && text.find(kMark) != std::string_view::npos) marks_.add(1, number_, column);
    if (!has_zero && (row_is_clean_ || !has_high(text))) return text;
    const std::size_t start = scratch_.size();
    std::uint64_t bad = 0;
    if (decoder_ != nullptr) {
        bad = decoder_->decode(text, scratch_);
    } else {
        scratch_.append(text);
    }
    std::string_view done = std::string_view(scratch_).substr(start);
    if (has_zero) {
        std::string filled;
        for (const char c : done) {
            bad += c == 0 ? 1 : 0;
            c == 0 ? append_utf8(filled, kReplacement) : filled.push_back(c);
        }
        scratch_.resize(start);
        scratch_ += filled;
        done = std::string_view(scratch_).substr(start);
    }
    bad_bytes_.add(bad, number_, column);
    return done;
}

void RowMaker::make(std::string_view window, const RawCell& raw, std::size_t column, Cell& cell) {
    std::string_view text = window.substr(raw.start, raw.end - raw.start);
    if (raw.quoted && text.starts_with('=')) {
        cell.formula = true;
        text.remove_prefix(1);
    }
    if (raw.quoted) {
        const std::size_t close = text.find('"', 1);
        if (close == text.size() - 1) {
            text = text.substr(1, text.size() - 2);
        } else {
            const std::size_t start = scratch_.size();
            append_unquoted(text, scratch_);
            text = std::string_view(scratch_).substr(start);
        }
        // Excel's own spelling: "=""0123""".
        if (text.size() >= 3 && text.starts_with("=\"") && text.find('"', 2) == text.size() - 1) {
            cell.formula = true;
            text = text.substr(2, text.size() - 3);
        }
    }
    if (cell.formula) formulas_.add(1, number_, column);
    cell.text = clean(text, raw.has_zero, column);
    cell.kind = cell.text.empty() ? CellKind::Empty : CellKind::Text;
}

Status RowMaker::take(std::string_view window, std::vector<RawCell>& raw) {
    ++number_;
    if (raw.size() == 1 && raw[0].start == raw[0].end) return Done{};  // a blank line
    if (totals_.rows >= limits_.rows_max)
        return Error(problem::kTableRows, grouped(limits_.rows_max)).at({"", "", number_, ""});
    const std::string_view row_text =
        window.substr(raw.front().start, raw.back().end - raw.front().start);
    const bool utf8 = decoder_ == nullptr || decoder_->is_utf8();
    row_is_clean_ = utf8 ? is_well_formed(row_text) : false;
    row_has_mark_ = utf8 && row_text.find(kMark) != std::string_view::npos;
    scratch_.clear();
    // Twice (unquoted, then decoded), and three bytes for each at most.
    scratch_.reserve(row_text.size() * 4 + 64);
    cells_.clear();
    for (std::size_t i = 0; i < raw.size(); ++i) {
        // In place: a copy of a cell would wait for its just written flags.
        Cell& cell = cells_.emplace_back();
        make(window, raw[i], i, cell);
        totals_.cells += cell.text.empty() ? 0 : 1;
    }
    if (totals_.rows == 0) first_width_ = raw.size();
    if (raw.size() != first_width_) uneven_.add(1, number_, 0);
    ++totals_.rows;
    return sink_.row({number_, false, cells_});
}

Error stopped(ScanStop stop, const ReadLimits& limits, Place place) {
    switch (stop) {
        case ScanStop::CellTooLong:
            return Error(problem::kTableCellBytes, grouped(limits.cell_bytes_max) + " B")
                .at(std::move(place));
        case ScanStop::TooManyCells:
            return Error(problem::kTableColumns, grouped(limits.columns_max))
                .at({"", "", place.row, ""});
        case ScanStop::Unfinished:
        case ScanStop::Row:
        case ScanStop::End: break;
    }
    return Error(problem::kCsvQuote).at(std::move(place));
}

// The part of a file that is not yet cut: all of it at once, or decoded piece by piece.
class Source {
public:
    Source(std::string_view rest, const TextDecoder& decoder, bool decode)
        : rest_(rest), decoder_(decoder), decode_(decode) {}

    std::string_view window() const { return decode_ ? std::string_view(text_) : rest_; }
    bool is_last() const { return !decode_ || rest_.empty(); }
    std::uint64_t bad() const { return bad_; }
    /// Drops what was cut and decodes as much again as is left over, one MiB at least.
    void advance(std::size_t used) {
        text_.erase(0, used);
        std::string_view piece = rest_.substr(0, std::max(kPieceBytes, text_.size()));
        if (piece.size() < rest_.size()) piece.remove_suffix(decoder_.partial_tail(piece));
        bad_ += decoder_.decode(piece, text_);
        rest_.remove_prefix(piece.size());
    }

private:
    std::string_view rest_;
    const TextDecoder& decoder_;
    bool decode_;
    std::string text_;
    std::uint64_t bad_ = 0;
};

struct Dialect {
    char delimiter = ',';
    std::size_t skip = 0;  // characters of a "sep=" line
    bool has_sep_line = false;
};

Dialect find_dialect(std::string_view head) {
    const bool sep =
        head.size() >= 6 && head.substr(0, 4) == "sep=" && (head[5] == '\r' || head[5] == '\n');
    if (!sep) return {find_delimiter(head), 0, false};
    const std::size_t end = head.substr(5).starts_with("\r\n") ? 7 : 6;
    return {head[4], end, true};
}

Status cut(Source& source, const Dialect& dialect, const ReadLimits& limits, RowMaker& maker) {
    const CsvScanner::Limits scan_limits = {limits.cell_bytes_max, limits.columns_max};
    std::vector<RawCell> raw;
    while (true) {
        CsvScanner scanner(source.window(), dialect.delimiter, scan_limits, source.is_last());
        ScanStop stop = ScanStop::Row;
        while ((stop = scanner.next_row(raw)) == ScanStop::Row)
            TRY(maker.take(source.window(), raw));
        if (stop == ScanStop::End) return Done{};
        const bool more = stop == ScanStop::Unfinished && !source.is_last();
        const Place place = {"", "", maker.next_number(), column_letters(raw.size())};
        if (!more) return stopped(stop, limits, place);
        if (source.window().size() - scanner.position() > kRowBytesMax)
            return Error(problem::kTableRowBytes, grouped(kRowBytesMax) + " B")
                .at({"", "", maker.next_number(), ""});
        source.advance(scanner.position());
    }
}

}  // namespace

char find_delimiter(std::string_view head) {
    char best = ',';
    std::size_t best_score = 0;
    for (const char delimiter : kDelimiters) {
        CsvScanner scanner(head, delimiter, {head.size(), head.size() + 1}, true);
        std::vector<RawCell> raw;
        std::map<std::size_t, std::size_t> rows_of_width;
        for (std::size_t i = 0; i < kJudgedRows && scanner.next_row(raw) == ScanStop::Row; ++i)
            if (raw.size() > 1) ++rows_of_width[raw.size()];
        for (const auto& width : rows_of_width) {
            const std::size_t score = width.second * 1000 + std::min<std::size_t>(width.first, 999);
            if (score > best_score) {
                best_score = score;
                best = delimiter;
            }
        }
    }
    return best;
}

Status read_csv(Bytes bytes, const ReadOptions& options, SheetSink& sink) {
    const std::string_view whole(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const EncodingChoice choice = TRY(choose_encoding(whole, options.encoding));
    const TextDecoder decoder = TRY(TextDecoder::named(choice.name));
    const std::string_view body = whole.substr(choice.mark_bytes);
    std::string head;
    std::string_view head_bytes = body.substr(0, kHeadBytes);
    if (head_bytes.size() < body.size()) head_bytes.remove_suffix(decoder.partial_tail(head_bytes));
    decoder.decode(head_bytes, head);
    const Dialect dialect = find_dialect(head);

    // '|' is a second byte of Chinese codes, so there the text must be decoded before the cut.
    const bool decode =
        !decoder.is_cut_before_decoding() ||
        (!decoder.is_utf8() && !decoder.is_single_byte() && dialect.delimiter >= 0x40);
    TRY(sink.begin_sheet({}));
    sink.note(encoding_note(choice));
    const std::string shown = dialect.delimiter == '\t' ? "TAB" : std::string(1, dialect.delimiter);
    sink.note({NoteKind::DelimiterChosen, "", 0, "", 0, shown});
    const std::size_t unit = decoder.is_cut_before_decoding() ? 1 : 2;  // UTF-16
    Source source(body.substr(dialect.skip * unit), decoder, decode);
    if (decode) source.advance(0);
    RowMaker maker(options.limits, decode ? nullptr : &decoder, sink);
    if (dialect.has_sep_line) maker.skip_line();
    TRY(cut(source, dialect, options.limits, maker));
    if (source.bad() != 0) sink.note({NoteKind::UndecodableBytes, "", 0, "", source.bad(), ""});
    return maker.finish();
}

}  // namespace mingce
