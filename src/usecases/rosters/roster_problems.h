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

inline constexpr Problem kAnnexEmpty{
    "roster.annex_empty",
    Kind::NotFound,
    {"这份花名册没有附表：没有学生保留、放弃或被取消入学资格",
     "this roster has no annex: nobody's place is kept, given up or withdrawn"},
    {"不带 annex 取正册", "ask for the body, without annex"}};

inline constexpr Problem kDefinitionName{
    "roster.definition_name",
    Kind::BadInput,
    {"编制规则的键不合规", "the key of the definition cannot be used"},
    {"用小写字母开头，共 2 到 40 个小写字母、数字或下划线，如 class_roster_2026",
     "begin with a small letter; 2 to 40 small letters, digits or underscores, such as "
     "class_roster_2026"}};
inline constexpr Problem kDefinitionNote{
    "roster.definition_note",
    Kind::BadInput,
    {"版本说明超过 200 字", "the note is longer than 200 characters"},
    {"写短一些", "shorten it"}};
inline constexpr Problem kDefinitionTooLong{
    "roster.definition_too_long",
    Kind::BadInput,
    {"编制规则超过 64 KiB，或超过 100 列", "the definition is over 64 KiB or 100 columns"},
    {"减少列或缩短文字", "use fewer columns or shorter texts"}};
inline constexpr Problem kDefinitionSame{
    "roster.definition_same",
    Kind::Conflict,
    {"与最新版本相同，没有可存的改动", "equal to the newest version: there is nothing to save"},
    {"先修改，再保存", "change something first"}};
inline constexpr Problem kDefinitionChanged{
    "roster.definition_changed",
    Kind::Conflict,
    {"别人刚存了新版本，或这个键已经有了", "somebody saved a newer version, or the key is taken"},
    {"打开最新版本，比较差异后再保存；或换一个键另存",
     "open the newest version, look at the difference, and save again; or save under another key"}};

inline constexpr Problem kRosterNoDepartment{
    "roster.no_department",
    Kind::BadInput,
    {"这个批次没有这个学院的学生", "the intake has no student of this department"},
    {"从分册列表里选一个学院", "choose one of the list of volumes"}};

inline constexpr const Problem* kRosterProblems[] = {
    &kDefinitionUnknown, &kDefinitionUnreadable, &kFormatUnknown,     &kRosterEmpty,
    &kDefinitionName,    &kDefinitionNote,       &kDefinitionTooLong, &kDefinitionSame,
    &kDefinitionChanged, &kRosterNoDepartment,   &kAnnexEmpty};

}  // namespace mingce::problem
