#include "domain/revision.h"

#include <algorithm>
#include <charconv>

#include "base/canonical_line.h"
#include "domain/revision_lines.h"
#include "domain/revision_problems.h"

namespace mingce {

namespace {

using Parts = std::vector<std::string>;

Error revision_damaged(std::string_view what) {
    return Error(problem::kRevisionDamaged, std::string(what));
}

/// Reads one text line by line; the first line that does not fit ends it.
class LineReader {
public:
    explicit LineReader(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }
    std::string_view peek() const {
        return rest_.substr(0, std::min(rest_.find_first_of("\t\n"), rest_.size()));
    }
    std::string_view raw() { return first_line(rest_); }
    /// The parts after the line's word.
    Result<Parts> take(std::string_view word, std::size_t least, std::size_t most) {
        auto parts = parse_canonical_line(first_line(rest_));
        if (!parts || parts->front() != word || parts->size() < least + 1 ||
            parts->size() > most + 1)
            return revision_damaged(word);
        parts->erase(parts->begin());
        return std::move(*parts);
    }
    Result<Parts> take(std::string_view word, std::size_t count) {
        return take(word, count, count);
    }

private:
    std::string_view rest_;
};

template <class Number>
Result<Number> number_in(const std::string& text) {
    Number number{};
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size()) return revision_damaged(text);
    return number;
}

Result<Date> date_in(std::string text) {
    std::erase(text, '-');
    const auto day = parse_compact_date(text);
    if (!day) return revision_damaged("as_of");
    return *day;
}

Status read_what_it_is(LineReader& lines, RevisionHead& head) {
    if (TRY(lines.take("mingce-revision", 1))[0] != "1") return revision_damaged("1");
    head.institution = TRY(lines.take("institution", 1))[0];
    Parts intake = TRY(lines.take("intake", 2));
    head.intake = std::move(intake[0]);
    head.intake_name = std::move(intake[1]);
    const Parts edition = TRY(lines.take("edition", 2));
    head.edition = TRY(number_in<std::int64_t>(edition[0]));
    head.revision = TRY(number_in<std::int64_t>(edition[1]));
    const Parts as_of = TRY(lines.take("as_of", 2));
    head.as_of.milliseconds = TRY(number_in<std::int64_t>(as_of[0]));
    head.day = TRY(date_in(as_of[1]));
    Parts definition = TRY(lines.take("definition", 2));
    head.definition_key = std::move(definition[0]);
    head.definition_version = TRY(number_in<std::int64_t>(definition[1]));
    while (lines.peek() == "document") head.document += TRY(lines.take("document", 1))[0] + '\n';
    for (const std::string& key : TRY(lines.take("fields", 1, kFieldCount))) {
        const auto field = field_of(key);
        if (!field) return Error(problem::kRevisionField, key);
        head.fields.push_back(*field);
    }
    return Done{};
}

Result<RevisionClass> class_in(LineReader& lines) {
    RevisionClass group;
    const bool is_annex = lines.peek() == "annex";
    Parts parts = is_annex ? TRY(lines.take("annex", 5)) : TRY(lines.take("class", 6));
    if (is_annex) {
        group.annex = parse_enrolment_state(parts[0]);
        if (!group.annex) return revision_damaged(parts[0]);
    } else {
        group.major = std::move(parts[0]);
        group.class_name = std::move(parts[1]);
        parts.erase(parts.begin());
    }
    group.students = TRY(number_in<std::uint32_t>(parts[1]));
    group.men = TRY(number_in<std::uint32_t>(parts[2]));
    group.women = TRY(number_in<std::uint32_t>(parts[3]));
    group.sha256 = std::move(parts[4]);
    return group;
}

Status read_parts(LineReader& lines, RevisionHead& head) {
    while (lines.peek() == "part") {
        Parts parts = TRY(lines.take("part", 4));
        RevisionPart part{std::move(parts[0]),
                          TRY(number_in<std::uint32_t>(parts[1])),
                          TRY(number_in<std::uint32_t>(parts[2])),
                          std::move(parts[3]),
                          {}};
        while (lines.peek() == "class" || lines.peek() == "annex")
            part.classes.push_back(TRY(class_in(lines)));
        head.parts.push_back(std::move(part));
    }
    return Done{};
}

/// What a roster needs of the revision's own students: no institution's order, no masks.
RosterMeta meta_of(const RevisionHead& head) {
    RosterMeta meta;
    meta.institution = head.institution;
    meta.intake = head.intake_name;
    meta.as_of = head.day;
    meta.edition = "第 " + std::to_string(head.edition) + " 版";
    return meta;
}

}  // namespace

std::string_view RevisionClass::name() const {
    if (annex) return text_of(*annex).name.zh;
    return class_name.empty() ? std::string_view(major) : std::string_view(class_name);
}

const RevisionPart* RevisionHead::part_of(std::string_view department) const {
    const auto found = std::ranges::find(parts, department, &RevisionPart::department);
    return found == parts.end() ? nullptr : &*found;
}

Tally RevisionHead::tally() const {
    Tally tally;
    for (const RevisionPart& part : parts)
        for (const RevisionClass& group : part.classes) {
            if (group.annex) continue;
            tally.total += group.students;
            tally.men += group.men;
            tally.women += group.women;
        }
    return tally;
}

std::uint64_t RevisionHead::annexed_in(EnrolmentState state) const {
    std::uint64_t students = 0;
    for (const RevisionPart& part : parts)
        for (const RevisionClass& group : part.classes)
            if (group.annex == state) students += group.students;
    return students;
}

std::vector<Field> revision_fields(const Definition& definition) {
    using enum Field;
    std::vector<Field> fields = {
        Name,           Sex,       BirthDate,       IdType,          IdNumber,
        Nationality,    Ethnicity, PoliticalStatus, ExamNumber,      Province,
        Department,     MajorCode, Major,           MajorSchoolCode, Level,
        StudyForm,      Duration,  AdminClass,      StudentNo,       EnrolDate,
        GraduationDate, Campus,    EnrolmentStatus};
    for (const RosterColumn& column : definition.columns)
        if (column.kind == ColumnKind::Value && column.mask != MaskKind::Hidden)
            fields.push_back(column.field);
    for (const OrderTerm& term : definition.order) fields.push_back(term.field);
    for (const FilterTerm& term : definition.filter) fields.push_back(term.field);
    std::ranges::sort(fields);
    fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
    return fields;
}

Result<RevisionHead> parse_revision_head(std::string_view text) {
    LineReader lines(text);
    RevisionHead head;
    TRY(read_what_it_is(lines, head));
    const Parts rows = TRY(lines.take("rows", 4));
    head.rows_in = TRY(number_in<std::uint64_t>(rows[0]));
    head.rows_listed = TRY(number_in<std::uint64_t>(rows[1]));
    head.rows_annexed = TRY(number_in<std::uint64_t>(rows[2]));
    head.rows_filtered = TRY(number_in<std::uint64_t>(rows[3]));
    TRY(read_parts(lines, head));
    const Parts findings = TRY(lines.take("findings", 5));
    head.findings.blocking = TRY(number_in<std::uint64_t>(findings[0]));
    head.findings.warning = TRY(number_in<std::uint64_t>(findings[1]));
    head.findings.note = TRY(number_in<std::uint64_t>(findings[2]));
    head.findings.waived = TRY(number_in<std::uint64_t>(findings[3]));
    head.findings_sha256 = findings[4];
    if (!lines.at_end()) return revision_damaged("findings");
    return head;
}

Result<std::vector<RevisionFinding>> parse_revision_findings(std::string_view text) {
    std::vector<RevisionFinding> findings;
    for (LineReader lines(text); !lines.at_end();) {
        Parts parts = TRY(lines.take("finding", 6));
        const auto student = Id::parse(parts[0]);
        if (!student) return revision_damaged("finding");
        RevisionFinding finding{*student,
                                std::move(parts[1]),
                                field_of(parts[2]),
                                std::move(parts[3]),
                                parts[4] == "waived",
                                std::move(parts[5])};
        findings.push_back(std::move(finding));
    }
    return findings;
}

Result<RevisionRows> RevisionRows::parse(const RevisionHead& head, std::size_t part,
                                         std::string text) {
    RevisionRows read;
    read.part_ = part;
    read.text_ = std::make_unique<std::string>(std::move(text));
    const RevisionPart& told = head.parts[part];
    read.rows_.reserve(told.listed + told.annexed);
    LineReader lines(*read.text_);
    for (std::size_t i = 0; i < told.classes.size(); ++i) {
        std::string expected;
        append_class_line(expected, told.classes[i], false);
        expected.pop_back();
        if (lines.raw() != expected) return revision_damaged(told.department);
        for (std::uint32_t place = 1; place <= told.classes[i].students; ++place) {
            std::string_view line = lines.raw();
            constexpr std::size_t kHexDigits = 32, kStart = 4;
            if (!line.starts_with("row\t") || line.size() < kStart + kHexDigits + 1)
                return revision_damaged(told.department);
            const auto student = Id::parse(line.substr(kStart, kHexDigits));
            if (!student) return revision_damaged(told.department);
            read.rows_.push_back({*student, line.substr(kStart + kHexDigits + 1), place,
                                  static_cast<std::uint32_t>(i)});
        }
    }
    if (!lines.at_end()) return revision_damaged(told.department);
    return read;
}

std::vector<std::string> RevisionRows::values_of(const Row& row) {
    auto values = parse_canonical_line(row.values);
    return values ? std::move(*values) : std::vector<std::string>();
}

Result<std::unique_ptr<RestoredRoster>> restore_roster(const RevisionHead& head,
                                                       const Definition& definition,
                                                       const std::vector<RevisionRows>& parts,
                                                       const MaskFunction& mask) {
    auto restored = std::make_unique<RestoredRoster>();
    SourceSheet sheet;
    sheet.file = head.intake;
    restored->students.add_source(std::move(sheet));
    for (const RevisionRows& part : parts)
        for (const RevisionRows::Row& row : part.rows()) {
            const std::uint32_t at = restored->students.add_row(0, restored->students.size() + 1);
            const std::vector<std::string> values = RevisionRows::values_of(row);
            if (values.size() != head.fields.size())
                return revision_damaged(head.parts[part.part()].department);
            for (std::size_t i = 0; i < values.size(); ++i)
                if (!values[i].empty()) restored->students.set(at, head.fields[i], values[i]);
            restored->ids.push_back(row.student);
        }
    restored->roster = compile_in_order(definition, restored->students, meta_of(head), mask);
    restored->roster.rows_in = head.rows_in;
    restored->roster.rows_filtered = head.rows_filtered;
    return restored;
}

}  // namespace mingce
