#include "store/database.h"

namespace mingce {

Result<bool> Tx::first(std::string_view sql, std::initializer_list<Param> params,
                       const std::function<void(const Row&)>& each) {
    bool found = false;
    TRY(query(sql, params, [&](const Row& row) -> Status {
        if (!found) each(row);
        found = true;
        return Done{};
    }));
    return found;
}

Result<std::int64_t> Tx::integer(std::string_view sql, std::initializer_list<Param> params) {
    std::int64_t value = 0;
    TRY(first(sql, params, [&](const Row& row) { value = row.integer(0); }));
    return value;
}

Result<std::vector<Id>> Tx::ids(std::string_view sql, std::initializer_list<Param> params) {
    std::vector<Id> ids;
    TRY(query(sql, params, [&](const Row& row) -> Status {
        ids.push_back(row.id(0));
        return Done{};
    }));
    return ids;
}

}  // namespace mingce
