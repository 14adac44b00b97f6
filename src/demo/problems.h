// What this room can refuse.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::demo_problems {

constexpr Problem kBadOption{"demo.option",
                             Kind::Misuse,
                             {"演示数据的参数超出范围", "an option of the demo is out of range"},
                             {"学生数 1–500000，省份数 1–31，错误率 0–1，年份 2010–2099",
                              "use 1-500000 students, 1-31 provinces, errors 0-1, year 2010-2099"}};
constexpr Problem kNotEmpty{
    "demo.not_empty",
    Kind::Conflict,
    {"目标文件夹不是空的，演示数据没有写入", "the folder is not empty, so nothing was written"},
    {"请换一个不存在或为空的文件夹", "name a folder that does not exist or is empty"}};
constexpr Problem kNotWritten{
    "demo.not_written",
    Kind::Unavailable,
    {"演示数据写不进去", "the demo could not be written"},
    {"请检查文件夹的写权限和磁盘剩余空间", "check the right to write there and the free space"}};

constexpr std::array<const Problem*, 3> kAll = {&kBadOption, &kNotEmpty, &kNotWritten};

}  // namespace mingce::demo_problems
