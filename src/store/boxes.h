// Sealing and opening what the record keeps from those who only have its database. Bound to table,
// row and key, so that a box moved elsewhere does not open.
#pragma once

#include <string>
#include <string_view>

#include "base/id.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/sealed_box.h"
#include "crypto/secret.h"
#include "store/key_ring.h"

namespace mingce {

/// A student's own keys, unwrapped, and the id of the year's key that wraps them. The one that
/// commits stays when the other is replaced: what the audit holds against a student stays true.
struct OpenStudentKey {
    Id student;
    Id sealing_key;
    StudentKey key;
    StudentKey commitment_key;

    OpenStudentKey copy() const {
        return {student, sealing_key, StudentKey(key.bytes()), StudentKey(commitment_key.bytes())};
    }
};

/// Where a box stands.
struct BoxRow {
    std::string_view table;
    Id row;
};

/// One per thread and use case: it keeps a cipher ready. Errors of opening: crypto.box_damaged;
/// store.key_ring_damaged where the key that sealed it is not on the ring.
class Boxes {
public:
    Boxes(const KeyRing& ring, Random& random);

    const KeyRing& ring() const { return ring_; }
    Random& random() { return random_; }

    /// A new key for a student of a year's intake.
    OpenStudentKey make_key(const Id& student, std::int64_t year);
    /// Another key to seal with, under another year's key.
    OpenStudentKey make_next_key(const OpenStudentKey& key, const Id& sealing_key);
    std::string wrap(const OpenStudentKey& key);
    struct Wrapped {
        Id student, sealing_key;
        std::string_view bytes;
    };
    Result<OpenStudentKey> unwrap(const Wrapped& wrapped);

    std::string seal(const OpenStudentKey& key, const BoxRow& row, std::string_view plain);
    Result<std::string> open(const OpenStudentKey& key, const BoxRow& row, std::string_view box);

    /// Under a batch's own key.
    std::string seal_with(const StudentKey& key, const BoxRow& row, std::string_view plain);
    Result<std::string> open_with(const StudentKey& key, const BoxRow& row, std::string_view box);

    /// Under the record's key, whose id stands in front.
    std::string seal_for_record(const BoxRow& row, std::string_view plain);
    Result<std::string> open_for_record(const BoxRow& row, std::string_view box);

private:
    const KeyRing& ring_;
    Random& random_;
    Sealer sealer_;
};

}  // namespace mingce
