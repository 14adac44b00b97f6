// The frame one works in: the record itself, its institution, its intakes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "domain/field.h"
#include "store/database.h"

namespace mingce {

/// Which record a database holds.
struct RecordIdentity {
    Id id;
    Id institution;
    std::string institution_name, institution_code;
    Moment created_at;
};

/// A year and a kind of student: 2026级本科.
struct Intake {
    Id id;
    std::string key;  // 2026-ug
    std::int64_t year = 0;
    StudentKind kind = StudentKind::Undergraduate;
    Moment created_at;
    Moment handed_over_at = {};  // 0: admissions still work on it
    std::string handed_over_by = {};

    bool is_handed_over() const { return handed_over_at.milliseconds != 0; }
};

/// The year and kind that a key names: four digits, '-', ug, pg or intl, perhaps '-' and a word of
/// the school (2026-ug-spring). nullopt for anything else.
struct IntakeKey {
    std::int64_t year = 0;
    StudentKind kind = StudentKind::Undergraduate;
};
std::optional<IntakeKey> parse_intake_key(std::string_view key);

namespace intakes {

Status create_record(Tx& tx, const RecordIdentity& identity, std::string_view actor);
/// nullopt where the database holds no record.
Result<std::optional<RecordIdentity>> identity(Tx& tx);

Status add(Tx& tx, const Id& institution, const Intake& intake);
/// Errors: NotFound (intake.unknown).
Result<Intake> load(Tx& tx, std::string_view key);
Result<Intake> load(Tx& tx, const Id& id);
Result<std::vector<Intake>> all(Tx& tx);
/// Writes when and by whom it was handed over; no moment takes that back.
Status set_handed_over(Tx& tx, const Intake& intake);

}  // namespace intakes

}  // namespace mingce
