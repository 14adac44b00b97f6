#include "normalise/province_major.h"

#include <algorithm>
#include <optional>

namespace mingce {

namespace {

using Parts = std::array<bool, kMajorPartCount>;

std::optional<std::size_t> column_of_part(const Table& table, std::size_t part) {
    // The newer name first, then the older one.
    constexpr std::array<std::array<std::string_view, 2>, kMajorPartCount> kColumns = {{
        {"PCDM", ""},
        {"KLDM", ""},
        {"JHXZDM", "JHXZ"},
        {"JHLBDM", ""},
        {"TDDWDM", "TDDW"},
        {"ZYDH", ""},
    }};
    for (std::string_view name : kColumns[part])
        if (const auto column = table.column(name)) return column;
    return std::nullopt;
}

void append_part(std::string& key, std::string_view code, bool exact) {
    key += exact ? plain_code(code) : code_without_zeros(code);
    key += '\x1f';
}

std::string key_text(const MajorKey& key, const Parts& parts, bool exact) {
    std::string text;
    for (std::size_t part = 0; part < kMajorPartCount; ++part)
        if (parts[part]) append_part(text, key[part], exact);
    return text;
}

Parts without(Parts parts, MajorPart part) {
    parts[static_cast<std::size_t>(part)] = false;
    return parts;
}

}  // namespace

MajorFinder::MajorFinder(const Tables& tables, const Parts& known) {
    const Parts no_kind = without(known, MajorPart::PlanKind);
    for (const Table* plan : {tables.plan, tables.all_plans})
        add_index(plan, known, MajorPath::WholeKey);
    for (const Table* plan : {tables.plan, tables.all_plans})
        add_index(plan, no_kind, MajorPath::WithoutPlanKind);
    for (const Table* plan : {tables.plan, tables.all_plans})
        add_index(plan, without(no_kind, MajorPart::Unit), MajorPath::WithoutUnit);
    Parts track_and_number{};
    track_and_number[static_cast<std::size_t>(MajorPart::Track)] = true;
    track_and_number[static_cast<std::size_t>(MajorPart::Number)] = true;
    add_index(tables.majors, track_and_number, MajorPath::ByNumber);
}

void MajorFinder::add_index(const Table* table, Parts parts, MajorPath path) {
    if (table == nullptr || table->empty()) return;
    std::array<std::optional<std::size_t>, kMajorPartCount> columns;
    for (std::size_t part = 0; part < kMajorPartCount; ++part) {
        columns[part] = column_of_part(*table, part);
        parts[part] = parts[part] && columns[part];
    }
    if (!parts[static_cast<std::size_t>(MajorPart::Number)]) return;
    Index index;
    index.table = table;
    index.parts = parts;
    index.path = path;
    for (std::size_t row = 0; row < table->size(); ++row) {
        MajorKey key;
        for (std::size_t part = 0; part < kMajorPartCount; ++part)
            if (parts[part]) key[part] = table->text(row, columns[part]);
        index.exact[key_text(key, parts, true)].push_back(row);
        index.tolerant[key_text(key, parts, false)].push_back(row);
    }
    indexes_.push_back(std::move(index));
}

const std::vector<std::size_t>* MajorFinder::lines_of(const Index& index,
                                                      const MajorKey& key) const {
    const auto exact = index.exact.find(key_text(key, index.parts, true));
    if (exact != index.exact.end()) return &exact->second;
    const auto tolerant = index.tolerant.find(key_text(key, index.parts, false));
    return tolerant != index.tolerant.end() ? &tolerant->second : nullptr;
}

FoundMajor MajorFinder::find(const MajorKey& key) const {
    FoundMajor found;
    for (const Index& index : indexes_) {
        const std::vector<std::size_t>* lines = lines_of(index, key);
        if (lines == nullptr) continue;
        const Table& table = *index.table;
        const auto code = table.column("ZYDM"), name = table.column("ZYMC");
        std::vector<std::string_view> names;
        for (std::size_t row : *lines) {
            found.code = table.text(row, code);
            found.name = table.text(row, name);
            if (std::find(names.begin(), names.end(), found.name) == names.end())
                names.push_back(found.name);
        }
        if (names.size() == 1 && !(found.name.empty() && found.code.empty())) {
            found.path = index.path;
            found.choices.clear();
            add_study(found, key);
            return found;
        }
        // A looser key can only fit more lines, yet another table may still decide.
        if (names.size() > 1 && found.choices.empty())
            for (std::string_view choice : names)
                found.choices.append(found.choices.empty() ? "" : "、").append(choice);
    }
    FoundMajor none;
    none.path = found.choices.empty() ? MajorPath::None : MajorPath::Ambiguous;
    none.choices = std::move(found.choices);
    return none;
}

void MajorFinder::add_study(FoundMajor& found, const MajorKey& key) const {
    const auto index = std::find_if(indexes_.begin(), indexes_.end(), [](const Index& each) {
        return each.path == MajorPath::ByNumber;
    });
    if (index == indexes_.end()) return;
    const std::vector<std::size_t>* lines = lines_of(*index, key);
    if (lines == nullptr) return;
    const Table& table = *index->table;
    for (std::size_t row : *lines) {
        const std::string_view name = table.text(row, table.column("ZYMC"));
        const std::string_view code = table.text(row, table.column("ZYDM"));
        // The number alone may stand for another unit's major.
        if (name != found.name && (code.empty() || code != found.code)) continue;
        found.level = table.text(row, table.column("CCDM"));
        found.duration = table.text(row, table.column("XZDM"));
        found.direction = table.text(row, table.column("ZKFX"));
        return;
    }
}

}  // namespace mingce
