// Refusals of the record itself, whatever database it lies in.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kKeyOfAnother{
    "store.key_of_another",
    Kind::Forbidden,
    {"根密钥不是本档案库的，或已被更换", "the root key is another record's, or was replaced"},
    {"用 --key 指出本库现用的密钥文件，或用恢复单重建",
     "name the key file in use by --key, or make it again from the recovery sheet"}};
inline constexpr Problem kKeyRingDamaged{
    "store.key_ring_damaged",
    Kind::Unavailable,
    {"库中的密钥缺失或损坏", "a key of the record is missing or damaged"},
    {"不要再写入，从最近的备份恢复", "write nothing more, restore the last backup"}};
inline constexpr Problem kDocumentDamaged{
    "store.document_damaged",
    Kind::Unavailable,
    {"库中一名学生的内容损坏", "what the record holds of a student is damaged"},
    {"运行 mingce audit verify 看是哪一条，并从备份恢复",
     "run mingce audit verify to see which, and restore a backup"}};
inline constexpr Problem kStudentUnknown{
    "student.unknown",
    Kind::NotFound,
    {"没有这名学生", "there is no such student"},
    {"用 mingce student list 查编号、学号或考生号",
     "look up the id, student or candidate number by mingce student list"}};
inline constexpr Problem kStudentNotYet{
    "student.not_yet",
    Kind::NotFound,
    {"那时库中还没有这名学生", "the record did not have this student then"},
    {"换一个较晚的日期", "name a later day"}};
inline constexpr Problem kStudentAmbiguous{
    "student.ambiguous",
    Kind::Conflict,
    {"这个编号对应不止一名学生", "more than one student has this id or number"},
    {"用完整的编号指出是哪一名", "name the one you mean by its whole id"}};
inline constexpr Problem kStudentNumberGiven{
    "student.number_given",
    Kind::Conflict,
    {"学号已经给出，不再更改", "the student number is given and is never changed"},
    {"学号有误时按学校规定另行处理", "a wrong one is the school's own decision"}};
inline constexpr Problem kStudentNoName{
    "student.no_name",
    Kind::BadInput,
    {"没有姓名，不能录入", "a student cannot be entered without a name"},
    {"写上 name=姓名", "give name=…"}};
inline constexpr Problem kStudentThereAlready{
    "student.there_already",
    Kind::Conflict,
    {"该号码已是库中一名学生的", "this number is that of a student of the record"},
    {"用 mingce student list --search 找到那一名，改他的记录",
     "find that one by mingce student list --search and change it"}};
inline constexpr Problem kStudentChanged{
    "student.changed_meanwhile",
    Kind::Conflict,
    {"这名学生刚被别人改过", "somebody else changed this student meanwhile"},
    {"重新打开后再改", "look again and repeat your change"}};
inline constexpr Problem kStudentFrozen{
    "student.frozen",
    Kind::Conflict,
    {"这名学生已冻结，只保存，不修改也不删除",
     "this student is frozen: kept by law, neither changed nor erased"},
    {"确需更正的，由学校依规定解除", "what must be corrected needs the school's own decision"}};
inline constexpr Problem kStudentNotLive{
    "student.not_live",
    Kind::Conflict,
    {"这名学生已被合并或删除", "this student was merged into another or erased"},
    {"改合并后的那一名；要恢复用 mingce match split",
     "change the one it was merged into, or take it back by mingce match split"}};
inline constexpr Problem kAuditDamaged{
    "audit.damaged",
    Kind::Unavailable,
    {"审计树已损坏", "the tree of the audit is damaged"},
    {"运行 mingce audit verify 看从哪一条起，并从备份恢复",
     "run mingce audit verify to see from which entry on, and restore a backup"}};
inline constexpr Problem kIntakeUnknown{
    "intake.unknown",
    Kind::NotFound,
    {"没有这个招生批次", "there is no such intake"},
    {"用 mingce intake list 查看，用 mingce intake add 2026-ug 建立",
     "see mingce intake list, or make it by mingce intake add 2026-ug"}};
inline constexpr Problem kBatchUnknown{"batch.unknown",
                                       Kind::NotFound,
                                       {"没有这个导入批次", "there is no such batch"},
                                       {"用 mingce batch list 查看", "see mingce batch list"}};
inline constexpr Problem kBatchState{
    "batch.state",
    Kind::Conflict,
    {"批次的状态不允许这样做", "the batch is not in a state for this"},
    {"用 mingce batch show 看它现在的状态", "see its state by mingce batch show"}};
inline constexpr Problem kBatchFilesGone{
    "batch.files_gone",
    Kind::NotFound,
    {"批次已关闭，原始文件已销毁", "the batch is closed and its files are destroyed"},
    {"重新导入原文件", "import the files again"}};
inline constexpr Problem kFindingUnknown{
    "finding.unknown",
    Kind::NotFound,
    {"没有这个问题", "there is no such finding"},
    {"用 mingce finding list 查看", "see mingce finding list"}};
inline constexpr Problem kFindingAmbiguous{
    "finding.ambiguous",
    Kind::Conflict,
    {"这个编号对应不止一个问题", "more than one finding begins with this id"},
    {"多写几位编号", "write more of the id"}};
inline constexpr Problem kFindingState{
    "finding.state",
    Kind::Conflict,
    {"问题现在的状态不允许这样做", "the finding is not in a state for this"},
    {"用 mingce finding list --state 查看", "see its state by mingce finding list"}};
inline constexpr Problem kFindingStateUnknown{
    "finding.state_unknown",
    Kind::BadInput,
    {"没有这种状态", "there is no such state"},
    {"可选 open、fixed、waived、gone", "choose open, fixed, waived or gone"}};
inline constexpr Problem kFindingNoProposal{
    "finding.no_proposal",
    Kind::Conflict,
    {"这个问题没有确定的建议值", "the finding has no determined value to take"},
    {"用 --value 写出正确的值，或用 student set 修改",
     "give the right one by --value, or change the student by student set"}};
inline constexpr Problem kFindingNoReason{"finding.no_reason",
                                          Kind::BadInput,
                                          {"没有写明理由", "no reason is given"},
                                          {"用 --reason 写明理由", "say why by --reason"}};
inline constexpr Problem kStudentFieldUnknown{
    "student.field_unknown",
    Kind::BadInput,
    {"没有这个字段，或没有写成 字段=值", "there is no such field, or it is not field=value"},
    {"字段见 docs/fields.md，如 phone=13800000000",
     "fields stand in docs/fields.md: phone=13800000000"}};
inline constexpr Problem kStudentFieldSealed{
    "student.field_sealed",
    Kind::BadInput,
    {"该字段已加密，不能用来筛选", "this field is sealed and cannot be filtered by"},
    {"证件号码可用 student show 直接查找", "look a document number up by student show"}};
inline constexpr Problem kStudentCursor{
    "student.cursor",
    Kind::BadInput,
    {"翻页标记不属于这个名单", "the cursor does not belong to this list"},
    {"从第一页重新开始", "begin again with the first page"}};
inline constexpr Problem kMatchUnknown{
    "match.unknown",
    Kind::NotFound,
    {"没有这一对待定的学生", "there is no such pair of students"},
    {"用 mingce match list 查看编号", "see its id by mingce match list"}};

inline constexpr Problem kRequestDoneBefore{
    "request.done_before",
    Kind::Conflict,
    {"这个操作已经执行过，当时的答复没有留下",
     "this was carried out before, its answer was not kept"},
    {"不要重发，请直接查看结果", "do not send it again, look at its result"}};

inline constexpr Problem kBackupRowsMalformed{
    "backup.rows_malformed",
    Kind::BadInput,
    {"备份里的一个表读不出来", "a table of the backup cannot be read"},
    {"换用另一份备份", "take another backup"}};

inline constexpr std::array kRecordProblems = {
    &kKeyOfAnother,        &kKeyRingDamaged,      &kDocumentDamaged,     &kStudentUnknown,
    &kStudentNotYet,       &kStudentAmbiguous,    &kStudentNumberGiven,  &kStudentNoName,
    &kStudentThereAlready, &kStudentChanged,      &kStudentFrozen,       &kStudentNotLive,
    &kAuditDamaged,        &kIntakeUnknown,       &kBatchUnknown,        &kBatchState,
    &kBatchFilesGone,      &kFindingUnknown,      &kFindingAmbiguous,    &kMatchUnknown,
    &kFindingState,        &kFindingStateUnknown, &kFindingNoProposal,   &kFindingNoReason,
    &kStudentFieldUnknown, &kStudentFieldSealed,  &kBackupRowsMalformed, &kRequestDoneBefore,
    &kStudentCursor};

}  // namespace mingce::problem
