#include "store/paper_copies.h"

#include <algorithm>
#include <array>

#include "base/canonical_line.h"
#include "store/publication_problems.h"
#include "store/record_problems.h"

namespace mingce {

namespace {
constexpr std::array<std::string_view, 4> kPaperStates = {"printed", "handed_out", "returned",
                                                          "destroyed"};
}  // namespace

std::string_view key_of(PaperState state) { return kPaperStates[static_cast<std::size_t>(state)]; }
std::optional<PaperState> parse_paper_state(std::string_view key) {
    const auto found = std::ranges::find(kPaperStates, key);
    if (found == kPaperStates.end()) return std::nullopt;
    return static_cast<PaperState>(found - kPaperStates.begin());
}

namespace paper_copies {

namespace {

constexpr std::string_view kPermissionTable = "seal_permission";
constexpr std::string_view kSelectPaper =
    "SELECT id, edition, number, volume, copy, seal_permission, printed_at, actor, account, state"
    " FROM paper_copy ";

PaperCopy read_paper(const Row& row) {
    PaperCopy copy;
    copy.id = row.id(0);
    copy.edition = row.id(1);
    copy.number = row.integer(2);
    copy.volume = row.integer(3);
    copy.copy = row.integer(4);
    copy.seal_permission = row.id(5);
    copy.printed_at = row.moment(6);
    copy.actor = row.text(7);
    copy.account = row.id(8);
    copy.state = parse_paper_state(row.text(9)).value_or(PaperState::Printed);
    return copy;
}

/// An event has no id of its own: its box is bound to the copy and the event's number.
std::string place_of_event(std::int64_t number) {
    return "paper_copy_event " + std::to_string(number);
}

Status read_events(Tx& tx, Boxes& boxes, PaperCopy& copy) {
    return tx.query(
        "SELECT number, act, at, actor, account, box FROM paper_copy_event"
        " WHERE paper_copy = $1 ORDER BY number",
        {copy.id}, [&](const Row& row) -> Status {
            PaperCopyEvent event;
            event.number = row.integer(0);
            event.to = parse_paper_state(row.text(1)).value_or(PaperState::Printed);
            event.at = row.moment(2);
            event.actor = row.text(3);
            event.account = row.id(4);
            const std::string place = place_of_event(event.number);
            std::string text = TRY(boxes.open_for_record({place, copy.id}, row.blob(5)));
            if (text.ends_with('\n')) text.pop_back();
            auto parts = parse_canonical_line(text);
            if (!parts || parts->size() != 2) return Error(problem::kDocumentDamaged);
            event.person = std::move((*parts)[0]);
            event.words = std::move((*parts)[1]);
            copy.events.push_back(std::move(event));
            return Done{};
        });
}

Result<std::vector<PaperCopy>> papers(Tx& tx, Boxes& boxes, const std::string& sql,
                                      std::initializer_list<Param> params) {
    std::vector<PaperCopy> list;
    TRY(tx.query(sql, params, [&](const Row& row) -> Status {
        list.push_back(read_paper(row));
        return Done{};
    }));
    for (PaperCopy& copy : list) TRY(read_events(tx, boxes, copy));
    return list;
}

}  // namespace

Status add(Tx& tx, const Id& institution, PaperCopy& copy) {
    copy.number = TRY(tx.integer("SELECT coalesce(max(number), 0) FROM paper_copy")) + 1;
    copy.copy = TRY(tx.integer("SELECT coalesce(max(copy), 0) FROM paper_copy"
                               " WHERE edition = $1 AND volume = $2",
                               {copy.edition, copy.volume})) +
                1;
    TRY(tx.run(
        "INSERT INTO paper_copy (id, institution, edition, number, volume, copy,"
        " seal_permission, printed_at, actor, account, state)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        {copy.id, institution, copy.edition, copy.number, copy.volume, copy.copy,
         copy.seal_permission, copy.printed_at, copy.actor, copy.account, key_of(copy.state)}));
    return Done{};
}

Result<PaperCopy> load(Tx& tx, Boxes& boxes, std::int64_t number) {
    auto found = TRY(papers(tx, boxes, std::string(kSelectPaper) + "WHERE number = $1", {number}));
    if (found.empty()) return Error(problem::kPaperCopyUnknown, std::to_string(number));
    PaperCopy loaded = std::move(found.front());
    return loaded;
}

Result<std::vector<PaperCopy>> of_edition(Tx& tx, Boxes& boxes, const Id& edition) {
    return papers(tx, boxes, std::string(kSelectPaper) + "WHERE edition = $1 ORDER BY volume, copy",
                  {edition});
}

Result<bool> add_event(Tx& tx, Boxes& boxes, const PaperCopy& copy, PaperCopyEvent& event) {
    const std::uint64_t changed =
        TRY(tx.run("UPDATE paper_copy SET state = $1 WHERE id = $2 AND state = $3",
                   {key_of(event.to), copy.id, key_of(copy.state)}));
    if (changed != 1) return false;
    event.number = static_cast<std::int64_t>(copy.events.size()) + 1;
    std::string text;
    append_canonical_line(text, {event.person, event.words});
    const std::string place = place_of_event(event.number);
    const std::string box = boxes.seal_for_record({place, copy.id}, text);
    TRY(
        tx.run("INSERT INTO paper_copy_event (paper_copy, number, act, at, actor, account, box)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7)",
               {copy.id, event.number, key_of(event.to), event.at, event.actor, event.account,
                Param::Blob{box}}));
    return true;
}

Status permit(Tx& tx, Boxes& boxes, SealPermission& permission) {
    permission.number = TRY(tx.integer("SELECT coalesce(max(number), 0) FROM seal_permission"
                                       " WHERE edition = $1",
                                       {permission.edition})) +
                        1;
    const std::string box =
        boxes.seal_for_record({kPermissionTable, permission.id}, permission.words);
    TRY(
        tx.run("INSERT INTO seal_permission (id, edition, number, at, actor, account, times, box)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               {permission.id, permission.edition, permission.number, permission.at,
                permission.actor, permission.account, permission.times, Param::Blob{box}}));
    return Done{};
}

Result<std::optional<SealPermission>> permission_of(Tx& tx, Boxes& boxes, const Id& edition) {
    std::optional<SealPermission> found;
    std::string box;
    TRY(
        tx.first("SELECT s.id, s.number, s.at, s.actor, s.account, s.times, s.box,"
                 " (SELECT count(*) FROM paper_copy c WHERE c.seal_permission = s.id)"
                 " FROM seal_permission s WHERE s.edition = $1 ORDER BY s.number DESC",
                 {edition}, [&](const Row& row) {
                     found = SealPermission{row.id(0),      edition,        row.integer(1),
                                            row.moment(2),  row.string(3),  row.id(4),
                                            row.integer(5), row.integer(7), {}};
                     box = std::string(row.blob(6));
                 }));
    if (found) found->words = TRY(boxes.open_for_record({kPermissionTable, found->id}, box));
    return found;
}

}  // namespace paper_copies

}  // namespace mingce
