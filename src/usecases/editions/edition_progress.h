// How far an edition's review is: whose signatures stand, of how many, and what is missing. From
// its steps alone, so that it is the same for everybody and after any restart.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/review_rules.h"
#include "usecases/editions/edition_reading.h"

namespace mingce {

/// A principal and a deputy of theirs are one of the people that a level asks for.
struct Signature {
    std::string login, instead_of;
    Moment at;
    std::int64_t revision = 0, step = 0;
    std::string opinion;
    std::vector<Id> edited;  // students of what was signed that the signer had edited
};

/// One department's part, or a whole level.
struct LevelProgress {
    ReviewLevel level = ReviewLevel::Department;
    std::string department;  // of ReviewLevel::Department
    std::uint32_t wanted = 1;
    std::vector<Signature> signatures;  // that stand, in their order
    std::vector<Id> unseconded;         // rows that everybody who signed had edited
    bool is_complete = false;
};

struct EditionProgress {
    std::vector<LevelProgress>
        departments;  // in the roster's order; none for who has no department
    LevelProgress registry, leader;
    bool is_complete(ReviewLevel level) const;
    const LevelProgress* of_department(std::string_view department) const;
};

/// An endorsement stands as long as the part it was given for is the same, a signature of the
/// registry or the leader as long as the revision is; a return ends those it is about.
EditionProgress progress_of(const std::vector<EditionStepRecord>& steps,
                            const OpenRevision& revision, const ReviewRules& rules);

/// What a department signs: its piece's SHA-256, 32 bytes.
std::string digest_of(const RevisionPart& part);

/// The level that a state waits for.
std::optional<ReviewLevel> level_of(EditionState state);
/// The last day for whoever a level waits for.
Date deadline_of(const Edition& edition, const LevelRule& rule);

/// Whom the caller signs for at a level: "" for themself, else the login of whom they stand in for.
/// `department` and the intake's year say where. Errors: those of may_sign().
Result<std::string> signs_for(Tx& tx, const Context& context, const FoundEdition& found,
                              ReviewLevel level, std::string_view department = "");

/// Takes the edition to the next level where its own has all it asks for, and on.
Status advance(Tx& tx, const Context& context, FoundEdition& found, const OpenRevision& revision);

}  // namespace mingce
