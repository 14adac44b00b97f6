// Why the audit cannot be listed, exported, verified or proved.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kAuditFileUnreadable{
    "audit.file_unreadable",
    Kind::NotFound,
    {"文件读不出来", "the file cannot be read"},
    {"检查路径和权限", "check its path and its permissions"}};
inline constexpr Problem kExportMalformed{
    "audit.export_malformed",
    Kind::BadInput,
    {"这一行不是审计导出文件应有的", "this line does not belong in an audit export"},
    {"重新取一份 mingce audit export 写出的文件；若就是原件，说明它被改动过",
     "take the file again as mingce audit export wrote it; if this is it, it was altered"}};
inline constexpr Problem kExportCut{
    "audit.export_cut",
    Kind::BadInput,
    {"审计导出文件不完整，末尾缺失", "the audit export's end is missing"},
    {"重新拷贝，或重新导出", "copy it again, or export it again"}};
inline constexpr Problem kAuditOtherOrigin{
    "audit.other_origin",
    Kind::BadInput,
    {"文件与公钥不属于同一个档案库", "the file and the public key are of different records"},
    {"核对 --public-key：它是 mingce init 打印的“审计公钥”",
     "check --public-key: it is the audit key that mingce init printed"}};
inline constexpr Problem kAuditEntryUnknown{
    "audit.entry_unknown",
    Kind::NotFound,
    {"审计中没有这一条", "the audit has no such entry"},
    {"用 mingce audit list 查编号", "look its number up by mingce audit list"}};
inline constexpr Problem kAuditActionUnknown{
    "audit.action_unknown",
    Kind::Misuse,
    {"没有这种操作", "there is no such action"},
    {"写成 batch.commit、student.set 等；mingce audit list --json 列出每条的 action",
     "write batch.commit, student.set and so on; mingce audit list --json names each entry's"}};
inline constexpr Problem kAuditSubjectMalformed{
    "audit.subject_malformed",
    Kind::Misuse,
    {"这不是编号", "this is not an id"},
    {"写完整编号，或它开头的 8 位以上", "write the whole id, or at least its first 8 digits"}};
inline constexpr Problem kValuesNeedRecord{
    "audit.values_need_record",
    Kind::Misuse,
    {"--record 要打开档案库，不能和文件一起用", "--record opens the record, not a file"},
    {"去掉文件名，或去掉 --record", "leave out the file, or --record"}};
inline constexpr Problem kProveWhat{
    "audit.prove_what",
    Kind::Misuse,
    {"要证明什么没有说清", "what is to be proved is not said"},
    {"写一条审计的编号或序号，或者 --consistency 加较早的检查点文件，二者择一",
     "name an entry by id or number, or an earlier checkpoint by --consistency, not both"}};
inline constexpr Problem kNoteDiffers{
    "audit.note_differs",
    Kind::Conflict,
    {"这个检查点不是本库审计的一段开头",
     "this checkpoint is not of a beginning of this record's audit"},
    {"本库可能是旧副本、被截断或分叉：保留检查点和数据库，运行 mingce audit verify --anchor 并报告"
     "审计管理员",
     "the record may be an old copy, cut or forked: keep both, run mingce audit verify --anchor "
     "and "
     "tell the audit administrator"}};
inline constexpr Problem kProofMalformed{
    "audit.proof_malformed",
    Kind::BadInput,
    {"这不是审计证明文件，或不完整", "this is not an audit proof, or not all of one"},
    {"重新取一份 mingce audit prove 写出的文件", "take it again as mingce audit prove wrote it"}};
inline constexpr Problem kProofFalse{
    "audit.proof_false",
    Kind::BadInput,
    {"证明不成立：内容与签名的检查点不符",
     "the proof does not hold: its content does not lead to the signed checkpoint"},
    {"不要采信；保留原件并报告审计管理员",
     "do not trust it; keep it as it is and tell the audit administrator"}};

inline constexpr Problem kWitnessUnwritable{
    "witness.unwritable",
    Kind::Unavailable,
    {"检查点没有写到见证目录", "the checkpoint was not written to the witness folder"},
    {"检查 mingce.toml 里的 witness 所指目录；下一个检查点会再写",
     "check the folder that witness in mingce.toml names; the next checkpoint is tried again"}};
inline constexpr Problem kWitnessDiffers{
    "witness.differs",
    Kind::Conflict,
    {"见证目录里已有同样大小的另一个检查点：两份历史分叉了",
     "the witness folder holds another checkpoint of this size: there are two histories"},
    {"停止写入，运行 mingce audit verify --anchor 并报告审计管理员",
     "write nothing more, run mingce audit verify --anchor and tell the audit administrator"}};

inline constexpr std::array kAuditProblems = {
    &kAuditFileUnreadable,   &kExportMalformed,   &kExportCut,
    &kAuditOtherOrigin,      &kAuditEntryUnknown, &kAuditActionUnknown,
    &kAuditSubjectMalformed, &kValuesNeedRecord,  &kProveWhat,
    &kNoteDiffers,           &kProofMalformed,    &kProofFalse,
    &kWitnessUnwritable,     &kWitnessDiffers};

}  // namespace mingce::problem
