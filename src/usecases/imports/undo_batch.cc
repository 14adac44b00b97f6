#include "usecases/imports/undo_batch.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "crypto/bytes_as_text.h"
#include "crypto/tree.h"
#include "domain/enrolment.h"
#include "store/batch_undo.h"
#include "store/editions.h"
#include "store/majors.h"
#include "store/record_problems.h"
#include "store/student_files.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/files/photo_findings.h"
#include "usecases/imports/import_problems.h"

namespace mingce {

namespace {

Result<bool> is_there(Tx& tx, const Context& context, const Batch& batch) {
    return is_within(context.caller.scope, TRY(intakes::load(tx, batch.intake)));
}

/// A batch of an intake outside the scope is not there.
Result<Batch> batch_within(Tx& tx, const Context& context, std::int64_t number) {
    Batch batch = TRY(batches::load(tx, number));
    if (!TRY(is_there(tx, context, batch)))
        return Error(problem::kBatchUnknown, std::to_string(number));
    return batch;
}

BatchView batch_view(Tx& tx, Batch batch, Status& status) {
    BatchView view;
    view.batch = std::move(batch);
    const auto intake = intakes::load(tx, view.batch.intake);
    if (intake.ok())
        view.intake = intake.value().key;
    else
        status = intake.error();
    return view;
}

class Undo {
public:
    Undo(Tx& tx, const Context& context, const UndoBatch& request)
        : tx_(tx),
          context_(context),
          request_(request),
          boxes_(context.record.ring(), context.random),
          sealer_(boxes_) {}

    Result<UndoOutcome> run() {
        Batch& batch = outcome_.batch;
        batch = TRY(batch_within(tx_, context_, request_.number));
        if (batch.state == BatchState::Closed) return Error(problem::kBatchClosed);
        const std::string reason = batches::seal_reason(boxes_, batch.id, request_.reason);
        TRY(batches::advance(tx_, {batch.id, BatchState::Committed, BatchState::Undone,
                                   context_.now, context_.actor, reason}));
        const Intake intake = TRY(intakes::load(tx_, batch.intake));
        TRY(students::all_events(tx_, boxes_, intake.id, [&](StudentEvent& event) -> Status {
            events_[event.student].push_back(std::move(event));
            return Done{};
        }));
        filed_ = TRY(editions::filed_of_batch(tx_, batch.id));
        TRY(look_at_created());
        TRY(look_at_changed());
        TRY(look_at_photos());
        if (!outcome_.in_the_way.empty()) return std::move(outcome_);
        outcome_.reverted = changes_.size();
        TRY(students::change(tx_, boxes_, sealer_, changes_));
        outcome_.removed = TRY(batch_undo::remove_students(tx_, batch.id, keep_));
        const auto photographed = TRY(student_files::students_of(tx_, batch.id));
        TRY(reopen_photo_findings(tx_, context_, batch, photographed));
        TRY(batch_undo::remove_rest(tx_, batch.id));
        TRY(majors::remove(tx_, batch.id));
        StudentChecks checks(tx_, context_, boxes_, sealer_);
        outcome_.findings = TRY(checks.judge_intake(intake, request_.today));
        batch.state = BatchState::Undone;
        TRY(audit(tx_, context_, {"batch.undo", "batch", batch.id, detail(), ""}));
        return std::move(outcome_);
    }

private:
    std::string detail() {
        return "number=" + std::to_string(outcome_.batch.number) +
               " removed=" + std::to_string(outcome_.removed) +
               " reverted=" + std::to_string(outcome_.reverted) +
               " kept=" + std::to_string(outcome_.kept.size()) + " written=" + hex_of(left());
    }

    /// A hash over what the undo leaves: the students it made who stay, and the values of those it
    /// put back, each in the order of their ids.
    Hash left() {
        std::map<Id, Hash> kept, reverted;
        for (const Id& id : keep_) kept[id] = leaf_hash(id.view());
        for (const students::Change& change : changes_)
            reverted[change.before.id] =
                leaf_hash(std::string(change.before.id.view()) +
                          std::string(view_of(sealer_.commitment(change.key, change.values))));
        std::vector<Hash> leaves;
        for (const auto* list : {&kept, &reverted})
            for (const auto& [id, leaf] : *list) leaves.push_back(leaf);
        return tree_head(leaves).root;
    }

    UndoNote note(const StudentRecord& record, UndoReason reason) const {
        return {
            record.id, record.values[Field::Name], record.values[Field::ExamNumber], reason, {}};
    }

    std::optional<UndoReason> in_the_way(const StudentRecord& record,
                                         const std::vector<StudentEvent>& events) const {
        if (record.state == RecordState::Merged) return UndoReason::Merged;
        if (record.is_frozen) return UndoReason::Frozen;
        if (record.status != text_of(EnrolmentState::Admitted).key) return UndoReason::HasStatus;
        if (filed_.contains(record.id)) return UndoReason::IsFiled;
        const StudentEvent* const number = source_of(Field::StudentNo, events);
        if (number != nullptr && !record.values[Field::StudentNo].empty())
            return UndoReason::HasNumber;
        const auto count = [&events](ChangeCause cause) {
            return std::count_if(events.begin(), events.end(),
                                 [cause](const StudentEvent& e) { return e.cause == cause; });
        };
        if (count(ChangeCause::Merge) > count(ChangeCause::Split)) return UndoReason::Merged;
        return std::nullopt;
    }

    /// Those the batch made: out, unless somebody worked on them since.
    Status look_at_created() {
        students::Selection selection;
        selection.batch = outcome_.batch.id;
        selection.state = "";
        has_later_photo_ = TRY(student_files::students_with_others(tx_, outcome_.batch.id));
        return students::load_all(
            tx_, boxes_, selection, [&](StudentRecord& record, OpenStudentKey&) -> Status {
                if (record.state == RecordState::Erased) {
                    keep_.insert(record.id);
                    return Done{};
                }
                const std::vector<StudentEvent>& events = events_[record.id];
                if (const auto reason = in_the_way(record, events)) {
                    outcome_.in_the_way.push_back(note(record, *reason));
                } else if (!events.empty() || has_later_photo_.count(record.id) != 0) {
                    const bool by_person =
                        std::any_of(events.begin(), events.end(), [](const StudentEvent& event) {
                            return event.cause != ChangeCause::Import;
                        });
                    UndoNote kept = note(
                        record, by_person ? UndoReason::EditedByPerson : UndoReason::LaterBatch);
                    for (const StudentEvent& event : events)
                        for (const FieldChange& change : event.changes)
                            kept.fields.push_back(change.field);
                    if (has_later_photo_.count(record.id) != 0) kept.fields.push_back(Field::Photo);
                    keep_.insert(record.id);
                    outcome_.kept.push_back(std::move(kept));
                }
                return Done{};
            });
    }

    /// Those it brought a picture to: nothing is changed on who is frozen.
    Status look_at_photos() {
        for (const Id& student : TRY(student_files::frozen_students(tx_, outcome_.batch.id))) {
            const bool is_named =
                std::any_of(outcome_.in_the_way.begin(), outcome_.in_the_way.end(),
                            [&](const UndoNote& told) { return told.student == student; });
            if (is_named) continue;
            outcome_.in_the_way.push_back(
                note(TRY(students::load(tx_, boxes_, student)), UndoReason::Frozen));
        }
        return Done{};
    }

    /// Those it changed: each field goes back unless something changed it since.
    Status look_at_changed() {
        for (const auto& [id, events] : events_) {
            const auto of_batch =
                std::find_if(events.begin(), events.end(), [&](const StudentEvent& event) {
                    return event.batch == outcome_.batch.id && event.cause == ChangeCause::Import;
                });
            if (of_batch == events.end()) continue;
            const StudentRecord record = TRY(students::load(tx_, boxes_, id));
            if (record.state == RecordState::Merged || record.is_frozen || filed_.contains(id)) {
                const UndoReason why = record.is_frozen      ? UndoReason::Frozen
                                       : filed_.contains(id) ? UndoReason::IsFiled
                                                             : UndoReason::Merged;
                outcome_.in_the_way.push_back(note(record, why));
                continue;
            }
            UndoNote kept = note(record, UndoReason::EditedByPerson);
            students::Change change{
                record, TRY(students::load_key(tx_, boxes_, id)), record.values, {}};
            for (const FieldChange& change_of_batch : of_batch->changes) {
                const Field field = change_of_batch.field;
                if (source_of(field, events) == &*of_batch)
                    change.values[field] = change_of_batch.before;
                else
                    kept.fields.push_back(field);
            }
            if (!kept.fields.empty()) outcome_.kept.push_back(std::move(kept));
            change.event.id = context_.make_id();
            change.event.at = context_.now;
            change.event.actor = context_.actor;
            change.event.cause = ChangeCause::Undo;
            change.event.batch = outcome_.batch.id;
            change.event.changes = changes_between(record.values, change.values);
            if (!change.event.changes.empty()) changes_.push_back(std::move(change));
        }
        return Done{};
    }

    Tx& tx_;
    const Context& context_;
    const UndoBatch& request_;
    Boxes boxes_;
    StudentSealer sealer_;
    std::unordered_map<Id, std::vector<StudentEvent>> events_;
    std::unordered_set<Id> filed_;  // of the batch, in an edition filed since
    std::unordered_set<Id> keep_, has_later_photo_;
    std::vector<students::Change> changes_;  // back to what stood before the batch
    UndoOutcome outcome_;
};

}  // namespace

Result<std::vector<BatchView>> list_batches(const Context& context) {
    TRY(require(context, Permission::ImportRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<BatchView>> {
        std::vector<BatchView> views;
        Status status = Done{};
        for (Batch& batch : TRY(batches::all(tx)))
            if (TRY(is_there(tx, context, batch)))
                views.push_back(batch_view(tx, std::move(batch), status));
        if (!status.ok()) return status.error();
        return views;
    });
}

Result<BatchView> show_batch(const Context& context, std::int64_t number) {
    TRY(require(context, Permission::ImportRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<BatchView> {
        Status status = Done{};
        BatchView view = batch_view(tx, TRY(batch_within(tx, context, number)), status);
        if (!status.ok()) return status.error();
        view.files = TRY(batches::files(tx, view.batch.id));
        Boxes boxes = context.boxes();
        view.reason = TRY(batches::reason(tx, boxes, view.batch.id));
        return view;
    });
}

Result<UndoOutcome> undo_batch(const Context& context, const UndoBatch& request) {
    TRY(require(context, Permission::ImportUndo));
    std::optional<UndoOutcome> outcome;
    const Status done = context.database().write_alone([&](Tx& tx) -> Status {
        outcome.emplace(TRY(Undo(tx, context, request).run()));
        // Refused here so that nothing of it stays; the names are told all the same.
        if (!outcome->in_the_way.empty()) return Error(problem::kUndoRefused);
        return Done{};
    });
    if (!done.ok() && !(outcome && !outcome->in_the_way.empty())) return done.error();
    return std::move(*outcome);
}

Error undo_refusal(const UndoOutcome& outcome) {
    return Error(problem::kUndoRefused, std::to_string(outcome.in_the_way.size()));
}

Result<Batch> close_batch(const Context& context, std::int64_t number) {
    TRY(require(context, Permission::ImportUndo));
    return write_value(context.database(), [&](Tx& tx) -> Result<Batch> {
        Batch batch = TRY(batch_within(tx, context, number));
        if (batch.state == BatchState::Closed) return Error(problem::kBatchClosed);
        TRY(batches::advance(
            tx, {batch.id, batch.state, BatchState::Closed, context.now, context.actor, ""}));
        TRY(batches::destroy_files(tx, batch.id));
        TRY(student_files::destroy_replaced(tx, batch.id));
        TRY(audit(tx, context,
                  {"batch.close", "batch", batch.id, "number=" + std::to_string(number), ""}));
        batch.state = BatchState::Closed;
        return batch;
    });
}

}  // namespace mingce
