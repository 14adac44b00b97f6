// A block of a grid: students at any place of an order, the columns asked for, as the caller sees
// them. What `GET /students` pages through, a scrollbar jumps about in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "access/sight.h"
#include "domain/list_order.h"
#include "domain/student_record.h"
#include "store/findings.h"
#include "usecases/students/asked_students.h"

namespace mingce {

constexpr std::uint32_t kBlockRowsMax = 200;
constexpr std::size_t kPastedNumbersMax = 5'000;

struct QueryStudents {
    AskedStudents asked;
    /// Student or exam numbers as somebody pasted them: whoever has one of them, and nobody else.
    std::optional<std::vector<std::string>> numbers = {};
    std::variant<ListOrder, Field> order = ListOrder::StudentNumber;
    bool is_descending = false;
    std::vector<Field> fields = {};
    std::uint64_t offset = 0;
    std::uint32_t limit = kBlockRowsMax;
    bool wants_total = true, wants_findings = false;
};
struct QueriedStudent {
    Id id;
    std::int64_t version = 0;
    RecordState state = RecordState::Live;
    std::string status;  // key, "" where it is hidden
    bool is_frozen = false;
    std::optional<std::int64_t> source_row;  // of the file it came in; for those who see imports
    std::vector<std::string> values;         // in the order of the fields
    std::vector<StoredFinding> findings;     // open ones, where they are wanted
};
struct StudentBlock {
    std::optional<std::int64_t> total;
    std::vector<Sight> seen;  // of each field: the same for every student
    std::vector<QueriedStudent> items;
    std::vector<std::string> missing_numbers;  // that nobody of the scope has, as they were typed
};
/// By a field, empty values come last, whichever way; Chinese by pinyin, numbers by size. Errors:
/// those of require_asking() and selection_of(); Forbidden (access.field_hidden) for an order by
/// what the caller does not see whole; BadInput (student.field_sealed).
Result<StudentBlock> query_students(const Context& context, const QueryStudents& request);

/// A value that students of a selection have in one field, and how many have it; "" is none.
struct FieldValueCount {
    std::string value;
    std::int64_t students = 0;
};
struct FieldValueList {
    std::vector<FieldValueCount> items;  // most first
    bool is_cut = false;                 // there are more than kFieldValuesMax
};
constexpr std::size_t kFieldValuesMax = 1'000;
/// Errors: as above; BadInput (student.filter_values) for the photo.
Result<FieldValueList> field_values(const Context& context, const AskedStudents& asked,
                                    Field field);

}  // namespace mingce
