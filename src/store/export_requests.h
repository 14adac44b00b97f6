// Lists asked for as files, and what was decided on them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/role.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "domain/standard.h"
#include "store/boxes.h"
#include "store/database.h"
#include "store/export_document.h"

namespace mingce {

/// asked -> approved, refused; approved -> made; asked and approved -> expired.
enum class ExportState : std::uint8_t { Asked, Approved, Refused, Made, Expired };
std::string_view key_of(ExportState state);

struct ExportRequest {
    Id id, intake;
    std::int64_t number = 0;  // of the copy; from 1
    ExportState state = ExportState::Asked;
    Moment asked_at, expires_at, made_at;
    std::string asked_by;
    Id account;  // none: somebody at the machine
    Role role = Role::Registry;
    std::string purpose;  // of a unit's grant, a key; "" for others
    std::uint64_t students = 0;
    FieldClass highest = FieldClass::C1;
    std::uint32_t approvals = 0;  // needed
    std::string sha256;           // of the file, once made
    ExportContents contents;
};

struct ExportDecision {
    Id request;
    std::string actor;
    Id account;
    Role role = Role::Registry;
    Moment at;
    bool approves = false;
    std::string words;
};

namespace export_requests {

Result<std::int64_t> next_number(Tx& tx);
Status add(Tx& tx, Boxes& boxes, const Id& institution, const ExportRequest& request);
/// Errors: NotFound (export.unknown).
Result<ExportRequest> load(Tx& tx, Boxes& boxes, std::int64_t number);
/// Newest first.
Result<std::vector<ExportRequest>> all(Tx& tx, Boxes& boxes);
/// From one state to the next. Errors: Conflict (export.state) where it is not in `from` any more.
struct Step {
    Id request;
    ExportState from = ExportState::Asked, to = ExportState::Approved;
    Moment made_at = {};           // of Made
    std::string_view sha256 = {};  // of Made
};
Status advance(Tx& tx, const Step& step);
/// Those asked or approved whose time has passed are expired.
Status expire(Tx& tx, Moment now);

/// Errors: Conflict (export.decided_already).
Status decide(Tx& tx, Boxes& boxes, const ExportDecision& decision);
/// In the order they were made.
Result<std::vector<ExportDecision>> decisions(Tx& tx, Boxes& boxes, const Id& request);

}  // namespace export_requests

}  // namespace mingce
