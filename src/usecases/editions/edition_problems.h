// Refusals of those who make, review and file editions, for people.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kEditionScope{"edition.scope",
                                       Kind::Forbidden,
                                       {"花名册版次涵盖整个批次，你的范围不到",
                                        "an edition is of the whole intake, and your scope is not"},
                                       {"由学籍科办理", "ask the registry"}};
inline constexpr Problem kEditionState{
    "edition.state",
    Kind::Conflict,
    {"这一版现在所处的阶段不能这样做", "the edition is not at a stage for that"},
    {"看清它现在在哪一级，再决定", "see which level it is at, then decide"}};
inline constexpr Problem kEditionBlocked{
    "edition.blocked",
    Kind::Conflict,
    {"还有阻断问题，不能封存送审", "blocking findings are open, so it cannot be sealed"},
    {"先在问题页处理，或由学籍科说明理由豁免",
     "fix them on the findings page, or let the registry waive them with a reason"}};
inline constexpr Problem kEditionWhy{
    "edition.why",
    Kind::BadInput,
    {"没有写明这一版与上一版有何不同，或写得太长",
     "it is not said why it differs from the edition before, or at too great length"},
    {"用一两句话写明，至多 500 字", "say so in at most 500 characters"}};
inline constexpr Problem kEditionDefinitionBroken{
    "edition.definition_broken",
    Kind::Conflict,
    {"编制规则用到已经没有的字段或写法，不能据此编制",
     "the definition names something that is gone, so nothing can be compiled by it"},
    {"在编制页改正规则并存为新版，或换一条规则",
     "mend it on the compiling page as a new version, or choose another one"}};

inline constexpr Problem kReviewRevisionMoved{
    "review.revision_moved",
    Kind::Conflict,
    {"你看的修订已经不是现行的，什么都没有签",
     "the revision you looked at is no longer the one that stands; nothing was signed"},
    {"看一下新修订改了什么，没改的部分不用再看",
     "look at what the new one changed; what it did not stays looked at"}};
inline constexpr Problem kReviewOwnSubmission{
    "review.own_submission",
    Kind::Forbidden,
    {"自己送审的花名册不能自己签", "you submitted it, so somebody else signs"},
    {"由另一位有权签的人办理", "ask another person who may sign at the level"}};
inline constexpr Problem kReviewDepartment{
    "review.department",
    Kind::NotFound,
    {"这一修订没有这个院系，或不在你的范围",
     "the revision has no such department, or it is outside your scope"},
    {"选择你负责的院系", "choose a department of yours"}};
inline constexpr Problem kReviewSignedAlready{
    "review.signed_already",
    Kind::Conflict,
    {"你已经签过这一修订", "you have signed this revision already"},
    {"不用再签；还缺的人在进度里", "nothing more to do; the progress says who is missing"}};
inline constexpr Problem kReviewNotViewed{
    "review.not_viewed",
    Kind::Conflict,
    {"还有班级没有看完", "there are classes you have not looked at"},
    {"看完后逐班标记“已看”，再签", "mark each as seen, then sign"}};
inline constexpr Problem kReviewNotOpened{
    "review.not_opened",
    Kind::Conflict,
    {"有提醒、豁免、留言或抽查的行没有打开",
     "rows with a finding, a comment, or of the sample were not opened"},
    {"逐行打开看过，再签", "open each of them, then sign"}};
inline constexpr Problem kReviewChecks{
    "review.checks",
    Kind::Conflict,
    {"跨院系核对没有通过", "the checks across departments did not pass"},
    {"先处理重复的人和没有院系的学生", "see to people who are there twice or in no department"}};
inline constexpr Problem kReviewChecksOpinion{
    "review.checks_opinion",
    Kind::BadInput,
    {"人数与计划或录取有差异，须写明意见",
     "numbers differ from the plan or the admission, so an opinion is asked for"},
    {"写明差异的原因", "say why they differ"}};
inline constexpr Problem kReviewOpinionLong{"review.opinion_long",
                                            Kind::BadInput,
                                            {"意见太长", "the opinion is too long"},
                                            {"至多 500 字", "500 characters at most"}};
inline constexpr Problem kReviewReturnReason{
    "review.return_reason",
    Kind::BadInput,
    {"退回没有指明单元格，也没有写原因", "the return names no cell and gives no reason"},
    {"指明哪一格，或写明原因", "point at a cell, or say why"}};
inline constexpr Problem kReviewReturnTo{
    "review.return_to",
    Kind::BadInput,
    {"不能退回到这一级", "it cannot be returned to that level"},
    {"退回到现在这一级之前的某一级", "name a level before the one it is at"}};
inline constexpr Problem kReviewLevelIncomplete{
    "review.level_incomplete",
    Kind::Conflict,
    {"还没有批准，或批准的人数不够", "it is not approved, or not by enough people"},
    {"等审批完成后再备案", "file it after the approval"}};
inline constexpr Problem kFilingNumber{
    "filing.number",
    Kind::BadInput,
    {"备案号为空、太长或含不能用的字符", "the filing number is empty, too long or malformed"},
    {"用字母、数字、汉字和 - / ( )，至多 40 个", "use letters, digits, - / ( ), 40 at most"}};
inline constexpr Problem kFilingDate{
    "filing.date",
    Kind::BadInput,
    {"备案日期早于批准日，或晚于今天", "the filing date is before the approval or after today"},
    {"填批准之日到今天之间的日期", "give a day from the approval to today"}};
inline constexpr Problem kRegistrationDate{
    "filing.registration_date",
    Kind::BadInput,
    {"注册学籍的日期早于有的学生初审合格的日期",
     "the day of registration is before somebody's first check"},
    {"填初审合格之后的日期", "give a later day"}};

inline constexpr Problem kCommentText{
    "review.comment_text",
    Kind::BadInput,
    {"留言为空，或太长", "the comment is empty, or too long"},
    {"写 1 到 1,000 个字，或给出建议值", "write 1 to 1,000 characters, or suggest a value"}};
inline constexpr Problem kCommentClosed{
    "review.comment_closed",
    Kind::Conflict,
    {"这条留言已经处理过", "the comment was dealt with already"},
    {"刷新后再看", "look again"}};
inline constexpr Problem kCommentNoSuggestion{
    "review.comment_no_suggestion",
    Kind::BadInput,
    {"这条留言没有建议值，不能采用", "the comment suggests no value"},
    {"直接修改学生，再关闭留言", "change the student, then close the comment"}};
inline constexpr Problem kCommentCell{
    "review.comment_cell",
    Kind::BadInput,
    {"这一修订没有这个人，或这一列不在花名册里", "the revision has no such row, or no such column"},
    {"在花名册的某一格上留言", "comment on a cell of the roster"}};
inline constexpr Problem kMarkSubject{
    "review.mark_subject",
    Kind::BadInput,
    {"这一修订没有这个班或这个人", "the revision has no such class or row"},
    {"刷新后再标记", "look again, then mark it"}};
inline constexpr Problem kReminderSoon{"review.reminder_soon",
                                       Kind::Conflict,
                                       {"一小时内已经提醒过", "they were reminded within the hour"},
                                       {"等一会儿再提醒", "wait a while"}};

inline constexpr std::array kEditionProblems = {
    &kEditionScope,
    &kEditionState,
    &kEditionBlocked,
    &kEditionWhy,
    &kEditionDefinitionBroken,
    &kReviewRevisionMoved,
    &kReviewOwnSubmission,
    &kReviewDepartment,
    &kReviewSignedAlready,
    &kReviewNotViewed,
    &kReviewNotOpened,
    &kReviewChecks,
    &kReviewChecksOpinion,
    &kReviewOpinionLong,
    &kReviewReturnReason,
    &kReviewReturnTo,
    &kReviewLevelIncomplete,
    &kFilingNumber,
    &kFilingDate,
    &kRegistrationDate,
    &kCommentText,
    &kCommentClosed,
    &kCommentNoSuggestion,
    &kCommentCell,
    &kMarkSubject,
    &kReminderSoon,
};

}  // namespace mingce::problem
