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

inline constexpr Problem kSheetCannotHold{
    "document.sheet_cannot_hold",
    Kind::BadInput,
    {"工作表放不下：超过一百零四万行，或一格超过三万两千字",
     "a worksheet cannot hold this: over a million rows, or a cell of over 32,000 characters"},
    {"按学院分册，或改用 CSV", "divide it into volumes, or write CSV"}};

inline constexpr Problem kFilingUnbalanced{
    "document.filing_unbalanced",
    Kind::Conflict,
    {"备案表的人数不平衡：录取数不等于各项之和",
     "the filing sheet does not balance: admission is not the sum of its parts"},
    {"核对花名册的读入、入册、附表和按规则不列的人数",
     "check the roster's numbers read, listed, in annexes and left out"}};

inline constexpr Problem kSealPicture{
    "document.seal_picture",
    Kind::BadInput,
    {"印章图片不能用：不是 PNG，或一边超过 2,000 像素",
     "the picture of the seal cannot be used: it is no PNG, or over 2,000 pixels a side"},
    {"换成 PNG 格式、每边不超过 2,000 像素的图片", "use a PNG of at most 2,000 pixels a side"}};
inline constexpr Problem kProofTooLong{
    "document.proof_too_long",
    Kind::BadInput,
    {"证明太长，封面上的二维码放不下", "the proof is too long for the QR code of a cover"},
    {"证明不能超过 1,900 字节", "a proof has at most 1,900 bytes"}};

inline constexpr const Problem* kDocumentProblems[] = {
    &kFontMissing,      &kOutputUnwritable, &kColumnsTooWide, &kSheetCannotHold,
    &kFilingUnbalanced, &kSealPicture,      &kProofTooLong};

}  // namespace mingce::problem
