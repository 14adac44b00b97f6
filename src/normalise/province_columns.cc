// Which columns of this set are which field, bound once before the rows are read.
#include <algorithm>

#include "base/text.h"
#include "normalise/province_reader.h"
#include "normalise/province_rules.h"

namespace mingce {

bool ProvinceReader::is_bound(Field field) const {
    return std::any_of(bindings_.begin(), bindings_.end(),
                       [field](const Binding& each) { return each.field == field; });
}

void ProvinceReader::bind_field(const ProvinceField& known) {
    if (is_bound(known.field) || is_forced(known.column)) return;
    Binding binding;
    binding.field = known.field;
    binding.lookup = known.lookup;
    binding.national = known.national;
    binding.placed = placements_.column(known.column);
    if (registrations_ != nullptr) binding.registered = registrations_->column(known.column);
    if (!binding.placed && !binding.registered) return;
    // One telephone column is the telephone; it is the other one only beside a mobile number.
    if (known.field == Field::PhoneOther)
        for (const Binding& each : bindings_)
            if (each.field == Field::Phone && each.placed == binding.placed &&
                each.registered == binding.registered)
                return;
    bindings_.push_back(std::move(binding));
}

bool ProvinceReader::is_forced(std::string_view column) const {
    return std::any_of(context_.forced.begin(), context_.forced.end(), [column](const auto& entry) {
        return equal_ignoring_case(entry.first, column);
    });
}

/// A field the map names twice is the first column's; a column left out ("-") is bound to none.
void ProvinceReader::bind_forced() {
    for (const auto& [header, key] : context_.forced) {
        std::string column(header);
        std::transform(column.begin(), column.end(), column.begin(), to_upper);
        Binding binding;
        binding.placed = placements_.column(column);
        if (registrations_ != nullptr) binding.registered = registrations_->column(column);
        if (!binding.placed && !binding.registered) continue;
        outcome_.forced_headers.push_back(header);
        const auto field = field_of(key);
        if (!field || is_bound(*field)) continue;
        binding.field = *field;
        for (const ProvinceField& known : kProvinceFields)
            if (known.column == column) binding.lookup = known.lookup;
        bindings_.push_back(std::move(binding));
    }
}

void ProvinceReader::bind_lists_and_scores() {
    for (const ProvinceCodeList& known : kProvinceCodeLists) {
        CodeListBinding list{known.lookup, known.starred, placements_.column(known.column), {}, 0};
        if (registrations_ != nullptr) list.registered = registrations_->column(known.column);
        if (list.placed || list.registered) lists_.push_back(list);
    }
    const ScoreNames names(table("TD_CJXDM"), table("T_TDDZDSX"));
    const auto bind = [&](const Table& from, bool placed) {
        for (std::size_t i = 0; i < from.columns().size(); ++i) {
            const std::string& column = from.columns()[i].name;
            if (!ScoreNames::is_item(column)) continue;
            ScoreItem item;
            const auto name = names.name_of(column);
            item.named = name.has_value();
            item.name = name ? std::string(*name) : column;
            (placed ? item.placed : item.registered) = i;
            scores_.push_back(std::move(item));
        }
    };
    bind(placements_, true);
    if (registrations_ != nullptr) bind(*registrations_, false);
}

void ProvinceReader::bind_columns() {
    bind_forced();
    for (const ProvinceField& known : kProvinceFields) bind_field(known);
    bind_lists_and_scores();
}

void ProvinceReader::add_source() {
    const std::size_t placed_columns = placements_.columns().size();
    SourceSheet& sheet = sheet_;
    sheet.file = placements_.file();
    sheet.kind = context_.kind.value_or(StudentKind::Undergraduate);
    for (const DeclaredColumn& column : placements_.columns()) {
        sheet.column_names.push_back(column.name);
        sheet.headers.push_back(column.name);
    }
    if (registrations_ != nullptr) {
        sheet.joined_file = registrations_->file();
        sheet.joined_from = placed_columns;
        sheet.joined_to = placed_columns + registrations_->columns().size();
        for (const DeclaredColumn& column : registrations_->columns()) {
            sheet.column_names.push_back(column.name);
            sheet.headers.push_back("T_BMK." + column.name);
        }
    }
    claimed_.assign(sheet.column_names.size(), false);
    const auto column_of = [&](std::optional<std::size_t> placed,
                               std::optional<std::size_t> registered) {
        const std::size_t column = placed ? *placed : placed_columns + *registered;
        if (placed) claimed_[*placed] = true;
        if (registered) claimed_[placed_columns + *registered] = true;
        return column;
    };
    // The province's own name of a code stands in a column of its own beside the raw code.
    const auto add_name_column = [&sheet](std::size_t beside, std::string_view lookup) {
        sheet.column_names.push_back(sheet.column_names[beside]);
        sheet.headers.push_back("TD_" + std::string(lookup) + "DM." + std::string(lookup) + "MC");
        return static_cast<std::uint32_t>(sheet.column_names.size() - 1);
    };
    for (Binding& binding : bindings_) {
        const std::size_t column = column_of(binding.placed, binding.registered);
        sheet.column_of[static_cast<std::size_t>(binding.field)] =
            static_cast<std::int32_t>(column);
        if (!binding.lookup.empty()) binding.name_column = add_name_column(column, binding.lookup);
    }
    for (CodeListBinding& list : lists_) {
        const std::size_t column = list.placed ? *list.placed : placed_columns + *list.registered;
        list.name_column = add_name_column(column, list.lookup);
        if (sheet.headers[column].find("XKKM") == std::string::npos) continue;
        sheet.column_of[static_cast<std::size_t>(Field::ElectiveSubjects)] =
            static_cast<std::int32_t>(column_of(list.placed, list.registered));
    }
    for (const ScoreItem& item : scores_) {
        const std::size_t column = column_of(item.placed, item.registered);
        auto& first = sheet.column_of[static_cast<std::size_t>(Field::SubjectScores)];
        if (first < 0) first = static_cast<std::int32_t>(column);
    }
    if (const auto number = admitted_column_ ? admitted_column_ : admitted_column_other_)
        for (Field field : {Field::Major, Field::MajorCode})
            sheet.column_of[static_cast<std::size_t>(field)] = static_cast<std::int32_t>(*number);
    claimed_.resize(sheet.column_names.size(), true);
    kept_.assign(sheet.column_names.size(), false);
    source_ = students_.add_source(sheet);
}

void ProvinceReader::report_columns_kept() {
    // What the reading itself uses is not "kept": keys, states, and the codes it resolved.
    constexpr std::string_view kUsed[] = {"LQZY",   "LQZYDM", "KSZT", "TDYYDM", "TDDW",
                                          "TDDWDM", "KSTZ",   "KSZG", "SKKM",   "KSH"};
    std::string names;
    std::size_t count = 0;
    for (std::size_t i = 0; i < claimed_.size(); ++i) {
        const std::string& name = sheet_.column_names[i];
        if (!kept_[i] || std::find(std::begin(kUsed), std::end(kUsed), name) != std::end(kUsed))
            continue;
        names.append(names.empty() ? "" : "、").append(name);
        ++count;
    }
    if (count != 0)
        add_set_finding(province_rule::kColumnsKept, std::move(names), std::to_string(count));
}

}  // namespace mingce
