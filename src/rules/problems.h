// Why a text is no citizen identity number. Only CitizenId::parse refuses; rules make findings.
#pragma once

#include <array>

#include "base/result.h"

namespace mingce::problem {

inline constexpr Problem kCitizenIdLength = {
    "citizen_id.length",
    Kind::BadInput,
    {"公民身份号码应为 18 位", "A citizen identity number has 18 characters"},
    {"请对照证件重新录入", "Copy it again from the document"}};
inline constexpr Problem kCitizenIdDigits = {
    "citizen_id.digits",
    Kind::BadInput,
    {"公民身份号码前 17 位应全为数字，末位为数字或 X",
     "A citizen identity number is 17 digits and a digit or X"},
    {"请对照证件重新录入", "Copy it again from the document"}};
inline constexpr Problem kCitizenIdBirthDate = {
    "citizen_id.birth_date",
    Kind::BadInput,
    {"公民身份号码中的出生日期不存在", "The birth date in the citizen identity number is no day"},
    {"请对照证件重新录入", "Copy it again from the document"}};
inline constexpr Problem kCitizenIdCheck = {
    "citizen_id.check",
    Kind::BadInput,
    {"公民身份号码的校验码不符", "The citizen identity number fails its check character"},
    {"请对照证件重新录入", "Copy it again from the document"}};

/// Every one of them, for docs/problems.md.
inline constexpr std::array kRulesProblems = {&kCitizenIdLength, &kCitizenIdDigits,
                                              &kCitizenIdBirthDate, &kCitizenIdCheck};

}  // namespace mingce::problem
