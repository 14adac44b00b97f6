#include "usecases/audit/audit_view.h"

#include <algorithm>

#include "usecases/access/permitted.h"
#include "usecases/audit/audit_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kIdDigits = 32, kIdDigitsMin = 8;

bool is_known_action(std::string_view key) {
    return std::ranges::any_of(audit_actions(),
                               [key](const AuditAction& action) { return action.key == key; });
}

}  // namespace

Status list_audit(const Context& context, const ListAudit& request,
                  const std::function<void(const audit_log::ListedEntry&)>& each) {
    TRY(require(context, Permission::AuditRead));
    audit_log::Selection selection;
    if (!request.action.empty() && !is_known_action(request.action))
        return Error(problem::kAuditActionUnknown, request.action);
    selection.action = request.action;
    if (request.since) selection.since = start_of(*request.since);
    if (!request.subject.empty()) {
        std::string low = request.subject, high = request.subject;
        low.resize(kIdDigits, '0');
        high.resize(kIdDigits, 'f');
        const auto from = Id::parse(low), to = Id::parse(high);
        const bool is_fit =
            request.subject.size() >= kIdDigitsMin && request.subject.size() <= kIdDigits;
        if (!from || !to || !is_fit) return Error(problem::kAuditSubjectMalformed, request.subject);
        selection.subject_from = *from;
        selection.subject_to = *to;
    }
    return context.database().read([&](Tx& tx) {
        return audit_log::each_listed(tx, selection,
                                      [&](const audit_log::ListedEntry& entry) -> Status {
                                          each(entry);
                                          return Done{};
                                      });
    });
}

Result<std::optional<audit_log::StoredCheckpoint>> last_audit_checkpoint(const Context& context) {
    return read_value(context.database(), [](Tx& tx) { return audit_log::last_checkpoint(tx); });
}

}  // namespace mingce
