// The rows of a filed edition as a view shows them: what every form of a publication is made of.
#pragma once

#include <string>
#include <vector>

#include "documents/list_files.h"
#include "usecases/publications/recipients.h"

namespace mingce {

/// An edition read once, for any number of publications of it.
struct EditionRows {
    Intake intake;
    Edition edition;
    OpenRevision revision;
    std::vector<RevisionRows> parts;  // of the head, perhaps not all
};
/// The revision that stands (or another), with the parts that `only` is about; all without.
/// Errors: those of open_revision().
Result<EditionRows> read_edition_rows(Tx& tx, const Context& context, const Id& edition,
                                      const Recipient* only, std::int64_t revision = 0);
/// The edition and its intake by id. Errors: NotFound.
struct NamedEdition {
    Intake intake;
    Edition edition;
};
Result<NamedEdition> edition_of(Tx& tx, const Context& context, const Id& edition);

/// The recipient's rows of the body, in the roster's order; nobody of an annex.
struct ViewRows {
    ListTable table;
    std::vector<Id> students;  // of the rows
};
ViewRows rows_in_view(const EditionRows& edition, const Recipient& recipient,
                      const std::vector<ViewColumn>& view);

/// What differs between two of them, by student: a row as it is now, and as it was.
struct ChangedRow {
    std::vector<std::string> now, before;
};
struct ViewDifference {
    std::vector<std::vector<std::string>> added, removed;
    std::vector<ChangedRow> changed;
    std::size_t count() const { return added.size() + removed.size() + changed.size(); }
};
ViewDifference difference_in_view(const ViewRows& before, const ViewRows& now);

}  // namespace mingce
