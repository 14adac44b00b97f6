// What comparing an import with the record, and merging two students, may find.
#pragma once

#include <array>

#include "domain/finding.h"

namespace mingce::import_rule {

inline constexpr RuleText kPersonsWordStands = {
    "RC-001",
    0,
    Severity::Warning,
    {"移交为 {raw}，库中已由人改为 {value}，保留库中的",
     "The hand-over says {raw}; a person had set {value}, which was kept"},
    {"核对后采用建议值，或豁免", "check, then take the proposed value or waive"},
    "名册系统规则"};
inline constexpr RuleText kNumbersDisagree = {
    "RC-002",
    0,
    Severity::Blocking,
    {"号码与库中已有的学生相同，但姓名和另一号码不同，先按两人处理",
     "A number is that of a student of the record, but the name and another number are not; kept "
     "as two people"},
    {"在 mingce match list 中确认是否同一人", "say in mingce match list whether they are one"},
    "名册系统规则"};

inline constexpr RuleText kMergeLost = {
    "RC-003",
    0,
    Severity::Warning,
    {"合并前另一行为 {raw}，保留 {value}",
     "The row merged into this one said {raw}; {value} was kept"},
    {"核对后采用建议值，或豁免", "check, then take the proposed value or waive"},
    "名册系统规则"};
inline constexpr RuleText kNumberGiven = {
    "RC-004",
    0,
    Severity::Warning,
    {"移交的学号为 {raw}，库中已编 {value}；学号一经编定不再更改，保留库中的",
     "The hand-over says {raw}; the number given before is {value} and is never changed"},
    {"核对移交的学号", "check the number that was handed over"},
    "名册系统规则"};

inline constexpr std::array kAll = {&kPersonsWordStands, &kNumbersDisagree, &kMergeLost,
                                    &kNumberGiven};

}  // namespace mingce::import_rule
