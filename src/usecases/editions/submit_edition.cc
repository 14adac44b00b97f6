#include "usecases/editions/submit_edition.h"

#include "base/text.h"
#include "crypto/digest.h"
#include "store/edition_problems.h"
#include "usecases/access/permitted.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/editions/edition_progress.h"

namespace mingce {

namespace {

constexpr std::size_t kWhyMost = 500;
constexpr int kSealingAttempts = 3;

struct ToSeal {
    FoundEdition found;
    const EditionStep* step = nullptr;
    SealingDefinition definition;
    PreparedRevision prepared;
};

const EditionStep* sealing_step(EditionState state) {
    const EditionStep* const step = edition_step(state, EditionAct::Submit);
    return step != nullptr ? step : edition_step(state, EditionAct::Revise);
}

Result<ToSeal> prepared_to_seal(const Context& context, const SubmitEdition& request) {
    return read_value(context.database(), [&](Tx& tx) -> Result<ToSeal> {
        ToSeal sealing;
        sealing.found = TRY(find_edition(tx, context, request.edition));
        Edition& edition = sealing.found.edition;
        if (!holds_everybody(context, sealing.found.intake)) return Error(problem::kEditionScope);
        sealing.step = sealing_step(edition.state);
        if (sealing.step == nullptr) return Error(problem::kEditionState, told_of(edition.state));
        if (request.definition) edition.definition = *request.definition;
        sealing.definition =
            TRY(definition_to_seal(tx, context, edition.definition, request.version));
        sealing.prepared = TRY(prepare_revision(tx, context, sealing.found, sealing.definition));
        return sealing;
    });
}

/// Writes what was prepared; nothing where the record has moved on since.
Result<std::optional<SubmittedEdition>> seal(const Context& context, ToSeal& sealing) {
    const RevisionTexts& texts = sealing.prepared.texts;
    Boxes boxes = context.boxes();
    SealedRevision sealed;
    sealed.id = context.make_id();
    std::vector<Id> ids;
    ids.reserve(texts.parts.size() + 1);
    for (std::size_t i = 0; i <= texts.parts.size(); ++i) ids.push_back(context.make_id());
    const revisions::PackedRevision packed = revisions::pack(boxes, sealed.id, texts, ids);
    const Hash fingerprint = sha256(texts.head_text);
    std::optional<SubmittedEdition> outcome;
    const Status done = context.database().write([&](Tx& tx) -> Status {
        outcome.reset();
        FoundEdition found = TRY(
            find_edition(tx, context, {sealing.found.intake.key, sealing.found.edition.number}));
        if (found.edition.version != sealing.found.edition.version)
            return Error(problem::kEditionChanged);
        if (!TRY(is_as_prepared(tx, found.intake.id, sealing.prepared))) return Done{};
        Edition& edition = found.edition;
        edition.definition = sealing.definition.key;
        edition.revision = texts.head.revision;
        sealed.edition = edition.id;
        sealed.number = edition.revision;
        sealed.definition_version = sealing.definition.version;
        sealed.as_of = texts.head.as_of;
        sealed.sealed_at = context.now;
        sealed.actor = context.actor;
        sealed.account = context.caller.account;
        sealed.listed = static_cast<std::int64_t>(texts.head.rows_listed);
        sealed.annexed = static_cast<std::int64_t>(texts.head.rows_annexed);
        sealed.sha256 = std::string(fingerprint.begin(), fingerprint.end());
        TRY(revisions::add(tx, sealed, packed));
        EditionDeed deed;
        deed.act = sealing.step->act;
        deed.to = sealing.step->to;
        deed.sha256 = sealed.sha256;
        TRY(write_deed(tx, context, found, std::move(deed)));
        TRY(advance(tx, context, found, {sealed, texts.head}));
        outcome = {sealed.number, texts.sha256, texts.head.rows_listed, texts.head.rows_annexed,
                   edition.state};
        return Done{};
    });
    if (!done.ok()) return done.error();
    return outcome;
}

}  // namespace

Result<std::int64_t> make_edition(const Context& context, const MakeEdition& request) {
    TRY(require(context, Permission::RosterSubmit));
    const std::string why(trim_blanks(request.why));
    if (code_point_count(why) > kWhyMost) return Error(problem::kEditionWhy);
    return write_value(context.database(), [&](Tx& tx) -> Result<std::int64_t> {
        const Intake intake = TRY(intakes::load(tx, request.intake));
        if (!holds_everybody(context, intake)) return Error(problem::kEditionScope);
        TRY(definition_to_seal(tx, context, request.definition, std::nullopt));
        Edition edition;
        edition.id = context.make_id();
        edition.intake = intake.id;
        edition.number = TRY(editions::next_number(tx, intake.id));
        if (edition.number > 1 && why.empty()) return Error(problem::kEditionWhy);
        edition.state_since = edition.created_at = context.now;
        edition.definition = request.definition;
        edition.actor = context.actor;
        edition.account = context.caller.account;
        edition.why = why;
        Boxes boxes = context.boxes();
        TRY(editions::add(tx, boxes, context.institution(), edition));
        TRY(audit(tx, context,
                  {"edition.make", "edition", edition.id,
                   "intake=" + intake.key + " edition=" + std::to_string(edition.number) +
                       " definition=" + edition.definition,
                   ""}));
        return edition.number;
    });
}

Result<SubmittedEdition> submit_edition(const Context& context, const SubmitEdition& request) {
    TRY(require(context, Permission::RosterSubmit));
    for (int attempt = 0; attempt < kSealingAttempts; ++attempt) {
        ToSeal sealing = TRY(prepared_to_seal(context, request));
        if (!sealing.prepared.blocking.empty())
            return Error(problem::kEditionBlocked, told_of(sealing.prepared.blocking));
        if (auto outcome = TRY(seal(context, sealing))) return std::move(*outcome);
    }
    return Error(problem::kEditionChanged);
}

Result<Readiness> edition_readiness(const Context& context, const SubmitEdition& request) {
    TRY(require(context, Permission::RosterSubmit));
    ToSeal sealing = TRY(prepared_to_seal(context, request));
    return Readiness{std::move(sealing.prepared.blocking), std::move(sealing.prepared.texts.head)};
}

}  // namespace mingce
