#include "formats/xlsx_reader.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "formats/archive_fixture.h"
#include "formats/file_bytes.h"
#include "places.h"

namespace mingce {
namespace {

char mark(CellKind kind) {
    switch (kind) {
        case CellKind::Empty: return '-';
        case CellKind::Text: return 't';
        case CellKind::Number: return 'n';
        case CellKind::Date: return 'd';
        case CellKind::Boolean: return 'b';
        case CellKind::Error: return 'e';
    }
    return '?';
}

/// Writes down what was seen: "1:t(姓名)n(5)|2h:f…", sheets in brackets, notes apart.
class Seen : public SheetSink {
public:
    std::string cells, notes;
    std::uint64_t rows = 0;
    bool strict = false;

    Status begin_sheet(const SheetHead& head) override {
        cells += "[" + head.name + "]";
        return Done{};
    }
    Status row(const SourceRow& row) override {
        ++rows;
        cells += std::to_string(row.number) + (row.hidden ? "h:" : ":");
        for (const Cell& cell : row.cells) {
            if (cell.formula) cells += 'f';
            cells += mark(cell.kind);
            if (cell.kind != CellKind::Empty) cells += "(" + std::string(cell.text) + ")";
        }
        cells += "|";
        return Done{};
    }
    Status end_sheet(const SheetTotals& totals) override {
        EXPECT_LE(totals.rows, rows);
        return Done{};
    }
    void note(const ReadNote& note) override {
        if (note.kind == NoteKind::StrictPath) {
            strict = true;
            return;
        }
        notes += std::to_string(static_cast<int>(note.kind)) + "/" + std::to_string(note.row) +
                 "/" + note.column + "/" + std::to_string(note.count) + "/" + note.detail + ";";
    }
};

struct Reading {
    Seen seen;
    std::string error;
};

Reading read(std::string_view bytes, bool fast = true, const ReadOptions& options = {}) {
    Reading reading;
    const Status status = fast ? read_xlsx(bytes_of(bytes), options, reading.seen)
                               : read_xlsx_strictly(bytes_of(bytes), options, reading.seen);
    if (!status.ok()) reading.error = status.error().problem().code;
    return reading;
}

std::string note(NoteKind kind, std::string_view rest) {
    return std::to_string(static_cast<int>(kind)) + "/" + std::string(rest) + ";";
}

TEST(XlsxReader, CellsMeanWhatTheyStore) {
    struct Case {
        std::string_view why, rows, expected;
        bool odd = false;  // expat is expected to take over
    };
    const Case cases[] = {
        {"a number keeps its spelling", R"(<row r="1"><c r="A1"><v>4.40106E+17</v></c></row>)",
         "1:n(4.40106E+17)|"},
        {"shared text", R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)", "1:t(姓名)|"},
        {"rich text joined, phonetics left out", R"(<row r="1"><c r="A1" t="s"><v>1</v></c></row>)",
         "1:t(张 三)|"},
        {"an empty shared text is no cell", R"(<row r="1"><c r="A1" t="s"><v>2</v></c></row>)",
         "1:|"},
        {"xml:space keeps blanks", R"(<row r="1"><c r="A1" t="s"><v>3</v></c></row>)", "1:t( a )|"},
        {"entities and escapes", R"(<row r="1"><c r="A1" t="s"><v>4</v></c></row>)",
         "1:t(<中文\r_x000D_>)|"},
        {"inline text",
         R"(<row r="1"><c r="A1" t="inlineStr"><is><t>李 &amp; 王</t></is></c></row>)",
         "1:t(李 & 王)|"},
        {"inline rich text",
         R"(<row r="1"><c t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></is></c></row>)",
         "1:t(ab)|"},
        {"a second value counts",
         R"(<row r="1"><c r="A1"><v>1</v><v>2</v></c><c r="B1"><v>3</v></c></row>)", "1:n(2)n(3)|"},
        {"a second value counts, though empty",
         R"(<row r="1"><c r="A1"><v>1</v><v/></c><c r="B1"><v>3</v></c></row>)", "1:-n(3)|", true},
        {"inline type with a plain value",
         R"(<row r="1"><c r="A1" t="inlineStr"><v>x</v></c></row>)", "1:t(x)|"},
        {"a formula before its value",
         R"(<row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>x&gt;</v></c></row>)", "1:ft(x>)|"},
        {"a shared formula without text",
         R"(<row r="1"><c r="A1"><f t="shared" si="0"/><v>1.5</v></c></row>)", "1:fn(1.5)|"},
        {"booleans and errors",
         R"(<row r="1"><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c></row>)",
         "1:b(TRUE)b(FALSE)e(#N/A)|"},
        {"an ISO date stays text", R"(<row r="1"><c t="d"><v>2026-09-01</v></c></row>)",
         "1:t(2026-09-01)|"},
        {"a date is so by its style", R"(<row r="1"><c s="1"><v>39000.5</v></c></row>)",
         "1:d(39000.5)|"},
        {"quoted letters make no date", R"(<row r="1"><c s="2"><v>7</v></c></row>)", "1:n(7)|"},
        {"cells without place follow on",
         R"(<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row><row><c><v>2</v></c></row>)",
         "1:n(1)--n(4)n(5)|2:n(2)|"},
        {"rows may leave gaps", R"(<row r="3"/><row r="9" hidden="1"><c r="B9"><v>1</v></c></row>)",
         "3:|9h:-n(1)|"},
        {"styled empty cells are empty",
         R"(<row r="1"><c r="A1" s="1"/><c r="B1" s="1"></c></row>)", "1:|"},
        {"blanks between tags", "<row r=\"1\">\n  <c r=\"A1\">\n <v>1</v> </c>\n</row>\n",
         "1:n(1)|"},
        {"CDATA", R"(<row r="1"><c t="str"><v><![CDATA[<a>]]></v></c></row>)", "1:t(<a>)|", true},
        {"a comment with a row inside",
         R"(<row r="1"><c><v>1</v></c></row><!-- <row r="2"></row> --><row r="3"><c><v>3</v></c></row>)",
         "1:n(1)|3:n(3)|", true},
        {"single quotes", R"(<row r='1'><c r='B1'><v>1</v></c></row>)", "1:-n(1)|", true},
        {"unknown elements", R"(<row r="1"><c r="A1"><z/><v>1</v></c></row>)", "1:n(1)|", true},
        {"an inline text of another vocabulary",
         R"(<row r="1"><c t="inlineStr"><is><t>a</t><t xmlns="x">b</t></is></c></row>)", "1:t(a)|",
         true},
        {"a shared text of another vocabulary", R"(<row r="1"><c t="s"><v>5</v></c></row>)", "1:|"},
        {"a formula of another vocabulary",
         R"(<row r="1"><c><f xmlns="x">B1</f><v>1</v></c></row>)", "1:n(1)|", true},
        {"a carriage return", "<row><c t=\"str\"><v>a\r\nb</v></c></row>", "1:t(a\nb)|", true},
        {"a number with blanks", "<row><c><v> 1 </v></c></row>", "1:n( 1 )|", true},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        WorkbookFixture book;
        book.rows = c.rows;
        book.strings =
            "<si><t>姓名</t></si><si><r><rPr><b/></rPr><t>张 </t></r><r><t>三</t></r>"
            "<rPh sb=\"0\" eb=\"1\"><t>zhang</t></rPh><phoneticPr fontId=\"1\"/></si><si><t/></si>"
            "<si><t xml:space=\"preserve\"> a </t></si>"
            "<si><t>&lt;&#x4E2D;&#25991;_x000D__x005F_x000D_&gt;</t></si>"
            "<si><t xmlns=\"x\">b</t></si>";
        book.styles =
            "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0&quot;day&quot;\"/>"
            "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
            "</cellXfs>";
        const std::string bytes = book.build();
        const Reading fast = read(bytes), strict = read(bytes, false);
        EXPECT_EQ(fast.error, "");
        EXPECT_EQ(fast.seen.cells, "[学生]" + std::string(c.expected));
        EXPECT_EQ(strict.seen.cells, fast.seen.cells);
        EXPECT_EQ(strict.seen.notes, fast.seen.notes);
        EXPECT_EQ(fast.seen.strict, c.odd);
    }
}

TEST(XlsxReader, WhatIsHiddenOrMergedIsSaid) {
    WorkbookFixture book;
    book.before =
        "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"9\" max=\"16384\" "
        "hidden=\"1\"/></cols>";
    book.rows =
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"D1\"><f>A1</f><v>2</v></c></row>"
        "<row r=\"2\" hidden=\"1\"/><row r=\"5\" hidden=\"true\"/><row r=\"6\" hidden=\"on\"/>";
    book.after =
        "<mergeCells count=\"2\"><mergeCell ref=\"B7:C7\"/><mergeCell ref=\"A1:D1\"/>"
        "</mergeCells>";
    book.sheets =
        "<sheet name=\"a\" state=\"veryHidden\" r:id=\"rId1\"/>"
        "<sheet name=\"图\" state=\"show\" r:id=\"rId2\"/>";
    book.more_relations = "<Relationship Id=\"rId2\" Type=\"x/chartsheet\" Target=\"c.xml\"/>";
    const Reading reading = read(book.build());
    EXPECT_EQ(reading.error, "");
    EXPECT_EQ(reading.seen.cells, "[a]1:n(1)--fn(2)|2h:|5h:|6h:|");
    EXPECT_EQ(reading.seen.notes,
              note(NoteKind::HiddenSheet, "0//0/veryHidden") + note(NoteKind::HiddenRows, "2//3/") +
                  note(NoteKind::FormulaCells, "1/D/1/") + note(NoteKind::HiddenColumns, "0/B/2/") +
                  note(NoteKind::MergedCells, "1/A/2/A1:D1") +
                  note(NoteKind::UnreadSheet, "0//0/chartsheet"));
}

TEST(XlsxReader, ACellGivenTwiceIsSaid) {
    WorkbookFixture book;
    book.rows =
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
        "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>2</v></c><c "
        "r=\"B2\"><v>3</v></c></row>";
    const std::string bytes = book.build();
    for (const bool fast : {true, false}) {
        const Reading reading = read(bytes, fast);
        EXPECT_EQ(reading.seen.cells, "[学生]1:n(1)|2:n(2)n(3)|");
        EXPECT_EQ(reading.seen.notes, note(NoteKind::RepeatedCells, "2/B/1/"));
    }
}

TEST(XlsxReader, TheEpochIsTheWorkbooks) {
    struct Epoch : SheetSink {
        DateSystem seen = DateSystem::From1900;
        Status begin_sheet(const SheetHead& head) override {
            seen = head.date_system;
            return Done{};
        }
        Status row(const SourceRow&) override { return Done{}; }
        Status end_sheet(const SheetTotals&) override { return Done{}; }
        void note(const ReadNote&) override {}
    };
    for (const std::string_view flag : {"", "0", "1", "true"}) {
        SCOPED_TRACE(flag);
        WorkbookFixture book;
        book.workbook_properties = "<workbookPr date1904=\"" + std::string(flag) + "\"/>";
        Epoch epoch;
        ASSERT_TRUE(read_xlsx(bytes_of(book.build()), {}, epoch).ok());
        EXPECT_EQ(epoch.seen == DateSystem::From1904, flag == "1" || flag == "true");
    }
}

TEST(XlsxReader, ADtdIsRefusedInEveryPart) {
    const std::string kLaughs =
        "<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;\">"
        "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&m;&x;</a>";
    for (const std::string_view part :
         {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
          "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}) {
        SCOPED_TRACE(part);
        WorkbookFixture book;
        book.replaced_part = part;
        book.replacement = kLaughs;
        EXPECT_EQ(read(book.build()).error, "xlsx.dtd");
    }
}

TEST(XlsxReader, ARefusalSaysWhere) {
    struct Case {
        std::string_view why, rows, column;
        std::uint64_t row;
    };
    const Case cases[] = {
        {"no such shared text", R"(<row r="7"><c r="C7" t="s"><v>3</v></c></row>)", "C", 7},
        {"a column too far", R"(<row r="2"><c r="XFE2"><v>3</v></c></row>)", "XFE", 2},
        {"damaged XML", R"(<row r="3"><c r="A3"><v>3</v></c></row><row r="4"><c></row>)", "", 4},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        WorkbookFixture book;
        book.rows = c.rows;
        Seen seen;
        const Status status = read_xlsx(bytes_of(book.build()), {}, seen);
        ASSERT_FALSE(status.ok());
        EXPECT_EQ(status.error().place().sheet, "学生");
        EXPECT_EQ(status.error().place().row, c.row);
        EXPECT_EQ(status.error().place().column, c.column);
    }
}

TEST(XlsxReader, ThePartIsFoundAsTheRelationshipsSay) {
    struct Case {
        std::string_view why, target, part;
    };
    const Case cases[] = {
        {"relative", "worksheets/sheet7.xml", "xl/worksheets/sheet7.xml"},
        {"absolute", "/xl/a/b.xml", "xl/a/b.xml"},
        {"up and down", "../xl/./a.xml", "xl/a.xml"},
        {"other case", "worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"},
        {"backslashes", "worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        WorkbookFixture book;
        book.rows = "<row><c><v>1</v></c></row>";
        book.sheet_target = c.target;
        book.sheet_part = c.part;
        EXPECT_EQ(read(book.build()).seen.cells, "[学生]1:n(1)|");
    }
}

TEST(XlsxReader, OtherSpellingsOfTheSheetAreRead) {
    struct Case {
        std::string_view why, sheet;
    };
    const Case cases[] = {
        {"strict ISO namespace",
         R"(<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>)"},
        {"prefixes",
         R"(<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>)"},
        {"no namespace",
         "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"},
        {"a byte order mark",
         "\xEF\xBB\xBF<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"},
        {"a comment with sheetData before it",
         "<worksheet><!--<sheetData>--><sheetData><row><c><v>1</v></c></row></sheetData></"
         "worksheet>"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        WorkbookFixture book;
        book.sheet = c.sheet;
        EXPECT_EQ(read(book.build()).seen.cells, "[学生]1:n(1)|");
    }
}

TEST(XlsxReader, ARefusalIsOneSentence) {
    struct Case {
        std::string_view why, rows, sheet, code;
    };
    const Case cases[] = {
        {"no such shared text", R"(<row r="1"><c t="s"><v>3</v></c></row>)", "",
         "xlsx.shared_string"},
        {"a reference that is none", R"(<row><c r="1A"><v>3</v></c></row>)", "",
         "xlsx.cell_reference"},
        {"a column too far", R"(<row><c r="XFE1"><v>3</v></c></row>)", "", "sheet.columns"},
        {"a row too far", R"(<row r="2000001"><c><v>3</v></c></row>)", "", "sheet.rows"},
        {"tags that do not match", "<row><c></row>", "", "xlsx.xml"},
        {"a DTD", "", R"(<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>)",
         "xlsx.dtd"},
        {"an unknown entity", R"(<row><c t="str"><v>&a;</v></c></row>)", "", "xlsx.xml"},
        {"not UTF-8", "<row><c t=\"str\"><v>\xD5\xC5</v></c></row>", "", "xlsx.xml"},
        {"ends in a row", "", "<worksheet><sheetData><row><c><v>1</v></c>", "xlsx.xml"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        WorkbookFixture book;
        book.rows = c.rows;
        book.sheet = c.sheet;
        const std::string bytes = book.build();
        EXPECT_EQ(read(bytes).error, c.code);
        EXPECT_EQ(read(bytes, false).error, c.code);
    }
    EXPECT_EQ(read("").error, "zip.damaged");
    EXPECT_EQ(read("PK not a zip").error, "zip.damaged");
    ArchiveFixture twice;
    twice.add("xl/workbook.xml", "<workbook/>");
    twice.add("xl/workbook.xml", "<workbook><sheets/></workbook>");
    EXPECT_EQ(read(twice.finish()).error, "xlsx.repeated_part");
    ArchiveFixture other;
    other.add("a.txt", "hello");
    EXPECT_EQ(read(other.finish()).error, "xlsx.no_workbook");
}

TEST(XlsxReader, LimitsHold) {
    WorkbookFixture book;
    std::string noise;
    for (int i = 0; i < 200'000; ++i) noise += std::to_string(i * 7919);
    book.rows = "<row><c t=\"str\"><v>" + noise + "</v></c></row>";
    EXPECT_EQ(read(book.build()).error, "sheet.cell_bytes");
    book.rows = "<row/>";
    book.strings = "<si><t>" + noise + "</t></si>";
    EXPECT_EQ(read(book.build()).error, "sheet.cell_bytes");
    book.strings.clear();
    std::string deep = "<worksheet>";
    for (int i = 0; i < 300; ++i) deep += "<a>";
    book.sheet = deep;
    EXPECT_EQ(read(book.build()).error, "xlsx.xml_limits");
    book.sheet = "<worksheet><a b=\"" + noise + noise + "\"/></worksheet>";
    EXPECT_EQ(read(book.build()).error, "xlsx.xml_limits");
    ReadOptions options;
    options.limits.rows_max = 2;
    book.sheet.clear();
    book.rows = "<row/><row/><row/>";
    EXPECT_EQ(read(book.build(), true, options).error, "sheet.rows");
    options = {};
    options.sheet = 1;
    EXPECT_EQ(read(book.build(), true, options).error, "xlsx.no_such_sheet");
}

TEST(XlsxReader, ASmallFileMustNotMeanMuch) {
    struct Case {
        std::string_view why, code;
        std::string rows, strings, styles, before, relations;
    };
    const std::string kCell = R"(<row><c t="s"><v>0</v></c></row>)", kEmpty = "<c r=\"A1\"/>";
    std::string cells, strings, relations, xfs, formats, columns;
    for (int i = 0; i < 30; ++i) {
        cells += kEmpty;
        strings += "<si><t>a</t></si>";
        relations += "<Relationship Id=\"x\" Type=\"x/y\" Target=\"z\"/>";
        xfs += "<xf numFmtId=\"14\"/>";
        formats += "<numFmt numFmtId=\"200\" formatCode=\"yyyy\"/>";
        columns += "<col min=\"1\" max=\"1\"/>";
    }
    const Case cases[] = {
        {"cells far out in every row", "sheet.cells",
         R"(<row><c r="T1"><v>1</v></c></row><row><c r="T2"><v>1</v></c></row>)", "", "", "", ""},
        {"cells without text, all in one place", "sheet.columns", "<row>" + cells + "</row>", "",
         "", "", ""},
        {"one text named by many cells", "sheet.text_bytes", kCell + kCell + kCell,
         "<si><t>" + std::string(40, 'x') + "</t></si>", "", "", ""},
        {"too many shared texts", "xlsx.texts", kCell, strings, "", "", ""},
        {"too long shared texts", "xlsx.texts", kCell,
         "<si><t>" + std::string(80, 'x') + "</t></si><si><t>" + std::string(80, 'y') + "</t></si>",
         "", "", ""},
        {"too many styles", "xlsx.extras", kCell, "", "<cellXfs>" + xfs + "</cellXfs>", "", ""},
        {"too many formats", "xlsx.extras", kCell, "", "<numFmts>" + formats + "</numFmts>", "",
         ""},
        {"too many columns described", "xlsx.extras", kCell, "<si><t>a</t></si>", "",
         "<cols>" + columns + "</cols>", ""},
        {"too many relationships", "xlsx.extras", kCell, "", "", "", relations},
    };
    ReadOptions options;
    options.limits.columns_max = 25;
    options.limits.cells_max = 35;
    options.limits.sheet_text_bytes_max = 100;
    options.limits.shared_strings_max = options.limits.sheet_extras_max = 20;
    options.limits.shared_text_bytes_max = 120;
    options.limits.styles_max = options.limits.archive_entries_max = 20;
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        WorkbookFixture book;
        book.rows = c.rows;
        book.strings = c.strings;
        book.styles = c.styles;
        book.before = c.before;
        book.more_relations = c.relations;
        const std::string bytes = book.build();
        EXPECT_EQ(read(bytes, true, options).error, c.code);
        EXPECT_EQ(read(bytes, false, options).error, c.code);
    }
    WorkbookFixture book;
    std::string noise;
    for (std::int64_t i = 0; noise.size() < (std::size_t{17} << 20); ++i)
        noise += std::to_string(i * 7919);
    book.sheet = "<worksheet><cols>" + noise;
    EXPECT_EQ(read(book.build()).error, "xlsx.xml_limits");
}

/// A sheet whose rows cross many pieces, some longer than what the scanner holds, one of them odd.
std::string long_workbook(bool odd) {
    WorkbookFixture book;
    std::uint32_t seed = 1;
    for (int row = 1; row <= 6000; ++row) {
        book.rows += "<row r=\"" + std::to_string(row) + "\">";
        for (int column = 0; column < (row == 3000 ? 9000 : 12); ++column) {
            seed = seed * 1664525 + 1013904223;
            book.rows +=
                "<c t=\"inlineStr\"><is><t>" + std::to_string(seed) + "中&amp;文</t></is></c>";
        }
        if (odd && row == 5000) book.rows += "<!-- odd -->";
        book.rows += "</row>";
    }
    return book.build();
}

TEST(XlsxReader, PieceEdgesAreInvisible) {
    for (const bool odd : {false, true}) {
        const std::string bytes = long_workbook(odd);
        const Reading fast = read(bytes), strict = read(bytes, false);
        EXPECT_EQ(fast.error, "");
        EXPECT_EQ(fast.seen.rows, 6000U);
        EXPECT_EQ(fast.seen.strict, odd);
        EXPECT_TRUE(fast.seen.cells == strict.seen.cells);
    }
}

TEST(XlsxReader, TruncatedAnywhereIsRefused) {
    const std::string bytes = long_workbook(false);
    for (std::size_t i = 0; i < 50; ++i)
        EXPECT_EQ(read(std::string_view(bytes).substr(0, bytes.size() * i / 50)).error,
                  "zip.damaged");
}

TEST(XlsxReader, FlippedBytesGiveRowsOrOneRefusal) {
    WorkbookFixture book;
    book.rows =
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>12</v></c></row>"
        "<row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"str\"><f>B1</f><v>a&amp;b</v></c></row>";
    book.strings = "<si><t>姓名</t></si>";
    const std::string whole = book.build();
    std::uint32_t seed = 3;
    for (int i = 0; i < 1000; ++i) {  // the container
        seed = seed * 1664525 + 1013904223;
        std::string flipped = whole;
        flipped[(seed >> 8) % flipped.size()] ^= static_cast<char>(1U << (seed >> 29));
        const Reading reading = read(flipped);
        EXPECT_FALSE(reading.error.empty() && reading.seen.cells.empty());
    }
    for (int i = 0; i < 1000; ++i) {  // the XML within
        seed = seed * 1664525 + 1013904223;
        WorkbookFixture wrong = book;
        wrong.rows[(seed >> 8) % wrong.rows.size()] ^= static_cast<char>(1U << (seed >> 29));
        const std::string bytes = wrong.build();
        const Reading fast = read(bytes), strict = read(bytes, false);
        // The scanner may pass over what only a validating eye sees; it must not see other cells.
        if (fast.error.empty() && strict.error.empty()) {
            EXPECT_EQ(fast.seen.cells, strict.seen.cells) << wrong.rows;
        }
    }
}

std::filesystem::path corpus() {
    return std::filesystem::path(testing::kProject).parent_path() / "shared" / "corpus" / "xlsx";
}

TEST(XlsxReader, RealFilesGiveRowsOrOneRefusal) {
    if (!std::filesystem::exists(corpus())) GTEST_SKIP() << "the folder of real files is absent";
    std::size_t read_whole = 0, refused = 0;
    for (const auto& file : std::filesystem::directory_iterator(corpus())) {
        SCOPED_TRACE(file.path().filename().string());
        const auto bytes = FileBytes::open(file.path());
        ASSERT_TRUE(bytes.ok());
        Seen fast, strict;
        const Status status = read_xlsx(bytes.value().bytes(), {}, fast);
        const Status yardstick = read_xlsx_strictly(bytes.value().bytes(), {}, strict);
        EXPECT_EQ(status.ok(), yardstick.ok());
        EXPECT_TRUE(fast.cells == strict.cells);
        EXPECT_EQ(fast.notes, strict.notes);
        ++(status.ok() ? read_whole : refused);
    }
    EXPECT_GE(read_whole, 95U);
    RecordProperty("refused", static_cast<int>(refused));
}

TEST(XlsxReader, RealFilesGiveTheKnownCells) {
    if (!std::filesystem::exists(corpus())) GTEST_SKIP() << "the folder of real files is absent";
    struct Case {
        std::string_view file, cells;
    };
    const Case cases[] = {
        {"calamine-rph.xlsx", "[Sheet1]1:t(課きく　毛こ)|"},
        {"calamine-date_1904.xlsx",
         "[Sheet1]1:d(42735)n(15)|2:d(42736)n(16)|3:d(10.6320601851852)n(17)|"},
        {"calamine-inlineStr_cdata.xlsx",
         "[Sheet1]1:t(Hello CDATA)t(World)|2:t(12345)t(NormalText)|"},
        {"calamine-nonstandard-xml-ns-prefix.xlsx", "[Sheet1]1:t(a)t(b)|2:n(1)n(3)|3:n(2)n(4)|"},
        {"calamine-encoded_entities.xlsx", "[Sheet1]1:t(&)|2:t(\n)|"},
        {"calamine-has_x000D_.xlsx", "[Sheet1]1:t(ABC\r\nDEF)|"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.file);
        const auto bytes = FileBytes::open(corpus() / c.file);
        ASSERT_TRUE(bytes.ok());
        Seen seen;
        EXPECT_TRUE(read_xlsx(bytes.value().bytes(), {}, seen).ok());
        EXPECT_EQ(seen.cells, c.cells);
    }
}

}  // namespace
}  // namespace mingce
