#include "domain/revision_difference.h"

#include <algorithm>
#include <unordered_map>

#include "domain/revision_problems.h"

namespace mingce {

namespace {

struct Standing {
    const RevisionRows::Row* row;
    RowPlace place;
    bool is_listed;
};
using ById = std::unordered_map<Id, Standing>;

bool is_listed(const RevisionHead& head, const RowPlace& place) {
    return !head.parts[place.part].classes[place.class_no].annex;
}

ById by_id(const RevisionSide& side) {
    ById rows;
    if (side.head == nullptr) return rows;
    std::size_t count = 0;
    for (const RevisionRows& part : *side.rows) count += part.rows().size();
    rows.reserve(count);
    for (const RevisionRows& part : *side.rows)
        for (const RevisionRows::Row& row : part.rows()) {
            const RowPlace place{part.part(), row.class_no, row.place};
            rows.emplace(row.student, Standing{&row, place, is_listed(*side.head, place)});
        }
    return rows;
}

/// Which value of the earlier row answers to each of the later one; -1: none.
std::vector<int> matched_fields(const RevisionHead* before, const RevisionHead& after,
                                RevisionDifference& difference) {
    std::vector<int> places(after.fields.size(), -1);
    if (before == nullptr) return places;
    for (std::size_t i = 0; i < after.fields.size(); ++i) {
        const auto found = std::ranges::find(before->fields, after.fields[i]);
        if (found == before->fields.end())
            difference.fields_added.push_back(after.fields[i]);
        else
            places[i] = static_cast<int>(found - before->fields.begin());
    }
    std::ranges::copy_if(
        before->fields, std::back_inserter(difference.fields_removed),
        [&](Field field) { return std::ranges::find(after.fields, field) == after.fields.end(); });
    return places;
}

class Comparing {
public:
    Comparing(const RevisionSide& before, const RevisionSide& after)
        : before_(before), after_(after), earlier_(by_id(before)), later_(by_id(after)) {
        places_ = matched_fields(before.head, *after.head, difference_);
        same_fields_ = before.head != nullptr && before.head->fields == after.head->fields;
    }

    Result<RevisionDifference> run() {
        for (const RevisionRows& part : *after_.rows)
            for (const RevisionRows::Row& row : part.rows()) {
                const RowPlace place{part.part(), row.class_no, row.place};
                TRY(look_at(row, place));
            }
        if (before_.head != nullptr)
            for (const RevisionRows& part : *before_.rows)
                for (const RevisionRows::Row& row : part.rows())
                    look_at_earlier(row, {part.part(), row.class_no, row.place});
        put_in_order();
        return std::move(difference_);
    }

private:
    Status look_at(const RevisionRows::Row& row, const RowPlace& place) {
        const bool listed = is_listed(*after_.head, place);
        const auto known = earlier_.find(row.student);
        if (known == earlier_.end() || (listed && !known->second.is_listed)) {
            if (!listed) return Done{};  // came and went meanwhile
            RowChange change{row.student, RowChangeKind::Added,        {}, place,
                             {},          RevisionRows::values_of(row)};
            if (known != earlier_.end()) change.before = known->second.place;
            ++difference_.added;
            difference_.rows.push_back(std::move(change));
            return Done{};
        }
        const Standing& before = known->second;
        if (!listed && before.is_listed) return Done{};  // told of as removed
        if (same_fields_ && before.row->values == row.values) return Done{};
        RowChange change{row.student, RowChangeKind::Changed,      before.place, place,
                         {},          RevisionRows::values_of(row)};
        change.cells = TRY(cells_between(RevisionRows::values_of(*before.row), change.values));
        if (change.cells.empty()) return Done{};
        ++difference_.changed;
        difference_.cells += change.cells.size();
        difference_.rows.push_back(std::move(change));
        return Done{};
    }

    void look_at_earlier(const RevisionRows::Row& row, const RowPlace& place) {
        if (!is_listed(*before_.head, place)) return;
        const auto now = later_.find(row.student);
        if (now != later_.end() && now->second.is_listed) return;
        RowChange change{row.student, RowChangeKind::Removed,      place, {},
                         {},          RevisionRows::values_of(row)};
        if (now != later_.end()) change.after = now->second.place;
        ++difference_.removed;
        difference_.rows.push_back(std::move(change));
    }

    Result<std::vector<FieldChange>> cells_between(const std::vector<std::string>& before,
                                                   const std::vector<std::string>& after) const {
        if (before.size() != before_.head->fields.size() ||
            after.size() != after_.head->fields.size())
            return Error(problem::kRevisionDamaged, "row");
        std::vector<FieldChange> cells;
        for (std::size_t i = 0; i < after.size(); ++i) {
            if (places_[i] < 0) continue;
            const std::string& then = before[static_cast<std::size_t>(places_[i])];
            if (then != after[i]) cells.push_back({after_.head->fields[i], then, after[i]});
        }
        return cells;
    }

    /// By department and class as the later roster has them; a class that is no more at the end of
    /// its department.
    void put_in_order() {
        struct Key {
            std::size_t part, class_no;
            bool is_removed;
            std::uint32_t place;
            auto operator<=>(const Key&) const = default;
        };
        const auto key_of_row = [&](const RowChange& row) -> Key {
            if (row.kind != RowChangeKind::Removed)
                return {row.after->part, row.after->class_no, false, row.after->place};
            const RevisionPart& part = before_.head->parts[row.before->part];
            const RevisionClass& group = part.classes[row.before->class_no];
            const RevisionPart* const now = after_.head->part_of(part.department);
            if (now == nullptr)
                return {after_.head->parts.size() + row.before->part, row.before->class_no, true,
                        row.before->place};
            const auto same = std::ranges::find_if(now->classes, [&](const RevisionClass& other) {
                return other.major == group.major && other.class_name == group.class_name &&
                       other.annex == group.annex;
            });
            return {static_cast<std::size_t>(now - after_.head->parts.data()),
                    static_cast<std::size_t>(same - now->classes.begin()), true, row.before->place};
        };
        std::ranges::stable_sort(difference_.rows, {}, key_of_row);
    }

    const RevisionSide& before_;
    const RevisionSide& after_;
    const ById earlier_, later_;
    RevisionDifference difference_;
    std::vector<int> places_;
    bool same_fields_ = false;
};

const RevisionClass* class_in_part(const RevisionPart* part, const RevisionClass& wanted) {
    if (part == nullptr) return nullptr;
    for (const RevisionClass& group : part->classes)
        if (group.major == wanted.major && group.class_name == wanted.class_name &&
            group.annex == wanted.annex)
            return &group;
    return nullptr;
}

}  // namespace

std::string_view key_of(RowChangeKind kind) {
    switch (kind) {
        case RowChangeKind::Added: return "added";
        case RowChangeKind::Removed: return "removed";
        case RowChangeKind::Changed: return "changed";
    }
    return "";
}

DifferingParts differing_parts(const RevisionHead* before, const RevisionHead& after) {
    DifferingParts parts;
    const bool same_fields = before != nullptr && before->fields == after.fields;
    for (std::size_t i = 0; i < after.parts.size(); ++i) {
        const RevisionPart* const then =
            before == nullptr ? nullptr : before->part_of(after.parts[i].department);
        if (then != nullptr && same_fields && then->sha256 == after.parts[i].sha256) continue;
        parts.after.push_back(i);
    }
    if (before == nullptr) return parts;
    for (std::size_t i = 0; i < before->parts.size(); ++i) {
        const RevisionPart* const now = after.part_of(before->parts[i].department);
        if (now != nullptr && same_fields && now->sha256 == before->parts[i].sha256) continue;
        parts.before.push_back(i);
    }
    return parts;
}

Result<RevisionDifference> difference_of(const RevisionSide& before, const RevisionSide& after) {
    return Comparing(before, after).run();
}

std::vector<ClassChange> changed_classes(const RevisionHead* before, const RevisionHead& after) {
    std::vector<ClassChange> changes;
    for (const RevisionPart& part : after.parts) {
        const RevisionPart* const then =
            before == nullptr ? nullptr : before->part_of(part.department);
        for (const RevisionClass& group : part.classes) {
            const RevisionClass* const was = class_in_part(then, group);
            if (was == nullptr || was->sha256 != group.sha256)
                changes.push_back({part.department, group, false});
        }
    }
    if (before == nullptr) return changes;
    for (const RevisionPart& part : before->parts)
        for (const RevisionClass& group : part.classes)
            if (class_in_part(after.part_of(part.department), group) == nullptr)
                changes.push_back({part.department, group, true});
    return changes;
}

}  // namespace mingce
