// Options that commands of several groups share.
#pragma once

#include "cli/commands.h"

namespace mingce {

inline constexpr Option kOrganisationOption = {
    "--org",
    {"院系、专业与计划表", "table of departments, majors and plan"},
    &Arguments::organisation};
inline constexpr Option kStudentKindOption = {
    "--kind",
    {"学生类别：ug 本专科、pg 研究生、intl 留学生", "kind of student: ug, pg or intl"},
    &Arguments::kind};
inline constexpr Option kEncodingOption = {
    "--encoding",
    {"文字编码，如 gb18030；不写则由内容判断",
     "text encoding, such as gb18030; found by content when not given"},
    &Arguments::encoding};
inline constexpr Option kColumnMapOption = {
    "--map",
    {"列对应文件（TOML：\"表头\" = \"字段键\"）", "column map (TOML: \"header\" = \"field_key\")"},
    &Arguments::column_map};
inline constexpr Option kJsonOption = {
    "--json", {"输出 JSON，每行一个对象", "print JSON, one object a line"}, &Arguments::json};

inline constexpr Option kTodayOption = {
    "--today",
    {"按哪一天核查，缺省为今天", "the day to check for; today when not given"},
    &Arguments::today};
inline constexpr Option kIntakeOption = {
    "--intake", {"招生批次，如 2026-ug", "intake, such as 2026-ug"}, &Arguments::intake, true};
inline constexpr Option kReasonOption = {"--reason", {"理由", "why"}, &Arguments::reason};

}  // namespace mingce
