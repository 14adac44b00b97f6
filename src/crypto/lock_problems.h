// Refusals of files that are locked or signed before they leave the house, and of the institution's
// signing certificate, for people.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kLockPassword{
    "crypto.lock_password",
    Kind::BadInput,
    {"这个口令不能用来加密文件", "a file cannot be locked with this password"},
    {"口令不能为空，最多 127 个字符；PDF 的口令只用半角的字母、数字和符号",
     "it is not empty and has at most 127 characters; that of a PDF has half-width letters, digits "
     "and signs alone"}};
inline constexpr Problem kPdfUnusable{
    "crypto.pdf_unusable",
    Kind::Unavailable,
    {"排好的 PDF 无法加密或签名", "the PDF that was laid out cannot be locked or signed"},
    {"再导出一次；仍然如此时把这句话报告给维护人员",
     "export it again; where that does not help, report this sentence"}};

inline constexpr Problem kIdentityMalformed{
    "crypto.identity_malformed",
    Kind::BadInput,
    {"这不是 PKCS#12 证书文件（.p12、.pfx）", "this is no PKCS#12 file (.p12, .pfx)"},
    {"选用签发机构给的 .p12 或 .pfx 文件，原样上传，不要改动",
     "choose the .p12 or .pfx file that the issuer gave out, unaltered"}};
inline constexpr Problem kIdentityPassword{
    "crypto.identity_password",
    Kind::Forbidden,
    {"证书文件的口令不对", "this is not the certificate file's password"},
    {"重新输入导出该文件时设的口令", "type the password that was set when the file was exported"}};
inline constexpr Problem kIdentityOutdated{
    "crypto.identity_outdated",
    Kind::BadInput,
    {"证书文件用的是已不安全的加密方式，本程序不读",
     "the certificate file is locked in a way that is no longer safe, and is not read"},
    {"请信息中心转存一份：openssl pkcs12 -legacy -in 旧.p12 -out 中间.pem，再 openssl pkcs12 "
     "-export -in 中间.pem -out 新.p12",
     "have it saved anew: openssl pkcs12 -legacy -in old.p12 -out between.pem, then openssl pkcs12 "
     "-export -in between.pem -out new.p12"}};
inline constexpr Problem kIdentityPair{
    "crypto.identity_pair",
    Kind::BadInput,
    {"证书文件里没有成对的证书和私钥", "the file holds no certificate together with its key"},
    {"连同私钥重新导出一份", "export it again together with the private key"}};
inline constexpr Problem kIdentityKeyKind{
    "crypto.identity_key_kind",
    Kind::BadInput,
    {"证书的密钥种类不能用来给 PDF 签名", "a PDF cannot be signed with this kind of key"},
    {"请签发机构换成 2048 位以上的 RSA，或 P-256、P-384 曲线",
     "ask the issuer for RSA of at least 2048 bits, or for the curve P-256 or P-384"}};
inline constexpr Problem kIdentityUsage{
    "crypto.identity_usage",
    Kind::Forbidden,
    {"这张证书的密钥用途不含签名", "the certificate's key usage does not allow signatures"},
    {"请签发机构换一张用途为“数字签名”或“不可否认”的证书",
     "ask the issuer for one whose usage is digital signature or non-repudiation"}};
inline constexpr Problem kIdentityExpired{
    "crypto.identity_expired",
    Kind::Conflict,
    {"签名证书已到期（括号内为到期日）", "the signing certificate has expired (day in brackets)"},
    {"请信息中心向签发机构续期后换上新文件；先核对本机时钟",
     "check the clock first; then have the information centre renew it with its issuer, and put "
     "the new file in its place"}};
inline constexpr Problem kIdentityNotYetValid{
    "crypto.identity_not_yet_valid",
    Kind::Conflict,
    {"签名证书尚未生效（括号内为生效日）",
     "the signing certificate is not yet in force (day in brackets)"},
    {"核对本机时钟；时钟无误时等到那一天再签",
     "check the clock; where it is right, sign from that day on"}};

inline constexpr Problem kPdfUnsigned{
    "crypto.pdf_unsigned",
    Kind::BadInput,
    {"这个文件没有电子签名", "this file bears no signature"},
    {"选用学校签发的 PDF 原件；另存、打印成 PDF 或扫描的不带签名",
     "choose the PDF as the school gave it out: saved anew, printed to PDF or scanned it bears "
     "none"}};
inline constexpr Problem kPdfAltered{
    "crypto.pdf_altered",
    Kind::Forbidden,
    {"文件在签名之后被改动过", "the file was altered after it was signed"},
    {"不要采信；留下它，向学籍科索取原件", "do not trust it; keep it, and ask for the original"}};
inline constexpr Problem kPdfSignatureMalformed{
    "crypto.pdf_signature_malformed",
    Kind::BadInput,
    {"电子签名的写法不对，无法核对", "the signature is not written as one, and cannot be checked"},
    {"不要采信；向学籍科索取原件", "do not trust it; ask for the original"}};

inline constexpr std::array kLockProblems = {
    &kLockPassword,          &kPdfUnusable,         &kIdentityMalformed, &kIdentityPassword,
    &kIdentityOutdated,      &kIdentityPair,        &kIdentityKeyKind,   &kIdentityUsage,
    &kIdentityExpired,       &kIdentityNotYetValid, &kPdfUnsigned,       &kPdfAltered,
    &kPdfSignatureMalformed,
};

}  // namespace mingce::problem
