// Editions as people look at them: how far each is, who it waits for until when, and what the
// caller may do with it now.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "usecases/editions/edition_progress.h"

namespace mingce {

/// One department's part, or a level, with who it waits for.
struct LevelView {
    LevelProgress progress;
    std::optional<Date> deadline;        // of the level the edition is at
    bool is_late = false;                // past it
    std::vector<std::string> waits_for;  // logins of who could sign and did not
    std::optional<Moment> reminded_at;   // last
    std::string reminded_by;             // login of who did
    std::uint32_t students = 0;          // of a department's part, listed
};

/// An act, and why the caller may not do it now.
struct ActView {
    EditionAct act = EditionAct::Submit;
    std::string department;        // of an endorsement
    std::vector<EditionState> to;  // of a return, the levels it may go to
    std::optional<Error> refusal;  // nothing: it may be done
};

struct EditionView {
    Intake intake;
    Edition edition;
    std::optional<SealedRevision> revision;  // that stands; nothing before the first is sealed
    std::optional<RevisionHead> head;        // likewise; parts within the caller's reach alone
    std::vector<LevelView> departments;      // within the caller's reach
    std::uint32_t departments_done = 0, departments_all = 0;
    LevelView registry, leader;
    std::int64_t changed_since = 0;  // students of the intake changed after the revision was sealed
    std::int64_t definition_version = 0;  // the newest, of the definition it is compiled by
    std::vector<ActView> acts;
};
/// Of an intake, or with "" of all that the caller reaches; newest first. Errors: Forbidden
/// (access.denied); NotFound (intake.unknown).
Result<std::vector<EditionView>> list_editions(const Context& context, const std::string& intake);
/// Errors: Forbidden (access.denied); NotFound.
Result<EditionView> show_edition(const Context& context, const EditionName& name);

struct EditionHistory {
    // Cells, and opinions of departments, within the caller's reach alone.
    std::vector<EditionStepRecord> steps;
    std::vector<SealedRevision> revisions;
};
Result<EditionHistory> edition_history(const Context& context, const EditionName& name);

struct RemindLevel {
    EditionName edition;
    std::string department;  // of the department level; "" of a whole level
};
/// Reminds whoever the edition waits for: it stands on their own page of today. Errors: Forbidden
/// (access.denied, edition.scope); NotFound (review.department); Conflict (edition.state,
/// review.reminder_soon).
Status remind_level(const Context& context, const RemindLevel& request);

}  // namespace mingce
