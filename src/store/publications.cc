#include "store/publications.h"

#include "store/publication_problems.h"

namespace mingce::publications {

namespace {

constexpr std::string_view kPublicationTable = "publication",
                           kPublicationDecisionTable = "publication_decision";
constexpr std::string_view kSelectPublication =
    "SELECT p.id, p.edition, p.number, p.kind, p.recipient, p.state, p.version, p.round, p.link,"
    " p.class, p.student_rows, p.approvals, p.until, p.link_until, p.made_at, p.actor, p.account,"
    " p.issued_at, p.issued_by, p.issuer, p.box FROM publication p ";

Result<Publication> read_publication(Boxes& boxes, const Row& row) {
    Publication read;
    read.id = row.id(0);
    read.edition = row.id(1);
    read.number = row.integer(2);
    read.recipient.kind = parse_recipient_kind(row.text(3)).value_or(RecipientKind::Unit);
    read.recipient.key = row.text(4);
    read.state = parse_publication_state(row.text(5)).value_or(PublicationState::Revoked);
    read.version = row.integer(6);
    read.round = row.integer(7);
    read.link = row.text(8);
    read.highest = static_cast<FieldClass>(row.integer(9));
    read.rows = static_cast<std::uint64_t>(row.integer(10));
    read.approvals = static_cast<std::uint32_t>(row.integer(11));
    if (!row.is_null(12)) read.until = parse_compact_date(row.text(12));
    read.link_until = row.moment(13);
    read.made_at = row.moment(14);
    read.actor = row.text(15);
    read.account = row.id(16);
    read.issued_at = row.moment(17);
    read.issued_by = row.text(18);
    read.issuer = row.id(19);
    read.contents = TRY(parse_publication_contents(
        TRY(boxes.open_for_record({kPublicationTable, read.id}, row.blob(20)))));
    return read;
}

Result<std::vector<Publication>> listed(Tx& tx, Boxes& boxes, const std::string& sql,
                                        std::initializer_list<Param> params) {
    std::vector<Publication> list;
    TRY(tx.query(sql, params, [&](const Row& row) -> Status {
        list.push_back(TRY(read_publication(boxes, row)));
        return Done{};
    }));
    return list;
}

Param moment_or_null(Moment moment) { return moment.milliseconds == 0 ? Param() : Param(moment); }

/// A decision has no id of its own: its box is bound to the publication, the round and the person.
std::string place_of_decision(std::int64_t round, std::string_view actor) {
    return std::string(kPublicationDecisionTable) + " " + std::to_string(round) + " " +
           std::string(actor);
}

}  // namespace

Status add(Tx& tx, Boxes& boxes, const Id& institution, Publication& publication) {
    publication.number = TRY(tx.integer("SELECT coalesce(max(number), 0) FROM publication")) + 1;
    const std::string box =
        boxes.seal_for_record({kPublicationTable, publication.id}, text_of(publication.contents));
    const std::string until = publication.until ? compact_text(*publication.until) : "";
    const std::uint64_t added = TRY(tx.run(
        "INSERT INTO publication (id, institution, edition, number, kind, recipient, state,"
        " version, round, class, student_rows, approvals, until, made_at, actor, account,"
        " box) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
        " $16, $17) ON CONFLICT (edition, kind, recipient) DO NOTHING",
        {publication.id, institution, publication.edition, publication.number,
         key_of(publication.recipient.kind), publication.recipient.key, key_of(publication.state),
         publication.version, publication.round, static_cast<int>(publication.highest),
         publication.rows, publication.approvals, text_or_null(until), publication.made_at,
         publication.actor, publication.account, Param::Blob{box}}));
    if (added == 1) return Done{};
    return Error(problem::kRecipientTaken, publication.recipient.key);
}

Status save(Tx& tx, Boxes& boxes, Publication& publication) {
    const std::string box =
        boxes.seal_for_record({kPublicationTable, publication.id}, text_of(publication.contents));
    const std::string until = publication.until ? compact_text(*publication.until) : "";
    const std::uint64_t changed = TRY(
        tx.run("UPDATE publication SET state = $1, version = version + 1, round = $2, link = $3,"
               " class = $4, student_rows = $5, approvals = $6, until = $7, link_until = $8,"
               " issued_at = $9, issued_by = $10, issuer = $11, box = $12"
               " WHERE id = $13 AND version = $14",
               {key_of(publication.state), publication.round, text_or_null(publication.link),
                static_cast<int>(publication.highest), publication.rows, publication.approvals,
                text_or_null(until), moment_or_null(publication.link_until),
                moment_or_null(publication.issued_at), text_or_null(publication.issued_by),
                publication.issuer, Param::Blob{box}, publication.id, publication.version}));
    if (changed != 1)
        return Error(problem::kPublicationChanged, std::to_string(publication.number));
    ++publication.version;
    return Done{};
}

Status remove(Tx& tx, const Id& publication) {
    TRY(tx.run("DELETE FROM publication_decision WHERE publication = $1", {publication}));
    TRY(tx.run("DELETE FROM publication WHERE id = $1", {publication}));
    return Done{};
}

Result<Publication> load(Tx& tx, Boxes& boxes, std::int64_t number) {
    auto found =
        TRY(listed(tx, boxes, std::string(kSelectPublication) + "WHERE p.number = $1", {number}));
    if (found.empty()) return Error(problem::kPublicationUnknown, std::to_string(number));
    Publication loaded = std::move(found.front());
    return loaded;
}

Result<Publication> load(Tx& tx, Boxes& boxes, const Id& publication) {
    auto found =
        TRY(listed(tx, boxes, std::string(kSelectPublication) + "WHERE p.id = $1", {publication}));
    if (found.empty()) return Error(problem::kPublicationUnknown);
    Publication loaded = std::move(found.front());
    return loaded;
}

Result<std::optional<Publication>> of_link(Tx& tx, Boxes& boxes, std::string_view link) {
    auto found = TRY(listed(tx, boxes,
                            std::string(kSelectPublication) +
                                "JOIN publication_link l ON l.publication = p.id"
                                " WHERE l.link = $1",
                            {link}));
    if (found.empty()) return std::optional<Publication>();
    return std::optional(std::move(found.front()));
}

Status add_link(Tx& tx, const Publication& publication, Moment now) {
    TRY(tx.run("INSERT INTO publication_link (link, publication, made_at) VALUES ($1, $2, $3)",
               {publication.link, publication.id, now}));
    return Done{};
}

Result<std::vector<Publication>> of_edition(Tx& tx, Boxes& boxes, const Id& edition) {
    return listed(tx, boxes,
                  std::string(kSelectPublication) + "WHERE p.edition = $1 ORDER BY p.number",
                  {edition});
}

Result<std::vector<Publication>> in_state(Tx& tx, Boxes& boxes, PublicationState state) {
    return listed(tx, boxes,
                  std::string(kSelectPublication) + "WHERE p.state = $1 ORDER BY p.number",
                  {key_of(state)});
}

Result<Id> edition_published_before(Tx& tx, const Id& edition) {
    Id before;
    TRY(
        tx.first("SELECT e.id FROM edition e JOIN intake i ON i.id = e.intake"
                 " JOIN edition now ON now.id = $1 JOIN intake ours ON ours.id = now.intake"
                 " WHERE e.id <> $2 AND i.kind = ours.kind AND e.created_at <= now.created_at"
                 " AND EXISTS (SELECT 1 FROM publication p WHERE p.edition = e.id)"
                 " ORDER BY e.created_at DESC",
                 {edition, edition}, [&](const Row& row) { before = row.id(0); }));
    return before;
}

Status decide(Tx& tx, Boxes& boxes, const Publication& publication,
              const PublicationDecision& decision) {
    const std::string place = place_of_decision(publication.round, decision.actor);
    const std::string box = decision.words.empty()
                                ? ""
                                : boxes.seal_for_record({place, publication.id}, decision.words);
    const std::uint64_t added = TRY(tx.run(
        "INSERT INTO publication_decision (publication, round, actor, account, role, at, approves,"
        " box) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        {publication.id, publication.round, decision.actor, decision.account, key_of(decision.role),
         decision.at, decision.approves, blob_or_null(box)}));
    return added == 1 ? Status(Done{}) : Status(Error(problem::kPublicationDecided));
}

Result<std::vector<PublicationDecision>> decisions(Tx& tx, Boxes& boxes,
                                                   const Publication& publication) {
    std::vector<PublicationDecision> list;
    TRY(tx.query(
        "SELECT actor, account, role, at, approves, box FROM publication_decision"
        " WHERE publication = $1 AND round = $2 ORDER BY at, actor",
        {publication.id, publication.round}, [&](const Row& row) -> Status {
            PublicationDecision decision;
            decision.actor = row.text(0);
            decision.account = row.id(1);
            decision.role = parse_role(row.text(2)).value_or(Role::Unit);
            decision.at = row.moment(3);
            decision.approves = row.integer(4) != 0;
            const std::string place = place_of_decision(publication.round, decision.actor);
            if (!row.is_null(5))
                decision.words = TRY(boxes.open_for_record({place, publication.id}, row.blob(5)));
            list.push_back(std::move(decision));
            return Done{};
        }));
    return list;
}

Status accept(Tx& tx, const Id& publication, const TermsAcceptance& acceptance) {
    TRY(tx.run(
        "INSERT INTO publication_acceptance (publication, account, actor, at, terms)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (publication, account)"
        " DO UPDATE SET actor = excluded.actor, at = excluded.at, terms = excluded.terms",
        {publication, acceptance.account, acceptance.actor, acceptance.at, acceptance.terms}));
    return Done{};
}

Result<std::vector<TermsAcceptance>> acceptances(Tx& tx, const Id& publication) {
    std::vector<TermsAcceptance> list;
    TRY(
        tx.query("SELECT account, actor, at, terms FROM publication_acceptance"
                 " WHERE publication = $1 ORDER BY at, actor",
                 {publication}, [&](const Row& row) -> Status {
                     list.push_back({row.id(0), row.string(1), row.moment(2), row.string(3)});
                     return Done{};
                 }));
    return list;
}

}  // namespace mingce::publications
