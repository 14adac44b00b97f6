// The words of the filing sheet, in both languages. {0} {1} … are filled by words::say().
#pragma once

#include "base/result.h"

namespace mingce::words {

inline constexpr Text kFilingHead{"{0}学籍管理", "{0}, registry of students"};
inline constexpr Text kFilingNumber{"备案号 {0}", "Filing no. {0}"};
inline constexpr Text kFilingTitle{"{0}新生入学花名册备案表",
                                   "{0}: filing sheet of an enrolment roster"};
inline constexpr Text kFiledOn{"备案日期　{0}", "Filed on {0}"};
inline constexpr Text kRegistryOffice{"学籍科", "Registry"};
inline constexpr Text kArchiveOffice{"校档案馆", "School archive"};

inline constexpr Text kFilingRoster{"花名册名称", "Roster"};
inline constexpr Text kFilingSource{"来　源", "Source"};
inline constexpr Text kFilingPeople{"人　数", "Students"};
inline constexpr Text kFilingVolumes{"分册与页数", "Volumes, pages"};
inline constexpr Text kFilingBalance{"人数平衡", "Balance"};
inline constexpr Text kFilingDifference{"与上一版差异", "Changes"};
inline constexpr Text kFilingFindings{"未决问题", "Open findings"};
inline constexpr Text kFilingReason{"更正说明", "Why it differs"};

inline constexpr Text kFilingRangeText{"{0} 个学院　{1} 个专业　{2} 个班",
                                       "{0} departments, {1} majors, {2} classes"};
inline constexpr Text kFilingPeopleText{"{0} 人（男 {1}　女 {2}）", "{0} (M {1}, F {2})"};
inline constexpr Text kFilingSexMissing{"　性别未填 {0}", ", sex not given {0}"};
inline constexpr Text kFilingSourceText{"录取数据 {0} 行", "{0} rows of admission data"};
inline constexpr Text kFilingSourceNote{"（{0}）", " ({0})"};
inline constexpr Text kFilingVolumesText{"{0} 册　共 {1} 页", "{0} volumes, {1} pages"};
inline constexpr Text kFilingDeferred{"保留入学资格", "place kept"};
inline constexpr Text kFilingDeclined{"放弃", "given up"};
inline constexpr Text kFilingRevoked{"取消", "withdrawn"};
inline constexpr Text kFilingFiltered{"按规则不列", "left out by the definition"};
inline constexpr Text kFilingDifferenceText{"新增 {0}　删除 {1}　变更 {2} 处",
                                            "{0} added, {1} removed, {2} cells changed"};
inline constexpr Text kFilingFirst{"首版", "first edition"};
inline constexpr Text kFilingFindingsText{"阻断 {0}　提醒 {1}　已说明 {2}",
                                          "{0} blocking, {1} warnings, {2} waived"};

inline constexpr Text kFilingSteps{"办理过程", "Steps"};
inline constexpr Text kFilingNo{"序", "No."};
inline constexpr Text kFilingStep{"环节", "Step"};
inline constexpr Text kFilingPerson{"经办人", "Person"};
inline constexpr Text kFilingPost{"岗位", "Post"};
inline constexpr Text kFilingTime{"时间", "Time"};
inline constexpr Text kFilingOpinion{"意见", "Opinion"};
inline constexpr Text kFilingAudit{"审计\n序号", "Audit\nno."};
inline constexpr Text kFilingConfirmed{"确认", "Confirmed"};
inline constexpr Text kFilingUnit{"学院", "Department"};
inline constexpr Text kFilingUnits{"{0} 个学院", "{0} departments"};
inline constexpr Text kFilingSeeAttached{"见附表", "see attached"};
inline constexpr Text kFilingAttached{"附表　{0}", "Attached: {0}"};

inline constexpr Text kFilingProof{"指纹与检查点", "Fingerprint and checkpoint"};
inline constexpr Text kFilingHash{"本版指纹（SHA-256）", "Fingerprint of this edition (SHA-256)"};
inline constexpr Text kFilingCheckpoint{"检查点", "Checkpoint"};
inline constexpr Text kFilingCheckpointText{"审计树 {0} 条　{1}　来源 {2}",
                                            "Audit tree of {0} entries, {1}, origin {2}"};
inline constexpr Text kFilingRoot{"树根", "Root of the tree"};
inline constexpr Text kFilingKey{"检查点公钥（Ed25519）", "Public key of the checkpoint (Ed25519)"};
inline constexpr Text kFilingVerify{"核验方法", "How to verify"};

inline constexpr Text kFilingOpinionOf{"{0}意见", "{0}: opinion"};
inline constexpr Text kFilingReceived{"{0}接收", "{0}: received"};
inline constexpr Text kFilingSealed{"{0}（盖章）　{1}", "{0} (seal), {1}"};
inline constexpr Text kFilingReceiver{"接收人", "Received by"};
inline constexpr Text kFilingDate{"{0} 年 {1} 月 {2} 日", "{0}-{1}-{2}"};

}  // namespace mingce::words
