// Refusals of reading in a child process. Details name a limit or a signal.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kChildMemory{
    "read.memory",
    Kind::BadInput,
    {"读取这个文件需要的内存超过上限，已停止",
     "reading this file needs more memory than it may; it was stopped"},
    {"把文件拆小，或另存为 CSV 后再试", "split the file, or save it as CSV, and try again"}};
inline constexpr Problem kChildTime{
    "read.time",
    Kind::BadInput,
    {"读取这个文件用的时间超过上限，已停止",
     "reading this file takes longer than it may; it was stopped"},
    {"把文件拆小，或用表格软件打开后另存再试",
     "split the file, or open it in a spreadsheet and save it again"}};
inline constexpr Problem kChildForbidden{
    "read.forbidden",
    Kind::BadInput,
    {"读取这个文件时有被禁止的动作，已停止；文件可能是恶意的",
     "reading this file led to a forbidden act and was stopped; the file may be hostile"},
    {"不要打开它，报告给网络安全人员",
     "do not open it; report it to those who look after security"}};
inline constexpr Problem kChildDied{
    "read.died",
    Kind::BadInput,
    {"读取这个文件的子进程中断了，文件没有读入",
     "the process that read this file died; nothing of the file was taken"},
    {"用表格软件打开后另存再试；仍然如此就报告给维护人员",
     "open it in a spreadsheet and save it again; if that does not help, report it"}};
inline constexpr Problem kChildGarbled{
    "read.garbled",
    Kind::BadInput,
    {"读取这个文件的子进程给出了不合规矩的答复，文件没有读入",
     "the process that read this file answered against the rules; nothing of the file was taken"},
    {"不要相信这个文件，报告给维护人员", "do not trust the file; report it"}};
inline constexpr Problem kChildRowTooLarge{
    "read.row_too_large",
    Kind::BadInput,
    {"一行的内容超过上限", "one row holds more than it may"},
    {"用表格软件打开，删去多余的列后另存",
     "open it in a spreadsheet, delete surplus columns and save it again"}};
inline constexpr Problem kChildNotStarted{
    "read.not_started",
    Kind::Unavailable,
    {"读取文件的子进程没能在限制下启动",
     "the process that reads files could not be started within its confines"},
    {"看服务器的进程数和内存；内核须支持 seccomp",
     "look at the server's processes and memory; its kernel must have seccomp"}};

inline constexpr std::array kChildProblems = {&kChildMemory,    &kChildTime,    &kChildForbidden,
                                              &kChildDied,      &kChildGarbled, &kChildRowTooLarge,
                                              &kChildNotStarted};

}  // namespace mingce::problem
