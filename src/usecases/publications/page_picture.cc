#include "usecases/publications/page_picture.h"

#include <algorithm>

#include "crypto/bytes_as_text.h"
#include "crypto/page_code.h"
#include "documents/page_preview.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/publications/publication_problems.h"
#include "usecases/publications/publication_rows.h"
#include "usecases/publications/published_roster.h"
#include "usecases/record/output_file.h"

namespace mingce {

namespace {

constexpr std::uint32_t kPixelsLeast = 300, kPixelsMost = 2'400;

struct FoundPage {
    PublishedPage page;
    PublishedRoster roster;
};

Result<FoundPage> find_page(Tx& tx, const Context& context, const std::string& code) {
    const auto found = TRY(published_pages::find(tx, code));
    if (!found) return Error(problem::kPageUnknown, printed_page_code(code));
    const auto [intake, edition] = TRY(edition_of(tx, context, found->edition));
    FoundPage page{found->page,
                   TRY(read_published_roster(tx, context, {intake.key, edition.number}))};
    const auto& volumes = page.roster.restored->roster.volumes;
    const auto volume = static_cast<std::size_t>(found->page.volume) - 1;
    if (volume >= volumes.size()) return Error(problem::kPageUnknown, printed_page_code(code));
    if (!holds_everybody(context, intake) &&
        !holds_department(context, intake, volumes[volume].name))
        return Error(problem::kEditionScope);
    return page;
}

}  // namespace

Result<std::string> page_picture(const Context& context, const AskPagePicture& request) {
    TRY(require(context, Permission::RosterRead));
    const std::string code = TRY(read_page_code(request.code));
    const FoundPage found =
        TRY(read_value(context.database(), [&](Tx& tx) { return find_page(tx, context, code); }));
    const auto typefaces = TRY(Typefaces::open());
    const PublishedRoster& roster = found.roster;
    PagePicture picture;
    picture.volume = static_cast<std::size_t>(found.page.volume) - 1;
    picture.page = static_cast<std::size_t>(found.page.page) - 1;
    picture.pixels_wide = std::clamp(request.pixels_wide, kPixelsLeast, kPixelsMost);
    DrawnPage drawn = TRY(
        draw_picture(roster.restored->roster, picture,
                     {*typefaces, sha256_hex, hex_of(bytes_of(roster.revision.sealed.sha256))}));
    TRY(context.database().write([&](Tx& tx) {
        return audit(tx, context,
                     {"edition.page", "edition", roster.found.edition.id,
                      "intake=" + roster.found.intake.key +
                          " edition=" + std::to_string(roster.found.edition.number) +
                          " volume=" + std::to_string(found.page.volume) +
                          " page=" + std::to_string(found.page.page),
                      ""});
    }));
    return std::move(drawn.png);
}

}  // namespace mingce
