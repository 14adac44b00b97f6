// Sending an edition back: to the level that is named, with cells or a reason.
#pragma once

#include <string>
#include <vector>

#include "usecases/editions/edition_progress.h"

namespace mingce {

struct ReturnEdition {
    struct Cell {
        std::string student;  // id
        std::string field;    // key; "" for the row
    };
    EditionName edition;
    std::int64_t revision = 0;  // that was looked at
    EditionState to = EditionState::Draft;
    std::vector<Cell> cells;
    std::string reason;
    std::vector<std::string> departments;  // that lose their endorsement, beside those of the cells
};
/// Departments that it is not about keep their endorsements; without cells and departments it is
/// about all. Each cell becomes a comment, so that it is seen where it is to be mended. Returns the
/// state. Errors: Forbidden (access.denied, edition.scope; those of may_sign()); NotFound; Conflict
/// (edition.state, review.revision_moved); BadInput (review.return_reason, review.return_to,
/// review.comment_cell, review.opinion_long).
Result<EditionState> return_edition(const Context& context, const ReturnEdition& request);

}  // namespace mingce
