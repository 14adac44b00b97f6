// Refusals of publications and their copies in the database, for people.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kPublicationUnknown{"publication.unknown",
                                             Kind::NotFound,
                                             {"没有这项发布", "there is no such publication"},
                                             {"刷新后再看", "look at the list again"}};
inline constexpr Problem kRecipientTaken{
    "publication.recipient_taken",
    Kind::Conflict,
    {"这一版已经有给这个单位的一项", "the edition has a publication for this recipient already"},
    {"改那一项", "change that one"}};
inline constexpr Problem kPublicationChanged{
    "publication.changed_meanwhile",
    Kind::Conflict,
    {"刚才有人改了这一项", "somebody changed this publication meanwhile"},
    {"刷新后看清现状再改", "look at how it stands now, then change it"}};
inline constexpr Problem kPublicationDecided{"publication.decided_already",
                                             Kind::Conflict,
                                             {"已经表过态", "you have decided on it already"},
                                             {"等其他批准人", "wait for the other approver"}};
inline constexpr Problem kCopyUnknown{
    "publication.copy_unknown",
    Kind::NotFound,
    {"没有这一份", "there is no such copy"},
    {"在收到的名册中重新下载", "download it from what you received"}};
inline constexpr Problem kCopyGone{
    "publication.copy_gone",
    Kind::Conflict,
    {"这一份的链接已失效，文件已删除", "the copy's link has ended and its file is gone"},
    {"请学籍科重新发出", "ask the registry to issue it again"}};
inline constexpr Problem kPaperCopyUnknown{"paper.unknown",
                                           Kind::NotFound,
                                           {"没有这份纸质名册", "there is no such copy on paper"},
                                           {"刷新后再看", "look at the list again"}};

inline constexpr std::array kStoredPublicationProblems = {
    &kPublicationUnknown, &kRecipientTaken, &kPublicationChanged, &kPublicationDecided,
    &kCopyUnknown,        &kCopyGone,       &kPaperCopyUnknown};

}  // namespace mingce::problem
