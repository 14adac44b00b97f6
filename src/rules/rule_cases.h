// The shape of this room's test tables: students written as words, the codes they must raise.
#pragma once

#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "rules/checks.h"
#include "rules/document_number.h"

namespace mingce {

/// One sheet of students and the codes of all findings on it, sorted: no more, no fewer.
/// A row says where it differs from a sound student: "sex=女; phone=". Within a value, * is the
/// right check character of the 17 digits before it and # a wrong one. "clean <- raw" is a value
/// that a listed rule changed; "text ^LostDigits" one that the normaliser wondered about.
struct RuleCase {
    std::string_view why;
    std::vector<std::string_view> rows;
    std::string_view codes;
    StudentKind kind = StudentKind::Undergraduate;
};

/// The tables of the other test files; checks_test.cc holds them against the list of all rules.
std::span<const RuleCase> student_rule_cases();
std::span<const RuleCase> glyph_rule_cases();
std::span<const RuleCase> value_rule_cases();
std::span<const RuleCase> file_rule_cases();
std::span<const RuleCase> intake_rule_cases();
std::span<const RuleCase> organisation_rule_cases();

/// A student in whom no rule finds anything, on the day of the tests.
inline constexpr std::string_view kSoundStudent =
    "name=王小明; sex=男; birth_date=20080307; id_type=居民身份证; id_number=11010520080307001*; "
    "nationality=中国; ethnicity=汉族; political_status=共青团员; province=北京; "
    "exam_number=26110105150001; "
    "department=数学学院; major=应用统计学; level=本科; duration=4; phone=13812345678; "
    "emergency_phone=13912345678";
inline constexpr Date kTestDay{2026, 9, 1};

/// Three majors, one name in two departments; only the first has a plan.
inline Organisation test_organisation() {
    Organisation organisation;
    const auto add = [&](std::string_view department, std::string_view name, std::string_view code,
                         std::string_view level, std::string_view duration) {
        Major& major = organisation.majors.emplace_back();
        major.department = department;
        major.name = name;
        major.national_code = code;
        major.level = level;
        major.duration = duration;
        major.file = "organisation.xlsx";
        major.row_number = organisation.majors.size() + 1;
    };
    add("数学学院", "应用统计学", "071202", "本科", "4年");
    add("医学院", "临床医学", "100201K", "本科", "5");
    add("商学院", "会计学", "120203K", "本科", "4");
    add("继续教育学院", "会计学", "630302", "专科（高职）", "3");
    return organisation;
}

class RuleSheet {
public:
    explicit RuleSheet(StudentKind kind) : kind_(kind) { begin_sheet("一"); }

    /// Rows added from now on stand in another sheet.
    void begin_sheet(std::string name) {
        SourceSheet sheet;
        sheet.file = "名单.xlsx";
        sheet.sheet = std::move(name);
        sheet.kind = kind_;
        for (std::size_t i = 0; i < kFieldCount; ++i) {
            sheet.column_names.push_back(column_letters(i));
            sheet.column_of[i] = static_cast<std::int32_t>(i);
        }
        source_ = students.add_source(std::move(sheet));
    }

    void add(std::string_view differences) {
        const std::uint32_t row = students.add_row(source_, students.size() + 2);
        // The sound student's numbers would be the same on every row: the row makes them its own.
        std::string sound(kSoundStudent);
        const auto renumber = [&](std::string_view before, std::size_t width) {
            const std::string number = std::to_string(10000 + 2 * row + 1);
            sound.replace(sound.find(before) + before.size() - width, width,
                          number.substr(number.size() - width));
        };
        renumber("id_number=11010520080307001", 3);
        renumber("exam_number=26110105150001", 4);
        renumber("; phone=13812345678", 4);
        for (const std::string_view words : {std::string_view(sound), differences})
            for (std::string_view cell : split(words, "; ")) set(row, cell);
        for (const MarkedValue& mark : marks_) students.mark(mark.row, mark.field, mark.mark);
        marks_.clear();
    }

    Students students;

private:
    static std::vector<std::string_view> split(std::string_view text, std::string_view between) {
        std::vector<std::string_view> parts;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find(between), text.size());
            parts.push_back(text.substr(0, end));
            text.remove_prefix(std::min(end + between.size(), text.size()));
        }
        return parts;
    }

    static std::string checked(std::string_view value) {
        std::string text;
        for (const char c : value) {
            const bool checkable = text.size() >= 17 && all_digits(text.substr(text.size() - 17));
            if ((c != '*' && c != '#') || !checkable) {
                text.push_back(c);
                continue;
            }
            const char right =
                citizen_check_character(std::string_view(text).substr(text.size() - 17));
            text.push_back(c == '*' ? right : right == '1' ? '2' : '1');
        }
        return text;
    }

    static Mark mark_named(std::string_view name) {
        constexpr std::pair<std::string_view, Mark> kMarks[] = {
            {"NumberCell", Mark::NumberCell},
            {"LostDigits", Mark::LostDigits},
            {"UnknownCode", Mark::UnknownCode},
            {"UnreadableDate", Mark::UnreadableDate},
            {"HalfCharacter", Mark::HalfCharacter},
            {"FieldFull", Mark::FieldFull},
            {"UndecodableByte", Mark::UndecodableByte},
            {"FormulaCell", Mark::FormulaCell},
            {"ErrorCell", Mark::ErrorCell}};
        for (const auto& [known, mark] : kMarks)
            if (known == name) return mark;
        throw std::invalid_argument(std::string(name));
    }

    void set(std::uint32_t row, std::string_view cell) {
        const std::size_t equals = cell.find('=');
        const auto field = field_of(cell.substr(0, equals));
        if (!field) throw std::invalid_argument(std::string(cell));
        std::string_view value = cell.substr(equals + 1);
        while (value.rfind(" ^") != std::string_view::npos) {
            marks_.push_back({row, *field, mark_named(value.substr(value.rfind(" ^") + 2))});
            value = value.substr(0, value.rfind(" ^"));
        }
        constexpr std::string_view kFrom = " <- ";
        const std::size_t from = value.find(kFrom);
        if (from == std::string_view::npos)
            students.set(row, *field, checked(value));
        else
            students.set_changed(row, *field, checked(value.substr(from + kFrom.size())),
                                 checked(value.substr(0, from)), 0);
    }

    StudentKind kind_;
    std::uint32_t source_ = 0;
    std::vector<MarkedValue> marks_;
};

inline std::vector<Finding> findings_on(const Students& students,
                                        const Organisation& organisation) {
    return check_students(students, {DataStandard::shipped(), CodeTables::shipped(),
                                     Regions::shipped(), organisation, kTestDay, 2026});
}

inline std::vector<Finding> findings_of(const RuleCase& c, const Organisation& organisation = {}) {
    RuleSheet sheet(c.kind);
    for (const std::string_view row : c.rows) sheet.add(row);
    return findings_on(sheet.students, organisation);
}

/// "ID-001 ID-010": every code once, in order.
inline std::string codes_of(const std::vector<Finding>& findings) {
    std::set<std::string_view> codes;
    for (const Finding& finding : findings) codes.insert(finding.rule->code);
    std::string text;
    for (const std::string_view code : codes) text += (text.empty() ? "" : " ") + std::string(code);
    return text;
}

}  // namespace mingce
