// Refusals of long work and of files on their way in. Details name a number, an offset or a limit.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kJobUnknown{"job.unknown",
                                     Kind::NotFound,
                                     {"没有这个任务", "there is no such job"},
                                     {"看看任务列表", "see the list of jobs"}};
inline constexpr Problem kJobEnded{
    "job.ended",
    Kind::Conflict,
    {"任务已经结束", "the job has ended"},
    {"看看它的结果；要再做就重新提交", "see its result; submit it again to do it again"}};
inline constexpr Problem kJobLost{
    "job.lost",
    Kind::Conflict,
    {"任务已由另一个进程接手，这里做的不算数",
     "another process has taken the job over; what was done here does not count"},
    {"不必做什么，等它做完", "nothing is to be done; wait until it has ended"}};
inline constexpr Problem kJobRequest{
    "job.request",
    Kind::BadInput,
    {"任务的要求不完整或有误", "what the job is asked to do is incomplete or wrong"},
    {"按说明改正后重新提交", "correct it as documented and submit it again"}};
inline constexpr Problem kJobTooMany{"job.too_many",
                                     Kind::Unavailable,
                                     {"排队的任务太多", "too many jobs are waiting"},
                                     {"等一些做完再提交", "wait until some have ended"}};
inline constexpr Problem kJobAttempts{
    "job.attempts",
    Kind::Unavailable,
    {"任务开始了三次，每次都随程序中断",
     "the job was begun three times, and each time the program died"},
    {"看服务日志和内存；换小一些的文件再提交",
     "look at the server's log and its memory; submit it again with smaller files"}};
inline constexpr Problem kJobCancelled{
    "job.cancelled",
    Kind::Conflict,
    {"任务已按要求取消，什么也没有写", "the job was cancelled as asked; nothing was written"},
    {"要做就重新提交", "submit it again to do it"}};
inline constexpr Problem kJobStopped{"job.stopped",
                                     Kind::Unavailable,
                                     {"程序正在停下，任务留待下次继续",
                                      "the program is stopping; the job goes on at its next start"},
                                     {"不必做什么", "nothing is to be done"}};
inline constexpr Problem kJobBroken{
    "job.broken",
    Kind::Unavailable,
    {"任务遇到程序内部错误", "the job met an error of the program itself"},
    {"报告给维护人员，附上任务编号", "report it with the job's id"}};
inline constexpr Problem kUploadUnknown{
    "upload.unknown",
    Kind::NotFound,
    {"没有这个上传，或已过期", "there is no such upload, or its time is over"},
    {"重新开始上传", "begin the upload again"}};
inline constexpr Problem kUploadName{"upload.name",
                                     Kind::BadInput,
                                     {"上传的文件名不可用", "an upload cannot have this name"},
                                     {"给出 1 到 255 字节的文件名，不带文件夹",
                                      "name the file in 1 to 255 bytes, without a folder"}};
inline constexpr Problem kUploadTooLarge{
    "upload.too_large",
    Kind::BadInput,
    {"文件大于上传的上限", "the file is larger than an upload may be"},
    {"分成几个文件，或请管理员调整上限", "split it, or ask the administrator for a higher limit"}};
inline constexpr Problem kUploadAccountFull{
    "upload.account_full",
    Kind::Conflict,
    {"您未结束的上传太多", "your uploads that have not ended are too many"},
    {"结束不再需要的上传，或等 24 小时后过期",
     "end those no longer needed, or wait 24 hours until they expire"}};
inline constexpr Problem kUploadOffset{"upload.offset",
                                       Kind::Conflict,
                                       {"续传的位置不对", "this is not where the upload goes on"},
                                       {"从所给的位置继续", "go on at the offset that is given"}};
inline constexpr Problem kUploadNotReceiving{
    "upload.not_receiving",
    Kind::Conflict,
    {"上传已经完整或已结束，不再接收", "the upload is whole or has ended and takes no more"},
    {"直接使用它，或重新开始", "use it, or begin another"}};
inline constexpr Problem kUploadBeyondSize{
    "upload.beyond_size",
    Kind::BadInput,
    {"收到的字节多于声明的大小", "more bytes came than the declared size"},
    {"核对文件后重新开始上传", "look at the file and begin the upload again"}};
inline constexpr Problem kUploadPieceSize{
    "upload.piece_size",
    Kind::BadInput,
    {"一次发送的字节太少或太多", "too few or too many bytes at once"},
    {"每次发送 64 KiB 到 16 MiB", "send 64 KiB to 16 MiB at once"}};
inline constexpr Problem kUploadNotWhole{
    "upload.not_whole",
    Kind::Conflict,
    {"上传还不完整，或已经用过、结束", "the upload is not whole yet, or was used or ended"},
    {"传完后再提交", "submit when all of it has come"}};
inline constexpr Problem kUploadDamaged{
    "upload.damaged",
    Kind::Unavailable,
    {"上传读回来与收到的不一样", "the upload reads back otherwise than it came"},
    {"重新上传；检查磁盘", "upload it again; check the disk"}};

inline constexpr std::array kWorkProblems = {
    &kJobUnknown,        &kJobEnded,        &kJobLost,
    &kJobRequest,        &kJobTooMany,      &kJobAttempts,
    &kJobCancelled,      &kJobStopped,      &kJobBroken,
    &kUploadUnknown,     &kUploadName,      &kUploadTooLarge,
    &kUploadAccountFull, &kUploadOffset,    &kUploadNotReceiving,
    &kUploadBeyondSize,  &kUploadPieceSize, &kUploadNotWhole,
    &kUploadDamaged};

}  // namespace mingce::problem
