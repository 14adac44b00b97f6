#include "usecases/publications/published_roster.h"

#include "access/mask.h"
#include "crypto/bytes_as_text.h"
#include "crypto/page_code.h"
#include "crypto/page_proof.h"
#include "domain/canonical_text.h"
#include "usecases/editions/edition_papers.h"
#include "usecases/publications/publication_problems.h"
#include "usecases/record/output_file.h"

namespace mingce {

namespace {

std::int64_t whole(std::uint64_t number) { return static_cast<std::int64_t>(number); }

/// Marks the pages of one roster as they are drawn.
class PageSigner {
public:
    PageSigner(const PublishedRoster& roster, std::string origin, CheckpointSigner signer,
               const DrawPublished& request)
        : roster_(roster),
          origin_(std::move(origin)),
          signer_(std::move(signer)),
          request_(request) {}

    PageMark mark(const PageFacts& facts) const {
        const Edition& edition = roster_.found.edition;
        SignedPageProof page;
        page.proof = {roster_.found.intake.key,
                      edition.number,
                      roster_.revision.sealed.number,
                      facts.volume,
                      facts.page,
                      facts.pages,
                      ""};
        page.proof.code = page_code(sha256(page_identity(origin_, page.proof, facts.hash)));
        page.signature = signer_.signature_of(proof_text(origin_, page.proof));
        if (request_.pages != nullptr) request_.pages->push_back(told(facts, page.proof));
        return {printed_page_code(page.proof.code), qr_text(request_.address, page)};
    }

private:
    PublishedPage told(const PageFacts& facts, const PageProof& proof) const {
        PublishedPage page;
        page.revision = proof.revision;
        page.volume = whole(facts.volume);
        page.page = whole(facts.page);
        page.pages = whole(facts.pages);
        page.unit = facts.unit;
        page.first_row = whole(facts.first_row);
        page.rows = whole(facts.students.size());
        const Students& students = roster_.restored->students;
        for (const std::uint32_t student : facts.students) {
            const std::string_view sex = students.value(student, Field::Sex);
            page.men += sex == "男" ? 1 : 0;
            page.women += sex == "女" ? 1 : 0;
        }
        page.code = proof.code;
        return page;
    }

    const PublishedRoster& roster_;
    const std::string origin_;
    const CheckpointSigner signer_;
    const DrawPublished& request_;
};

}  // namespace

Result<PublishedRoster> read_published_roster(Tx& tx, const Context& context,
                                              const EditionName& name) {
    PublishedRoster roster;
    roster.found = TRY(find_edition(tx, context, name));
    const Edition& edition = roster.found.edition;
    if (edition.filing_no.empty()) return Error(problem::kNotPublished, told_of(edition.state));
    Boxes boxes = context.boxes();
    roster.revision = TRY(open_revision(tx, boxes, edition));
    const RevisionHead& head = roster.revision.head;
    std::vector<RevisionRows> parts;
    for (std::size_t i = 0; i < head.parts.size(); ++i)
        parts.push_back(TRY(revisions::part(tx, boxes, roster.revision.sealed, head, i)));
    Definition definition = TRY(definition_to_print(head));
    definition.paper.mark_room = true;
    roster.restored = TRY(restore_roster(head, definition, parts, masked));
    roster.restored->roster.meta.edition =
        revision_name(edition, head.revision, definition.language);
    return roster;
}

Result<PdfDocument> draw_published(const Context& context, const PublishedRoster& roster,
                                   const DrawPublished& request) {
    const auto typefaces = TRY(Typefaces::open());
    const std::string origin = context.record.origin();
    const PageSigner signer(roster, origin, TRY(context.record.ring().signer(origin)), request);
    return make_pdf(
        roster.restored->roster, request.volumes,
        {*typefaces, sha256_hex, hex_of(bytes_of(roster.revision.sealed.sha256)),
         [&signer](const PageFacts& facts) { return signer.mark(facts); }, request.dress});
}

bool is_published(EditionState state) {
    return state == EditionState::Published || state == EditionState::Superseded ||
           state == EditionState::Archived;
}

Result<std::string> verify_address(std::string_view public_address) {
    constexpr std::size_t kMost = 48;
    constexpr std::string_view kPath = "/verify";
    if (public_address.empty()) return std::string();
    while (public_address.ends_with('/')) public_address.remove_suffix(1);
    if (!public_address.starts_with("https://") || public_address.size() + kPath.size() > kMost ||
        public_address.find_first_of("#?/ ", std::string_view("https://").size()) !=
            std::string_view::npos)
        return Error(problem::kPageAddress, std::string(public_address));
    return std::string(public_address) + std::string(kPath);
}

}  // namespace mingce
