#include "usecases/publications/received.h"

#include <algorithm>

#include "store/publication_problems.h"
#include "usecases/access/permitted.h"
#include "usecases/publications/make_copies.h"
#include "usecases/publications/publication_problems.h"
#include "usecases/publications/received_reading.h"
#include "usecases/publications/terms_of_use.h"
#include "usecases/publications/verify_page.h"

namespace mingce {

namespace {

constexpr std::uint64_t kRowsShownMost = 200;

Result<ReceivedRoster> told_to_receiver(Tx& tx, const Context& context, FoundPublication found) {
    Boxes boxes = context.boxes();
    ReceivedRoster told;
    told.intake = found.intake;
    told.edition = found.edition.number;
    told.revision = found.edition.revision;
    told.institution = found.head.institution;
    told.filing_no = found.edition.filing_no;
    const Definition definition =
        TRY(parse_definition(found.head.definition_key, found.head.document));
    told.roster_zh = definition.title;
    told.roster_en = definition.title_en.empty() ? definition.title : definition.title_en;
    const auto named = find_recipient(found.head, found.publication.recipient);
    told.zh = named ? named->zh : found.publication.recipient.key;
    told.en = named ? named->en : found.publication.recipient.key;
    told.is_expired = found.publication.is_expired(context.now);
    for (const TermsAcceptance& acceptance :
         TRY(publications::acceptances(tx, found.publication.id)))
        told.is_accepted = told.is_accepted || (acceptance.account == context.caller.account &&
                                                acceptance.terms == terms_sha256());
    told.newer = filed_after(TRY(editions::list(tx, boxes, found.intake.id)), found.edition);
    for (PublicationCopy& copy :
         TRY(publication_copies::of_publication(tx, boxes, found.publication.id)))
        if (copy.is_claimed() && copy.account == context.caller.account &&
            copy.link == found.publication.link)
            told.copies.push_back(std::move(copy));
    const DifferenceSince since = TRY(difference_since(tx, context, found, context.caller.account));
    if (since.last) told.changed = since.difference.count();
    told.publication = std::move(found.publication);
    return told;
}

/// 张三 · 2026-09-01 08:30 · 分床
std::string mark_for_reader(Tx& tx, const Context& context, const Publication& publication) {
    const auto receivers = Receivers::load(tx, context);
    const std::string reader =
        receivers.ok() ? receivers.value().name_of(context.actor) : context.actor;
    return reader + " · " + civil_text(context.now).substr(0, 16) + " · " +
           publication.contents.purpose;
}

Status note_access(Tx& tx, const Context& context, const PublicationAccess& access) {
    PublicationAccess noted = access;
    noted.id = context.make_id();
    noted.at = context.now;
    noted.actor = context.actor;
    noted.account = context.caller.account;
    return publication_copies::add_access(tx, noted);
}

bool is_given_as(const Publication& publication, CopyForm form) {
    return std::ranges::find(publication.contents.forms, form) != publication.contents.forms.end();
}

Result<FoundPublication> found_on_screen(Tx& tx, const Context& context, const AskRows& request) {
    FoundPublication found = TRY(publication_of_link(tx, context, request.link));
    TRY(may_take(tx, context, found));
    if (!is_given_as(found.publication, CopyForm::Screen))
        return Error(problem::kFormNotGiven, std::string(key_of(CopyForm::Screen)));
    return found;
}

RowsShown window_of(const EditionRows& edition, const Publication& publication,
                    std::uint64_t offset, std::uint64_t limit) {
    ViewRows rows = rows_in_view(edition, publication.recipient, publication.contents.view);
    RowsShown shown;
    shown.view = publication.contents.view;
    shown.total = rows.table.rows.size();
    const std::uint64_t from = std::min(offset, shown.total),
                        until = std::min(from + limit, shown.total);
    for (std::uint64_t i = from; i < until; ++i)
        shown.rows.push_back(std::move(rows.table.rows[i]));
    return shown;
}

struct OwnCopy {
    PublicationCopy copy;
    FoundPublication found;
};
Result<OwnCopy> find_own_copy(Tx& tx, const Context& context, std::int64_t number) {
    Boxes boxes = context.boxes();
    OwnCopy own;
    own.copy = TRY(publication_copies::load(tx, boxes, number));
    if (!own.copy.is_claimed() || own.copy.account != context.caller.account)
        return Error(problem::kCopyUnknown, std::to_string(number));
    own.found =
        TRY(found_of(tx, context, TRY(publications::load(tx, boxes, own.copy.publication))));
    if (!is_receiver(context.caller, own.found.publication.recipient, own.found.intake))
        return Error(problem::kCopyUnknown, std::to_string(number));
    TRY(link_is_good(own.found, context.now));
    if (own.copy.link != own.found.publication.link) return Error(problem::kLinkRevoked);
    return own;
}

}  // namespace

Result<std::vector<ReceivedRoster>> list_received(const Context& context) {
    TRY(require(context, Permission::RosterReceive));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<ReceivedRoster>> {
        Boxes boxes = context.boxes();
        std::vector<ReceivedRoster> list;
        for (const PublicationState state : {PublicationState::Open, PublicationState::Revoked})
            for (Publication& publication : TRY(publications::in_state(tx, boxes, state))) {
                if (publication.link.empty()) continue;
                FoundPublication found = TRY(found_of(tx, context, std::move(publication)));
                if (!is_receiver(context.caller, found.publication.recipient, found.intake))
                    continue;
                list.push_back(TRY(told_to_receiver(tx, context, std::move(found))));
            }
        std::ranges::sort(list, std::greater{},
                          [](const ReceivedRoster& one) { return one.publication.issued_at; });
        return list;
    });
}

Result<ReceivedRoster> show_received(const Context& context, const std::string& link) {
    TRY(require(context, Permission::RosterReceive));
    return read_value(context.database(), [&](Tx& tx) -> Result<ReceivedRoster> {
        return told_to_receiver(tx, context, TRY(publication_of_link(tx, context, link)));
    });
}

Result<ReceivedRoster> accept_terms(const Context& context, const std::string& link,
                                    const std::string& terms) {
    TRY(require(context, Permission::RosterReceive));
    if (terms != terms_sha256()) return Error(problem::kTermsChanged);
    return write_value(context.database(), [&](Tx& tx) -> Result<ReceivedRoster> {
        FoundPublication found = TRY(publication_of_link(tx, context, link));
        TRY(link_is_good(found, context.now));
        TRY(publications::accept(tx, found.publication.id,
                                 {context.caller.account, context.actor, context.now, terms}));
        TRY(audit_publication(tx, context, "publication.accept", found, "terms=" + terms));
        return told_to_receiver(tx, context, std::move(found));
    });
}

Result<RowsShown> received_rows(const Context& context, const AskRows& request) {
    TRY(require(context, Permission::RosterReceive));
    return write_value(context.database(), [&](Tx& tx) -> Result<RowsShown> {
        const FoundPublication found = TRY(found_on_screen(tx, context, request));
        const Publication& publication = found.publication;
        const EditionRows edition =
            TRY(read_edition_rows(tx, context, publication.edition, &publication.recipient));
        RowsShown shown = window_of(edition, publication, request.offset,
                                    std::min(request.limit, kRowsShownMost));
        shown.mark = mark_for_reader(tx, context, publication);
        PublicationAccess access;
        access.publication = publication.id;
        access.from = request.from;
        access.rows = shown.rows.size();
        TRY(note_access(tx, context, access));
        if (request.offset == 0) TRY(audit_publication(tx, context, "publication.look", found));
        return shown;
    });
}

Status note_clip(const Context& context, const AskRows& request) {
    TRY(require(context, Permission::RosterReceive));
    return context.database().write([&](Tx& tx) -> Status {
        const FoundPublication found = TRY(found_on_screen(tx, context, request));
        PublicationAccess access;
        access.publication = found.publication.id;
        access.act = AccessAct::Clip;
        access.from = request.from;
        access.rows = request.limit;
        TRY(note_access(tx, context, access));
        return audit_publication(tx, context, "publication.clip", found,
                                 "copied=" + std::to_string(request.limit));
    });
}

Result<PublicationCopy> take_copy(const Context& context, const AskCopy& request) {
    TRY(require(context, Permission::RosterReceive));
    const FoundPublication found =
        TRY(read_value(context.database(), [&](Tx& tx) -> Result<FoundPublication> {
            FoundPublication one = TRY(publication_of_link(tx, context, request.link));
            TRY(may_take(tx, context, one));
            return one;
        }));
    if (request.form == CopyForm::Screen || !is_given_as(found.publication, request.form))
        return Error(problem::kFormNotGiven, std::string(key_of(request.form)));
    const auto named = find_recipient(found.head, found.publication.recipient);
    return copy_for_caller(context, found.publication, request.form,
                           named ? named->zh : found.publication.recipient.key, request.from);
}

Result<PublicationCopy> own_copy(const Context& context, std::int64_t number) {
    TRY(require(context, Permission::RosterReceive));
    return read_value(context.database(), [&](Tx& tx) -> Result<PublicationCopy> {
        return TRY(find_own_copy(tx, context, number)).copy;
    });
}

Result<CopyBytes> copy_bytes(const Context& context, const AskBytes& request) {
    TRY(require(context, Permission::RosterReceive));
    return write_value(context.database(), [&](Tx& tx) -> Result<CopyBytes> {
        OwnCopy own = TRY(find_own_copy(tx, context, request.number));
        publication_copies::ByteRange range{0, own.copy.size};
        if (request.range) range = *request.range;
        Boxes boxes = context.boxes();
        CopyBytes answer;
        answer.bytes = TRY(publication_copies::bytes(tx, boxes, own.copy, range));
        PublicationAccess access;
        access.publication = own.copy.publication;
        access.copy = own.copy.id;
        access.act = range.first == 0 ? AccessAct::Download : AccessAct::Resumed;
        access.from = request.from;
        access.rows = own.copy.rows;
        TRY(note_access(tx, context, access));
        TRY(audit_publication(tx, context,
                              range.first == 0 ? "publication.download" : "publication.resume",
                              own.found, "copy=" + std::to_string(request.number)));
        answer.copy = std::move(own.copy);
        return answer;
    });
}

Result<std::string> copy_password(const Context& context, std::int64_t number,
                                  const std::string& from) {
    TRY(require(context, Permission::RosterReceive));
    return write_value(context.database(), [&](Tx& tx) -> Result<std::string> {
        OwnCopy own = TRY(find_own_copy(tx, context, number));
        std::string password = own.copy.password;
        Boxes boxes = context.boxes();
        if (password.empty() ||
            !TRY(publication_copies::forget_password(tx, boxes, own.copy, context.now)))
            return Error(problem::kPasswordShown, std::to_string(number));
        PublicationAccess access;
        access.publication = own.copy.publication;
        access.copy = own.copy.id;
        access.act = AccessAct::Password;
        access.from = from;
        TRY(note_access(tx, context, access));
        TRY(audit_publication(tx, context, "publication.password", own.found,
                              "copy=" + std::to_string(number)));
        return password;
    });
}

Result<DifferenceSince> received_difference(const Context& context, const std::string& link) {
    TRY(require(context, Permission::RosterReceive));
    return read_value(context.database(), [&](Tx& tx) -> Result<DifferenceSince> {
        const FoundPublication found = TRY(publication_of_link(tx, context, link));
        TRY(may_take(tx, context, found));
        return difference_since(tx, context, found, context.caller.account);
    });
}

}  // namespace mingce
