#include "usecases/access/reveal_fields.h"

#include <algorithm>

#include "access/problems.h"
#include "access/sight.h"
#include "base/text.h"
#include "domain/student_record.h"
#include "store/audit_log.h"
#include "store/record_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"

namespace mingce {

namespace {

using enum Field;

constexpr Field kDocument[] = {IdNumber, IdValidity};
constexpr Field kContactFields[] = {Phone, PhoneOther, Email, HomeAddress, Postcode, Recipient};
constexpr Field kFamily[] = {GuardianName, GuardianRelation, GuardianPhone, EmergencyName,
                             EmergencyPhone};
constexpr Field kHealth[] = {HealthStatus};
constexpr Field kBank[] = {BankAccount};
constexpr Field kAdmission[] = {ExamNumber, TicketNumber, NoticeNumber};

constexpr FieldGroup kGroups[] = {
    {"document", {"证件", "Document"}, kDocument},
    {"contact", {"联系方式", "Contact"}, kContactFields},
    {"family", {"家庭与紧急联系人", "Family and emergency contacts"}, kFamily},
    {"health", {"健康状况", "Health"}, kHealth},
    {"bank", {"银行账号", "Bank account"}, kBank},
    {"admission", {"招生号码", "Admission numbers"}, kAdmission},
};

constexpr RevealReason kReasons[] = {
    {"verify", {"核对证件或材料", "comparing with a document"}},
    {"correct", {"更正信息", "correcting a value"}},
    {"contact", {"联系学生或家长", "reaching the student or the family"}},
    {"emergency", {"紧急情况", "an emergency"}},
    {"authority", {"主管部门要求", "asked for by an authority"}},
    {"student", {"学生本人申请", "asked for by the student"}},
    {"other", {"其他", "something else"}},
};

constexpr std::size_t kReasonLengthMax = 500;
constexpr std::int64_t kMinute = 60'000;

Result<std::vector<Field>> fields_asked_for(const RevealFields& request) {
    std::vector<Field> fields = request.fields;
    if (!request.group.empty()) {
        const auto* const group = std::ranges::find(kGroups, request.group, &FieldGroup::key);
        if (group == std::end(kGroups)) return Error(problem::kRevealNoFields, request.group);
        fields.insert(fields.end(), group->fields.begin(), group->fields.end());
    }
    std::erase(fields, Photo);
    if (fields.empty()) return Error(problem::kRevealNoFields);
    return fields;
}

Status check_reason(const RevealFields& request) {
    if (std::ranges::find(kReasons, request.reason, &RevealReason::key) == std::end(kReasons))
        return Error(problem::kReasonUnknown, request.reason);
    const std::size_t length = code_point_count(request.words);
    if (length == 0 || length > kReasonLengthMax) return Error(problem::kReasonWords);
    return Done{};
}

Moment start_of_today(Moment now) {
    return {now.milliseconds - now.milliseconds % kMillisecondsPerDay};
}

}  // namespace

std::span<const FieldGroup> reveal_groups() { return kGroups; }
std::span<const RevealReason> reveal_reasons() { return kReasons; }

Result<Revealed> reveal_fields(const Context& context, const RevealFields& request) {
    TRY(require(context, Permission::StudentReveal));
    TRY(check_reason(request));
    const std::vector<Field> fields = TRY(fields_asked_for(request));
    return write_value(context.database(), [&](Tx& tx) -> Result<Revealed> {
        Boxes boxes = context.boxes();
        Revealed revealed;
        revealed.student = TRY(find_student(tx, context, request.who));
        const StudentRecord record = TRY(students::load(tx, boxes, revealed.student));
        if (record.state == RecordState::Erased) return Error(problem::kStudentUnknown);
        for (Field field : fields) revealed.fields.push_back({field, record.values[field]});
        TRY(reveals::add(
            tx, boxes,
            {context.make_id(), revealed.student, context.now, context.actor,
             context.caller.is_at_the_machine() ? "machine"
                                                : std::string(key_of(context.caller.role)),
             fields, request.reason, request.words}));
        TRY(audit(tx, context,
                  {"student.reveal", "student", revealed.student,
                   "fields=" + keys_of(fields) + " reason=" + request.reason, ""}));
        revealed.today = TRY(reveals::count_since(tx, context.actor, start_of_today(context.now)));
        // Once a day is enough to be asked what for.
        if (revealed.today == kQuietRevealsADay + 1)
            TRY(audit(
                tx, context,
                {"alert.reveals", "record", {}, "reveals=" + std::to_string(revealed.today), ""}));
        return revealed;
    });
}

Result<std::vector<Reveal>> reveals_of(const Context& context, const std::string& who) {
    TRY(require(context, Permission::RevealRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<Reveal>> {
        Boxes boxes = context.boxes();
        std::vector<Reveal> list =
            TRY(reveals::of_student(tx, boxes, TRY(find_student(tx, context, who))));
        if (context.caller.scope.kind == ScopeKind::Self)
            for (Reveal& reveal : list) reveal.words.clear();
        return list;
    });
}

Result<std::vector<Id>> look_up_by_number(const Context& context, const LookUpByNumber& request) {
    TRY(require(context, Permission::StudentReveal));
    // Counted for itself, so that a refused one counts too.
    const std::uint64_t tries = TRY(write_value(context.database(), [&](Tx& tx) {
        return reveals::note_look_up(
            tx,
            {context.make_id(), context.actor, context.now, {context.now.milliseconds - kMinute}});
    }));
    if (tries > kLookUpsAMinute && !context.caller.is_at_the_machine())
        return Error(problem::kTooOften);
    return write_value(context.database(), [&](Tx& tx) -> Result<std::vector<Id>> {
        Boxes boxes = context.boxes();
        StudentSealer sealer(boxes);
        std::vector<Id> found;
        for (const Id& id : TRY(students::find_by_document(tx, sealer, request.number))) {
            const Id person = TRY(students::living(tx, id));
            const bool is_new = std::ranges::find(found, person) == found.end();
            if (is_new && TRY(students::is_within(tx, context.caller.scope, person)))
                found.push_back(person);
        }
        TRY(audit(tx, context,
                  {"student.look_up", "record", {}, "found=" + std::to_string(found.size()), ""}));
        return found;
    });
}

Result<std::vector<Alert>> list_alerts(const Context& context, Moment since) {
    TRY(require(context, Permission::AlertRead));
    std::vector<Alert> alerts;
    audit_log::Selection selection;
    selection.since = since;
    selection.action = "alert.reveals";
    TRY(context.database().read([&](Tx& tx) {
        alerts.clear();
        return audit_log::each_listed(tx, selection,
                                      [&](const audit_log::ListedEntry& listed) -> Status {
                                          const AuditEntry& entry = listed.entry;
                                          alerts.push_back({entry.at, entry.actor, entry.detail});
                                          return Done{};
                                      });
    }));
    return alerts;
}

}  // namespace mingce
