#include "usecases/audit/audit_verify.h"

#include "usecases/access/permitted.h"
#include "usecases/audit/audit_anchors.h"
#include "usecases/audit/audit_problems.h"

namespace mingce {

namespace {

constexpr std::uint64_t kNamedMax = 20;

Result<CheckpointVerifier> key_of(const Record& record, const AuditTrust& trust) {
    if (!trust.public_key) return TRY(record.ring().signer(record.origin())).verifier();
    CheckpointVerifier key = TRY(CheckpointVerifier::parse(*trust.public_key));
    if (key.name() != record.origin()) return Error(problem::kAuditOtherOrigin);
    return key;
}

Result<AuditVerdict> judge(Tx& tx, AuditCheck check) {
    const audit_log::Growth growth{
        [&](const audit_log::NumberedEntry& entry) -> Status {
            check.add(AuditCheck::Entry{entry.number, canonical_text(entry.entry), entry.hash,
                                        entry.entry.at});
            return Done{};
        },
        [&](const audit_log::CheckpointRow& row) -> Status {
            check.add(AuditCheck::Note{row.checkpoint.size, row.checkpoint.note, row.frontier});
            return Done{};
        }};
    TRY(audit_log::each_in_order(tx, growth));
    const std::vector<Id> out_of_order = TRY(audit_log::out_of_order(tx, kNamedMax));
    for (const Id& id : out_of_order)
        check.add(AuditFault{AuditFaultKind::OutOfOrder, 0, 0, id.hex()});
    return check.finish(TRY(audit_log::totals(tx)).waiting);
}

}  // namespace

Result<AuditVerdict> verify_audit(const Context& context, const AuditTrust& trust) {
    TRY(require(context, Permission::AuditVerify));
    const CheckpointVerifier key = TRY(key_of(context.record, trust));
    const std::vector<AuditAnchor> anchors = TRY(read_anchors(trust.anchors));
    return read_value(context.database(),
                      [&](Tx& tx) { return judge(tx, AuditCheck(key, anchors)); });
}

}  // namespace mingce
