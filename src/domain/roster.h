// A roster put together: which students stand on which line of which volume, with the texts that
// will be printed. Every output (PDF, XLSX, CSV, DBF) is made from this and nothing else.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/definition.h"
#include "domain/students.h"

namespace mingce {

/// What stands on the paper besides students.
struct RosterMeta {
    std::string institution;               // 临溪大学
    std::string intake;                    // 2026 级
    Date as_of;                            // all dates inside the files are this one
    std::string as_of_text;                // as printed; "" prints the date
    std::string edition;                   // 第 1 版; "" prints 送审稿
    std::vector<std::string> departments;  // in the school's order; others follow by pinyin
    // Of a part compiled to be looked at: the volumes that stand before and after it.
    std::size_t volumes_before = 0, volumes_after = 0;
};

/// Headings of those who have no department, major or class.
inline constexpr std::string_view kNoDepartment = "未分院系", kNoMajor = "未定专业",
                                  kNoClass = "未分班";

struct Tally {
    std::uint32_t total = 0, men = 0, women = 0;
    std::uint32_t minorities = 0, party_members = 0, league_members = 0;
    void add(const Tally& other);
};

struct RosterRow {
    std::uint32_t student = 0;       // row of Students
    std::uint32_t serial = 0;        // from 1
    std::vector<std::string> cells;  // one per column of the definition, masked
};

/// One class (or major, or department): rows that share their values of Definition::group.
struct RosterGroup {
    std::string department, major, class_name;  // "" where the definition does not group by it
    std::string duration;                       // 学制, where all rows agree
    bool unassigned = false;                    // the innermost value is missing
    Tally tally;
    std::vector<RosterRow> rows;
    /// The innermost heading.
    const std::string& name() const;
};

/// Where a student was admitted to, by the definition's groups; "" where it does not group by it.
struct RosterPlace {
    std::string department, major, class_name;
    bool operator==(const RosterPlace&) const = default;
};

/// 附表: students of a volume in one state that keeps them from its body.
struct RosterAnnex {
    EnrolmentState state = EnrolmentState::Deferred;
    Tally tally;
    std::vector<RosterRow> rows;      // in the roster's order, numbered from 1
    std::vector<RosterPlace> places;  // one per row: no heading above them says it
};

struct RosterVolume {
    std::string name;  // the department's, or "" for a roster in one volume
    Tally tally;       // of the groups; nobody of the annex
    std::vector<RosterGroup> groups;
    std::vector<RosterAnnex> annex;  // in the definition's order, none that is empty
    std::map<std::string, std::uint32_t> provinces;  // 生源地 -> students
    std::uint32_t major_count() const;
    /// Students of the annex in one state, or in any.
    std::uint32_t annexed(EnrolmentState state) const;
    std::uint32_t annexed() const;
};

/// A department, major or class that is a long number: the row has slipped.
struct ValueOutOfPlace {
    std::uint32_t student = 0;
    Field field = Field::Department;
};

struct CompiledRoster {
    Definition definition;
    RosterMeta meta;
    std::vector<RosterVolume> volumes;
    std::vector<ValueOutOfPlace> out_of_place;  // listed among the unassigned
    std::uint64_t rows_in = 0, rows_listed = 0, rows_annexed = 0, rows_filtered = 0;
};

/// Whether a department, major or class is another column's number: a document's, a phone.
bool is_number_out_of_place(Field field, std::string_view value);

/// Hides a value; the domain may not know how (access/mask.h does).
using MaskFunction = std::function<std::string(MaskKind, std::string_view)>;

/// Puts the roster together. A student without a department, major or class, or with a long number
/// in its place, stands in a group at the end (未分院系, 未定专业, 未分班). A student in one of the
/// definition's annex states stands in the annex of the volume, which may then have no group at
/// all. Always rows_in = rows_listed + rows_annexed + rows_filtered.
CompiledRoster compile(const Definition& definition, const Students& students,
                       const RosterMeta& meta, const MaskFunction& mask);

/// Of students who stand in the roster's order already: a revision's. None is filtered.
CompiledRoster compile_in_order(const Definition& definition, const Students& students,
                                const RosterMeta& meta, const MaskFunction& mask);

/// `pattern` with {institution} {intake} {department} {major} {class} filled in.
std::string fill_pattern(std::string_view pattern, const RosterMeta& meta,
                         const RosterGroup& group);

}  // namespace mingce
