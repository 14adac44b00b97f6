// The rules: findings on a student, a file, an intake. Pure: no file, clock or database.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "base/date.h"
#include "domain/code_tables.h"
#include "domain/finding.h"
#include "domain/organisation.h"
#include "domain/regions.h"
#include "domain/standard.h"
#include "domain/students.h"

namespace mingce {

struct CheckContext {
    const DataStandard& standard;
    const CodeTables& codes;
    const Regions& regions;
    const Organisation& organisation;  // empty: rules that need it stay silent
    Date today;
    std::int32_t intake_year = 0;  // 0: today's year
};

/// Every rule, in the order of the tables; docs/rules.md is generated from it.
std::span<const RuleText> all_rules();
const RuleText* rule_by_code(std::string_view code);

/// Runs student, file and intake rules. Findings come ordered by source, row number, column, code;
/// those without a row come last. What only follows from another finding is left out.
/// Deterministic.
std::vector<Finding> check_students(const Students& students, const CheckContext& context);

}  // namespace mingce
