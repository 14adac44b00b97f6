// What people say of majors (domain/major_changes.h), each thing kept with who said it and why, and
// whether it was undone.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "domain/major_changes.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

struct SaidOfMajor {
    Id id;
    std::int64_t number = 0;  // from 1, of the institution
    MajorChange change;
    Moment at;
    std::string actor;
    Id account;  // none: at the machine
    std::string reason;
    Moment undone_at;  // 0: it stands
    std::string undone_by;

    bool is_undone() const { return undone_at.milliseconds != 0; }
};

namespace major_changes {

Result<std::int64_t> next_number(Tx& tx);
Status add(Tx& tx, Boxes& boxes, const Id& institution, const SaidOfMajor& said);
/// Those that stand, in the order they were said.
Result<std::vector<MajorChange>> standing(Tx& tx);
/// All, newest first.
Result<std::vector<SaidOfMajor>> all(Tx& tx, Boxes& boxes);
/// Errors: Conflict (organisation.undone) where it was undone already.
struct Undoing {
    Id said;
    Moment at;
    std::string_view actor;
};
Status undo(Tx& tx, const Undoing& undoing);

/// Whose findings on their major may be others once these majors are: living students of any intake
/// whose major, or a code of it, is one of theirs; of no major everybody. In the order of the
/// intakes.
struct Concerned {
    Id student, intake;
};
Result<std::vector<Concerned>> concerned(Tx& tx, std::span<const Major> majors);

}  // namespace major_changes

}  // namespace mingce
