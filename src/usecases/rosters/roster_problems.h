// Refusals of compiling a roster, for people.
#pragma once

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kDefinitionUnknown{
    "roster.definition_unknown",
    Kind::NotFound,
    {"没有这个花名册定义，也没有这个文件", "there is no such definition, and no such file"},
    {"选用随程序附带的定义，或写出 TOML 文件的路径",
     "choose one of the shipped definitions, or give the path of a TOML file"}};
inline constexpr Problem kDefinitionUnreadable{
    "roster.definition_unreadable",
    Kind::BadInput,
    {"花名册定义文件读不出来，或大于 1 MB", "the definition file cannot be read, or is over 1 MB"},
    {"检查文件是否存在、是否可读", "check that the file exists and may be read"}};
inline constexpr Problem kFormatUnknown{
    "roster.format_unknown",
    Kind::Misuse,
    {"不知道要写成哪种文件", "which kind of file to write is not known"},
    {"输出文件的扩展名写 .pdf、.xlsx、.csv 或 .dbf；写一个文件夹则按分册输出",
     "end the output's name with .pdf, .xlsx, .csv or .dbf, or give a folder for volumes"}};
inline constexpr Problem kRosterEmpty{
    "roster.empty",
    Kind::BadInput,
    {"按这个定义没有一名学生入册", "no student is listed by this definition"},
    {"检查移交数据是否读全，定义里的筛选是否写对",
     "check that the hand-over was read and the definition's filter is right"}};

inline constexpr const Problem* kRosterProblems[] = {&kDefinitionUnknown, &kDefinitionUnreadable,
                                                     &kFormatUnknown, &kRosterEmpty};

}  // namespace mingce::problem
