#include "domain/roster.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "domain/ordering.h"

namespace mingce {

namespace {

bool holds(const FilterTerm& term, std::string_view value) {
    const bool listed =
        std::find(term.values.begin(), term.values.end(), value) != term.values.end();
    switch (term.kind) {
        case FilterKind::Is:
        case FilterKind::In: return listed;
        case FilterKind::NotIn: return !listed;
        case FilterKind::Empty: return value.empty();
        case FilterKind::NotEmpty: return !value.empty();
    }
    return true;
}

bool selected(const Definition& definition, const Students& students, std::uint32_t row) {
    const auto& kinds = definition.student_kinds;
    if (!kinds.empty() &&
        std::find(kinds.begin(), kinds.end(), students.source_of(row).kind) == kinds.end())
        return false;
    return std::all_of(
        definition.filter.begin(), definition.filter.end(),
        [&](const FilterTerm& term) { return holds(term, students.value(row, term.field)); });
}

bool is_party_member(std::string_view status) {
    return status.substr(0, std::string_view("中共").size()) == "中共";
}

Tally tally_of(const Students& students, std::uint32_t row) {
    Tally tally;
    tally.total = 1;
    const std::string_view sex = students.value(row, Field::Sex);
    tally.men = sex == "男" ? 1 : 0;
    tally.women = sex == "女" ? 1 : 0;
    const std::string_view ethnicity = students.value(row, Field::Ethnicity);
    tally.minorities = ethnicity.empty() || ethnicity == "汉族" || ethnicity == "汉" ? 0 : 1;
    const std::string_view status = students.value(row, Field::PoliticalStatus);
    tally.party_members = is_party_member(status) ? 1 : 0;
    tally.league_members = status == "共青团员" ? 1 : 0;
    return tally;
}

/// What a student is grouped by; "" stands with the unassigned.
std::string_view group_value(const Students& students, std::uint32_t row, Field field) {
    const std::string_view value = students.value(row, field);
    return is_number_out_of_place(field, value) ? std::string_view() : value;
}

/// Sort keys of the values that students are grouped by; made once per value, not per student.
class GroupKeys {
public:
    GroupKeys(const Definition& definition, const RosterMeta& meta, const Students& students)
        : definition_(definition), students_(students) {
        for (std::size_t i = 0; i < meta.departments.size(); ++i)
            rank_.emplace(meta.departments[i], i);
    }

    void append(std::string& key, std::uint32_t row, const Ordering& ordering) {
        for (Field field : definition_.group) {
            const std::string_view value = group_value(students_, row, field);
            std::string name(1, static_cast<char>(field));
            name.append(value);
            if (field == Field::Major) name.append("\0", 1).append(code_of(row));
            auto known = keys_.find(name);
            if (known == keys_.end())
                known = keys_.emplace(std::move(name), made(field, row, ordering)).first;
            key += known->second;
        }
    }

private:
    std::string_view code_of(std::uint32_t row) const {
        const std::string_view code = students_.value(row, Field::MajorSchoolCode);
        return code.empty() ? students_.value(row, Field::MajorCode) : code;
    }

    std::string made(Field field, std::uint32_t row, const Ordering& ordering) const {
        const std::string_view value = group_value(students_, row, field);
        std::string key;
        if (field == Field::Department && !value.empty()) {
            const auto rank = rank_.find(std::string(value));
            const std::size_t place = rank == rank_.end() ? rank_.size() : rank->second;
            key += static_cast<char>(0x01 + place / 200);
            key += static_cast<char>(0x01 + place % 200);
        }
        if (field == Field::Major && !value.empty()) major_code(key, value, ordering);
        ordering.append_key(key, value, OrderKind::Text);
        ordering.append_key(key, value, OrderKind::Number);  // tells apart what collates the same
        return key;
    }

    // A major sorts by the least code any of its students has, so that one student whose code is
    // missing does not split it in two.
    void major_code(std::string& key, std::string_view major, const Ordering& ordering) const {
        if (least_code_.empty())
            for (std::uint32_t i = 0; i < students_.size(); ++i) {
                const std::string_view code = code_of(i);
                if (code.empty()) continue;
                auto& least = least_code_[std::string(students_.value(i, Field::Major))];
                if (least.empty() || code < least) least = code;
            }
        const auto least = least_code_.find(std::string(major));
        ordering.append_key(key, least == least_code_.end() ? std::string_view() : least->second,
                            OrderKind::Number);
    }

    const Definition& definition_;
    const Students& students_;
    std::unordered_map<std::string, std::size_t> rank_;
    std::unordered_map<std::string, std::string> keys_;
    mutable std::unordered_map<std::string, std::string> least_code_;
};

struct Keyed {
    std::string key;
    std::uint32_t row;
};

std::vector<Keyed> in_order(const Definition& definition, const Students& students,
                            const RosterMeta& meta) {
    const Ordering ordering;
    GroupKeys groups(definition, meta, students);
    std::vector<Keyed> rows;
    for (std::uint32_t row = 0; row < students.size(); ++row) {
        if (!selected(definition, students, row)) continue;
        std::string key;
        groups.append(key, row, ordering);
        for (const OrderTerm& term : definition.order)
            ordering.append_key(key, students.value(row, term.field), term.kind, term.descending);
        rows.push_back({std::move(key), row});
    }
    std::sort(rows.begin(), rows.end(), [](const Keyed& a, const Keyed& b) {
        // The source order decides what the definition leaves open.
        const int order = a.key.compare(b.key);
        return order != 0 ? order < 0 : a.row < b.row;
    });
    return rows;
}

/// Appends students to the roster in order, opening volumes and groups as their values change.
class Assembly {
public:
    Assembly(CompiledRoster& roster, const Students& students, const MaskFunction& mask)
        : roster_(roster), students_(students), mask_(mask) {}

    void add(std::uint32_t row) {
        const Definition& definition = roster_.definition;
        enter_volume(row);
        RosterVolume& volume = roster_.volumes.back();
        if (volume.groups.empty() || changed(row, last_in_group_, definition.group))
            open_group(row);
        RosterGroup& group = volume.groups.back();
        const Tally one = tally_of(students_, row);
        volume.tally.add(one);
        group.tally.add(one);
        const std::string_view province = students_.value(row, Field::Province);
        ++volume.provinces[std::string(province.empty() ? "未填" : province)];
        if (group.duration != students_.value(row, Field::Duration)) group.duration.clear();
        const std::uint32_t serial =
            definition.serial_by_group ? group.tally.total : volume.tally.total;
        group.rows.push_back({row, serial, cells(row, serial)});
        last_in_group_ = row;
    }

    void add_to_annex(std::uint32_t row, EnrolmentState state) {
        enter_volume(row);
        std::vector<RosterAnnex>& parts = roster_.volumes.back().annex;
        auto part = std::ranges::find(parts, state, &RosterAnnex::state);
        if (part == parts.end()) {
            const auto& order = roster_.definition.annex;
            part = std::ranges::find_if(parts, [&](const RosterAnnex& other) {
                return std::ranges::find(order, other.state) > std::ranges::find(order, state);
            });
            part = parts.insert(part, RosterAnnex{state, {}, {}, {}});
        }
        part->tally.add(tally_of(students_, row));
        part->rows.push_back({row, part->tally.total, cells(row, part->tally.total)});
        part->places.push_back(place_of(row));
    }

private:
    bool changed(std::uint32_t row, std::uint32_t before, const std::vector<Field>& fields) const {
        return std::any_of(fields.begin(), fields.end(), [&](Field field) {
            return group_value(students_, row, field) != group_value(students_, before, field);
        });
    }

    void enter_volume(std::uint32_t row) {
        if (roster_.volumes.empty() || (roster_.definition.volumes_by_department &&
                                        changed(row, last_in_volume_, {Field::Department})))
            open_volume(row);
        last_in_volume_ = row;
    }

    void open_volume(std::uint32_t row) {
        RosterVolume volume;
        if (roster_.definition.volumes_by_department) {
            volume.name = group_value(students_, row, Field::Department);
            if (volume.name.empty()) volume.name = kNoDepartment;
        }
        roster_.volumes.push_back(std::move(volume));
    }

    RosterPlace place_of(std::uint32_t row) const {
        RosterPlace place;
        for (Field field : roster_.definition.group) {
            const std::string value(group_value(students_, row, field));
            if (field == Field::Department)
                place.department = value.empty() ? std::string(kNoDepartment) : value;
            else if (field == Field::Major)
                place.major = value.empty() ? std::string(kNoMajor) : value;
            else
                place.class_name = value.empty() ? std::string(kNoClass) : value;
        }
        return place;
    }

    void open_group(std::uint32_t row) {
        RosterPlace place = place_of(row);
        RosterGroup group;
        group.department = std::move(place.department);
        group.major = std::move(place.major);
        group.class_name = std::move(place.class_name);
        if (!roster_.definition.group.empty())
            group.unassigned = group_value(students_, row, roster_.definition.group.back()).empty();
        group.duration = students_.value(row, Field::Duration);
        roster_.volumes.back().groups.push_back(std::move(group));
    }

    std::vector<std::string> cells(std::uint32_t row, std::uint32_t serial) const {
        std::vector<std::string> cells;
        cells.reserve(roster_.definition.columns.size());
        for (const RosterColumn& column : roster_.definition.columns) {
            if (column.kind == ColumnKind::Serial) {
                cells.push_back(std::to_string(serial));
            } else if (column.kind == ColumnKind::Value) {
                const std::string_view value = students_.value(row, column.field);
                cells.push_back(column.mask == MaskKind::None ? std::string(value)
                                                              : mask_(column.mask, value));
            } else {
                cells.emplace_back();
            }
        }
        return cells;
    }

    CompiledRoster& roster_;
    const Students& students_;
    const MaskFunction& mask_;
    std::uint32_t last_in_volume_ = 0, last_in_group_ = 0;
};

/// The state that keeps a student out of the body; none where nothing does.
std::optional<EnrolmentState> annex_state(const Definition& definition, std::string_view status) {
    if (definition.annex.empty() || status.empty()) return std::nullopt;
    const std::optional<EnrolmentState> state = parse_enrolment_state(status);
    if (!state || std::ranges::find(definition.annex, *state) == definition.annex.end())
        return std::nullopt;
    return state;
}

void replace_all(std::string& text, std::string_view name, std::string_view value) {
    for (std::size_t at = 0; (at = text.find(name, at)) != std::string::npos; at += value.size())
        text.replace(at, name.size(), value);
}

}  // namespace

// Another column's number (a document's, a phone) in a row that slipped. A heading, a file name
// and the contents would show it whole; class codes may be long, names of departments hold no
// number.
bool is_number_out_of_place(Field field, std::string_view value) {
    const std::size_t longest = field == Field::AdminClass ? 14 : 7;
    std::size_t digits = 0;
    for (const char c : value) {
        digits = is_digit(c) ? digits + 1 : 0;
        if (digits > longest) return true;
    }
    return false;
}

void Tally::add(const Tally& other) {
    total += other.total;
    men += other.men;
    women += other.women;
    minorities += other.minorities;
    party_members += other.party_members;
    league_members += other.league_members;
}

const std::string& RosterGroup::name() const {
    if (!class_name.empty()) return class_name;
    return major.empty() ? department : major;
}

std::uint32_t RosterVolume::annexed(EnrolmentState state) const {
    for (const RosterAnnex& part : annex)
        if (part.state == state) return part.tally.total;
    return 0;
}

std::uint32_t RosterVolume::annexed() const {
    std::uint32_t all = 0;
    for (const RosterAnnex& part : annex) all += part.tally.total;
    return all;
}

std::uint32_t RosterVolume::major_count() const {
    std::set<std::pair<std::string_view, std::string_view>> majors;
    for (const RosterGroup& group : groups)
        if (!group.major.empty()) majors.emplace(group.department, group.major);
    return static_cast<std::uint32_t>(majors.size());
}

namespace {

CompiledRoster assembled(const Definition& definition, const Students& students,
                         const RosterMeta& meta, const MaskFunction& mask,
                         const std::vector<std::uint32_t>& rows) {
    CompiledRoster roster;
    roster.definition = definition;
    roster.meta = meta;
    roster.rows_in = students.size();
    Assembly assembly(roster, students, mask);
    for (const std::uint32_t row : rows) {
        if (const auto state =
                annex_state(definition, students.value(row, Field::EnrolmentStatus))) {
            assembly.add_to_annex(row, *state);
            ++roster.rows_annexed;
            continue;
        }
        assembly.add(row);
        ++roster.rows_listed;
        for (const Field field : definition.group)
            if (is_number_out_of_place(field, students.value(row, field)))
                roster.out_of_place.push_back({row, field});
    }
    roster.rows_filtered = roster.rows_in - roster.rows_listed - roster.rows_annexed;
    return roster;
}

}  // namespace

CompiledRoster compile(const Definition& definition, const Students& students,
                       const RosterMeta& meta, const MaskFunction& mask) {
    std::vector<std::uint32_t> rows;
    for (const Keyed& keyed : in_order(definition, students, meta)) rows.push_back(keyed.row);
    return assembled(definition, students, meta, mask, rows);
}

CompiledRoster compile_in_order(const Definition& definition, const Students& students,
                                const RosterMeta& meta, const MaskFunction& mask) {
    std::vector<std::uint32_t> rows(students.size());
    std::iota(rows.begin(), rows.end(), 0U);
    return assembled(definition, students, meta, mask, rows);
}

std::string fill_pattern(std::string_view pattern, const RosterMeta& meta,
                         const RosterGroup& group) {
    std::string text(pattern);
    replace_all(text, "{institution}", meta.institution);
    replace_all(text, "{intake}", meta.intake);
    replace_all(text, "{department}", group.department);
    replace_all(text, "{major}", group.major);
    replace_all(text, "{class}", group.class_name);
    return text;
}

}  // namespace mingce
