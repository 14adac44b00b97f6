#include "usecases/audit/audit_check.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mingce {

namespace {

constexpr std::size_t kFaultsKept = 20;
// Entries of one second may be numbered in another order than their milliseconds.
constexpr std::int64_t kStepBackMs = 1000;

struct FaultText {
    AuditFaultKind kind;
    std::string_view code;
    bool is_of_entries;  // else of what the detail names
    Text text;
};

using enum AuditFaultKind;
constexpr std::array kAuditFaultTexts{
    FaultText{Number,
              "number",
              true,
              {"序号不连续，有缺失、重复或错位",
               "the numbers are not one after the other: missing, "
               "doubled or moved"}},
    FaultText{LeafHash,
              "hash",
              true,
              {"内容与登记时的哈希不符", "its text is not what was hashed when it was numbered"}},
    FaultText{CheckpointNote,
              "checkpoint_note",
              true,
              {"其上的检查点无效", "the checkpoint over it is not valid"}},
    FaultText{CheckpointOrigin,
              "checkpoint_origin",
              true,
              {"其上的检查点是另一个档案库的", "the checkpoint over it is another record's"}},
    FaultText{CheckpointPlace,
              "checkpoint_place",
              true,
              {"检查点签的条数与它所在的位置不符",
               "the checkpoint signs another number of entries than stand before it"}},
    FaultText{CheckpointRoot,
              "checkpoint_root",
              true,
              {"其中有与签名不符的内容：被改动、插入、删除或调换",
               "not as signed: something was altered, inserted, deleted or moved"}},
    FaultText{StoredTree,
              "stored_tree",
              true,
              {"库中保存的树与各条不符", "the stored tree is not that of the entries"}},
    FaultText{Unsigned, "unsigned", true, {"没有检查点覆盖", "no checkpoint covers it"}},
    FaultText{NoCheckpoint,
              "no_checkpoint",
              true,
              {"一个检查点也没有，什么都无法证明", "there is no checkpoint: nothing is proved"}},
    FaultText{OutOfOrder,
              "out_of_order",
              false,
              {"这一条绕过程序写入，或编号被抹去",
               "this entry was written past the program, or its number taken away"}},
    FaultText{AnchorNote, "anchor_note", false, {"这个外部检查点无效", "this anchor is not valid"}},
    FaultText{AnchorOrigin,
              "anchor_origin",
              false,
              {"这个外部检查点是另一个档案库的", "this anchor is another record's"}},
    FaultText{AnchorRoot,
              "anchor_root",
              true,
              {"与外部检查点不符：被改动过，或历史分叉",
               "not as the anchor has it: entries were altered, or the history forked"}},
    FaultText{
        AnchorBeyond,
        "anchor_beyond",
        true,
        {"外部检查点证明存在，这里却没有：末尾被截去，或这是旧副本，也可能更早就分叉了",
         "an anchor proves that it was there, and it is not: the tail was cut off, this is an "
         "old copy, or the history forked earlier"}},
};

const FaultText& text_of(AuditFaultKind kind) {
    return *std::find_if(kAuditFaultTexts.begin(), kAuditFaultTexts.end(),
                         [kind](const FaultText& text) { return text.kind == kind; });
}

constexpr bool each_fault_has_its_text() {
    for (std::size_t i = 0; i < kAuditFaultTexts.size(); ++i)
        if (kAuditFaultTexts[i].kind != static_cast<AuditFaultKind>(i)) return false;
    return static_cast<std::size_t>(AnchorBeyond) + 1 == kAuditFaultTexts.size();
}
static_assert(each_fault_has_its_text());

std::string entries_text(const AuditFault& fault, Language language) {
    const std::string first = std::to_string(fault.first), last = std::to_string(fault.last);
    if (language == Language::Chinese)
        return fault.first == fault.last ? "第 " + first + " 条"
                                         : "第 " + first + "–" + last + " 条";
    return fault.first == fault.last ? "Entry " + first : "Entries " + first + " to " + last;
}

}  // namespace

std::string_view code_of(AuditFaultKind kind) { return text_of(kind).code; }

std::string sentence(const AuditFault& fault, Language language) {
    const FaultText& text = text_of(fault.kind);
    const bool names_detail = !text.is_of_entries;
    std::string said = names_detail ? one_line(fault.detail) : entries_text(fault, language);
    said += Text{"：", ": "}.in(language);
    said += text.text.in(language);
    std::string more;
    if (fault.why != nullptr) more = fault.why->what.in(language);
    if (!names_detail && !fault.detail.empty())
        more += (more.empty() ? "" : "; ") + one_line(fault.detail);
    if (more.empty()) return said;
    return said + std::string(Text{"（", " ("}.in(language)) + more +
           std::string(Text{"）", ")"}.in(language));
}

std::optional<std::uint64_t> AuditVerdict::first_bad() const {
    std::optional<std::uint64_t> first;
    for (const AuditFault& fault : faults)
        if (text_of(fault.kind).is_of_entries)
            first = std::min(first.value_or(fault.first), fault.first);
    return first;
}

AuditCheck::AuditCheck(CheckpointVerifier key, const std::vector<AuditAnchor>& anchors)
    : key_(std::move(key)) {
    verdict_.origin = key_.name();
    verdict_.public_key = key_.text();
    verdict_.has_anchor = !anchors.empty();
    open_anchors(anchors);
    compare_anchors();
}

void AuditCheck::open_anchors(const std::vector<AuditAnchor>& anchors) {
    for (const AuditAnchor& anchor : anchors) {
        const auto opened = key_.open(anchor.note);
        if (!opened.ok())
            add(AuditFault{AnchorNote, 0, 0, anchor.source, &opened.error().problem()});
        else if (opened.value().origin != key_.name())
            add(AuditFault{AnchorOrigin, 0, 0, anchor.source});
        else
            anchors_.push_back({opened.value().head, anchor.source});
    }
    std::stable_sort(
        anchors_.begin(), anchors_.end(),
        [](const OpenAnchor& a, const OpenAnchor& b) { return a.head.size < b.head.size; });
}

void AuditCheck::compare_anchors() {
    for (; next_anchor_ < anchors_.size() && anchors_[next_anchor_].head.size == size();
         ++next_anchor_) {
        const OpenAnchor& anchor = anchors_[next_anchor_];
        if (anchor.head == frontier_.head()) {
            ++verdict_.anchors;
            agreed_ = vouched_ = size();
        } else if (!anchor_differs_) {
            // A fork's own checkpoints agree with it: only an anchor says where it begins.
            anchor_differs_ = true;
            add(AuditFault{AnchorRoot, vouched_, last_from(vouched_), anchor.source});
        }
    }
}

void AuditCheck::add(const Entry& entry) {
    if (entry.number != next_number_)
        add(AuditFault{Number, next_number_, next_number_, "→ " + std::to_string(entry.number)});
    next_number_ = entry.number + 1;
    // The tree goes on with the stored hash: when the roots agree all the same, only this entry's
    // text was altered, and the report says no more than that.
    if (leaf_hash(entry.text) != entry.hash)
        add(AuditFault{LeafHash, entry.number, entry.number, ""});
    frontier_.append(entry.hash);
    if (last_at_.milliseconds - entry.at.milliseconds > kStepBackMs) ++verdict_.steps_back;
    last_at_ = entry.at;
    compare_anchors();
}

void AuditCheck::add(const Note& note) {
    ++verdict_.checkpoints;
    const std::uint64_t first = agreed_, last = last_from(agreed_);
    if (note.frontier && *note.frontier != frontier_.bytes())
        add(AuditFault{StoredTree, first, last, ""});
    const auto opened = key_.open(note.text);
    if (!opened.ok()) {
        add(AuditFault{CheckpointNote, first, last, "", &opened.error().problem()});
        return;
    }
    const Checkpoint& checkpoint = opened.value();
    if (checkpoint.origin != key_.name()) {
        add(AuditFault{CheckpointOrigin, first, last, ""});
        return;
    }
    if (checkpoint.head.size != note.size || note.size != size()) {
        add(AuditFault{CheckpointPlace, first, last,
                       std::to_string(checkpoint.head.size) + " ≠ " + std::to_string(size())});
        return;
    }
    covered_ = size();
    judge_root(checkpoint.head);
}

void AuditCheck::judge_root(const TreeHead& head) {
    if (head == frontier_.head())
        agreed_ = size();
    else if (!root_differs_)
        add(AuditFault{CheckpointRoot, agreed_, last_from(agreed_), ""});
    root_differs_ = agreed_ != size();
}

void AuditCheck::add(AuditFault fault) {
    ++verdict_.fault_count;
    if (verdict_.faults.size() < kFaultsKept) verdict_.faults.push_back(std::move(fault));
}

AuditVerdict AuditCheck::finish(std::uint64_t waiting) {
    if (verdict_.checkpoints == 0)
        add(AuditFault{NoCheckpoint, 0, last_from(0), ""});
    else if (covered_ != size())
        add(AuditFault{Unsigned, covered_, last_from(covered_), ""});
    if (next_anchor_ < anchors_.size())
        add(AuditFault{AnchorBeyond, size(), anchors_.back().head.size - 1,
                       anchors_.back().source});
    verdict_.head = frontier_.head();
    verdict_.waiting = waiting;
    return std::move(verdict_);
}

}  // namespace mingce
