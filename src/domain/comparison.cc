#include "domain/comparison.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

namespace mingce {

namespace {

// In the order they are trusted.
constexpr std::array kKeyFields = {Field::ExamNumber, Field::IdNumber, Field::StudentNo};

using Rows = std::vector<std::int64_t>;

class Comparison {
public:
    Comparison(const Students& incoming, const ExistingStudents& existing)
        : incoming_(incoming),
          existing_(existing),
          is_taken_(existing.records.size() + existing.merged.size()) {
        for (std::size_t k = 0; k < kKeyFields.size(); ++k)
            for (std::size_t i = 0; i < is_taken_.size(); ++i) {
                const auto at = static_cast<std::int64_t>(i);
                if (const std::string& key = values_of(at)[kKeyFields[k]]; !key.empty())
                    by_key_[k][key].push_back(at);
            }
    }

    ComparedRow compare(std::uint32_t row) {
        ComparedRow compared;
        compared.row = row;
        const Rows candidates = candidates_of(row);
        if (candidates.empty()) return compared;
        const std::int64_t best = nearest(row, candidates);
        if (best < 0 || is_another_person(row, best)) {
            compared.outcome = RowOutcome::Conflict;
            for (std::int64_t candidate : candidates)
                compared.candidates.push_back(living(candidate));
            return compared;
        }
        is_taken_[static_cast<std::size_t>(best)] = true;
        compared.existing = living(best);
        sort_differences(compared, values_of(best));
        return compared;
    }

private:
    bool is_merged(std::int64_t index) const {
        return static_cast<std::size_t>(index) >= existing_.records.size();
    }
    const MergedStudent& merged(std::int64_t index) const {
        return existing_.merged[static_cast<std::size_t>(index) - existing_.records.size()];
    }
    /// Index of the record that the student is, or lives on in.
    std::int64_t living(std::int64_t index) const {
        return is_merged(index) ? static_cast<std::int64_t>(merged(index).kept) : index;
    }
    const FieldValues& values_of(std::int64_t index) const {
        return is_merged(index) ? merged(index).values
                                : existing_.records[static_cast<std::size_t>(index)].values;
    }

    /// Students that the most trusted number points at, then those of the others.
    Rows candidates_of(std::uint32_t row) const {
        Rows found;
        for (std::size_t k = 0; k < kKeyFields.size(); ++k) {
            const std::string_view key = incoming_.value(row, kKeyFields[k]);
            if (key.empty()) continue;
            const auto rows = by_key_[k].find(key);
            if (rows == by_key_[k].end()) continue;
            for (std::int64_t i : rows->second)
                if (std::find(found.begin(), found.end(), i) == found.end()) found.push_back(i);
        }
        return found;
    }

    std::size_t differences(std::uint32_t row, std::int64_t existing) const {
        const FieldValues& values = values_of(existing);
        std::size_t count = 0;
        for (Field field : kAllFields) {
            const std::string_view value = incoming_.value(row, field);
            count += !value.empty() && value != values[field] ? 1 : 0;
        }
        return count;
    }

    /// The candidate not taken by an earlier row that differs least; -1 where all are taken.
    std::int64_t nearest(std::uint32_t row, const Rows& candidates) const {
        std::int64_t best = -1;
        std::size_t least = 0;
        for (std::int64_t candidate : candidates) {
            if (is_taken_[static_cast<std::size_t>(candidate)]) continue;
            const std::size_t count = differences(row, candidate);
            if (best >= 0 && count >= least) continue;
            best = candidate;
            least = count;
        }
        return best;
    }

    /// One number agrees, but the name and another number do not: a slip in a number must not put
    /// one person's data on another.
    bool is_another_person(std::uint32_t row, std::int64_t existing) const {
        const FieldValues& values = values_of(existing);
        const auto differs = [&](Field field) {
            const std::string_view value = incoming_.value(row, field);
            return !value.empty() && !values[field].empty() && value != values[field];
        };
        if (!differs(Field::Name)) return false;
        return std::any_of(kKeyFields.begin(), kKeyFields.end(), differs) ||
               differs(Field::BirthDate);
    }

    /// `before` is what the student said until now: the record's values, or those of the merged
    /// one.
    void sort_differences(ComparedRow& compared, const FieldValues& before) const {
        const auto at = static_cast<std::size_t>(compared.existing);
        const FieldValues& values = existing_.records[at].values;
        const std::vector<Field>& by_person = existing_.set_by_person[at];
        for (Field field : kAllFields) {
            const std::string_view value = incoming_.value(compared.row, field);
            if (value.empty() || value == values[field] || value == before[field]) continue;
            const bool stands =
                std::find(by_person.begin(), by_person.end(), field) != by_person.end() ||
                (field == Field::StudentNo && !values[field].empty()) ||
                // At the merge the other one's word won.
                (!before[field].empty() && before[field] != values[field]);
            (stands ? compared.kept : compared.taken)
                .push_back({field, values[field], std::string(value)});
        }
        compared.outcome = !compared.kept.empty()    ? RowOutcome::Conflict
                           : !compared.taken.empty() ? RowOutcome::Changed
                                                     : RowOutcome::Same;
    }

    const Students& incoming_;
    const ExistingStudents& existing_;
    std::vector<bool> is_taken_;
    std::array<std::unordered_map<std::string_view, Rows>, kKeyFields.size()> by_key_;
};

}  // namespace

std::vector<ComparedRow> compare_with_record(const Students& incoming,
                                             const ExistingStudents& existing) {
    Comparison comparison(incoming, existing);
    std::vector<ComparedRow> rows;
    rows.reserve(incoming.size());
    for (std::uint32_t row = 0; row < incoming.size(); ++row)
        rows.push_back(comparison.compare(row));
    return rows;
}

}  // namespace mingce
