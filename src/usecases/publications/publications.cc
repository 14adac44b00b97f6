#include "usecases/publications/publications.h"

#include <algorithm>

#include "store/publication_copies.h"
#include "store/publication_problems.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/publications/publication_problems.h"
#include "usecases/publications/publication_rows.h"
#include "usecases/publications/published_roster.h"

namespace mingce {

namespace {

/// The edition with its head, and that all of it is the caller's to publish.
Result<FoundPublication> published_edition(Tx& tx, const Context& context,
                                           const EditionName& name) {
    FoundEdition found = TRY(find_edition(tx, context, name));
    if (!holds_everybody(context, found.intake)) return Error(problem::kEditionScope);
    if (!is_published(found.edition.state))
        return Error(problem::kNotPublished, told_of(found.edition.state));
    Boxes boxes = context.boxes();
    OpenRevision revision = TRY(open_revision(tx, boxes, found.edition));
    return FoundPublication{
        {}, std::move(found.intake), std::move(found.edition), std::move(revision.head)};
}

bool may_decide(const Context& context, const FoundPublication& found) {
    const Publication& publication = found.publication;
    const bool is_own =
        publication.issuer == context.caller.account && publication.issued_by == context.actor;
    return publication.state == PublicationState::Asked && !is_own &&
           context.caller.may(Permission::ExportApprove) &&
           holds_recipient(context, found.intake, publication.recipient);
}

void measure_anew(FoundPublication& found) {
    Publication& publication = found.publication;
    const auto recipient = find_recipient(found.head, publication.recipient);
    publication.rows = recipient ? recipient->rows : 0;
    publication.highest = highest_class(publication.contents.view);
    publication.approvals = approvals_for(publication.highest, publication.rows);
    // What is put up in public holds nothing that somebody would have to approve.
    if (publication.recipient.kind == RecipientKind::Public) publication.approvals = 0;
}

Status view_stands(const FoundPublication& found, const std::vector<ViewColumn>& view) {
    std::vector<Field> seen;
    for (const ViewColumn& column : view) {
        const std::string key(key_of(column.field));
        const bool is_twice = std::ranges::find(seen, column.field) != seen.end();
        if (is_twice ||
            std::ranges::find(found.head.fields, column.field) == found.head.fields.end())
            return Error(problem::kViewFieldUnknown, key);
        if (!column.is_whole && !view_mask(column.field)) return Error(problem::kViewNoMask, key);
        seen.push_back(column.field);
    }
    if (found.publication.recipient.kind != RecipientKind::Public) return Done{};
    if (const auto field = not_for_the_public(view))
        return Error(problem::kPublicField, std::string(key_of(*field)));
    return Done{};
}

Status take_changes(const Context& context, const ChangePublication& request,
                    FoundPublication& found) {
    Publication& publication = found.publication;
    PublicationContents& contents = publication.contents;
    if (request.purpose) contents.purpose = *request.purpose;
    if (request.view) {
        TRY(view_stands(found, *request.view));
        contents.view = *request.view;
    }
    if (request.forms) {
        if (request.forms->empty()) return Error(problem::kNoForm);
        contents.forms = *request.forms;
    }
    if (request.until) {
        const std::optional<Date>& until = *request.until;
        if (until && *until < day_of(context.now))
            return Error(problem::kUntilPast, iso_text(*until));
        publication.until = until;
    }
    measure_anew(found);
    return Done{};
}

Publication draft_for(const Context& context, const FoundPublication& found,
                      const Recipient& recipient) {
    Publication publication;
    publication.id = context.make_id();
    publication.edition = found.edition.id;
    publication.recipient = recipient;
    publication.made_at = context.now;
    publication.actor = context.actor;
    publication.account = context.caller.account;
    publication.contents.view = usual_view(found.head, recipient);
    publication.contents.forms = usual_forms(recipient);
    return publication;
}

/// What another edition's publication says, as far as this edition holds it.
void take_over(const Publication& before, FoundPublication& found) {
    PublicationContents& contents = found.publication.contents;
    contents = before.contents;
    contents.revoked_words.clear();
    std::erase_if(contents.view, [&found](const ViewColumn& column) {
        return std::ranges::find(found.head.fields, column.field) == found.head.fields.end();
    });
}

bool is_on_list(const std::vector<ShownPublication>& items, const Recipient& recipient) {
    return std::ranges::any_of(items, [&](const ShownPublication& item) {
        return item.publication.recipient == recipient;
    });
}

Result<std::optional<PublicationList::Template>> template_of(Tx& tx, const Context& context,
                                                             const Id& edition) {
    const Id before = TRY(publications::edition_published_before(tx, edition));
    if (before.is_none()) return std::optional<PublicationList::Template>();
    NamedEdition named = TRY(edition_of(tx, context, before));
    Boxes boxes = context.boxes();
    const auto list = TRY(publications::of_edition(tx, boxes, before));
    return std::optional(
        PublicationList::Template{std::move(named.intake), named.edition.number, list.size()});
}

}  // namespace

std::string_view key_of(PublicationLack lack) {
    static constexpr std::string_view kLacks[] = {"purpose", "until", "view", "receiver"};
    return kLacks[static_cast<std::size_t>(lack)];
}

Status require_looking(const Context& context) {
    if (context.caller.may(Permission::ExportApprove)) return Done{};
    return require(context, Permission::RosterPublish);
}

Result<FoundPublication> found_of(Tx& tx, const Context& context, Publication publication) {
    NamedEdition named = TRY(edition_of(tx, context, publication.edition));
    Boxes boxes = context.boxes();
    OpenRevision revision = TRY(open_revision(tx, boxes, named.edition));
    return FoundPublication{std::move(publication), std::move(named.intake),
                            std::move(named.edition), std::move(revision.head)};
}

Result<FoundPublication> find_publication(Tx& tx, const Context& context, std::int64_t number) {
    Boxes boxes = context.boxes();
    FoundPublication found = TRY(found_of(tx, context, TRY(publications::load(tx, boxes, number))));
    if (!holds_recipient(context, found.intake, found.publication.recipient))
        return Error(problem::kPublicationUnknown, std::to_string(number));
    return found;
}

std::vector<PublicationLack> lacks_of(const FoundPublication& found, const Receivers& receivers,
                                      Date today) {
    using enum PublicationLack;
    const Publication& publication = found.publication;
    std::vector<PublicationLack> lacks;
    if (publication.contents.purpose.empty()) lacks.push_back(Purpose);
    if (!publication.until || *publication.until < today) lacks.push_back(Until);
    if (publication.contents.view.empty()) lacks.push_back(View);
    if (receivers.of(publication.recipient, found.intake).empty()) lacks.push_back(Receiver);
    return lacks;
}

Result<ShownPublication> shown_of(Tx& tx, const Context& context, const FoundPublication& found,
                                  const Receivers& receivers) {
    Boxes boxes = context.boxes();
    const Publication& publication = found.publication;
    ShownPublication shown;
    shown.publication = publication;
    shown.intake = found.intake;
    shown.edition = found.edition.number;
    const auto named = find_recipient(found.head, publication.recipient);
    shown.zh = named ? named->zh : publication.recipient.key;
    shown.en = named ? named->en : publication.recipient.key;
    shown.decisions = TRY(publications::decisions(tx, boxes, publication));
    shown.lacks = lacks_of(found, receivers, day_of(context.now));
    for (Receiver& receiver : receivers.of(publication.recipient, found.intake))
        shown.receivers.push_back({std::move(receiver), {}, {}, 0});
    for (const TermsAcceptance& acceptance : TRY(publications::acceptances(tx, publication.id)))
        for (ReceiverFacts& facts : shown.receivers)
            if (facts.receiver.account == acceptance.account) facts.accepted_at = acceptance.at;
    for (const PublicationAccess& access : TRY(publication_copies::accesses(tx, publication.id))) {
        if (access.act != AccessAct::Download) continue;
        ++shown.downloads;
        for (ReceiverFacts& facts : shown.receivers) {
            if (facts.receiver.account != access.account) continue;
            ++facts.downloads;
            facts.downloaded_at = std::max(facts.downloaded_at, access.at);
        }
    }
    const bool has_decided = std::ranges::any_of(shown.decisions, [&](const auto& decision) {
        return decision.actor == context.actor && decision.account == context.caller.account;
    });
    shown.may_decide = !has_decided && may_decide(context, found);
    shown.is_expired = publication.is_expired(context.now);
    return shown;
}

Status audit_publication(Tx& tx, const Context& context, std::string_view action,
                         const FoundPublication& found, std::string_view more) {
    const Publication& publication = found.publication;
    std::string detail = "intake=" + found.intake.key +
                         " edition=" + std::to_string(found.edition.number) +
                         " publication=" + std::to_string(publication.number) +
                         " to=" + std::string(key_of(publication.recipient.kind)) + ":" +
                         publication.recipient.key + " rows=" + std::to_string(publication.rows) +
                         " class=C" + std::to_string(static_cast<int>(publication.highest));
    if (!more.empty()) detail += " " + std::string(more);
    return audit(tx, context, {action, "publication", publication.id, std::move(detail), ""});
}

Result<PublicationList> list_publications(const Context& context, const EditionName& edition) {
    TRY(require_looking(context));
    return read_value(context.database(), [&](Tx& tx) -> Result<PublicationList> {
        FoundPublication found = TRY(published_edition(tx, context, edition));
        const Receivers receivers = TRY(Receivers::load(tx, context));
        Boxes boxes = context.boxes();
        PublicationList list;
        for (const Field field : found.head.fields)
            if (field != Field::Photo) list.fields.push_back(field);
        for (Publication& publication :
             TRY(publications::of_edition(tx, boxes, found.edition.id))) {
            found.publication = std::move(publication);
            list.items.push_back(TRY(shown_of(tx, context, found, receivers)));
        }
        for (NamedRecipient& recipient : recipients_of(found.head)) {
            if (is_on_list(list.items, recipient.recipient)) continue;
            list.receivers.push_back(receivers.of(recipient.recipient, found.intake));
            list.recipients.push_back(std::move(recipient));
        }
        list.before = TRY(template_of(tx, context, found.edition.id));
        return list;
    });
}

Result<std::vector<ShownPublication>> publications_to_decide(const Context& context) {
    TRY(require(context, Permission::ExportApprove));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<ShownPublication>> {
        const Receivers receivers = TRY(Receivers::load(tx, context));
        Boxes boxes = context.boxes();
        std::vector<ShownPublication> list;
        for (Publication& publication :
             TRY(publications::in_state(tx, boxes, PublicationState::Asked))) {
            const FoundPublication found = TRY(found_of(tx, context, std::move(publication)));
            if (!may_decide(context, found)) continue;
            ShownPublication shown = TRY(shown_of(tx, context, found, receivers));
            if (shown.may_decide) list.push_back(std::move(shown));
        }
        return list;
    });
}

Result<ShownPublication> show_publication(const Context& context, std::int64_t number) {
    TRY(require_looking(context));
    return read_value(context.database(), [&](Tx& tx) -> Result<ShownPublication> {
        const FoundPublication found = TRY(find_publication(tx, context, number));
        return shown_of(tx, context, found, TRY(Receivers::load(tx, context)));
    });
}

Result<ShownPublication> add_publication(const Context& context, const AddPublication& request) {
    TRY(require(context, Permission::RosterPublish));
    return write_value(context.database(), [&](Tx& tx) -> Result<ShownPublication> {
        FoundPublication found = TRY(published_edition(tx, context, request.edition));
        if (!find_recipient(found.head, request.recipient))
            return Error(problem::kRecipientUnknown, request.recipient.key);
        found.publication = draft_for(context, found, request.recipient);
        measure_anew(found);
        Boxes boxes = context.boxes();
        TRY(publications::add(tx, boxes, context.institution(), found.publication));
        TRY(audit_publication(tx, context, "publication.add", found));
        return shown_of(tx, context, found, TRY(Receivers::load(tx, context)));
    });
}

Result<std::size_t> add_from_template(const Context& context, const EditionName& edition) {
    TRY(require(context, Permission::RosterPublish));
    return write_value(context.database(), [&](Tx& tx) -> Result<std::size_t> {
        FoundPublication found = TRY(published_edition(tx, context, edition));
        const Id before = TRY(publications::edition_published_before(tx, found.edition.id));
        if (before.is_none()) return Error(problem::kNoTemplate);
        Boxes boxes = context.boxes();
        const auto there = TRY(publications::of_edition(tx, boxes, found.edition.id));
        std::size_t added = 0;
        for (const Publication& model : TRY(publications::of_edition(tx, boxes, before))) {
            if (std::ranges::find(there, model.recipient, &Publication::recipient) != there.end() ||
                !find_recipient(found.head, model.recipient))
                continue;
            found.publication = draft_for(context, found, model.recipient);
            take_over(model, found);
            measure_anew(found);
            TRY(publications::add(tx, boxes, context.institution(), found.publication));
            ++added;
        }
        TRY(audit(
            tx, context,
            {"publication.template", "edition", found.edition.id,
             "intake=" + found.intake.key + " edition=" + std::to_string(found.edition.number) +
                 " publications=" + std::to_string(added),
             ""}));
        return added;
    });
}

Result<ShownPublication> change_publication(const Context& context,
                                            const ChangePublication& request) {
    TRY(require(context, Permission::RosterPublish));
    return write_value(context.database(), [&](Tx& tx) -> Result<ShownPublication> {
        FoundPublication found = TRY(find_publication(tx, context, request.number));
        Publication& publication = found.publication;
        if (publication.version != request.version)
            return Error(problem::kPublicationChanged, std::to_string(request.number));
        const PublicationStep* const step =
            publication_step(publication.state, PublicationAct::Change);
        if (step == nullptr) return Error(problem::kPublicationState, told_of(publication.state));
        TRY(take_changes(context, request, found));
        publication.state = step->to;
        Boxes boxes = context.boxes();
        TRY(publications::save(tx, boxes, publication));
        TRY(audit_publication(tx, context, "publication.change", found));
        return shown_of(tx, context, found, TRY(Receivers::load(tx, context)));
    });
}

Status remove_publication(const Context& context, std::int64_t number) {
    TRY(require(context, Permission::RosterPublish));
    return context.database().write([&](Tx& tx) -> Status {
        const FoundPublication found = TRY(find_publication(tx, context, number));
        const Publication& publication = found.publication;
        if (publication_step(publication.state, PublicationAct::Remove) == nullptr ||
            !publication.link.empty())
            return Error(problem::kPublicationState, told_of(publication.state));
        TRY(publications::remove(tx, publication.id));
        return audit_publication(tx, context, "publication.remove", found);
    });
}

}  // namespace mingce
