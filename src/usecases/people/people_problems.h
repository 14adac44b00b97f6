// Why somebody is not let in, or an account or grant not made.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kSessionNone{
    "session.none",
    Kind::Forbidden,
    {"没有登录，或登录已经失效", "you are not signed in, or no longer"},
    {"请重新登录", "sign in again"}};
inline constexpr Problem kSessionRefused{
    "session.refused",
    Kind::Forbidden,
    {"登录名、口令或动态口令不对", "login, password or code is not right"},
    {"核对后再试；忘记口令请系统管理员重置",
     "look again; where it is forgotten, a system administrator resets it"}};
inline constexpr Problem kSessionWait{
    "session.wait",
    Kind::Unavailable,
    {"失败次数过多，暂不能再试（括号内为秒数）",
     "there were too many failures (seconds to wait in brackets)"},
    {"等到时间再试", "try again after that time"}};
inline constexpr Problem kSessionCode{
    "session.code",
    Kind::Forbidden,
    {"动态口令不对，或已经用过", "the code is not right, or was used already"},
    {"等验证器显示下一个再输入；仍不对时核对手机时间",
     "wait for the next one; if that fails, check the phone's clock"}};
/// Not session.code, which ends a session that has not begun: this one goes on.
inline constexpr Problem kConfirmCode{
    "session.confirm",
    Kind::Forbidden,
    {"动态口令不对，或已经用过，什么都没有做",
     "the code is not right, or was used already; nothing was done"},
    {"等验证器显示下一个再输入；仍不对时核对手机时间",
     "wait for the next one; if that fails, check the phone's clock"}};
inline constexpr Problem kSessionStage{
    "session.stage",
    Kind::Forbidden,
    {"登录还没有完成，或这一步已经做过", "signing in is at another step"},
    {"按顺序完成：动态口令、选择角色", "take the steps in order: second factor, then role"}};
inline constexpr Problem kSessionChoice{
    "session.choice",
    Kind::Forbidden,
    {"您没有这个角色，或授权已经结束", "you do not have this role, or no longer"},
    {"从列出的角色中选择", "choose one of those listed"}};
inline constexpr Problem kSecondFactorThere{
    "session.second_factor_there",
    Kind::Conflict,
    {"动态口令已经启用", "the second factor is set up already"},
    {"换手机时请系统管理员重置账号", "for another phone, have the account reset"}};
inline constexpr Problem kNotEnrolling{
    "session.not_enrolling",
    Kind::Conflict,
    {"没有等待确认的动态口令", "no second factor waits to be confirmed"},
    {"先扫描二维码，再输入动态口令", "scan the code first, then type what is shown"}};

inline constexpr Problem kPasswordShort{
    "password.short",
    Kind::BadInput,
    {"口令不足 10 个字符", "the password has fewer than 10 characters"},
    {"用一句自己记得住的话", "take a sentence you remember"}};
inline constexpr Problem kPasswordLong{
    "password.long",
    Kind::BadInput,
    {"口令超过 128 个字符", "the password has more than 128 characters"},
    {"缩短一些", "make it shorter"}};
inline constexpr Problem kPasswordMalformed{
    "password.malformed",
    Kind::BadInput,
    {"口令里有控制字符，或不是 UTF-8", "the password holds controls, or is not UTF-8"},
    {"换成可以输入的字符", "take characters that can be typed"}};
inline constexpr Problem kPasswordHoldsLogin{
    "password.holds_login",
    Kind::BadInput,
    {"口令里含有登录名", "the password holds the login"},
    {"换一个与登录名无关的口令", "take one that has nothing to do with it"}};
inline constexpr Problem kPasswordGuessable{
    "password.guessable",
    Kind::BadInput,
    {"口令属于最常见的一类，容易猜到",
     "the password is of the most common kind and easily guessed"},
    {"不用连号、键盘顺序、重复和常见词", "no runs, keyboard rows, repeats or common words"}};

inline constexpr Problem kAccountsBegun{
    "account.begun",
    Kind::Conflict,
    {"账号已经建立过", "there are accounts already"},
    {"由系统管理员建立其他账号", "a system administrator makes the others"}};
inline constexpr Problem kLoginMalformed{"account.login_malformed",
                                         Kind::BadInput,
                                         {"登录名应为 2–64 个小写字母、数字或 . _ - @",
                                          "a login has 2 to 64 letters, digits or . _ - @"},
                                         {"换一个登录名", "choose another login"}};
inline constexpr Problem kAccountNameMalformed{
    "account.name_malformed",
    Kind::BadInput,
    {"姓名过长或不是文字", "the name is too long, or is no text"},
    {"写 64 个字以内", "write at most 64 characters"}};
inline constexpr Problem kAccountCode{
    "account.code",
    Kind::Forbidden,
    {"激活码不对、已用过或已过期", "the activation code is wrong, used or too old"},
    {"核对后再试，或请系统管理员重置账号", "look again, or have the account reset for a new one"}};
inline constexpr Problem kAccountAdministrators{
    "account.administrators",
    Kind::Forbidden,
    {"安全管理员和审计管理员的账号不能由系统管理员重置",
     "a security or audit administrator's account is not reset by a system administrator"},
    {"在服务器上运行 mingce account reset", "run mingce account reset at the server"}};
inline constexpr Problem kAccountNoClient{
    "account.no_client",
    Kind::BadInput,
    {"密钥只发给接口程序的账号", "keys are for accounts of programs"},
    {"用 mingce account add --client 建立", "make one by mingce account add --client"}};

inline constexpr Problem kGrantScope{
    "grant.scope",
    Kind::BadInput,
    {"授权的范围或用途与角色不符", "scope or purpose of the grant do not fit the role"},
    {"院系角色写院系，班级角色写院系和班级，职能部门写用途",
     "name departments, classes or the purpose, as the role needs"}};
inline constexpr Problem kGrantDays{
    "grant.days",
    Kind::BadInput,
    {"授权的起止日期不对；管理员的授权没有截止日期",
     "the days of the grant are not right; an administrator's has no last one"},
    {"截止日期不早于起始日期和今天", "the last day is not before the first, nor before today"}};
inline constexpr Problem kGrantReason{"grant.reason_missing",
                                      Kind::BadInput,
                                      {"没有写明理由", "no reason is given"},
                                      {"写明依据", "say why"}};
inline constexpr Problem kGrantExcluded{
    "grant.excluded",
    Kind::Conflict,
    {"系统、安全、审计三种管理员互斥，也不能兼任其他角色",
     "system, security and audit administrators exclude one another and every other role"},
    {"为另一个人授权，或先结束他现有的授权",
     "grant it to somebody else, or end the grants they have"}};
inline constexpr Problem kGrantOwn{
    "grant.own",
    Kind::Forbidden,
    {"不能为自己授权", "nobody grants a role to themselves"},
    {"请另一位安全管理员办理", "ask another security administrator"}};
inline constexpr Problem kGrantSecondPerson{
    "grant.second_person",
    Kind::Forbidden,
    {"提出的人不能自己确认", "whoever proposed it does not confirm it"},
    {"请另一位安全管理员确认", "ask another security administrator to confirm it"}};
inline constexpr Problem kGrantState{
    "grant.state",
    Kind::Conflict,
    {"这项授权已经确认或结束", "the grant was confirmed or ended already"},
    {"刷新后再看", "look at it again"}};
inline constexpr Problem kLastAdministrators{
    "grant.last_administrators",
    Kind::Conflict,
    {"至少要留下一名系统、两名安全、一名审计管理员",
     "one system, two security and one audit administrator must remain"},
    {"先为接任的人授权并确认", "grant the role to a successor first"}};

inline constexpr Problem kDemoNoStudent{
    "demo.no_student",
    Kind::Misuse,
    {"档案里还没有分班的学生，演示账号无处授权",
     "the record has no student with a class yet, so there is nothing to grant"},
    {"先导入演示移交数据（mingce demo make、mingce import）",
     "import a demo hand-over first (mingce demo make, mingce import)"}};
inline constexpr Problem kDemoNoAccounts{
    "demo.no_accounts",
    Kind::NotFound,
    {"这个目录没有这样的演示账号", "this folder has no such demo account"},
    {"先运行 mingce demo accounts", "run mingce demo accounts first"}};

inline constexpr std::array kPeopleProblems = {
    &kDemoNoStudent,        &kDemoNoAccounts,    &kSessionNone,
    &kSessionRefused,       &kSessionWait,       &kConfirmCode,
    &kSessionCode,          &kSessionStage,      &kSessionChoice,
    &kSecondFactorThere,    &kNotEnrolling,      &kPasswordShort,
    &kPasswordLong,         &kPasswordMalformed, &kPasswordHoldsLogin,
    &kPasswordGuessable,    &kAccountsBegun,     &kLoginMalformed,
    &kAccountNameMalformed, &kAccountCode,       &kAccountAdministrators,
    &kAccountNoClient,      &kGrantScope,        &kGrantDays,
    &kGrantReason,          &kGrantExcluded,     &kGrantOwn,
    &kGrantSecondPerson,    &kGrantState,        &kLastAdministrators};

}  // namespace mingce::problem
