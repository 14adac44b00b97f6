#include "usecases/record/intakes.h"

#include <algorithm>

#include "access/problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/imports/import_problems.h"

namespace mingce {

Result<Intake> add_intake(const Context& context, const std::string& key) {
    TRY(require(context, Permission::IntakeMake));
    const auto parsed = parse_intake_key(key);
    if (!parsed) return Error(problem::kIntakeKey, key);
    Intake intake{context.make_id(), key, parsed->year, parsed->kind, context.now, {}, {}};
    const Status added = context.database().write([&](Tx& tx) -> Status {
        if (intakes::load(tx, key).ok()) return Error(problem::kIntakeExists, key);
        // The year's key is made with its first intake. The ring is read again first: an attempt
        // that was rolled back left a key on it that is nowhere else.
        KeyRing& ring = context.record.ring();
        ring = TRY(KeyRing::load(tx, {ring.root_id(), ring.root().key.copy()}));
        if (!ring.has(KeyPurpose::Year, intake.year))
            TRY(ring.add(tx, {context.institution(), KeyPurpose::Year, intake.year}, context.now,
                         context.random));
        TRY(intakes::add(tx, context.institution(), intake));
        return audit(tx, context, {"intake.create", "intake", intake.id, key, ""});
    });
    if (!added.ok()) return added.error();
    return intake;
}

Result<std::vector<IntakeCount>> list_intakes(const Context& context) {
    TRY(require(context, Permission::IntakeRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<IntakeCount>> {
        const Scope& scope = context.caller.scope;
        std::vector<IntakeCount> counts;
        for (Intake& intake : TRY(intakes::all(tx))) {
            const bool is_of_a_year =
                scope.years.empty() ||
                std::ranges::find(scope.years, intake.year) != scope.years.end();
            if (!is_of_a_year) continue;
            const std::int64_t students = TRY(students::count(tx, intake.id, scope));
            counts.push_back({std::move(intake), students});
        }
        return counts;
    });
}

Result<Intake> hand_over_intake(const Context& context, const std::string& key) {
    TRY(require(context, Permission::IntakeHandOver));
    return write_value(context.database(), [&](Tx& tx) -> Result<Intake> {
        Intake intake = TRY(writable_intake(tx, context, key));
        if (intake.is_handed_over()) return Error(problem::kIntakeHandedOver, key);
        intake.handed_over_at = context.now;
        intake.handed_over_by = context.actor;
        TRY(intakes::set_handed_over(tx, intake));
        TRY(audit(tx, context, {"intake.hand_over", "intake", intake.id, key, ""}));
        return intake;
    });
}

Result<Intake> take_back_hand_over(const Context& context, const TakeBackHandOver& request) {
    TRY(require(context, Permission::IntakeTakeBack));
    if (request.reason.empty()) return Error(problem::kTakeBackWhy);
    return write_value(context.database(), [&](Tx& tx) -> Result<Intake> {
        Intake intake = TRY(writable_intake(tx, context, request.intake));
        if (!intake.is_handed_over()) return Error(problem::kIntakeNotHandedOver, request.intake);
        intake.handed_over_at = {};
        intake.handed_over_by.clear();
        TRY(intakes::set_handed_over(tx, intake));
        TRY(audit(tx, context,
                  {"intake.take_back", "intake", intake.id, "reason=" + request.reason, ""}));
        return intake;
    });
}

}  // namespace mingce
