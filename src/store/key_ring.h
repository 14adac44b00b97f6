// The record's keys, unlocked: those that are random, lie wrapped in the database and are opened by
// the root key alone. Changing the root key wraps a handful of rows anew (docs/adr/0008).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/checkpoint.h"
#include "crypto/key_file.h"
#include "crypto/secret.h"
#include "store/database.h"

namespace mingce {

/// What a key is for. Keys of texts are stored: append only.
enum class KeyPurpose : std::uint8_t {
    Year,    // wraps the keys of the students of a year's intakes
    Record,  // seals what belongs to no student, wraps the keys of batches
    Index,   // makes blind indexes and fingerprints
    Audit,   // signs checkpoints
};

constexpr std::string_view key_of(KeyPurpose purpose) {
    switch (purpose) {
        case KeyPurpose::Year: return "year";
        case KeyPurpose::Record: return "record";
        case KeyPurpose::Index: return "index";
        case KeyPurpose::Audit: return "audit";
    }
    return "";
}

struct SealingKey {
    Id id;
    KeyPurpose purpose = KeyPurpose::Record;
    std::int64_t year = 0;  // of KeyPurpose::Year, else 0
    bool is_retired = false;
    SecretKey key;
};

/// Kept in locked memory as long as it lives.
class KeyRing {
public:
    /// Opens every key. Errors: store.key_of_another — the root key is another record's, or an
    /// older one; store.key_ring_damaged; the database's.
    static Result<KeyRing> load(Tx& tx, RootKey root);

    /// The root key the database is locked with; none before the first key was made.
    static Result<Id> root_in_use(Tx& tx);

    const Id& root_id() const { return root_.id; }
    const RootKey& root() const { return root_; }

    /// The one in use. Precondition: add() was called for it once.
    const SealingKey& current(KeyPurpose purpose, std::int64_t year = 0) const;
    bool has(KeyPurpose purpose, std::int64_t year = 0) const;
    /// By id, retired ones too; null when there is none.
    const SealingKey* find(const Id& id) const;
    const std::vector<SealingKey>& all() const { return keys_; }
    /// Likewise, also where it came with a later ring, or went with an earlier one: what a reader
    /// sees may be of before or after its ring.
    const SealingKey* find_of_any(const Id& id) const;
    /// Every key of a purpose that this ring or one before or after it holds, its own in use first.
    std::vector<const SealingKey*> all_of_any(KeyPurpose purpose) const;
    /// Stands after another ring of the same record; both stay where they are. Reading goes on in
    /// other threads.
    void follow(KeyRing& earlier);

    struct NewKey {
        Id institution;
        KeyPurpose purpose = KeyPurpose::Record;
        std::int64_t year = 0;
    };
    /// Makes a key, writes it wrapped, retires the one that was in use.
    Status add(Tx& tx, const NewKey& wanted, Moment now, Random& random);

    /// Wraps every key under another root key; the old one opens nothing from then on.
    Status change_root(Tx& tx, RootKey next, Random& random);

    /// Takes a retired key away for good. Nothing may be sealed under it any more.
    static Status destroy(Tx& tx, const Id& key);

    /// Of every key, without opening one; oldest first. Errors: store.key_ring_damaged.
    struct Listed {
        Id id, root;
        KeyPurpose purpose = KeyPurpose::Record;
        std::int64_t year = 0;
        Moment created_at;
        std::optional<Moment> retired_at;
        std::uint64_t students = 0;  // whose keys it wraps
    };
    static Result<std::vector<Listed>> list(Tx& tx);

    /// Signs checkpoints in the record's name.
    Result<CheckpointSigner> signer(std::string_view origin) const;

private:
    explicit KeyRing(RootKey root) : root_(std::move(root)) {}

    RootKey root_;
    std::vector<SealingKey> keys_;
    const KeyRing* later() const;
    const KeyRing* earlier_ = nullptr;
    mutable const KeyRing* later_ = nullptr;  // by std::atomic_ref
};

}  // namespace mingce
