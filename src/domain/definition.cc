#include "domain/definition.h"

#include <cstdio>

#include "base/assets.h"

namespace mingce {

namespace {

constexpr std::string_view kFolder = "definitions/", kExtension = ".toml";

void add_line(std::string& out, std::string_view key, std::string_view value) {
    if (value.empty()) return;
    out.append(key).append(" = ");
    for (char c : value) {
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    out += '\n';
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text.append(text.empty() ? "" : " | ").append(part);
    return text;
}

std::string millimetres(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

std::string column_text(const RosterColumn& column) {
    std::string text(key_of(column.kind));
    if (column.kind == ColumnKind::Value) text.append(" ").append(key_of(column.field));
    text.append(" ").append(key_of(column.mask)).append(" ").append(key_of(column.align));
    text.append(" ").append(millimetres(column.width));
    text.append(" | ").append(column.label).append(" | ").append(column.band);
    return text;
}

void add_selection(std::string& out, const Definition& definition) {
    for (const FilterTerm& term : definition.filter)
        add_line(out, "filter",
                 std::string(key_of(term.field)) + " " + std::string(key_of(term.kind)) + " " +
                     joined(term.values));
    for (StudentKind kind : definition.student_kinds) add_line(out, "students", key_of(kind));
    for (Field field : definition.group) add_line(out, "group", key_of(field));
    for (EnrolmentState state : definition.annex) add_line(out, "annex", text_of(state).key);
    for (const OrderTerm& term : definition.order)
        add_line(out, "order",
                 std::string(key_of(term.field)) + " " + std::string(key_of(term.kind)) +
                     (term.descending ? " descending" : ""));
}

}  // namespace

std::string_view key_of(Align align) {
    switch (align) {
        case Align::Left: return "left";
        case Align::Centre: return "centre";
        case Align::Right: return "right";
    }
    return "";
}

std::string_view key_of(MaskKind mask) {
    switch (mask) {
        case MaskKind::None: return "none";
        case MaskKind::Number: return "number";
        case MaskKind::LastFour: return "last4";
        case MaskKind::Phone: return "phone";
        case MaskKind::Surname: return "surname";
        case MaskKind::ExamEnds: return "ends";
        case MaskKind::Year: return "year";
        case MaskKind::Month: return "month";
        case MaskKind::Hidden: return "hidden";
    }
    return "";
}

std::string_view key_of(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::Value: return "value";
        case ColumnKind::Serial: return "serial";
        case ColumnKind::Signature: return "signature";
        case ColumnKind::TickBox: return "tick";
        case ColumnKind::Blank: return "blank";
    }
    return "";
}

std::string_view key_of(OrderKind kind) {
    switch (kind) {
        case OrderKind::Text: return "text";
        case OrderKind::Number: return "number";
        case OrderKind::Pinyin: return "pinyin";
        case OrderKind::Strokes: return "strokes";
    }
    return "";
}

std::string_view key_of(FilterKind kind) {
    switch (kind) {
        case FilterKind::Is: return "is";
        case FilterKind::In: return "in";
        case FilterKind::NotIn: return "not_in";
        case FilterKind::Empty: return "empty";
        case FilterKind::NotEmpty: return "not_empty";
    }
    return "";
}

std::string_view key_of(TemplateKind kind) {
    switch (kind) {
        case TemplateKind::Roster: return "roster";
        case TemplateKind::CheckIn: return "checkin";
        case TemplateKind::Publicity: return "publicity";
    }
    return "";
}

std::string definition_text(const Definition& definition) {
    const auto yes = [](bool value) { return value ? "yes" : "no"; };
    std::string out;
    add_line(out, "key", definition.key);
    add_line(out, "title", definition.title);
    add_line(out, "kind", key_of(definition.kind));
    add_line(out, "language", definition.language == Language::Chinese ? "zh" : "en");
    add_line(out, "page_title", definition.page_title);
    add_line(out, "intro", definition.intro);
    add_line(out, "secrecy", definition.secrecy);
    add_line(out, "retention", definition.retention);
    add_selection(out, definition);
    for (const RosterColumn& column : definition.columns)
        add_line(out, "column", column_text(column));
    add_line(out, "paper",
             std::string(definition.paper.size == PaperSize::A3 ? "A3" : "A4") +
                 (definition.paper.landscape ? " landscape " : " portrait ") +
                 std::to_string(definition.paper.rows_per_page) + " " +
                 millimetres(definition.paper.row_height));
    add_line(out, "cover", yes(definition.cover));
    add_line(out, "contents", yes(definition.contents));
    add_line(out, "statistics", yes(definition.statistics));
    add_line(out, "totals", yes(definition.totals));
    add_line(out, "volumes", definition.volumes_by_department ? "department" : "one");
    add_line(out, "serial", definition.serial_by_group ? "group" : "volume");
    add_line(out, "signatures", joined(definition.signatures));
    add_line(out, "cover_signatures", joined(definition.cover_signatures));
    return out;
}

std::optional<std::string_view> shipped_definition(std::string_view key) {
    const std::string path = std::string(kFolder) + std::string(key) + std::string(kExtension);
    for (const AssetBytes& file : asset_table())
        if (file.path == path) return file.text();
    return std::nullopt;
}

std::vector<std::string> shipped_definition_keys() {
    std::vector<std::string> keys;
    for (const AssetBytes& file : asset_table())
        if (file.path.substr(0, kFolder.size()) == kFolder)
            keys.emplace_back(file.path.substr(
                kFolder.size(), file.path.size() - kFolder.size() - kExtension.size()));
    return keys;
}

}  // namespace mingce
