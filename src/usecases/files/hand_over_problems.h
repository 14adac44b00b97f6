// Why a hand-over, or a file of it, is refused.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kPathMissing = {
    "hand_over.path_missing",
    Kind::NotFound,
    {"找不到该文件或文件夹", "there is no such file or folder"},
    {"检查路径后重试", "check the path and try again"}};
inline constexpr Problem kFolderUnreadable = {"hand_over.folder_unreadable",
                                              Kind::BadInput,
                                              {"无法打开该文件夹", "the folder cannot be opened"},
                                              {"检查访问权限", "check the permissions"}};
inline constexpr Problem kNothingReadable = {
    "hand_over.nothing_readable",
    Kind::BadInput,
    {"没有读到任何学生数据", "no student data were found"},
    {"确认路径指向招办移交的文件夹或文件",
     "make sure that the path is the folder or file admissions handed over"}};
inline constexpr Problem kNestedArchive = {
    "hand_over.nested_archive",
    Kind::BadInput,
    {"压缩包内还有压缩包，不予读取", "an archive inside an archive is not read"},
    {"先解压内层压缩包", "unpack the inner archive first"}};
inline constexpr Problem kTooManyFiles = {
    "hand_over.too_many_files",
    Kind::BadInput,
    {"文件数超过 100,000 个", "there are more than 100,000 files"},
    {"分批读取", "read them in parts"}};
inline constexpr Problem kNotOrganisation = {
    "hand_over.not_organisation",
    Kind::BadInput,
    {"--org 文件中没有带“专业”表头的表", "the --org file holds no sheet with a header for majors"},
    {"表头应含院系、专业和学制或计划数",
     "its header should name department, major, and duration or plan"}};
inline constexpr Problem kCountsDiffer = {
    "hand_over.counts_differ",
    Kind::Conflict,
    {"读入行数与接收、搁置、拒绝之和不符，程序有误",
     "the rows read are not the rows accepted, held and refused together: a fault of this program"},
    {"请连同文件一起报告此问题", "please report it together with the file"}};

inline constexpr std::array kHandOverProblems = {
    &kPathMissing,  &kFolderUnreadable, &kNothingReadable, &kNestedArchive,
    &kTooManyFiles, &kNotOrganisation,  &kCountsDiffer};

}  // namespace mingce::problem
