// What a school said of its standard, newest first, and what became of it.
#pragma once

#include <string>
#include <vector>

#include "domain/school_standard.h"
#include "usecases/record/record.h"

namespace mingce {

struct StandardChangeView {
    StandardChange change;
    StandardTerms terms;
    StandardChangeState state = StandardChangeState::InForce;
    bool may_confirm = false, may_withdraw = false;  // by this caller
};

struct ListChanges {
    std::optional<StandardKind> kind;  // nothing: of any
    std::string key;                   // "": of any
};
/// Errors: Forbidden (access.denied).
Result<std::vector<StandardChangeView>> list_changes(const Context& context,
                                                     const ListChanges& request);

/// Errors: Forbidden (access.denied); NotFound (standard.change_unknown).
Result<StandardChangeView> show_change(const Context& context, std::int64_t number);

/// One of `changes` as the caller sees it.
Result<StandardChangeView> view_of(const Context& context, const StandardChange& change,
                                   const std::vector<StandardChange>& changes);
/// Errors: NotFound (standard.change_unknown).
Result<StandardChange> change_of(const std::vector<StandardChange>& changes, std::int64_t number);
/// Whether the caller made it, and so may not confirm it.
bool is_own(const Context& context, const StandardChange& change);

/// "number=3 kind=rule key=ID-003 from=2026-09-01", for the audit.
std::string told_of(const StandardChange& change);

}  // namespace mingce
