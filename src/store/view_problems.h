// Why a saved view is not kept, or not found.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kViewUnknown = {
    "view.unknown",
    Kind::NotFound,
    {"没有这个视图", "there is no such view"},
    {"它可能已被删除，请刷新列表", "it may have been removed, look at the list again"}};
inline constexpr Problem kViewOfAnother = {
    "view.of_another",
    Kind::Forbidden,
    {"这是别人共享的视图，只能使用，不能修改",
     "somebody else shares this view: it is theirs to change"},
    {"可另存为自己的视图", "save it as one of your own"}};
inline constexpr Problem kViewMalformed = {
    "view.malformed",
    Kind::BadInput,
    {"视图没有名称，或界面的名称不对", "the view has no name, or its screen is no word"},
    {"名称 1 到 100 个字；界面用小写字母和下划线，如 students",
     "give it a name of up to 100 characters, and a screen in small letters, such as students"}};
inline constexpr Problem kContentNotJson = {
    "view.not_json",
    Kind::BadInput,
    {"内容不是 JSON，或超过 16 KiB", "the content is no JSON, or longer than 16 KiB"},
    {"请发送一段完整的 JSON 文字", "send one whole JSON text"}};
inline constexpr Problem kViewsTooMany = {"view.too_many",
                                          Kind::Conflict,
                                          {"保存的视图已有 100 个", "there are 100 views already"},
                                          {"请先删除不用的视图", "remove one that is not used"}};

inline constexpr std::array kViewProblems = {&kViewUnknown, &kViewOfAnother, &kViewMalformed,
                                             &kContentNotJson, &kViewsTooMany};

}  // namespace mingce::problem
