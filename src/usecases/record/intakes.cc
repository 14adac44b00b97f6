#include "usecases/record/intakes.h"

#include "store/students.h"
#include "usecases/imports/import_problems.h"

namespace mingce {

Result<Intake> add_intake(const Context& context, const std::string& key) {
    const auto parsed = parse_intake_key(key);
    if (!parsed) return Error(problem::kIntakeKey, key);
    Intake intake{context.make_id(), key, parsed->year, parsed->kind, context.now};
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
    return read_value(context.database(), [](Tx& tx) -> Result<std::vector<IntakeCount>> {
        std::vector<IntakeCount> counts;
        for (Intake& intake : TRY(intakes::all(tx))) {
            const std::int64_t students = TRY(students::count(tx, intake.id));
            counts.push_back({std::move(intake), students});
        }
        return counts;
    });
}

}  // namespace mingce
