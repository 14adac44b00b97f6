#include "formats/xlsx_strings.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "formats/xlsx_problems.h"

namespace mingce {

namespace {

constexpr std::uint64_t kStringXmlBytes = 5;  // <si/>

/// The strict reader of sharedStrings.xml.
class StringsPart : public UnitFrame {
public:
    StringsPart(SharedStrings& strings, const ReadLimits& limits)
        : strings_(strings), limits_(limits) {}
    bool at_units() const override { return in_table_ && depth() == 1; }

protected:
    void on_start(XmlName name, const XmlAttributes&) override {
        if (depth() == 1) in_table_ = name.is("sst");
        if (!in_table_) return;
        if (depth() == 2 && name.is("si")) {
            in_string_ = true;
            text_.clear();
        }
        if (depth() == 3) in_run_ = name.is("r");
        in_text_ = in_string_ && name.is("t") && (depth() == 3 || (depth() == 4 && in_run_));
        if (in_text_) run_.clear();
    }
    void on_end(XmlName) override {
        if (in_text_) {
            resolve_escapes(run_);
            text_ += run_;
            in_text_ = false;
        }
        if (depth() != 2 || !in_string_) return;
        in_string_ = false;
        if (!strings_.add(text_)) refuse(strings_.refusal());
    }
    void on_text(std::string_view text) override {
        if (!in_text_) return;
        run_ += text;
        if (text_.size() + run_.size() > limits_.cell_bytes_max)
            refuse(Error(problem::kCellTooLong, "> " + grouped(limits_.cell_bytes_max)));
    }

private:
    SharedStrings& strings_;
    const ReadLimits& limits_;
    bool in_table_ = false, in_string_ = false, in_run_ = false, in_text_ = false;
    std::string text_, run_;
};

class StringScanner : public UnitScanner {
public:
    StringScanner(SharedStrings& strings, const ReadLimits& limits)
        : strings_(strings), limits_(limits) {}

    Step next(const char*& at, const char* end) override {
        at = skip_blanks(at, end);
        if (starts(at, end, "<si>")) return string(at, end);
        if (starts(at, end, "</sst>")) return Step::Tail;
        if (!starts(at, end, "<si/>")) return mismatch(at, end);
        at += 5;
        return add({});
    }
    Error refusal() const override { return strings_.refusal(); }

private:
    Step string(const char*& at, const char* end) {
        store_.clear();
        const char* inside = at + 4;
        std::string_view text;
        const Step step = scan_rich_text(inside, end, store_, text);
        if (step != Step::Whole) return step;
        if (text.size() > limits_.cell_bytes_max) return Step::Odd;
        at = inside;
        return add(text);
    }
    Step add(std::string_view text) { return strings_.add(text) ? Step::Whole : Step::Refused; }

    SharedStrings& strings_;
    const ReadLimits& limits_;
    RowText store_;
};

/// Reads <t>…</t>, whatever its attributes say, and appends its text to `out`.
Step scan_text_element(const char*& at, const char* end, RowText& store, std::string_view& out) {
    const char* open = at + 2;
    if (*open != '>') {
        open = find_byte(at, end, '>');
        if (open == nullptr) return Step::Short;
        if (find_byte(at + 1, open, '<') != nullptr || changes_namespace(at, open))
            return Step::Odd;
        if (open[-1] == '/') {
            at = open + 1;
            return Step::Whole;
        }
    }
    const char* const from = open + 1;
    const char* const to = find_byte(from, end, '<');
    if (to == nullptr) return Step::Short;
    if (!starts(to, end, "</t>")) return mismatch(to, end);
    std::string_view text(from, static_cast<std::size_t>(to - from));
    const TextForm form = form_of(text);
    if (form == TextForm::Odd) return Step::Odd;
    if (form == TextForm::Coded) {
        char* const room = store.room(text.size());
        const std::size_t size = decode_text(text, true, room);
        if (size == std::string_view::npos) return Step::Odd;
        text = {room, size};
    }
    if (!out.empty() && !text.empty()) {
        char* const room = store.room(out.size() + text.size());
        std::memcpy(room, out.data(), out.size());
        std::memcpy(room + out.size(), text.data(), text.size());
        out = {room, out.size() + text.size()};
    } else if (out.empty()) {
        out = text;
    }
    at = to + 4;
    return Step::Whole;
}

/// Moves past an element that carries no text of the cell.
Step skip_element(const char*& at, const char* end, std::string_view close) {
    const std::string_view rest(at, static_cast<std::size_t>(end - at));
    const std::size_t open_end = rest.find('>');
    if (open_end == std::string_view::npos) return Step::Short;
    std::size_t after = open_end + 1;
    if (rest[open_end - 1] != '/') {
        const std::size_t found = rest.find(close, after);
        if (found == std::string_view::npos) return Step::Short;
        after = found + close.size();
    }
    if (rest.substr(0, after).find("<!") != std::string_view::npos) return Step::Odd;
    at += after;
    return Step::Whole;
}

}  // namespace

Step scan_rich_text(const char*& at, const char* end, RowText& store, std::string_view& out) {
    constexpr std::size_t kRunsMax = 200;  // joining is quadratic: longer texts go to expat
    const char* p = at;
    for (std::size_t i = 0; i < kRunsMax * 4; ++i) {
        p = skip_blanks(p, end);
        if (end - p < 5) return Step::Short;
        Step step = Step::Whole;
        if (p[0] != '<') return Step::Odd;
        if (p[1] == 't' && (p[2] == '>' || p[2] == ' ' || p[2] == '/')) {
            step = scan_text_element(p, end, store, out);
        } else if (starts(p, end, "</si>") || starts(p, end, "</is>")) {
            at = p + 5;
            return Step::Whole;
        } else if (starts(p, end, "<r>")) {
            p += 3;
        } else if (starts(p, end, "</r>")) {
            p += 4;
        } else if (starts(p, end, "<rPr>") || starts(p, end, "<rPr/>")) {
            step = skip_element(p, end, "</rPr>");
        } else if (starts(p, end, "<rPh ")) {
            step = skip_element(p, end, "</rPh>");
        } else if (starts(p, end, "<phoneticPr ")) {
            step = skip_element(p, end, "</phoneticPr>");
        } else {
            step = mismatch(p, end);
        }
        if (step != Step::Whole) return step;
    }
    return Step::Odd;
}

bool SharedStrings::add(std::string_view text) {
    if (size() >= strings_max_ || text.size() > text_bytes_max_ - text_.size()) return false;
    text_.insert(text_.end(), text.begin(), text.end());
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    return true;
}

Error SharedStrings::refusal() const {
    if (size() >= strings_max_)
        return Error(problem::kXlsxTooManyTexts, "> " + grouped(strings_max_));
    return Error(problem::kXlsxTooManyTexts, "> " + grouped(text_bytes_max_) + " B");
}

Result<SharedStrings> SharedStrings::read(const ZipArchive& archive, const ZipEntry* part,
                                          const ReadLimits& limits, bool fast) {
    SharedStrings strings;
    if (part == nullptr) return strings;
    strings.strings_max_ = limits.shared_strings_max;
    strings.text_bytes_max_ = limits.shared_text_bytes_max;
    // The text is never longer than its XML; untouched pages of the reserve cost nothing, and
    // nothing is ever copied to grow.
    strings.text_.reserve(std::min(part->inflated_bytes, limits.shared_text_bytes_max));
    strings.ends_.reserve(
        1 + std::min(part->inflated_bytes / kStringXmlBytes, limits.shared_strings_max));
    StringsPart frame(strings, limits);
    StringScanner scanner(strings, limits);
    UnitFeed feed(frame, scanner, {"<si", true});
    if (!fast) feed.be_strict();
    auto done =
        archive.inflate(*part, [&feed](std::string_view piece) { return feed.feed(piece); });
    if (done.ok()) done = feed.finish();
    if (!done.ok()) return std::move(done).error().at({{}, part->name, 0, {}});
    return strings;
}

}  // namespace mingce
