#include "usecases/files/hand_over_joins.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "usecases/files/hand_over_photos.h"
#include "usecases/files/hand_over_rules.h"

namespace mingce {

namespace {

using Rows = std::vector<std::uint32_t>;
using Index = std::unordered_map<std::string, Rows>;

Index index_by(const Students& students, Field field) {
    Index index;
    for (std::uint32_t row = 0; row < students.size(); ++row)
        if (const std::string key = plain_key(students.value(row, field)); !key.empty())
            index[key].push_back(row);
    return index;
}

const Rows* rows_of(const Index& index, const std::string& key) {
    const auto found = key.empty() ? index.end() : index.find(key);
    return found == index.end() ? nullptr : &found->second;
}

void set_clean(Students& students, std::uint32_t row, Field field, std::string_view text,
               const ValueCleaner& cleaner) {
    if (text.empty() || !students.value(row, field).empty()) return;
    std::string scratch;
    const Cell cell{text, CellKind::Text};
    students.set(row, field, cleaner.clean(field, cell, DateSystem::From1900, scratch).text);
}

void add_row_finding(HandOver& hand_over, const RuleText& rule, std::uint32_t row, Field field) {
    Finding finding;
    finding.rule = &rule;
    finding.row = row;
    finding.field = field;
    hand_over.findings.push_back(std::move(finding));
}

void add_file_finding(HandOver& hand_over, const RuleText& rule, const SourceSheet& source,
                      std::uint64_t count) {
    Finding finding;
    finding.rule = &rule;
    finding.file = source.file;
    finding.sheet = source.sheet;
    finding.arg = std::to_string(count);
    hand_over.findings.push_back(std::move(finding));
}

bool is_total(std::string_view text) {
    return text.find("合计") != std::string_view::npos ||
           text.find("总计") != std::string_view::npos ||
           text.find("小计") != std::string_view::npos;
}

std::optional<std::uint32_t> count_of(std::string_view text) {
    const std::size_t dot = text.find(".0");
    if (dot != std::string_view::npos && dot + 2 == text.size()) text = text.substr(0, dot);
    if (!all_digits(text) || text.size() > 9) return std::nullopt;
    return static_cast<std::uint32_t>(std::stoul(std::string(text)));
}

}  // namespace

void add_organisation(const SideSheet& sheet, Organisation& organisation) {
    std::string department;
    for (const SideSheet::Row& row : sheet.rows) {
        const auto text = [&](SideColumn column) { return sheet.text(row, column); };
        if (!text(SideColumn::Institution).empty())
            organisation.institution = text(SideColumn::Institution);
        if (!text(SideColumn::InstitutionCode).empty())
            organisation.institution_code = text(SideColumn::InstitutionCode);
        if (is_total(text(SideColumn::Department)) || is_total(text(SideColumn::MajorName)))
            continue;
        if (!text(SideColumn::Department).empty()) department = text(SideColumn::Department);
        if (text(SideColumn::MajorName).empty()) continue;
        Major major;
        major.department = department;
        major.name = text(SideColumn::MajorName);
        major.school_code = text(SideColumn::SchoolCode);
        major.national_code = text(SideColumn::NationalCode);
        // 专业代码 alone: a national code begins with six digits (080901, 080901K, 085400).
        const std::string_view code = text(SideColumn::MajorCode);
        if (major.national_code.empty() && code.size() >= 6 && all_digits(code.substr(0, 6)))
            major.national_code = code;
        else if (major.school_code.empty())
            major.school_code = code;
        major.level = text(SideColumn::Level);
        major.duration = text(SideColumn::Duration);
        major.plan_count = count_of(text(SideColumn::PlanCount));
        major.file = sheet.file;
        major.sheet = sheet.sheet;
        major.row_number = row.number;
        organisation.majors.push_back(std::move(major));
    }
}

namespace {

using MajorIndex = std::unordered_map<std::string_view, std::vector<const Major*>>;

/// The majors a student's values fit: by name and code together where both are known.
std::vector<const Major*> majors_of(const MajorIndex& index, const Students& students,
                                    std::uint32_t row) {
    std::vector<const Major*> fitting;
    for (Field field : {Field::MajorSchoolCode, Field::MajorCode, Field::Major}) {
        const auto found = index.find(students.value(row, field));
        if (found == index.end() || found->first.empty()) continue;
        std::vector<const Major*> both;
        for (const Major* major : found->second)
            if (fitting.empty() ||
                std::find(fitting.begin(), fitting.end(), major) != fitting.end())
                both.push_back(major);
        if (!both.empty()) fitting = std::move(both);
    }
    const std::string_view level = students.value(row, Field::Level);
    if (fitting.size() > 1 && !level.empty()) {
        std::vector<const Major*> same_level;
        for (const Major* major : fitting)
            if (major->level == level) same_level.push_back(major);
        if (!same_level.empty()) fitting = std::move(same_level);
    }
    return fitting;
}

}  // namespace

void join_organisation(HandOver& hand_over, const ValueCleaner& cleaner) {
    MajorIndex index;
    for (const Major& major : hand_over.organisation.majors) {
        const std::set<std::string_view> names = {major.name, major.school_code,
                                                  major.national_code};
        for (std::string_view name : names) index[name].push_back(&major);
    }
    Students& students = hand_over.students;
    for (std::uint32_t row = 0; row < students.size() && !index.empty(); ++row) {
        const std::vector<const Major*> majors = majors_of(index, students, row);
        if (majors.empty()) continue;
        const Major& major = *majors[0];
        const auto all_agree = [&majors, &major](std::string Major::*member) {
            return std::all_of(majors.begin(), majors.end(),
                               [&](const Major* each) { return each->*member == major.*member; });
        };
        const auto fill = [&](Field field, std::string Major::*member) {
            if (all_agree(member)) set_clean(students, row, field, major.*member, cleaner);
        };
        fill(Field::Department, &Major::department);
        fill(Field::Major, &Major::name);
        fill(Field::MajorCode, &Major::national_code);
        fill(Field::MajorSchoolCode, &Major::school_code);
        fill(Field::Level, &Major::level);
        fill(Field::Duration, &Major::duration);
        if (students.value(row, Field::Department).empty() && !all_agree(&Major::department)) {
            add_row_finding(hand_over, hand_over_rule::kMajorOfSeveral, row, Field::Department);
            hand_over.findings.back().raw = students.value(row, Field::Major);
        }
    }
}

namespace {

void set_from_class_row(HandOver& hand_over, std::uint32_t row, Field field, std::string_view text,
                        const ValueCleaner& cleaner) {
    const std::string_view own = hand_over.students.value(row, field);
    if (own.empty()) {
        set_clean(hand_over.students, row, field, text, cleaner);
    } else if (!text.empty() && own != text) {
        add_row_finding(hand_over, hand_over_rule::kClassDiffers, row, field);
        hand_over.findings.back().raw = text;
    }
}

}  // namespace

void join_classes(HandOver& hand_over, const std::vector<SideSheet>& sheets,
                  const ValueCleaner& cleaner) {
    if (sheets.empty()) return;
    Students& students = hand_over.students;
    const std::pair<SideColumn, Index> keys[] = {
        {SideColumn::ExamNumber, index_by(students, Field::ExamNumber)},
        {SideColumn::IdNumber, index_by(students, Field::IdNumber)},
        {SideColumn::TicketNumber, index_by(students, Field::TicketNumber)}};
    for (const SideSheet& sheet : sheets) {
        SideSheet loose = sheet;
        loose.rows.clear();
        for (const SideSheet::Row& row : sheet.rows) {
            const Rows* matched = nullptr;
            std::string shown;
            for (const auto& [column, index] : keys) {
                const std::string key = plain_key(sheet.text(row, column));
                if (shown.empty()) shown = key;
                if (matched == nullptr) matched = rows_of(index, key);
            }
            if (matched == nullptr) {
                Finding finding;
                finding.rule = &hand_over_rule::kClassRowUnmatched;
                finding.file = sheet.file;
                finding.sheet = sheet.sheet;
                finding.row_number = row.number;
                finding.raw = shown;
                hand_over.findings.push_back(std::move(finding));
                loose.rows.push_back(row);
                continue;
            }
            ++hand_over.rows_in;
            ++hand_over.rows_accepted;
            ++hand_over.rows_joined;
            for (std::uint32_t student : *matched) {
                set_from_class_row(hand_over, student, Field::AdminClass,
                                   sheet.text(row, SideColumn::Class), cleaner);
                set_from_class_row(hand_over, student, Field::StudentNo,
                                   sheet.text(row, SideColumn::StudentNo), cleaner);
            }
        }
        if (!loose.rows.empty()) hand_over.loose_classes.push_back(std::move(loose));
    }
    std::map<std::uint32_t, std::uint64_t> without_class;
    for (std::uint32_t row = 0; row < students.size(); ++row)
        if (students.value(row, Field::AdminClass).empty())
            ++without_class[students.source_index(row)];
    for (const auto& [source, count] : without_class)
        add_file_finding(hand_over, hand_over_rule::kStudentsWithoutClass,
                         students.sources()[source], count);
}

}  // namespace mingce
