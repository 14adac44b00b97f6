// Why a status event is not recorded, or not taken back.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kListNoColumn{"list.no_column",
                                       Kind::BadInput,
                                       {"名单中没有考生号、学号或证件号码列",
                                        "the list has no column of exam, student or document "
                                        "numbers"},
                                       {"给名单加上这样的表头", "give it such a header"}};
inline constexpr Problem kStatusNobody{
    "status.nobody",
    Kind::BadInput,
    {"没有指出任何学生", "no student is named"},
    {"写出编号，或用 --list 给出名单", "name students, or give a list by --list"}};
inline constexpr Problem kStatusEventUnknown{"status.event_unknown",
                                             Kind::BadInput,
                                             {"没有这种学籍事项", "there is no such event"},
                                             {"事项见 docs/enrolment.md，如 报到、注册学籍",
                                              "events stand in docs/enrolment.md: report, "
                                              "register"}};
inline constexpr Problem kStatusStateUnknown{
    "status.state_unknown",
    Kind::BadInput,
    {"没有这种学籍状态", "there is no such state"},
    {"状态见 docs/enrolment.md，如 在读", "states stand in docs/enrolment.md: enrolled"}};
inline constexpr Problem kStatusReasonMissing{"status.reason_missing",
                                              Kind::BadInput,
                                              {"这一变动要写明理由", "this step needs a reason"},
                                              {"用 --reason 写明", "say why by --reason"}};
inline constexpr Problem kStatusDocumentMissing{
    "status.document_missing",
    Kind::BadInput,
    {"这一变动要有学校决定或转学手续的文号",
     "this step needs the number of the decision or agreement it rests on"},
    {"用 --document 写出文号", "give it by --document"}};
inline constexpr Problem kStatusNotAll{
    "status.not_all",
    Kind::Conflict,
    {"名单中有不能登记的学生，见上；什么也没有登记",
     "some of those named cannot be recorded, see above; nothing was recorded"},
    {"改正后重来；只有找不到的，可加 --skip-unknown",
     "mend the list; where they are only unknown, add --skip-unknown"}};
inline constexpr Problem kStatusSequence{
    "status.sequence",
    Kind::NotFound,
    {"该生没有这一序号的事项，或已撤回", "the student has no such event, or it was taken back"},
    {"用 mingce status history 查看序号", "see the numbers by mingce status history"}};

inline constexpr std::array kStatusProblems = {
    &kListNoColumn,        &kStatusNobody,          &kStatusEventUnknown, &kStatusStateUnknown,
    &kStatusReasonMissing, &kStatusDocumentMissing, &kStatusNotAll,       &kStatusSequence};

}  // namespace mingce::problem
