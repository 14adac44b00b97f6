// What two revisions differ in, with where each change comes from, as far as the caller reaches.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/revision_difference.h"
#include "usecases/editions/edition_reading.h"

namespace mingce {

/// A revision of any edition of the intake; 0 and 0: nothing, everybody is added.
struct RevisionName {
    std::int64_t edition = 0, revision = 0;
    bool is_none() const { return edition == 0; }
    auto operator<=>(const RevisionName&) const = default;
};

/// Where a value comes from: the last act that set it before the revision was sealed.
struct ChangeSource {
    std::string actor, reason;
    Moment at;
    ChangeCause cause = ChangeCause::Person;
    std::optional<std::int64_t> batch;    // number, of an import
    std::int64_t source_row = 0;          // likewise
    std::optional<EnrolmentEvent> event;  // of the status
    std::string document_no;              // likewise
};
struct CellChangeView {
    Field field = Field::Name;
    std::string before, after;  // as the caller sees them
    std::optional<ChangeSource> source;
};
struct RowChangeView {
    Id student;
    std::string name, student_no;
    RowChangeKind kind = RowChangeKind::Changed;
    std::string department, major, class_name;
    std::uint32_t place = 0;                   // in its class
    std::optional<EnrolmentState> annexed_as;  // now, of a removed one; before, of an added one
    std::vector<CellChangeView> cells;
    std::optional<ChangeSource> source;  // of an added or removed row
};

struct CompareRevisions {
    std::string intake;
    RevisionName before, after;
    std::string department, class_name;  // "" for all
    std::size_t offset = 0, limit = 200;
};
struct ComparedRevisions {
    // Of what the caller reaches, before department, class and page.
    std::uint64_t added = 0, removed = 0, changed = 0, cells = 0, same = 0;
    std::vector<Field> fields_added, fields_removed;
    struct ClassCount {
        ClassName name;
        std::uint64_t rows = 0, cells = 0;
    };
    std::vector<ClassCount> classes;  // with changes
    std::vector<RowChangeView> rows;  // of the page
    std::size_t rows_in_all = 0;      // of department and class
};
/// Errors: Forbidden (access.denied); NotFound (intake.unknown, edition.unknown, revision.unknown).
Result<ComparedRevisions> compare_revisions(const Context& context,
                                            const CompareRevisions& request);

/// The difference itself, whole, within a transaction. `before` may be null.
Result<RevisionDifference> difference_between(Tx& tx, const Context& context,
                                              const OpenRevision* before,
                                              const OpenRevision& after);

/// Whether the caller reaches a row of a class of the revision.
bool reaches(const Context& context, const Intake& intake, std::string_view department,
             std::string_view class_name, const Id& student);

}  // namespace mingce
