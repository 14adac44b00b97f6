#include "usecases/audit/audit_beside.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "crypto/bytes_as_text.h"
#include "store/batches.h"
#include "store/findings.h"
#include "store/match_pairs.h"
#include "store/status_events.h"
#include "store/student_files.h"

namespace mingce {

namespace {

using Fault = ValuesFaultKind;

bool is_by(const ToldAct& act, Moment at, std::string_view actor) {
    return act.order != 0 && act.at == at && act.actor == actor;
}

bool is_as_told(const ToldStatus& told, const StatusRecord& record, const Hash& commitment) {
    const ToldAct& last = record.stands() ? told.recorded : told.taken_back;
    return record.stands() == (told.taken_back.order == 0) &&
           is_by(told.recorded, record.at, record.actor) &&
           (record.stands() || is_by(last, record.taken_back_at, record.taken_back_by)) &&
           last.commitment == view_of(commitment);
}

bool is_as_told(const ToldMerge& told, const StudentMerge& row) {
    const bool is_split = told.split.order != 0;
    return told.kept == row.kept && told.gone == row.gone && told.version == row.kept_version &&
           is_by(told.merge, row.at, row.actor) &&
           (is_split ? is_by(told.split, row.split_at, row.split_by)
                     : row.split_at.milliseconds == 0);
}

/// What is said of the hand-over's files goes and comes many at once, without their boxes: of it
/// the state is not compared.
bool is_as_sealed(const StoredFinding& finding) {
    if (finding.sealed_row == row_text(finding)) return true;
    if (!finding.rule.starts_with("HO-")) return false;
    StoredFinding other = finding;
    other.decided_at = {};
    other.decided_by.clear();
    other.state = FindingState::Open;
    return finding.sealed_row == row_text(other);
}

}  // namespace

BesideCheck::BesideCheck(Tx& tx, const Context& context, const AuditTold& told,
                         ValuesFaults& faults)
    : tx_(tx),
      boxes_(context.record.ring(), context.random),
      sealer_(boxes_),
      told_(told),
      faults_(faults) {}

Status BesideCheck::run() {
    TRY(compare_statuses());
    TRY(compare_merges());
    TRY(compare_pairs());
    TRY(compare_findings());
    TRY(compare_rows());
    TRY(compare_photos());
    return compare_batches();
}

/// Whether the program itself took away what hangs on a student, after that entry.
bool BesideCheck::is_gone(const Id& student, std::uint64_t order) const {
    return told_.erased.count(student) != 0 || told_.last_undo > order;
}

bool BesideCheck::are_gone(const ToldDecision& told) const {
    return std::any_of(told.students.begin(), told.students.end(),
                       [&](const Id& student) { return is_gone(student, told.act.order); });
}

Status BesideCheck::compare_statuses() {
    std::unordered_map<Id, std::set<std::int64_t>> met;
    TRY(status_events::each_checked(
        tx_, boxes_,
        [&](const Id& student, const Result<StatusRecord>& read, const OpenStudentKey& key) {
            if (!read.ok()) return faults_.add(Fault::EnrolmentStatus, student);
            const StatusRecord& record = read.value();
            if (record.stands()) standing_[student].push_back(record.event);
            met[student].insert(record.sequence);
            const auto of_student = told_.statuses.find(student);
            if (of_student == told_.statuses.end())
                return faults_.add(Fault::EnrolmentStatus, student);
            const auto told = of_student->second.find(record.sequence);
            if (told == of_student->second.end() ||
                !is_as_told(told->second, record, sealer_.commitment(key, commitment_text(record))))
                faults_.add(Fault::EnrolmentStatus, student);
        }));
    for (const auto& [student, events] : told_.statuses)
        for (const auto& [sequence, told] : events)
            if (met[student].count(sequence) == 0 && !is_gone(student, told.recorded.order))
                faults_.add(Fault::EnrolmentStatus, student);
    return Done{};
}

Status BesideCheck::compare_merges() {
    const std::vector<StudentMerge> rows = TRY(match_pairs::all_merges(tx_));
    for (const StudentMerge& row : rows)
        if (std::none_of(told_.merges.begin(), told_.merges.end(),
                         [&](const ToldMerge& told) { return is_as_told(told, row); }))
            faults_.add(Fault::Merge, row.gone);
    for (const ToldMerge& told : told_.merges) {
        if (told_.erased.count(told.kept) != 0 || is_gone(told.gone, told.merge.order)) continue;
        if (std::none_of(rows.begin(), rows.end(),
                         [&](const StudentMerge& row) { return is_as_told(told, row); }))
            faults_.add(Fault::Merge, told.gone);
    }
    return Done{};
}

Status BesideCheck::compare_pairs() {
    std::unordered_set<Id> met;
    TRY(match_pairs::each_checked(
        tx_, boxes_,
        [&](const Id& id, const Result<MatchPair>& pair, const Result<OpenStudentKey>& key) {
            met.insert(id);
            if (!pair.ok() || !key.ok()) return faults_.add(Fault::Pair, id);
            const auto told = told_.pairs.find(id);
            if (told == told_.pairs.end()) {
                if (pair.value().state != PairState::Open) faults_.add(Fault::Pair, id);
                return;
            }
            const Hash commitment = sealer_.commitment(key.value(), decision_text(pair.value()));
            if (!is_by(told->second.act, pair.value().decided_at, pair.value().decided_by) ||
                told->second.act.commitment != view_of(commitment))
                faults_.add(Fault::Pair, id);
        }));
    for (const auto& [id, told] : told_.pairs)
        if (met.count(id) == 0 && !are_gone(told)) faults_.add(Fault::Pair, id);
    return Done{};
}

Status BesideCheck::compare_findings() {
    std::unordered_set<Id> met;
    TRY(findings::each_checked(tx_, boxes_, [&](const Id& id, const Result<StoredFinding>& read) {
        if (!read.ok() || !is_as_sealed(read.value())) return faults_.add(Fault::Finding, id);
        const StoredFinding& finding = read.value();
        const auto told = told_.findings.find(id);
        if (told == told_.findings.end()) {
            if (finding.state == FindingState::Waived) faults_.add(Fault::Finding, id);
            return;
        }
        met.insert(id);
        // Data that changed since may have closed or opened it, never before.
        const bool is_last = finding.decided_at == told->second.act.at;
        if (finding.decided_at < told->second.act.at ||
            (is_last && key_of(finding.state) != told->second.what))
            faults_.add(Fault::Finding, id);
    }));
    for (const auto& [id, told] : told_.findings)
        if (met.count(id) == 0 && !are_gone(told)) faults_.add(Fault::Finding, id);
    return Done{};
}

Status BesideCheck::compare_rows() {
    std::set<Id> blamed;  // once each: a student has many rows
    const auto blame = [&](const Id&, const Id& student) {
        if (blamed.insert(student).second) faults_.add(Fault::SourceRow, student);
    };
    TRY(source_rows::each_damaged(tx_, boxes_, blame));
    return source_rows::each_missing(tx_, blame);
}

Status BesideCheck::compare_photos() {
    std::set<Id> blamed;
    return student_files::each_damaged(tx_, boxes_, sealer_, [&](const Id& student) {
        if (blamed.insert(student).second) faults_.add(Fault::Photo, student);
    });
}

Status BesideCheck::compare_batches() {
    const auto counts = TRY(batches::row_counts(tx_));
    std::unordered_set<Id> met;
    for (const Batch& batch : TRY(batches::all(tx_))) {
        met.insert(batch.id);
        const auto found = told_.batches.find(batch.id);
        const ToldBatch told = found == told_.batches.end() ? ToldBatch{} : found->second;
        const BatchState state = told.is_closed           ? BatchState::Closed
                                 : told.undo.order != 0   ? BatchState::Undone
                                 : told.commit.order != 0 ? BatchState::Committed
                                                          : BatchState::Staged;
        if (!told.is_staged || batch.state != state)
            faults_.add(Fault::Batch, batch.id, static_cast<std::uint64_t>(batch.number));
        if (told.commit.order == 0) continue;
        const auto counted = counts.find(batch.id);
        const batches::RowCounts now =
            counted == counts.end() ? batches::RowCounts{} : counted->second;
        const bool may_be_fewer = told_.last_removal > told.commit.order;
        const auto is_right = [may_be_fewer](std::uint64_t there, std::uint64_t written) {
            return may_be_fewer ? there <= written : there == written;
        };
        // Closing a batch destroys what its photos replaced.
        const bool are_photos_right = told_.last_close > told.commit.order
                                          ? now.photos <= told.photos
                                          : is_right(now.photos, told.photos);
        if (!are_photos_right || !is_right(now.source_rows, told.source_rows) ||
            !is_right(now.findings, told.findings) || !is_right(now.pairs, told.pairs))
            faults_.add(Fault::BatchRows, batch.id, static_cast<std::uint64_t>(batch.number));
    }
    for (const auto& [id, told] : told_.batches)
        if (met.count(id) == 0)
            faults_.add(Fault::Batch, id, static_cast<std::uint64_t>(told.number));
    return Done{};
}

}  // namespace mingce
