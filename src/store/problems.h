// Refusals of keeping the record, for people. Details name a constraint, a code or a file, never a
// value.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kStoreDuplicate{
    "store.duplicate",
    Kind::Conflict,
    {"同样的内容已经有了，不能再有一份", "the same is there already and may be there only once"},
    {"看看是不是已经做过；不是就换一个值",
     "see whether it was done before; else choose another value"}};
inline constexpr Problem kStoreConstraint{
    "store.constraint",
    Kind::Conflict,
    {"与已有的记录合不起来", "it does not agree with what is there"},
    {"先补上缺的一方，或解除还在用它的一方",
     "first add what is missing, or release what still uses it"}};
inline constexpr Problem kStoreAppendOnly{
    "store.append_only",
    Kind::Forbidden,
    {"审计和删除记录只增不改，数据库不许改动或删除它们",
     "the audit and the list of erasures only grow: the database refuses to change or delete them"},
    {"要更正，另记一条；如果不是自己做的，运行 mingce audit verify 并报告审计管理员",
     "to correct something, add to it; if this was not you, run mingce audit verify and tell the "
     "audit administrator"}};
inline constexpr Problem kStoreWritersMet{
    "store.writers_met",
    Kind::Conflict,
    {"同时有人在改同样的记录，这次没有写成",
     "others changed the same records just then; nothing was written"},
    {"再做一次", "do it again"}};
inline constexpr Problem kStoreLocked{
    "store.locked",
    Kind::Unavailable,
    {"数据库正被另一个程序占用", "another program is using the database"},
    {"等它做完，或关掉它再试", "wait until it has finished, or end it, and try again"}};
inline constexpr Problem kStoreDiskFull{
    "store.disk_full",
    Kind::Unavailable,
    {"磁盘已满，这次什么也没有写", "the disk is full; nothing was written"},
    {"腾出空间后再做一次，不必重启", "free some space and do it again; no restart is needed"}};
inline constexpr Problem kStoreDiskFailed{
    "store.disk_failed",
    Kind::Unavailable,
    {"磁盘读写出错，这次的改动不能算数", "the disk failed; the change cannot be counted on"},
    {"停下程序，检查磁盘，再启动并核对最后几步",
     "stop the program, check the disk, start it and look at the last steps again"}};
inline constexpr Problem kStoreWritesStopped{
    "store.writes_stopped",
    Kind::Unavailable,
    {"先前磁盘出过错，此后只读不写", "the disk failed earlier; since then nothing is written"},
    {"停下程序，检查磁盘，再启动", "stop the program, check the disk, and start it"}};
inline constexpr Problem kStoreDamaged{
    "store.damaged",
    Kind::Unavailable,
    {"数据库文件已损坏，或者不是数据库", "the database file is damaged, or is none"},
    {"另存这个文件，恢复最近一次备份", "keep the file aside and restore the last backup"}};
inline constexpr Problem kStoreCannotOpen{
    "store.cannot_open",
    Kind::Unavailable,
    {"数据库打不开", "the database cannot be opened"},
    {"检查路径是否存在、本用户能否读写它和它所在的文件夹",
     "check that the path exists and that this user may read and write it and its folder"}};
inline constexpr Problem kStoreNotWritable{
    "store.not_writable",
    Kind::Unavailable,
    {"数据库只能读、不能写", "the database can be read, not written"},
    {"检查文件、文件夹和磁盘是否可写",
     "check that the file, its folder and the disk may be written"}};
inline constexpr Problem kStoreWriteInRead{
    "store.write_in_read",
    Kind::Misuse,
    {"这一步只许读，却要写", "this step may only read, and tried to write"},
    {"这是程序的毛病，请报告", "this is a fault of the program; please report it"}};
inline constexpr Problem kStoreTooBig{
    "store.too_big",
    Kind::BadInput,
    {"一个值太大，数据库放不下", "one value is too big for the database"},
    {"把它分开", "divide it"}};
inline constexpr Problem kStoreTextMalformed{
    "store.text_malformed",
    Kind::BadInput,
    {"文字里有零字节，或不是 UTF-8", "a text holds a zero byte, or is not UTF-8"},
    {"改正来源里的这个值", "correct this value at its source"}};
inline constexpr Problem kStoreNoMemory{
    "store.no_memory",
    Kind::Unavailable,
    {"数据库的内存不够", "the database is out of memory"},
    {"关掉别的程序，或加内存后再试", "end other programs or add memory, and try again"}};

inline constexpr Problem kServerUnreachable{
    "store.server_unreachable",
    Kind::Unavailable,
    {"连不上 PostgreSQL", "PostgreSQL cannot be reached"},
    {"检查地址、端口、用户和密码文件，服务是否在运行，连接数是否已满",
     "check the address, port, user and password file, that the server runs and has room"}};
inline constexpr Problem kServerLost{
    "store.server_lost",
    Kind::Unavailable,
    {"与 PostgreSQL 的连接断了，这次的改动不知是否写成",
     "the connection to PostgreSQL broke; whether the change was written is not known"},
    {"连上之后先看有没有，没有再做一次",
     "once it is back, look whether it is there; if not, do it again"}};
inline constexpr Problem kServerRefuses{
    "store.server_refuses",
    Kind::Unavailable,
    {"PostgreSQL 不许这个用户这样做", "PostgreSQL does not let this user do that"},
    {"请数据库管理员给它本数据库的所有权",
     "ask the database's administrator to make it the owner"}};
inline constexpr Problem kServerUnfit{
    "store.server_unfit",
    Kind::Unavailable,
    {"这个 PostgreSQL 数据库不合用：须是 13 版以上、编码 UTF8",
     "this PostgreSQL database does not suit: it must be version 13 or later, encoded in UTF8"},
    {"升级服务器，或用 ENCODING 'UTF8' 新建数据库",
     "upgrade the server, or create a database with ENCODING 'UTF8'"}};
inline constexpr Problem kSchemaAbsent{"store.schema_absent",
                                       Kind::NotFound,
                                       {"数据库还是空的", "the database is still empty"},
                                       {"先运行 mingce init", "run mingce init first"}};
inline constexpr Problem kSchemaOlder{
    "store.schema_older",
    Kind::Conflict,
    {"数据库是旧版程序的", "the database is of an older program"},
    {"先备份，再运行 mingce migrate", "back it up, then run mingce migrate"}};
inline constexpr Problem kSchemaNewer{
    "store.schema_newer",
    Kind::Conflict,
    {"数据库是更新的程序的，本程序不认识",
     "the database is of a newer program, unknown to this one"},
    {"换用不旧于它的 mingce", "use a mingce at least as new as it"}};
inline constexpr Problem kSchemaDiffers{
    "store.schema_differs",
    Kind::Conflict,
    {"数据库曾按另一份升级脚本升级过",
     "the database was migrated by another text than this program's"},
    {"换用当时升级它的 mingce，或恢复备份",
     "use the mingce that migrated it, or restore a backup"}};
inline constexpr Problem kSchemaForeign{
    "store.schema_foreign",
    Kind::Conflict,
    {"这不是名册的数据库，里面有别的表", "this is no database of mingce: it holds other tables"},
    {"换一个空的数据库或文件", "choose an empty database or a new file"}};

inline constexpr std::array kStoreProblems{
    &kStoreDuplicate, &kStoreAppendOnly,    &kStoreConstraint,  &kStoreWritersMet,
    &kStoreLocked,    &kStoreDiskFull,      &kStoreDiskFailed,  &kStoreWritesStopped,
    &kStoreDamaged,   &kStoreCannotOpen,    &kStoreNotWritable, &kStoreWriteInRead,
    &kStoreTooBig,    &kStoreTextMalformed, &kStoreNoMemory,    &kServerUnreachable,
    &kServerLost,     &kServerRefuses,      &kServerUnfit,      &kSchemaAbsent,
    &kSchemaOlder,    &kSchemaNewer,        &kSchemaDiffers,    &kSchemaForeign};

}  // namespace mingce::problem
