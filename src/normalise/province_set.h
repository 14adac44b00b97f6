// One province's tables -> students: both generations of the admission system's files.
#pragma once

#include <string>
#include <vector>

#include "domain/finding.h"
#include "domain/students.h"
#include "normalise/sheet_normaliser.h"
#include "normalise/table.h"

namespace mingce {

/// The tables of one folder. Only T_TDD must be there.
struct ProvinceSet {
    std::string folder;  // as shown to people, with '/'; names the province
    std::vector<Table> tables;
};

/// What became of a set: candidates = admitted + not_admitted.
struct ProvinceOutcome {
    std::string province;    // 安徽; "" when nothing tells
    std::string generation;  // "2012" (25 files) or "2017" (42 files, T_BMK split from T_TDD)
    std::uint64_t candidates = 0, admitted = 0, not_admitted = 0, deleted_records = 0;
    std::uint64_t without_placement = 0;  // records of T_BMK that no record of T_TDD speaks of
    std::vector<std::string> missing_tables, not_read_tables;
    std::vector<std::string> forced_headers;  // of the column map: those this set has
    std::vector<Finding> findings;
};

/// Appends the admitted candidates: LQZY[DM] filled, and KSZT 1 or 5 or TDYYDM blank. Values carry
/// names; the province's own codes stay as raw text.
/// Errors: BadInput — no T_TDD, two of one table, T_TDD empty or without KSH and LQZY. Then no
/// student was added.
/// Source: structure of both generations as their importers read it.
Result<ProvinceOutcome> read_province_set(const ProvinceSet& set, const NormaliseContext& context,
                                          Students& students);

}  // namespace mingce
