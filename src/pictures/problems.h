// Why a picture is not taken.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kPictureEmpty{
    "picture.empty",
    Kind::BadInput,
    {"图片文件是空的", "the picture is empty"},
    {"请重新导出或索取照片", "export it again or ask for the photo"}};
inline constexpr Problem kPictureKind{
    "picture.kind",
    Kind::BadInput,
    {"不是 JPEG 或 PNG 图片", "this is neither a JPEG nor a PNG picture"},
    {"请另存为 JPEG", "save it as a JPEG"}};
inline constexpr Problem kPictureCut{
    "picture.cut",
    Kind::BadInput,
    {"图片不完整，后面被截断了", "the picture is cut off before its end"},
    {"请重新复制或索取照片", "copy it again or ask for the photo"}};
inline constexpr Problem kPictureDamaged{
    "picture.damaged",
    Kind::BadInput,
    {"图片已损坏", "the picture is damaged"},
    {"请重新复制或索取照片", "copy it again or ask for the photo"}};

inline constexpr std::array kPicturesProblems = {&kPictureEmpty, &kPictureKind, &kPictureCut,
                                                 &kPictureDamaged};

}  // namespace mingce::problem
