// What reading a province set may find: facts about a set of tables or a record of it.
#pragma once

#include <array>

#include "domain/finding.h"

namespace mingce::province_rule {

constexpr std::string_view kSource = "全国普通高校招生网上录取系统院校子系统数据";

// Most speak of a set as a whole (file = its folder or table, arg = the count).
inline constexpr RuleText kLookupMissing = {
    "PS-001",
    0,
    Severity::Warning,
    {"缺少或为空的代码表 {raw}，{arg} 条记录的代码未能译为名称，保留原代码",
     "Lookup table {raw} is missing or empty; the codes of {arg} records stay untranslated"},
    {"向招生办索取完整的数据库文件后重新读取",
     "ask admissions for the complete set and read again"},
    kSource};
inline constexpr RuleText kCodeUnknown = {
    "PS-002",
    0,
    Severity::Warning,
    {"{raw}：代码表中没有这个代码（{arg} 条记录），保留原代码",
     "{raw}: the lookup table does not hold this code ({arg} records); it stays as it is"},
    {"核对该省代码表，或请招生办补发", "check the province's lookup table, or ask for a new one"},
    kSource};
inline constexpr RuleText kMajorUnknown = {
    "PS-003",
    0,
    Severity::Warning,
    {"录取专业代号 {raw} 在计划库和专业代号表中都查不到，保留代号",
     "Admitted major {raw} is found neither in the plan nor among the majors; its number stays"},
    {"由人工确认录取专业", "have a person confirm the admitted major"},
    kSource};
inline constexpr RuleText kMajorAmbiguous = {
    "PS-004",
    0,
    Severity::Warning,
    {"录取专业代号 {raw} 对应多个专业（{arg}），未作选择",
     "Admitted major {raw} stands for several majors ({arg}); none was chosen"},
    {"由人工确认录取专业", "have a person confirm the admitted major"},
    kSource};
inline constexpr RuleText kMajorWithoutPlanKind = {
    "PS-005",
    0,
    Severity::Note,
    {"{arg} 名考生的录取专业不计计划类别（JHLBDM）才匹配到计划库",
     "The majors of {arg} candidates matched the plan only without the plan kind (JHLBDM)"},
    {"抽查这些考生的专业", "spot-check the majors of these candidates"},
    kSource};
inline constexpr RuleText kMajorWithoutUnit = {
    "PS-006",
    0,
    Severity::Note,
    {"{arg} 名考生的录取专业不计投档单位（TDDWDM）才匹配到计划库",
     "The majors of {arg} candidates matched the plan only without the placing unit (TDDWDM)"},
    {"抽查这些考生的专业", "spot-check the majors of these candidates"},
    kSource};
inline constexpr RuleText kMajorByNumber = {
    "PS-007",
    0,
    Severity::Note,
    {"{arg} 名考生的录取专业按科类和专业代号从 TD_ZYDH 取得，计划库中没有",
     "The majors of {arg} candidates come from TD_ZYDH by track and number, not from the plan"},
    {"抽查这些考生的专业", "spot-check the majors of these candidates"},
    kSource};
inline constexpr RuleText kScoreItemUnnamed = {
    "PS-008",
    0,
    Severity::Note,
    {"成绩项 {raw} 在 TD_CJXDM 中没有名称（{arg} 条记录），以列名保留",
     "Score item {raw} has no name in TD_CJXDM ({arg} records); it keeps its column's name"},
    {"向招生办索取该省成绩项代码表", "ask admissions for the province's table of score items"},
    kSource};
inline constexpr RuleText kRegistrationMissing = {
    "PS-009",
    0,
    Severity::Warning,
    {"该考生在报名表 T_BMK 中没有对应记录，缺少基本信息",
     "This candidate has no record in the registration table T_BMK; the personal data are missing"},
    {"向招生办索取该考生的报名信息", "ask admissions for this candidate's registration"},
    kSource};
inline constexpr RuleText kPlacementMissing = {
    "PS-010",
    0,
    Severity::Note,
    {"报名表 T_BMK 中该考生没有投档记录，未列入录取名单",
     "This candidate of T_BMK has no placement record and is not among the admitted"},
    {"确认该考生未被本校录取", "confirm that this school did not admit the candidate"},
    kSource};
inline constexpr RuleText kRegistrationTwice = {
    "PS-011",
    0,
    Severity::Warning,
    {"考生号在报名表 T_BMK 中重复，采用首条记录",
     "The exam number stands twice in T_BMK; the first record was taken"},
    {"核对重复的报名记录", "compare the repeated registrations"},
    kSource};
inline constexpr RuleText kTableMissing = {
    "PS-012",
    0,
    Severity::Warning,
    {"缺少数据表 {raw}，{arg} 名录取考生的相应信息不全",
     "Table {raw} is missing; what it holds is missing for {arg} admitted candidates"},
    {"向招生办索取完整的数据库文件后重新读取",
     "ask admissions for the complete set and read again"},
    kSource};
inline constexpr RuleText kProvinceDiffers = {
    "PS-013",
    0,
    Severity::Warning,
    {"文件夹所示省份为{raw}，但多数考生号属于{arg}",
     "The folder names {raw}, but most exam numbers belong to {arg}"},
    {"核对文件夹是否放错", "check whether the folder is in the wrong place"},
    kSource};
inline constexpr RuleText kProvinceUnknown = {
    "PS-014",
    0,
    Severity::Warning,
    {"无法从文件夹名和考生号判断省份", "Neither folder name nor exam numbers tell the province"},
    {"用省份名称命名文件夹", "name the folder after its province"},
    kSource};
inline constexpr RuleText kColumnsKept = {
    "PS-015",
    0,
    Severity::Note,
    {"{arg} 列没有对应的标准字段，原样保留：{raw}",
     "{arg} columns are no field of the standard and are kept as they are: {raw}"},
    {"如需使用，可用 --map 指定字段", "name a field with --map to use one"},
    kSource};
inline constexpr RuleText kHealthTable = {
    "PS-016",
    0,
    Severity::Note,
    {"体检表 T_TJXX 属敏感个人信息，未读取",
     "The health table T_TJXX is sensitive personal data and was not read"},
    {"无需处理", "nothing to do"},
    "《个人信息保护法》第二十八条"};
inline constexpr RuleText kDeletedRecords = {
    "PS-017",
    0,
    Severity::Note,
    {"{arg} 条带删除标记的记录未读取", "{arg} records marked as deleted were not read"},
    {"如属误删，请在原系统恢复后重新导出", "if that is a mistake, restore them and export again"},
    kSource};
inline constexpr RuleText kDamagedText = {
    "PS-018",
    0,
    Severity::Warning,
    {"{arg} 处文字无法完整解码（半个汉字或非法字节）",
     "{arg} pieces of text could not be decoded whole (half a character, or bytes of no "
     "character)"},
    {"对照原系统补全这些内容", "complete them from the original system"},
    kSource};
inline constexpr RuleText kRecordsLost = {
    "PS-019",
    0,
    Severity::Warning,
    {"表头声明的记录数比实际多 {arg} 条，文件可能不完整",
     "The header declares {arg} more records than there are; the file may be cut"},
    {"请招生办重新导出该文件", "ask admissions to export the file again"},
    kSource};
inline constexpr RuleText kNobodyAdmitted = {
    "PS-020",
    0,
    Severity::Warning,
    {"{arg} 条投档记录中没有录取考生", "None of {arg} placement records is an admission"},
    {"确认该省是否已完成录取", "confirm that admission in this province is complete"},
    kSource};

/// Every one of them, for docs/rules.md.
inline constexpr std::array kAll = {
    &kLookupMissing,        &kCodeUnknown,      &kMajorUnknown,      &kMajorAmbiguous,
    &kMajorWithoutPlanKind, &kMajorWithoutUnit, &kMajorByNumber,     &kScoreItemUnnamed,
    &kRegistrationMissing,  &kPlacementMissing, &kRegistrationTwice, &kTableMissing,
    &kProvinceDiffers,      &kProvinceUnknown,  &kColumnsKept,       &kHealthTable,
    &kDeletedRecords,       &kDamagedText,      &kRecordsLost,       &kNobodyAdmitted,
};

}  // namespace mingce::province_rule
