// The admitted major: T_TDD holds only a number that means something in one plan of one province.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "normalise/table.h"

namespace mingce {

/// The parts of the key that joins T_TDD with the plan, in the order of the array.
enum class MajorPart : std::uint8_t { Batch, Track, Nature, PlanKind, Unit, Number };
constexpr std::size_t kMajorPartCount = 6;
using MajorKey = std::array<std::string_view, kMajorPartCount>;

/// How a major was found, best first. The last two found none.
enum class MajorPath : std::uint8_t {
    WholeKey,
    WithoutPlanKind,
    WithoutUnit,
    ByNumber,
    Ambiguous,
    None
};

struct FoundMajor {
    MajorPath path = MajorPath::None;
    std::string_view code, name;                  // national code, name; views into the tables
    std::string_view level, duration, direction;  // TD_ZYDH only: CCDM, XZDM, ZKFX
    std::string choices;                          // Ambiguous: the names it may be
};

/// Finds majors in T_JHK, T_QBJHK and TD_ZYDH (each may be null). The tables must outlive it.
/// Source: the join that importers of these tables use; fallbacks in the order of MajorPath.
class MajorFinder {
public:
    struct Tables {
        const Table* plan = nullptr;       // T_JHK
        const Table* all_plans = nullptr;  // T_QBJHK
        const Table* majors = nullptr;     // TD_ZYDH
    };
    /// `known` says which parts T_TDD has a column for; the others are left out of every key.
    MajorFinder(const Tables& tables, const std::array<bool, kMajorPartCount>& known);

    FoundMajor find(const MajorKey& key) const;

private:
    /// The lines of one table under one choice of parts, codes exact and without leading zeros.
    struct Index {
        const Table* table = nullptr;
        std::array<bool, kMajorPartCount> parts{};
        MajorPath path = MajorPath::None;
        std::unordered_map<std::string, std::vector<std::size_t>> exact, tolerant;
    };
    void add_index(const Table* table, std::array<bool, kMajorPartCount> parts, MajorPath path);
    const std::vector<std::size_t>* lines_of(const Index& index, const MajorKey& key) const;
    void add_study(FoundMajor& found, const MajorKey& key) const;

    std::vector<Index> indexes_;
};

}  // namespace mingce
