#include "formats/xlsx_reader.h"

#include "base/text.h"
#include "formats/inflate_ahead.h"
#include "formats/xlsx_problems.h"
#include "formats/xlsx_scanner.h"
#include "formats/xlsx_strict.h"
#include "formats/xlsx_workbook.h"
#include "formats/zip_archive.h"

namespace mingce {

namespace {

Error placed(Error error, const SheetContext& context, const SheetRows& rows) {
    const bool in_sheet = error.place().row != 0;
    if (in_sheet) return error;
    return std::move(error).at({{}, context.head.name, rows.number(), {}});
}

/// How a part is read; the cells are the same whichever way.
struct Way {
    bool fast = true;   // the scanner first, not expat alone
    bool ahead = true;  // inflated in a second thread
};

Status read_sheet(const ZipArchive& archive, const ZipEntry& part, const SheetContext& context,
                  Way way) {
    TRY(context.sink.begin_sheet(context.head));
    SheetRows rows(context);
    SheetPart frame(context, rows);
    RowScanner scanner(context, rows);
    UnitFeed feed(frame, scanner, {"<sheetData>", false});
    if (!way.fast) feed.be_strict();
    const auto take = [&feed](std::string_view piece) { return feed.feed(piece); };
    auto done = way.ahead ? inflate_ahead(archive, part, take) : archive.inflate(part, take);
    if (done.ok()) done = feed.finish();
    if (!done.ok()) return placed(std::move(done).error(), context, rows);
    if (!feed.odd().empty())
        context.sink.note({NoteKind::StrictPath, context.head.name, 0, "", 0, feed.odd()});
    rows.finish();
    frame.finish();
    return context.sink.end_sheet(rows.totals());
}

void note_sheet(const WorkbookSheet& sheet, SheetSink& sink) {
    if (sheet.hidden()) sink.note({NoteKind::HiddenSheet, sheet.name, 0, "", 0, sheet.state});
    if (sheet.kind != "worksheet")
        sink.note({NoteKind::UnreadSheet, sheet.name, 0, "", 0, sheet.kind});
}

Status read_workbook_sheets(Bytes bytes, const ReadOptions& options, SheetSink& sink, bool fast) {
    const ZipArchive archive = TRY(ZipArchive::open(bytes, options.limits));
    const std::string_view repeated = archive.repeated_name();
    if (!repeated.empty())
        return Error(problem::kXlsxRepeatedPart).at({{}, std::string(repeated), 0, {}});
    const Workbook workbook = TRY(read_workbook(archive, options.limits));
    if (options.sheet && *options.sheet >= workbook.sheets.size()) {
        return Error(problem::kXlsxNoSuchSheet, std::to_string(*options.sheet + 1) + " > " +
                                                    std::to_string(workbook.sheets.size()));
    }
    const SharedStrings strings =
        TRY(SharedStrings::read(archive, workbook.shared_strings, options.limits, fast));
    for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
        if (options.sheet && *options.sheet != i) continue;
        const WorkbookSheet& sheet = workbook.sheets[i];
        note_sheet(sheet, sink);
        if (sheet.kind != "worksheet") continue;
        if (sheet.part == nullptr)
            return Error(problem::kXlsxPartMissing).at({{}, sheet.name, 0, {}});
        const SheetContext context{strings,
                                   workbook.date_styles,
                                   options.limits,
                                   sink,
                                   {sheet.name, i, sheet.hidden(), workbook.date_system, {}}};
        TRY(read_sheet(archive, *sheet.part, context, {fast, options.threads > 1}));
    }
    return Done{};
}

}  // namespace

Status read_xlsx(Bytes bytes, const ReadOptions& options, SheetSink& sink) {
    return read_workbook_sheets(bytes, options, sink, true);
}

Status read_xlsx_strictly(Bytes bytes, const ReadOptions& options, SheetSink& sink) {
    return read_workbook_sheets(bytes, options, sink, false);
}

}  // namespace mingce
