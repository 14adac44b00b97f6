// Why two students are not made one, or one not made two again.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kMatchDecided{
    "match.decided",
    Kind::Conflict,
    {"这一对已确认是同一人", "the two were decided to be one person"},
    {"要分开用 mingce match split", "take it back by mingce match split"}};
inline constexpr Problem kMatchState{
    "match.state",
    Kind::BadInput,
    {"没有这种状态", "there is no such state"},
    {"可选 open、same、different 或 all", "choose open, same, different or all"}};
inline constexpr Problem kMergeWithItself{
    "match.one_student",
    Kind::Conflict,
    {"两个编号指的是同一名学生", "both name the same student"},
    {"用 mingce student list 查两名学生各自的编号",
     "look up the ids of the two by mingce student list"}};
inline constexpr Problem kMergeAcrossIntakes{
    "match.across_intakes",
    Kind::Conflict,
    {"两名学生在不同的招生批次，一人在每个批次各有一条记录，不合并",
     "the two are of different intakes: a person has a record of its own in each"},
    {"录错批次的，在正确的批次重新导入后再处理",
     "where one came into the wrong intake, import it into the right one first"}};
inline constexpr Problem kSplitNothing{
    "match.not_merged",
    Kind::Conflict,
    {"这名学生没有合并过", "nobody was merged into this student, nor it into another"},
    {"用 mingce match list --state same 查看合并过的学生",
     "see who was merged by mingce match list --state same"}};
inline constexpr Problem kSplitWhich{
    "match.split_which",
    Kind::Conflict,
    {"有不止一名学生并入了这一名", "more than one student was merged into this one"},
    {"写出要分出的那一名的编号，见 mingce match list --state same",
     "give the id of the one to take out, see mingce match list --state same"}};

inline constexpr std::array kMatchProblems = {&kMatchDecided,    &kMatchState,
                                              &kMergeWithItself, &kMergeAcrossIntakes,
                                              &kSplitNothing,    &kSplitWhich};

}  // namespace mingce::problem
