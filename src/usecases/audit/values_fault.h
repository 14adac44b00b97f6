// What can be wrong with the record beside its audit: a value, a state or a row that somebody
// changed past the program.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"

namespace mingce {

enum class ValuesFaultKind : std::uint8_t {
    Unreadable,       // its key or box does not open
    Changed,          // its values are not those of its commitment
    LookUp,           // it is looked up by another number than its own
    NotAsAudited,     // it agrees with itself, but not with the last audited commitment: an older
                      // state
    History,          // its events do not open, or are not as many as its changes
    Unaudited,        // no entry of the audit tells where it comes from
    Missing,          // the audit tells of it, and it is not there
    State,            // live, merged, frozen or erased otherwise than the audit tells
    EnrolmentStatus,  // its status events, or what they add up to, are not as audited
    Merge,            // merges of a student are not as audited
    SourceRow,        // a row it came from does not open, was altered, or is not there
    Photo,            // a picture does not open, or is another one than it says
    Pair,             // a pair's decision is not as audited
    Finding,          // a finding was altered, or its decision is not as audited
    Batch,            // what the batch wrote is not what is there of it
    BatchRows,        // rows, findings, pairs or photos of the batch are not as many as it wrote
};
std::string_view code_of(ValuesFaultKind kind);

struct ValuesFault {
    ValuesFaultKind kind = ValuesFaultKind::Changed;
    Id object;                 // the student; else the pair, the finding or the batch
    std::uint64_t number = 0;  // of a batch its own
};
std::string sentence(const ValuesFault& fault, Language language);

/// The first twenty, and how many there are.
struct ValuesFaults {
    std::vector<ValuesFault> first;
    std::uint64_t count = 0;

    void add(ValuesFaultKind kind, const Id& object, std::uint64_t number = 0);
};

}  // namespace mingce
