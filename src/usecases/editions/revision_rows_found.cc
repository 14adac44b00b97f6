#include "usecases/editions/revision_rows_found.h"

#include <algorithm>
#include <set>

#include "store/students.h"
#include "usecases/editions/review_needs.h"

namespace mingce {

Result<std::map<Id, FoundRow>> rows_of_students(Tx& tx, const Context& context,
                                                const OpenRevision& revision,
                                                std::span<const Id> students) {
    std::map<Id, FoundRow> found;
    std::set<Id> missing(students.begin(), students.end());
    if (missing.empty()) return found;
    Boxes boxes = context.boxes();
    const auto& parts = revision.head.parts;
    std::vector<bool> is_likely(parts.size(), false);
    for (const StudentRecord& record : TRY(students::load_several(tx, boxes, students, false)))
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (parts[i].department == record.values[Field::Department]) is_likely[i] = true;
    for (const bool likely : {true, false})
        for (std::size_t i = 0; i < parts.size() && !missing.empty(); ++i) {
            if (is_likely[i] != likely) continue;
            const RevisionRows rows =
                TRY(revisions::part(tx, boxes, revision.sealed, revision.head, i));
            for (const RevisionRows::Row& row : rows.rows())
                if (missing.erase(row.student) != 0)
                    found[row.student] = {i, row.class_no, row.place, row_digest(row),
                                          RevisionRows::values_of(row)};
        }
    return found;
}

std::string_view value_in(const RevisionHead& head, const std::vector<std::string>& values,
                          Field field) {
    const auto found = std::ranges::find(head.fields, field);
    const auto place = static_cast<std::size_t>(found - head.fields.begin());
    return place < values.size() ? std::string_view(values[place]) : std::string_view();
}

}  // namespace mingce
