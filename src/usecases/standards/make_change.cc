#include "usecases/standards/make_change.h"

#include "store/standard_changes.h"

namespace mingce {

Result<MadeChange> finish_change(Tx& tx, const Context& context, std::string_view action,
                                 std::int64_t number) {
    MadeChange made;
    made.judged = TRY(judge_by_standard(tx, context));
    const auto changes = TRY(standard_changes::all(tx, context.institution()));
    made.view = TRY(view_of(context, TRY(change_of(changes, number)), changes));
    std::string detail = told_of(made.view.change);
    if (made.judged.is_another)
        detail += " opened=" + std::to_string(made.judged.findings.opened) +
                  " gone=" + std::to_string(made.judged.findings.gone) +
                  " jobs=" + std::to_string(made.judged.jobs);
    TRY(audit(tx, context, {action, "standard", {}, std::move(detail), ""}));
    return made;
}

Result<MadeChange> make_change(const Context& context, const MakeChange& request) {
    TRY(require_standard_write(context));
    const std::string reason = TRY(checked_reason(request.reason));
    return write_value(context.database(), [&](Tx& tx) -> Result<MadeChange> {
        StandardCandidate candidate = TRY(candidate_of(tx, context, request.asked));
        StandardChange& change = candidate.change;
        change.needs_second = TRY(needs_second_person(tx, candidate));
        change.number = TRY(standard_changes::next_number(tx, context.institution()));
        change.reason = reason;
        change.at = context.now;
        change.actor = context.actor;
        change.account = context.caller.account;
        TRY(standard_changes::add(tx, context.institution(), change));
        return finish_change(tx, context, "standard.change", change.number);
    });
}

}  // namespace mingce
