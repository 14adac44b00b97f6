// Judges an audit entry by entry, wherever it comes from: a database, an exported file. Needs the
// public key alone, keeps one path of the tree in memory, and names what is wrong by number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.h"
#include "base/result.h"
#include "crypto/checkpoint.h"

namespace mingce {

/// What can be wrong with an audit. Texts stand in kAuditFaultTexts.
enum class AuditFaultKind : std::uint8_t {
    Number,            // a number is missing, doubled or out of order
    LeafHash,          // an entry's text is not what its leaf was made of
    CheckpointNote,    // a stored note is malformed, unsigned or forged; `why` says which
    CheckpointOrigin,  // a note of another log
    CheckpointPlace,   // a note's size is not where it stands
    CheckpointRoot,    // entries are not those that were signed
    StoredTree,        // the stored tree is not that of the entries
    Unsigned,          // entries that no checkpoint covers
    NoCheckpoint,      // nothing is signed at all
    OutOfOrder,        // an entry neither numbered nor waiting, or both
    AnchorNote,        // an anchor that the key did not sign; `why` says how
    AnchorOrigin,      // an anchor of another log
    AnchorRoot,        // another history was signed: entries were altered, or the log forked
    AnchorBeyond,      // entries were signed that are not here: a tail cut off, or an old copy
};
std::string_view code_of(AuditFaultKind kind);

struct AuditFault {
    AuditFaultKind kind = AuditFaultKind::Number;
    std::uint64_t first = 0, last = 0;  // entries it may concern, both included
    std::string detail;                 // a file, a number, an id
    const Problem* why = nullptr;
};
/// "Entry 17: what is wrong (detail)", or "Entries 12 to 17: …"; no line end.
std::string sentence(const AuditFault& fault, Language language);

/// A checkpoint from elsewhere: printed, mailed, or kept by a witness.
struct AuditAnchor {
    std::string source;  // the file it comes from
    std::string note;
};

struct AuditVerdict {
    std::string origin, public_key;
    TreeHead head;  // of all entries
    std::uint64_t checkpoints = 0, waiting = 0;
    std::uint64_t anchors = 0;       // that agree
    std::uint64_t steps_back = 0;    // entries whose time is before the entry's before them
    std::vector<AuditFault> faults;  // the first twenty, in the order they were met
    std::uint64_t fault_count = 0;
    bool has_anchor = false;      // any was given
    bool is_key_of_file = false;  // nobody but the file itself vouches for the key

    bool holds() const { return fault_count == 0; }
    /// The first entry that is not beyond doubt; nothing when all are.
    std::optional<std::uint64_t> first_bad() const;
};

class AuditCheck {
public:
    /// The key's name is the log's origin.
    AuditCheck(CheckpointVerifier key, const std::vector<AuditAnchor>& anchors);

    struct Entry {
        std::uint64_t number = 0;
        std::string_view text;  // canonical_text(AuditEntry)
        Hash hash{};            // as stored beside it
        Moment at;
    };
    /// In the order of the source.
    void add(const Entry& entry);

    struct Note {
        std::uint64_t size = 0;  // where the source says it stands
        std::string_view text;
        std::optional<std::string_view> frontier;  // as stored beside it, where the source has it
    };
    /// Directly after the last entry that it covers.
    void add(const Note& note);

    /// What the source itself is wrong in.
    void add(AuditFault fault);

    const CheckpointVerifier& key() const { return key_; }
    std::uint64_t size() const { return frontier_.size(); }
    std::uint64_t checkpoints() const { return verdict_.checkpoints; }
    AuditVerdict finish(std::uint64_t waiting);

private:
    struct OpenAnchor {
        TreeHead head;
        std::string source;
    };
    void open_anchors(const std::vector<AuditAnchor>& anchors);
    void compare_anchors();
    void judge_root(const TreeHead& head);
    /// The last entry so far, of those from `first` on; `first` itself where there is none.
    std::uint64_t last_from(std::uint64_t first) const {
        return size() > first ? size() - 1 : first;
    }

    CheckpointVerifier key_;
    AuditVerdict verdict_;
    Frontier frontier_;
    std::vector<OpenAnchor> anchors_;  // smallest first
    std::size_t next_anchor_ = 0;
    std::uint64_t next_number_ = 0;
    std::uint64_t agreed_ = 0;   // size of the last checkpoint or anchor whose root was right
    std::uint64_t vouched_ = 0;  // the same, of the last anchor alone
    std::uint64_t covered_ = 0;  // size of the last checkpoint that is ours
    // Said once: every later root differs too.
    bool root_differs_ = false, anchor_differs_ = false;
    Moment last_at_;
};

}  // namespace mingce
