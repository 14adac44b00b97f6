// Refusals of editions and their revisions in the database, for people.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kEditionUnknown{"edition.unknown",
                                         Kind::NotFound,
                                         {"没有这一版花名册", "there is no such edition"},
                                         {"在花名册页查看各版", "see the list of editions"}};
inline constexpr Problem kEditionUnderWork{
    "edition.under_work",
    Kind::Conflict,
    {"这一批次已有一版在编制或审核中", "another edition of the intake is under work"},
    {"在那一版上出下一修订，或等它备案",
     "seal that edition's next revision, or wait until it is filed"}};
inline constexpr Problem kEditionChanged{
    "edition.changed_meanwhile",
    Kind::Conflict,
    {"刚才有人对这一版做了别的事", "somebody did something to the edition meanwhile"},
    {"刷新后看清现状再办", "look at how it stands now, then decide"}};
inline constexpr Problem kFilingNoTaken{"edition.filing_no_taken",
                                        Kind::Conflict,
                                        {"这个备案号已经用过", "the filing number is taken"},
                                        {"换一个备案号", "give another one"}};
inline constexpr Problem kRevisionUnknown{
    "revision.unknown",
    Kind::NotFound,
    {"这一版没有这个修订", "the edition has no such revision"},
    {"在这一版的修订列表中选择", "choose one from the edition's list"}};
inline constexpr Problem kCommentUnknown{"review.comment_unknown",
                                         Kind::NotFound,
                                         {"没有这条留言", "there is no such comment"},
                                         {"刷新后再看", "look again"}};

inline constexpr std::array kStoredEditionProblems = {
    &kEditionUnknown, &kEditionUnderWork, &kEditionChanged,
    &kFilingNoTaken,  &kRevisionUnknown,  &kCommentUnknown,
};

}  // namespace mingce::problem
