#include "usecases/existing_students.h"

#include <algorithm>
#include <unordered_map>

#include "store/students.h"

namespace mingce {

namespace {

using FieldsByStudent = std::unordered_map<Id, std::vector<Field>>;
using PlaceByStudent = std::unordered_map<Id, std::size_t>;

Status read_live(Tx& tx, Boxes& boxes, const Id& intake, ReadStudents& read) {
    students::Selection selection;
    selection.intake = intake;
    return students::load_all(tx, boxes, selection,
                              [&](StudentRecord& record, OpenStudentKey& key) -> Status {
                                  read.existing.records.push_back(std::move(record));
                                  read.keys.push_back(std::move(key));
                                  return Done{};
                              });
}

Result<std::vector<StudentRecord>> read_merged(Tx& tx, Boxes& boxes, const Id& intake) {
    std::vector<StudentRecord> merged;
    students::Selection selection;
    selection.intake = intake;
    selection.state = key_of(RecordState::Merged);
    TRY(students::load_all(tx, boxes, selection,
                           [&](StudentRecord& record, OpenStudentKey&) -> Status {
                               merged.push_back(std::move(record));
                               return Done{};
                           }));
    return merged;
}

/// A merged one's kept one may be merged itself: the way ends where somebody lives.
const std::size_t* place_of_living(Id student, const std::vector<StudentRecord>& merged,
                                   const PlaceByStudent& places) {
    for (std::size_t steps = 0; steps <= merged.size(); ++steps) {
        if (const auto place = places.find(student); place != places.end()) return &place->second;
        const auto next = std::find_if(merged.begin(), merged.end(),
                                       [&](const StudentRecord& r) { return r.id == student; });
        if (next == merged.end()) return nullptr;
        student = next->merged_into;
    }
    return nullptr;
}

void add_merged(ExistingStudents& existing, const StudentRecord& record, std::size_t kept,
                const FieldsByStudent& by_person) {
    if (const auto fields = by_person.find(record.id); fields != by_person.end())
        for (Field field : fields->second) {
            std::vector<Field>& of_kept = existing.set_by_person[kept];
            if (record.values[field] == existing.records[kept].values[field] &&
                std::find(of_kept.begin(), of_kept.end(), field) == of_kept.end())
                of_kept.push_back(field);
        }
    existing.merged.push_back({record.values, kept});
}

}  // namespace

Result<ReadStudents> read_existing_students(Tx& tx, Boxes& boxes, const Id& intake) {
    const FieldsByStudent by_person = TRY(students::set_by_person(tx, boxes, intake));
    ReadStudents read;
    TRY(read_live(tx, boxes, intake, read));
    PlaceByStudent places;
    for (const StudentRecord& record : read.existing.records) {
        places.emplace(record.id, places.size());
        const auto fields = by_person.find(record.id);
        read.existing.set_by_person.push_back(fields == by_person.end() ? std::vector<Field>()
                                                                        : fields->second);
    }
    const std::vector<StudentRecord> merged = TRY(read_merged(tx, boxes, intake));
    for (const StudentRecord& record : merged)
        if (const std::size_t* kept = place_of_living(record.merged_into, merged, places))
            add_merged(read.existing, record, *kept, by_person);
    return read;
}

}  // namespace mingce
