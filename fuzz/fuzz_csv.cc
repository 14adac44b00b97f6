// libFuzzer door of the CSV reader: any bytes give rows or one refusal, and UTF-8 gives the rows a
// plain state machine sees, one character at a time. The first byte may ask for an encoding, so
// that the decoders are met as well as the guessing.
#include "formats/csv_reader.h"
#include "judging_sink.h"

namespace {

using namespace mingce;

class CsvSink : public fuzzing::JudgingSink {
public:
    char delimiter = ',';
    bool utf8 = false;

    void note(const ReadNote& note) override {
        JudgingSink::note(note);
        if (note.kind == NoteKind::DelimiterChosen)
            delimiter = note.detail == "TAB" ? '\t' : note.detail[0];
        if (note.kind == NoteKind::EncodingChosen) utf8 = note.detail.starts_with("UTF-8;");
    }
};

/// The yardstick: RFC 4180 with the reader's leniences, nothing fast about it.
class PlainReader {
public:
    PlainReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

    std::string transcript() {
        std::string all = "[]";
        for (std::uint64_t number = 1; at_ < text_.size(); ++number) {
            const std::size_t start = at_;
            std::string row = std::to_string(number) + ":";
            while (cell(row)) {
            }
            const bool is_blank_line = at_ == start;
            if (!is_blank_line) all += row + '\n';
            if (text_.substr(at_, 2) == "\r\n") ++at_;
            ++at_;
        }
        return all;
    }

private:
    /// Appends one cell; true when another follows in the row.
    bool cell(std::string& row) {
        bool formula = text_.substr(at_, 2) == "=\"";
        if (formula) ++at_;
        const bool quoted = text_.substr(at_, 1) == "\"";
        std::string value = quoted ? quoted_part() : "";
        for (; at_ < text_.size() && !ends_cell(text_[at_]); ++at_) value += text_[at_];
        // Excel's own spelling of a text: ="0123", quoted once more.
        if (quoted && value.size() >= 3 && value.starts_with("=\"") &&
            value.find('"', 2) == value.size() - 1) {
            value = value.substr(2, value.size() - 3);
            formula = true;
        }
        row += value.empty() ? '0' : '1';
        row += formula ? "f" : "";
        for (const char c : value) row += c == 0 ? "\xEF\xBF\xBD" : std::string(1, c);
        row += '|';
        if (text_.substr(at_, 1) != std::string_view(&delimiter_, 1)) return false;
        ++at_;
        return true;
    }

    std::string quoted_part() {
        std::string value;
        for (++at_; at_ < text_.size(); ++at_) {
            const bool doubled = text_.substr(at_, 2) == "\"\"";
            if (text_[at_] == '"' && !doubled) break;
            at_ += doubled ? 1 : 0;
            value += text_[at_];
        }
        ++at_;
        return value;
    }

    bool ends_cell(char c) const { return c == delimiter_ || c == '\n' || c == '\r'; }

    std::string_view text_;
    char delimiter_;
    std::size_t at_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::string_view kEncodings[] = {"utf-8", "gbk", "utf-16le", "utf-16be", "big5"};
    if (size == 0) return 0;
    ReadOptions options;
    options.limits.cell_bytes_max = 4096;
    if (data[0] < std::size(kEncodings)) options.encoding = kEncodings[data[0]];
    CsvSink sink;
    const bool ok = read_csv(fuzzing::bytes_of(data, size), options, sink).ok();
    std::string_view text(reinterpret_cast<const char*>(data), size);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (ok && sink.utf8 && is_valid_utf8(text) && !text.starts_with("sep="))
        fuzzing::require(sink.transcript == PlainReader(text, sink.delimiter).transcript());
    return 0;
}
