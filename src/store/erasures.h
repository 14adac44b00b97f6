// Students erased for good: the key is destroyed with every value, a row says when and on what
// ground.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/boxes.h"
#include "store/database.h"

namespace mingce::erasures {

struct Erasure {
    Id student;
    Moment at;
    std::string_view actor, basis;
};
/// Destroys the key and every value of a student, the uploaded files its rows came in, and those of
/// the rows that were merged into it; writes why. Returns every student erased: itself first.
Result<std::vector<Id>> erase(Tx& tx, const Erasure& erasure);

/// Students that are not erased though they stand in the list or have no key: those that a restored
/// backup shall not bring back.
Result<std::vector<Id>> listed_and_without_key(Tx& tx);

/// That every key of a student opens. Errors: store.key_ring_damaged, crypto.box_damaged.
Status check_keys(Tx& tx, Boxes& boxes);

/// What was deleted leaves the disk, not only the tables: on SQLite the log goes into the file and
/// is cut; on PostgreSQL the dead rows go. Outside any transaction.
Status forget_deleted(Database& database);

}  // namespace mingce::erasures
