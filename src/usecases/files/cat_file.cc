#include "usecases/files/cat_file.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/text.h"
#include "formats/writers.h"
#include "usecases/record/input_file.h"

namespace mingce {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 16;

std::string_view key_of(CellKind kind) {
    switch (kind) {
        case CellKind::Empty: return "empty";
        case CellKind::Text: return "text";
        case CellKind::Number: return "number";
        case CellKind::Date: return "date";
        case CellKind::Boolean: return "boolean";
        case CellKind::Error: return "error";
    }
    return "";
}

/// The day of a date cell; "" for a time of day and for what names no day.
std::string iso_of(std::string_view text, const SheetHead& head) {
    if (!head.declared.empty()) {
        const auto date = parse_compact_date(text);
        return date ? iso_text(*date) : "";
    }
    const std::string_view whole = text.substr(0, text.find('.'));
    if (!all_digits(whole) || whole.size() > 9) return "";
    const auto date = date_from_serial(std::stoll(std::string(whole)), head.date_system);
    if (!date) return "";
    const double fraction = std::stod("0" + std::string(text.substr(whole.size())) + "0");
    if (fraction <= 0) return iso_text(*date);
    const auto seconds = static_cast<std::uint32_t>(std::lround(fraction * 86'400));
    if (seconds >= 86'400) return iso_text(date_from_days(days_since_epoch(*date) + 1));
    std::string iso = iso_text(*date) + "T";
    for (const std::uint32_t part : {seconds / 3600, seconds / 60 % 60, seconds % 60})
        iso += (iso.back() == 'T' ? "" : ":") + std::to_string(100 + part).substr(1);
    return iso;
}

class CatSink : public SheetSink {
public:
    explicit CatSink(const CatFile& request) : request_(request) {}

    Status begin_sheet(const SheetHead& head) override {
        head_ = head;
        ++sheets_;
        if (request_.format == CatFormat::Csv) {
            // A sheet alone needs no heading; whether there is a second shows only when it begins.
            if (sheets_ > 1) text_ += "# " + head.name + "\r\n";
            std::vector<std::string_view> names;
            for (const DeclaredColumn& column : head.declared) names.push_back(column.name);
            if (!names.empty()) append_csv_line(text_, names, ',', false);
        }
        return Done{};
    }

    Status row(const SourceRow& row) override {
        if (request_.format == CatFormat::Csv)
            append_csv(row);
        else
            append_json(row);
        return text_.size() < kPieceBytes ? Status(Done{}) : flush();
    }

    Status end_sheet(const SheetTotals&) override { return flush(); }
    void note(const ReadNote& note) override {
        if (request_.note) request_.note(note);
    }

private:
    Status flush() {
        if (text_.empty()) return Done{};
        TRY(request_.out(text_));
        text_.clear();
        return Done{};
    }

    void append_csv(const SourceRow& row) {
        std::vector<std::string> dates(row.cells.size());
        std::vector<std::string_view> cells;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (row.cells[i].kind == CellKind::Date) dates[i] = iso_of(row.cells[i].text, head_);
            cells.push_back(dates[i].empty() ? row.cells[i].text : std::string_view(dates[i]));
        }
        append_csv_line(text_, cells, ',', false);
    }

    void append_json(const SourceRow& row) {
        std::string cells, kinds, dates;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (i != 0) {
                cells += ',';
                kinds += ',';
            }
            append_json_string(cells, row.cells[i].text);
            append_json_string(kinds, key_of(row.cells[i].kind));
            if (row.cells[i].kind != CellKind::Date) continue;
            const std::string iso = iso_of(row.cells[i].text, head_);
            if (iso.empty()) continue;
            dates += (dates.empty() ? "\"" : ",\"") + std::to_string(i) + "\":\"" + iso + "\"";
        }
        text_ += "{\"sheet\":";
        append_json_string(text_, head_.name);
        text_ += ",\"row\":" + std::to_string(row.number);
        text_ += row.hidden ? ",\"hidden\":true" : ",\"hidden\":false";
        text_ += ",\"cells\":[" + cells + "],\"kinds\":[" + kinds + "]";
        if (!dates.empty()) text_ += ",\"dates\":{" + dates + "}";
        text_ += "}\n";
    }

    const CatFile& request_;
    SheetHead head_;
    std::size_t sheets_ = 0;
    std::string text_;
};

}  // namespace

Status cat_file(const CatFile& request) {
    ReadOptions options;
    options.encoding = request.encoding;
    options.sheet = request.sheet;
    CatSink sink(request);
    const std::shared_ptr<FileReading> reading =
        request.reading != nullptr ? request.reading : read_in_this_process();
    Status status =
        reading->sheets({request.path, std::nullopt, memo_beside(request.path)}, options, sink);
    if (!status.ok()) return std::move(status).error().in_file(request.path.string());
    return Done{};
}

}  // namespace mingce
