#include "usecases/people/last_administrators.h"

#include <optional>

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

/// How many hold this duty beyond those that have to; nothing where any number will do.
Result<std::optional<std::int64_t>> spare_administrators(Tx& tx, std::string_view duty) {
    for (const Least& least : kLeast)
        if (duty_of(least.role) == duty)
            return std::optional(TRY(role_grants::holders(tx, least.role)) - least.number);
    return std::optional<std::int64_t>();
}

}  // namespace

Status check_administrators_remain(Tx& tx, std::string_view duty) {
    if (TRY(spare_administrators(tx, duty)).value_or(0) < 0)
        return Error(problem::kLastAdministrators);
    return Done{};
}

Result<bool> is_needed_administrator(Tx& tx, std::string_view duty) {
    return TRY(spare_administrators(tx, duty)).value_or(1) <= 0;
}

}  // namespace mingce
