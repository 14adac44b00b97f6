#include "store/saved_views.h"

#include "base/canonical_line.h"
#include "store/record_problems.h"
#include "store/view_problems.h"

namespace mingce {

namespace {

constexpr std::string_view kSelectViews =
    "SELECT v.id, v.account, v.role, v.screen, v.is_shared, v.created_at, v.updated_at, v.box,"
    " a.login FROM saved_view v JOIN account a ON a.id = v.account ";

std::string sealed_view(Boxes& boxes, const SavedView& view) {
    std::string plain;
    append_canonical_line(plain, {view.name, view.content});
    return boxes.seal_for_record({"saved_view", view.id}, plain);
}

Result<SavedView> read_view(Boxes& boxes, const Row& row) {
    SavedView view;
    view.id = row.id(0);
    view.account = row.id(1);
    view.role = row.text(2);
    view.screen = row.text(3);
    view.is_shared = row.integer(4) != 0;
    view.created_at = row.moment(5);
    view.updated_at = row.moment(6);
    view.owner = row.text(8);
    const std::string plain = TRY(boxes.open_for_record({"saved_view", view.id}, row.blob(7)));
    if (!plain.ends_with('\n')) return Error(problem::kDocumentDamaged);
    auto parts = parse_canonical_line(std::string_view(plain).substr(0, plain.size() - 1));
    if (!parts || parts->size() != 2) return Error(problem::kDocumentDamaged);
    view.name = std::move((*parts)[0]);
    view.content = std::move((*parts)[1]);
    return view;
}

}  // namespace

namespace saved_views {

Status add(Tx& tx, Boxes& boxes, const SavedView& view) {
    const std::string box = sealed_view(boxes, view);
    TRY(
        tx.run("INSERT INTO saved_view (id, account, role, screen, is_shared, created_at,"
               " updated_at, box) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               {view.id, view.account, view.role, view.screen, view.is_shared, view.created_at,
                view.updated_at, Param::Blob{box}}));
    return Done{};
}

Status change(Tx& tx, Boxes& boxes, const SavedView& view) {
    const std::string box = sealed_view(boxes, view);
    TRY(tx.run(
        "UPDATE saved_view SET role = $1, screen = $2, is_shared = $3, updated_at = $4,"
        " box = $5 WHERE id = $6",
        {view.role, view.screen, view.is_shared, view.updated_at, Param::Blob{box}, view.id}));
    return Done{};
}

Status remove(Tx& tx, const Id& view) {
    TRY(tx.run("DELETE FROM saved_view WHERE id = $1", {view}));
    return Done{};
}

Result<SavedView> load(Tx& tx, Boxes& boxes, const Id& view) {
    std::optional<Result<SavedView>> found;
    TRY(tx.first(std::string(kSelectViews) + "WHERE v.id = $1", {view},
                 [&](const Row& row) { found.emplace(read_view(boxes, row)); }));
    if (!found) return Error(problem::kViewUnknown);
    return std::move(*found);
}

Result<std::vector<SavedView>> seen_by(Tx& tx, Boxes& boxes, const Id& account,
                                       std::string_view role) {
    std::vector<SavedView> views;
    TRY(tx.query(std::string(kSelectViews) +
                     "WHERE v.account = $1 OR (v.is_shared = 1 AND v.role = $2) ORDER BY v.id",
                 {account, role}, [&](const Row& row) -> Status {
                     views.push_back(TRY(read_view(boxes, row)));
                     return Done{};
                 }));
    return views;
}

Result<std::int64_t> count_of(Tx& tx, const Id& account) {
    return tx.integer("SELECT count(*) FROM saved_view WHERE account = $1", {account});
}

}  // namespace saved_views

namespace preferences {

Result<std::optional<std::string>> of(Tx& tx, Boxes& boxes, const Id& account) {
    std::string box;
    TRY(tx.first("SELECT box FROM preference WHERE account = $1", {account},
                 [&box](const Row& row) { box = row.blob(0); }));
    if (box.empty()) return std::optional<std::string>();
    return std::optional<std::string>(TRY(boxes.open_for_record({"preference", account}, box)));
}

Status keep(Tx& tx, Boxes& boxes, const Id& account, std::string_view content, Moment now) {
    const std::string box = boxes.seal_for_record({"preference", account}, content);
    TRY(
        tx.run("INSERT INTO preference (account, updated_at, box) VALUES ($1, $2, $3)"
               " ON CONFLICT (account) DO UPDATE SET updated_at = excluded.updated_at,"
               " box = excluded.box",
               {account, now, Param::Blob{box}}));
    return Done{};
}

}  // namespace preferences

}  // namespace mingce
