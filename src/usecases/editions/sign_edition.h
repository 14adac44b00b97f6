// Signing: a department endorses its part, the registry passes the whole, the leader approves.
#pragma once

#include <string>

#include "usecases/editions/edition_progress.h"
#include "usecases/people/people_settings.h"

namespace mingce {

struct SignEdition {
    EditionName edition;
    EditionAct act = EditionAct::Endorse;  // or Recheck, or Approve
    std::int64_t revision = 0;             // that was looked at
    std::string department;                // of an endorsement
    std::string opinion;
    std::string code;  // of the authenticator, for an approval
};
struct SignedEdition {
    EditionState state = EditionState::DepartmentReview;
    LevelProgress level;  // that was signed
};
/// Looks at everything first and asks for the code then, so that a refusal costs none. Errors:
/// Forbidden (access.denied; those of may_sign(); review.own_submission; session.confirm); NotFound
/// (review.department); Conflict (edition.state, review.revision_moved, review.signed_already,
/// review.not_viewed, review.not_opened, review.checks); BadInput (review.checks_opinion,
/// review.opinion_long).
Result<SignedEdition> sign_edition(const Context& context, const FailureLimits& limits,
                                   const SignEdition& request);

/// Why the caller could not sign that now, whatever they looked at; nothing: they may.
Result<std::optional<Error>> signing_refusal(Tx& tx, const Context& context,
                                             const FoundEdition& found,
                                             const OpenRevision& revision,
                                             const SignEdition& request);

/// Which permission an act asks for.
Permission permission_of(EditionAct act);

/// Trimmed. Errors: BadInput (review.opinion_long).
Result<std::string> checked_opinion(std::string_view opinion);

}  // namespace mingce
