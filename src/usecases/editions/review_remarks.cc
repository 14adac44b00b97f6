#include "usecases/editions/review_remarks.h"

#include <algorithm>

#include "access/sight.h"
#include "base/text.h"
#include "store/edition_problems.h"
#include "store/students.h"
#include "usecases/access/permitted.h"
#include "usecases/access/reach.h"
#include "usecases/editions/edition_problems.h"
#include "usecases/editions/review_needs.h"
#include "usecases/editions/revision_rows_found.h"

namespace mingce {

namespace {

constexpr std::size_t kCommentMost = 1'000;

/// The field of a cell of the roster that the caller sees; nothing for a whole row.
Result<std::optional<Field>> commented_field(const Context& context, const RevisionHead& head,
                                             const std::string& key) {
    if (key.empty()) return std::optional<Field>();
    const auto field = field_of(key);
    if (!field || std::ranges::find(head.fields, *field) == head.fields.end() ||
        sight_of(context.caller, *field) == Sight::Hidden)
        return Error(problem::kCommentCell, key);
    return field;
}

Status audit_remark(Tx& tx, const Context& context, std::string_view action,
                    const FoundEdition& found, std::int64_t number) {
    return audit(tx, context,
                 {action, "edition", found.edition.id,
                  "intake=" + found.intake.key + " edition=" +
                      std::to_string(found.edition.number) + " comment=" + std::to_string(number),
                  ""});
}

Status set_or_remove(Tx& tx, const Context& context, const FoundEdition& found, bool is_seen,
                     const ReviewMark& mark) {
    return is_seen ? review_notes::set_mark(tx, found.edition.id, context.actor, mark)
                   : review_notes::remove_mark(tx, found.edition.id, context.actor, mark.kind,
                                               mark.subject);
}

}  // namespace

Result<std::int64_t> add_comment(const Context& context, const AddComment& request) {
    TRY(require(context, Permission::RosterRead));
    ReviewComment comment;
    comment.text = trim_blanks(request.text);
    comment.suggestion = trim_blanks(request.suggestion);
    if ((comment.text.empty() && comment.suggestion.empty()) ||
        code_point_count(comment.text) > kCommentMost ||
        code_point_count(comment.suggestion) > kCommentMost)
        return Error(problem::kCommentText);
    const auto student = Id::parse(request.student);
    if (!student) return Error(problem::kCommentCell, one_line(request.student, 40));
    return write_value(context.database(), [&](Tx& tx) -> Result<std::int64_t> {
        const FoundEdition found = TRY(find_edition(tx, context, request.edition));
        Boxes boxes = context.boxes();
        const OpenRevision revision = TRY(open_revision(tx, boxes, found.edition));
        TRY(require_reach(tx, context, *student));
        comment.field = TRY(commented_field(context, revision.head, request.field));
        if (request.answers != 0)
            TRY(review_notes::comment(tx, boxes, found.edition.id, request.answers));
        else if (TRY(rows_of_students(tx, context, revision, {&*student, 1})).empty())
            return Error(problem::kCommentCell);
        comment.id = context.make_id();
        comment.edition = found.edition.id;
        comment.answers = request.answers;
        comment.revision = found.edition.revision;
        comment.student = *student;
        comment.at = context.now;
        comment.actor = context.actor;
        comment.account = context.caller.account;
        TRY(review_notes::add(tx, boxes, comment));
        TRY(audit_remark(tx, context, "review.comment", found, comment.number));
        return comment.number;
    });
}

Result<std::optional<EditOutcome>> deal_with_comment(const Context& context,
                                                     const DealWithComment& request) {
    // Who may change students may do so by a suggestion.
    TRY(require(context,
                request.takes_suggestion ? Permission::StudentEdit : Permission::RosterRead));
    return write_value(context.database(), [&](Tx& tx) -> Result<std::optional<EditOutcome>> {
        const FoundEdition found = TRY(find_edition(tx, context, request.edition));
        Boxes boxes = context.boxes();
        ReviewComment comment =
            TRY(review_notes::comment(tx, boxes, found.edition.id, request.comment));
        TRY(require_reach(tx, context, comment.student));
        std::optional<EditOutcome> edited;
        if (request.takes_suggestion) {
            if (comment.suggestion.empty() || !comment.field)
                return Error(problem::kCommentNoSuggestion);
            StudentEditor editor(tx, context, request.today);
            StudentEditor::Edit edit;
            edit.student = comment.student;
            edit.values[*comment.field] = comment.suggestion;
            edit.reason = "采用审核留言 " + std::to_string(comment.number);
            edited = TRY(editor.edit(edit));
        }
        comment.state = request.takes_suggestion ? CommentState::Taken : CommentState::Closed;
        comment.closed_at = context.now;
        comment.closed_by = context.actor;
        comment.outcome = one_line(trim_blanks(request.outcome), kCommentMost);
        if (!TRY(review_notes::close(tx, boxes, comment))) return Error(problem::kCommentClosed);
        TRY(audit_remark(tx, context, request.takes_suggestion ? "review.take" : "review.close",
                         found, comment.number));
        return edited;
    });
}

Result<std::vector<CommentView>> list_comments(const Context& context, const EditionName& edition) {
    TRY(require(context, Permission::RosterRead));
    return read_value(context.database(), [&](Tx& tx) -> Result<std::vector<CommentView>> {
        const FoundEdition found = TRY(find_edition(tx, context, edition));
        std::vector<CommentView> views;
        if (found.edition.revision == 0) return views;
        Boxes boxes = context.boxes();
        const OpenRevision revision = TRY(open_revision(tx, boxes, found.edition));
        std::vector<Id> students;
        for (ReviewComment& comment : TRY(review_notes::comments(tx, boxes, found.edition.id))) {
            if (!TRY(students::is_within(tx, context.caller.scope, comment.student))) continue;
            students.push_back(comment.student);
            views.push_back({std::move(comment), "", "", "", "", true, false});
        }
        const auto rows = TRY(rows_of_students(tx, context, revision, students));
        const Caller& caller = context.caller;
        for (CommentView& view : views) {
            ReviewComment& comment = view.comment;
            if (comment.field)
                comment.suggestion = seen(caller, *comment.field, comment.suggestion);
            view.may_take = comment.state == CommentState::Open && comment.field &&
                            !comment.suggestion.empty() && caller.may(Permission::StudentEdit) &&
                            may_write(caller, *comment.field);
            const auto row = rows.find(comment.student);
            view.is_in_revision = row != rows.end();
            if (!view.is_in_revision) continue;
            const auto show = [&](Field field) {
                return seen(caller, field, value_in(revision.head, row->second.values, field));
            };
            view.name = show(Field::Name);
            view.student_no = show(Field::StudentNo);
            view.department = revision.head.parts[row->second.part].department;
            view.class_name =
                revision.head.parts[row->second.part].classes[row->second.class_no].name();
        }
        return views;
    });
}

Status mark_seen(const Context& context, const MarkSeen& request) {
    TRY(require(context, Permission::RosterRead));
    return context.database().write([&](Tx& tx) -> Status {
        const FoundEdition found = TRY(find_edition(tx, context, request.edition));
        TRY(is_the_one_that_stands(found.edition, request.revision));
        Boxes boxes = context.boxes();
        const OpenRevision revision = TRY(open_revision(tx, boxes, found.edition));
        for (const ClassName& wanted : request.classes) {
            const auto place = class_named(revision.head, wanted);
            if (!place) return Error(problem::kMarkSubject, wanted.class_name);
            const RevisionClass* const group =
                &revision.head.parts[place->part].classes[place->class_no];
            TRY(set_or_remove(tx, context, found, request.is_seen,
                              {MarkKind::Class, class_subject(wanted.department, *group),
                               group->sha256, context.now}));
        }
        std::vector<Id> students;
        for (const std::string& row : request.rows) {
            const auto student = Id::parse(row);
            if (!student || !TRY(students::is_within(tx, context.caller.scope, *student)))
                return Error(problem::kMarkSubject);
            students.push_back(*student);
        }
        const auto rows = TRY(rows_of_students(tx, context, revision, students));
        for (const Id& student : students) {
            const auto row = rows.find(student);
            if (row == rows.end()) return Error(problem::kMarkSubject);
            TRY(set_or_remove(tx, context, found, request.is_seen,
                              {MarkKind::Row, student.hex(), row->second.digest, context.now}));
        }
        return Done{};
    });
}

}  // namespace mingce
