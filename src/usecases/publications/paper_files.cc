// The files of the paper ledger: a numbered copy's pages, and the list that goes to the archive.
#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "documents/paper_register.h"
#include "documents/transfer_list.h"
#include "store/published_pages.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/publications/cover_proof.h"
#include "usecases/publications/institution_identity.h"
#include "usecases/publications/paper_ledger.h"
#include "usecases/publications/publication_problems.h"
#include "usecases/publications/publication_rows.h"
#include "usecases/publications/published_roster.h"

namespace mingce {

namespace {

/// A copy with the roster it is a copy of.
struct FoundCopy {
    PaperCopy copy;
    std::int64_t copies = 0;  // of its volume, by now
    EditionName name;
};

Result<FoundCopy> find_copy(Tx& tx, const Context& context, std::int64_t number) {
    Boxes boxes = context.boxes();
    FoundCopy found;
    found.copy = TRY(paper_copies::load(tx, boxes, number));
    const NamedEdition named = TRY(edition_of(tx, context, found.copy.edition));
    if (!holds_everybody(context, named.intake)) return Error(problem::kEditionScope);
    found.name = {named.intake.key, named.edition.number};
    for (const PaperCopy& other : TRY(paper_copies::of_edition(tx, boxes, found.copy.edition)))
        found.copies += other.volume == found.copy.volume ? 1 : 0;
    return found;
}

CoverProof on_cover(const PublishingProof& proof, const FoundEdition& found) {
    CoverProof cover;
    cover.filing_no = found.edition.filing_no;
    cover.origin = proof.checkpoint.origin;
    cover.tree_size = proof.checkpoint.head.size;
    cover.entry = proof.entry;
    cover.root = base64_of(proof.checkpoint.head.root);
    cover.proof_qr = proof.text;
    return cover;
}

Status audit_paper(Tx& tx, const Context& context, const FoundCopy& found,
                   const PdfDocument& document) {
    return audit(tx, context,
                 {"paper.print", "paper", found.copy.id,
                  "paper=" + std::to_string(found.copy.number) +
                      " volume=" + std::to_string(found.copy.volume) + " copy=" +
                      std::to_string(found.copy.copy) + " pages=" + std::to_string(document.pages) +
                      (found.copy.seal_permission.is_none() ? "" : " sealed"),
                  ""});
}

/// Each volume is an item: what it is, how many pages, and by what its pages are known.
std::vector<TransferItem> items_of(const std::vector<PaperVolume>& volumes,
                                   const FoundEdition& found, const RevisionHead& head) {
    std::vector<TransferItem> items;
    for (const PaperVolume& volume : volumes) {
        TransferItem item;
        item.number = found.edition.filing_no;
        item.responsible = head.institution;
        item.title =
            intake_title(found.intake, Language::Chinese) + "新生入学花名册 " + volume.name;
        item.date = found.edition.filed_on.value_or(head.day);
        item.pages = static_cast<std::uint64_t>(volume.pages);
        item.note = volume.copies == 0 ? "" : "纸质 " + std::to_string(volume.copies) + " 份";
        items.push_back(std::move(item));
    }
    return items;
}

/// Who, and on which day; "" where nobody did.
std::string recorded(const PaperCopy& copy, PaperState state) {
    std::string text;
    for (const PaperCopyEvent& event : copy.events)
        if (event.to == state) text = event.person + " " + iso_text(day_of(event.at));
    return text;
}

RegisteredCopy registered(const PaperCopy& copy, const std::vector<PaperVolume>& volumes) {
    RegisteredCopy row;
    row.number = copy.number;
    row.copy = copy.copy;
    const auto volume = std::ranges::find(volumes, copy.volume, &PaperVolume::volume);
    if (volume != volumes.end()) row.volume = volume->name;
    row.handed_out = recorded(copy, PaperState::HandedOut);
    row.returned = recorded(copy, PaperState::Returned);
    row.destroyed = recorded(copy, PaperState::Destroyed);
    return row;
}

}  // namespace

Result<Paper> paper_register(const Context& context, const EditionName& edition) {
    TRY(require(context, Permission::RosterPublish));
    const PaperLedger ledger = TRY(show_paper_copies(context, edition));
    const FoundEdition found = TRY(
        read_value(context.database(), [&](Tx& tx) { return find_edition(tx, context, edition); }));
    PaperRegister sheet;
    sheet.institution = context.record.identity().institution_name;
    sheet.title = intake_title(found.intake, Language::Chinese) + "新生入学花名册　" +
                  revision_name(found.edition, found.edition.revision, Language::Chinese);
    sheet.filing_no = found.edition.filing_no;
    sheet.made_on = day_of(context.now);
    for (const PaperCopy& copy : ledger.copies)
        sheet.copies.push_back(registered(copy, ledger.volumes));
    const auto typefaces = TRY(Typefaces::open());
    PdfDocument document = TRY(make_paper_register(sheet, *typefaces));
    TRY(context.database().write([&](Tx& tx) {
        return audit(
            tx, context,
            {"paper.register", "edition", found.edition.id,
             "intake=" + found.intake.key + " edition=" + std::to_string(found.edition.number) +
                 " copies=" + std::to_string(sheet.copies.size()),
             ""});
    }));
    Paper paper;
    paper.bytes = std::move(document.bytes);
    paper.pages = document.pages;
    paper.name = edition.intake + "_" + std::to_string(edition.number) + "_register.pdf";
    return paper;
}

Result<Paper> paper_copy_file(const Context& context, const AskPaperCopy& request) {
    TRY(require(context, Permission::RosterPublish));
    FoundCopy found;
    const PublishedRoster roster =
        TRY(read_value(context.database(), [&](Tx& tx) -> Result<PublishedRoster> {
            found = TRY(find_copy(tx, context, request.number));
            return read_published_roster(tx, context, found.name);
        }));
    const PublishingProof proof = TRY(publishing_proof(context, roster.found));
    const CoverProof cover = on_cover(proof, roster.found);
    SealFace seal;
    PaperDress dress;
    dress.cover = &cover;
    dress.paper_copy =
        "第 " + std::to_string(found.copy.copy) + " 份　编号 " + std::to_string(found.copy.number);
    if (!found.copy.seal_permission.is_none()) {
        seal = TRY(institution_seal(context));
        dress.seal = &seal;
        dress.edge_seal = true;
    }
    DrawPublished draw;
    draw.volumes = {static_cast<std::size_t>(found.copy.volume) - 1, 1};
    draw.address = TRY(verify_address(request.public_address));
    draw.dress = &dress;
    const PdfDocument document = TRY(draw_published(context, roster, draw));
    const auto identity = TRY(open_institution_identity(context));
    LockPdf lock;
    lock.properties = {
        {"MingceCopy", "Paper " + std::to_string(found.copy.number) + " " + found.copy.id.hex()}};
    Paper paper;
    paper.bytes = TRY(locked_and_signed(context, document.bytes, std::move(lock), identity));
    paper.pages = document.pages;
    paper.name = found.name.intake + "_" + std::to_string(found.name.number) + "_" +
                 std::to_string(found.copy.volume) + "_" + std::to_string(found.copy.copy) + ".pdf";
    TRY(context.database().write(
        [&](Tx& tx) { return audit_paper(tx, context, found, document); }));
    return paper;
}

Result<Paper> archive_transfer_list(const Context& context, const EditionName& edition) {
    TRY(require(context, Permission::RosterPublish));
    const PaperLedger ledger = TRY(show_paper_copies(context, edition));
    TransferList list;
    FoundEdition found;
    TRY(context.database().read([&](Tx& tx) -> Status {
        found = TRY(find_edition(tx, context, edition));
        Boxes boxes = context.boxes();
        const OpenRevision revision = TRY(open_revision(tx, boxes, found.edition));
        const Definition definition =
            TRY(parse_definition(revision.head.definition_key, revision.head.document));
        list.institution = revision.head.institution;
        list.title = intake_title(found.intake, Language::Chinese) + definition.title;
        list.secrecy = definition.secrecy;
        list.retention = definition.retention;
        list.items = items_of(ledger.volumes, found, revision.head);
        list.notes = {"花名册指纹 SHA-256 " + hex_of(bytes_of(revision.sealed.sha256))};
        return Done{};
    }));
    list.filing_no = found.edition.filing_no;
    list.made_on = day_of(context.now);
    const auto typefaces = TRY(Typefaces::open());
    PdfDocument document = TRY(make_transfer_list(list, *typefaces));
    TRY(context.database().write([&](Tx& tx) {
        return audit(
            tx, context,
            {"paper.transfer_list", "edition", found.edition.id,
             "intake=" + found.intake.key + " edition=" + std::to_string(found.edition.number),
             ""});
    }));
    Paper paper;
    paper.bytes = std::move(document.bytes);
    paper.pages = document.pages;
    paper.name = edition.intake + "_" + std::to_string(edition.number) + "_transfer.pdf";
    return paper;
}

}  // namespace mingce
