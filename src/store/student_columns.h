// A student as a row of the database: which value is a column, which stands in the document of
// unsealed fields, which in the box (DESIGN 4.6, docs/adr/0009).
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/digest.h"
#include "domain/name_reading.h"
#include "domain/ordering.h"
#include "domain/standard.h"
#include "domain/student_record.h"
#include "store/boxes.h"
#include "store/database.h"
#include "store/field_document.h"

namespace mingce {

/// The fields that lists are ordered by, searched or grouped by, in the order of their columns.
struct FieldColumn {
    Field field;
    std::string_view column;
};
inline constexpr std::array kFieldColumns = {
    FieldColumn{Field::Name, "name"},
    FieldColumn{Field::Sex, "sex"},
    FieldColumn{Field::BirthDate, "birth_date"},
    FieldColumn{Field::ExamNumber, "exam_number"},
    FieldColumn{Field::StudentNo, "student_no"},
    FieldColumn{Field::Province, "province"},
    FieldColumn{Field::Department, "department"},
    FieldColumn{Field::Major, "major"},
    FieldColumn{Field::AdminClass, "class"},
};
/// nullptr where a field stands in the document of the others.
constexpr const FieldColumn* column_of(Field field) {
    for (const FieldColumn& column : kFieldColumns)
        if (column.field == field) return &column;
    return nullptr;
}

/// The columns that depend on the values, ready to be written. Texts are owned: rows are made ahead
/// of the statement that writes them.
struct StudentColumns {
    std::array<std::string, kFieldColumns.size()> texts;
    std::string name_key, initials, fields, document_index, box, commitment;
    std::int64_t phone_bucket = -1;  // -1: NULL
};

/// Makes columns of values. One per thread: collator, cipher and hashes are kept ready.
class StudentSealer {
public:
    explicit StudentSealer(Boxes& boxes, const DataStandard& standard = DataStandard::shipped());
    StudentColumns columns(const OpenStudentKey& key, const FieldViews& values);
    /// The same without initials: where the name stays as it is, nobody needs to read it.
    StudentColumns columns_but_initials(const OpenStudentKey& key, const FieldViews& values);

    /// How a document number is looked up without being stored: 16 bytes, "" for "". Letters and
    /// blanks are normalised as the normaliser leaves them.
    std::string document_index(std::string_view number);
    /// One of 512 buckets, shared by at least eight students from some 4,000 on; -1 for "".
    std::int64_t phone_bucket(std::string_view phone);
    /// By every index key on the ring or on one before or after it, the one in use first: while
    /// students are sealed anew there are two. Keys that came since the last call stand at the
    /// end. "" and -1 as above.
    std::vector<std::string> document_indexes(std::string_view number);
    std::vector<std::int64_t> phone_buckets(std::string_view phone);
    /// Keyed by the student's key, over every value.
    Hash commitment(const OpenStudentKey& key, const FieldValues& values);
    /// Likewise over a text: of an event, a picture.
    Hash commitment(const OpenStudentKey& key, std::string_view text);
    /// Keyed by the record: the same picture gives the same bytes, a known one is not found.
    std::string fingerprint(const Hash& sha256_of_bytes);
    /// By every index key, as above.
    std::vector<std::string> fingerprints(const Hash& sha256_of_bytes);

private:
    std::string initials(std::string_view name);
    void know_every_index_key();

    Boxes& boxes_;
    const DataStandard& standard_;
    Ordering ordering_;
    struct LookUp {
        Id key;
        HmacSha256 document, phone, file;
    };
    std::vector<LookUp> look_ups_;  // that of the key in use first
    FieldDocument document_;
    std::unique_ptr<NameReadings> readings_;  // made for the first name: it takes some 100 ms
};

/// Which parts of a name are indexed: every end of it. 张文静 -> 张文静, 文静, 静.
std::vector<std::string_view> name_parts(std::string_view name);

}  // namespace mingce
