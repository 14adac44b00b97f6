#include "store/student_commitments.h"

#include <algorithm>

namespace mingce::students {

namespace {

constexpr std::size_t kFirstFieldColumn = 17;

Result<FieldValues> read_values(Boxes& boxes, const Row& row, CommittedStudent& student) {
    FieldValues values;
    for (std::size_t i = 0; i < kFieldColumns.size(); ++i)
        values[kFieldColumns[i].field] = row.text(kFirstFieldColumn + i);
    TRY(read_field_document(row.text(10), values));
    student.key = TRY(boxes.unwrap({student.id, row.id(6), row.blob(7)}));
    const std::string sealed = TRY(boxes.open(student.key, {"student", student.id}, row.blob(11)));
    TRY(read_field_document(sealed, values));
    return values;
}

}  // namespace

Status each_committed(Tx& tx, Boxes& boxes, StudentSealer& sealer,
                      const std::function<Status(CommittedStudent&)>& each) {
    return tx.query(
        "SELECT s.id, s.batch, s.source_row, s.version, s.state, s.commitment, k.sealing_key,"
        " k.wrapped, s.document_index, s.phone_index, s.fields, s.box, s.merged_into, s.status,"
        " s.status_due, s.frozen_at, s.frozen_basis, s.name, s.sex,"
        " s.birth_date, s.exam_number, s.student_no, s.province, s.department, s.major, s.class"
        " FROM student s LEFT JOIN student_key k ON k.student = s.id ORDER BY s.id",
        {}, [&](const Row& row) -> Status {
            CommittedStudent student;
            student.id = row.id(0);
            student.batch = row.id(1);
            student.source_row = row.integer(2);
            student.version = row.integer(3);
            student.state = record_state_of(row.text(4));
            student.stored = row.blob(5);
            student.merged_into = row.id(12);
            student.status = row.text(13);
            student.status_due = row.text(14);
            student.frozen_at = row.moment(15);
            student.frozen_basis = row.text(16);
            if (student.state == RecordState::Erased) return each(student);
            auto values = read_values(boxes, row, student);
            if (values.ok()) {
                student.values = std::move(values).value();
                const std::int64_t phone = row.is_null(9) ? -1 : row.integer(9);
                // By either key, where sealing anew was cut short.
                const auto documents = sealer.document_indexes((*student.values)[Field::IdNumber]);
                const auto phones = sealer.phone_buckets((*student.values)[Field::Phone]);
                student.is_looked_up_rightly =
                    std::find(documents.begin(), documents.end(), row.blob(8)) != documents.end() &&
                    std::find(phones.begin(), phones.end(), phone) != phones.end();
            }
            return each(student);
        });
}

}  // namespace mingce::students
