#include "usecases/publications/publish_edition.h"

#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "crypto/digest.h"
#include "store/published_pages.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/publications/page_list.h"
#include "usecases/publications/publication_problems.h"
#include "usecases/publications/published_roster.h"

namespace mingce {

namespace {

/// The volume of a department, and that the caller works with all of it.
Result<VolumeRange> volumes_of(const Context& context, const PublishedRoster& roster,
                               const std::string& department) {
    const auto& volumes = roster.restored->roster.volumes;
    if (department.empty()) {
        if (!holds_everybody(context, roster.found.intake)) return Error(problem::kEditionScope);
        return VolumeRange{0, volumes.size()};
    }
    const auto found = std::ranges::find(volumes, department, &RosterVolume::name);
    if (found == volumes.end() || !holds_department(context, roster.found.intake, department))
        return Error(problem::kReviewDepartment, department);
    return VolumeRange{static_cast<std::size_t>(found - volumes.begin()), 1};
}

}  // namespace

Result<PublishedEdition> publish_edition(const Context& context, const PublishEdition& request) {
    TRY(require(context, Permission::RosterFile));
    std::vector<PublishedPage> pages;
    DrawPublished draw;
    draw.address = TRY(verify_address(request.public_address));
    draw.pages = &pages;
    PublishedRoster roster =
        TRY(read_value(context.database(), [&](Tx& tx) -> Result<PublishedRoster> {
            const FoundEdition found = TRY(find_edition(tx, context, request.edition));
            if (!holds_everybody(context, found.intake)) return Error(problem::kEditionScope);
            if (edition_step(found.edition.state, EditionAct::Publish) == nullptr)
                return Error(problem::kEditionState, told_of(found.edition.state));
            return read_published_roster(tx, context, request.edition);
        }));
    draw.volumes = {0, roster.restored->roster.volumes.size()};
    TRY(draw_published(context, roster, draw));
    TRY(context.database().write([&](Tx& tx) -> Status {
        FoundEdition found = roster.found;
        EditionDeed deed;
        deed.act = EditionAct::Publish;
        deed.to = EditionState::Published;
        deed.sha256 = std::string(view_of(sha256(page_lines(pages))));
        TRY(write_deed(tx, context, found, std::move(deed)));
        return published_pages::add(tx, found.edition.id, pages);
    }));
    return PublishedEdition{draw.volumes.count, pages.size()};
}

Result<Paper> published_paper(const Context& context, const AskPublishedPaper& request) {
    TRY(require(context, Permission::RosterRead));
    const PublishedRoster roster = TRY(read_value(context.database(), [&](Tx& tx) {
        return read_published_roster(tx, context, request.edition);
    }));
    const Edition& edition = roster.found.edition;
    DrawPublished draw;
    draw.volumes = TRY(volumes_of(context, roster, request.department));
    if (!is_published(edition.state)) return Error(problem::kNotPublished, told_of(edition.state));
    draw.address = TRY(verify_address(request.public_address));
    PdfDocument document = TRY(draw_published(context, roster, draw));
    const std::string name = roster.found.intake.key + "_" + std::to_string(edition.number) + "." +
                             std::to_string(roster.revision.sealed.number);
    TRY(context.database().write([&](Tx& tx) {
        std::string detail = "intake=" + roster.found.intake.key +
                             " edition=" + std::to_string(edition.number) + "." +
                             std::to_string(roster.revision.sealed.number) +
                             " pages=" + std::to_string(document.pages) + " marked";
        if (!request.department.empty()) detail += " department=" + request.department;
        return audit(tx, context, {"edition.print", "edition", edition.id, detail, ""});
    }));
    Paper paper;
    paper.name =
        name + (request.department.empty() ? "" : "_" + request.department) + "_published.pdf";
    paper.bytes = std::move(document.bytes);
    paper.pages = document.pages;
    return paper;
}

}  // namespace mingce
