#include "usecases/publications/publication_rows.h"

#include <algorithm>
#include <unordered_map>

#include "store/edition_problems.h"

namespace mingce {

namespace {

bool is_of_part(const Recipient& recipient, std::string_view department) {
    if (recipient.kind == RecipientKind::Unit || recipient.kind == RecipientKind::Public)
        return true;
    return scope_unit_of(recipient.key).department == department;
}

/// For each column its place among the head's fields; -1: the revision does not hold it.
std::vector<std::ptrdiff_t> places_of(const RevisionHead& head,
                                      const std::vector<ViewColumn>& view) {
    std::vector<std::ptrdiff_t> places;
    for (const ViewColumn& column : view) {
        const auto found = std::ranges::find(head.fields, column.field);
        places.push_back(found == head.fields.end() ? -1 : found - head.fields.begin());
    }
    return places;
}

}  // namespace

Result<NamedEdition> edition_of(Tx& tx, const Context& context, const Id& edition) {
    Boxes boxes = context.boxes();
    for (Edition& found : TRY(editions::list(tx, boxes, {})))
        if (found.id == edition) {
            Intake intake = TRY(intakes::load(tx, found.intake));
            return NamedEdition{std::move(intake), std::move(found)};
        }
    return Error(problem::kEditionUnknown);
}

Result<EditionRows> read_edition_rows(Tx& tx, const Context& context, const Id& edition,
                                      const Recipient* only, std::int64_t revision) {
    EditionRows rows;
    NamedEdition named = TRY(edition_of(tx, context, edition));
    rows.intake = std::move(named.intake);
    rows.edition = std::move(named.edition);
    Boxes boxes = context.boxes();
    rows.revision = TRY(open_revision(tx, boxes, rows.edition, revision));
    const RevisionHead& head = rows.revision.head;
    for (std::size_t i = 0; i < head.parts.size(); ++i)
        if (only == nullptr || is_of_part(*only, head.parts[i].department))
            rows.parts.push_back(TRY(revisions::part(tx, boxes, rows.revision.sealed, head, i)));
    return rows;
}

ViewRows rows_in_view(const EditionRows& edition, const Recipient& recipient,
                      const std::vector<ViewColumn>& view) {
    const RevisionHead& head = edition.revision.head;
    const std::vector<std::ptrdiff_t> places = places_of(head, view);
    ViewRows rows;
    for (const ViewColumn& column : view)
        rows.table.heads.push_back(DataStandard::shipped().of(column.field).zh);
    const std::string only_class =
        recipient.kind == RecipientKind::Class ? scope_unit_of(recipient.key).class_name : "";
    for (const RevisionRows& piece : edition.parts) {
        const RevisionPart& part = head.parts[piece.part()];
        if (!is_of_part(recipient, part.department)) continue;
        for (const RevisionRows::Row& row : piece.rows()) {
            const RevisionClass& group = part.classes[row.class_no];
            if (group.annex || (!only_class.empty() && group.class_name != only_class)) continue;
            const std::vector<std::string> values = RevisionRows::values_of(row);
            std::vector<std::string>& cells = rows.table.rows.emplace_back();
            for (std::size_t i = 0; i < view.size(); ++i)
                cells.push_back(
                    places[i] < 0 ? ""
                                  : in_view(view[i], values[static_cast<std::size_t>(places[i])]));
            rows.students.push_back(row.student);
        }
    }
    return rows;
}

ViewDifference difference_in_view(const ViewRows& before, const ViewRows& now) {
    ViewDifference difference;
    std::unordered_map<Id, std::size_t> row_before;
    for (std::size_t i = 0; i < before.students.size(); ++i) row_before[before.students[i]] = i;
    for (std::size_t i = 0; i < now.students.size(); ++i) {
        const auto found = row_before.find(now.students[i]);
        if (found == row_before.end()) {
            difference.added.push_back(now.table.rows[i]);
            continue;
        }
        const std::vector<std::string>& was = before.table.rows[found->second];
        if (was != now.table.rows[i]) difference.changed.push_back({now.table.rows[i], was});
        row_before.erase(found);
    }
    for (std::size_t i = 0; i < before.students.size(); ++i)
        if (row_before.contains(before.students[i]))
            difference.removed.push_back(before.table.rows[i]);
    return difference;
}

}  // namespace mingce
