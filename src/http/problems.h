// Refusals of the door itself: requests that are not well made, too large, too many, or from
// nobody.
#pragma once

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kRequestNoRoute = {
    "request.no_route",
    Kind::NotFound,
    {"没有这个地址", "there is nothing at this address"},
    {"请对照 docs/api.md 或 /api/v1/openapi.json", "see docs/api.md or /api/v1/openapi.json"}};

inline constexpr Problem kRequestMethod = {
    "request.method",
    Kind::Misuse,
    {"这个地址不支持该请求方法", "this address does not take that method"},
    {"可用的方法见 Allow 头", "the Allow header names those it takes"}};

inline constexpr Problem kRequestNotJson = {
    "request.not_json",
    Kind::BadInput,
    {"请求正文不是完整的 JSON 对象", "the body is not one whole JSON object"},
    {"请按 OpenAPI 的格式发送", "send what the OpenAPI document describes"}};

inline constexpr Problem kRequestMediaType = {
    "request.media_type",
    Kind::BadInput,
    {"不支持这种正文类型", "bodies of this type are not taken here"},
    {"请用 Content-Type: application/json；文件用 application/octet-stream",
     "send Content-Type: application/json, files as application/octet-stream"}};

inline constexpr Problem kRequestUnknownMember = {
    "request.unknown_member",
    Kind::BadInput,
    {"请求里有不认识的参数", "the request has a member nobody knows here"},
    {"请检查拼写，可用的参数见 docs/api.md", "check its spelling, docs/api.md lists the members"}};

inline constexpr Problem kRequestMissingMember = {
    "request.missing_member",
    Kind::BadInput,
    {"请求缺少必填参数", "the request lacks a member it needs"},
    {"请补上该参数", "add it"}};

inline constexpr Problem kRequestMemberType = {
    "request.member_type",
    Kind::BadInput,
    {"参数类型不对", "a member is of the wrong type"},
    {"请按 docs/api.md 的类型发送", "send the type that docs/api.md names"}};

inline constexpr Problem kRequestMemberLength = {
    "request.member_length",
    Kind::BadInput,
    {"参数太长或超出范围", "a member is too long or out of its range"},
    {"请缩短，或按 docs/api.md 的范围发送", "shorten it, or keep within what docs/api.md names"}};

inline constexpr Problem kRequestMemberValue = {
    "request.member_value",
    Kind::BadInput,
    {"参数不是允许的取值", "a member has a value that is not one of those it may have"},
    {"可用的取值见 docs/api.md", "docs/api.md lists them"}};

inline constexpr Problem kRequestTooLarge = {
    "request.too_large",
    Kind::BadInput,
    {"请求正文超过上限", "the body is larger than this address takes"},
    {"请缩小，或用分段上传（docs/api.md 的 uploads）",
     "make it smaller, or send it in pieces (uploads in docs/api.md)"}};

inline constexpr Problem kRequestMalformed = {
    "request.malformed",
    Kind::BadInput,
    {"请求地址或请求头不合规范", "the address or a header of the request is malformed"},
    {"请检查百分号编码和 UTF-8", "check its percent escapes and its UTF-8"}};

inline constexpr Problem kRequestForeign = {
    "request.foreign",
    Kind::Forbidden,
    {"请求不是从本系统的页面发出的", "the request did not come from this system's own pages"},
    {"请带上登录时给的 X-CSRF-Token，并从本站页面操作",
     "send the X-CSRF-Token given at sign-in, from a page of this site"}};

inline constexpr Problem kRequestTooMany = {
    "request.too_many",
    Kind::Unavailable,
    {"请求太频繁", "too many requests"},
    {"请按 Retry-After 的秒数稍后再试", "wait the seconds that Retry-After names"}};

inline constexpr Problem kServerBusy = {
    "server.busy",
    Kind::Unavailable,
    {"系统忙，本次没有受理", "the server is busy and did not take this"},
    {"请按 Retry-After 的秒数稍后再试，重试是安全的",
     "wait the seconds that Retry-After names; trying again is safe"}};

inline constexpr Problem kServerFault = {
    "server.fault",
    Kind::Unavailable,
    {"系统内部出错，本次没有完成", "something inside failed and this was not done"},
    {"请把请求编号告诉管理员", "tell the administrator the request id"}};

inline constexpr Problem kSignInNeeded = {"session.needed",
                                          Kind::Forbidden,
                                          {"请先登录", "sign in first"},
                                          {"登录后重试", "sign in and try again"}};

inline constexpr Problem kVersionNeeded = {
    "request.version_needed",
    Kind::BadInput,
    {"修改时必须说明看到的是第几版", "a change must say which version it was made on"},
    {"请用 If-Match 带上读取时的 ETag", "send the ETag that was read as If-Match"}};

inline constexpr Problem kRequestRepeatedOtherwise = {
    "request.repeated_otherwise",
    Kind::Conflict,
    {"同一个 Idempotency-Key 用在了不同的请求上",
     "this Idempotency-Key was used for another request"},
    {"新的操作请换一个 Idempotency-Key", "use a new Idempotency-Key for a new act"}};

inline constexpr Problem kNoPrivateFolder = {
    "server.no_private_folder",
    Kind::Unavailable,
    {"没有地方暂放要生成的文件", "there is no place to put the file that is being made"},
    {"请检查 /dev/shm 是否可写、是否已满", "see that /dev/shm is writable and not full"}};

inline constexpr Problem kListenFailed = {
    "server.cannot_listen",
    Kind::Unavailable,
    {"不能在这个地址和端口上提供服务", "this address and port cannot be served"},
    {"请换一个端口（--port），或先停掉占用它的程序",
     "take another port (--port), or stop what uses it"}};

inline constexpr Problem kPlainBeyondLoopback = {
    "server.plain_beyond_loopback",
    Kind::Misuse,
    {"不加密的 HTTP 只能在本机使用", "plain HTTP is for this machine alone"},
    {"请先用 mingce cert 制作证书，或在可信代理后用 --behind-proxy",
     "make a certificate with mingce cert, or stand behind a trusted proxy with --behind-proxy"}};

inline constexpr Problem kDemoBeyondLoopback = {
    "server.demo_beyond_loopback",
    Kind::Misuse,
    {"演示数据只能在本机打开", "a demo record is served to this machine alone"},
    {"正式使用请用 mingce init 新建档案", "make a record of your own with mingce init"}};

inline constexpr Problem kCertificateUnusable = {
    "server.certificate",
    Kind::BadInput,
    {"证书或私钥不能使用", "the certificate or its key cannot be used"},
    {"请用 mingce cert 重新制作，或检查 mingce.toml 的 [server] 一节",
     "make it again with mingce cert, or look at [server] in mingce.toml"}};

inline constexpr Problem kServerNoPages = {
    "server.no_pages",
    Kind::NotFound,
    {"这个程序里没有带页面", "this program was built without its pages"},
    {"请用 ./dev build 重新构建", "build it again with ./dev build"}};

inline constexpr const Problem* kHttpProblems[] = {
    &kRequestNoRoute,     &kRequestMethod,        &kRequestNotJson,
    &kRequestMediaType,   &kRequestUnknownMember, &kRequestMissingMember,
    &kRequestMemberType,  &kRequestMemberLength,  &kRequestMemberValue,
    &kRequestTooLarge,    &kRequestMalformed,     &kRequestForeign,
    &kRequestTooMany,     &kServerBusy,           &kServerFault,
    &kSignInNeeded,       &kVersionNeeded,        &kRequestRepeatedOtherwise,
    &kListenFailed,       &kNoPrivateFolder,      &kPlainBeyondLoopback,
    &kDemoBeyondLoopback, &kCertificateUnusable,  &kServerNoPages,
};

}  // namespace mingce::problem
