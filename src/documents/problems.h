// Refusals of making documents, for people.
#pragma once

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kFontMissing{
    "document.font_missing",
    Kind::Unavailable,
    {"缺少打印用的宋体字库（Noto Serif CJK SC）",
     "the Song type face for printing (Noto Serif CJK SC) is missing"},
    {"安装 fonts-noto-cjk 和 fonts-noto-cjk-extra",
     "install fonts-noto-cjk and fonts-noto-cjk-extra"}};
inline constexpr Problem kOutputUnwritable{
    "document.unwritable",
    Kind::Unavailable,
    {"输出文件写不进去", "the output cannot be written"},
    {"检查目录是否存在、是否可写，磁盘是否已满，文件是否正被打开",
     "check that the folder exists and may be written, the disk is not full, the file not open"}};
inline constexpr Problem kColumnsTooWide{
    "document.columns_too_wide",
    Kind::BadInput,
    {"各列宽度之和超过纸张的两倍，无法排版",
     "the columns together are more than twice as wide as the paper"},
    {"减少列、改小列宽，或改用横向、A3", "use fewer or narrower columns, landscape, or A3"}};

inline constexpr const Problem* kDocumentProblems[] = {&kFontMissing, &kOutputUnwritable,
                                                       &kColumnsTooWide};

}  // namespace mingce::problem
