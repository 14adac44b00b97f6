#include "usecases/imports/class_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "base/text_index.h"
#include "normalise/values.h"
#include "usecases/files/hand_over_rules.h"

namespace mingce {

namespace {

struct ClassColumn {
    SideColumn column;
    Field field;
    bool finds;  // whom the row means
};
constexpr ClassColumn kClassColumns[] = {
    {SideColumn::ExamNumber, Field::ExamNumber, true},
    {SideColumn::IdNumber, Field::IdNumber, true},
    {SideColumn::TicketNumber, Field::TicketNumber, true},
    {SideColumn::StudentNo, Field::StudentNo, false},
    {SideColumn::Class, Field::AdminClass, false},
};

/// Who has a number: the index of a student, or several.
class NumberIndex {
public:
    explicit NumberIndex(const ExistingStudents& existing) : existing_(existing) {
        for (const ClassColumn& column : kClassColumns) {
            if (column.field == Field::AdminClass) continue;
            TextIndex& holders = holders_[column.field];
            for (std::uint32_t i = 0; i < existing.size_with_merged(); ++i)
                if (const auto number = existing.value(i, column.field); !number.empty())
                    holders.add(number, i);
            holders.sort();
        }
    }

    static constexpr std::uint32_t kSeveral = UINT32_MAX;
    std::optional<std::uint32_t> find(Field field, const std::string& number) const {
        std::optional<std::uint32_t> holder;
        holders_.at(field).find(number, [&](std::uint32_t index) {
            if (existing_.value(index, field) != number) return;
            const std::uint32_t living = existing_.living(index);
            holder = holder && *holder != living ? kSeveral : living;
        });
        return holder;
    }

private:
    const ExistingStudents& existing_;
    std::map<Field, TextIndex> holders_;
};

class ClassRows {
public:
    ClassRows(CheckReport& check, const ExistingStudents& existing, std::vector<ComparedRow>& rows)
        : check_(check),
          existing_(existing),
          rows_(rows),
          index_(existing),
          cleaner_(check.school().fields(), check.school().codes(), Regions::shipped()) {
        for (const ComparedRow& row : rows)
            for (const FieldChange& change : row.taken())
                said_.emplace(std::pair(row.existing, change.field), change.after);
        for (std::size_t i = 0; i < check.findings.size(); ++i)
            if (const Finding& finding = check.findings[i];
                finding.rule == &hand_over_rule::kClassRowUnmatched)
                finding_of_row_.emplace(
                    place_of_row(finding.file, finding.sheet, finding.row_number), i);
    }

    ClassRowCounts join(StudentKind kind) {
        for (const SideSheet& sheet : check_.hand_over.loose_classes) {
            const std::uint32_t source =
                check_.hand_over.students.add_source(source_of(sheet, kind));
            for (const SideSheet::Row& row : sheet.rows) take(sheet, row, source);
        }
        check_.hand_over.students.settle();
        std::erase_if(check_.findings,
                      [](const Finding& finding) { return finding.rule == nullptr; });
        HandOver& hand_over = check_.hand_over;
        hand_over.rows_in += counts_.found + counts_.held;
        hand_over.rows_accepted += counts_.found;
        hand_over.rows_held += counts_.held;
        return counts_;
    }

private:
    static SourceSheet source_of(const SideSheet& sheet, StudentKind kind) {
        SourceSheet source;
        source.file = sheet.file;
        source.sheet = sheet.sheet;
        source.kind = kind;
        source.headers = sheet.headers;
        for (std::size_t i = 0; i < sheet.headers.size(); ++i)
            source.column_names.push_back(sheet.sheet.empty() ? std::to_string(i + 1)
                                                              : column_letters(i));
        for (const ClassColumn& column : kClassColumns)
            if (const auto at = sheet.columns[static_cast<std::size_t>(column.column)])
                source.column_of[static_cast<std::size_t>(column.field)] =
                    static_cast<std::int32_t>(*at);
        return source;
    }

    FieldValues values_of(const SideSheet& sheet, const SideSheet::Row& row) const {
        FieldValues values;
        std::string scratch;
        for (const ClassColumn& column : kClassColumns) {
            const Cell cell{sheet.text(row, column.column), CellKind::Text};
            values[column.field] =
                cleaner_.clean(column.field, cell, DateSystem::From1900, scratch).text;
        }
        return values;
    }

    /// The one whom every number that is known means; nobody where none is.
    std::optional<std::uint32_t> meant(const FieldValues& values, bool& disagrees) const {
        std::optional<std::uint32_t> person;
        for (const ClassColumn& column : kClassColumns) {
            if (column.field == Field::AdminClass || values[column.field].empty()) continue;
            const auto holder = index_.find(column.field, values[column.field]);
            if (!holder) continue;
            if (!column.finds && !person) continue;
            if (*holder == NumberIndex::kSeveral || (person && *person != *holder))
                disagrees = true;
            person = person.value_or(*holder);
        }
        return person;
    }

    void take(const SideSheet& sheet, const SideSheet::Row& row, std::uint32_t source) {
        const FieldValues values = values_of(sheet, row);
        bool disagrees = false;
        const auto person = meant(values, disagrees);
        ComparedRow compared;
        if (person && !disagrees) {
            compared.existing = *person;
            disagrees = !compare(values, compared);
        }
        if (!person || disagrees) {
            ++counts_.held;
            if (disagrees) say_of(sheet, row, &hand_over_rule::kClassRowDisagrees);
            return;
        }
        ++counts_.found;
        say_of(sheet, row, nullptr);
        compared.row = add_row(sheet, row, source);
        rows_.push_back(std::move(compared));
    }

    /// False where another row of the import said otherwise.
    bool compare(const FieldValues& values, ComparedRow& compared) {
        const auto at = static_cast<std::uint32_t>(compared.existing);
        RowDifferences found;
        for (Field field : {Field::AdminClass, Field::StudentNo}) {
            const std::string& value = values[field];
            if (value.empty()) continue;
            const auto said = said_.find({compared.existing, field});
            if (said != said_.end() && said->second != value) return false;
            const std::string_view own = existing_.value(at, field);
            if (value == own) continue;
            const bool stands = existing_.is_set_by_person(at, field) ||
                                (field == Field::StudentNo && !own.empty());
            (stands ? found.kept : found.taken).push_back({field, std::string(own), value});
        }
        for (Field field : {Field::AdminClass, Field::StudentNo})
            if (!values[field].empty())
                said_.emplace(std::pair(compared.existing, field), values[field]);
        compared.tell(std::move(found));
        return true;
    }

    std::uint32_t add_row(const SideSheet& sheet, const SideSheet::Row& row, std::uint32_t source) {
        Students& students = check_.hand_over.students;
        const std::uint32_t added = students.add_row(source, row.number);
        std::vector<bool> is_mapped(row.cells.size());
        std::string scratch;
        for (const ClassColumn& column : kClassColumns) {
            const auto at = sheet.columns[static_cast<std::size_t>(column.column)];
            if (!at || *at >= row.cells.size()) continue;
            is_mapped[*at] = true;
            const std::string& raw = row.cells[*at];
            const CleanValue clean =
                cleaner_.clean(column.field, {raw, CellKind::Text}, DateSystem::From1900, scratch);
            if (clean.changes != 0)
                students.set_changed(added, column.field, raw, clean.text, clean.changes);
            else if (!clean.text.empty())
                students.set(added, column.field, clean.text);
        }
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            if (!is_mapped[i] && !row.cells[i].empty())
                students.keep_unmapped(added, static_cast<std::uint32_t>(i), row.cells[i]);
        return added;
    }

    static std::string place_of_row(const std::string& file, const std::string& sheet,
                                    std::uint64_t number) {
        return file + "\n" + sheet + "\n" + std::to_string(number);
    }

    /// What reading said of the row (none of the students) holds no more: another rule does, or
    /// none.
    void say_of(const SideSheet& sheet, const SideSheet::Row& row, const RuleText* rule) {
        const auto found = finding_of_row_.find(place_of_row(sheet.file, sheet.sheet, row.number));
        if (found != finding_of_row_.end()) check_.findings[found->second].rule = rule;
    }

    CheckReport& check_;
    const ExistingStudents& existing_;
    std::vector<ComparedRow>& rows_;
    NumberIndex index_;
    ValueCleaner cleaner_;
    std::map<std::pair<std::int64_t, Field>, std::string> said_;
    std::unordered_map<std::string, std::size_t> finding_of_row_;
    ClassRowCounts counts_;
};

}  // namespace

ClassRowCounts join_class_rows(CheckReport& check, const ExistingStudents& existing,
                               StudentKind kind, std::vector<ComparedRow>& rows) {
    if (check.hand_over.loose_classes.empty()) return {};
    return ClassRows(check, existing, rows).join(kind);
}

}  // namespace mingce
