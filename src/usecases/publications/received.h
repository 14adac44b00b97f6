// What a receiver meets: rosters published to them, the terms before anything of one is handed out,
// rows on screen, copies as files with a password that is shown once. Whatever they do is on
// record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/publication_copies.h"
#include "usecases/publications/publication_rows.h"

namespace mingce {

struct ReceivedRoster {
    Publication publication;
    Intake intake;
    std::int64_t edition = 0, revision = 0;
    std::string institution, roster_zh, roster_en, filing_no;
    std::string zh, en;  // what the recipient is called
    bool is_accepted = false, is_expired = false;
    std::optional<std::int64_t> newer;     // edition filed since
    std::vector<PublicationCopy> copies;   // the caller's own
    std::optional<std::uint64_t> changed;  // rows since the caller's last copy; nothing: none yet
};
/// Those the caller receives: open, and revoked or expired ones they had a link of. Newest first.
/// Errors: Forbidden.
Result<std::vector<ReceivedRoster>> list_received(const Context& context);
/// Errors: NotFound (publication.link_unknown, also of somebody else's); Conflict
/// (publication.link_revoked, of a link that was replaced).
Result<ReceivedRoster> show_received(const Context& context, const std::string& link);

/// `terms`: what was read, as terms_sha256() says. Errors: as above; publication.terms_changed;
/// those of a link that has ended.
Result<ReceivedRoster> accept_terms(const Context& context, const std::string& link,
                                    const std::string& terms);

struct AskRows {
    std::string link;
    std::uint64_t offset = 0, limit = 100;  // at most 200
    std::string from;                       // the address it is asked from
};
struct RowsShown {
    std::vector<ViewColumn> view;
    std::vector<std::vector<std::string>> rows;
    std::uint64_t total = 0;
    std::string mark;  // reader, time, purpose
};
/// Logged. Errors: as show_received(); publication.link_expired, publication.link_revoked,
/// publication.terms_first; publication.form_not_given where it is not given on screen.
Result<RowsShown> received_rows(const Context& context, const AskRows& request);
/// Rows went out by the clipboard: counts as a copy out of the page. Errors: as received_rows().
Status note_clip(const Context& context, const AskRows& request);

struct AskCopy {
    std::string link;
    CopyForm form = CopyForm::Xlsx;
    std::string from;
};
/// Errors: as received_rows(); those of make_copy_file().
Result<PublicationCopy> take_copy(const Context& context, const AskCopy& request);

/// Bytes of the caller's own copy. `range`: of a download that goes on. Logged once a download and
/// once each time it goes on. Errors: NotFound (publication.copy_unknown); those of a link that has
/// ended; publication.copy_gone.
struct AskBytes {
    std::int64_t number = 0;
    std::optional<publication_copies::ByteRange> range;  // nothing: all of it
    std::string from;
};
struct CopyBytes {
    PublicationCopy copy;
    std::string bytes;
};
Result<CopyBytes> copy_bytes(const Context& context, const AskBytes& request);
/// Of the caller's own copy, without its bytes.
Result<PublicationCopy> own_copy(const Context& context, std::int64_t number);
/// Once. Errors: as copy_bytes(); Conflict (publication.password_shown).
Result<std::string> copy_password(const Context& context, std::int64_t number,
                                  const std::string& from);

/// Since the last copy that the caller (or with an issuer's view anybody of the recipient) took.
struct DifferenceSince {
    std::optional<PublicationCopy> last;
    std::int64_t edition = 0;  // of the last copy
    std::vector<ViewColumn> view;
    ViewDifference difference;
};
Result<DifferenceSince> received_difference(const Context& context, const std::string& link);
/// As the recipient would be told, for who publishes.
Result<DifferenceSince> difference_for_recipient(const Context& context, std::int64_t number);
/// What the recipient would see, the first rows, for who publishes or approves.
Result<RowsShown> preview_publication(const Context& context, std::int64_t number);
/// What receivers did, the newest first; of a file, with the copy's number.
struct NotedAccess {
    PublicationAccess access;
    std::optional<std::int64_t> copy;
};
Result<std::vector<NotedAccess>> accesses_of(const Context& context, std::int64_t number);

}  // namespace mingce
