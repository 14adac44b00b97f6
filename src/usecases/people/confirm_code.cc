#include "usecases/people/confirm_code.h"

#include "crypto/totp.h"
#include "store/accounts.h"
#include "usecases/people/failure_count.h"
#include "usecases/people/people_problems.h"

namespace mingce {

Status confirm_code(const Context& context, const FailureLimits& limits, std::string_view code) {
    if (context.caller.is_at_the_machine()) return Done{};
    bool passed = false;
    const FailureCount failures(context, limits, "login", context.actor);
    TRY(context.database().write([&](Tx& tx) -> Status {
        passed = false;
        const Account account = TRY(accounts::load(tx, context.caller.account));
        TRY(failures.refuse_waiting(tx));
        Boxes boxes = context.boxes();
        const std::string secret = TRY(accounts::totp_secret(tx, boxes, account.id));
        if (secret.empty()) return Error(problem::kNotEnrolling);
        const auto step = totp_step_of(secret, code, context.now, account.totp_counter);
        passed = step && TRY(accounts::take_totp_step(tx, account.id, *step));
        if (passed) return failures.clear(tx);
        const bool locks = TRY(failures.count_one(tx));
        TRY(audit(tx, context, {"session.refuse", "account", account.id, "by=code", ""}));
        if (locks) TRY(audit(tx, context, {"session.lock", "account", account.id, "", ""}));
        return Done{};
    }));
    if (!passed) return Error(problem::kConfirmCode);
    return Done{};
}

}  // namespace mingce
