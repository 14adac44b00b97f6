#include "usecases/imports/batch_rows.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "access/sight.h"
#include "base/canonical_line.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/imports/undo_batch.h"

namespace mingce {

namespace {

constexpr BatchRowKind kRowKinds[] = {BatchRowKind::New, BatchRowKind::Changed,
                                      BatchRowKind::Conflict, BatchRowKind::Blocked};

RowsOfKind& of_kind(RowsByKind& rows, BatchRowKind kind) {
    return rows[static_cast<std::size_t>(kind)];
}

/// Rows of the report, each where it belongs.
class RowSorter {
public:
    explicit RowSorter(const ImportReport& report)
        : report_(report), students_(report.check.hand_over.students) {
        for (const Finding& finding : report.check.findings)
            if (finding.row && finding.severity() == Severity::Blocking)
                blocking_[*finding.row].push_back({std::string(finding.rule->code), finding.field});
    }

    RowsByKind sorted() {
        for (const ComparedRow& row : report_.rows) {
            switch (row.outcome) {
                case RowOutcome::New: take(BatchRowKind::New, row); break;
                case RowOutcome::Changed: take(BatchRowKind::Changed, row); break;
                case RowOutcome::Conflict: take(BatchRowKind::Conflict, row); break;
                case RowOutcome::Same: break;
            }
            if (blocking_.contains(row.row)) take(BatchRowKind::Blocked, row);
        }
        return std::move(rows_);
    }

private:
    void take(BatchRowKind kind, const ComparedRow& row) {
        RowsOfKind& of = of_kind(rows_, kind);
        if (++of.total <= kBatchRowsKept) of.rows.push_back(shown(row));
    }

    BatchRow shown(const ComparedRow& row) const {
        const SourceSheet& source = students_.source_of(row.row);
        BatchRow shown;
        shown.file = source.file;
        shown.sheet = source.sheet;
        shown.row = students_.row_number(row.row);
        shown.name = value(row, Field::Name);
        shown.exam_number = value(row, Field::ExamNumber);
        shown.department = value(row, Field::Department);
        for (const FieldChange& change : row.taken())
            shown.changes.push_back({change.field, change.before, change.after, true});
        for (const FieldChange& change : row.kept())
            shown.changes.push_back({change.field, change.before, change.after, false});
        if (const auto found = blocking_.find(row.row); found != blocking_.end())
            shown.findings = found->second;
        for (const std::int64_t candidate : row.candidates())
            shown.candidates.emplace_back(
                report_.existing.value(static_cast<std::size_t>(candidate), Field::Name));
        return shown;
    }

    /// The row's word, or the record's where the row says nothing.
    std::string value(const ComparedRow& row, Field field) const {
        const std::string_view said = students_.value(row.row, field);
        if (!said.empty() || row.existing < 0) return std::string(said);
        return std::string(report_.existing.value(static_cast<std::size_t>(row.existing), field));
    }

    const ImportReport& report_;
    const Students& students_;
    std::unordered_map<std::uint32_t, std::vector<BatchRowFinding>> blocking_;
    RowsByKind rows_;
};

// ── as it lies sealed: a line for each kind, row, change, finding and candidate ──

void append_row(std::string& text, const BatchRow& row) {
    append_canonical_line(text, {"row", row.file, row.sheet, std::to_string(row.row), row.name,
                                 row.exam_number, row.department});
    for (const BatchRowChange& change : row.changes)
        append_canonical_line(text, {"change", key_of(change.field), change.before, change.after,
                                     change.is_taken ? "1" : "0"});
    for (const BatchRowFinding& finding : row.findings)
        append_canonical_line(
            text, {"finding", finding.rule, finding.field ? key_of(*finding.field) : ""});
    for (const std::string& candidate : row.candidates)
        append_canonical_line(text, {"candidate", candidate});
}

std::uint64_t whole_number(std::string_view text) {
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Lines of text_of() back into rows; those of the columns before them are passed over.
class RowLines {
public:
    Result<RowsByKind> parse(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = text.find('\n');
            const auto parts = parse_canonical_line(text.substr(0, end));
            if (!parts || parts->empty() || !take(*parts)) return Error(problem::kDocumentDamaged);
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        }
        return std::move(rows_);
    }

private:
    bool take(const std::vector<std::string>& parts) {
        if (parts[0] == kRowsBegin) return begin_kind(parts);
        if (kind_ == nullptr) return true;
        if (parts[0] == "row" && parts.size() == 7) {
            kind_->rows.push_back({parts[1],
                                   parts[2],
                                   whole_number(parts[3]),
                                   parts[4],
                                   parts[5],
                                   parts[6],
                                   {},
                                   {},
                                   {}});
            return true;
        }
        return !kind_->rows.empty() && take_of_row(parts, kind_->rows.back());
    }
    bool begin_kind(const std::vector<std::string>& parts) {
        if (parts.size() != 3) return false;
        for (const BatchRowKind kind : kRowKinds)
            if (key_of(kind) == parts[1]) kind_ = &of_kind(rows_, kind);
        if (kind_ == nullptr) return false;
        kind_->total = whole_number(parts[2]);
        return true;
    }
    static bool take_of_row(const std::vector<std::string>& parts, BatchRow& row) {
        if (parts[0] == "change" && parts.size() == 5) {
            const auto field = field_of(parts[1]);
            if (field) row.changes.push_back({*field, parts[2], parts[3], parts[4] == "1"});
            return field.has_value();
        }
        if (parts[0] == "finding" && parts.size() == 3)
            row.findings.push_back({parts[1], field_of(parts[2])});
        else if (parts[0] == "candidate" && parts.size() == 2)
            row.candidates.push_back(parts[1]);
        else
            return false;
        return true;
    }

    RowsByKind rows_;
    RowsOfKind* kind_ = nullptr;  // none yet: lines of the columns
};

// ── of a written batch: by the record ──

Result<RowsOfKind> made_by(Tx& tx, const Context& context, const Batch& batch) {
    RowsOfKind rows;
    rows.total = batch.counts.students_new;
    Boxes boxes = context.boxes();
    students::Selection selection;
    selection.batch = batch.id;
    selection.scope = context.caller.scope;
    selection.most = kBatchRowsKept;
    TRY(students::load_all(tx, boxes, selection,
                           [&](StudentRecord& record, OpenStudentKey&) -> Status {
                               BatchRow& row = rows.rows.emplace_back();
                               row.name = record.values[Field::Name];
                               row.exam_number = record.values[Field::ExamNumber];
                               row.department = record.values[Field::Department];
                               return Done{};
                           }));
    return rows;
}

Result<RowsOfKind> changed_by(Tx& tx, const Context& context, const Batch& batch) {
    RowsOfKind rows;
    rows.total = batch.counts.students_changed;
    Boxes boxes = context.boxes();
    const std::vector<StudentEvent> events =
        TRY(students::events_of_batch(tx, boxes, batch.id, kBatchRowsKept));
    std::vector<Id> whom;
    whom.reserve(events.size());
    for (const StudentEvent& event : events) whom.push_back(event.student);
    std::unordered_map<Id, StudentRecord> records;
    for (StudentRecord& record : TRY(students::load_several(tx, boxes, whom, false)))
        records.emplace(record.id, std::move(record));
    for (const StudentEvent& event : events) {
        const auto found = records.find(event.student);
        if (found == records.end()) continue;
        BatchRow& row = rows.rows.emplace_back();
        row.name = found->second.values[Field::Name];
        row.exam_number = found->second.values[Field::ExamNumber];
        row.department = found->second.values[Field::Department];
        for (const FieldChange& change : event.changes)
            row.changes.push_back({change.field, change.before, change.after, true});
    }
    return rows;
}

Result<RowsOfKind> rows_now(Tx& tx, const Context& context, const Batch& batch, BatchRowKind kind) {
    if (batch.state == BatchState::Staged) {
        Boxes boxes = context.boxes();
        RowsByKind rows = TRY(RowLines().parse(TRY(batches::preview(tx, boxes, batch.id))));
        return std::move(of_kind(rows, kind));
    }
    if (batch.state == BatchState::Committed && kind == BatchRowKind::New)
        return made_by(tx, context, batch);
    if (batch.state == BatchState::Committed && kind == BatchRowKind::Changed)
        return changed_by(tx, context, batch);
    return RowsOfKind{};
}

void show_row(const Caller& caller, BatchRow& row) {
    row.name = seen(caller, Field::Name, row.name);
    row.exam_number = seen(caller, Field::ExamNumber, row.exam_number);
    row.department = seen(caller, Field::Department, row.department);
    for (BatchRowChange& change : row.changes) {
        change.before = seen(caller, change.field, change.before);
        change.after = seen(caller, change.field, change.after);
    }
    for (std::string& candidate : row.candidates) candidate = seen(caller, Field::Name, candidate);
}

}  // namespace

RowsByKind rows_by_kind(const ImportReport& report) { return RowSorter(report).sorted(); }

std::string text_of(const RowsByKind& rows) {
    std::string text;
    for (const BatchRowKind kind : kRowKinds) {
        const RowsOfKind& of = rows[static_cast<std::size_t>(kind)];
        append_canonical_line(text, {kRowsBegin, key_of(kind), std::to_string(of.total)});
        for (const BatchRow& row : of.rows) append_row(text, row);
    }
    return text;
}

Result<BatchRows> batch_rows(const Context& context, const AskBatchRows& request) {
    TRY(require(context, Permission::ImportRead));
    BatchRows answer;
    answer.batch = TRY(show_batch(context, request.number)).batch;
    RowsOfKind of = TRY(read_value(context.database(), [&](Tx& tx) {
        return rows_now(tx, context, answer.batch, request.kind);
    }));
    answer.total = of.total;
    answer.kept = of.rows.size();
    const std::size_t first = std::min(request.offset, of.rows.size());
    const std::size_t count = std::min(request.limit, of.rows.size() - first);
    for (BatchRow& row : std::span(of.rows).subspan(first, count)) {
        show_row(context.caller, row);
        answer.rows.push_back(std::move(row));
    }
    return answer;
}

}  // namespace mingce
