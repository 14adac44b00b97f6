#include "domain/canonical_text.h"

#include "base/canonical_line.h"

namespace mingce {

std::string canonical_head(const CompiledRoster& roster) {
    std::string out;
    append_canonical_line(out, {"mingce-roster", "2"});
    append_canonical_line(out, {"institution", roster.meta.institution});
    append_canonical_line(out, {"intake", roster.meta.intake});
    append_canonical_line(out, {"edition", roster.meta.edition});
    append_canonical_line(out, {"as_of", iso_text(roster.meta.as_of), roster.meta.as_of_text});
    const std::string definition = definition_text(roster.definition);
    for (std::size_t start = 0; start < definition.size();) {
        const std::size_t end = definition.find('\n', start);
        append_canonical_line(
            out, {"definition", std::string_view(definition).substr(start, end - start)});
        start = end + 1;
    }
    append_canonical_line(
        out, {"rows", std::to_string(roster.rows_in), std::to_string(roster.rows_listed),
              std::to_string(roster.rows_annexed), std::to_string(roster.rows_filtered)});
    return out;
}

void append_canonical_volume(std::string& out, std::size_t number, const RosterVolume& volume) {
    append_canonical_line(
        out, {"volume", std::to_string(number), volume.name, std::to_string(volume.tally.total)});
}

void append_canonical_group(std::string& out, const RosterGroup& group) {
    append_canonical_line(out, {"group", group.department, group.major, group.class_name,
                                std::to_string(group.tally.total)});
}

void append_canonical_annex(std::string& out, const RosterAnnex& annex) {
    append_canonical_line(out,
                          {"annex", text_of(annex.state).key, std::to_string(annex.tally.total)});
}

void append_canonical_place(std::string& out, const RosterPlace& place) {
    append_canonical_line(out, {"place", place.department, place.major, place.class_name});
}

void append_canonical_row(std::string& out, const RosterRow& row) {
    out.append("row\t").append(std::to_string(row.serial));
    for (const std::string& cell : row.cells) {
        out += '\t';
        append_canonical_part(out, cell);
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
        for (const RosterAnnex& annex : roster.volumes[i].annex) {
            append_canonical_annex(out, annex);
            for (std::size_t r = 0; r < annex.rows.size(); ++r) {
                if (r == 0 || annex.places[r] != annex.places[r - 1])
                    append_canonical_place(out, annex.places[r]);
                append_canonical_row(out, annex.rows[r]);
            }
        }
    }
    return out;
}

}  // namespace mingce
