// Refusals of the command line itself.
#pragma once

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kBadDate{"cli.date",
                                  Kind::Misuse,
                                  {"日期写法不对", "not a date"},
                                  {"写成 2026-09-01", "write it as 2026-09-01"}};
inline constexpr Problem kBadKind{"cli.kind",
                                  Kind::Misuse,
                                  {"没有这种学生类别", "no such kind of student"},
                                  {"可选 ug、pg、intl", "choose ug, pg or intl"}};
inline constexpr Problem kBadOrder{"cli.bad_order",
                                   Kind::BadInput,
                                   {"没有这种排序", "there is no such order"},
                                   {"--order 可为 number、name、class、change、source",
                                    "--order takes number, name, class, change or source"}};
inline constexpr Problem kPageNotWritten{
    "cli.page_not_written",
    Kind::Unavailable,
    {"文档页写不进去", "the page cannot be written"},
    {"检查目录是否存在、是否可写", "check that the folder exists and may be written"}};

inline constexpr Problem kArgumentMissing{
    "cli.missing",
    Kind::Misuse,
    {"命令不完整，缺少参数或子命令",
     "the command is not complete: an argument or a word is missing"},
    {"用法见 --help", "see --help"}};
inline constexpr Problem kArgumentUnknown{"cli.unknown",
                                          Kind::Misuse,
                                          {"命令里有不认识的词", "the command has an unknown word"},
                                          {"用法见 --help", "see --help"}};
inline constexpr Problem kArgumentValue{
    "cli.value",
    Kind::Misuse,
    {"参数的值不能用", "an argument has a value that cannot be used"},
    {"用法见 --help", "see --help"}};

inline constexpr Problem kOutputNotWritten{
    "cli.output_not_written",
    Kind::Unavailable,
    {"结果没有全部写出", "the output was not written whole"},
    {"检查输出位置的剩余空间和写入权限",
     "check the free space and the right to write where the output goes"}};

inline constexpr Problem kRecoveryUnreadable{
    "cli.recovery_unreadable",
    Kind::BadInput,
    {"没有读到恢复码", "no recovery code was read"},
    {"按恢复单输入六行，或用 --recovery 指出写有它的文件",
     "type the six lines of the sheet, or name a file that holds them by --recovery"}};
inline constexpr Problem kEraseUnconfirmed{
    "cli.erase_unconfirmed",
    Kind::Misuse,
    {"删除学生无法恢复，没有确认",
     "an erased student cannot be brought back; it was not confirmed"},
    {"确实要删除时加上 --yes-erase", "say --yes-erase when that is meant"}};

inline constexpr const Problem* kCliProblems[] = {
    &kBadOrder,           &kBadDate,         &kBadKind,       &kPageNotWritten,
    &kArgumentMissing,    &kArgumentUnknown, &kArgumentValue, &kOutputNotWritten,
    &kRecoveryUnreadable, &kEraseUnconfirmed};

}  // namespace mingce::problem
