#include "documents/list_files.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "documents/dbf_columns.h"
#include "documents/problems.h"
#include "formats/writers.h"
#include "formats/zip_writer.h"

namespace mingce {

namespace {

constexpr std::size_t kRowsMost = 1'048'575;
constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

constexpr std::string_view kContentTypes =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\""
    " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\""
    " ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "<Override PartName=\"/docProps/custom.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.custom-properties+xml\"/></Types>";
constexpr std::string_view kRelations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Target=\"xl/workbook.xml\" Type=\"http://"
    "schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/>"
    "<Relationship Id=\"rId2\" Target=\"docProps/core.xml\" Type=\"http://"
    "schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\"/>"
    "<Relationship Id=\"rId3\" Target=\"docProps/custom.xml\" Type=\"http://"
    "schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties\"/>"
    "</Relationships>";
constexpr std::string_view kBook =
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
    "<sheets><sheet name=\"名单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
constexpr std::string_view kBookRelations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\" Type=\"http://"
    "schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\"/>"
    "<Relationship Id=\"rId2\" Target=\"styles.xml\" Type=\"http://"
    "schemas.openxmlformats.org/officeDocument/2006/relationships/styles\"/></Relationships>";
// With a visible mark: the heads stay in sight, and stand again on each printed page.
constexpr std::string_view kMarkedBook =
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
    "<bookViews><workbookView/></bookViews>"
    "<sheets><sheet name=\"名单\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
    "<definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">"
    "名单!$1:$2</definedName></definedNames></workbook>";
// The second format is text: a number typed over a cell later keeps all its digits.
constexpr std::string_view kStyles =
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border/></borders>"
    "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
    "<cellXfs count=\"2\"><xf/><xf numFmtId=\"49\" applyNumberFormat=\"1\"/></cellXfs>"
    "</styleSheet>";
// The third is that of the mark, small and grey; the fourth that of the heads.
constexpr std::string_view kMarkedStyles =
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    "<fonts count=\"3\"><font><sz val=\"11\"/><name val=\"宋体\"/></font>"
    "<font><sz val=\"8\"/><color rgb=\"FF808080\"/><name val=\"宋体\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border/></borders>"
    "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
    "<cellXfs count=\"4\"><xf/><xf numFmtId=\"49\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"1\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"2\" applyNumberFormat=\"1\" applyFont=\"1\"/></cellXfs>"
    "</styleSheet>";

void append_xml(std::string& out, std::string_view text) {
    for (char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\t':
            case '\n':
            case '\r': out += c; break;
            default:
                // XML has no other control characters: they are shown as what they are not.
                if (static_cast<unsigned char>(c) < 0x20)
                    out += "\xEF\xBF\xBD";
                else
                    out += c;
        }
    }
}

std::string xml_of(std::string_view text) {
    std::string out;
    append_xml(out, text);
    return out;
}

std::string core_properties(const ListMark& mark) {
    std::string out(kHead);
    out +=
        "<cp:coreProperties"
        " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>";
    out += xml_of(mark.title) + "</dc:title><dc:creator>" + xml_of(mark.made_by) +
           "</dc:creator><dc:description>" + xml_of(mark.purpose) +
           "</dc:description><dcterms:created xsi:type=\"dcterms:W3CDTF\">" + utc_text(mark.at) +
           "</dcterms:created></cp:coreProperties>";
    return out;
}

std::string custom_properties(const ListMark& mark) {
    std::string out(kHead);
    out +=
        "<Properties"
        " xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\""
        " xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">"
        "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"2\" name=\"copy\">"
        "<vt:lpwstr>";
    return out + xml_of(mark.copy) + "</vt:lpwstr></property></Properties>";
}

void append_row(std::string& out, std::span<const std::string> cells, char style = '1') {
    out += "<row>";
    for (const std::string& cell : cells) {
        out.append("<c s=\"").push_back(style);
        if (cell.empty()) {
            out += "\"/>";
            continue;
        }
        out += "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">";
        append_xml(out, cell);
        out += "</t></is></c>";
    }
    out += "</row>";
}

constexpr std::string_view kSheetOpen =
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";

std::string sheet_xml(const ListTable& table) {
    std::string out = std::string(kHead).append(kSheetOpen) + "<sheetData>";
    append_row(out, table.heads);
    for (const auto& row : table.rows) append_row(out, row);
    return out + "</sheetData></worksheet>";
}

/// 27 -> AA: the letters of a column, from 0.
std::string column_name(std::size_t column) {
    std::string name;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return name;
}

/// How many half-width letters a text is wide, roughly: a Chinese character is two.
std::size_t letters_wide(std::string_view text) {
    std::size_t letters = 0;
    while (!text.empty()) letters += next_code_point(text) < 0x80 ? 1 : 2;
    return letters;
}

/// Each column as wide as its widest value, within reason.
std::string column_widths(const ListTable& table) {
    constexpr std::size_t kLeast = 6, kMost = 44;
    std::string out = "<cols>";
    for (std::size_t column = 0; column < table.heads.size(); ++column) {
        std::size_t letters = std::max(kLeast, letters_wide(table.heads[column]));
        for (const auto& row : table.rows) letters = std::max(letters, letters_wide(row[column]));
        const std::string number = std::to_string(column + 1);
        out.append("<col min=\"").append(number).append("\" max=\"").append(number);
        out.append("\" width=\"").append(std::to_string(std::min(letters, kMost) + 2));
        out.append("\" customWidth=\"1\"/>");
    }
    return table.heads.empty() ? std::string() : out + "</cols>";
}

/// As a page's head and foot say it, where & begins an order and 255 characters are all.
std::string page_line(std::string_view text) {
    constexpr std::size_t kMost = 200;
    std::string line;
    for (std::size_t units = 0; !text.empty() && units < kMost; ++units) {
        const char32_t character = next_code_point(text);
        if (character == U'&') line += '&';
        if (character == U'&' || character > 0xFFFF) ++units;
        append_utf8(line, character);
    }
    return xml_of(line);
}

std::string marked_sheet_xml(const ListTable& table, const std::string& visible) {
    std::string out = std::string(kHead).append(kSheetOpen) +
                      "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
                      "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"2\""
                      " topLeftCell=\"A3\" activePane=\"bottomLeft\" state=\"frozen\"/>"
                      "</sheetView></sheetViews>" +
                      column_widths(table) +
                      "<sheetData><row><c s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">";
    append_xml(out, visible);
    out += "</t></is></c></row>";
    append_row(out, table.heads, '3');
    for (const auto& row : table.rows) append_row(out, row);
    out += "</sheetData>";
    if (table.heads.size() > 1)
        out +=
            "<mergeCells count=\"1\"><mergeCell ref=\"A1:" + column_name(table.heads.size() - 1) +
            "1\"/></mergeCells>";
    const std::string line = page_line(visible);
    // Never narrower than its columns: as many pages down as it takes, one across.
    out += "<printOptions gridLines=\"1\"/><pageSetup paperSize=\"9\" fitToHeight=\"0\"/>";
    return out + "<headerFooter><oddHeader>&amp;R&amp;&quot;宋体&quot;" + line +
           "</oddHeader><oddFooter>&amp;L&amp;&quot;宋体&quot;" + line +
           "&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>";
}

}  // namespace

std::string list_csv(const ListTable& table) {
    std::string out = "\xEF\xBB\xBF";
    std::vector<std::string_view> cells(table.heads.begin(), table.heads.end());
    append_csv_line(out, cells);
    for (const auto& row : table.rows) {
        cells.assign(row.begin(), row.end());
        append_csv_line(out, cells);
    }
    return out;
}

Result<std::string> list_workbook(const ListTable& table, const ListMark& mark) {
    const bool marked = !mark.visible.empty();
    if (table.rows.size() > kRowsMost - (marked ? 1 : 0))
        return Error(problem::kSheetCannotHold, std::to_string(table.rows.size()));
    const std::string types = std::string(kHead).append(kContentTypes);
    const std::string relations = std::string(kHead).append(kRelations);
    const std::string book = std::string(kHead).append(marked ? kMarkedBook : kBook);
    const std::string book_relations = std::string(kHead).append(kBookRelations);
    const std::string styles = std::string(kHead).append(marked ? kMarkedStyles : kStyles);
    const std::string core = core_properties(mark), custom = custom_properties(mark);
    const std::string sheet = marked ? marked_sheet_xml(table, mark.visible) : sheet_xml(table);
    const ZipMember members[] = {
        {"[Content_Types].xml", types}, {"_rels/.rels", relations},
        {"docProps/core.xml", core},    {"docProps/custom.xml", custom},
        {"xl/workbook.xml", book},      {"xl/_rels/workbook.xml.rels", book_relations},
        {"xl/styles.xml", styles},      {"xl/worksheets/sheet1.xml", sheet}};
    return make_zip(members, {mark.at, ""});
}

Result<ListDbf> list_dbf(const ListTable& table, std::span<const std::string> names, Date updated) {
    std::vector<std::vector<std::string_view>> rows;
    rows.reserve(table.rows.size());
    for (const auto& row : table.rows) rows.emplace_back(row.begin(), row.end());
    std::vector<DbfColumn> columns;
    std::set<std::string> taken;
    for (std::size_t c = 0; c < table.heads.size() && c < names.size(); ++c)
        columns.push_back({dbf_name(names[c], taken), 'C', dbf_width(rows, c), 0});
    ListDbf list;
    auto written = write_dbf(columns, rows, updated, list.refused);
    if (!written.ok() && list.refused.empty()) return std::move(written).error();
    if (written.ok()) list.bytes = std::move(written).value();
    return list;
}

}  // namespace mingce
