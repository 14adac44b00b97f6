// Refusals of what people say of majors.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kMajorUnknown{
    "organisation.major_unknown",
    Kind::NotFound,
    {"组织里没有这个专业", "the organisation has no such major"},
    {"刷新后再看，它可能已改名或删除", "look again: it may have been renamed or taken away"}};
inline constexpr Problem kMajorThere{
    "organisation.major_there",
    Kind::Conflict,
    {"这个院系已有同名、同层次的专业", "the department has a major of this name and level already"},
    {"改正那一个，或换一个名称", "correct that one, or choose another name"}};
inline constexpr Problem kMajorOvertaken{
    "organisation.major_overtaken",
    Kind::Conflict,
    {"打开之后，别人改过这个专业", "somebody changed this major after it was opened"},
    {"刷新后再改", "look at it again, then change it"}};
inline constexpr Problem kMajorValue{
    "organisation.major_value",
    Kind::BadInput,
    {"专业的这一项不对", "this of the major is not right"},
    {"院系和名称必填，各不超过 100 字；层次按代码表；代码为字母和数字；学制如 4 或 2.5；计划 0 至 "
     "100,000",
     "department and name are needed, 100 characters each at most; a level of the code table;"
     " codes of letters and digits; a duration such as 4 or 2.5; a plan of 0 to 100,000"}};
inline constexpr Problem kMajorImported{
    "organisation.major_imported",
    Kind::Conflict,
    {"这个专业来自导入，不能删除", "this major comes from an import and is not taken away"},
    {"改正它，或撤销那次导入", "correct it, or undo that import"}};
inline constexpr Problem kMajorWhy{
    "organisation.why",
    Kind::BadInput,
    {"没有写明理由，或超过 500 字", "the reason is missing, or longer than 500 characters"},
    {"用一句话写明理由", "say why in a sentence"}};
inline constexpr Problem kMajorSameAsBefore{"organisation.same",
                                            Kind::BadInput,
                                            {"没有任何改动", "nothing is changed"},
                                            {"改了再保存", "change something first"}};
inline constexpr Problem kMajorChangeUnknown{
    "organisation.change_unknown",
    Kind::NotFound,
    {"没有这一次改动", "there is no such change"},
    {"看组织的改动记录", "see the history of the organisation"}};
inline constexpr Problem kMajorUndone{"organisation.undone",
                                      Kind::Conflict,
                                      {"这次改动已经撤销", "this change was undone already"},
                                      {"不必再做什么", "nothing is to be done"}};
inline constexpr Problem kMajorBuiltOn{
    "organisation.built_on",
    Kind::Conflict,
    {"之后又有人改过这个专业", "the major was changed again since"},
    {"先撤销之后的改动", "undo the later change first"}};

inline constexpr std::array kOrganisationProblems = {
    &kMajorUnknown, &kMajorThere,        &kMajorOvertaken,     &kMajorValue,  &kMajorImported,
    &kMajorWhy,     &kMajorSameAsBefore, &kMajorChangeUnknown, &kMajorUndone, &kMajorBuiltOn};

}  // namespace mingce::problem
