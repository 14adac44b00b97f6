// Every rule this room can state: code, class, gravity, words. The predicates stand beside their
// kind of fact; docs/rules.md is generated from here. Codes are never reused.
#pragma once

#include <array>

#include "domain/finding.h"

namespace mingce::rule {

inline constexpr RuleText kIdCheck = {
    "ID-001",
    1,
    Severity::Blocking,
    {"证件号码 {raw} 校验码不符，至少有一位写错或错位",
     "{raw} fails its check character: at least one digit is wrong or out of place"},
    {"对照证件原件重新录入", "copy it again from the document"},
    "GB 11643-1999 校验码"};
inline constexpr RuleText kIdDate = {
    "ID-002",
    7,
    Severity::Blocking,
    {"证件号码 {raw} 中的出生日期不存在", "The birth date inside {raw} is no calendar day"},
    {"对照证件原件重新录入", "copy it again from the document"},
    "GB 11643-1999 出生日期码",
    true};
inline constexpr RuleText kIdFuture = {
    "ID-003",
    7,
    Severity::Blocking,
    {"证件号码 {raw} 中的出生日期在今天之后", "The birth date inside {raw} lies in the future"},
    {"对照证件原件重新录入", "copy it again from the document"},
    "GB 11643-1999 出生日期码",
    true};
inline constexpr RuleText kIdAge = {
    "ID-004",
    7,
    Severity::Warning,
    {"按证件号码 {raw} 计算，年龄为 {arg} 岁，不在 14 至 60 岁之间",
     "By {raw} the student is {arg} years old, not between 14 and 60"},
    {"核对证件号码中的出生年份", "check the year of birth in the number"},
    "GB 11643-1999 出生日期码"};
inline constexpr RuleText kIdForm = {
    "ID-005",
    4,
    Severity::Blocking,
    {"证件号码 {raw} 不符合任何一种证件的格式", "{raw} has the form of no known document"},
    {"对照证件原件重新录入", "copy it again from the document"},
    "GB 11643-1999 号码结构"};
inline constexpr RuleText kIdTypeNotCitizen = {
    "ID-006",
    0,
    Severity::Warning,
    {"证件类型为居民身份证，但号码 {raw} 不是居民身份证号码",
     "The document is said to be a resident identity card, but {raw} is not such a number"},
    {"核对证件类型与号码", "check the kind of document against the number"},
    "GB 11643-1999 号码结构"};
inline constexpr RuleText kIdTypeCitizen = {
    "ID-007",
    0,
    Severity::Warning,
    {"号码 {raw} 是公民身份号码，与所填证件类型“{arg}”不一致",
     "{raw} is a citizen identity number, which the stated kind, {arg}, is not"},
    {"核对证件类型与号码", "check the kind of document against the number"},
    "GB 11643-1999 号码结构"};
inline constexpr RuleText kIdFifteen = {
    "ID-008",
    10,
    Severity::Warning,
    {"{raw} 是已停用的 15 位身份证号码",
     "{raw} is an identity number of the former fifteen digits"},
    {"核对无误后改为建议的 18 位号码", "confirm, then use the proposed eighteen characters"},
    "GB 11643-1999 与 1989 版的对应"};
inline constexpr RuleText kIdSpelling = {
    "ID-009",
    10,
    Severity::Note,
    {"证件号码 {raw} 含小写 x、全角字符或单引号，已规范为 {value}",
     "{raw} held a lower-case x, full-width characters or a quote; it now reads {value}"},
    {"无需处理，抽查即可", "nothing to do; spot-check"},
    "GB 11643-1999 号码结构"};
inline constexpr RuleText kIdRegion = {
    "ID-010",
    8,
    Severity::Warning,
    {"证件号码 {raw} 前六位地区代码在出生至今从未启用",
     "The county code of {raw} was in force at no time since the birth"},
    {"对照证件原件核对前六位", "check the first six digits against the document"},
    "GB/T 2260 历年版本"};
inline constexpr RuleText kBirthAgainstId = {
    "ID-011",
    6,
    Severity::Blocking,
    {"出生日期 {raw} 与证件号码中的出生日期不一致",
     "Birth date {raw} differs from the one in the document number"},
    {"对照证件原件，改正其中一项", "correct one of the two from the document"},
    "GB 11643-1999 出生日期码"};
inline constexpr RuleText kSexAgainstId = {
    "ID-012",
    5,
    Severity::Blocking,
    {"性别 {raw} 与证件号码第 17 位不一致",
     "Sex {raw} disagrees with the 17th digit of the document number"},
    {"对照证件原件，改正其中一项", "correct one of the two from the document"},
    "GB 11643-1999 顺序码"};
inline constexpr RuleText kNameQuestion = {
    "GL-001",
    16,
    Severity::Blocking,
    {"姓名 {raw} 中有缺字占位符 ?", "Name {raw} holds the ? of a missing character"},
    {"用身份证读卡或证件原件补全", "complete it from the card's chip or the document"},
    "招生数据交接要求 缺字",
    true};
inline constexpr RuleText kNameSquare = {
    "GL-002",
    16,
    Severity::Blocking,
    {"姓名 {raw} 中以 □、〓 或部件描述代替缺字",
     "Name {raw} holds a □, a 〓 or a description in place of a character"},
    {"用身份证读卡或证件原件补全", "complete it from the card's chip or the document"},
    "招生数据交接要求 缺字",
    true};
inline constexpr RuleText kNameReplacement = {
    "GL-003",
    17,
    Severity::Blocking,
    {"姓名 {raw} 中有无法解码的字符", "Name {raw} holds a character that could not be decoded"},
    {"换正确的编码重新读取，或补全姓名",
     "read the file again in its right encoding, or complete the name"},
    "GB 18030-2022",
    true};
inline constexpr RuleText kNamePrivate = {
    "GL-004",
    17,
    Severity::Blocking,
    {"姓名 {raw} 中有自造字（专用区码位），他处无法显示",
     "Name {raw} holds a privately made character that nobody else can show"},
    {"用身份证读卡或证件原件改为正式汉字", "replace it with the real character from the document"},
    "GB 18030-2022 用户自定义区"};
inline constexpr RuleText kNamePinyin = {
    "GL-005",
    16,
    Severity::Blocking,
    {"姓名 {raw} 中有代替生僻字的拼音字母", "Name {raw} spells a rare character in letters"},
    {"用身份证读卡或证件原件补全", "complete it from the card's chip or the document"},
    "招生数据交接要求 缺字"};
inline constexpr RuleText kNameMojibake = {
    "GL-006",
    17,
    Severity::Blocking,
    {"姓名 {raw} 是乱码，写入与读取的编码不同",
     "Name {raw} was written in one encoding and read in another"},
    {"换正确的编码重新读取", "read the file again in its right encoding"},
    "GB 18030-2022",
    true};
inline constexpr RuleText kNameCompatibility = {
    "GL-007",
    0,
    Severity::Warning,
    {"姓名 {raw} 含部首或兼容汉字，与正式汉字形同码不同",
     "Name {raw} holds a radical or a compatibility ideograph that only looks like the real "
     "character"},
    {"核对后改为正式汉字", "confirm, then use the real character"},
    "GB 18030-2022"};
inline constexpr RuleText kNameDigits = {
    "GL-008",
    18,
    Severity::Blocking,
    {"姓名 {raw} 中有数字，疑为其他列的内容",
     "Name {raw} holds digits: it looks like another column's value"},
    {"核对该行各列是否错位", "check whether the columns of this row are out of place"},
    "招生数据交接要求 姓名"};
inline constexpr RuleText kTextUndecoded = {
    "GL-009",
    17,
    Severity::Warning,
    {"{raw} 中有无法解码的字符或自造字", "{raw} holds an undecodable or privately made character"},
    {"换正确的编码重新读取，或补全内容",
     "read the file again in its right encoding, or complete it"},
    "GB 18030-2022"};
inline constexpr RuleText kTextCut = {
    "TR-001",
    20,
    Severity::Blocking,
    {"{raw} 在字段末尾被截断在一个汉字中间",
     "{raw} was cut inside a character at the end of its field"},
    {"从来源系统补全", "complete it from the system it came from"},
    "DBF 字段宽度"};
inline constexpr RuleText kTextFull = {
    "TR-002",
    20,
    Severity::Warning,
    {"{raw} 占满字段，可能已被截断", "{raw} fills its field and may have been cut"},
    {"与来源系统核对是否完整", "compare it with the system it came from"},
    "DBF 字段宽度"};
inline constexpr RuleText kDigitsLost = {
    "XL-001",
    9,
    Severity::Blocking,
    {"{raw} 的末几位已被电子表格丢失，无法恢复",
     "The spreadsheet has lost the last digits of {raw}; nobody can restore them"},
    {"从来源重新取得，以文本格式保存", "get it again from its source and store it as text"},
    "电子表格仅保留 15 位有效数字",
    true};
inline constexpr RuleText kDigitsZeroed = {
    "XL-002",
    9,
    Severity::Blocking,
    {"证件号码 {raw} 末三位为 000，本表共有 {arg} 个，疑为电子表格损坏",
     "{raw} ends in 000, as do {arg} numbers of this sheet: spreadsheet damage"},
    {"从来源重新取得，以文本格式保存", "get it again from its source and store it as text"},
    "电子表格仅保留 15 位有效数字"};
inline constexpr RuleText kNumberCells = {
    "XL-003",
    0,
    Severity::Warning,
    {"本列有 {arg} 个单元格按数值保存，开头的 0 可能已丢失",
     "{arg} cells of this column are stored as numbers; leading zeros may be lost"},
    {"将该列设为文本格式并核对", "store the column as text and compare"},
    "电子表格数值格式"};
inline constexpr RuleText kErrorInRequired = {
    "XL-004",
    0,
    Severity::Blocking,
    {"单元格的内容是公式错误 {raw}", "The cell holds the formula error {raw}"},
    {"改正公式后重新导出", "correct the formula and export again"},
    "电子表格错误值",
    true};
inline constexpr RuleText kErrorCell = {
    "XL-005",
    0,
    Severity::Warning,
    {"单元格的内容是公式错误 {raw}", "The cell holds the formula error {raw}"},
    {"改正公式后重新导出", "correct the formula and export again"},
    "电子表格错误值"};
inline constexpr RuleText kFormulaCells = {
    "XL-006",
    0,
    Severity::Note,
    {"本列有 {arg} 个单元格是公式，取其最后一次计算的结果",
     "{arg} cells of this column are formulas; their last result was taken"},
    {"确认结果后以数值形式导出", "confirm the results and export values"},
    "电子表格公式"};
inline constexpr RuleText kBirthUnreadable = {
    "DT-001",
    22,
    Severity::Blocking,
    {"出生日期 {raw} 无法识别，或没有这一天", "Birth date {raw} cannot be read, or is no day"},
    {"改为 YYYYMMDD 形式的日期", "write it as YYYYMMDD"},
    "GB/T 7408"};
inline constexpr RuleText kDateUnreadable = {
    "DT-002",
    22,
    Severity::Warning,
    {"日期 {raw} 无法识别，或没有这一天", "Date {raw} cannot be read, or is no day"},
    {"改为 YYYYMMDD 形式的日期", "write it as YYYYMMDD"},
    "GB/T 7408"};
inline constexpr RuleText kBirthFuture = {
    "DT-003",
    7,
    Severity::Blocking,
    {"出生日期 {raw} 在今天之后", "Birth date {raw} lies in the future"},
    {"对照证件原件改正", "correct it from the document"},
    "GB/T 7408",
    true};
inline constexpr RuleText kBirthAge = {
    "DT-004",
    7,
    Severity::Warning,
    {"按出生日期 {raw} 计算，年龄为 {arg} 岁，不在 14 至 60 岁之间",
     "By birth date {raw} the student is {arg} years old, not between 14 and 60"},
    {"对照证件原件核对", "check it against the document"},
    "高等学校学生年龄常例"};
inline constexpr RuleText kPhoneForm = {
    "PH-001",
    26,
    Severity::Warning,
    {"电话 {raw} 不是有效的手机号码或固定电话", "{raw} is no valid mobile or landline number"},
    {"与学生联系核实", "confirm it with the student"},
    "电信网编号计划"};
inline constexpr RuleText kPhoneSameDigits = {
    "PH-002",
    28,
    Severity::Warning,
    {"电话 {raw} 各位数字相同，是随手填写的", "{raw} is one digit repeated: a placeholder"},
    {"与学生联系核实", "confirm it with the student"},
    "电信网编号计划"};
inline constexpr RuleText kEmergencyIsOwn = {
    "PH-003",
    28,
    Severity::Warning,
    {"紧急联系电话 {raw} 就是学生本人电话", "Emergency phone {raw} is the student's own"},
    {"补填另一位联系人的电话", "ask for another person's number"},
    "紧急联系人须为他人"};
inline constexpr RuleText kPhoneShared = {
    "PH-004",
    27,
    Severity::Warning,
    {"{raw} 同时是 {arg} 名学生的电话", "{arg} students share the phone {raw}"},
    {"与学生联系核实", "confirm it with the students"},
    "同一号码不超过 3 名学生"};
inline constexpr RuleText kExamForm = {
    "EX-001",
    25,
    Severity::Warning,
    {"考生号 {raw} 的位数或字符不合规则", "Exam number {raw} has an unusual length or character"},
    {"与录取数据核对", "compare it with the admission data"},
    "考生号编制规则"};
inline constexpr RuleText kExamProvince = {
    "EX-002",
    25,
    Severity::Warning,
    {"考生号 {raw} 第 3、4 位与生源省份“{arg}”不一致",
     "Digits 3 and 4 of exam number {raw} do not mean the province {arg}"},
    {"与录取数据核对考生号和省份", "compare number and province with the admission data"},
    "考生号编制规则 GB/T 2260"};
inline constexpr RuleText kExamYear = {
    "EX-003",
    25,
    Severity::Warning,
    {"考生号 {raw} 的年份与招生年份 {arg} 相差过大",
     "The year of exam number {raw} is far from the intake of {arg}"},
    {"与录取数据核对", "compare it with the admission data"},
    "考生号编制规则"};
inline constexpr RuleText kMajorUnknown = {
    "OG-001",
    23,
    Severity::Blocking,
    {"专业 {raw} 不在本校院系专业表中", "Major {raw} is not in the organisation"},
    {"核对录取专业，或补充院系专业表", "check the admitted major, or complete the organisation"},
    "学校院系专业设置"};
inline constexpr RuleText kMajorElsewhere = {
    "OG-002",
    23,
    Severity::Blocking,
    {"专业 {raw} 不属于所填院系，应为 {arg}",
     "Major {raw} belongs to {arg}, not to the department given"},
    {"核对院系与专业", "check department and major"},
    "学校院系专业设置"};
inline constexpr RuleText kLevelAgainstMajor = {
    "OG-003",
    24,
    Severity::Blocking,
    {"层次 {raw} 与该专业的层次 {arg} 不一致", "Level {raw} is not the major's, which is {arg}"},
    {"核对层次与专业", "check level and major"},
    "学校院系专业设置"};
inline constexpr RuleText kDurationAgainstMajor = {
    "OG-004",
    25,
    Severity::Blocking,
    {"学制 {raw} 与该专业的学制 {arg} 不一致", "Duration {raw} is not the major's, which is {arg}"},
    {"核对学制与专业", "check duration and major"},
    "学校院系专业设置"};
inline constexpr RuleText kBatchAgainstLevel = {
    "OG-005",
    24,
    Severity::Warning,
    {"录取批次 {raw} 与层次 {arg} 不一致", "Batch {raw} does not go with level {arg}"},
    {"核对批次与层次", "check batch and level"},
    "招生批次"};
inline constexpr RuleText kPlanDiffers = {
    "OG-006",
    31,
    Severity::Note,
    {"{raw} 录取人数与计划数不同（录取/计划：{arg}）",
     "{raw}: admitted and planned differ (admitted/planned: {arg})"},
    {"与招生计划核对", "compare with the admission plan"},
    "招生计划"};
inline constexpr RuleText kUnknownCode = {
    "CD-001",
    0,
    Severity::Warning,
    {"{raw} 不在代码表中", "{raw} is not in the code table"},
    {"改为代码表中的名称或代码", "use a name or code of the table"},
    "数据标准所列代码表"};
inline constexpr RuleText kUnknownCodes = {
    "CD-002",
    0,
    Severity::Warning,
    {"本列有 {arg} 个值不在代码表中，如 {raw}",
     "{arg} values of this column are not in the code table, such as {raw}"},
    {"补上来源系统的代码表，或改为代码表中的名称",
     "add the lookup table of the system they come from, or use names of the table"},
    "数据标准所列代码表"};
inline constexpr RuleText kRequiredMissing = {"RQ-001",
                                              0,
                                              Severity::Blocking,
                                              {"必填项为空", "A required value is missing"},
                                              {"补填该项", "fill it in"},
                                              "数据标准 必填项"};
inline constexpr RuleText kRequiredColumn = {
    "RQ-002",
    0,
    Severity::Note,
    {"本表没有必填项“{field}”的内容", "This sheet holds nothing for the required field {field}"},
    {"补充该列后重新提交，或由新生补填", "add the column, or have the students fill it in"},
    "数据标准 必填项"};
inline constexpr RuleText kTooWide = {
    "WD-001",
    0,
    Severity::Warning,
    {"{raw} 超出字段宽度 {arg}", "{raw} is wider than the field's {arg} columns"},
    {"缩短，或在导出时另行说明", "shorten it, or mention it at export"},
    "数据标准 字段宽度"};
inline constexpr RuleText kPhoneInId = {
    "SW-001",
    18,
    Severity::Blocking,
    {"证件号码一栏填的是电话 {raw}", "The document number holds the phone {raw}"},
    {"核对该行各列是否错位", "check whether the columns of this row are out of place"},
    "列内容特征"};
inline constexpr RuleText kIdInPhone = {
    "SW-002",
    18,
    Severity::Blocking,
    {"电话一栏填的是证件号码 {raw}", "The phone holds the document number {raw}"},
    {"核对该行各列是否错位", "check whether the columns of this row are out of place"},
    "列内容特征"};
inline constexpr RuleText kRowShifted = {
    "SW-003",
    19,
    Severity::Blocking,
    {"该行有 {arg} 个值不合所在列，疑为整行错位",
     "{arg} values of this row do not fit their columns: the row is shifted"},
    {"核对并移回原列", "move the values back to their columns"},
    "列内容特征"};
inline constexpr RuleText kColumnSwapped = {
    "SW-004",
    18,
    Severity::Blocking,
    {"本列半数以上的值不是“{field}”，疑为整列错位",
     "More than half of this column does not look like {field}: columns are out of place"},
    {"核对表头与列的对应", "check which header belongs to which column"},
    "列内容特征"};
inline constexpr RuleText kSameId = {
    "DU-001",
    13,
    Severity::Blocking,
    {"证件号码 {raw} 已见于 {arg}", "Document number {raw} already stands in {arg}"},
    {"确认是否同一人重复报送", "find out whether the same person was sent twice"},
    "证件号码唯一"};
inline constexpr RuleText kSameExam = {
    "DU-002",
    13,
    Severity::Blocking,
    {"考生号 {raw} 已见于 {arg}", "Exam number {raw} already stands in {arg}"},
    {"确认是否同一人重复报送", "find out whether the same person was sent twice"},
    "考生号唯一"};
inline constexpr RuleText kSameStudentNo = {
    "DU-003",
    13,
    Severity::Blocking,
    {"学号 {raw} 已见于 {arg}", "Student number {raw} already stands in {arg}"},
    {"核对学号编排", "check the numbering"},
    "学号唯一",
    true};

inline constexpr RuleText kSheetTwice = {
    "DU-004",
    13,
    Severity::Blocking,
    {"本表有 {arg} 名学生已见于 {raw}，疑为同一份数据报送了两次",
     "{arg} students of this sheet already stand in {raw}: it seems to have been sent twice"},
    {"确认后只保留一份", "find out which is the right one and keep only that"},
    "证件号码唯一"};

inline constexpr std::array kAll = {&kIdCheck,
                                    &kIdDate,
                                    &kIdFuture,
                                    &kIdAge,
                                    &kIdForm,
                                    &kIdTypeNotCitizen,
                                    &kIdTypeCitizen,
                                    &kIdFifteen,
                                    &kIdSpelling,
                                    &kIdRegion,
                                    &kBirthAgainstId,
                                    &kSexAgainstId,
                                    &kNameQuestion,
                                    &kNameSquare,
                                    &kNameReplacement,
                                    &kNamePrivate,
                                    &kNamePinyin,
                                    &kNameMojibake,
                                    &kNameCompatibility,
                                    &kNameDigits,
                                    &kTextUndecoded,
                                    &kTextCut,
                                    &kTextFull,
                                    &kDigitsLost,
                                    &kDigitsZeroed,
                                    &kNumberCells,
                                    &kErrorInRequired,
                                    &kErrorCell,
                                    &kFormulaCells,
                                    &kBirthUnreadable,
                                    &kDateUnreadable,
                                    &kBirthFuture,
                                    &kBirthAge,
                                    &kPhoneForm,
                                    &kPhoneSameDigits,
                                    &kEmergencyIsOwn,
                                    &kPhoneShared,
                                    &kExamForm,
                                    &kExamProvince,
                                    &kExamYear,
                                    &kMajorUnknown,
                                    &kMajorElsewhere,
                                    &kLevelAgainstMajor,
                                    &kDurationAgainstMajor,
                                    &kBatchAgainstLevel,
                                    &kPlanDiffers,
                                    &kUnknownCode,
                                    &kUnknownCodes,
                                    &kRequiredMissing,
                                    &kRequiredColumn,
                                    &kTooWide,
                                    &kPhoneInId,
                                    &kIdInPhone,
                                    &kRowShifted,
                                    &kColumnSwapped,
                                    &kSameId,
                                    &kSameExam,
                                    &kSameStudentNo,
                                    &kSheetTwice};

}  // namespace mingce::rule
