// What the audit tells of the record, gathered entry by entry: what should be there, and as it was
// committed to last.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "crypto/digest.h"
#include "domain/audit_entry.h"
#include "store/database.h"

namespace mingce {

/// An act as far as verifying needs it. `order` is the entry's place in the audit, from 1.
struct ToldAct {
    std::uint64_t order = 0;
    Moment at;
    std::string actor, commitment;
};

/// The last entries that commit to a student's values: one act may have several, in no order.
struct ToldValues {
    std::uint64_t order = 0;
    Moment at;
    std::vector<std::string> commitments;
};

struct ToldBatch {
    ToldAct commit, undo;  // order 0: not yet
    std::int64_t number = 0;
    bool is_closed = false, is_staged = false;
    Hash written{}, undone{};  // over what it wrote, and over what its undo left
    bool has_written = false;
    std::uint64_t source_rows = 0, findings = 0, pairs = 0, photos = 0;
};

struct ToldStatus {
    ToldAct recorded, taken_back;
};

struct ToldMerge {
    Id kept, gone;
    std::int64_t version = 0;  // of the kept one, after it
    ToldAct merge, split;
};

/// Of a pair or a finding: the last decision, "same" or "waive".
struct ToldDecision {
    ToldAct act;
    std::string what;
    std::vector<Id> students;
};

struct AuditTold {
    std::unordered_map<Id, ToldValues> values;
    std::unordered_map<Id, ToldBatch> batches;
    std::unordered_map<Id, std::map<std::int64_t, ToldStatus>> statuses;
    std::vector<ToldMerge> merges;
    std::unordered_map<Id, ToldDecision> pairs, findings;
    struct Freeze {
        Moment at;
        std::string basis;
    };
    std::unordered_map<Id, Freeze> frozen;
    std::unordered_map<Id, std::uint64_t> erased;  // by what entry
    // The last entries that may take students back, that may take rows away at all, and that
    // destroy former photos.
    std::uint64_t last_undo = 0, last_removal = 0, last_close = 0;
};

/// Reads the whole audit, also what waits for its number.
Result<AuditTold> read_told(Tx& tx);

}  // namespace mingce
