#include "usecases/audit/audit_view.h"

#include <algorithm>

#include "access/problems.h"
#include "usecases/access/permitted.h"
#include "usecases/audit/audit_problems.h"

namespace mingce {

namespace {

constexpr std::size_t kIdDigits = 32, kIdDigitsMin = 8;
constexpr std::int64_t kRecentDays = 90;

bool is_known_action(std::string_view key) {
    return std::ranges::any_of(audit_actions(),
                               [key](const AuditAction& action) { return action.key == key; });
}

Result<std::string> known_action(const std::string& key) {
    if (!key.empty() && !is_known_action(key)) return Error(problem::kAuditActionUnknown, key);
    return key;
}

/// The ids that begin with some digits; none for any subject.
struct SubjectRange {
    Id from, to;
};
Result<SubjectRange> subjects_named(const std::string& digits) {
    if (digits.empty()) return SubjectRange{};
    std::string low = digits, high = digits;
    low.resize(kIdDigits, '0');
    high.resize(kIdDigits, 'f');
    const auto from = Id::parse(low), to = Id::parse(high);
    const bool is_fit = digits.size() >= kIdDigitsMin && digits.size() <= kIdDigits;
    if (!from || !to || !is_fit) return Error(problem::kAuditSubjectMalformed, digits);
    return SubjectRange{*from, *to};
}

}  // namespace

Status list_audit(const Context& context, const ListAudit& request,
                  const std::function<void(const audit_log::ListedEntry&)>& each) {
    TRY(require(context, Permission::AuditRead));
    audit_log::Selection selection;
    selection.action = TRY(known_action(request.action));
    if (request.since) selection.since = start_of(*request.since);
    const SubjectRange subjects = TRY(subjects_named(request.subject));
    selection.subject_from = subjects.from;
    selection.subject_to = subjects.to;
    return context.database().read([&](Tx& tx) {
        return audit_log::each_listed(tx, selection,
                                      [&](const audit_log::ListedEntry& entry) -> Status {
                                          each(entry);
                                          return Done{};
                                      });
    });
}

Result<AuditPage> search_audit(const Context& context, const SearchAudit& request) {
    TRY(require(context, Permission::AuditRead));
    audit_log::Search search;
    search.actor = request.actor;
    search.action = TRY(known_action(request.action));
    if (request.from) search.from = start_of(*request.from);
    if (request.to) search.until = end_of(*request.to);
    const SubjectRange subjects = TRY(subjects_named(request.subject));
    search.subject_from = subjects.from;
    search.subject_to = subjects.to;
    search.before = request.after;
    search.most = request.most + 1;  // one more tells whether there are earlier ones
    AuditPage page;
    page.entries =
        TRY(read_value(context.database(), [&](Tx& tx) { return audit_log::search(tx, search); }));
    page.is_cut = page.entries.size() > request.most;
    if (page.is_cut) page.entries.resize(request.most);
    return page;
}

Result<std::vector<AuditEntry>> recent_acts(const Context& context, std::size_t most) {
    if (context.caller.is_nobody || context.caller.account.is_none())
        return Error(problem::kAccessDenied);
    audit_log::Search search;
    search.actor = context.actor;
    // What a page would say of itself, and what nobody did on purpose.
    for (const AuditAction& action : audit_actions())
        if (action.key.starts_with("session.") || action.key == "student.list" ||
            action.key == "access.refused" || action.key.starts_with("alert."))
            search.but_actions.emplace_back(action.key);
    search.from = {context.now.milliseconds - kRecentDays * 86'400'000};
    search.most = most;
    std::vector<AuditEntry> acts;
    for (audit_log::ListedEntry& listed :
         TRY(read_value(context.database(), [&](Tx& tx) { return audit_log::search(tx, search); })))
        acts.push_back(std::move(listed.entry));
    return acts;
}

Result<std::optional<audit_log::StoredCheckpoint>> last_audit_checkpoint(const Context& context) {
    return read_value(context.database(), [](Tx& tx) { return audit_log::last_checkpoint(tx); });
}

}  // namespace mingce
