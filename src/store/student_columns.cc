#include "store/student_columns.h"

#include <algorithm>

#include "base/text.h"
#include "crypto/bytes_as_text.h"

namespace mingce {

namespace {

constexpr std::size_t kIndexBytes = 16;
constexpr std::int64_t kPhoneBuckets = 512;
constexpr std::size_t kNamePartsMax = 16;
constexpr std::string_view kDocumentPurpose = "mingce document number",
                           kPhonePurpose = "mingce phone", kFilePurpose = "mingce file";

HmacSha256 derived(const SecretKey& index_key, std::string_view purpose) {
    const SecretKey key = SecretKey::derived(index_key, purpose);
    return HmacSha256(key.bytes());
}

constexpr std::size_t place_of(Field field) { return static_cast<std::size_t>(field); }

constexpr std::array<bool, kFieldCount> kHasColumn = [] {
    std::array<bool, kFieldCount> has{};
    for (const FieldColumn& column : kFieldColumns) has[place_of(column.field)] = true;
    return has;
}();

std::string index_of(HmacSha256& mac, std::string_view number) {
    std::string plain;
    for (char c : number)
        if (c != ' ') plain += to_upper(c);
    if (plain.empty()) return {};
    return std::string(view_of(mac.of(plain)).substr(0, kIndexBytes));
}

std::int64_t bucket_of(HmacSha256& mac, std::string_view phone) {
    std::string digits;
    std::copy_if(phone.begin(), phone.end(), std::back_inserter(digits), is_digit);
    if (digits.empty()) return -1;
    const Hash hash = mac.of(digits);
    return (hash[0] * 256 + hash[1]) % kPhoneBuckets;
}

std::string fingerprint_of(HmacSha256& mac, const Hash& hash) {
    return std::string(view_of(mac.of(view_of(hash))).substr(0, kIndexBytes));
}

// The commitment's key is the student's too, but never the one that seals: two uses, two keys.
Hash committed(const OpenStudentKey& key, std::string_view text) {
    HmacSha256 mac(key.commitment_key.bytes());
    return mac.of(text);
}

}  // namespace

StudentSealer::StudentSealer(Boxes& boxes, const DataStandard& standard)
    : boxes_(boxes), standard_(standard) {
    know_every_index_key();
}

void StudentSealer::know_every_index_key() {
    for (const SealingKey* const key : boxes_.ring().all_of_any(KeyPurpose::Index)) {
        if (std::ranges::find(look_ups_, key->id, &LookUp::key) != look_ups_.end()) continue;
        look_ups_.push_back({key->id, derived(key->key, kDocumentPurpose),
                             derived(key->key, kPhonePurpose), derived(key->key, kFilePurpose)});
    }
}

std::string StudentSealer::document_index(std::string_view number) {
    return index_of(look_ups_.front().document, number);
}

std::vector<std::string> StudentSealer::document_indexes(std::string_view number) {
    know_every_index_key();
    std::vector<std::string> indexes;
    for (LookUp& look_up : look_ups_) indexes.push_back(index_of(look_up.document, number));
    return indexes;
}

std::int64_t StudentSealer::phone_bucket(std::string_view phone) {
    return bucket_of(look_ups_.front().phone, phone);
}

std::vector<std::int64_t> StudentSealer::phone_buckets(std::string_view phone) {
    know_every_index_key();
    std::vector<std::int64_t> buckets;
    for (LookUp& look_up : look_ups_) buckets.push_back(bucket_of(look_up.phone, phone));
    return buckets;
}

std::string StudentSealer::fingerprint(const Hash& sha256_of_bytes) {
    return fingerprint_of(look_ups_.front().file, sha256_of_bytes);
}

std::vector<std::string> StudentSealer::fingerprints(const Hash& sha256_of_bytes) {
    know_every_index_key();
    std::vector<std::string> prints;
    for (LookUp& look_up : look_ups_)
        prints.push_back(fingerprint_of(look_up.file, sha256_of_bytes));
    return prints;
}

Hash StudentSealer::commitment(const OpenStudentKey& key, const FieldValues& values) {
    return committed(key, canonical_text_of(views_of(values)));
}

Hash StudentSealer::commitment(const OpenStudentKey& key, std::string_view text) {
    return committed(key, text);
}

// The first letter of each character or word, for "zwj" to find 张文静.
std::string StudentSealer::initials(std::string_view name) {
    if (name.empty()) return {};
    if (!readings_) readings_ = std::make_unique<NameReadings>();
    return readings_->read(name).initials;
}

StudentColumns StudentSealer::columns(const OpenStudentKey& key, const FieldViews& values) {
    StudentColumns columns = columns_but_initials(key, values);
    columns.initials = initials(values[place_of(Field::Name)]);
    return columns;
}

StudentColumns StudentSealer::columns_but_initials(const OpenStudentKey& key,
                                                   const FieldViews& values) {
    StudentColumns columns;
    for (std::size_t i = 0; i < kFieldColumns.size(); ++i)
        columns.texts[i] = values[place_of(kFieldColumns[i].field)];
    ordering_.append_key(columns.name_key, values[place_of(Field::Name)], OrderKind::Pinyin);
    for (Field field : kAllFields)
        if (!standard_.of(field).sealed && !kHasColumn[place_of(field)])
            document_.add(field, values[place_of(field)]);
    columns.fields = document_.finish();
    for (Field field : kAllFields)
        if (standard_.of(field).sealed) document_.add(field, values[place_of(field)]);
    columns.box = boxes_.seal(key, {"student", key.student}, document_.finish());
    columns.document_index = document_index(values[place_of(Field::IdNumber)]);
    columns.phone_bucket = phone_bucket(values[place_of(Field::Phone)]);
    columns.commitment = view_of(committed(key, canonical_text_of(values)));
    return columns;
}

std::vector<std::string_view> name_parts(std::string_view name) {
    std::vector<std::string_view> parts;
    while (!name.empty() && parts.size() < kNamePartsMax) {
        std::string_view rest = name;
        if (!is_blank(next_code_point(rest))) parts.push_back(name);
        name = rest;
    }
    return parts;
}

}  // namespace mingce
