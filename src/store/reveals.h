// Who looked at whose whole values, and how often somebody looked somebody up by a sealed number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "domain/field.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

/// One look at whole values, as the student and the registry read it.
struct Reveal {
    Id id, student;
    Moment at;
    std::string actor, role;  // name; key
    std::vector<Field> fields;
    std::string reason;  // key
    std::string words;   // what for; in a box of the record's, gone with the student
};

/// "name,phone" and back; keys that are no field's are left out.
std::string keys_of(const std::vector<Field>& fields);
std::vector<Field> fields_of(std::string_view keys);

namespace reveals {

Status add(Tx& tx, Boxes& boxes, const Reveal& reveal);
Result<std::uint64_t> count_since(Tx& tx, std::string_view actor, Moment since);
/// Newest first.
Result<std::vector<Reveal>> of_student(Tx& tx, Boxes& boxes, const Id& student);

/// Notes a look-up and returns how many there were since `since`, this one too; earlier ones of
/// this person are forgotten.
struct LookUp {
    Id id;
    std::string_view actor;
    Moment at, since;
};
Result<std::uint64_t> note_look_up(Tx& tx, const LookUp& look_up);

}  // namespace reveals

}  // namespace mingce
