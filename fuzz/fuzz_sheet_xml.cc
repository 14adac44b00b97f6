// libFuzzer door of the row scanner: the bytes are a worksheet's XML, past the archive that a
// fuzzer hardly ever gets through. The first byte cuts the XML into pieces, since what spans two
// pieces takes another way. What the strict reader accepts the fast one must see the same.
#include "formats/xlsx_scanner.h"
#include "formats/xlsx_strict.h"
#include "judging_sink.h"

namespace {

using namespace mingce;
using fuzzing::JudgingSink;

bool read_sheet_xml(std::string_view xml, std::size_t piece_bytes, bool fast, JudgingSink& sink) {
    SharedStrings strings;
    for (const std::string_view text : {"姓名", "", "x"}) strings.add(text);
    const std::vector<bool> date_styles = {false, true};
    ReadLimits limits;
    limits.columns_max = 1'000;
    limits.rows_max = 20'000;
    limits.cell_bytes_max = 4096;
    const SheetContext context{strings, date_styles, limits, sink, {}};
    (void)sink.begin_sheet(context.head);
    SheetRows rows(context);
    SheetPart frame(context, rows);
    RowScanner scanner(context, rows);
    UnitFeed feed(frame, scanner, {"<sheetData>", false});
    if (!fast) feed.be_strict();
    for (; !xml.empty(); xml.remove_prefix(std::min(piece_bytes, xml.size())))
        if (!feed.feed(xml.substr(0, piece_bytes)).ok()) return false;
    if (!feed.finish().ok()) return false;
    rows.finish();
    frame.finish();
    return sink.end_sheet(rows.totals()).ok();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view xml(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t piece_bytes = data[0] == 0 ? size : data[0];
    JudgingSink fast(JudgingSink::RowOrder::Free), strict(JudgingSink::RowOrder::Free);
    const bool fast_ok = read_sheet_xml(xml, piece_bytes, true, fast);
    const bool strict_ok = read_sheet_xml(xml, size, false, strict);
    if (strict_ok) fuzzing::require(fast_ok && fast.transcript == strict.transcript);
    return 0;
}
