// Refusals of permissions.
#pragma once

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kAccessDenied = {
    "access.denied",
    Kind::Forbidden,
    {"您现在的角色不能做这件事", "the role you work under may not do this"},
    {"请换用有此权限的角色，或请安全管理员授权",
     "change to a role that may, or ask a security administrator for it"}};

inline constexpr Problem kFieldHidden = {
    "access.field_hidden",
    Kind::Forbidden,
    {"您现在的角色看不到这一项的原值，因此不能按它查找、排序、导出，也不能改它",
     "the role you work under does not see this field whole: it may neither be written nor be"
     " searched, ordered, filtered or exported by"},
    {"请换用有此权限的角色，或请学籍科办理", "change to a role that may, or ask the registry"}};
inline constexpr Problem kLeavesScope = {
    "access.leaves_scope",
    Kind::Forbidden,
    {"这样改，学生就不在您的范围内了", "this would take the student out of your scope"},
    {"转院系、转班请学籍科办理", "ask the registry to move a student elsewhere"}};

inline constexpr Problem kRevealNoFields = {"access.no_fields",
                                            Kind::BadInput,
                                            {"没有说明要看哪些项", "no field to reveal is named"},
                                            {"选一组或几项", "choose a group or some fields"}};
inline constexpr Problem kReasonUnknown = {"access.reason_unknown",
                                           Kind::BadInput,
                                           {"没有这种理由", "there is no such kind of reason"},
                                           {"从列表中选一种", "choose one of the list"}};
inline constexpr Problem kReasonWords = {
    "access.reason_words",
    Kind::BadInput,
    {"理由没有写，或超过 500 字", "the reason is missing, or longer than 500 characters"},
    {"用一句话写明用途", "say in a sentence what for"}};
inline constexpr Problem kTooOften = {
    "access.too_often",
    Kind::Unavailable,
    {"一分钟内按号码查找的次数已到上限", "no more exact look-ups this minute"},
    {"一分钟后再试", "try again in a minute"}};
inline constexpr Problem kIntakeHandedOver = {
    "intake.handed_over",
    Kind::Conflict,
    {"这个招生批次已移交学籍科", "this intake was handed over to the registry"},
    {"需要更改的请学籍科办理，或请学籍科收回移交",
     "ask the registry to change it, or to take the hand-over back"}};
inline constexpr Problem kIntakeNotHandedOver = {
    "intake.not_handed_over",
    Kind::Conflict,
    {"这个招生批次没有移交", "this intake was not handed over"},
    {"无需收回", "there is nothing to take back"}};
inline constexpr Problem kTakeBackWhy = {
    "intake.take_back_why",
    Kind::BadInput,
    {"收回移交须写明理由", "a hand-over is taken back for a reason"},
    {"写明理由", "say why"}};
inline constexpr Problem kExportUnknown = {
    "export.unknown",
    Kind::NotFound,
    {"没有这个导出申请", "there is no such request for an export"},
    {"看导出申请列表", "see the list of requests"}};
inline constexpr Problem kExportState = {
    "export.state",
    Kind::Conflict,
    {"这个导出申请已不在这一步", "this request is past that step"},
    {"刷新后再看", "look at it again"}};
inline constexpr Problem kExportDecided = {
    "export.decided_already",
    Kind::Conflict,
    {"您已对这个申请表过态", "you decided on this request already"},
    {"由另一位批准人处理", "another approver has to decide"}};
inline constexpr Problem kExportOwn = {
    "export.own",
    Kind::Forbidden,
    {"不能批准自己的申请", "nobody approves a request of their own"},
    {"由另一位批准人处理", "another approver has to decide"}};
inline constexpr Problem kExportNotYours = {
    "export.not_yours",
    Kind::Forbidden,
    {"只有申请人以申请时的角色可以取出文件",
     "only who asked, under the role it was asked under, takes the file"},
    {"请申请人自己取出", "let that person take it"}};
inline constexpr Problem kExportNoFields = {"export.no_fields",
                                            Kind::BadInput,
                                            {"没有选要导出的列", "no column to export is chosen"},
                                            {"至少选一列", "choose one at least"}};
inline constexpr Problem kExportNoPurpose = {
    "export.no_purpose",
    Kind::BadInput,
    {"用途没有写，或超过 500 字", "the purpose is missing, or longer than 500 characters"},
    {"用一句话写明用途", "say in a sentence what for"}};
inline constexpr Problem kExportNoWords = {"export.no_words",
                                           Kind::BadInput,
                                           {"不批准须写明理由", "a refusal needs a reason"},
                                           {"写明理由", "say why"}};
inline constexpr Problem kExportEmpty = {
    "export.empty",
    Kind::BadInput,
    {"范围内没有一名这样的学生", "no student of your scope is on this list"},
    {"换一个条件", "choose other conditions"}};
inline constexpr Problem kExportTooWide = {
    "export.too_wide",
    Kind::Forbidden,
    {"您现在的角色只能导出本班的基本信息",
     "the role you work under exports basic fields of its own classes alone"},
    {"去掉敏感列，或请院系教学秘书导出",
     "leave sensitive columns out, or ask the department secretary"}};
inline constexpr Problem kExportGrew = {
    "export.grew",
    Kind::Conflict,
    {"名单比批准时更大或更敏感，需要更多人批准",
     "the list grew or became more sensitive than what was approved"},
    {"重新申请", "ask for it again"}};

inline constexpr const Problem* kAccessProblems[] = {
    &kAccessDenied,        &kFieldHidden,   &kLeavesScope,    &kRevealNoFields,
    &kReasonUnknown,       &kReasonWords,   &kTooOften,       &kIntakeHandedOver,
    &kIntakeNotHandedOver, &kTakeBackWhy,   &kExportUnknown,  &kExportState,
    &kExportDecided,       &kExportOwn,     &kExportNotYours, &kExportNoFields,
    &kExportNoPurpose,     &kExportNoWords, &kExportEmpty,    &kExportTooWide,
    &kExportGrew};

}  // namespace mingce::problem
