// libFuzzer door of a workbook's other parts: shared strings, styles, the list of sheets and their
// relationships, each a part of the bytes between two NULs, in an archive made around them.
#include <array>

#include "formats/archive_fixture.h"
#include "formats/xlsx_reader.h"
#include "judging_sink.h"

namespace {

constexpr std::string_view kSheet =
    "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
    "<c s=\"1\"><v>45000.5</v></c></row></sheetData></worksheet>";
constexpr std::array<std::string_view, 5> kParts = {"xl/sharedStrings.xml", "xl/styles.xml",
                                                    "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                                                    "_rels/.rels"};
constexpr std::array<std::string_view, 5> kUsual = {
    "<sst><si><t>a</t></si><si><t>b</t></si></sst>",
    "<styleSheet><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
    "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
    "<sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>",
    "<Relationships><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"a.xml\"/></Relationships>",
    "<Relationships/>"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mingce;
    using fuzzing::JudgingSink;
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    ArchiveFixture made;
    made.add("xl/a.xml", kSheet, {.deflate = false});
    for (std::size_t i = 0; i < kParts.size(); ++i) {
        const std::string_view part = rest.substr(0, rest.find('\0'));
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
        made.add(kParts[i], part.empty() ? kUsual[i] : part, {.deflate = false});
    }
    const std::string archive = made.finish();
    JudgingSink fast(JudgingSink::RowOrder::Free), strict(JudgingSink::RowOrder::Free);
    ReadOptions options;
    options.limits.cell_bytes_max = 4096;
    const bool fast_ok = read_xlsx(mingce::bytes_of(archive), options, fast).ok();
    const bool strict_ok = read_xlsx_strictly(mingce::bytes_of(archive), options, strict).ok();
    if (strict_ok) fuzzing::require(fast_ok && fast.transcript == strict.transcript);
    return 0;
}
