// Long work as a row: how far it came, so that it goes on there after it was killed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/moment.h"
#include "store/database.h"

namespace mingce {

struct Job {
    Id id;
    std::string kind, actor, detail;
    std::uint64_t done = 0, total = 0;
    Moment created_at;
};

namespace jobs {

Status begin(Tx& tx, const Id& institution, const Job& job);
/// The one of this kind that has not ended.
Result<std::optional<Job>> running(Tx& tx, std::string_view kind);
Status advance(Tx& tx, const Id& job, std::uint64_t more, Moment now);
Status end(Tx& tx, const Id& job, Moment now);

}  // namespace jobs

}  // namespace mingce
