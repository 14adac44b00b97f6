#include "usecases/standards/list_changes.h"

#include <algorithm>

#include "store/standard_changes.h"
#include "usecases/access/permitted.h"
#include "usecases/standards/standard_change_problems.h"

namespace mingce {

Result<std::vector<StandardChangeView>> list_changes(const Context& context,
                                                     const ListChanges& request) {
    TRY(require(context, Permission::StandardRead));
    const auto changes = TRY(read_value(context.database(), [&](Tx& tx) {
        return standard_changes::all(tx, context.institution());
    }));
    std::vector<StandardChangeView> views;
    for (const StandardChange& change : changes) {
        if (request.kind && change.kind != *request.kind) continue;
        if (!request.key.empty() && change.key != request.key) continue;
        views.push_back(TRY(view_of(context, change, changes)));
    }
    std::ranges::reverse(views);
    return views;
}

Result<StandardChangeView> show_change(const Context& context, std::int64_t number) {
    TRY(require(context, Permission::StandardRead));
    const auto changes = TRY(read_value(context.database(), [&](Tx& tx) {
        return standard_changes::all(tx, context.institution());
    }));
    return view_of(context, TRY(change_of(changes, number)), changes);
}

Result<StandardChangeView> view_of(const Context& context, const StandardChange& change,
                                   const std::vector<StandardChange>& changes) {
    StandardChangeView view;
    view.change = change;
    view.terms = TRY(parse_terms(change.kind, change.document));
    view.state = state_of(change, changes, day_of(context.now));
    const Scope& scope = context.caller.scope;
    const bool may_write = context.caller.may(Permission::StandardWrite) &&
                           scope.kind == ScopeKind::Institution && scope.years.empty();
    view.may_confirm = may_write && change.is_waiting() && !is_own(context, change);
    view.may_withdraw = may_write && !change.is_withdrawn();
    return view;
}

Result<StandardChange> change_of(const std::vector<StandardChange>& changes, std::int64_t number) {
    const auto found = std::ranges::find(changes, number, &StandardChange::number);
    if (found == changes.end()) return Error(problem::kChangeUnknown, std::to_string(number));
    return *found;
}

bool is_own(const Context& context, const StandardChange& change) {
    const bool is_of_account =
        !context.caller.is_at_the_machine() && context.caller.account == change.account;
    return is_of_account || context.actor == change.actor;
}

std::string told_of(const StandardChange& change) {
    return "number=" + std::to_string(change.number) + " kind=" + std::string(key_of(change.kind)) +
           " key=" + change.key + " from=" + iso_text(change.effective_from);
}

}  // namespace mingce
