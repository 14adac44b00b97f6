// Everything a reviewer looks at on one page: what changed since they signed last, class by class,
// what of it they have seen, and the rows they have to open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "usecases/editions/edition_changes.h"
#include "usecases/editions/edition_checks.h"
#include "usecases/editions/review_needs.h"

namespace mingce {

struct ReviewPage {
    EditionName edition;
    ReviewLevel level = ReviewLevel::Department;  // whose eyes the page is seen with
    std::string department;                       // of the department level
    std::int64_t revision = 0;
    RevisionName seen;  // what "changed" is counted from; none: everything is new
    struct Class {
        ClassName name;
        std::uint32_t students = 0, men = 0, women = 0;
        std::uint64_t rows_changed = 0, cells_changed = 0;
        std::uint32_t rows_to_open = 0, rows_opened = 0;
        bool to_view = false;  // asked for before signing
        bool is_viewed = false, was_viewed = false;
    };
    std::vector<Class> classes;  // in the roster's order, unchanged ones too
    std::uint64_t added = 0, removed = 0, changed = 0, cells = 0;
    std::uint64_t classes_left = 0, rows_left = 0;
    struct Row {
        Id student;
        std::string name, student_no, department, class_name;
        std::vector<RowFlag> flags;
        std::vector<std::string> rules;  // codes of the findings on it
        bool is_opened = false;
    };
    std::vector<Row> rows;  // that have to be opened
};
struct AskReviewPage {
    EditionName edition;
    std::string department;            // of a department's reviewer; "" of all
    std::optional<ReviewLevel> level;  // nothing: that the caller may sign at
};
/// Errors: Forbidden (access.denied); NotFound (edition.unknown, review.department); Conflict
/// (edition.state before anything was sealed).
Result<ReviewPage> review_page(const Context& context, const AskReviewPage& request);

/// The rows of one class of a revision, as the caller sees them, in the roster's order.
struct AskClassRows {
    EditionName edition;
    std::int64_t revision = 0;  // 0: that stands
    ClassName group;
};
struct SealedClassRows {
    std::int64_t revision = 0;
    std::vector<Field> fields;  // of the definition's columns, without what is hidden
    struct Row {
        Id student;
        std::uint32_t place = 0;
        std::vector<std::string> values;
        std::vector<RevisionFinding> findings;  // those that the caller sees
        bool is_opened = false;
    };
    std::vector<Row> rows;
};
/// Errors: Forbidden (access.denied); NotFound; BadInput (review.mark_subject).
Result<SealedClassRows> class_rows(const Context& context, const AskClassRows& request);

/// The registry's checks of the revision that stands. Errors: Forbidden (access.denied,
/// edition.scope); NotFound; Conflict (edition.state).
Result<std::vector<EditionCheck>> show_edition_checks(const Context& context,
                                                      const EditionName& name);

}  // namespace mingce
