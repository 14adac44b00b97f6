#include "base/text.h"
#include "demo/table.h"
#include "formats/writers.h"

namespace mingce {

namespace {

struct NamedField {
    std::string_view column;
    Field field;
};

constexpr NamedField kDbfFields[] = {
    {"KSH", Field::ExamNumber},
    {"ZKZH", Field::TicketNumber},
    {"XM", Field::Name},
    {"CSNY", Field::BirthDate},
    {"CSRQ", Field::BirthDate},
    {"XBDM", Field::Sex},
    {"ZZMMDM", Field::PoliticalStatus},
    {"MZDM", Field::Ethnicity},
    {"KSLBDM", Field::CandidateKind},
    {"BYLBDM", Field::GraduateKind},
    {"ZXDM", Field::SchoolOfOriginCode},
    {"BYXXDM", Field::SchoolOfOriginCode},
    {"ZXMC", Field::SchoolOfOrigin},
    {"BYXXMC", Field::SchoolOfOrigin},
    {"WYYZDM", Field::ForeignLanguage},
    {"DQDM", Field::ExamRegion},
    {"SFZH", Field::IdNumber},
    {"ZJHM", Field::IdNumber},
    {"JTDZ", Field::HomeAddress},
    {"TXDZ", Field::HomeAddress},
    {"YZBM", Field::Postcode},
    {"LXDH", Field::Phone},
    {"LXSJ", Field::Phone},
    {"SJR", Field::Recipient},
    {"PCDM", Field::Batch},
    {"KLDM", Field::SubjectTrack},
    {"JHXZ", Field::PlanNature},
    {"JHXZDM", Field::PlanNature},
    {"CJ", Field::Score},
    {"TDCJ", Field::PlacedScore},
    {"LQZY", Field::MajorSchoolCode},
    {"LQFS", Field::AdmissionKind},
    {"LQLXDM", Field::AdmissionKind},
};

std::uint16_t number_in(std::string_view text) {
    return static_cast<std::uint16_t>(std::stoul(std::string(text)));
}

void put_number(std::string& bytes, std::size_t at, std::size_t value, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i));
}

std::string header_bytes(const DemoTable& table, std::int32_t year) {
    const std::size_t length = 32 + 32 * table.columns.size() + 1;
    std::size_t record = 1;
    std::string bytes(length, '\0');
    bytes[0] = 3;
    bytes[1] = static_cast<char>(year - 1900);
    bytes[2] = 8;
    bytes[3] = 20;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const DemoColumn& column = table.columns[i];
        const std::size_t at = 32 + 32 * i;
        bytes.replace(at, column.name.size(), column.name);
        bytes[at + 11] = column.type;
        bytes[at + 16] = static_cast<char>(column.width);
        bytes[at + 17] = static_cast<char>(column.decimals);
        record += column.width;
    }
    put_number(bytes, 4, table.rows.size(), 4);
    put_number(bytes, 8, length, 2);
    put_number(bytes, 10, record, 2);
    // Half the real files carry no mark; the reader has to judge by content.
    bytes[29] = table.columns.size() % 2 == 0 ? 0x4D : 0;
    bytes.back() = 0x0D;
    return bytes;
}

}  // namespace

std::vector<DemoColumn> demo_dbf_columns(std::string_view layout) {
    std::vector<DemoColumn> columns;
    while (!layout.empty()) {
        const std::size_t end = layout.find(';');
        const std::string_view item = layout.substr(0, end);
        layout.remove_prefix(end == std::string_view::npos ? layout.size() : end + 1);
        const std::size_t blank = item.find(' ');
        DemoColumn column;
        column.name = item.substr(0, blank);
        column.type = item[blank + 1];
        const std::string_view width = item.substr(blank + 2);
        const std::size_t dot = width.find('.');
        column.width = number_in(width.substr(0, dot));
        if (dot != std::string_view::npos) column.decimals = number_in(width.substr(dot + 1));
        for (const NamedField& known : kDbfFields)
            if (known.column == column.name) column.field = known.field;
        columns.push_back(std::move(column));
    }
    return columns;
}

std::string demo_dbf_bytes(const DemoTable& table, std::int32_t year) {
    std::string bytes = header_bytes(table, year);
    for (const DemoRow& row : table.rows) {
        bytes.push_back(row.deleted ? '*' : ' ');
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const DemoColumn& column = table.columns[i];
            std::string cell = to_gb18030(row.cells[i].text).substr(0, column.width);
            const std::size_t blanks = column.width - cell.size();
            if (column.type == 'N') bytes.append(blanks, ' ');
            bytes += cell;
            if (column.type != 'N') bytes.append(blanks, ' ');
        }
    }
    bytes.push_back(0x1A);
    return bytes;
}

std::size_t demo_stored_bytes(std::string_view text) { return to_gb18030(text).size(); }

std::string demo_cut_text(std::string_view text, std::size_t width) {
    std::string kept;
    std::size_t used = 0;
    while (!text.empty()) {
        std::string one;
        append_utf8(one, next_code_point(text));
        used += demo_stored_bytes(one);
        if (used > width) break;
        kept += one;
    }
    return kept;
}

std::string demo_csv_bytes(const DemoTable& table) {
    std::string text;
    const auto put = [&text](std::string_view cell, bool last) {
        const bool quoted = cell.find_first_of(",\"\r\n") != std::string_view::npos;
        if (quoted) text.push_back('"');
        for (const char c : cell) {
            if (c == '"') text.push_back('"');
            text.push_back(c);
        }
        if (quoted) text.push_back('"');
        text += last ? "\r\n" : ",";
    };
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        put(table.columns[i].name, i + 1 == table.columns.size());
    for (const DemoRow& row : table.rows)
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            put(row.cells[i].text, i + 1 == row.cells.size());
    return to_gb18030(text);
}

}  // namespace mingce
