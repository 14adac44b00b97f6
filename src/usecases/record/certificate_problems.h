// Why no certificate was made for the server.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kCertificateNames{
    "certificate.names",
    Kind::Misuse,
    {"证书需要 1 到 100 个名称", "a certificate is for 1 to 100 names"},
    {"用 --name 写出人们访问本系统的域名和 IP 地址，每个一次",
     "name by --name, one each, the host names and IP addresses people reach this server by"}};
inline constexpr Problem kCertificateDays{
    "certificate.days",
    Kind::Misuse,
    {"证书的有效天数应为 1 到 397", "a certificate is good for 1 to 397 days"},
    {"手机不接受更长的；不写 --days 即 397 天",
     "phones refuse longer ones; without --days it is 397"}};
inline constexpr Problem kCertificateDomains{
    "certificate.domains",
    Kind::Conflict,
    {"校园 CA 已经建立，它的范围不能再改", "the campus CA is there, and its domains are for good"},
    {"去掉 --domain；要改范围，移走 CA 的私钥、证书和 tls 目录后重新建立，并重新安装到手机",
     "leave --domain out; for other domains move the CA's key, its ca.crt and the folder tls away, "
     "make a new CA "
     "and install it on the phones again"}};
inline constexpr Problem kCertificateCaKeyGone{
    "certificate.ca_key_gone",
    Kind::NotFound,
    {"校园 CA 的私钥不在这里，不能签发证书",
     "the campus CA's key is not here, nothing can be signed"},
    {"接上存放它的介质，或用 --ca-key 指出位置；确实丢失时移走 tls 目录和 CA 的 ca.crt 后"
     "重新建立，再把新的 ca.crt 安装到手机",
     "bring the medium that holds it, or name it by --ca-key; when it is lost, move the folder tls "
     "and the CA's ca.crt away, make a new CA and install its ca.crt on the phones"}};
inline constexpr Problem kCertificateCaKeyInside{
    "certificate.ca_key_inside",
    Kind::Misuse,
    {"校园 CA 的私钥不能放在数据目录里", "the campus CA's key may not lie in the data folder"},
    {"换到数据目录之外，最好是平时取下的介质",
     "name a place outside, best on a medium that is taken away"}};
inline constexpr Problem kCertificateOfAnother{
    "certificate.of_another",
    Kind::Conflict,
    {"那里已有别的 CA 的证书，不会覆盖",
     "a certificate of another CA is there, and is not replaced"},
    {"用对的 --ca-key，或确信不再需要时把旧文件移走",
     "name the right --ca-key, or move the old file away when you are sure"}};

inline constexpr std::array kServerCertificateProblems = {
    &kCertificateNames,     &kCertificateDays,        &kCertificateDomains,
    &kCertificateCaKeyGone, &kCertificateCaKeyInside, &kCertificateOfAnother};

}  // namespace mingce::problem
