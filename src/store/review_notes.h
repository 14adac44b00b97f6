// What reviewers leave beside their signatures: what they looked at, and what they say of a cell.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/moment.h"
#include "base/result.h"
#include "domain/field.h"
#include "store/boxes.h"
#include "store/database.h"

namespace mingce {

enum class MarkKind : std::uint8_t { Class, Row };
constexpr std::string_view key_of(MarkKind kind) {
    return kind == MarkKind::Class ? "class" : "row";
}

/// Something looked at as it stood then: it counts as long as its digest is the same.
struct ReviewMark {
    MarkKind kind = MarkKind::Class;
    std::string subject;  // of a class a canonical line, of a row the student's id
    std::string digest;
    Moment at;
};

/// open -> taken (the suggestion was written into the record) or closed.
enum class CommentState : std::uint8_t { Open, Taken, Closed };
constexpr std::string_view key_of(CommentState state) {
    switch (state) {
        case CommentState::Open: return "open";
        case CommentState::Taken: return "taken";
        case CommentState::Closed: return "closed";
    }
    return "";
}
constexpr std::optional<CommentState> comment_state_of(std::string_view key) {
    using enum CommentState;
    for (const CommentState state : {Open, Taken, Closed})
        if (key_of(state) == key) return state;
    return std::nullopt;
}

struct ReviewComment {
    Id id, edition;
    std::int64_t number = 0;   // of the edition, from 1
    std::int64_t answers = 0;  // the comment it answers; 0: none
    std::int64_t revision = 0;
    Id student;
    std::optional<Field> field;  // nothing: the whole row
    CommentState state = CommentState::Open;
    Moment at;
    std::string actor;
    Id account;
    Moment closed_at;
    std::string closed_by;
    std::string text, suggestion, outcome;  // suggestion: a value; outcome: why it was closed
};

namespace review_notes {

/// Over an earlier mark of the same thing.
Status set_mark(Tx& tx, const Id& edition, std::string_view actor, const ReviewMark& mark);
Status remove_mark(Tx& tx, const Id& edition, std::string_view actor, MarkKind kind,
                   std::string_view subject);
Result<std::vector<ReviewMark>> marks(Tx& tx, const Id& edition, std::string_view actor);

/// Takes the next number of its edition.
Status add(Tx& tx, Boxes& boxes, ReviewComment& comment);
/// Writes state, who closed it when, and the outcome, of one that is open. Returns whether it was.
Result<bool> close(Tx& tx, Boxes& boxes, const ReviewComment& comment);
/// In order.
Result<std::vector<ReviewComment>> comments(Tx& tx, Boxes& boxes, const Id& edition);
/// Errors: NotFound (review.comment_unknown).
Result<ReviewComment> comment(Tx& tx, Boxes& boxes, const Id& edition, std::int64_t number);

}  // namespace review_notes

}  // namespace mingce
