// What reviewers say of cells, and what they mark as looked at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/review_notes.h"
#include "usecases/editions/edition_reading.h"
#include "usecases/students/student_editor.h"

namespace mingce {

struct AddComment {
    EditionName edition;
    std::string student;  // id
    std::string field;    // key; "" for the row
    std::string text, suggestion;
    std::int64_t answers = 0;  // the comment it answers; 0: none
};
/// On a row of the revision that stands, whoever sees the edition and the student. Its number.
/// Errors: Forbidden (access.denied); NotFound (student.unknown, review.comment_unknown); BadInput
/// (review.comment_text, review.comment_cell).
Result<std::int64_t> add_comment(const Context& context, const AddComment& request);

struct DealWithComment {
    EditionName edition;
    std::int64_t comment = 0;
    bool takes_suggestion = false;  // writes it into the record; else it is closed
    std::string outcome;            // why it is closed
    Date today;
};
/// Taking a suggestion changes the student as anybody who may does, and so proposes the next
/// revision; the sealed one stays. Of a comment whose row is in no revision any more all but the
/// suggestion can still be dealt with. Errors: Forbidden (access.denied; access.field_hidden);
/// NotFound; Conflict (review.comment_closed; those of StudentEditor::edit); BadInput
/// (review.comment_no_suggestion).
Result<std::optional<EditOutcome>> deal_with_comment(const Context& context,
                                                     const DealWithComment& request);

struct CommentView {
    ReviewComment comment;  // what the caller sees of it
    std::string name, student_no, department, class_name;
    bool is_in_revision = true;  // the row still stands in the last revision
    bool may_take = false;
};
/// Of students within the caller's scope, in order. Errors: Forbidden (access.denied); NotFound.
Result<std::vector<CommentView>> list_comments(const Context& context, const EditionName& edition);

struct MarkSeen {
    EditionName edition;
    std::int64_t revision = 0;  // that was looked at
    std::vector<ClassName> classes;
    std::vector<std::string> rows;  // students' ids; 500 at most
    bool is_seen = true;            // false takes the marks back
};
/// The caller's own marks, of the revision that stands. Errors: Forbidden (access.denied);
/// NotFound; Conflict (review.revision_moved); BadInput (review.mark_subject).
Status mark_seen(const Context& context, const MarkSeen& request);

}  // namespace mingce
