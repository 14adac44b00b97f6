#include "formats/xlsx_scanner.h"

#include <array>

#include "base/text.h"

namespace mingce {

namespace {

// Enough for ` r="XFD1048576"` and for ` t="inlineStr"`, so that these need no check per byte.
constexpr std::ptrdiff_t kAttributeBytes = 16;

constexpr std::ptrdiff_t kIndexDigits = 9;  // fit 32 bits

constexpr std::array<bool, 256> kInNumber = [] {
    std::array<bool, 256> table{};
    for (const char c : {'+', '-', '.', 'E', 'e'}) table[static_cast<unsigned char>(c)] = true;
    for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

/// One attribute of an open tag. Precondition: *at is the blank before its name. Whole: `at` is
/// behind it. A name that changes namespaces is odd.
Step plain_attribute(const char*& at, const char* end, std::string_view& name,
                     std::string_view& text) {
    const char* const name_start = at + 1;
    const char* const quote = find_byte(name_start, end, '"');
    if (quote == nullptr) return Step::Short;
    const char* const close = find_byte(quote + 1, end, '"');
    if (close == nullptr) return Step::Short;
    if (quote - name_start < 2 || quote[-1] != '=') return Step::Odd;
    name = {name_start, static_cast<std::size_t>(quote - 1 - name_start)};
    text = {quote + 1, static_cast<std::size_t>(close - quote - 1)};
    if (name.starts_with("xmlns") || name.find_first_of("<>=' \t\r\n") != std::string_view::npos)
        return Step::Odd;
    if (text.find_first_of("<&") != std::string_view::npos) return Step::Odd;
    at = close + 1;
    return Step::Whole;
}

}  // namespace

Step RowScanner::next(const char*& at, const char* end) {
    at = skip_blanks(at, end);
    if (starts(at, end, "</sheetData>")) return Step::Tail;
    if (!starts(at, end, "<row")) return mismatch(at, end);
    end_ = end;
    const char* behind = at;
    const Step step = row(behind);
    if (step != Step::Whole) return step;
    // Only a whole row moves the position: whatever fails before is read again from its start.
    at = behind;
    auto ended = rows_.end();
    if (ended.ok()) return Step::Whole;
    refusal_.emplace(std::move(ended).error());
    return Step::Refused;
}

// Flattened: calls per attribute of four million cells took 6 % of the whole reading.
[[gnu::flatten]] Step RowScanner::row(const char*& at) {
    bool closed = false;
    at += 4;
    Step step = row_attributes(at, closed);
    next_column_ = cells_in_row_ = 0;
    while (step == Step::Whole && !closed) {
        if (!starts(at, end_, "<c")) at = skip_blanks(at, end_);
        if (starts(at, end_, "</row>")) {
            at += 6;
            return Step::Whole;
        }
        if (end_ - at < 4) return Step::Short;
        if (at[0] != '<' || at[1] != 'c') return mismatch(at, end_);
        step = cell(at);
    }
    return step;
}

Step RowScanner::row_attributes(const char*& at, bool& closed) {
    std::uint64_t number = 0;
    bool hidden = false;
    while (end_ - at >= 2 && *at == ' ' && at[1] != '>' && at[1] != '/') {
        std::string_view name, text;
        const Step step = plain_attribute(at, end_, name, text);
        if (step != Step::Whole) return step;
        if (name == "hidden") hidden = is_true(text);
        if (name != "r") continue;
        if (!all_digits(text) || text.size() > 9) return Step::Odd;
        number = 0;
        for (char c : text) number = number * 10 + static_cast<unsigned>(c - '0');
    }
    if (end_ - at < 3) return Step::Short;
    if (*at == ' ') ++at;
    closed = at[0] == '/';
    if (closed) ++at;
    if (*at != '>') return Step::Odd;
    ++at;
    rows_.begin(number, hidden);
    return Step::Whole;
}

Step RowScanner::cell(const char*& at) {
    RawCell raw;
    raw.column = next_column_;
    at += 2;
    Step step = cell_attributes(at, raw);
    if (step != Step::Whole) return step;
    const std::uint64_t most = context_.limits.columns_max;
    if (raw.column >= most || ++cells_in_row_ > most) return Step::Odd;
    next_column_ = raw.column + 1;
    if (raw.closed) return Step::Whole;
    step = cell_content(at, raw);
    return step == Step::Whole ? put(raw) : step;
}

Step RowScanner::cell_attributes(const char*& at, RawCell& raw) {
    while (true) {
        if (end_ - at < kAttributeBytes) return Step::Short;
        if (*at == '>') {
            ++at;
            return Step::Whole;
        }
        if (at[0] == '/' && at[1] == '>') {
            at += 2;
            raw.closed = true;
            return Step::Whole;
        }
        if (*at != ' ') return Step::Odd;
        if (at[1] == '/' || at[1] == '>') {
            ++at;
            continue;
        }
        const Step step = one_attribute(at, raw);
        if (step != Step::Whole) return step;
    }
}

// Precondition: kAttributeBytes may be read from `at`.
Step RowScanner::one_attribute(const char*& at, RawCell& raw) {
    const char name = at[1];
    if (at[2] != '=' || at[3] != '"' || (name != 'r' && name != 's' && name != 't')) {
        std::string_view other, text;
        return plain_attribute(at, end_, other, text);
    }
    const char* p = at + 4;
    if (name == 'r') {
        std::size_t column = 0;
        for (int i = 0; i < 3 && is_upper(*p); ++i, ++p)
            column = column * 26 + static_cast<std::size_t>(*p - 'A') + 1;
        const char* const digits = p;
        for (int i = 0; i < 7 && is_digit(*p); ++i) ++p;
        if (column == 0 || p == digits || *p != '"') return Step::Odd;
        raw.column = column - 1;
    } else if (name == 's') {
        std::uint32_t style = 0;
        for (int i = 0; i < 9 && is_digit(*p); ++i, ++p)
            style = style * 10 + static_cast<std::uint32_t>(*p - '0');
        if (p == at + 4 || *p != '"') return Step::Odd;
        raw.style = style;
    } else if (p[0] == 's' && p[1] == '"') {
        raw.type = CellType::Shared;
        ++p;
    } else {
        const char* const close = find_byte(p, p + kAttributeBytes - 4, '"');
        if (close == nullptr) return Step::Odd;
        const auto type = cell_type_of({p, static_cast<std::size_t>(close - p)});
        if (!type) return Step::Odd;
        raw.type = *type;
        p = close;
    }
    at = p + 1;
    return Step::Whole;
}

Step RowScanner::cell_content(const char*& at, RawCell& raw) {
    while (true) {
        if (starts(at, end_, "<v>")) {
            const Step step = value(at, raw);
            if (step != Step::Whole) return step;
        }
        if (starts(at, end_, "</c>")) {
            at += 4;
            return Step::Whole;
        }
        at = skip_blanks(at, end_);
        if (end_ - at < 5) return Step::Short;
        Step step = Step::Whole;
        if (starts(at, end_, "<is>")) {
            at += 4;
            step = scan_rich_text(at, end_, rows_.text(), raw.inline_text);
        } else if (starts(at, end_, "<f") && (at[2] == '>' || at[2] == ' ' || at[2] == '/')) {
            raw.formula = true;
            step = formula(at);
        } else if (starts(at, end_, "<v/>")) {
            if (!raw.value.empty()) return Step::Odd;  // a second value, and it counts
            at += 4;
        } else if (!starts(at, end_, "<v>") && !starts(at, end_, "</c>")) {
            step = mismatch(at, end_);
        }
        if (step != Step::Whole) return step;
    }
}

Step RowScanner::value(const char*& at, RawCell& raw) {
    const char* const from = at + 3;
    const char* to = from;
    if (raw.type == CellType::Shared) {
        raw.index = 0;
        for (; to < end_ && is_digit(*to); ++to)
            raw.index = raw.index * 10 + static_cast<std::uint32_t>(*to - '0');
        raw.plain_value = to - from <= kIndexDigits;
    } else {
        while (to < end_ && kInNumber[static_cast<unsigned char>(*to)]) ++to;
        raw.plain_value = true;
    }
    if (to < end_ && *to != '<') {
        raw.plain_value = false;
        to = find_byte(to, end_, '<');
    }
    if (to == nullptr || to == end_) return Step::Short;
    if (!starts(to, end_, "</v>")) return mismatch(to, end_);
    raw.value = {from, static_cast<std::size_t>(to - from)};
    at = to + 4;
    return raw.type == CellType::Shared || raw.type == CellType::Number ? Step::Whole : decode(raw);
}

/// Passes over a formula: only that there is one matters.
Step RowScanner::formula(const char*& at) {
    const char* const open_end = find_byte(at, end_, '>');
    if (open_end == nullptr) return Step::Short;
    if (find_byte(at + 1, open_end, '<') != nullptr || changes_namespace(at, open_end))
        return Step::Odd;
    if (open_end[-1] == '/') {
        at = open_end + 1;
        return Step::Whole;
    }
    const char* const close = find_byte(open_end, end_, '<');
    if (close == nullptr) return Step::Short;
    if (!starts(close, end_, "</f>")) return mismatch(close, end_);
    at = close + 4;
    return Step::Whole;
}

/// Makes the value's text plain; only strings know _xHHHH_.
Step RowScanner::decode(RawCell& raw) {
    const TextForm form = form_of(raw.value);
    if (form == TextForm::Plain) return Step::Whole;
    if (form == TextForm::Odd) return Step::Odd;
    const bool escapes = raw.type == CellType::FormulaText || raw.type == CellType::Inline;
    char* const room = rows_.text().room(raw.value.size());
    const std::size_t size = decode_text(raw.value, escapes, room);
    if (size == std::string_view::npos) return Step::Odd;
    raw.value = {room, size};
    return Step::Whole;
}

Step RowScanner::put(const RawCell& raw) {
    const bool from_inline = !raw.inline_text.empty();
    const std::string_view text = from_inline ? raw.inline_text : raw.value;
    if (text.size() > context_.limits.cell_bytes_max) return Step::Odd;
    if (!from_inline && raw.type == CellType::Number) {
        if (!raw.plain_value) return Step::Odd;
        const CellKind kind = context_.is_date(raw.style) ? CellKind::Date : CellKind::Number;
        rows_.place(raw.column, text, kind, raw.formula);
    } else if (!from_inline && raw.type == CellType::Shared && !text.empty()) {
        if (!raw.plain_value || raw.index >= context_.strings.size()) return Step::Odd;
        rows_.place(raw.column, context_.strings[raw.index], CellKind::Text, raw.formula);
    } else {
        const CellType type = from_inline ? CellType::Inline : raw.type;
        Cell result;
        if (make_cell(context_, type, raw.style, text, result) != nullptr) return Step::Odd;
        rows_.place(raw.column, result.text, result.kind, raw.formula);
        if (type == CellType::IsoDate && !text.empty()) rows_.count_iso_date(raw.column);
    }
    return Step::Whole;
}

}  // namespace mingce
