// Filing: an approved edition takes a number and a date, those who passed their first check are
// registered, and the edition before it is superseded.
#pragma once

#include <string>

#include "usecases/editions/edition_progress.h"
#include "usecases/people/people_settings.h"
#include "usecases/students/enrolment_status.h"

namespace mingce {

struct FileEdition {
    EditionName edition;
    std::int64_t revision = 0;  // that was approved
    std::string filing_no;
    Date filed_on;
    std::optional<Date> registered_on;  // of 注册学籍; nothing: filed_on
    std::string opinion;
    std::string code;  // of the authenticator
    Date today;
};
struct FiledEdition {
    std::uint64_t registered = 0;            // students who are 在读 by it
    std::uint64_t waiting = 0;               // listed, and not passed: registered later, one by one
    std::vector<StatusRefusal> kept;         // frozen ones: nothing is written on them
    std::optional<std::int64_t> superseded;  // number of the edition before
};
/// Everybody listed who has reported and passed the first check gets the event 注册学籍. Errors:
/// Forbidden (access.denied, edition.scope, session.confirm; those of may_sign()); NotFound;
/// Conflict (edition.state, review.revision_moved, review.level_incomplete,
/// edition.filing_no_taken); BadInput (filing.number, filing.date, filing.registration_date naming
/// the first student).
Result<FiledEdition> file_edition(const Context& context, const FailureLimits& limits,
                                  const FileEdition& request);

}  // namespace mingce
