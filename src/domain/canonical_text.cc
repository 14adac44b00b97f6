#include "domain/canonical_text.h"

namespace mingce {

namespace {

void append_part(std::string& out, std::string_view part) {
    for (char c : part) {
        switch (c) {
            case '\\': out += "\\\\"; break;
            case '\t': out += "\\t"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            default: out += c;
        }
    }
}

void append_line(std::string& out, std::initializer_list<std::string_view> parts) {
    bool first = true;
    for (std::string_view part : parts) {
        if (!first) out += '\t';
        first = false;
        append_part(out, part);
    }
    out += '\n';
}

}  // namespace

std::string canonical_head(const CompiledRoster& roster) {
    std::string out;
    append_line(out, {"mingce-roster", "1"});
    append_line(out, {"institution", roster.meta.institution});
    append_line(out, {"intake", roster.meta.intake});
    append_line(out, {"edition", roster.meta.edition});
    append_line(out, {"as_of", iso_text(roster.meta.as_of), roster.meta.as_of_text});
    const std::string definition = definition_text(roster.definition);
    for (std::size_t start = 0; start < definition.size();) {
        const std::size_t end = definition.find('\n', start);
        append_line(out, {"definition", std::string_view(definition).substr(start, end - start)});
        start = end + 1;
    }
    append_line(out, {"rows", std::to_string(roster.rows_in), std::to_string(roster.rows_listed),
                      std::to_string(roster.rows_filtered)});
    return out;
}

void append_canonical_volume(std::string& out, std::size_t number, const RosterVolume& volume) {
    append_line(
        out, {"volume", std::to_string(number), volume.name, std::to_string(volume.tally.total)});
}

void append_canonical_group(std::string& out, const RosterGroup& group) {
    append_line(out, {"group", group.department, group.major, group.class_name,
                      std::to_string(group.tally.total)});
}

void append_canonical_row(std::string& out, const RosterRow& row) {
    out.append("row\t").append(std::to_string(row.serial));
    for (const std::string& cell : row.cells) {
        out += '\t';
        append_part(out, cell);
    }
    out += '\n';
}

std::string canonical_text(const CompiledRoster& roster) {
    std::string out = canonical_head(roster);
    for (std::size_t i = 0; i < roster.volumes.size(); ++i) {
        append_canonical_volume(out, i + 1, roster.volumes[i]);
        for (const RosterGroup& group : roster.volumes[i].groups) {
            append_canonical_group(out, group);
            for (const RosterRow& row : group.rows) append_canonical_row(out, row);
        }
    }
    return out;
}

}  // namespace mingce
