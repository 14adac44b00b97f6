#include "store/boxes.h"

#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "crypto/problems.h"
#include "store/record_problems.h"

namespace mingce {

namespace {

// Of what a box holds: raised when its content is written otherwise.
constexpr std::uint32_t kContentVersion = 1;
constexpr std::size_t kKeyBytes = 32, kWrappedBytes = 2 * kKeyBytes;

std::string place(const BoxRow& row, const Id& key) {
    return associated({row.table, row.row, key, kContentVersion});
}

}  // namespace

Boxes::Boxes(const KeyRing& ring, Random& random)
    : ring_(ring), random_(random), sealer_(ring.root().key.bytes()) {}

OpenStudentKey Boxes::make_key(const Id& student, std::int64_t year) {
    return {student, ring_.current(KeyPurpose::Year, year).id, StudentKey::make(random_),
            StudentKey::make(random_)};
}

OpenStudentKey Boxes::make_next_key(const OpenStudentKey& key, const Id& sealing_key) {
    return {key.student, sealing_key, StudentKey::make(random_),
            StudentKey(key.commitment_key.bytes())};
}

std::string Boxes::wrap(const OpenStudentKey& key) {
    sealer_.use(ring_.find(key.sealing_key)->key.bytes());
    SecretBytes<kWrappedBytes> both;
    std::copy(key.key.bytes().begin(), key.key.bytes().end(), both.room().begin());
    std::copy(key.commitment_key.bytes().begin(), key.commitment_key.bytes().end(),
              both.room().begin() + kKeyBytes);
    return sealer_.seal(view_of(both.bytes()), place({"student_key", key.student}, key.sealing_key),
                        random_);
}

Result<OpenStudentKey> Boxes::unwrap(const Wrapped& wrapped) {
    const SealingKey* const year = ring_.find_of_any(wrapped.sealing_key);
    if (year == nullptr) return Error(problem::kKeyRingDamaged, wrapped.sealing_key.hex());
    sealer_.use(year->key.bytes());
    std::string plain = TRY(
        sealer_.open(wrapped.bytes, place({"student_key", wrapped.student}, wrapped.sealing_key)));
    if (plain.size() != kWrappedBytes) return Error(problem::kBoxDamaged);
    OpenStudentKey key{wrapped.student, wrapped.sealing_key, {}, {}};
    std::copy_n(bytes_of(plain).begin(), kKeyBytes, key.key.room().begin());
    std::copy_n(bytes_of(plain).begin() + kKeyBytes, kKeyBytes, key.commitment_key.room().begin());
    wipe({reinterpret_cast<std::uint8_t*>(plain.data()), plain.size()});
    return key;
}

std::string Boxes::seal(const OpenStudentKey& key, const BoxRow& row, std::string_view plain) {
    sealer_.use(key.key.bytes());
    return sealer_.seal(plain, place(row, key.sealing_key), random_);
}

Result<std::string> Boxes::open(const OpenStudentKey& key, const BoxRow& row,
                                std::string_view box) {
    sealer_.use(key.key.bytes());
    return sealer_.open(box, place(row, key.sealing_key));
}

std::string Boxes::seal_with(const StudentKey& key, const BoxRow& row, std::string_view plain) {
    sealer_.use(key.bytes());
    return sealer_.seal(plain, place(row, {}), random_);
}

Result<std::string> Boxes::open_with(const StudentKey& key, const BoxRow& row,
                                     std::string_view box) {
    sealer_.use(key.bytes());
    return sealer_.open(box, place(row, {}));
}

std::string Boxes::seal_for_record(const BoxRow& row, std::string_view plain) {
    const SealingKey& key = ring_.current(KeyPurpose::Record);
    sealer_.use(key.key.bytes());
    std::string box(key.id.view());
    sealer_.seal_into(box, plain, place(row, key.id), random_);
    return box;
}

Result<std::string> Boxes::open_for_record(const BoxRow& row, std::string_view box) {
    const auto id = Id::from_bytes(box.substr(0, 16));
    const SealingKey* const key = id ? ring_.find(*id) : nullptr;
    if (key == nullptr) return Error(problem::kKeyRingDamaged);
    sealer_.use(key->key.bytes());
    return sealer_.open(box.substr(16), place(row, *id));
}

}  // namespace mingce
