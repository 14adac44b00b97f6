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

/// What a rule of this kind says depends on how the value arrived (a number cell, a DBF's width,
/// the other rows of its file), not on the value alone: it cannot be judged again from the record.
bool is_of_the_carrier(std::string_view code);
/// Compares students with each other: two with one number, a phone of too many.
bool compares_students(std::string_view code);

/// Says of a row only what `told` said of it already, by its code: nobody is told again, nor is
/// anything proposed from digits that are known to be lost.
bool follows_from(std::string_view code, std::string_view told);

/// The findings that required values of one student are not there. check_students says so of a row
/// only where its sheet has the column, else once for the sheet.
std::vector<Finding> find_absent(const Students& students, std::uint32_t row,
                                 const DataStandard& standard);
bool tells_of_absence(std::string_view code);

/// Runs student, file and intake rules. Findings come ordered by source, row number, column, code;
/// those without a row come last. What only follows from another finding is left out.
/// Deterministic.
std::vector<Finding> check_students(const Students& students, const CheckContext& context);

}  // namespace mingce
