#include "usecases/imports/existing_students.h"

#include <algorithm>
#include <unordered_map>

#include "store/students.h"

namespace mingce {

namespace {

using FieldsByStudent = std::unordered_map<Id, std::vector<Field>>;
using PlaceByStudent = std::unordered_map<Id, std::uint32_t>;

Status read_live(Tx& tx, Boxes& boxes, const Id& intake, ReadStudents& read) {
    students::Selection selection;
    selection.intake = intake;
    return students::load_all(tx, boxes, selection,
                              [&](StudentRecord& record, OpenStudentKey& key) -> Status {
                                  read.existing.add(record);
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
const std::uint32_t* place_of_living(Id student, const std::vector<StudentRecord>& merged,
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

void add_merged(ExistingStudents& existing, const StudentRecord& record, std::uint32_t kept,
                const FieldsByStudent& by_person) {
    if (const auto fields = by_person.find(record.id); fields != by_person.end())
        for (Field field : fields->second)
            if (record.values[field] == existing.value(kept, field))
                existing.add_set_by_person(kept, field);
    existing.add_merged(record, kept);
}

}  // namespace

Result<ReadStudents> read_existing_students(Tx& tx, Boxes& boxes, const Id& intake) {
    const FieldsByStudent by_person = TRY(students::set_by_person(tx, boxes, intake));
    ReadStudents read;
    read.keys.reserve(static_cast<std::size_t>(TRY(students::count(tx, intake))));
    TRY(read_live(tx, boxes, intake, read));
    const std::vector<StudentRecord> merged = TRY(read_merged(tx, boxes, intake));
    PlaceByStudent places;
    for (std::uint32_t i = 0; i < read.existing.size(); ++i) {
        const Id& id = read.existing[i].id;
        if (!merged.empty()) places.emplace(id, i);
        if (const auto fields = by_person.find(id); fields != by_person.end())
            for (Field field : fields->second) read.existing.add_set_by_person(i, field);
    }
    for (const StudentRecord& record : merged)
        if (const std::uint32_t* kept = place_of_living(record.merged_into, merged, places))
            add_merged(read.existing, record, *kept, by_person);
    read.existing.settle();
    return read;
}

}  // namespace mingce
