// What units are given of filed editions, as rows: the publications, what was decided on them, and
// who accepted the terms of use.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/publication_life.h"
#include "access/publication_view.h"
#include "access/role.h"
#include "base/date.h"
#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

/// Whom it is for. Keys are stored.
enum class RecipientKind : std::uint8_t { Unit, Department, Class, Public };
std::string_view key_of(RecipientKind kind);
std::optional<RecipientKind> parse_recipient_kind(std::string_view key);

/// In which form it is taken. Keys are stored; `csv` and `dbf` are ZIP archives that hold one.
enum class CopyForm : std::uint8_t { Screen, Xlsx, Pdf, Csv, Dbf };
std::string_view key_of(CopyForm form);
std::optional<CopyForm> parse_copy_form(std::string_view key);

struct Recipient {
    RecipientKind kind = RecipientKind::Unit;
    std::string key;  // of a purpose; a department; "department/class"; "public"
    bool operator==(const Recipient&) const = default;
};

struct PublicationContents {
    std::string purpose;  // in words, at most 500 characters; "" while it is not said
    std::vector<ViewColumn> view;
    std::vector<CopyForm> forms;
    std::string revoked_words;
};
/// One canonical line for each thing, its name in front.
std::string text_of(const PublicationContents& contents);
/// Errors: Unavailable (store.document_damaged).
Result<PublicationContents> parse_publication_contents(std::string_view text);

struct Publication {
    Id id, edition;
    std::int64_t number = 0;  // of the institution, from 1
    Recipient recipient;
    PublicationState state = PublicationState::Draft;
    std::int64_t version = 1;  // counts what was done to it; a writer names the one it saw
    std::int64_t round = 0;    // how often it was asked for
    std::string link;          // "" before it was open
    FieldClass highest = FieldClass::C1;
    std::uint64_t rows = 0;
    std::uint32_t approvals = 0;  // needed
    std::optional<Date> until;
    Moment link_until;  // 0: no link
    Moment made_at, issued_at;
    std::string actor, issued_by;
    Id account, issuer;
    PublicationContents contents;

    bool is_expired(Moment now) const {
        return state == PublicationState::Open && link_until < now;
    }
};

struct PublicationDecision {
    std::string actor;
    Id account;
    Role role = Role::Registry;
    Moment at;
    bool approves = false;
    std::string words;
};

struct TermsAcceptance {
    Id account;
    std::string actor;
    Moment at;
    std::string terms;  // SHA-256 of their text, hexadecimal
};

namespace publications {

/// Takes the next number. Errors: Conflict (publication.recipient_taken).
Status add(Tx& tx, Boxes& boxes, const Id& institution, Publication& publication);
/// Writes it over the version before. Errors: Conflict (publication.changed_meanwhile).
Status save(Tx& tx, Boxes& boxes, Publication& publication);
/// One that nobody was given anything of.
Status remove(Tx& tx, const Id& publication);

/// Errors: NotFound (publication.unknown).
Result<Publication> load(Tx& tx, Boxes& boxes, std::int64_t number);
Result<Publication> load(Tx& tx, Boxes& boxes, const Id& publication);
/// Keeps the publication's link among all there were.
Status add_link(Tx& tx, const Publication& publication, Moment now);
/// Whose link it is or was; nothing: nobody's.
Result<std::optional<Publication>> of_link(Tx& tx, Boxes& boxes, std::string_view link);
/// By number.
Result<std::vector<Publication>> of_edition(Tx& tx, Boxes& boxes, const Id& edition);
/// Of every edition, in one state, by number.
Result<std::vector<Publication>> in_state(Tx& tx, Boxes& boxes, PublicationState state);
/// The edition before this one, of the same kind of intake, that anything was published of;
/// no id: there is none.
Result<Id> edition_published_before(Tx& tx, const Id& edition);

/// Errors: Conflict (publication.decided_already).
Status decide(Tx& tx, Boxes& boxes, const Publication& publication,
              const PublicationDecision& decision);
/// Of the last time it was asked for, in their order.
Result<std::vector<PublicationDecision>> decisions(Tx& tx, Boxes& boxes,
                                                   const Publication& publication);

/// In place of what this account accepted before.
Status accept(Tx& tx, const Id& publication, const TermsAcceptance& acceptance);
Result<std::vector<TermsAcceptance>> acceptances(Tx& tx, const Id& publication);

}  // namespace publications

}  // namespace mingce
