// Making an edition, and sealing its revisions: the first when it is submitted, the next ones when
// a return or the review changed the record.
#pragma once

#include <optional>
#include <string>

#include "usecases/editions/seal_revision.h"

namespace mingce {

struct MakeEdition {
    std::string intake;
    std::string definition;  // key; of an official roster
    std::string why;         // it differs from the edition before; asked for from the second on
};
/// A draft; its number. Errors: Forbidden (access.denied, edition.scope); NotFound
/// (intake.unknown, roster.definition_unknown); BadInput (edition.why; of check_official());
/// Conflict (edition.under_work, edition.definition_broken).
Result<std::int64_t> make_edition(const Context& context, const MakeEdition& request);

struct SubmitEdition {
    EditionName edition;
    std::optional<std::string> definition;  // another one from here on; nothing: as it is
    std::optional<std::int64_t> version;    // of the definition; nothing: the newest
};
struct SubmittedEdition {
    std::int64_t revision = 0;
    std::string sha256;  // hexadecimal
    std::uint64_t listed = 0, annexed = 0;
    EditionState state = EditionState::DepartmentReview;
};
/// Submits a draft, or seals the next revision of what is under review: departments whose part is
/// as it was keep their endorsements, and where all of them do the level is passed at once.
/// Errors: Forbidden (access.denied, edition.scope); NotFound; Conflict (edition.state,
/// edition.blocked naming the cells, edition.changed_meanwhile, edition.definition_broken);
/// BadInput (roster.empty).
Result<SubmittedEdition> submit_edition(const Context& context, const SubmitEdition& request);

/// What submitting now would seal, and what stops it. Nothing is written.
struct Readiness {
    std::vector<BlockingCell> blocking;
    RevisionHead head;
};
/// Errors: as submit_edition(), but for edition.blocked.
Result<Readiness> edition_readiness(const Context& context, const SubmitEdition& request);

}  // namespace mingce
