// What comparing an import with the record may find.
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

inline constexpr std::array kAll = {&kPersonsWordStands, &kNumbersDisagree};

}  // namespace mingce::import_rule
