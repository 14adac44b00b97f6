// Why a write of many cells, or of one of them, did not happen; why one is not taken back.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kOperationUnknown{"operation.unknown",
                                           Kind::NotFound,
                                           {"没有这个操作", "there is no such operation"},
                                           {"看看操作记录", "see the list of operations"}};
inline constexpr Problem kOperationUndone{
    "operation.undone",
    Kind::Conflict,
    {"这个操作已经撤销", "this operation was taken back already"},
    {"要重做，就撤销那次撤销", "to do it again, take that taking back back"}};
inline constexpr Problem kOperationNotYours{
    "operation.not_yours",
    Kind::Forbidden,
    {"这是别人的操作，只有本人或学籍科可以撤销",
     "this is somebody else's operation: only they or the registry take it back"},
    {"请操作人或学籍科撤销", "ask who did it, or the registry"}};
inline constexpr Problem kOperationChangedSince{
    "operation.changed_since",
    Kind::Conflict,
    {"操作之后又改过，保留现值", "changed since the operation; left as it is now"},
    {"确要改回就直接修改", "change it by hand if it is to go back all the same"}};
inline constexpr Problem kOperationFindingGone{
    "operation.finding_gone",
    Kind::NotFound,
    {"这个问题已经不在了", "this finding is no longer there"},
    {"不必处理", "nothing is to be done"}};

inline constexpr Problem kEditTooMuch{
    "edit.too_much",
    Kind::BadInput,
    {"一次最多改 5,000 名学生、50,000 格",
     "at most 5,000 students and 50,000 cells are changed at once"},
    {"分几次修改", "change them in several parts"}};
inline constexpr Problem kEditTwice{
    "edit.student_twice",
    Kind::BadInput,
    {"同一名学生在这次修改中出现了两次", "the student stands twice in this change"},
    {"把该生的各项合在一处", "put all of the student's fields into one place"}};
inline constexpr Problem kEditMaskedText{
    "edit.masked_text",
    Kind::BadInput,
    {"这是遮盖后的样子，不是值；这一格没有改",
     "this is what a mask shows, not a value; the cell stays as it is"},
    {"填写完整的值", "give the whole value"}};

inline constexpr Problem kFindingChoice{
    "finding.choice",
    Kind::BadInput,
    {"没有说明是哪些问题，或两种说法都给了", "no findings are named, or in two ways at once"},
    {"给出编号，或给出招生批次与规则", "give their ids, or an intake and a rule"}};
inline constexpr Problem kFindingIntakes{
    "finding.intakes",
    Kind::BadInput,
    {"这些问题不在同一个招生批次", "the findings are of more than one intake"},
    {"每个招生批次分别处理", "take each intake by itself"}};
inline constexpr Problem kFindingOtherCount{
    "finding.other_count",
    Kind::Conflict,
    {"预览之后问题的数目变了，什么也没有改",
     "there are more or fewer of them than were previewed; nothing was changed"},
    {"重新预览后再确认", "preview again, then confirm"}};
inline constexpr Problem kFindingNeverWaived{
    "finding.never_waived",
    Kind::Conflict,
    {"这条规则说的值不可能是对的，不能豁免",
     "what this rule blames cannot be right whatever the reason; it is never waived"},
    {"改正这个值", "correct the value"}};
inline constexpr Problem kFindingNoDepartment{
    "finding.no_department",
    Kind::NotFound,
    {"该招生批次没有这个院系的学生", "no student of the intake is of this department"},
    {"核对院系名称", "check the department's name"}};
inline constexpr Problem kFindingOtherDepartment{
    "finding.other_department",
    Kind::Conflict,
    {"学生不属于这个院系，交过去也看不到",
     "the student is not of this department, which would not see it"},
    {"交给学生自己的院系", "hand it to the student's own department"}};
inline constexpr Problem kFindingHasNoDepartment{
    "finding.has_no_department",
    Kind::Conflict,
    {"这个问题不属于任何院系的学生", "the finding is on no student of any department"},
    {"由学籍科处理", "the registry has to deal with it"}};

inline constexpr std::array kOperationProblems = {&kOperationUnknown,
                                                  &kOperationUndone,
                                                  &kOperationNotYours,
                                                  &kOperationChangedSince,
                                                  &kOperationFindingGone,
                                                  &kEditTooMuch,
                                                  &kEditTwice,
                                                  &kEditMaskedText,
                                                  &kFindingChoice,
                                                  &kFindingIntakes,
                                                  &kFindingOtherCount,
                                                  &kFindingNeverWaived,
                                                  &kFindingNoDepartment,
                                                  &kFindingOtherDepartment,
                                                  &kFindingHasNoDepartment};

}  // namespace mingce::problem
