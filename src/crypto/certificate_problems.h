// Refusals of host names, certificates and their keys, for people.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kHostName{
    "crypto.host_name",
    Kind::BadInput,
    {"不是主机名或 IP 地址", "this is neither a host name nor an IP address"},
    {"写成 roster.school.edu.cn 或 10.0.0.5：不带 https://、端口和通配符，中文域名用 xn-- 写法",
     "write roster.school.edu.cn or 10.0.0.5: without https://, port or wildcard, other scripts "
     "as xn--"}};
inline constexpr Problem kHostDomain{
    "crypto.host_domain",
    Kind::BadInput,
    {"不是域名或地址段", "this is neither a domain nor a block of addresses"},
    {"写成 school.edu.cn 或 10.0.0.0/8", "write school.edu.cn or 10.0.0.0/8"}};
inline constexpr Problem kCertificateKeyMissing{
    "crypto.certificate_key_missing",
    Kind::NotFound,
    {"找不到证书的私钥文件", "the certificate's key file is not there"},
    {"把它放回所指的位置", "bring it back to the place named"}};
inline constexpr Problem kCertificateKeyUnreadable{
    "crypto.certificate_key_unreadable",
    Kind::Unavailable,
    {"证书的私钥文件读不出来", "the certificate's key file cannot be read"},
    {"用私钥文件的所有者身份运行，并确认它是普通文件",
     "run as the user who owns it, and see that it is an ordinary file"}};
inline constexpr Problem kCertificateKeyExposed{
    "crypto.certificate_key_exposed",
    Kind::Forbidden,
    {"证书的私钥文件可以被其他用户读取或改动",
     "other users can read or change the certificate's key file"},
    {"执行 chmod 400，所有者须是运行本程序的用户或 root；如果他人可能已读到，请换新的私钥和证书",
     "chmod 400 it, owned by the user who runs this or by root; if somebody may have read it, "
     "make a new key and certificate"}};
inline constexpr Problem kCertificateKeyDamaged{
    "crypto.certificate_key_damaged",
    Kind::BadInput,
    {"这不是本程序能用的证书私钥", "this is no key of a certificate that can be used here"},
    {"应是 PEM 格式、P-256 曲线、没有口令；换用另一份副本",
     "it is PEM, of the curve P-256, without a passphrase; take another copy"}};
inline constexpr Problem kCertificateKeyExists{
    "crypto.certificate_key_exists",
    Kind::Conflict,
    {"那里已有一个文件，不会覆盖", "a file is already there, and is not replaced"},
    {"再运行一次；仍然如此时自己把旧文件移走",
     "run it again; where that does not help, move the old file away yourself"}};
inline constexpr Problem kCertificateKeyUnwritable{
    "crypto.certificate_key_unwritable",
    Kind::Unavailable,
    {"证书的私钥文件写不进去", "the certificate's key file cannot be written"},
    {"检查文件夹是否存在、可写，磁盘是否已满",
     "check that the folder exists and may be written, and that the disk is not full"}};
inline constexpr Problem kCertificateMalformed{
    "crypto.certificate_malformed",
    Kind::BadInput,
    {"这不是证书文件", "this is not a certificate"},
    {"应是 PEM 格式（以 -----BEGIN CERTIFICATE----- 开头）",
     "it is PEM (beginning with -----BEGIN CERTIFICATE-----)"}};
inline constexpr Problem kCertificateEnded{
    "crypto.certificate_ended",
    Kind::Conflict,
    {"校园 CA 的证书不在有效期内", "the campus CA's certificate is not in force today"},
    {"先核对本机时钟；确已到期时，移走 CA 的私钥、证书和 tls 目录，重新生成并重新安装到手机",
     "check the clock first; when it has really ended, move the CA's key, its certificate and the "
     "folder tls away, make new ones and install them on the phones again"}};
inline constexpr Problem kCertificateOutside{
    "crypto.certificate_outside",
    Kind::BadInput,
    {"校园 CA 不得为这个名称签发证书", "the campus CA may not vouch for this name"},
    {"换用它范围内的名称；范围在建立 CA 时由 --domain 定下，不能再改",
     "take a name within its domains: --domain set them when the CA was made, for good"}};
inline constexpr Problem kCertificateUntrusted{
    "crypto.certificate_untrusted",
    Kind::Conflict,
    {"证书不会被信任", "the certificate would not be trusted"},
    {"核对 CA 的证书是否由本程序生成、是否与私钥配对",
     "see that the CA's certificate was made by this program and belongs to its key"}};

inline constexpr std::array kCertificateProblems = {
    &kHostName,
    &kHostDomain,
    &kCertificateKeyMissing,
    &kCertificateKeyUnreadable,
    &kCertificateKeyExposed,
    &kCertificateKeyDamaged,
    &kCertificateKeyExists,
    &kCertificateKeyUnwritable,
    &kCertificateMalformed,
    &kCertificateEnded,
    &kCertificateOutside,
    &kCertificateUntrusted,
};

}  // namespace mingce::problem
