#include "domain/comparison.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text_index.h"

namespace mingce {

void ExistingStudents::add(const StudentRecord& record) {
    for (Field field : kAllFields)
        if (!record.values[field].empty())
            values_.set(size_with_merged(), static_cast<std::size_t>(field), record.values[field]);
    students_.push_back({record.id, static_cast<std::uint32_t>(record.version), record.is_frozen});
}

void ExistingStudents::add_merged(const StudentRecord& record, std::uint32_t kept) {
    add(record);
    kept_.push_back(kept);
}

void ExistingStudents::add_set_by_person(std::uint32_t index, Field field) {
    set_by_person_.emplace(index, field);
}

FieldValues ExistingStudents::values(std::size_t index) const {
    FieldValues values;
    for (Field field : kAllFields) values[field] = value(index, field);
    return values;
}

bool ExistingStudents::is_set_by_person(std::uint32_t index, Field field) const {
    return set_by_person_.count({index, field}) != 0;
}

void ComparedRow::tell(RowDifferences found) {
    const bool stands = !found.kept.empty() || !found.candidates.empty();
    outcome = stands                 ? RowOutcome::Conflict
              : !found.taken.empty() ? RowOutcome::Changed
                                     : RowOutcome::Same;
    if (outcome != RowOutcome::Same)
        differences_ = std::make_unique<RowDifferences>(std::move(found));
}

namespace {

// In the order they are trusted.
constexpr std::array kKeyFields = {Field::ExamNumber, Field::IdNumber, Field::StudentNo};

using Indexes = std::vector<std::uint32_t>;

class Comparison {
public:
    Comparison(const Students& incoming, const ExistingStudents& existing)
        : incoming_(incoming), existing_(existing), is_taken_(existing.size_with_merged()) {
        for (std::size_t k = 0; k < kKeyFields.size(); ++k) {
            for (std::uint32_t i = 0; i < is_taken_.size(); ++i)
                if (const auto key = existing.value(i, kKeyFields[k]); !key.empty())
                    by_key_[k].add(key, i);
            by_key_[k].sort();
        }
    }

    ComparedRow compare(std::uint32_t row) {
        ComparedRow compared;
        compared.row = row;
        const Indexes candidates = candidates_of(row);
        if (candidates.empty()) return compared;
        const std::optional<std::uint32_t> best = nearest(row, candidates);
        if (!best || is_another_person(row, *best)) {
            RowDifferences found;
            for (std::uint32_t candidate : candidates)
                found.candidates.push_back(existing_.living(candidate));
            compared.tell(std::move(found));
            return compared;
        }
        is_taken_[*best] = true;
        compared.existing = existing_.living(*best);
        sort_differences(compared, *best);
        return compared;
    }

private:
    /// Students that the most trusted number points at, then those of the others.
    Indexes candidates_of(std::uint32_t row) const {
        Indexes found;
        for (std::size_t k = 0; k < kKeyFields.size(); ++k) {
            const std::string_view key = incoming_.value(row, kKeyFields[k]);
            if (key.empty()) continue;
            by_key_[k].find(key, [&](std::uint32_t index) {
                if (existing_.value(index, kKeyFields[k]) == key &&
                    std::find(found.begin(), found.end(), index) == found.end())
                    found.push_back(index);
            });
        }
        return found;
    }

    std::size_t differences(std::uint32_t row, std::uint32_t existing) const {
        std::size_t count = 0;
        for (Field field : kAllFields) {
            const std::string_view value = incoming_.value(row, field);
            count += !value.empty() && value != existing_.value(existing, field) ? 1 : 0;
        }
        return count;
    }

    /// The candidate not taken by an earlier row that differs least.
    std::optional<std::uint32_t> nearest(std::uint32_t row, const Indexes& candidates) const {
        std::optional<std::uint32_t> best;
        std::size_t least = 0;
        for (std::uint32_t candidate : candidates) {
            if (is_taken_[candidate]) continue;
            const std::size_t count = differences(row, candidate);
            if (best && count >= least) continue;
            best = candidate;
            least = count;
        }
        return best;
    }

    /// One number agrees, but the name and another number do not: a slip in a number must not put
    /// one person's data on another.
    bool is_another_person(std::uint32_t row, std::uint32_t existing) const {
        const auto differs = [&](Field field) {
            const std::string_view value = incoming_.value(row, field),
                                   own = existing_.value(existing, field);
            return !value.empty() && !own.empty() && value != own;
        };
        if (!differs(Field::Name)) return false;
        return std::any_of(kKeyFields.begin(), kKeyFields.end(), differs) ||
               differs(Field::BirthDate);
    }

    /// `matched` said what the student did until now: the record's own, or the merged one.
    void sort_differences(ComparedRow& compared, std::uint32_t matched) const {
        const auto at = static_cast<std::uint32_t>(compared.existing);
        RowDifferences found;
        for (Field field : kAllFields) {
            const std::string_view value = incoming_.value(compared.row, field);
            if (value.empty()) continue;
            const std::string_view own = existing_.value(at, field),
                                   before = existing_.value(matched, field);
            if (value == own || value == before) continue;
            const bool stands = existing_.is_set_by_person(at, field) ||
                                (field == Field::StudentNo && !own.empty()) ||
                                // At the merge the other one's word won.
                                (!before.empty() && before != own);
            (stands ? found.kept : found.taken)
                .push_back({field, std::string(own), std::string(value)});
        }
        compared.tell(std::move(found));
    }

    const Students& incoming_;
    const ExistingStudents& existing_;
    std::vector<bool> is_taken_;
    std::array<TextIndex, kKeyFields.size()> by_key_;
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
