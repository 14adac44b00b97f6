#include "store/review_notes.h"

#include "base/canonical_line.h"
#include "store/edition_problems.h"
#include "store/record_problems.h"

namespace mingce::review_notes {

namespace {

constexpr std::string_view kSelectComments =
    "SELECT id, number, answers, revision, student, field, state, at, actor, account, closed_at,"
    " closed_by, box FROM review_comment WHERE edition = $1 ";

std::string sealed_words(Boxes& boxes, const ReviewComment& comment) {
    std::string words;
    append_canonical_line(words, {comment.text, comment.suggestion, comment.outcome});
    return boxes.seal_for_record({"review_comment", comment.id}, words);
}

Result<ReviewComment> read_comment(Boxes& boxes, const Id& edition, const Row& row) {
    ReviewComment comment;
    comment.id = row.id(0);
    comment.edition = edition;
    comment.number = row.integer(1);
    comment.answers = row.integer(2);
    comment.revision = row.integer(3);
    comment.student = row.id(4);
    comment.field = field_of(row.text(5));
    const auto state = comment_state_of(row.text(6));
    if (!state) return Error(problem::kDocumentDamaged);
    comment.state = *state;
    comment.at = row.moment(7);
    comment.actor = row.text(8);
    comment.account = row.id(9);
    comment.closed_at = row.moment(10);
    comment.closed_by = row.text(11);
    const std::string words =
        TRY(boxes.open_for_record({"review_comment", comment.id}, row.blob(12)));
    if (!words.ends_with('\n')) return Error(problem::kDocumentDamaged);
    auto parts = parse_canonical_line(std::string_view(words).substr(0, words.size() - 1));
    if (!parts || parts->size() != 3) return Error(problem::kDocumentDamaged);
    comment.text = std::move((*parts)[0]);
    comment.suggestion = std::move((*parts)[1]);
    comment.outcome = std::move((*parts)[2]);
    return comment;
}

}  // namespace

Status set_mark(Tx& tx, const Id& edition, std::string_view actor, const ReviewMark& mark) {
    TRY(
        tx.run("INSERT INTO review_mark (edition, actor, kind, subject, digest, at)"
               " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (edition, actor, kind, subject)"
               " DO UPDATE SET digest = excluded.digest, at = excluded.at",
               {edition, actor, key_of(mark.kind), mark.subject, mark.digest, mark.at}));
    return Done{};
}

Status remove_mark(Tx& tx, const Id& edition, std::string_view actor, MarkKind kind,
                   std::string_view subject) {
    TRY(
        tx.run("DELETE FROM review_mark WHERE edition = $1 AND actor = $2 AND kind = $3"
               " AND subject = $4",
               {edition, actor, key_of(kind), subject}));
    return Done{};
}

Result<std::vector<ReviewMark>> marks(Tx& tx, const Id& edition, std::string_view actor) {
    std::vector<ReviewMark> marks;
    TRY(tx.query(
        "SELECT kind, subject, digest, at FROM review_mark WHERE edition = $1"
        " AND actor = $2",
        {edition, actor}, [&](const Row& row) -> Status {
            marks.push_back({row.text(0) == key_of(MarkKind::Row) ? MarkKind::Row : MarkKind::Class,
                             row.string(1), row.string(2), row.moment(3)});
            return Done{};
        }));
    return marks;
}

Status add(Tx& tx, Boxes& boxes, ReviewComment& comment) {
    comment.number = TRY(tx.integer("SELECT coalesce(max(number), 0) FROM review_comment"
                                    " WHERE edition = $1",
                                    {comment.edition})) +
                     1;
    const std::string box = sealed_words(boxes, comment);
    TRY(
        tx.run("INSERT INTO review_comment (id, edition, number, answers, revision, student, field,"
               " state, at, actor, account, box)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
               {comment.id, comment.edition, comment.number,
                comment.answers == 0 ? Param() : Param(comment.answers), comment.revision,
                comment.student, comment.field ? key_of(*comment.field) : "", key_of(comment.state),
                comment.at, comment.actor, comment.account, Param::Blob{box}}));
    return Done{};
}

Result<bool> close(Tx& tx, Boxes& boxes, const ReviewComment& comment) {
    const std::string box = sealed_words(boxes, comment);
    return TRY(tx.run("UPDATE review_comment SET state = $1, closed_at = $2, closed_by = $3,"
                      " box = $4 WHERE id = $5 AND state = 'open'",
                      {key_of(comment.state), comment.closed_at, comment.closed_by,
                       Param::Blob{box}, comment.id})) == 1;
}

Result<std::vector<ReviewComment>> comments(Tx& tx, Boxes& boxes, const Id& edition) {
    std::vector<ReviewComment> comments;
    TRY(tx.query(std::string(kSelectComments) + "ORDER BY number", {edition},
                 [&](const Row& row) -> Status {
                     comments.push_back(TRY(read_comment(boxes, edition, row)));
                     return Done{};
                 }));
    return comments;
}

Result<ReviewComment> comment(Tx& tx, Boxes& boxes, const Id& edition, std::int64_t number) {
    std::optional<Result<ReviewComment>> found;
    TRY(tx.first(std::string(kSelectComments) + "AND number = $2", {edition, number},
                 [&](const Row& row) { found.emplace(read_comment(boxes, edition, row)); }));
    if (!found) return Error(problem::kCommentUnknown, std::to_string(number));
    return std::move(*found);
}

}  // namespace mingce::review_notes
