#include "usecases/publications/issue_publications.h"

#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "store/publication_copies.h"
#include "usecases/access/permitted.h"
#include "usecases/publications/publication_problems.h"

namespace mingce {

namespace {

std::string make_link(Random& random) {
    std::uint8_t bytes[16];
    random.fill(bytes);
    return hex_of(std::span<const std::uint8_t>(bytes));
}

/// Until the end of its last day, but no longer than a week where two had to approve.
Moment link_end(const Publication& publication, Moment now) {
    Moment end = publication.until ? end_of(*publication.until) : now;
    if (publication.approvals > 1)
        end = std::min(end, Moment{now.milliseconds + kTwoApproverLinkDays * kMillisecondsPerDay});
    return end;
}

void give_link(const Context& context, Publication& publication) {
    publication.state = PublicationState::Open;
    publication.link = make_link(context.random);
    publication.link_until = link_end(publication, context.now);
}

Status lacks_nothing(const FoundPublication& found, const Receivers& receivers, Date today) {
    using enum PublicationLack;
    for (const PublicationLack lack : lacks_of(found, receivers, today)) {
        const auto named = find_recipient(found.head, found.publication.recipient);
        const std::string who = named ? named->zh : found.publication.recipient.key;
        switch (lack) {
            case Purpose: return Error(problem::kNoPurpose, who);
            case Until: return Error(problem::kNoUntil, who);
            case View: return Error(problem::kNoView, who);
            case Receiver: return Error(problem::kNoReceiver, who);
        }
    }
    return Done{};
}

Status issue_one(Tx& tx, const Context& context, FoundPublication& found,
                 const Receivers& receivers) {
    Publication& publication = found.publication;
    const bool must_wait = publication.approvals > 0;
    const PublicationAct act = must_wait ? PublicationAct::Ask : PublicationAct::Issue;
    const PublicationStep* const step = publication_step(publication.state, act);
    if (step == nullptr) return Error(problem::kPublicationState, told_of(publication.state));
    TRY(lacks_nothing(found, receivers, day_of(context.now)));
    publication.state = step->to;
    ++publication.round;
    publication.issued_at = context.now;
    publication.issued_by = context.actor;
    publication.issuer = context.caller.account;
    publication.contents.revoked_words.clear();
    Boxes boxes = context.boxes();
    if (!must_wait) {
        give_link(context, publication);
        TRY(publications::add_link(tx, publication, context.now));
    }
    TRY(publications::save(tx, boxes, publication));
    return audit_publication(tx, context, must_wait ? "publication.ask" : "publication.issue",
                             found);
}

/// Finds one, does something to it in one transaction, tells of it.
Result<ShownPublication> act_on(const Context& context, std::int64_t number,
                                const std::function<Status(Tx&, FoundPublication&)>& act) {
    return write_value(context.database(), [&](Tx& tx) -> Result<ShownPublication> {
        FoundPublication found = TRY(find_publication(tx, context, number));
        TRY(act(tx, found));
        return shown_of(tx, context, found, TRY(Receivers::load(tx, context)));
    });
}

Status take_decision(Tx& tx, const Context& context, const DecidePublication& request,
                     FoundPublication& found) {
    Publication& publication = found.publication;
    const PublicationStep* const step = publication_step(
        publication.state, request.approves ? PublicationAct::Approve : PublicationAct::Refuse);
    if (step == nullptr) return Error(problem::kPublicationState, told_of(publication.state));
    if (publication.issuer == context.caller.account && publication.issued_by == context.actor)
        return Error(problem::kOwnPublication);
    Boxes boxes = context.boxes();
    TRY(publications::decide(tx, boxes, publication,
                             {context.actor, context.caller.account, context.caller.role,
                              context.now, request.approves, request.words}));
    publication.state = step->to;
    if (request.approves) {
        const auto decisions = TRY(publications::decisions(tx, boxes, publication));
        if (decisions.size() >= publication.approvals) {
            give_link(context, publication);
            TRY(publications::add_link(tx, publication, context.now));
        }
    }
    TRY(publications::save(tx, boxes, publication));
    return audit_publication(
        tx, context, request.approves ? "publication.approve" : "publication.refuse", found);
}

}  // namespace

Result<std::vector<ShownPublication>> issue_publications(const Context& context,
                                                         const std::vector<std::int64_t>& numbers) {
    TRY(require(context, Permission::RosterPublish));
    return write_value(context.database(), [&](Tx& tx) -> Result<std::vector<ShownPublication>> {
        const Receivers receivers = TRY(Receivers::load(tx, context));
        std::vector<ShownPublication> list;
        for (const std::int64_t number : numbers) {
            FoundPublication found = TRY(find_publication(tx, context, number));
            TRY(issue_one(tx, context, found, receivers));
            list.push_back(TRY(shown_of(tx, context, found, receivers)));
        }
        return list;
    });
}

Result<ShownPublication> decide_publication(const Context& context,
                                            const DecidePublication& request) {
    TRY(require(context, Permission::ExportApprove));
    if (!request.approves && request.words.empty()) return Error(problem::kNoWords);
    return act_on(context, request.number, [&](Tx& tx, FoundPublication& found) {
        return take_decision(tx, context, request, found);
    });
}

Result<ShownPublication> revoke_publication(const Context& context, std::int64_t number,
                                            const std::string& words) {
    TRY(require(context, Permission::RosterPublish));
    if (words.empty()) return Error(problem::kNoWords);
    return act_on(context, number, [&](Tx& tx, FoundPublication& found) -> Status {
        Publication& publication = found.publication;
        const PublicationStep* const step =
            publication_step(publication.state, PublicationAct::Revoke);
        if (step == nullptr) return Error(problem::kPublicationState, told_of(publication.state));
        publication.state = step->to;
        publication.contents.revoked_words = words;
        Boxes boxes = context.boxes();
        TRY(publications::save(tx, boxes, publication));
        TRY(publication_copies::drop_ended(tx, context.now));
        return audit_publication(tx, context, "publication.revoke", found);
    });
}

Result<ShownPublication> reissue_publication(const Context& context,
                                             const ReissuePublication& request) {
    TRY(require(context, Permission::RosterPublish));
    return act_on(context, request.number, [&](Tx& tx, FoundPublication& found) -> Status {
        Publication& publication = found.publication;
        const PublicationStep* const step =
            publication_step(publication.state, PublicationAct::Reissue);
        if (step == nullptr) return Error(problem::kPublicationState, told_of(publication.state));
        if (request.until) {
            if (*request.until < day_of(context.now))
                return Error(problem::kUntilPast, iso_text(*request.until));
            publication.until = request.until;
        }
        Boxes boxes = context.boxes();
        if (step->to == PublicationState::Draft) {
            publication.state = step->to;
        } else {
            TRY(lacks_nothing(found, TRY(Receivers::load(tx, context)), day_of(context.now)));
            give_link(context, publication);
            TRY(publications::add_link(tx, publication, context.now));
        }
        TRY(publications::save(tx, boxes, publication));
        TRY(publication_copies::drop_ended(tx, context.now));
        return audit_publication(tx, context, "publication.reissue", found);
    });
}

}  // namespace mingce
