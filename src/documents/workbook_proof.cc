#include "documents/workbook_proof.h"

#include <algorithm>

#include "documents/problems.h"
#include "formats/file_bytes.h"
#include "formats/xlsx_xml.h"
#include "formats/zip_archive.h"

namespace mingce {

namespace {

/// Our own file may be as large and as repetitive as it likes.
ReadLimits own_limits() {
    ReadLimits limits;
    limits.file_bytes_max = limits.inflated_bytes_max = limits.archive_bytes_max =
        limits.sheet_text_bytes_max = std::uint64_t{1} << 40;
    limits.inflation_ratio_max = 1'000'000;
    return limits;
}

/// Well-formed and no more is asked.
class AnyXml : public XmlPart {
    void on_start(XmlName, const XmlAttributes&) override {}
    void on_end(XmlName) override {}
};

Error not_whole(std::string detail) { return Error(problem::kOutputUnwritable, std::move(detail)); }

Status parts_are_whole(Bytes bytes, const ReadLimits& limits) {
    const auto archive = ZipArchive::open(bytes, limits);
    if (!archive.ok()) return not_whole("ZIP");
    for (const ZipEntry& entry : archive.value().entries()) {
        AnyXml part;
        bool begun = false;
        const Status fed = archive.value().inflate(entry, [&](std::string_view piece) -> Status {
            // A piece lost at the very beginning leaves the rest well-formed.
            if (!begun && !piece.starts_with("<?xml")) return not_whole(entry.name);
            begun = true;
            return part.feed(piece);
        });
        if (!fed.ok() || !part.feed("", true).ok()) return not_whole(entry.name);
    }
    return Done{};
}

/// Counts the filled cells of each row beside the roster's.
class CountingSink : public SheetSink {
public:
    CountingSink(const CompiledRoster& roster, VolumeRange volumes)
        : roster_(roster), volumes_(volumes), sheets_expected_(volumes.count) {
        for (std::size_t v = volumes.first; v < volumes.first + volumes.count; ++v)
            if (!roster.volumes[v].annex.empty()) sheets_expected_ = volumes.count + 1;
    }

    Status begin_sheet(const SheetHead& head) override {
        if (head.index >= sheets_expected_) return not_whole(head.name);
        sheet_ = head.name;
        rows_ = 0;
        ++sheets_;
        if (head.index < volumes_.count)
            expect({volumes_.first + head.index, 1}, RosterPart::Body);
        else
            expect(volumes_, RosterPart::Annex);
        return Done{};
    }

    Status row(const SourceRow& row) override {
        const std::size_t cells =
            filled(row.cells, [](const Cell& cell) { return !cell.text.empty(); });
        if (row.number != rows_ + 1 || rows_ >= expected_.size() || cells != expected_[rows_])
            return not_whole(sheet_ + ":" + std::to_string(row.number));
        ++rows_;
        return Done{};
    }

    Status end_sheet(const SheetTotals&) override {
        if (rows_ == expected_.size()) return Done{};
        return not_whole(sheet_ + ":" + std::to_string(rows_ + 1));
    }

    void note(const ReadNote&) override {}

    bool saw_every_sheet() const { return sheets_ == sheets_expected_; }

private:
    void expect(VolumeRange volumes, RosterPart part) {
        const std::vector<PlainColumn> columns = plain_columns(roster_, part, true);
        expected_ = {filled(columns, [](const PlainColumn& c) { return !c.label.empty(); })};
        const std::vector<PlainRow> rows = plain_rows(roster_, volumes, part);
        expected_.reserve(rows.size() + 1);
        for (const PlainRow& row : rows)
            expected_.push_back(filled(columns, [&](const PlainColumn& column) {
                return !plain_value(column, row).empty();
            }));
    }

    template <class List, class Holds>
    static std::size_t filled(const List& list, Holds holds) {
        return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), holds));
    }

    const CompiledRoster& roster_;
    VolumeRange volumes_;
    std::size_t sheets_expected_;
    std::vector<std::size_t> expected_;  // filled cells of each row of the sheet, the head first
    std::string sheet_;
    std::size_t rows_ = 0, sheets_ = 0;
};

}  // namespace

Status prove_workbook(const CompiledRoster& roster, VolumeRange volumes,
                      const std::filesystem::path& path) {
    ReadOptions options;
    options.limits = own_limits();
    const FileBytes file = TRY(FileBytes::open(path, options.limits));
    TRY(parts_are_whole(file.bytes(), options.limits));
    CountingSink sink(roster, volumes);
    const Status read = read_sheets(file.bytes(), options, sink);
    if (!read.ok()) return not_whole(read.error().detail());
    return sink.saw_every_sheet() ? Status(Done{}) : not_whole("xl/workbook.xml");
}

}  // namespace mingce
