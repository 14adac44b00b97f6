#include "usecases/publications/paper_ledger.h"

#include <algorithm>

#include "store/published_pages.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/publications/publication_problems.h"

namespace mingce {

namespace {

constexpr std::int64_t kCopiesMost = 50, kSealTimesMost = 1'000;

/// From, to: anything else is refused.
constexpr std::pair<PaperState, PaperState> kPaperSteps[] = {
    {PaperState::Printed, PaperState::HandedOut},  {PaperState::Printed, PaperState::Destroyed},
    {PaperState::HandedOut, PaperState::Returned},  // before it goes elsewhere or is destroyed
    {PaperState::Returned, PaperState::HandedOut}, {PaperState::Returned, PaperState::Destroyed},
};

std::string told_of(PaperState state) {
    static constexpr Text kNames[] = {{"已印", "Printed"},
                                      {"已发出", "Handed out"},
                                      {"已交回", "Returned"},
                                      {"已销毁", "Destroyed"}};
    const Text& name = kNames[static_cast<std::size_t>(state)];
    return std::string(name.zh) + " / " + std::string(name.en);
}

bool may_see_paper(const Caller& caller) {
    return caller.may(Permission::RosterPublish) || caller.may(Permission::RosterApprove);
}

/// Its pages by volume. A volume's pages begin with its cover, whose unit is the volume's name.
std::vector<PaperVolume> volumes_in(const std::vector<PublishedPage>& pages,
                                    const std::vector<PaperCopy>& copies) {
    std::vector<PaperVolume> volumes;
    for (const PublishedPage& page : pages)
        if (volumes.empty() || volumes.back().volume != page.volume)
            volumes.push_back({page.volume, page.pages, 0, page.unit});
    for (PaperVolume& volume : volumes)
        volume.copies = std::ranges::count(copies, volume.volume, &PaperCopy::volume);
    return volumes;
}

Result<PaperLedger> ledger_of(Tx& tx, const Context& context, const FoundEdition& found) {
    Boxes boxes = context.boxes();
    const auto pages = TRY(published_pages::of_edition(tx, found.edition.id));
    if (pages.empty()) return Error(problem::kNotPublished, told_of(found.edition.state));
    PaperLedger ledger;
    ledger.copies = TRY(paper_copies::of_edition(tx, boxes, found.edition.id));
    ledger.volumes = volumes_in(pages, ledger.copies);
    ledger.seal = TRY(paper_copies::permission_of(tx, boxes, found.edition.id));
    ledger.may_permit = context.caller.may(Permission::RosterApprove);
    return ledger;
}

Result<FoundEdition> whole_edition(Tx& tx, const Context& context, const EditionName& name) {
    FoundEdition found = TRY(find_edition(tx, context, name));
    if (!holds_everybody(context, found.intake)) return Error(problem::kEditionScope);
    return found;
}

Status seal_is_permitted(const PaperLedger& ledger, std::uint64_t copies) {
    if (!ledger.seal) return Error(problem::kSealNotPermitted);
    const std::int64_t left = ledger.seal->times - ledger.seal->used;
    if (static_cast<std::int64_t>(copies) <= left) return Done{};
    return Error(problem::kSealUsedUp,
                 std::to_string(ledger.seal->used) + "/" + std::to_string(ledger.seal->times));
}

Status add_copies(Tx& tx, const Context& context, const PrintPaperCopies& request,
                  const FoundEdition& found) {
    const PaperLedger ledger = TRY(ledger_of(tx, context, found));
    std::vector<std::int64_t> volumes;
    for (const PaperVolume& volume : ledger.volumes)
        if (!request.volume || volume.volume == *request.volume) volumes.push_back(volume.volume);
    if (volumes.empty()) return Error(problem::kPaperVolume);
    const std::uint64_t count = volumes.size() * static_cast<std::uint64_t>(request.copies);
    if (request.is_sealed) TRY(seal_is_permitted(ledger, count));
    for (const std::int64_t volume : volumes)
        for (std::int64_t i = 0; i < request.copies; ++i) {
            PaperCopy copy;
            copy.id = context.make_id();
            copy.edition = found.edition.id;
            copy.volume = volume;
            if (request.is_sealed) copy.seal_permission = ledger.seal->id;
            copy.printed_at = context.now;
            copy.actor = context.actor;
            copy.account = context.caller.account;
            TRY(paper_copies::add(tx, context.institution(), copy));
        }
    return audit(
        tx, context,
        {"paper.number", "edition", found.edition.id,
         "intake=" + found.intake.key + " edition=" + std::to_string(found.edition.number) +
             " copies=" + std::to_string(count) + (request.is_sealed ? " sealed" : ""),
         ""});
}

}  // namespace

Result<PaperLedger> show_paper_copies(const Context& context, const EditionName& edition) {
    if (!may_see_paper(context.caller)) TRY(require(context, Permission::RosterPublish));
    return read_value(context.database(), [&](Tx& tx) -> Result<PaperLedger> {
        return ledger_of(tx, context, TRY(whole_edition(tx, context, edition)));
    });
}

Result<PaperLedger> print_paper_copies(const Context& context, const PrintPaperCopies& request) {
    TRY(require(context, Permission::RosterPublish));
    if (request.copies < 1 || request.copies > kCopiesMost) return Error(problem::kPaperCount);
    return write_value(context.database(), [&](Tx& tx) -> Result<PaperLedger> {
        const FoundEdition found = TRY(whole_edition(tx, context, request.edition));
        TRY(add_copies(tx, context, request, found));
        return ledger_of(tx, context, found);
    });
}

Result<PaperCopy> record_paper_copy(const Context& context, const RecordPaperCopy& request) {
    TRY(require(context, Permission::RosterPublish));
    if (request.person.empty()) return Error(problem::kPaperPerson);
    return write_value(context.database(), [&](Tx& tx) -> Result<PaperCopy> {
        Boxes boxes = context.boxes();
        const PaperCopy copy = TRY(paper_copies::load(tx, boxes, request.number));
        if (std::ranges::find(kPaperSteps, std::pair{copy.state, request.to}) ==
            std::end(kPaperSteps))
            return Error(problem::kPaperState, told_of(copy.state));
        PaperCopyEvent event;
        event.to = request.to;
        event.at = context.now;
        event.actor = context.actor;
        event.account = context.caller.account;
        event.person = request.person;
        event.words = request.words;
        if (!TRY(paper_copies::add_event(tx, boxes, copy, event)))
            return Error(problem::kPaperState, told_of(copy.state));
        TRY(audit(tx, context,
                  {"paper." + std::string(key_of(request.to)), "paper", copy.id,
                   "paper=" + std::to_string(copy.number) + " volume=" +
                       std::to_string(copy.volume) + " copy=" + std::to_string(copy.copy),
                   ""}));
        return paper_copies::load(tx, boxes, request.number);
    });
}

Result<PaperLedger> permit_seal(const Context& context, const PermitSeal& request) {
    TRY(require(context, Permission::RosterApprove));
    if (request.times < 1 || request.times > kSealTimesMost) return Error(problem::kPaperCount);
    if (request.words.empty()) return Error(problem::kNoWords);
    return write_value(context.database(), [&](Tx& tx) -> Result<PaperLedger> {
        const FoundEdition found = TRY(whole_edition(tx, context, request.edition));
        Boxes boxes = context.boxes();
        SealPermission permission;
        permission.id = context.make_id();
        permission.edition = found.edition.id;
        permission.at = context.now;
        permission.actor = context.actor;
        permission.account = context.caller.account;
        permission.times = request.times;
        permission.words = request.words;
        TRY(paper_copies::permit(tx, boxes, permission));
        TRY(audit(
            tx, context,
            {"paper.permit_seal", "edition", found.edition.id,
             "intake=" + found.intake.key + " edition=" + std::to_string(found.edition.number) +
                 " times=" + std::to_string(request.times),
             ""}));
        return ledger_of(tx, context, found);
    });
}

}  // namespace mingce
