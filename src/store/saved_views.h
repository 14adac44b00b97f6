// Views of lists as people keep them, and what each of them prefers. Name and content are sealed:
// filters may name people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/moment.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

struct SavedView {
    Id id, account;
    std::string role;    // key; whom it is shared with
    std::string screen;  // "students"
    std::string name, content;
    bool is_shared = false;
    Moment created_at, updated_at;
    std::string owner = {};  // login of the account
};

namespace saved_views {

Status add(Tx& tx, Boxes& boxes, const SavedView& view);
/// Writes all of it but whose it is and when it was made.
Status change(Tx& tx, Boxes& boxes, const SavedView& view);
Status remove(Tx& tx, const Id& view);
/// Errors: NotFound (view.unknown).
Result<SavedView> load(Tx& tx, Boxes& boxes, const Id& view);
/// An account's own ones, and those that others share with a role; in the order they were made.
Result<std::vector<SavedView>> seen_by(Tx& tx, Boxes& boxes, const Id& account,
                                       std::string_view role);
Result<std::int64_t> count_of(Tx& tx, const Id& account);

}  // namespace saved_views

namespace preferences {

/// Nothing before the first was kept.
Result<std::optional<std::string>> of(Tx& tx, Boxes& boxes, const Id& account);
Status keep(Tx& tx, Boxes& boxes, const Id& account, std::string_view content, Moment now);

}  // namespace preferences

}  // namespace mingce
