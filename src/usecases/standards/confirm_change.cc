#include "usecases/standards/confirm_change.h"

#include "store/standard_changes.h"
#include "usecases/standards/standard_change_problems.h"

namespace mingce {

Result<MadeChange> confirm_change(const Context& context, std::int64_t number) {
    TRY(require_standard_write(context));
    return write_value(context.database(), [&](Tx& tx) -> Result<MadeChange> {
        const auto changes = TRY(standard_changes::all(tx, context.institution()));
        StandardChange change = TRY(change_of(changes, number));
        if (!change.is_waiting()) return Error(problem::kChangeState, std::to_string(number));
        if (is_own(context, change)) return Error(problem::kChangeSecondPerson);
        change.confirmed_at = context.now;
        change.confirmed_by = context.actor;
        if (!TRY(standard_changes::confirm(tx, context.institution(), change)))
            return Error(problem::kChangeState, std::to_string(number));
        return finish_change(tx, context, "standard.confirm", number);
    });
}

}  // namespace mingce
