// Why a folder cannot be worked on, or a record not be made or opened.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kFolderNoRecord{
    "folder.no_record",
    Kind::NotFound,
    {"这里没有档案库", "there is no record here"},
    {"用 --data 指出数据目录，或用 mingce init 新建",
     "name the data folder by --data, or make one by mingce init"}};
inline constexpr Problem kFolderSettings{
    "folder.settings",
    Kind::BadInput,
    {"数据目录的 mingce.toml 不对", "mingce.toml of the data folder is not as it should be"},
    {"改正所指的行；应有 record、database、key 三项，可有 witness",
     "correct the line named; it holds record, database and key, and may hold witness"}};
inline constexpr Problem kFolderInUse{
    "folder.in_use",
    Kind::Unavailable,
    {"另一个 mingce 正在使用这个数据目录", "another mingce is working on this data folder"},
    {"等它做完再试", "wait until it has finished and try again"}};
inline constexpr Problem kFolderNotWritable{
    "folder.not_writable",
    Kind::Unavailable,
    {"数据目录不可写", "the data folder cannot be written to"},
    {"检查目录的权限和磁盘", "check its permissions and the disk"}};
inline constexpr Problem kFolderNotEmpty{
    "folder.not_empty",
    Kind::Conflict,
    {"目录里已有内容，不在其中新建", "the folder holds something; no record is made in it"},
    {"换一个不存在的目录", "name a folder that does not exist"}};
inline constexpr Problem kDatabaseOfAnother{
    "folder.database_of_another",
    Kind::Conflict,
    {"数据库是另一个档案库的", "the database is another record's"},
    {"检查 mingce.toml 里的 database，不要改 record",
     "check database in mingce.toml; leave record as it is"}};
inline constexpr Problem kDatabaseTaken{
    "folder.database_taken",
    Kind::Conflict,
    {"数据库里已有档案库", "the database holds a record already"},
    {"为新的档案库另建一个空数据库", "make an empty database for the new record"}};
inline constexpr Problem kPasswordInUrl{
    "folder.password_in_url",
    Kind::BadInput,
    {"数据库地址里写了口令，会被别人看到", "the database URL holds a password others could see"},
    {"从地址里删去口令，放进 ~/.pgpass 或 PGPASSFILE 指出的文件",
     "take it out of the URL and keep it in ~/.pgpass or the file PGPASSFILE names"}};

inline constexpr std::array kRecordFolderProblems = {
    &kFolderNoRecord, &kFolderSettings,    &kFolderInUse,   &kFolderNotWritable,
    &kFolderNotEmpty, &kDatabaseOfAnother, &kDatabaseTaken, &kPasswordInUrl};

}  // namespace mingce::problem
