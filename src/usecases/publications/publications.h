// What units are to be given of a published edition, as the registry sets it out: recipients, which
// fields, what for, until when; issued, approved, revoked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "usecases/publications/recipients.h"

namespace mingce {

/// What a publication still lacks before it is issued. Keys are told by the API.
enum class PublicationLack : std::uint8_t { Purpose, Until, View, Receiver };
std::string_view key_of(PublicationLack lack);

struct ReceiverFacts {
    Receiver receiver;
    Moment accepted_at, downloaded_at;  // 0: not yet
    std::uint64_t downloads = 0;
};
/// A publication as people see it.
struct ShownPublication {
    Publication publication;
    Intake intake;
    std::int64_t edition = 0;
    std::string zh, en;  // what the recipient is called
    std::vector<PublicationDecision> decisions;
    std::vector<PublicationLack> lacks;
    std::vector<ReceiverFacts> receivers;
    std::uint64_t downloads = 0;
    bool may_decide = false;  // this caller, now
    bool is_expired = false;
};

struct PublicationList {
    std::vector<Field> fields;                     // that may be given, in the revision's order
    std::vector<NamedRecipient> recipients;        // who is on the list not yet
    std::vector<std::vector<Receiver>> receivers;  // of these
    std::vector<ShownPublication> items;
    struct Template {
        Intake intake;
        std::int64_t edition = 0;
        std::size_t recipients = 0;
    };
    std::optional<Template> before;  // whose list may be taken over
};
/// Needs RosterPublish or ExportApprove. Errors: Forbidden (access.denied, edition.scope);
/// NotFound; Conflict (publication.not_published).
Result<PublicationList> list_publications(const Context& context, const EditionName& edition);
/// Those that wait for the caller's decision.
Result<std::vector<ShownPublication>> publications_to_decide(const Context& context);
Result<ShownPublication> show_publication(const Context& context, std::int64_t number);

struct AddPublication {
    EditionName edition;
    Recipient recipient;
};
/// A draft with the recipient's usual view and forms. Errors: as list_publications();
/// publication.recipient_unknown, publication.recipient_taken.
Result<ShownPublication> add_publication(const Context& context, const AddPublication& request);
/// Drafts for all that the last edition of the kind was published to and that this one has: their
/// purposes, views and forms, but no date. Errors: publication.no_template.
Result<std::size_t> add_from_template(const Context& context, const EditionName& edition);

struct ChangePublication {
    std::int64_t number = 0, version = 0;
    std::optional<std::string> purpose;
    std::optional<std::vector<ViewColumn>> view;
    std::optional<std::vector<CopyForm>> forms;
    std::optional<std::optional<Date>> until;  // nothing inside: not known yet
};
/// Errors: Conflict (publication.state, publication.changed_meanwhile); BadInput
/// (publication.field_unknown, publication.no_mask, publication.public_field, publication.no_form,
/// publication.until_past).
Result<ShownPublication> change_publication(const Context& context,
                                            const ChangePublication& request);
/// A draft, or one that was refused. Errors: Conflict (publication.state).
Status remove_publication(const Context& context, std::int64_t number);

// ── for the other use cases of publications ──

/// Whoever publishes, or may approve what is published. Errors: Forbidden (access.denied).
Status require_looking(const Context& context);

/// The publication, its edition, and that the caller works with all of it. Errors: Forbidden
/// (edition.scope); NotFound.
struct FoundPublication {
    Publication publication;
    Intake intake;
    Edition edition;
    RevisionHead head;
};
Result<FoundPublication> find_publication(Tx& tx, const Context& context, std::int64_t number);
Result<FoundPublication> found_of(Tx& tx, const Context& context, Publication publication);
std::vector<PublicationLack> lacks_of(const FoundPublication& found, const Receivers& receivers,
                                      Date today);
Result<ShownPublication> shown_of(Tx& tx, const Context& context, const FoundPublication& found,
                                  const Receivers& receivers);
/// Counts, keys and what the recipient is called; no value of a student.
Status audit_publication(Tx& tx, const Context& context, std::string_view action,
                         const FoundPublication& found, std::string_view more = "");

}  // namespace mingce
