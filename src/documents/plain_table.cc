#include "documents/plain_table.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "documents/dbf_columns.h"

namespace mingce {

namespace {

/// A label without the blanks that spread it over its column; on one line unless it is printed.
/// English words stay apart where the line broke.
std::string plain_label(std::string_view label, bool for_print) {
    std::string text;
    while (!label.empty()) {
        const char32_t character = next_code_point(label);
        if (character == U'\n' && !for_print) {
            if (!text.empty() && is_lower(text.back())) text += ' ';
        } else if (character != U'　') {
            append_utf8(text, character);
        }
    }
    return text;
}

PlainColumn heading_column(const CompiledRoster& roster, Field field) {
    PlainColumn column;
    column.heading = true;
    column.field = field;
    column.align = Align::Left;
    column.width = field == Field::AdminClass ? 30 : 42;
    const auto called = [&](const Text& label, std::string_view dbf) {
        column.label = label.in(roster.definition.language);
        column.dbf = dbf;
    };
    if (field == Field::Department)
        called(words::kDepartment, "YXMC");
    else if (field == Field::Major)
        called(words::kMajor, "ZYMC");
    else if (field == Field::AdminClass)
        called(words::kClass, "BJMC");
    else
        called(words::kState, "XJZT");
    return column;
}

/// The annex says of each row what pages and files say above those of the body.
std::vector<Field> heading_fields(const Definition& definition, RosterPart part) {
    std::vector<Field> fields;
    if (part == RosterPart::Annex) {
        fields.push_back(Field::EnrolmentStatus);
        if (definition.volumes_by_department &&
            std::ranges::find(definition.group, Field::Department) == definition.group.end())
            fields.push_back(Field::Department);
    }
    fields.insert(fields.end(), definition.group.begin(), definition.group.end());
    return fields;
}

void append_annex_rows(const CompiledRoster& roster, const RosterVolume& volume,
                       std::vector<PlainRow>& rows) {
    for (const RosterAnnex& part : volume.annex) {
        const std::string_view state = text_of(part.state).name.in(roster.definition.language);
        for (std::size_t r = 0; r < part.rows.size(); ++r) {
            const RosterPlace& place = part.places[r];
            const std::string& department =
                place.department.empty() ? volume.name : place.department;
            rows.push_back({{state, department, place.major, place.class_name}, &part.rows[r]});
        }
    }
}

}  // namespace

std::vector<PlainColumn> plain_columns(const CompiledRoster& roster, RosterPart part,
                                       bool for_print) {
    std::vector<PlainColumn> columns;
    std::set<std::string> taken;
    for (Field field : heading_fields(roster.definition, part)) {
        columns.push_back(heading_column(roster, field));
        taken.insert(columns.back().dbf);
    }
    const bool english = roster.definition.language == Language::English;
    for (std::size_t c = 0; c < roster.definition.columns.size(); ++c) {
        const RosterColumn& source = roster.definition.columns[c];
        const bool by_hand = source.kind != ColumnKind::Value && source.kind != ColumnKind::Serial;
        if (by_hand && (!for_print || part == RosterPart::Annex)) continue;
        PlainColumn column;
        column.cell = c;
        column.width = source.width;
        column.align = source.align;
        column.label = plain_label(
            english && !source.label_en.empty() ? source.label_en : source.label, for_print);
        std::string name = source.dbf;
        if (name.empty())
            name = source.kind == ColumnKind::Serial ? "XUHAO" : std::string(key_of(source.field));
        column.dbf = dbf_name(name, taken);
        columns.push_back(std::move(column));
    }
    return columns;
}

std::vector<PlainRow> plain_rows(const CompiledRoster& roster, VolumeRange volumes,
                                 RosterPart part) {
    std::vector<PlainRow> rows;
    for (std::size_t v = volumes.first; v < volumes.first + volumes.count; ++v) {
        const RosterVolume& volume = roster.volumes[v];
        rows.reserve(rows.size() +
                     (part == RosterPart::Annex ? volume.annexed() : volume.tally.total));
        if (part == RosterPart::Annex) {
            append_annex_rows(roster, volume, rows);
            continue;
        }
        for (const RosterGroup& group : volume.groups)
            for (const RosterRow& row : group.rows)
                rows.push_back({{{}, group.department, group.major, group.class_name}, &row});
    }
    return rows;
}

std::string_view plain_value(const PlainColumn& column, const PlainRow& row) {
    if (!column.heading) return row.row->cells[column.cell];
    if (column.field == Field::EnrolmentStatus) return row.heading.state;
    if (column.field == Field::Department) return row.heading.department;
    return column.field == Field::Major ? row.heading.major : row.heading.class_name;
}

std::string make_csv(const CompiledRoster& roster, VolumeRange volumes, RosterPart part) {
    const std::vector<PlainColumn> columns = plain_columns(roster, part, false);
    std::string out = "\xEF\xBB\xBF";
    std::vector<std::string_view> cells;
    cells.reserve(columns.size());
    for (const PlainColumn& column : columns) cells.push_back(column.label);
    append_csv_line(out, cells);
    for (const PlainRow& row : plain_rows(roster, volumes, part)) {
        cells.clear();
        for (const PlainColumn& column : columns) cells.push_back(plain_value(column, row));
        append_csv_line(out, cells);
    }
    return out;
}

Result<std::string> make_dbf(const CompiledRoster& roster, VolumeRange volumes, RosterPart part,
                             std::vector<DbfRefusal>& refusals) {
    const std::vector<PlainColumn> columns = plain_columns(roster, part, false);
    const std::vector<PlainRow> listed = plain_rows(roster, volumes, part);
    std::vector<std::vector<std::string_view>> rows;
    rows.reserve(listed.size());
    for (const PlainRow& row : listed) {
        std::vector<std::string_view> cells;
        cells.reserve(columns.size());
        for (const PlainColumn& column : columns) cells.push_back(plain_value(column, row));
        rows.push_back(std::move(cells));
    }
    std::vector<DbfColumn> declared;
    declared.reserve(columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c)
        declared.push_back({columns[c].dbf, 'C', dbf_width(rows, c), 0});
    return write_dbf(declared, rows, roster.meta.as_of, refusals);
}

}  // namespace mingce
