#include "documents/list_files.h"

#include "base/text.h"
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

void append_row(std::string& out, std::span<const std::string> cells) {
    out += "<row>";
    for (const std::string& cell : cells) {
        if (cell.empty()) {
            out += "<c s=\"1\"/>";
            continue;
        }
        out += "<c s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">";
        append_xml(out, cell);
        out += "</t></is></c>";
    }
    out += "</row>";
}

std::string sheet_xml(const ListTable& table) {
    std::string out(kHead);
    out +=
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
        "<sheetData>";
    append_row(out, table.heads);
    for (const auto& row : table.rows) append_row(out, row);
    return out + "</sheetData></worksheet>";
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
    if (table.rows.size() > kRowsMost)
        return Error(problem::kSheetCannotHold, std::to_string(table.rows.size()));
    const std::string types = std::string(kHead).append(kContentTypes);
    const std::string relations = std::string(kHead).append(kRelations);
    const std::string book = std::string(kHead).append(kBook);
    const std::string book_relations = std::string(kHead).append(kBookRelations);
    const std::string styles = std::string(kHead).append(kStyles);
    const std::string core = core_properties(mark), custom = custom_properties(mark);
    const std::string sheet = sheet_xml(table);
    const ZipMember members[] = {
        {"[Content_Types].xml", types}, {"_rels/.rels", relations},
        {"docProps/core.xml", core},    {"docProps/custom.xml", custom},
        {"xl/workbook.xml", book},      {"xl/_rels/workbook.xml.rels", book_relations},
        {"xl/styles.xml", styles},      {"xl/worksheets/sheet1.xml", sheet}};
    return make_zip(members, {mark.at, ""});
}

}  // namespace mingce
