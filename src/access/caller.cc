#include "access/caller.h"

#include "access/problems.h"

namespace mingce {

Status require(const Caller& caller, Permission permission) {
    if (caller.may(permission)) return Done{};
    return Error(problem::kAccessDenied, std::string(key_of(permission)));
}

}  // namespace mingce
