#include "usecases/students/student_merger.h"

#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "domain/enrolment.h"
#include "store/findings.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/files/check_files.h"
#include "usecases/imports/import_rules.h"
#include "usecases/students/match_problems.h"
#include "usecases/students/pair_decision.h"

namespace mingce {

namespace {

Status check_may_change(const StudentRecord& record) {
    if (record.state != RecordState::Live) return Error(problem::kStudentNotLive);
    if (record.is_frozen) return Error(problem::kStudentFrozen);
    return Done{};
}

std::string status_name(const std::string& key) {
    const auto state = parse_enrolment_state(key);
    return std::string(state ? text_of(*state).name.zh : key);
}

Status sort_values(MergeOutcome& outcome, const MergePicks& picks) {
    for (Field field : kAllFields) {
        std::string& own = outcome.kept.values[field];
        const std::string& other = outcome.gone.values[field];
        if (other.empty() || own == other) continue;
        const auto pick = picks.find(field);
        if (own.empty()) {
            outcome.filled.push_back({field, "", other});
            own = other;
        } else if (pick == picks.end()) {
            outcome.lost.push_back({field, own, other});
        } else if (pick->second == outcome.gone.id) {
            if (field == Field::StudentNo) return Error(problem::kStudentNumberGiven);
            outcome.picked.push_back({field, own, other});
            own = other;
        }
    }
    return Done{};
}

std::string keys_of(const std::vector<FieldChange>& changes) {
    std::string text;
    for (const FieldChange& change : changes) {
        if (!text.empty()) text += ',';
        text += key_of(change.field);
    }
    return text;
}

bool changed_later(Field field, std::span<const StudentEvent> events, std::int64_t version) {
    return std::any_of(events.begin(), events.end(), [&](const StudentEvent& event) {
        return event.version > version &&
               std::any_of(event.changes.begin(), event.changes.end(),
                           [field](const FieldChange& c) { return c.field == field; });
    });
}

/// One student as the rules' texts are worded from.
Students as_rows(const FieldValues& values) {
    Students students;
    students.add_source({});
    const std::uint32_t row = students.add_row(0, 1);
    for (Field field : kAllFields) students.set(row, field, values[field]);
    return students;
}

}  // namespace

bool is_elder(const StudentRecord& one, const StudentRecord& other) {
    return std::pair(one.created_at, one.id) < std::pair(other.created_at, other.id);
}

StudentMerger::StudentMerger(Tx& tx, const Context& context, Date today)
    : tx_(tx),
      context_(context),
      boxes_(context.record.ring(), context.random),
      sealer_(boxes_),
      checks_(tx, context, boxes_, sealer_),
      today_(today) {}

Status StudentMerger::judge(const StudentRecord& record, const std::vector<FieldChange>& changes) {
    const Intake intake = TRY(intakes::load(tx_, record.intake));
    TRY(checks_.judge({record, intake, changes, today_}));
    return Done{};
}

Result<std::vector<FieldChange>> StudentMerger::write(const Step& step) {
    students::Change change{
        step.record, TRY(students::load_key(tx_, boxes_, step.record.id)), step.values, {}};
    change.event.id = context_.make_id();
    change.event.at = context_.now;
    change.event.actor = context_.actor;
    change.event.cause = step.cause;
    change.event.reason = step.reason;
    change.event.changes = changes_between(step.record.values, step.values);
    std::vector<FieldChange> changes = change.event.changes;
    TRY(students::change(tx_, boxes_, sealer_, {&change, 1}));
    return changes;
}

Result<MergeOutcome> StudentMerger::merge(const Id& one, const Id& other, const std::string& reason,
                                          const MergePicks& picks) {
    if (one == other) return Error(problem::kMergeWithItself);
    MergeOutcome outcome{
        TRY(students::load(tx_, boxes_, one)), TRY(students::load(tx_, boxes_, other)), {}, {}};
    if (is_elder(outcome.gone, outcome.kept)) std::swap(outcome.kept, outcome.gone);
    if (outcome.kept.intake != outcome.gone.intake) return Error(problem::kMergeAcrossIntakes);
    TRY(check_may_change(outcome.kept));
    TRY(check_may_change(outcome.gone));
    const StudentRecord before = outcome.kept;
    TRY(sort_values(outcome, picks));
    TRY(write({before, outcome.kept.values, ChangeCause::Merge, reason}));
    ++outcome.kept.version;
    TRY(students::set_state(tx_, outcome.gone.id, RecordState::Merged, outcome.kept.id,
                            context_.now));
    outcome.gone.state = RecordState::Merged;
    outcome.gone.merged_into = outcome.kept.id;
    TRY(match_pairs::add_merge(tx_, {context_.make_id(),
                                     outcome.kept.id,
                                     outcome.gone.id,
                                     outcome.kept.version,
                                     context_.now,
                                     context_.actor,
                                     {},
                                     ""}));
    std::vector<FieldChange> changes = outcome.filled;
    changes.insert(changes.end(), outcome.picked.begin(), outcome.picked.end());
    TRY(judge(outcome.kept, changes));
    TRY(write_findings(outcome));
    TRY(audit_both("match.merge", outcome.kept, outcome.gone,
                   "version=" + std::to_string(outcome.kept.version) +
                       " filled=" + keys_of(outcome.filled) + " lost=" + keys_of(outcome.lost) +
                       " picked=" + keys_of(outcome.picked)));
    return outcome;
}

Status StudentMerger::write_findings(const MergeOutcome& outcome) {
    std::vector<FieldChange> lost = outcome.lost;
    if (outcome.kept.status != outcome.gone.status)
        lost.push_back({Field::EnrolmentStatus, status_name(outcome.kept.status),
                        status_name(outcome.gone.status)});
    FieldValues shown = outcome.kept.values;
    shown[Field::EnrolmentStatus] = status_name(outcome.kept.status);
    const Students rows = as_rows(shown);
    const StandardInForce school = TRY(checks_.standard(today_));
    std::vector<StoredFinding> findings;
    for (const FieldChange& change : lost) {
        if (!school->is_on(import_rule::kMergeLost)) break;
        Finding finding;
        finding.rule = &import_rule::kMergeLost;
        finding.row = 0;
        finding.field = change.field;
        finding.raw = change.after;
        StoredFinding& stored = findings.emplace_back();
        stored.id = Id::make_nth(context_.now, static_cast<std::uint32_t>(findings.size()),
                                 context_.random);
        stored.intake = outcome.kept.intake;
        stored.student = outcome.kept.id;
        stored.rule = finding.rule->code;
        stored.severity = key_of(school->severity_of(*finding.rule));
        stored.field = change.field;
        stored.created_at = context_.now;
        stored.detail.raw = change.after;
        // A status is recorded as an event, a student number is never changed: neither is taken.
        if (change.field != Field::EnrolmentStatus && change.field != Field::StudentNo)
            stored.detail.proposal = change.after;
        stored.detail.message = message_of(finding, rows, Language::Chinese);
    }
    const OpenStudentKey key = TRY(students::load_key(tx_, boxes_, outcome.kept.id));
    return findings::create(tx_, boxes_, context_.institution(), findings,
                            [&key](const Id&) { return &key; });
}

Result<SplitOutcome> StudentMerger::split(StudentMerge merge, const std::string& reason) {
    SplitOutcome outcome{TRY(students::load(tx_, boxes_, merge.kept)),
                         TRY(students::load(tx_, boxes_, merge.gone)),
                         {},
                         {}};
    TRY(check_may_change(outcome.kept));
    const std::vector<StudentEvent> events = TRY(students::events(tx_, boxes_, merge.kept));
    FieldValues values = outcome.kept.values;
    for (const StudentEvent& event : events) {
        if (event.version != merge.kept_version) continue;
        for (const FieldChange& change : event.changes)
            if (changed_later(change.field, events, merge.kept_version))
                outcome.standing.push_back(change);
            else
                values[change.field] = change.before;
    }
    outcome.returned = TRY(write({outcome.kept, values, ChangeCause::Split, reason}));
    outcome.kept.values = values;
    ++outcome.kept.version;
    TRY(students::set_state(tx_, merge.gone, RecordState::Live, {}, context_.now));
    outcome.back.state = RecordState::Live;
    outcome.back.merged_into = {};
    merge.split_at = context_.now;
    merge.split_by = context_.actor;
    TRY(match_pairs::set_split(tx_, merge));
    TRY(close_findings(merge));
    TRY(judge(outcome.kept, outcome.returned));
    TRY(judge(outcome.back, {}));
    TRY(mark_different(merge, outcome.kept.intake, reason));
    TRY(audit_both(
        "match.split", outcome.kept, outcome.back,
        "returned=" + keys_of(outcome.returned) + " standing=" + keys_of(outcome.standing)));
    return outcome;
}

// What the merge found has no ground any more; what was decided on it stays told.
Status StudentMerger::close_findings(const StudentMerge& merge) {
    findings::Selection selection;
    selection.student = merge.kept;
    selection.rule = import_rule::kMergeLost.code;
    selection.state = FindingState::Open;
    std::vector<StoredFinding> open;
    TRY(findings::each(tx_, boxes_, selection, [&](StoredFinding& finding) -> Status {
        if (finding.created_at == merge.at) open.push_back(std::move(finding));
        return Done{};
    }));
    for (StoredFinding& finding : open) {
        finding.state = FindingState::Gone;
        finding.decided_at = context_.now;
        finding.decided_by = context_.actor;
        TRY(findings::decide(tx_, boxes_, finding));
    }
    return Done{};
}

Status StudentMerger::mark_different(const StudentMerge& merge, const Id& intake,
                                     const std::string& reason) {
    auto pair = TRY(match_pairs::of(tx_, boxes_, merge.kept, merge.gone));
    if (!pair) {
        MatchPair made;
        made.id = context_.make_id();
        made.intake = intake;
        made.one = std::min(merge.kept, merge.gone);
        made.other = std::max(merge.kept, merge.gone);
        made.created_at = context_.now;
        TRY(match_pairs::add(tx_, context_.institution(), {made}));
        pair = made;
    }
    return decide_pair(tx_, context_, *pair, {PairState::Different, reason});
}

// Keys of fields, never their values: the values are committed to.
Status StudentMerger::audit_both(std::string_view action, const StudentRecord& kept,
                                 const StudentRecord& other, const std::string& detail) {
    const auto commitment = [&](const StudentRecord& record) -> Result<std::string> {
        const OpenStudentKey key = TRY(students::load_key(tx_, boxes_, record.id));
        return std::string(view_of(sealer_.commitment(key, record.values)));
    };
    TRY(audit(tx_, context_,
              {action, "student", kept.id, "other=" + other.id.hex() + " " + detail,
               TRY(commitment(kept))}));
    return audit(tx_, context_,
                 {action, "student", other.id, "kept=" + kept.id.hex(), TRY(commitment(other))});
}

}  // namespace mingce
