#include "usecases/people/caller_now.h"

#include "access/grant.h"
#include "access/problems.h"
#include "store/accounts.h"
#include "store/role_grants.h"
#include "usecases/people/people_problems.h"

namespace mingce {

Result<Caller> caller_now(const Context& context, const Caller& then) {
    if (then.is_at_the_machine()) return then;
    return read_value(context.database(), [&](Tx& tx) -> Result<Caller> {
        const Account account = TRY(accounts::load(tx, then.account));
        if (account.state != AccountState::Active) return Error(problem::kSessionNone);
        for (RoleChoice& choice :
             role_choices(TRY(role_grants::standing(tx, account.id)), day_of(context.now)))
            if (choice.role == then.role && choice.purpose == then.purpose &&
                choice.scope.years == then.scope.years)
                return Caller{account.login, account.id, choice.role, choice.purpose,
                              std::move(choice.scope)};
        return Error(problem::kAccessDenied, std::string(key_of(then.role)));
    });
}

}  // namespace mingce
