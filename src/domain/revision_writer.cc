// A revision's texts, from the roster that was compiled.
#include <algorithm>

#include "domain/revision.h"
#include "domain/revision_lines.h"

namespace mingce {

namespace {

/// Writes the pieces of the parts, and the head's lines about them.
class PartWriter {
public:
    PartWriter(const RevisionSource& source, const Sha256Hex& sha256, RevisionTexts& texts)
        : source_(source), sha256_(sha256), texts_(texts) {}

    void run() {
        for (const RosterVolume& volume : source_.roster.volumes) {
            for (const RosterGroup& group : volume.groups) {
                RevisionClass entry;
                entry.major = group.major;
                entry.class_name = group.class_name;
                enter(group.department);
                add(std::move(entry), group.tally, group.rows);
            }
            for (const RosterAnnex& annex : volume.annex) add_annex(annex);
        }
        for (std::size_t i = 0; i < texts_.parts.size(); ++i)
            texts_.head.parts[i].sha256 = sha256_(texts_.parts[i]);
    }

private:
    void enter(const std::string& department) {
        auto& parts = texts_.head.parts;
        const auto known = std::ranges::find(parts, department, &RevisionPart::department);
        at_ = static_cast<std::size_t>(known - parts.begin());
        if (known != parts.end()) return;
        parts.push_back({department, 0, 0, "", {}});
        texts_.parts.emplace_back();
    }

    /// A roster in one volume has one annex: its students go to their own departments' parts.
    void add_annex(const RosterAnnex& annex) {
        std::vector<std::string> departments;
        std::vector<std::vector<RosterRow>> rows;
        std::vector<Tally> tallies;
        for (const RosterRow& row : annex.rows) {
            std::string department(source_.students.value(row.student, Field::Department));
            if (department.empty()) department = kNoDepartment;
            const auto known = std::ranges::find(departments, department);
            const auto place = static_cast<std::size_t>(known - departments.begin());
            if (known == departments.end()) {
                departments.push_back(department);
                rows.emplace_back();
                tallies.emplace_back();
            }
            rows[place].push_back(row);
            Tally one;
            one.total = 1;
            const std::string_view sex = source_.students.value(row.student, Field::Sex);
            one.men = sex == "男" ? 1 : 0;
            one.women = sex == "女" ? 1 : 0;
            tallies[place].add(one);
        }
        for (std::size_t i = 0; i < departments.size(); ++i) {
            RevisionClass entry;
            entry.annex = annex.state;
            enter(departments[i]);
            add(std::move(entry), tallies[i], rows[i]);
        }
    }

    void add(RevisionClass entry, const Tally& tally, const std::vector<RosterRow>& rows) {
        entry.students = tally.total;
        entry.men = tally.men;
        entry.women = tally.women;
        std::string lines;
        for (const RosterRow& row : rows) append_row(lines, row.student);
        entry.sha256 = sha256_(lines);
        append_class_line(texts_.parts[at_], entry, false);
        texts_.parts[at_] += lines;
        RevisionPart& part = texts_.head.parts[at_];
        (entry.annex ? part.annexed : part.listed) += entry.students;
        part.classes.push_back(std::move(entry));
    }

    void append_row(std::string& out, std::uint32_t row) const {
        out.append("row\t").append(source_.ids[row].hex());
        for (const Field field : source_.head.fields) {
            out += '\t';
            append_canonical_part(out, source_.students.value(row, field));
        }
        out += '\n';
    }

    const RevisionSource& source_;
    const Sha256Hex& sha256_;
    RevisionTexts& texts_;
    std::size_t at_ = 0;
};

std::string findings_text(const std::vector<RevisionFinding>& findings) {
    std::string out;
    for (const RevisionFinding& finding : findings)
        append_canonical_line(out, {"finding", finding.student.hex(), finding.rule,
                                    finding.field ? key_of(*finding.field) : "", finding.severity,
                                    finding.is_waived ? "waived" : "open", finding.reason});
    return out;
}

RevisionFindingCounts counted(const std::vector<RevisionFinding>& findings) {
    RevisionFindingCounts counts;
    for (const RevisionFinding& finding : findings) {
        if (finding.is_waived)
            ++counts.waived;
        else if (finding.severity == "blocking")
            ++counts.blocking;
        else if (finding.severity == "warning")
            ++counts.warning;
        else
            ++counts.note;
    }
    return counts;
}

std::string head_text(const RevisionHead& head) {
    std::string out;
    const auto text = [](auto number) { return std::to_string(number); };
    append_canonical_line(out, {"mingce-revision", "1"});
    append_canonical_line(out, {"institution", head.institution});
    append_canonical_line(out, {"intake", head.intake, head.intake_name});
    append_canonical_line(out, {"edition", text(head.edition), text(head.revision)});
    append_canonical_line(out, {"as_of", text(head.as_of.milliseconds), iso_text(head.day)});
    append_canonical_line(out, {"definition", head.definition_key, text(head.definition_version)});
    for (std::string_view rest = head.document; !rest.empty();)
        append_canonical_line(out, {"document", first_line(rest)});
    std::vector<std::string_view> fields = {"fields"};
    for (const Field field : head.fields) fields.push_back(key_of(field));
    append_canonical_line(out, fields);
    append_canonical_line(out, {"rows", text(head.rows_in), text(head.rows_listed),
                                text(head.rows_annexed), text(head.rows_filtered)});
    for (const RevisionPart& part : head.parts) {
        append_canonical_line(
            out, {"part", part.department, text(part.listed), text(part.annexed), part.sha256});
        for (const RevisionClass& group : part.classes) append_class_line(out, group, true);
    }
    append_canonical_line(
        out, {"findings", text(head.findings.blocking), text(head.findings.warning),
              text(head.findings.note), text(head.findings.waived), head.findings_sha256});
    return out;
}

}  // namespace

RevisionTexts revision_texts(const RevisionSource& source, const Sha256Hex& sha256) {
    RevisionTexts texts;
    texts.head = source.head;
    texts.head.rows_in = source.roster.rows_in;
    texts.head.rows_listed = source.roster.rows_listed;
    texts.head.rows_annexed = source.roster.rows_annexed;
    texts.head.rows_filtered = source.roster.rows_filtered;
    PartWriter(source, sha256, texts).run();
    texts.head.findings = counted(source.findings);
    texts.findings = findings_text(source.findings);
    texts.head.findings_sha256 = sha256(texts.findings);
    texts.head_text = head_text(texts.head);
    texts.sha256 = sha256(texts.head_text);
    return texts;
}

}  // namespace mingce
