#include "usecases/people/last_administrators.h"

#include "store/role_grants.h"
#include "usecases/people/people_problems.h"

namespace mingce {

namespace {

struct Least {
    Role role;
    std::int64_t number;
};
// Granting needs two security administrators.
constexpr Least kLeast[] = {
    {Role::SystemAdmin, 1}, {Role::SecurityAdmin, 2}, {Role::AuditAdmin, 1}};

}  // namespace

Status check_administrators_remain(Tx& tx, std::string_view duty) {
    for (const Least& least : kLeast)
        if (duty_of(least.role) == duty && TRY(role_grants::holders(tx, least.role)) < least.number)
            return Error(problem::kLastAdministrators);
    return Done{};
}

}  // namespace mingce
