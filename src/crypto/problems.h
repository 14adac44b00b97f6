// Refusals of keys, boxes, signed checkpoints and encrypted files, for people.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kBoxDamaged{
    "crypto.box_damaged",
    Kind::Unavailable,
    {"封存的数据与所在的行或密钥不符", "the sealed data do not fit their row or key"},
    {"数据可能被改动过，或用错了根密钥：核对密钥文件，再从备份恢复",
     "they were altered, or the root key is another one: check the key file, then restore a "
     "backup"}};

inline constexpr Problem kKeyFileMissing{
    "crypto.key_file_missing",
    Kind::NotFound,
    {"找不到根密钥文件", "the root key file is not there"},
    {"用 --key 指明它的位置，或凭恢复单重新生成",
     "say where it is with --key, or make it again from the recovery sheet"}};
inline constexpr Problem kKeyFileUnreadable{
    "crypto.key_file_unreadable",
    Kind::Unavailable,
    {"根密钥文件读不出来", "the root key file cannot be read"},
    {"用密钥文件的所有者身份运行，并确认它是普通文件",
     "run as the user who owns it, and see that it is an ordinary file"}};
inline constexpr Problem kKeyFileExposed{
    "crypto.key_file_exposed",
    Kind::Forbidden,
    {"根密钥文件可以被其他用户读取或改动", "other users can read or change the root key file"},
    {"执行 chmod 400，所有者须是运行本程序的用户或 root；如果他人可能已读到，请更换根密钥",
     "chmod 400 it, owned by the user who runs this or by root; if somebody may have read it, "
     "change the root key"}};
inline constexpr Problem kKeyFileDamaged{
    "crypto.key_file_damaged",
    Kind::BadInput,
    {"这不是本程序的根密钥文件，或已损坏", "this is not a root key file of ours, or it is damaged"},
    {"换用另一份副本，或凭恢复单重新生成",
     "take another copy, or make it again from the recovery sheet"}};
inline constexpr Problem kKeyFileExists{
    "crypto.key_file_exists",
    Kind::Conflict,
    {"那里已有一个文件，不会覆盖", "a file is already there, and is not replaced"},
    {"换一个路径；确信不再需要时，自己把旧文件移走",
     "choose another path, or move the old file away yourself when you are sure"}};
inline constexpr Problem kKeyFileUnwritable{
    "crypto.key_file_unwritable",
    Kind::Unavailable,
    {"根密钥文件写不进去", "the root key file cannot be written"},
    {"检查文件夹是否存在、可写，磁盘是否已满",
     "check that the folder exists and may be written, and that the disk is not full"}};

inline constexpr Problem kRecoveryLine{
    "crypto.recovery_line",
    Kind::BadInput,
    {"恢复码的这一行与校验字符不符",
     "this line of the recovery code does not fit its check letter"},
    {"对照恢复单重新输入这一行", "compare this line with the recovery sheet and type it again"}};
inline constexpr Problem kRecoveryLength{"crypto.recovery_length",
                                         Kind::BadInput,
                                         {"恢复码应为 6 行，每行 3 组、每组 5 个字符",
                                          "a recovery code has 6 lines of 3 groups of 5 letters"},
                                         {"对照恢复单补全", "complete it from the recovery sheet"}};
inline constexpr Problem kRecoveryChecksum{
    "crypto.recovery_checksum",
    Kind::BadInput,
    {"恢复码每行都对，合起来却不是一把密钥",
     "each line fits, but together they are no key of ours"},
    {"确认六行来自同一张恢复单", "see that all lines come from one recovery sheet"}};

inline constexpr Problem kCheckpointMalformed{
    "crypto.checkpoint_malformed",
    Kind::BadInput,
    {"这不是签名检查点", "this is not a signed checkpoint"},
    {"原样取回检查点文件，不要用编辑器改动", "fetch the checkpoint again, unedited"}};
inline constexpr Problem kCheckpointUnsigned{
    "crypto.checkpoint_unsigned",
    Kind::BadInput,
    {"检查点没有这把公钥的签名", "the checkpoint is not signed by this key"},
    {"核对公钥和检查点是否属于同一所学校", "check that key and checkpoint are of the same school"}};
inline constexpr Problem kCheckpointForged{
    "crypto.checkpoint_forged",
    Kind::BadInput,
    {"检查点的签名是假的，或内容被改动过",
     "the checkpoint's signature is false, or its text was altered"},
    {"不要采信；保留原件并报告审计管理员",
     "do not trust it; keep it as it is and tell the audit administrator"}};
inline constexpr Problem kVerifierMalformed{
    "crypto.verifier_malformed",
    Kind::BadInput,
    {"检查点公钥的写法不对", "the checkpoint's public key is not written as one"},
    {"原样复制“名称+编号+密钥”一整行；名称里没有空格和加号",
     "copy the whole line name+id+key as it is; a name has neither blanks nor '+'"}};

inline constexpr Problem kAgeRecipientMalformed{
    "crypto.age_recipient_malformed",
    Kind::BadInput,
    {"这不是 age 公钥（age1 开头）", "this is not an age recipient (age1…)"},
    {"原样复制整行公钥", "copy the whole line as it is"}};
inline constexpr Problem kAgeIdentityMalformed{
    "crypto.age_identity_malformed",
    Kind::BadInput,
    {"这不是 age 私钥（AGE-SECRET-KEY-1 开头）", "this is not an age identity (AGE-SECRET-KEY-1…)"},
    {"原样复制整行私钥", "copy the whole line as it is"}};
inline constexpr Problem kAgeNotAge{
    "crypto.age_not_age",
    Kind::BadInput,
    {"这不是 age 加密文件", "this is not a file encrypted with age"},
    {"选用备份命令写出的文件", "choose a file that the backup command wrote"}};
inline constexpr Problem kAgeHeaderDamaged{
    "crypto.age_header_damaged",
    Kind::BadInput,
    {"加密文件的文件头已损坏", "the encrypted file's header is damaged"},
    {"换用另一份副本", "take another copy"}};
inline constexpr Problem kAgeIdentityWrong{
    "crypto.age_identity_wrong",
    Kind::Forbidden,
    {"文件不是用这把密钥加密的", "the file is not encrypted for this key"},
    {"换用写该文件时有效的根密钥或恢复单",
     "use the root key or the recovery sheet that was in force when it was written"}};
inline constexpr Problem kAgeDamaged{
    "crypto.age_damaged",
    Kind::BadInput,
    {"加密文件的内容已损坏，或中途截断", "the encrypted file's content is damaged or cut"},
    {"换用另一份副本", "take another copy"}};
inline constexpr Problem kAgeCutShort{
    "crypto.age_cut_short",
    Kind::BadInput,
    {"加密文件不完整，末尾缺失", "the encrypted file's end is missing"},
    {"重新拷贝，或换用另一份副本", "copy it again, or take another copy"}};
inline constexpr Problem kAgeTrailing{
    "crypto.age_trailing",
    Kind::BadInput,
    {"加密文件结束之后还有多余的内容", "there is more after the encrypted file's end"},
    {"换用另一份副本", "take another copy"}};

inline constexpr Problem kCodeLength{
    "crypto.code_length",
    Kind::BadInput,
    {"验真码是 16 个字符（括号内为输入的个数）",
     "a page's code has 16 characters (how many were typed in brackets)"},
    {"对照纸上二维码下面的四组字符重新输入",
     "type the four groups under the page's QR code again"}};
inline constexpr Problem kCodeCharacter{
    "crypto.code_character",
    Kind::BadInput,
    {"验真码里没有这样的字符（括号内为第几个）",
     "a page's code has no such character (which one in brackets)"},
    {"验真码只有数字和大写字母，没有 U；对照纸面改正这一个",
     "it has digits and capital letters alone, and no U: correct that one"}};
inline constexpr Problem kCodeCheck{
    "crypto.code_check",
    Kind::BadInput,
    {"验真码抄错了：有一个字符不对，或两个字符换了位置",
     "the code is mistyped: one character is wrong, or two have changed places"},
    {"对照纸上二维码下面的四组字符逐个核对", "compare it with the page, character by character"}};
inline constexpr Problem kMarkMalformed{
    "crypto.mark_malformed",
    Kind::BadInput,
    {"这不是花名册页上的二维码", "this is no QR code of a roster's page"},
    {"扫描纸页右下角的二维码，或输入它下面的验真码",
     "scan the code at the foot of the page, or type the characters under it"}};
inline constexpr Problem kMarkForged{
    "crypto.mark_forged",
    Kind::Forbidden,
    {"二维码里的签名不是这所学校的", "the signature in the QR code is not this school's"},
    {"这一页不是学校印的，或被改过：留下它，联系学籍科",
     "the school did not print this page, or it was altered: keep it and ask the registry"}};

inline constexpr Problem kSessionBusy{
    "session.busy",
    Kind::Unavailable,
    {"此刻登录的人太多，排不上队（括号内为秒数）",
     "too many people are signing in at this moment (seconds to wait in brackets)"},
    {"过几秒再试", "try again in a few seconds"}};

inline constexpr std::array kCryptoProblems = {&kBoxDamaged,
                                               &kKeyFileMissing,
                                               &kKeyFileUnreadable,
                                               &kKeyFileExposed,
                                               &kKeyFileDamaged,
                                               &kKeyFileExists,
                                               &kKeyFileUnwritable,
                                               &kRecoveryLine,
                                               &kRecoveryLength,
                                               &kRecoveryChecksum,
                                               &kCheckpointMalformed,
                                               &kCheckpointUnsigned,
                                               &kCheckpointForged,
                                               &kVerifierMalformed,
                                               &kAgeRecipientMalformed,
                                               &kAgeIdentityMalformed,
                                               &kAgeNotAge,
                                               &kAgeHeaderDamaged,
                                               &kAgeIdentityWrong,
                                               &kAgeDamaged,
                                               &kAgeCutShort,
                                               &kAgeTrailing,
                                               &kCodeLength,
                                               &kCodeCharacter,
                                               &kCodeCheck,
                                               &kMarkMalformed,
                                               &kMarkForged,
                                               &kSessionBusy};

}  // namespace mingce::problem
