// What joining the files of a hand-over may find: classes, organisation. Photos have their own.
#pragma once

#include <array>

#include "domain/finding.h"

namespace mingce::hand_over_rule {

inline constexpr RuleText kClassRowUnmatched = {
    "HO-001",
    0,
    Severity::Warning,
    {"分班表中的 {raw} 找不到对应的学生", "{raw} of the class list is none of the students"},
    {"核对该号码，或确认该生已放弃入学", "check the number, or that the student has withdrawn"},
    "移交文件互核"};
inline constexpr RuleText kStudentsWithoutClass = {
    "HO-002",
    0,
    Severity::Note,
    {"{arg} 名学生不在分班表中", "{arg} students are not in the class list"},
    {"补充分班后重新读取", "add them to the class list and read again"},
    "移交文件互核"};
inline constexpr RuleText kClassDiffers = {
    "HO-003",
    0,
    Severity::Warning,
    {"分班表给出的 {raw} 与学生表中的 {value} 不同，采用学生表的",
     "The class list says {raw}, the student's own sheet {value}; the sheet's was kept"},
    {"核对后统一两处", "make the two agree"},
    "移交文件互核"};
inline constexpr RuleText kMajorOfSeveral = {
    "HO-004",
    0,
    Severity::Note,
    {"院系专业表中有多个院系开设 {raw}，未填院系",
     "Several departments of the organisation offer {raw}; no department was filled in"},
    {"在学生表中补填院系", "name the department in the student's sheet"},
    "移交文件互核"};
inline constexpr RuleText kMapHeaderUnknown = {
    "HO-009",
    0,
    Severity::Warning,
    {"列对应文件所写的表头 {raw} 不在任何学生表中，未起作用",
     "No sheet of students has the header {raw} that the column map names; it changed nothing"},
    {"按文件中的写法改正该表头，或删去这一行",
     "write the header as the file does, or remove the line"},
    "移交文件互核"};
inline constexpr RuleText kColumnGuessed = {
    "HO-010",
    0,
    Severity::Note,
    {"列 {raw} 的表头不在数据标准中，按内容认作 {arg}",
     "The header of column {raw} tells nothing; by its content it was taken for {arg}"},
    {"如认错，请用 --map 指定字段", "name the right field with --map if that is wrong"},
    "移交文件互核"};
inline constexpr RuleText kProvinceSetTwice = {
    "HO-011",
    0,
    Severity::Warning,
    {"{arg} 名录取考生同时在 {raw} 中，同一省的数据可能有两份",
     "{arg} of the admitted are in {raw} too; the province's data may be here twice"},
    {"确认以哪一份为准，移走另一份后重新读取",
     "decide which one counts, take the other away and read again"},
    "移交文件互核"};

inline constexpr RuleText kClassRowDisagrees = {
    "HO-012",
    0,
    Severity::Warning,
    {"分班表中的 {raw} 与另一行、或与库中另一名学生的号码相抵触，未采用",
     "{raw} of the class list contradicts another row, or a number of another student of the "
     "record; it was not used"},
    {"核对号码、班级和学号后重新导入", "check the numbers and the class, then import it again"},
    "移交文件互核"};

inline constexpr std::array kAll = {&kClassRowUnmatched, &kStudentsWithoutClass, &kClassDiffers,
                                    &kMajorOfSeveral,    &kMapHeaderUnknown,     &kColumnGuessed,
                                    &kProvinceSetTwice,  &kClassRowDisagrees};

}  // namespace mingce::hand_over_rule
