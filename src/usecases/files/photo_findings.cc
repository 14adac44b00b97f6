#include "usecases/files/photo_findings.h"

#include <functional>
#include <vector>

#include "store/findings.h"
#include "usecases/files/photo_rules.h"

namespace mingce {

namespace {

bool is_on_photo(const StoredFinding& finding) {
    return finding.field == Field::Photo && finding.rule.starts_with("HO-");
}
bool is_on_many(const StoredFinding& finding) {
    return finding.student.is_none() && finding.rule == photo_rule::kMissingOfMany.code;
}

/// Few: what people decided, and what is said of whole files.
Status decide_all(Tx& tx, const Context& context, const Id& intake,
                  const std::function<bool(StoredFinding&)>& decide) {
    Boxes boxes = context.boxes();
    std::vector<StoredFinding> decided;
    findings::Selection selection;
    selection.intake = intake;
    TRY(findings::each(tx, boxes, selection, [&](StoredFinding& finding) -> Status {
        if (decide(finding)) decided.push_back(std::move(finding));
        return Done{};
    }));
    for (StoredFinding& finding : decided) {
        finding.decided_at = context.now;
        finding.decided_by = context.actor;
        TRY(findings::decide(tx, boxes, finding));
    }
    return Done{};
}

}  // namespace

Status end_photo_findings(Tx& tx, const Context& context, const EndPhotoFindings& request) {
    TRY(findings::supersede_on_photos(tx, {context.now, context.actor}, request.students));
    const std::unordered_set<Id> students(request.students.begin(), request.students.end());
    return decide_all(tx, context, request.intake, [&](StoredFinding& finding) {
        const bool ends = is_on_photo(finding) ? students.count(finding.student) != 0
                                               : request.of_whole_intake && is_on_many(finding);
        if (!ends || finding.state == FindingState::Gone) return false;
        finding.state = FindingState::Gone;
        return true;
    });
}

Status reopen_photo_findings(Tx& tx, const Context& context, const Batch& batch,
                             const std::unordered_set<Id>& students) {
    return decide_all(tx, context, batch.intake, [&](StoredFinding& finding) {
        const bool holds =
            is_on_photo(finding) ? students.count(finding.student) != 0 : is_on_many(finding);
        if (!holds || finding.state != FindingState::Gone ||
            finding.decided_at != batch.committed_at)
            return false;
        finding.state = FindingState::Open;
        return true;
    });
}

}  // namespace mingce
