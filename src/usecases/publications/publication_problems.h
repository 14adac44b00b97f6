// Refusals of publishing, and of asking about a published page, for people.
#pragma once

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kNotPublished{
    "publication.not_published",
    Kind::Conflict,
    {"这一版还没有发布", "the edition is not published"},
    {"先在这一版的页面上发布", "publish it first, on the edition's page"}};
inline constexpr Problem kPageUnknown{
    "publication.page_unknown",
    Kind::NotFound,
    {"验真码没有抄错，但学校没有印过这样的一页",
     "the code is well-formed, but the school published no such page"},
    {"核对纸上的学校名称；如果是这所学校的，这一页不是真的，留下它，联系学籍科",
     "look which school the page names; if it is this one, the page is not genuine: keep it and "
     "ask the registry"}};
inline constexpr Problem kPageNothing{
    "publication.nothing_asked",
    Kind::BadInput,
    {"没有给出验真码或二维码的内容", "neither a code nor what a QR code says is given"},
    {"给出 code 或 mark 之一", "give one of code and mark"}};
inline constexpr Problem kPageAddress{
    "publication.address",
    Kind::BadInput,
    {"server.public_address 不是 41 个字符以内的 https 地址",
     "server.public_address is no https address of 41 characters at most"},
    {"改成学校访问本系统的地址，如 https://roster.school.edu.cn",
     "make it the address this server is reached by, such as https://roster.school.edu.cn"}};
inline constexpr Problem kPageListMalformed{
    "publication.list_malformed",
    Kind::BadInput,
    {"这不是签名的页清单", "this is no signed list of pages"},
    {"从这一版的页面上重新下载", "download it again from the edition's page"}};
inline constexpr Problem kPageMoved{
    "publication.page_moved",
    Kind::Conflict,
    {"验真码是真的，但属于另一页", "the code is genuine, but another page's"},
    {"这一页被换过：留下它，联系学籍科", "the page was exchanged: keep it and ask the registry"}};

inline constexpr const Problem* kPublicationProblems[] = {
    &kNotPublished, &kPageUnknown, &kPageNothing, &kPageAddress, &kPageListMalformed, &kPageMoved};

}  // namespace mingce::problem
