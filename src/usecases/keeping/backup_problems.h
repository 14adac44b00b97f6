// Why a backup is not written, or not restored.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kBackupMalformed{
    "backup.malformed",
    Kind::BadInput,
    {"文件解得开，但不是完整的备份", "the file opens, but it is no whole backup"},
    {"换用另一份备份", "take another backup"}};
inline constexpr Problem kBackupDiffers{
    "backup.differs",
    Kind::BadInput,
    {"备份里一个表的内容与它自己的合计不符",
     "a table of the backup is not what the backup itself adds up to"},
    {"换用另一份备份，并检查存放备份的磁盘",
     "take another backup, and check the disk this one lies on"}};
inline constexpr Problem kBackupNewer{
    "backup.newer",
    Kind::Conflict,
    {"备份是更新的程序写的，本程序不认识", "the backup is of a newer program, unknown to this one"},
    {"换用不旧于它的 mingce", "use a mingce at least as new as it"}};
inline constexpr Problem kBackupOlder{
    "backup.older",
    Kind::Conflict,
    {"备份是旧版程序写的，表的结构不同", "the backup is of an older program with other tables"},
    {"用所指版本的 mingce 恢复，再用本程序 mingce migrate",
     "restore it with the mingce of that version, then run this one's mingce migrate"}};
inline constexpr Problem kBackupOtherPart{
    "backup.other_part",
    Kind::BadInput,
    {"数据文件和密钥文件弄反了，或给了同一种文件",
     "the file of data and the file of keys are exchanged, or are of one kind"},
    {"先写备份文件，再用 --keys 指出它的 .keys 文件",
     "name the backup first, then its .keys file by --keys"}};
inline constexpr Problem kBackupOtherRecord{
    "backup.other_record",
    Kind::Conflict,
    {"密钥文件是另一个档案库的", "the file of keys is another record's"},
    {"用同一个档案库的备份和密钥文件", "take backup and keys of the same record"}};
inline constexpr Problem kBackupKeysOlder{
    "backup.keys_older",
    Kind::Conflict,
    {"密钥文件比备份还旧，会让已删除的学生复活",
     "the file of keys is older than the backup; students erased since could come back"},
    {"用与备份同时或更晚写出的密钥文件", "take keys written with the backup or after it"}};
inline constexpr Problem kBackupKeysResealed{
    "backup.keys_resealed",
    Kind::Conflict,
    {"写出密钥文件之前重新加密过，它打不开这份备份",
     "students were sealed anew between the two files; these keys do not open this backup"},
    {"用重新加密之前的密钥文件，或重新加密之后的备份",
     "take keys of before, or a backup of after key reseal"}};
inline constexpr Problem kBackupKeysMissing{
    "backup.keys_missing",
    Kind::NotFound,
    {"没有备份的密钥文件，学生的内容打不开",
     "the backup's file of keys is not there; without it no student opens"},
    {"用 --keys 指出一份较新的密钥文件（30 天前的应已删除）",
     "name a newer one by --keys (those older than 30 days were to be deleted)"}};
inline constexpr Problem kBackupUnreadable{
    "backup.unreadable",
    Kind::NotFound,
    {"备份文件读不出来", "the backup cannot be read"},
    {"检查路径、权限和磁盘", "check the path, its permissions and the disk"}};
inline constexpr Problem kBackupFolderMissing{
    "backup.no_folder",
    Kind::NotFound,
    {"没有设定备份放到哪里", "it is not said where scheduled backups go"},
    {"在 mingce.toml 里写 [backup] 的 folder 和 keep",
     "write folder and keep under [backup] in mingce.toml"}};
inline constexpr Problem kBackupRehearsalDiffers{
    "backup.rehearsal_differs",
    Kind::Unavailable,
    {"演练恢复出来的内容与备份不符", "what the rehearsal restored is not what was backed up"},
    {"不要依靠这份备份；检查磁盘后重做",
     "do not rely on this backup; check the disk, do it again"}};
inline constexpr Problem kRestoreTargetTaken{
    "restore.target_taken",
    Kind::Conflict,
    {"目标目录里已有内容，不会覆盖", "the target folder holds something and is not replaced"},
    {"用 --data 指出一个不存在的目录", "name a folder that does not exist by --data"}};
inline constexpr Problem kRestoreOtherKey{
    "restore.other_key",
    Kind::Conflict,
    {"那里已有另一把根密钥", "another root key lies there already"},
    {"用 --key 指出别的位置，或把旧文件移走", "name another place by --key, or move it away"}};
inline constexpr Problem kBackupChoice{
    "backup.choice",
    Kind::Misuse,
    {"备份到哪里没有说清", "it is not clear where the backup goes"},
    {"写一个文件名，或写 --scheduled，二者选一", "name a file or say --scheduled, one of them"}};

inline constexpr std::array kBackupProblems = {
    &kBackupMalformed,    &kBackupDiffers,     &kBackupNewer,         &kBackupOlder,
    &kBackupOtherPart,    &kBackupOtherRecord, &kBackupKeysOlder,     &kBackupKeysResealed,
    &kBackupKeysMissing,  &kBackupUnreadable,  &kBackupFolderMissing, &kBackupRehearsalDiffers,
    &kRestoreTargetTaken, &kRestoreOtherKey,   &kBackupChoice};

}  // namespace mingce::problem
