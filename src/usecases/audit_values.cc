#include "usecases/audit_values.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "crypto/bytes_as_text.h"
#include "store/audit_log.h"
#include "store/student_commitments.h"
#include "store/students.h"

namespace mingce {

namespace {

constexpr std::size_t kFaultsKept = 20;

struct FaultText {
    ValuesFaultKind kind;
    std::string_view code;
    Text text;
};
using enum ValuesFaultKind;
constexpr std::array kValuesFaultTexts{
    FaultText{Unreadable,
              "unreadable",
              {"内容打不开：密钥或密文被换过、删过",
               "does not open: its key or box was exchanged or deleted"}},
    FaultText{Changed, "changed", {"有值绕过程序被改动", "a value was changed past the program"}},
    FaultText{
        LookUp,
        "look_up",
        {"查找用的索引不是它自己的号码的", "it is looked up by a number that is not its own"}},
    FaultText{NotAsAudited,
              "not_as_audited",
              {"不是审计最后登记的样子，被换回了旧内容",
               "it is not as last audited: an older state was put back"}},
    FaultText{History,
              "history",
              {"变更历史打不开或不完整", "its history does not open or is not whole"}},
    FaultText{Unaudited,
              "unaudited",
              {"审计中没有它的来历", "the audit does not tell where it comes from"}},
    FaultText{Missing,
              "missing",
              {"审计中有它，库里却没有", "the audit tells of it, and it is not there"}},
    FaultText{Batch,
              "batch",
              {"写入的内容与登记的不符：有学生被删、被改或被换回旧内容",
               "what it wrote is not there as it was: students were deleted, changed or put back"}},
};

constexpr bool each_fault_has_its_text() {
    for (std::size_t i = 0; i < kValuesFaultTexts.size(); ++i)
        if (kValuesFaultTexts[i].kind != static_cast<ValuesFaultKind>(i)) return false;
    return kValuesFaultTexts.size() == static_cast<std::size_t>(Batch) + 1;
}
static_assert(each_fault_has_its_text());

const FaultText& text_of(ValuesFaultKind kind) {
    return kValuesFaultTexts[static_cast<std::size_t>(kind)];
}

/// The last commitment that an entry makes to a student. `order` is the entry's place in the audit.
struct OwnCommitment {
    std::uint64_t order = 0;
    std::string bytes;
};

struct AuditedBatch {
    std::uint64_t order = 0, number = 0;
    Hash written{};
    bool is_undone = false;
    // As found again: by source row, and by id.
    std::map<std::int64_t, Hash> created;
    std::map<Id, Hash> changed;
};

struct EditedStudent {
    Id id, batch;
    std::int64_t source_row = 0, version = 0;
    Hash commitment{};
};

/// Others commit to what they tell of: a status event, a decision.
bool commits_to_values(std::string_view action) {
    constexpr std::string_view kActions[] = {"student.add", "student.set", "finding.fix",
                                             "match.merge", "match.split"};
    return std::find(std::begin(kActions), std::end(kActions), action) != std::end(kActions);
}

/// "… name=value …" of an entry's detail; "" where it is not there.
std::string_view item_of(std::string_view detail, std::string_view name) {
    const std::string mark = " " + std::string(name) + "=";
    const std::size_t at = detail.find(mark);
    if (at == std::string_view::npos) return {};
    detail.remove_prefix(at + mark.size());
    return detail.substr(0, detail.find(' '));
}

Hash leaf_of(const Id& student, const Hash& commitment) {
    return leaf_hash(std::string(student.view()) + std::string(view_of(commitment)));
}

class ValuesCheck {
public:
    ValuesCheck(Tx& tx, const Context& context)
        : tx_(tx), boxes_(context.record.ring(), context.random), sealer_(boxes_) {}

    Status run() {
        TRY(read_audit());
        TRY(students::each_committed(tx_, boxes_, sealer_, [&](CommittedStudent& student) {
            compare_with_itself(student);
            return Status(Done{});
        }));
        for (const EditedStudent& student : edited_) TRY(compare_with_history(student));
        for (auto& [student, own] : own_)
            if (last_undo_ < own.order) blame(Missing, student);
        for (const auto& [id, batch] : batches_) compare_batch(id, batch);
        return Done{};
    }
    ValuesVerdict verdict() && { return std::move(verdict_); }

private:
    Status read_audit() {
        std::uint64_t order = 0;
        TRY(audit_log::each_numbered(tx_, 0, [&](const audit_log::NumberedEntry& entry) {
            take(++order, entry.entry);
            return Status(Done{});
        }));
        const std::vector<AuditEntry> waiting = TRY(audit_log::waiting(tx_));
        for (const AuditEntry& entry : waiting) take(++order, entry);
        return Done{};
    }

    void take(std::uint64_t order, const AuditEntry& entry) {
        if (!entry.commitment.empty() && commits_to_values(entry.action))
            own_[entry.subject] = {order, entry.commitment};
        if (entry.action == "student.erase" || entry.action == "batch.undo") last_removal_ = order;
        if (entry.action == "batch.undo") {
            last_undo_ = order;
            batches_[entry.subject].is_undone = true;
        }
        if (entry.action != "batch.commit") return;
        AuditedBatch& batch = batches_[entry.subject];
        batch.order = order;
        const std::string detail = " " + entry.detail;
        batch.number = std::strtoull(std::string(item_of(detail, "number")).c_str(), nullptr, 10);
        if (!read_hex(item_of(detail, "written"), batch.written)) batch.is_undone = true;
    }

    void compare_with_itself(CommittedStudent& student) {
        if (student.state == RecordState::Erased) {
            ++verdict_.erased;
            own_.erase(student.id);
            return;
        }
        ++verdict_.students;
        if (!student.values) {
            own_.erase(student.id);
            blame(Unreadable, student.id);
            return;
        }
        const Hash commitment = sealer_.commitment(student.key, *student.values);
        if (view_of(commitment) != student.stored) blame(Changed, student.id);
        if (!student.is_looked_up_rightly) blame(LookUp, student.id);
        const EditedStudent known{student.id, student.batch, student.source_row, student.version,
                                  commitment};
        if (student.version > 1) {
            edited_.push_back(known);
            return;
        }
        note_creation(known, commitment);
        compare_with_audit(known, {});
    }

    void note_creation(const EditedStudent& student, const Hash& commitment) {
        const auto batch = batches_.find(student.batch);
        if (batch != batches_.end())
            batch->second.created[student.source_row] = leaf_of(student.id, commitment);
    }

    /// Takes the events back one by one, so that each batch's own writing is seen.
    Status compare_with_history(const EditedStudent& student) {
        const auto events = students::events(tx_, boxes_, student.id);
        const StudentRecord record = TRY(students::load(tx_, boxes_, student.id));
        const OpenStudentKey key = TRY(students::load_key(tx_, boxes_, student.id));
        if (!events.ok() ||
            static_cast<std::int64_t>(events.value().size()) != student.version - 1) {
            own_.erase(student.id);
            blame(History, student.id);
            return Done{};
        }
        FieldValues values = record.values;
        for (auto event = events.value().rbegin(); event != events.value().rend(); ++event) {
            const auto batch = batches_.find(event->batch);
            if (event->cause == ChangeCause::Import && batch != batches_.end())
                batch->second.changed[student.id] =
                    leaf_of(student.id, sealer_.commitment(key, values));
            for (const FieldChange& change : event->changes) values[change.field] = change.before;
        }
        note_creation(student, sealer_.commitment(key, values));
        compare_with_audit(student, events.value());
        return Done{};
    }

    /// The latest word of the audit on this student: its own entry, or a batch's.
    void compare_with_audit(const EditedStudent& student, std::span<const StudentEvent> events) {
        const auto own = own_.find(student.id);
        const std::uint64_t own_order = own == own_.end() ? 0 : own->second.order;
        std::uint64_t batch_order = 0;
        const auto look_at = [&](const Id& id) {
            const auto batch = batches_.find(id);
            if (batch != batches_.end()) batch_order = std::max(batch_order, batch->second.order);
        };
        look_at(student.batch);
        for (const StudentEvent& event : events)
            if (event.cause == ChangeCause::Import) look_at(event.batch);
        const bool agrees = own != own_.end() && own->second.bytes == view_of(student.commitment);
        if (own != own_.end()) own_.erase(own);
        if (agrees) return;
        if (own_order == 0 && batch_order == 0)
            blame(Unaudited, student.id);
        else if (own_order > batch_order && last_undo_ < own_order)
            blame(NotAsAudited, student.id);
        else if (own_order > batch_order ||
                 (!events.empty() && events.back().cause != ChangeCause::Import))
            ++verdict_.students_not_covered;
    }

    void compare_batch(const Id& id, const AuditedBatch& batch) {
        if (batch.order == 0) return;
        std::vector<Hash> leaves;
        for (const auto& [row, leaf] : batch.created) leaves.push_back(leaf);
        for (const auto& [student, leaf] : batch.changed) leaves.push_back(leaf);
        if (!batch.is_undone && tree_head(leaves).root == batch.written)
            ++verdict_.batches;
        else if (batch.is_undone || last_removal_ > batch.order)
            ++verdict_.batches_not_covered;
        else
            blame(Batch, id, batch.number);
    }

    void blame(ValuesFaultKind kind, const Id& object, std::uint64_t number = 0) {
        ++verdict_.fault_count;
        if (verdict_.faults.size() < kFaultsKept) verdict_.faults.push_back({kind, object, number});
    }

    Tx& tx_;
    Boxes boxes_;
    StudentSealer sealer_;
    ValuesVerdict verdict_;
    std::unordered_map<Id, OwnCommitment> own_;  // of students not met yet
    std::unordered_map<Id, AuditedBatch> batches_;
    std::vector<EditedStudent> edited_;
    // The last entries that may take students back, and that may take them away at all.
    std::uint64_t last_undo_ = 0, last_removal_ = 0;
};

}  // namespace

std::string_view code_of(ValuesFaultKind kind) { return text_of(kind).code; }

std::string sentence(const ValuesFault& fault, Language language) {
    const Text who = fault.kind == Batch ? Text{"批次 ", "Batch "} : Text{"学生 ", "Student "};
    return std::string(who.in(language)) +
           (fault.kind == Batch ? std::to_string(fault.number) : fault.object.hex()) +
           std::string(Text{"：", ": "}.in(language)) +
           std::string(text_of(fault.kind).text.in(language));
}

Result<ValuesVerdict> verify_values(const Context& context) {
    ValuesVerdict verdict;
    TRY(context.database().read([&](Tx& tx) -> Status {
        ValuesCheck check(tx, context);
        TRY(check.run());
        verdict = std::move(check).verdict();
        return Done{};
    }));
    return verdict;
}

}  // namespace mingce
