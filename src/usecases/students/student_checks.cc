#include "usecases/students/student_checks.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "normalise/values.h"
#include "rules/checks.h"
#include "store/majors.h"
#include "store/students.h"
#include "usecases/files/check_files.h"
#include "usecases/problem_table.h"
#include "usecases/standards/standard_in_force.h"

namespace mingce {

namespace {

/// Cleaning a clean value changes nothing; its marks are what the rules look at.
void add_student(Students& students, const FieldValues& values, const ValueCleaner& cleaner) {
    const std::uint32_t row = students.add_row(0, students.size() + 1);
    std::string scratch;
    for (Field field : kAllFields) {
        if (values[field].empty()) continue;
        students.set(row, field, values[field]);
        const Cell cell{values[field], CellKind::Text};
        for (Mark mark : cleaner.clean(field, cell, DateSystem::From1900, scratch).marks)
            students.mark(row, field, mark);
    }
}

// What students are compared by.
constexpr Field kShared[] = {Field::IdNumber, Field::Phone, Field::ExamNumber, Field::StudentNo};

bool is_shared(Field field) {
    return std::find(std::begin(kShared), std::end(kShared), field) != std::end(kShared);
}

bool same_cell(const StoredFinding& stored, const Finding& found) {
    return stored.rule == found.rule->code && stored.field == found.field;
}

}  // namespace

bool changes_a_number(const std::vector<FieldChange>& changes) {
    return std::any_of(changes.begin(), changes.end(),
                       [](const FieldChange& change) { return is_shared(change.field); });
}

SourceSheet record_sheet(StudentKind kind) {
    SourceSheet sheet;
    sheet.file = "record";
    sheet.kind = kind;
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        sheet.column_names.emplace_back(kFieldKeys[i]);
        sheet.headers.emplace_back(kFieldKeys[i]);
        sheet.column_of[i] = static_cast<std::int32_t>(i);
    }
    return sheet;
}

StudentChecks::StudentChecks(Tx& tx, const Context& context, Boxes& boxes, StudentSealer& sealer)
    : tx_(tx), context_(context), boxes_(boxes), sealer_(sealer) {}

Result<StandardInForce> StudentChecks::standard(Date day) {
    if (standard_ == nullptr) standard_ = TRY(standard_in_force(tx_, context_, day));
    return standard_;
}

std::vector<Finding> StudentChecks::findings_on(const std::vector<StudentRecord>& records,
                                                const Intake& intake, Date today) {
    const ValueCleaner cleaner(standard_->fields(), standard_->codes(), Regions::shipped());
    judged_ = Students();
    judged_.add_source(record_sheet(intake.kind));
    for (const StudentRecord& record : records) add_student(judged_, record.values, cleaner);
    const CheckContext check{standard_->fields(),
                             standard_->codes(),
                             Regions::shipped(),
                             *organisation_,
                             today,
                             static_cast<std::int32_t>(intake.year)};
    std::vector<Finding> findings = check_students(judged_, check);
    std::erase_if(findings, [](const Finding& finding) {
        return !finding.row || is_of_the_carrier(finding.rule->code) ||
               tells_of_absence(finding.rule->code);
    });
    for (std::uint32_t row = 0; row < judged_.size(); ++row)
        for (Finding& absent : find_absent(judged_, row, standard_->fields()))
            findings.push_back(std::move(absent));
    standard_->judge(findings);
    return findings;
}

Result<std::vector<StudentRecord>> StudentChecks::neighbours(const Judge& judge) {
    std::set<Id> ids;
    const auto add_all = [&ids](const std::vector<Id>& found) {
        ids.insert(found.begin(), found.end());
    };
    const auto add_sharing = [&](Field field, const std::string& value) -> Status {
        if (value.empty()) return Done{};
        if (field == Field::IdNumber) add_all(TRY(students::find_by_document(tx_, sealer_, value)));
        if (field == Field::Phone)
            add_all(TRY(students::find_by_phone(tx_, boxes_, sealer_, value)));
        if (field == Field::ExamNumber || field == Field::StudentNo)
            add_all(TRY(students::find_by_number(tx_, judge.intake.id, field, value)));
        return Done{};
    };
    for (Field field : kShared) TRY(add_sharing(field, judge.record.values[field]));
    for (const FieldChange& change : judge.changes)
        if (is_shared(change.field)) TRY(add_sharing(change.field, change.before));
    ids.erase(judge.record.id);
    std::vector<StudentRecord> records = {judge.record};
    for (const Id& id : ids) {
        StudentRecord record = TRY(students::load(tx_, boxes_, id));
        if (record.state == RecordState::Live && record.intake == judge.intake.id)
            records.push_back(std::move(record));
    }
    return records;
}

Result<FindingCounts> StudentChecks::judge(const Judge& judge) {
    if (!organisation_) organisation_ = TRY(majors::all(tx_));
    TRY(standard(judge.today));
    std::vector<StudentRecord> records;
    if (judge.compares)
        records = TRY(neighbours(judge));
    else
        records.push_back(judge.record);
    const std::vector<Finding> found = findings_on(records, judge.intake, judge.today);
    FindingCounts counts;
    const std::vector<FieldChange> none;
    for (std::uint32_t row = 0; row < records.size(); ++row) {
        const About about = row != 0         ? About::Comparing
                            : judge.compares ? About::All
                                             : About::Alone;
        Reconcile one{records[row], judge.intake, {}, row == 0 ? judge.changes : none, about};
        std::copy_if(found.begin(), found.end(), std::back_inserter(one.found),
                     [row](const Finding& finding) { return *finding.row == row; });
        TRY(reconcile(one, counts));
    }
    return counts;
}

Result<FindingCounts> StudentChecks::judge_intake(const Intake& intake, Date today) {
    if (!organisation_) organisation_ = TRY(majors::all(tx_));
    TRY(standard(today));
    std::vector<StudentRecord> records;
    students::Selection selection;
    selection.intake = intake.id;
    TRY(students::load_all(tx_, boxes_, selection,
                           [&](StudentRecord& record, OpenStudentKey&) -> Status {
                               records.push_back(std::move(record));
                               return Done{};
                           }));
    std::unordered_map<std::uint32_t, std::vector<Finding>> by_row;
    for (Finding& finding : findings_on(records, intake, today))
        by_row[*finding.row].push_back(std::move(finding));
    const auto with_findings = TRY(findings::students_with(tx_, intake.id));
    FindingCounts counts;
    const std::vector<FieldChange> none;
    for (std::uint32_t row = 0; row < records.size(); ++row) {
        const auto found = by_row.find(row);
        if (found == by_row.end() && with_findings.count(records[row].id) == 0) continue;
        Reconcile one{records[row], intake, {}, none, About::All};
        if (found != by_row.end()) one.found = std::move(found->second);
        TRY(reconcile(one, counts));
    }
    TRY(settle_files(intake, counts));
    return counts;
}

void StudentChecks::take_words(const Finding& finding, FindingDetail& detail) const {
    detail.raw = finding.raw;
    detail.proposal = finding.proposal;
    detail.arg = finding.arg;
    detail.message = message_of(finding, judged_, Language::Chinese);
}

bool StudentChecks::is_off(std::string_view rule) const {
    const RuleText* const text = rule_named(rule);
    return text != nullptr && !standard_->is_on(*text);
}

// What is switched off says nothing; a waiver stands for when it is on again.
FindingState StudentChecks::switched(const StoredFinding& stored) const {
    using enum FindingState;
    if (is_off(stored.rule)) return stored.state == Open ? Gone : stored.state;
    return stored.state == Gone && stored.decided_by == kBySwitch ? Open : stored.state;
}

FindingState StudentChecks::state_after(const StoredFinding& stored, const Finding* found,
                                        bool field_changed) const {
    using enum FindingState;
    const bool is_settled = stored.state == Gone || stored.state == Fixed;
    // Of the carrier's, and of a waiver, another value is the end.
    const bool is_ended = field_changed && !is_settled;
    if (is_off(stored.rule)) return is_ended && stored.state == Waived ? Gone : switched(stored);
    if (is_of_the_carrier(stored.rule))
        return field_changed ? (is_settled ? stored.state : Gone) : switched(stored);
    if (found == nullptr) return is_settled ? stored.state : Gone;
    // A waiver was given for a value: another one that is as wrong needs another decision.
    return is_settled || is_ended ? Open : stored.state;
}

void StudentChecks::count(const StoredFinding& stored, FindingState before, FindingState after) {
    if (!concerns_ || !concerns_(stored.rule, stored.field)) return;
    OpenCount& open = counted_[stored.rule];
    open.now += before == FindingState::Open ? 1 : 0;
    open.then += after == FindingState::Open ? 1 : 0;
}

Status StudentChecks::move_to(FindingState next, StoredFinding& stored, FindingCounts& counts,
                              bool is_changed) {
    count(stored, stored.state, next);
    if (const RuleText* const rule = rule_named(stored.rule)) {
        const std::string_view severity = key_of(standard_->severity_of(*rule));
        is_changed = is_changed || severity != stored.severity;
        stored.severity = severity;
    }
    if (next != stored.state) {
        is_changed = true;
        counts.gone += next == FindingState::Gone ? 1 : 0;
        counts.opened += next == FindingState::Open ? 1 : 0;
        settled_.push_back({stored.id, stored.state, next});
        const bool by_switch = next == FindingState::Gone && is_off(stored.rule);
        stored.state = next;
        stored.decided_at = context_.now;
        stored.decided_by = by_switch ? std::string(kBySwitch) : context_.actor;
    }
    if (!is_changed || concerns_) return Done{};
    return findings::decide(tx_, boxes_, stored);
}

Status StudentChecks::settle(StoredFinding& stored, const Reconcile& reconcile,
                             FindingCounts& counts) {
    const bool field_changed =
        stored.field && std::any_of(reconcile.changes.begin(), reconcile.changes.end(),
                                    [&](const FieldChange& c) { return c.field == *stored.field; });
    const auto at = std::find_if(reconcile.found.begin(), reconcile.found.end(),
                                 [&](const Finding& f) { return same_cell(stored, f); });
    const bool is_found = at != reconcile.found.end() && !is_of_the_carrier(stored.rule);
    const Finding* const found = is_found ? &*at : nullptr;
    const FindingState next = state_after(stored, found, field_changed);
    // What it proposed was for other values: taking that now would be wrong.
    const bool says_otherwise =
        is_found && next == FindingState::Open &&
        (field_changed || (!found->proposal.empty() && stored.detail.proposal != found->proposal));
    if (says_otherwise) take_words(*found, stored.detail);
    // Its value is another one now: what the switch silenced of the old one does not come back.
    const bool is_over = field_changed && stored.decided_by == kBySwitch;
    if (is_over) stored.decided_by = context_.actor;
    return move_to(next, stored, counts, says_otherwise || is_over);
}

Status StudentChecks::settle_files(const Intake& intake, FindingCounts& counts) {
    findings::Selection selection;
    selection.intake = intake.id;
    selection.is_on_files = true;
    std::vector<StoredFinding> on_files;
    TRY(findings::each(tx_, boxes_, selection, [&](StoredFinding& stored) -> Status {
        on_files.push_back(std::move(stored));
        return Done{};
    }));
    for (StoredFinding& stored : on_files) TRY(move_to(switched(stored), stored, counts, false));
    return Done{};
}

// A required column that a sheet does not have is a note on the sheet; only a student entered by
// hand, or one from whom the value was taken away, lacks it alone. Of what the school requires by
// itself no sheet of before was told.
bool StudentChecks::was_told_of_the_sheet(const Finding& finding, const Reconcile& reconcile) {
    if (!tells_of_absence(finding.rule->code) || reconcile.record.batch.is_none()) return false;
    const auto kind = static_cast<std::size_t>(reconcile.intake.kind);
    if (!DataStandard::shipped().of(*finding.field).required[kind]) return false;
    return std::none_of(reconcile.changes.begin(), reconcile.changes.end(),
                        [&](const FieldChange& c) { return c.field == finding.field; });
}

bool StudentChecks::is_about(About about, std::string_view rule) {
    return about == About::All || (about == About::Comparing) == compares_students(rule);
}

Status StudentChecks::reconcile(const Reconcile& reconcile, FindingCounts& counts) {
    std::vector<StoredFinding> known;
    findings::Selection selection;
    selection.student = reconcile.record.id;
    TRY(findings::each(tx_, boxes_, selection, [&](StoredFinding& stored) -> Status {
        if (is_about(reconcile.about, stored.rule)) known.push_back(std::move(stored));
        return Done{};
    }));
    for (StoredFinding& stored : known) TRY(settle(stored, reconcile, counts));
    std::vector<StoredFinding> fresh;
    for (const Finding& finding : reconcile.found) {
        const bool is_known = std::any_of(known.begin(), known.end(), [&](const auto& stored) {
            return same_cell(stored, finding) || (stored.state == FindingState::Open &&
                                                  follows_from(finding.rule->code, stored.rule));
        });
        if (is_known || !is_about(reconcile.about, finding.rule->code) ||
            was_told_of_the_sheet(finding, reconcile))
            continue;
        StoredFinding stored;
        stored.id =
            Id::make_nth(context_.now, static_cast<std::uint32_t>(fresh.size()), context_.random);
        stored.intake = reconcile.intake.id;
        stored.student = reconcile.record.id;
        stored.rule = finding.rule->code;
        stored.severity = key_of(finding.severity());
        stored.field = finding.field;
        stored.created_at = context_.now;
        take_words(finding, stored.detail);
        count(stored, FindingState::Gone, FindingState::Open);
        fresh.push_back(std::move(stored));
    }
    counts.opened += fresh.size();
    if (fresh.empty() || concerns_) return Done{};
    const OpenStudentKey key = TRY(students::load_key(tx_, boxes_, reconcile.record.id));
    return findings::create(tx_, boxes_, context_.institution(), fresh,
                            [&key](const Id&) { return &key; });
}

}  // namespace mingce
