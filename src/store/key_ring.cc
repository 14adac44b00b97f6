#include "store/key_ring.h"

#include <algorithm>
#include <atomic>
#include <cassert>

#include "crypto/bytes_as_text.h"
#include "crypto/sealed_box.h"
#include "store/record_problems.h"

namespace mingce {

namespace {

constexpr std::uint32_t kWrapVersion = 1;

std::string place_of(const Id& key, const Id& root) {
    return associated({"sealing_key", key, root, kWrapVersion});
}

Result<KeyPurpose> purpose_of(std::string_view text) {
    using enum KeyPurpose;
    for (KeyPurpose purpose : {Year, Record, Index, Audit})
        if (key_of(purpose) == text) return purpose;
    return Error(problem::kKeyRingDamaged, std::string(text));
}

}  // namespace

Result<KeyRing> KeyRing::load(Tx& tx, RootKey root) {
    KeyRing ring(std::move(root));
    Sealer sealer(ring.root_.key.bytes());
    const Status read = tx.query(
        "SELECT id, purpose, year, root, wrapped, retired_at FROM sealing_key"
        " ORDER BY created_at, id",
        {}, [&](const Row& row) -> Status {
            if (row.id(3) != ring.root_.id)
                return Error(problem::kKeyOfAnother, row.id(3).hex().substr(0, 8));
            SealingKey key;
            key.id = row.id(0);
            key.purpose = TRY(purpose_of(row.text(1)));
            key.year = row.integer(2);
            key.is_retired = !row.is_null(5);
            const auto opened = sealer.open(row.blob(4), place_of(key.id, ring.root_.id));
            if (!opened.ok() || opened.value().size() != 32)
                return Error(problem::kKeyRingDamaged, std::string(key_of(key.purpose)));
            std::copy_n(bytes_of(opened.value()).begin(), 32, key.key.room().begin());
            ring.keys_.push_back(std::move(key));
            return Done{};
        });
    if (!read.ok()) return read.error();
    return ring;
}

Result<Id> KeyRing::root_in_use(Tx& tx) {
    Id root;
    TRY(tx.first("SELECT root FROM sealing_key ORDER BY created_at DESC, id DESC LIMIT 1", {},
                 [&](const Row& row) { root = row.id(0); }));
    return root;
}

bool KeyRing::has(KeyPurpose purpose, std::int64_t year) const {
    return std::any_of(keys_.begin(), keys_.end(), [&](const SealingKey& key) {
        return key.purpose == purpose && key.year == year && !key.is_retired;
    });
}

const SealingKey& KeyRing::current(KeyPurpose purpose, std::int64_t year) const {
    const auto found = std::find_if(keys_.begin(), keys_.end(), [&](const SealingKey& key) {
        return key.purpose == purpose && key.year == year && !key.is_retired;
    });
    assert(found != keys_.end());
    return *found;
}

const SealingKey* KeyRing::find(const Id& id) const {
    const auto found = std::find_if(keys_.begin(), keys_.end(),
                                    [&](const SealingKey& key) { return key.id == id; });
    return found == keys_.end() ? nullptr : &*found;
}

const KeyRing* KeyRing::later() const {
    return std::atomic_ref<const KeyRing*>(later_).load(std::memory_order_acquire);
}

const SealingKey* KeyRing::find_of_any(const Id& id) const {
    if (const SealingKey* const own = find(id)) return own;
    for (const KeyRing* ring = later(); ring != nullptr; ring = ring->later())
        if (const SealingKey* const key = ring->find(id)) return key;
    for (const KeyRing* ring = earlier_; ring != nullptr; ring = ring->earlier_)
        if (const SealingKey* const key = ring->find(id)) return key;
    return nullptr;
}

std::vector<const SealingKey*> KeyRing::all_of_any(KeyPurpose purpose) const {
    std::vector<const SealingKey*> keys;
    const auto add_of = [&](const KeyRing& ring) {
        for (const SealingKey& key : ring.keys_) {
            const bool is_there = std::ranges::any_of(
                keys, [&](const SealingKey* known) { return known->id == key.id; });
            if (key.purpose == purpose && !is_there) keys.push_back(&key);
        }
    };
    add_of(*this);
    std::stable_partition(keys.begin(), keys.end(),
                          [](const SealingKey* key) { return !key->is_retired; });
    for (const KeyRing* ring = later(); ring != nullptr; ring = ring->later()) add_of(*ring);
    for (const KeyRing* ring = earlier_; ring != nullptr; ring = ring->earlier_) add_of(*ring);
    return keys;
}

void KeyRing::follow(KeyRing& earlier) {
    earlier_ = &earlier;
    std::atomic_ref<const KeyRing*>(earlier.later_).store(this, std::memory_order_release);
}

Status KeyRing::add(Tx& tx, const NewKey& wanted, Moment now, Random& random) {
    SealingKey key;
    key.id = Id::make(now, random);
    key.purpose = wanted.purpose;
    key.year = wanted.year;
    key.key = SecretKey::make(random);
    TRY(
        tx.run("UPDATE sealing_key SET retired_at = $1"
               " WHERE purpose = $2 AND year = $3 AND retired_at IS NULL",
               {now, key_of(wanted.purpose), wanted.year}));
    Sealer sealer(root_.key.bytes());
    const std::string wrapped =
        sealer.seal(view_of(key.key.bytes()), place_of(key.id, root_.id), random);
    TRY(
        tx.run("INSERT INTO sealing_key (id, institution, purpose, year, root, wrapped, created_at)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7)",
               {key.id, wanted.institution, key_of(wanted.purpose), wanted.year, root_.id,
                Param::Blob{wrapped}, now}));
    for (SealingKey& known : keys_)
        if (known.purpose == wanted.purpose && known.year == wanted.year) known.is_retired = true;
    keys_.push_back(std::move(key));
    return Done{};
}

Status KeyRing::change_root(Tx& tx, RootKey next, Random& random) {
    Sealer sealer(next.key.bytes());
    for (const SealingKey& key : keys_) {
        const std::string wrapped =
            sealer.seal(view_of(key.key.bytes()), place_of(key.id, next.id), random);
        TRY(tx.run("UPDATE sealing_key SET root = $1, wrapped = $2 WHERE id = $3",
                   {next.id, Param::Blob{wrapped}, key.id}));
    }
    root_ = std::move(next);
    return Done{};
}

Status KeyRing::destroy(Tx& tx, const Id& key) {
    TRY(tx.run("DELETE FROM sealing_key WHERE id = $1 AND retired_at IS NOT NULL", {key}));
    return Done{};
}

Result<std::vector<KeyRing::Listed>> KeyRing::list(Tx& tx) {
    std::vector<Listed> keys;
    TRY(
        tx.query("SELECT s.id, s.root, s.purpose, s.year, s.created_at, s.retired_at,"
                 " (SELECT count(*) FROM student_key k WHERE k.sealing_key = s.id)"
                 " FROM sealing_key s ORDER BY s.created_at, s.id",
                 {}, [&](const Row& row) -> Status {
                     Listed key;
                     key.id = row.id(0);
                     key.root = row.id(1);
                     key.purpose = TRY(purpose_of(row.text(2)));
                     key.year = row.integer(3);
                     key.created_at = row.moment(4);
                     if (!row.is_null(5)) key.retired_at = row.moment(5);
                     key.students = static_cast<std::uint64_t>(row.integer(6));
                     keys.push_back(key);
                     return Done{};
                 }));
    return keys;
}

Result<CheckpointSigner> KeyRing::signer(std::string_view origin) const {
    return CheckpointSigner::make(std::string(origin), current(KeyPurpose::Audit).key);
}

}  // namespace mingce
