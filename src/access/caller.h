// Who asks: the role a session works under, to whom it reaches, for what. Use cases ask it before
// they do anything; the store filters by its scope.
#pragma once

#include <string>

#include "access/permission.h"
#include "access/scope.h"
#include "base/id.h"
#include "base/result.h"

namespace mingce {

struct Caller {
    std::string name;  // as the audit writes it: an account's name, or os:<user>
    Id account;        // none: somebody at the machine itself, who may do everything
    Role role = Role::Registry;
    std::string purpose;  // key of a purpose; of Role::Unit
    Scope scope = Scope::whole();
    bool is_nobody = false;  // who did not say who they are: may nothing, sees nobody

    bool is_at_the_machine() const { return !is_nobody && account.is_none(); }
    bool may(Permission permission) const {
        return !is_nobody && (is_at_the_machine() || mingce::may(role, permission));
    }

    /// The command line: whoever may read the key file may do everything, and is audited.
    static Caller at_the_machine(std::string name) {
        return {std::move(name), {}, {}, {}, Scope::whole()};
    }
    /// A request before, or without, a session.
    static Caller nobody() { return {{}, {}, Role::Client, {}, {}, true}; }
};

/// Errors: Forbidden (access.denied) naming the permission.
Status require(const Caller& caller, Permission permission);

}  // namespace mingce
