#include "usecases/standards/open_by_rule.h"

#include "store/findings.h"
#include "usecases/students/asked_students.h"

namespace mingce {

Result<std::optional<std::map<std::string, std::int64_t, std::less<>>>> open_by_rule(
    const Context& context) {
    using Counts = std::map<std::string, std::int64_t, std::less<>>;
    const Caller& caller = context.caller;
    const Scope& scope = caller.scope;
    const bool works_with_all = caller.may(Permission::FindingRead) &&
                                scope.kind == ScopeKind::Institution && scope.years.empty() &&
                                !scope.until_hand_over;
    if (!works_with_all) return std::optional<Counts>();
    const std::vector<Field> hidden = hidden_fields(caller);
    return std::optional<Counts>(TRY(read_value(
        context.database(), [&](Tx& tx) { return findings::open_by_rule(tx, hidden); })));
}

}  // namespace mingce
