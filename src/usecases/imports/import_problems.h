// Why an import is refused, or cannot be taken back.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kBatchUnbalanced{
    "batch.unbalanced",
    Kind::Conflict,
    {"写入的与读入的对不上，什么也没有写入",
     "what was written is not what was read; nothing was written"},
    {"请连同文件一起报告此问题", "please report it together with the files"}};
inline constexpr Problem kIntakeChanged{
    "batch.intake_changed",
    Kind::Conflict,
    {"核对期间有人改动了本招生批次的学生，什么也没有写入",
     "somebody changed students of the intake while it was compared; nothing was written"},
    {"重新导入，以现在的学生核对", "import it again, so that it is compared with those of now"}};
inline constexpr Problem kPhotoChanged{
    "import.photo_changed",
    Kind::Conflict,
    {"这张照片在读取后变了，什么也没有写入",
     "the photo changed after it was read; nothing was written"},
    {"等文件不再变动后重新导入", "import it again once nobody changes the files"}};
inline constexpr Problem kNoPhoto{
    "student.no_photo",
    Kind::NotFound,
    {"该生没有照片", "the student has no photo"},
    {"用 mingce import 导入照片", "import the photos by mingce import"}};
inline constexpr Problem kPhotoWhy{"student.photo_why",
                                   Kind::Misuse,
                                   {"取出照片须写明理由", "a photo is taken out for a reason"},
                                   {"用 --break-glass 写明理由", "say why by --break-glass"}};
inline constexpr Problem kUndoRefused{
    "batch.undo_refused",
    Kind::Conflict,
    {"本批次的一些学生已编学号、已核验、已交材料或已入备案名册，不能撤销",
     "students of the batch have a number, a verification, a material or a filed roster by now"},
    {"逐个更正这些学生；名单见上", "correct those students one by one; they are listed above"}};
inline constexpr Problem kBatchClosed{
    "batch.closed",
    Kind::Conflict,
    {"批次已关闭，不能再撤销", "the batch is closed and can no longer be undone"},
    {"逐个更正学生", "correct the students one by one"}};
inline constexpr Problem kIntakeKey{"intake.key",
                                    Kind::BadInput,
                                    {"招生批次的写法不对", "not the key of an intake"},
                                    {"写成 年份-类别，如 2026-ug、2026-pg、2026-intl",
                                     "write year-kind: 2026-ug, 2026-pg or 2026-intl"}};
inline constexpr Problem kIntakeExists{
    "intake.exists",
    Kind::Conflict,
    {"这个招生批次已经有了", "there is such an intake already"},
    {"直接使用它，或另取一个名，如 2026-ug-spring", "use it, or another key, as 2026-ug-spring"}};

inline constexpr std::array kImportProblems = {&kIntakeKey,     &kIntakeExists, &kBatchUnbalanced,
                                               &kIntakeChanged, &kPhotoChanged, &kNoPhoto,
                                               &kPhotoWhy,      &kUndoRefused,  &kBatchClosed};

}  // namespace mingce::problem
