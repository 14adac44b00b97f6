#include "usecases/audit/audit_values.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "crypto/bytes_as_text.h"
#include "crypto/tree.h"
#include "store/student_commitments.h"
#include "store/students.h"
#include "usecases/audit/audit_beside.h"
#include "usecases/audit/audit_told.h"

namespace mingce {

namespace {

using enum ValuesFaultKind;

/// What is found again of a batch: by source row, and by id.
struct FoundBatch {
    std::map<std::int64_t, Hash> created;
    std::map<Id, Hash> changed, kept, reverted;
};

struct EditedStudent {
    Id id, batch;
    std::int64_t source_row = 0, version = 0;
    Hash commitment{};
};

Hash leaf_of(const Id& student, const Hash& commitment) {
    return leaf_hash(std::string(student.view()) + std::string(view_of(commitment)));
}

class ValuesCheck {
public:
    ValuesCheck(Tx& tx, const Context& context, const AuditTold& told)
        : tx_(tx),
          boxes_(context.record.ring(), context.random),
          sealer_(boxes_),
          told_(told),
          beside_(tx, context, told, faults_) {}

    Status run() {
        TRY(beside_.run());
        for (const ToldMerge& merge : told_.merges)
            if (merge.split.order == 0) merged_into_[merge.gone] = merge.kept;
        TRY(students::each_committed(tx_, boxes_, sealer_, [&](CommittedStudent& student) {
            met_.insert(student.id);
            compare_state(student);
            compare_with_itself(student);
            return Status(Done{});
        }));
        for (const EditedStudent& student : edited_) TRY(compare_with_history(student));
        for (const auto& [student, own] : told_.values)
            if (met_.count(student) == 0 && told_.last_undo < own.order)
                faults_.add(Missing, student);
        for (const auto& [id, batch] : told_.batches) compare_batch(id, batch);
        return Done{};
    }
    ValuesVerdict verdict() && {
        verdict_.faults = std::move(faults_.first);
        verdict_.fault_count = faults_.count;
        return std::move(verdict_);
    }

private:
    void compare_state(const CommittedStudent& student) {
        const bool is_erased = told_.erased.count(student.id) != 0;
        const auto merged = merged_into_.find(student.id);
        const bool is_merged = merged != merged_into_.end() && !is_erased;
        const RecordState state = is_erased   ? RecordState::Erased
                                  : is_merged ? RecordState::Merged
                                              : RecordState::Live;
        const auto frozen = told_.frozen.find(student.id);
        const bool is_frozen = frozen != told_.frozen.end();
        const bool froze_so = is_frozen ? student.frozen_at == frozen->second.at &&
                                              student.frozen_basis == frozen->second.basis
                                        : student.frozen_at.milliseconds == 0;
        if (student.state != state || !froze_so ||
            (is_merged && student.merged_into != merged->second))
            faults_.add(State, student.id);
        if (!is_erased && !adds_up(student)) faults_.add(EnrolmentStatus, student.id);
    }

    /// What lists show is what the events before the next one add up to.
    bool adds_up(const CommittedStudent& student) const {
        const auto found = beside_.standing_events().find(student.id);
        const std::vector<StatusEvent> none;
        const auto& events = found == beside_.standing_events().end() ? none : found->second;
        std::vector<StatusEvent> happened;
        bool has_next = student.status_due.empty();
        for (const StatusEvent& event : events) {
            const std::string day = iso_text(event.effective);
            has_next = has_next || day == student.status_due;
            if (student.status_due.empty() || day < student.status_due) happened.push_back(event);
        }
        const auto state = state_after(happened);
        return has_next && state.ok() && text_of(state.value()).key == student.status;
    }

    void compare_with_itself(CommittedStudent& student) {
        found_[student.batch].kept[student.id] = leaf_hash(student.id.view());
        if (student.state == RecordState::Erased) {
            ++verdict_.erased;
            return;
        }
        ++verdict_.students;
        if (!student.values) return faults_.add(Unreadable, student.id);
        const Hash commitment = sealer_.commitment(student.key, *student.values);
        if (view_of(commitment) != student.stored) faults_.add(Changed, student.id);
        if (!student.is_looked_up_rightly) faults_.add(LookUp, student.id);
        const EditedStudent known{student.id, student.batch, student.source_row, student.version,
                                  commitment};
        if (student.version > 1) {
            edited_.push_back(known);
            return;
        }
        note_creation(known, commitment);
        compare_with_audit(known, {});
    }

    void note_creation(const EditedStudent& student, const Hash& commitment) {
        found_[student.batch].created[student.source_row] = leaf_of(student.id, commitment);
    }

    /// Takes the events back one by one, so that each batch's own writing is seen.
    Status compare_with_history(const EditedStudent& student) {
        const auto events = students::events(tx_, boxes_, student.id);
        const StudentRecord record = TRY(students::load(tx_, boxes_, student.id));
        const OpenStudentKey key = TRY(students::load_key(tx_, boxes_, student.id));
        if (!events.ok() ||
            static_cast<std::int64_t>(events.value().size()) != student.version - 1) {
            faults_.add(History, student.id);
            return Done{};
        }
        FieldValues values = record.values;
        for (auto event = events.value().rbegin(); event != events.value().rend(); ++event) {
            const Hash leaf = leaf_of(student.id, sealer_.commitment(key, values));
            if (event->cause == ChangeCause::Import)
                found_[event->batch].changed[student.id] = leaf;
            if (event->cause == ChangeCause::Undo) found_[event->batch].reverted[student.id] = leaf;
            for (const FieldChange& change : event->changes) values[change.field] = change.before;
        }
        note_creation(student, sealer_.commitment(key, values));
        compare_with_audit(student, events.value());
        return Done{};
    }

    /// The entry that tells of a change by a batch, or by taking it back; 0 where none does.
    std::uint64_t order_of(const Id& batch, ChangeCause cause) const {
        const auto told = told_.batches.find(batch);
        if (told == told_.batches.end()) return 0;
        return cause == ChangeCause::Undo ? told->second.undo.order : told->second.commit.order;
    }

    /// The latest word of the audit on this student: its own entry, or a batch's.
    void compare_with_audit(const EditedStudent& student, std::span<const StudentEvent> events) {
        const auto own = told_.values.find(student.id);
        const std::uint64_t own_order = own == told_.values.end() ? 0 : own->second.order;
        std::uint64_t batch_order = order_of(student.batch, ChangeCause::Import);
        for (const StudentEvent& event : events)
            if (event.cause == ChangeCause::Import || event.cause == ChangeCause::Undo)
                batch_order = std::max(batch_order, order_of(event.batch, event.cause));
        const bool by_batch = events.empty() || events.back().cause == ChangeCause::Import ||
                              events.back().cause == ChangeCause::Undo;
        const auto is_own = [&](const std::string& told) {
            return told == view_of(student.commitment);
        };
        if (own_order != 0 &&
            std::any_of(own->second.commitments.begin(), own->second.commitments.end(), is_own))
            return;
        if (own_order == 0 && batch_order == 0)
            faults_.add(Unaudited, student.id);
        else if (own_order > batch_order || !by_batch)
            faults_.add(NotAsAudited, student.id);
        else if (!is_covered(student.batch, events))
            ++verdict_.students_not_covered;
    }

    /// Whether the entry of the last change holds a hash over what it left.
    bool is_covered(const Id& batch, std::span<const StudentEvent> events) const {
        const bool is_undo = !events.empty() && events.back().cause == ChangeCause::Undo;
        const auto told = told_.batches.find(events.empty() ? batch : events.back().batch);
        return told != told_.batches.end() &&
               (is_undo ? told->second.undone != Hash{} : told->second.has_written);
    }

    void compare_batch(const Id& id, const ToldBatch& batch) {
        if (batch.commit.order == 0) return;
        const FoundBatch& found = found_[id];
        const bool is_undone = batch.undo.order != 0;
        std::vector<Hash> leaves;
        const auto append = [&leaves](const auto& list) {
            for (const auto& [place, leaf] : list) leaves.push_back(leaf);
        };
        if (is_undone) {
            append(found.kept);
            append(found.reverted);
        } else {
            append(found.created);
            append(found.changed);
        }
        const std::uint64_t order = is_undone ? batch.undo.order : batch.commit.order;
        const bool is_covered = is_undone ? batch.undone != Hash{} : batch.has_written;
        const bool is_whole =
            is_covered && tree_head(leaves).root == (is_undone ? batch.undone : batch.written);
        // What students erased since gave to it is not there any more.
        if (is_whole)
            ++(is_undone ? verdict_.undos : verdict_.batches);
        else if (!is_covered || last_change(order, is_undone) > order)
            ++verdict_.batches_not_covered;
        else
            faults_.add(Batch, id, static_cast<std::uint64_t>(batch.number));
    }

    /// The last entry that may have taken away something a batch, or an undo, left.
    std::uint64_t last_change(std::uint64_t order, bool is_undone) const {
        if (!is_undone) return told_.last_removal;
        std::uint64_t last = 0;
        for (const auto& [student, erased] : told_.erased)
            if (erased > order) last = std::max(last, erased);
        return last;
    }

    Tx& tx_;
    Boxes boxes_;
    StudentSealer sealer_;
    const AuditTold& told_;
    ValuesFaults faults_;
    BesideCheck beside_;
    ValuesVerdict verdict_;
    std::unordered_map<Id, Id> merged_into_;  // by merges that stand
    std::unordered_set<Id> met_;
    std::unordered_map<Id, FoundBatch> found_;
    std::vector<EditedStudent> edited_;
};

}  // namespace

Result<ValuesVerdict> verify_values(const Context& context) {
    ValuesVerdict verdict;
    TRY(context.database().read([&](Tx& tx) -> Status {
        const AuditTold told = TRY(read_told(tx));
        ValuesCheck check(tx, context, told);
        TRY(check.run());
        verdict = std::move(check).verdict();
        return Done{};
    }));
    return verdict;
}

}  // namespace mingce
