// Editions in the database, and the steps of their review, which are only ever added.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "access/edition_life.h"
#include "base/date.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "domain/field.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

struct Edition {
    Id id, intake;
    std::int64_t number = 0;    // of the intake, from 1
    std::int64_t revision = 0;  // number of the last one sealed; 0: none
    std::int64_t version = 1;   // counts what was done to it; a writer names the one it saw
    EditionState state = EditionState::Draft;
    Moment state_since, created_at;
    std::string definition;  // key
    std::string actor;       // who made it
    Id account;              // none: at the machine
    std::string filing_no;   // "" before it is filed
    std::optional<Date> filed_on, registered_on;
    std::string why;  // it differs from the edition before; "" of the first
};

/// A cell that a return points at; the whole row where there is no field.
struct PointedCell {
    Id student;
    std::optional<Field> field;
    bool operator==(const PointedCell&) const = default;
};

struct EditionStepRecord {
    Id id, edition;
    std::int64_t number = 0;  // within the edition, from 1
    EditionAct act = EditionAct::Submit;
    EditionState from = EditionState::Draft, to = EditionState::Draft;
    std::int64_t revision = 0;
    std::string department;  // of an endorsement; "" else
    Moment at;
    std::string actor;
    Id account;
    std::string instead_of;  // login of whom a deputy stood in for
    std::string sha256;      // 32 bytes, of what was signed; "" where nothing was
    std::string opinion;     // or the reason of a return
    std::vector<PointedCell> cells;
    std::vector<std::string> departments;  // whose endorsements a return ends; none: everybody's
    std::vector<Id> edited;                // students of what was signed that the signer had edited
};

namespace editions {

Result<std::int64_t> next_number(Tx& tx, const Id& intake);
/// Errors: Conflict (edition.under_work) where another edition of the intake is.
Status add(Tx& tx, Boxes& boxes, const Id& institution, const Edition& edition);
/// Writes it over the version before. Errors: Conflict (edition.changed_meanwhile;
/// edition.filing_no_taken).
Status save(Tx& tx, const Id& institution, Edition& edition);

/// Errors: NotFound (edition.unknown).
Result<Edition> load(Tx& tx, Boxes& boxes, const Id& intake, std::int64_t number);
/// Of an intake, or with no id of all; the newest first.
Result<std::vector<Edition>> list(Tx& tx, Boxes& boxes, const Id& intake);

/// Takes the next number of its edition.
Status add_step(Tx& tx, Boxes& boxes, EditionStepRecord& step);
/// In order.
Result<std::vector<EditionStepRecord>> steps(Tx& tx, Boxes& boxes, const Id& edition);

/// Students of the body of an edition that is filed; those of an earlier one stay with it.
Status add_filed(Tx& tx, const Id& edition, std::span<const Id> students);
/// Of the students that a batch made or changed, those in an edition that was filed since.
Result<std::unordered_set<Id>> filed_of_batch(Tx& tx, const Id& batch);

struct Reminder {
    Id edition;
    std::string level, department;
    Moment at;
    std::string actor;
    Id account;
};
Status add_reminder(Tx& tx, const Reminder& reminder);
/// The newest first.
Result<std::vector<Reminder>> reminders(Tx& tx, const Id& edition);

}  // namespace editions

}  // namespace mingce
