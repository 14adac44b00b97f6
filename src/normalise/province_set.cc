#include "normalise/province_set.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "normalise/province_problems.h"
#include "normalise/province_reader.h"
#include "normalise/province_rules.h"

namespace mingce {

namespace {

const Table* table_named(const ProvinceSet& set, std::string_view name) {
    for (const Table& table : set.tables)
        if (table.name() == name) return &table;
    return nullptr;
}

Error refused(const Problem& problem, const std::string& place, std::string detail = {}) {
    return Error(problem, std::move(detail)).at({place, "", 0, ""});
}

}  // namespace

Result<ProvinceOutcome> read_province_set(const ProvinceSet& set, const NormaliseContext& context,
                                          Students& students) {
    for (std::size_t i = 0; i < set.tables.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (set.tables[i].name() == set.tables[j].name())
                return refused(problem::kTableTwice, set.folder,
                               set.tables[j].file() + ", " + set.tables[i].file());
    const Table* placements = table_named(set, "T_TDD");
    if (placements == nullptr) return refused(problem::kPlacementTableMissing, set.folder);
    if (placements->empty()) return refused(problem::kPlacementTableEmpty, placements->file());
    if (!placements->column("KSH"))
        return refused(problem::kPlacementColumnMissing, placements->file(), "KSH");
    if (!placements->column("LQZY") && !placements->column("LQZYDM"))
        return refused(problem::kPlacementColumnMissing, placements->file(), "LQZY, LQZYDM");
    return ProvinceReader(set, context, students).read();
}

static std::array<std::optional<std::size_t>, kMajorPartCount> columns_of_key(const Table& table) {
    const auto either = [&table](std::string_view newer, std::string_view older) {
        const auto column = table.column(newer);
        return column ? column : table.column(older);
    };
    return {table.column("PCDM"),   table.column("KLDM"),     either("JHXZDM", "JHXZ"),
            table.column("JHLBDM"), either("TDDWDM", "TDDW"), either("LQZYDM", "LQZY")};
}

static MajorFinder finder_for(const ProvinceSet& set) {
    const auto columns = columns_of_key(*table_named(set, "T_TDD"));
    std::array<bool, kMajorPartCount> known{};
    for (std::size_t part = 0; part < kMajorPartCount; ++part)
        known[part] = columns[part].has_value();
    return {{table_named(set, "T_JHK"), table_named(set, "T_QBJHK"), table_named(set, "TD_ZYDH")},
            known};
}

ProvinceReader::ProvinceReader(const ProvinceSet& set, const NormaliseContext& context,
                               Students& students)
    : set_(set),
      context_(context),
      students_(students),
      cleaner_(context.standard, context.codes, context.regions),
      placements_(*table_named(set, "T_TDD")),
      registrations_(table_named(set, "T_BMK")),
      majors_(finder_for(set)) {
    major_columns_ = columns_of_key(placements_);
    admitted_column_ = placements_.column("LQZYDM");
    admitted_column_other_ = placements_.column("LQZY");
    state_column_ = placements_.column("KSZT");
    refusal_column_ = placements_.column("TDYYDM");
    outcome_.generation = placements_.column("ZKZH") ? "2012" : "2017";
}

ProvinceOutcome ProvinceReader::read() {
    index_registrations();
    choose_province();
    bind_columns();
    add_source();
    for (std::size_t row = 0; row < placements_.size(); ++row) {
        ++outcome_.candidates;
        if (is_admitted(row)) {
            ++outcome_.admitted;
            read_candidate(row);
        } else {
            ++outcome_.not_admitted;
        }
    }
    outcome_.deleted_records = placements_.noted(NoteKind::DeletedRecords);
    report_missing_lookups();
    report_counts();
    report_unplaced();
    report_columns_kept();
    report_tables();
    return std::move(outcome_);
}

const Table* ProvinceReader::table(std::string_view name) const { return table_named(set_, name); }

const CodeLookup& ProvinceReader::lookup(std::string_view prefix) {
    const auto known = lookups_.find(std::string(prefix));
    if (known != lookups_.end()) return known->second;
    const Table* found = table("TD_" + std::string(prefix) + "DM");
    CodeLookup made = found != nullptr ? CodeLookup(*found, prefix) : CodeLookup();
    return lookups_.emplace(prefix, std::move(made)).first->second;
}

/// The stated filter: a major was given, and the state says admitted or no reason of return is set.
bool ProvinceReader::is_admitted(std::size_t row) const {
    if (placements_.text(row, admitted_column_).empty() &&
        placements_.text(row, admitted_column_other_).empty())
        return false;
    const std::string_view state = plain_code(placements_.text(row, state_column_));
    return state == "1" || state == "5" || placements_.text(row, refusal_column_).empty();
}

void ProvinceReader::index_registrations() {
    if (registrations_ == nullptr) return;
    const auto key = registrations_->column("KSH");
    for (std::size_t row = 0; row < registrations_->size(); ++row) {
        const std::string exam_number(plain_code(registrations_->text(row, key)));
        if (exam_number.empty() || registration_of_.emplace(exam_number, row).second) continue;
        Finding finding;
        finding.rule = &province_rule::kRegistrationTwice;
        finding.file = registrations_->file();
        finding.row_number = registrations_->number(row);
        finding.column = "KSH";
        finding.raw = exam_number;
        outcome_.findings.push_back(std::move(finding));
    }
}

/// By the folder's name, else by what most exam numbers say; the two are compared.
void ProvinceReader::choose_province() {
    std::map<std::string, std::uint64_t> counts;
    const auto key = placements_.column("KSH");
    for (std::size_t row = 0; row < placements_.size(); ++row) {
        const std::string_view digits = province_digits(placements_.text(row, key));
        if (!digits.empty()) ++counts[std::string(digits)];
    }
    const auto most =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    const ProvinceName* by_numbers = most == counts.end() ? nullptr : province_by_code(most->first);
    province_ = province_of_path(set_.folder);
    if (province_ == nullptr) {
        province_ = by_numbers;
        if (province_ == nullptr) add_set_finding(province_rule::kProvinceUnknown, "", "");
    } else if (by_numbers != nullptr && by_numbers != province_) {
        add_set_finding(province_rule::kProvinceDiffers, std::string(province_->zh),
                        std::string(by_numbers->zh));
    }
    if (province_ != nullptr) outcome_.province = province_->zh;
}

void ProvinceReader::add_set_finding(const RuleText& rule, std::string raw, std::string arg) {
    Finding finding;
    finding.rule = &rule;
    finding.file = set_.folder.empty() ? placements_.file() : set_.folder;
    finding.raw = std::move(raw);
    finding.arg = std::move(arg);
    outcome_.findings.push_back(std::move(finding));
}

void ProvinceReader::report_missing_lookups() {
    using namespace province_rule;
    std::set<std::string> missing;
    for (const auto& [name, count] : lookups_missing_) {
        add_set_finding(kLookupMissing, name, std::to_string(count));
        missing.insert(name);
    }
    for (const auto& [code, count] : codes_unknown_)
        add_set_finding(kCodeUnknown, code, std::to_string(count));
    for (const auto& [column, count] : items_unnamed_)
        add_set_finding(kScoreItemUnnamed, column, std::to_string(count));
    const auto absent = [this](std::string_view name) {
        const Table* found = table(name);
        return found == nullptr || found->empty();
    };
    const std::string admitted = std::to_string(outcome_.admitted);
    if (absent("T_JHK") && absent("T_QBJHK")) {
        add_set_finding(kTableMissing, "T_JHK", admitted);
        missing.insert("T_JHK");
    }
    if (outcome_.generation == "2017" && absent("T_BMK") && !placements_.column("XM")) {
        add_set_finding(kTableMissing, "T_BMK", admitted);
        missing.insert("T_BMK");
    }
    if (absent("TD_CJXDM") && missing.insert("TD_CJXDM").second && scores_.empty())
        add_set_finding(kTableMissing, "TD_CJXDM", admitted);
    outcome_.missing_tables.assign(missing.begin(), missing.end());
}

void ProvinceReader::report_counts() {
    using namespace province_rule;
    const auto say = [this](const RuleText& rule, std::uint64_t count) {
        if (count != 0) add_set_finding(rule, "", std::to_string(count));
    };
    say(kMajorWithoutPlanKind, major_paths_[static_cast<std::size_t>(MajorPath::WithoutPlanKind)]);
    say(kMajorWithoutUnit, major_paths_[static_cast<std::size_t>(MajorPath::WithoutUnit)]);
    say(kMajorByNumber, major_paths_[static_cast<std::size_t>(MajorPath::ByNumber)]);
    say(kDeletedRecords, outcome_.deleted_records);
    if (outcome_.admitted == 0) say(kNobodyAdmitted, outcome_.candidates);
    for (const Table& each : set_.tables) {
        const auto say_of_table = [&](const RuleText& rule, std::uint64_t count) {
            if (count == 0) return;
            add_set_finding(rule, "", std::to_string(count));
            outcome_.findings.back().file = each.file();
        };
        say_of_table(kDamagedText,
                     each.noted(NoteKind::UndecodableBytes) + each.noted(NoteKind::HalfCharacter));
        say_of_table(kRecordsLost, each.noted(NoteKind::FewerRecordsThanDeclared));
    }
}

/// Records of T_BMK nobody was placed with are said one by one: a table cut short looks like that.
void ProvinceReader::report_unplaced() {
    if (registrations_ == nullptr) return;
    std::set<std::string_view> placed;
    const auto key = placements_.column("KSH");
    for (std::size_t row = 0; row < placements_.size(); ++row)
        placed.insert(plain_code(placements_.text(row, key)));
    const auto registered_key = registrations_->column("KSH");
    for (std::size_t row = 0; row < registrations_->size(); ++row) {
        const std::string_view exam_number = plain_code(registrations_->text(row, registered_key));
        if (placed.count(exam_number) != 0) continue;
        ++outcome_.without_placement;
        Finding finding;
        finding.rule = &province_rule::kPlacementMissing;
        finding.file = registrations_->file();
        finding.row_number = registrations_->number(row);
        finding.column = "KSH";
        finding.raw = exam_number;
        outcome_.findings.push_back(std::move(finding));
    }
}

void ProvinceReader::report_tables() {
    constexpr std::string_view kRead[] = {"T_TDD",   "T_BMK",    "T_JHK",    "T_QBJHK",
                                          "TD_ZYDH", "TD_CJXDM", "T_TDDZDSX"};
    for (const Table& each : set_.tables) {
        const bool is_read =
            std::find(std::begin(kRead), std::end(kRead), each.name()) != std::end(kRead) ||
            (each.name().size() > 5 && each.name().compare(0, 3, "TD_") == 0 &&
             lookups_.count(each.name().substr(3, each.name().size() - 5)) != 0);
        if (!is_read) outcome_.not_read_tables.push_back(each.name());
        if (each.name() == "T_TJXX") add_set_finding(province_rule::kHealthTable, "", "");
    }
    std::sort(outcome_.not_read_tables.begin(), outcome_.not_read_tables.end());
}

}  // namespace mingce
