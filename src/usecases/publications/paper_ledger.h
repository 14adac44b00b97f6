// Copies on paper: numbered when they are printed, with a seal where it is permitted, and what
// became of each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/paper_copies.h"
#include "usecases/editions/edition_papers.h"

namespace mingce {

struct PaperVolume {
    std::int64_t volume = 0, pages = 0, copies = 0;
    std::string name;
};
struct PaperLedger {
    std::vector<PaperVolume> volumes;
    std::vector<PaperCopy> copies;  // by volume and copy
    std::optional<SealPermission> seal;
    bool may_permit = false;  // this caller
};
/// Needs RosterPublish, or RosterApprove. Errors: Forbidden (access.denied, edition.scope);
/// NotFound; Conflict (publication.not_published).
Result<PaperLedger> show_paper_copies(const Context& context, const EditionName& edition);

struct PrintPaperCopies {
    EditionName edition;
    std::optional<std::int64_t> volume;  // nothing: each of them
    std::int64_t copies = 1;             // of each volume, at most 50
    bool is_sealed = false;
};
/// Numbers them; their pages are drawn when each is printed. Errors: as above; paper.count,
/// paper.volume, paper.seal_not_permitted, paper.seal_used_up.
Result<PaperLedger> print_paper_copies(const Context& context, const PrintPaperCopies& request);

/// The copy's pages: marked, numbered, on its cover the proof of its publishing, sealed where that
/// was permitted, signed where the institution has a certificate. Audited. Errors: NotFound
/// (paper.unknown); those of published pages, of the seal's picture and of the certificate.
struct AskPaperCopy {
    std::int64_t number = 0;
    std::string public_address;
};
Result<Paper> paper_copy_file(const Context& context, const AskPaperCopy& request);

struct RecordPaperCopy {
    std::int64_t number = 0;
    PaperState to = PaperState::HandedOut;
    std::string person, words;  // who took it, brought it back, or watched it destroyed
};
/// Errors: NotFound (paper.unknown); Conflict (paper.state); BadInput (paper.person).
Result<PaperCopy> record_paper_copy(const Context& context, const RecordPaperCopy& request);

struct PermitSeal {
    EditionName edition;
    std::int64_t times = 0;  // copies, 1 to 1,000
    std::string words;
};
/// By the university's leader, in place of an earlier permission. Errors: Forbidden; BadInput
/// (paper.count, publication.no_words).
Result<PaperLedger> permit_seal(const Context& context, const PermitSeal& request);

/// The register of the copies, to be signed by who takes one, brings it back or watches it
/// destroyed; what is recorded stands in it. Audited.
Result<Paper> paper_register(const Context& context, const EditionName& edition);

/// What is handed over to the school's archive, with the note at its end (卷内目录, 备考表).
/// Audited.
Result<Paper> archive_transfer_list(const Context& context, const EditionName& edition);

}  // namespace mingce
