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

// ── what units are given ──

inline constexpr Problem kPublicationState{
    "publication.state",
    Kind::Conflict,
    {"这一项现在不能这样办", "the publication does not allow that now"},
    {"刷新后看它的状态", "look at its state again"}};
inline constexpr Problem kRecipientUnknown{
    "publication.recipient_unknown",
    Kind::NotFound,
    {"这一版没有这个接收单位", "the edition has no such recipient"},
    {"在列表中选择", "choose one of the list"}};
inline constexpr Problem kViewFieldUnknown{
    "publication.field_unknown",
    Kind::BadInput,
    {"封存的花名册没有这个字段，或重复",
     "the filed roster has no such field, or it is named twice"},
    {"在列表中选择字段", "choose fields of the list"}};
inline constexpr Problem kViewNoMask{"publication.no_mask",
                                     Kind::BadInput,
                                     {"这个字段没有遮盖方式", "there is no mask for the field"},
                                     {"整个给出或不给", "give it whole or not at all"}};
inline constexpr Problem kPublicField{
    "publication.public_field",
    Kind::BadInput,
    {"公示不能有这个字段", "the field may not be put up in public"},
    {"去掉证件号码、出生日期、电话、住址、银行卡号和 C3、C4 的原值",
     "leave out numbers, birth dates, contacts, accounts, and C3 and C4 values that are whole"}};
inline constexpr Problem kNoForm{"publication.no_form",
                                 Kind::BadInput,
                                 {"没有选形式", "no form is chosen"},
                                 {"至少选一种", "choose one at least"}};
inline constexpr Problem kUntilPast{"publication.until_past",
                                    Kind::BadInput,
                                    {"到期日已经过去", "the last day has passed"},
                                    {"选今天或以后的一天", "choose today or a later day"}};
inline constexpr Problem kNoTemplate{
    "publication.no_template",
    Kind::NotFound,
    {"以前没有发布过，没有设置可以套用", "nothing was published before to take over"},
    {"逐个加接收单位", "add recipients one by one"}};
inline constexpr Problem kNoPurpose{"publication.no_purpose",
                                    Kind::BadInput,
                                    {"没有写用途", "what it is for is not said"},
                                    {"写明用途再发", "say what it is for, then issue it"}};
inline constexpr Problem kNoUntil{"publication.no_until",
                                  Kind::BadInput,
                                  {"没有定到期日", "no last day is set"},
                                  {"定到期日再发", "set the last day, then issue it"}};
inline constexpr Problem kNoView{"publication.no_view",
                                 Kind::BadInput,
                                 {"没有选字段", "no field is chosen"},
                                 {"选字段再发", "choose fields, then issue it"}};
inline constexpr Problem kNoReceiver{
    "publication.no_receiver",
    Kind::BadInput,
    {"这个单位没有能接收的账号", "nobody of the recipient has an account that may take it"},
    {"请系统管理员建账号、安全管理员授权后再发",
     "let an account be made and granted its role, then issue it"}};
inline constexpr Problem kOwnPublication{
    "publication.own",
    Kind::Forbidden,
    {"自己发出的不能自己批准", "nobody approves what they issued themselves"},
    {"请另一位批准", "let somebody else approve it"}};
inline constexpr Problem kNoWords{"publication.no_words",
                                  Kind::BadInput,
                                  {"没有写明理由", "the reason is not given"},
                                  {"写明理由", "give the reason"}};

// ── what a receiver meets ──

inline constexpr Problem kLinkUnknown{
    "publication.link_unknown",
    Kind::NotFound,
    {"没有这个链接，或它不是发给您的", "there is no such link, or it was sent to somebody else"},
    {"用收到链接的单位的账号登录，或请学籍科重发",
     "sign in as somebody of the unit it was sent to, or ask the registry for another"}};
inline constexpr Problem kLinkExpired{
    "publication.link_expired",
    Kind::Conflict,
    {"这个链接已经到期", "the link has expired"},
    {"还需要的，请学籍科重新发出", "ask the registry to issue it again if you need it still"}};
inline constexpr Problem kLinkRevoked{
    "publication.link_revoked",
    Kind::Conflict,
    {"这个链接已被收回或换发", "the link was revoked or replaced"},
    {"在“收到的名册”里看新的链接，或联系学籍科",
     "look among the rosters you received for the new one, or ask the registry"}};
inline constexpr Problem kTermsFirst{
    "publication.terms_first",
    Kind::Conflict,
    {"还没有接受使用规范和保密承诺", "the terms of use are not accepted yet"},
    {"先阅读并接受", "read and accept them first"}};
inline constexpr Problem kTermsChanged{
    "publication.terms_changed",
    Kind::Conflict,
    {"使用规范已经更新", "the terms of use were changed"},
    {"阅读现行的再接受", "read the ones in force, then accept them"}};
inline constexpr Problem kFormNotGiven{"publication.form_not_given",
                                       Kind::BadInput,
                                       {"没有给这种形式", "this form is not given"},
                                       {"选给出的形式", "choose one that is given"}};
inline constexpr Problem kPasswordShown{
    "publication.password_shown",
    Kind::Conflict,
    {"这一份的口令已经显示过", "the copy's password was shown already"},
    {"没有记下的，作废这一份，重新下载另一份", "take another copy if it was not written down"}};
inline constexpr Problem kDbfCannotHold{
    "publication.dbf_cannot_hold",
    Kind::BadInput,
    {"DBF 容纳不下其中的字", "a DBF cannot hold characters of it"},
    {"改用 XLSX 或 CSV", "take XLSX or CSV instead"}};

inline constexpr const Problem* kRecipientProblems[] = {
    &kPublicationState, &kRecipientUnknown, &kViewFieldUnknown, &kViewNoMask,   &kPublicField,
    &kNoForm,           &kUntilPast,        &kNoTemplate,       &kNoPurpose,    &kNoUntil,
    &kNoView,           &kNoReceiver,       &kOwnPublication,   &kNoWords,      &kLinkUnknown,
    &kLinkExpired,      &kLinkRevoked,      &kTermsFirst,       &kTermsChanged, &kFormNotGiven,
    &kPasswordShown,    &kDbfCannotHold};

// ── the institution's certificate and seal ──

inline constexpr Problem kIdentityMissing{
    "publication.identity_missing",
    Kind::Unavailable,
    {"mingce.toml 的 [signing] 指的证书或口令文件读不到",
     "the certificate or password file that [signing] of mingce.toml names cannot be read"},
    {"改正路径，或删去 [signing]：不签名也能发布",
     "mend the path, or take [signing] out: PDFs can be published unsigned"}};
inline constexpr Problem kIdentityExposed{
    "publication.identity_exposed",
    Kind::Forbidden,
    {"证书口令文件别人也能读", "others may read the file with the certificate's password"},
    {"只让本程序的用户可读：chmod 400", "let this program's user alone read it: chmod 400"}};
inline constexpr Problem kSealMissing{
    "publication.seal_missing",
    Kind::Unavailable,
    {"mingce.toml 的 [seal] 指的印章图片读不到",
     "the picture that [seal] of mingce.toml names cannot be read"},
    {"改正路径，或删去 picture：改印程序画的章",
     "mend the path, or take picture out: a drawn seal stands in its place"}};

// ── on paper ──

inline constexpr Problem kSealNotPermitted{
    "paper.seal_not_permitted",
    Kind::Forbidden,
    {"这一版没有套印印章的许可", "no seal may be drawn on this edition's paper"},
    {"请分管校领导在本页许可，或印不带章的，再盖实物章",
     "ask the university's leader for permission on this page, or print without and stamp by "
     "hand"}};
inline constexpr Problem kSealUsedUp{
    "paper.seal_used_up",
    Kind::Forbidden,
    {"许可套印的份数已经用完", "the permitted number of sealed copies is used up"},
    {"请分管校领导再许可", "ask the university's leader to permit more"}};
inline constexpr Problem kPaperState{
    "paper.state",
    Kind::Conflict,
    {"这一份现在不能这样登记", "this copy cannot be recorded so now"},
    {"看它的记录", "look at its history"}};
inline constexpr Problem kPaperPerson{
    "paper.person",
    Kind::BadInput,
    {"没有写明是谁", "the person is not named"},
    {"写明领取、交回或监销的人", "name who took it, brought it back or watched it destroyed"}};
inline constexpr Problem kPaperCount{
    "paper.count",
    Kind::BadInput,
    {"一次印 1 到 50 份", "between 1 and 50 copies are printed at once"},
    {"改份数", "change the number"}};
inline constexpr Problem kPaperVolume{"paper.volume",
                                      Kind::NotFound,
                                      {"这一版没有这一分册", "the edition has no such volume"},
                                      {"在列表中选择", "choose one of the list"}};

inline constexpr const Problem* kPaperProblems[] = {
    &kIdentityMissing, &kIdentityExposed, &kSealMissing, &kSealNotPermitted, &kSealUsedUp,
    &kPaperState,      &kPaperPerson,     &kPaperCount,  &kPaperVolume};

inline constexpr Problem kProofOfCoverMalformed{
    "publication.proof_malformed",
    Kind::BadInput,
    {"这不是封面上的证明", "this is no proof of a cover"},
    {"把封面上大二维码的内容存成文件再验", "keep what the cover's large QR code says as a file"}};
inline constexpr Problem kProofOfCoverFalse{
    "publication.proof_false",
    Kind::Forbidden,
    {"证明不成立：这次发布不在学校签名的审计中",
     "the proof does not hold: this publishing is not in the audit the school signed"},
    {"留下这一册，联系学籍科", "keep the volume and ask the registry"}};

inline constexpr Problem kIssuedFileUnknown{
    "publication.file_unknown",
    Kind::NotFound,
    {"这不是名单上的文件：学校没有发过，或发出后被改过，或在名单导出之后才发",
     "the file is not on the list: the school never issued it, it was altered, or it was issued "
     "after the list"},
    {"重新导出名单再验；仍不符的，联系学籍科",
     "take a new list and try again; if it is not on that either, ask the registry"}};
inline constexpr Problem kSignedByOther{
    "publication.signed_by_other",
    Kind::Forbidden,
    {"签名成立，但不是学校的证书签的",
     "the signature holds, but the certificate is not the school's"},
    {"不要当作学校的文件，联系学籍科", "do not take it for the school's: ask the registry"}};

inline constexpr const Problem* kPublicationProblems[] = {
    &kNotPublished,      &kPageUnknown,  &kPageNothing,           &kPageAddress,
    &kPageListMalformed, &kPageMoved,    &kProofOfCoverMalformed, &kProofOfCoverFalse,
    &kIssuedFileUnknown, &kSignedByOther};

}  // namespace mingce::problem
