// What who publishes or approves looks at beforehand: the recipient's own view.
#include <algorithm>

#include "access/sight.h"
#include "usecases/access/permitted.h"
#include "usecases/publications/copy_files.h"
#include "usecases/publications/received_reading.h"

namespace mingce {

namespace {

constexpr std::uint64_t kPreviewRows = 20;

/// What the recipient is given whole and the caller does not see whole stays masked here: a preview
/// is no way around a reveal.
std::vector<ViewColumn> as_caller_may(const Caller& caller, std::vector<ViewColumn> view) {
    for (ViewColumn& column : view)
        column.is_whole = column.is_whole && sees_whole(caller, column.field);
    return view;
}

}  // namespace

Result<RowsShown> preview_publication(const Context& context, std::int64_t number) {
    TRY(require_looking(context));
    return write_value(context.database(), [&](Tx& tx) -> Result<RowsShown> {
        FoundPublication found = TRY(find_publication(tx, context, number));
        Publication& publication = found.publication;
        RowsShown shown;
        shown.view = publication.contents.view;
        publication.contents.view = as_caller_may(context.caller, publication.contents.view);
        const EditionRows edition =
            TRY(read_edition_rows(tx, context, publication.edition, &publication.recipient));
        ViewRows rows = rows_in_view(edition, publication.recipient, publication.contents.view);
        shown.total = rows.table.rows.size();
        const auto named = find_recipient(found.head, publication.recipient);
        shown.mark = mark_of_copy(
            {edition, publication, named ? named->zh : "", CopyForm::Screen, 0, Id()}, context.now);
        rows.table.rows.resize(std::min<std::size_t>(rows.table.rows.size(), kPreviewRows));
        shown.rows = std::move(rows.table.rows);
        TRY(audit_publication(tx, context, "publication.preview", found));
        return shown;
    });
}

Result<DifferenceSince> difference_for_recipient(const Context& context, std::int64_t number) {
    TRY(require_looking(context));
    return read_value(context.database(), [&](Tx& tx) -> Result<DifferenceSince> {
        FoundPublication found = TRY(find_publication(tx, context, number));
        std::vector<ViewColumn>& view = found.publication.contents.view;
        view = as_caller_may(context.caller, std::move(view));
        return difference_since(tx, context, found, Id());
    });
}

Result<std::vector<NotedAccess>> accesses_of(const Context& context, std::int64_t number) {
    TRY(require_looking(context));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<NotedAccess>> {
        const FoundPublication found = TRY(find_publication(tx, context, number));
        Boxes boxes = context.boxes();
        const auto copies =
            TRY(publication_copies::of_publication(tx, boxes, found.publication.id));
        std::vector<NotedAccess> list;
        for (PublicationAccess& access :
             TRY(publication_copies::accesses(tx, found.publication.id))) {
            const auto copy = std::ranges::find(copies, access.copy, &PublicationCopy::id);
            NotedAccess& noted = list.emplace_back();
            if (copy != copies.end()) noted.copy = copy->number;
            noted.access = std::move(access);
        }
        return list;
    });
}

}  // namespace mingce
