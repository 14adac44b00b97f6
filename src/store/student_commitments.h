// What the record holds against every student's values: the commitment as stored, and as the values
// give it now. Unlike students::load_all, a damaged row is told and does not end the reading.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "domain/student_record.h"
#include "store/boxes.h"
#include "store/database.h"
#include "store/student_columns.h"

namespace mingce {

struct CommittedStudent {
    Id id, batch;
    std::int64_t source_row = 0, version = 0;
    RecordState state = RecordState::Live;
    Id merged_into;
    std::string status, status_due;  // as lists show it, and until which day
    Moment frozen_at;                // 0: it is not
    std::string frozen_basis;
    std::string stored;                 // "" of an erased one
    std::optional<FieldValues> values;  // nothing where box, key or document do not open
    OpenStudentKey key;                 // where there are values
    bool is_looked_up_rightly = true;   // the blind indexes are those of the values
};

namespace students {

/// Every row, erased and merged ones too, by id. `each` may not use the transaction.
Status each_committed(Tx& tx, Boxes& boxes, StudentSealer& sealer,
                      const std::function<Status(CommittedStudent&)>& each);

}  // namespace students

}  // namespace mingce
