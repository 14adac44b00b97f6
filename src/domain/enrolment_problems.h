// Refusals of a student's status events, for people.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kEnrolmentStep{
    "enrolment.step",
    Kind::Conflict,
    {"学生当时的状态不允许这一事项", "the student's state at that time does not allow this"},
    {"核对事项和生效日期；允许的变动见 docs/enrolment.md",
     "check the event and its date; docs/enrolment.md shows what is allowed"}};
inline constexpr Problem kEnrolmentUntilMissing{
    "enrolment.until_missing",
    Kind::BadInput,
    {"这一事项要写明截止日期", "this event needs the date it lasts until"},
    {"填写截止日期", "give the last day"}};
inline constexpr Problem kEnrolmentUntilNotAllowed{
    "enrolment.until_not_allowed",
    Kind::BadInput,
    {"这一事项没有截止日期", "this event does not last until a date"},
    {"去掉截止日期", "leave the date out"}};
inline constexpr Problem kEnrolmentUntilBefore{
    "enrolment.until_before",
    Kind::BadInput,
    {"截止日期早于生效日期", "the last day lies before the day it takes effect"},
    {"核对两个日期", "check the two dates"}};
inline constexpr Problem kEnrolmentTransferNotFirst{
    "enrolment.transfer_not_first",
    Kind::Conflict,
    {"转入只能是学生在本校的第一个事项",
     "a transfer in can only be the first event at this school"},
    {"本校录取的学生请办理报到和注册", "a student admitted here reports and registers"}};

inline constexpr std::array kEnrolmentProblems = {
    &kEnrolmentStep, &kEnrolmentUntilMissing, &kEnrolmentUntilNotAllowed, &kEnrolmentUntilBefore,
    &kEnrolmentTransferNotFirst};

}  // namespace mingce::problem
