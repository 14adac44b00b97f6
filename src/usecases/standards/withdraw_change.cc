#include "usecases/standards/withdraw_change.h"

#include "store/standard_changes.h"
#include "usecases/standards/standard_change_problems.h"

namespace mingce {

Result<MadeChange> withdraw_change(const Context& context, const WithdrawChange& request) {
    TRY(require_standard_write(context));
    const std::string reason = TRY(checked_reason(request.reason));
    return write_value(context.database(), [&](Tx& tx) -> Result<MadeChange> {
        const auto changes = TRY(standard_changes::all(tx, context.institution()));
        StandardChange change = TRY(change_of(changes, request.number));
        change.withdrawn_at = context.now;
        change.withdrawn_by = context.actor;
        change.withdrawn_reason = reason;
        if (!TRY(standard_changes::withdraw(tx, context.institution(), change)))
            return Error(problem::kChangeState, std::to_string(request.number));
        return finish_change(tx, context, "standard.withdraw", request.number);
    });
}

}  // namespace mingce
