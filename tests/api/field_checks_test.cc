// What the pages judge typed values by, held against the rules: the answer they are given, and
// every vector of tests/golden/field_checks.json cleaned and judged as the server does. The
// interpreter of the pages is held against both files (web/app/src/standard/field_checks.test.ts).
// After a change that is meant: MINGCE_GOLDEN=write build/api_test --gtest_filter='FieldChecks.*'
#include "rules/field_checks.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "api_fixture.h"
#include "domain/organisation.h"
#include "normalise/values.h"
#include "places.h"
#include "rules/checks.h"
#include "temporary_folder.h"

namespace mingce::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

const fs::path kGolden = fs::path(testing::kProject) / "tests" / "golden";

std::string text_at(const json::object& object, std::string_view key) {
    const auto* const found = object.if_contains(key);
    return found == nullptr ? "" : std::string(found->as_string());
}
std::set<std::string> codes_at(const json::object& vector, std::string_view key) {
    std::set<std::string> codes;
    if (const auto* const list = vector.if_contains(key))
        for (const auto& code : list->as_array()) codes.emplace(code.as_string());
    return codes;
}

/// One student of typed values, as usecases/students/check_values.cc makes one.
class TypedStudent {
public:
    explicit TypedStudent(StudentKind kind) {
        SourceSheet sheet;
        sheet.file = "record";
        sheet.kind = kind;
        for (std::size_t i = 0; i < kFieldCount; ++i)
            sheet.column_of[i] = static_cast<std::int32_t>(i);
        students.add_source(std::move(sheet));
        students.add_row(0, 1);
    }
    void set(Field field, std::string_view typed) {
        const Cell cell{typed, CellKind::Text};
        std::string scratch;
        const CleanValue clean = cleaner_.clean(field, cell, DateSystem::From1900, scratch);
        students.set(0, field, clean.text);
        for (Mark mark : clean.marks) students.mark(0, field, mark);
    }
    Students students;

private:
    ValueCleaner cleaner_{DataStandard::shipped(), CodeTables::shipped(), Regions::shipped()};
};

std::vector<Finding> findings_on(const Students& students, Field field, Date today,
                                 std::int32_t year) {
    const Organisation organisation;
    std::vector<Finding> findings =
        check_students(students, {DataStandard::shipped(), CodeTables::shipped(),
                                  Regions::shipped(), organisation, today, year});
    std::erase_if(findings, [](const Finding& finding) {
        return is_of_the_carrier(finding.rule->code) || tells_of_absence(finding.rule->code);
    });
    for (Finding& absent : find_absent(students, 0, DataStandard::shipped()))
        findings.push_back(std::move(absent));
    std::erase_if(findings, [field](const Finding& finding) {
        return !finding.row || finding.field != field;
    });
    return findings;
}

void expect_words(const json::object& vector, const std::vector<Finding>& findings) {
    const auto* const words = vector.if_contains("words");
    if (words == nullptr) return;
    for (const auto& [code, told] : words->as_object()) {
        const auto found = std::ranges::find_if(
            findings, [&](const Finding& finding) { return finding.rule->code == code; });
        ASSERT_NE(found, findings.end()) << code;
        if (told.as_object().contains("arg")) {
            EXPECT_EQ(found->arg, text_at(told.as_object(), "arg"));
        }
        if (told.as_object().contains("proposal")) {
            EXPECT_EQ(found->proposal, text_at(told.as_object(), "proposal"));
        }
    }
}

TEST(FieldChecks, VectorsAreWhatTheRulesSay) {
    const json::value file = json::parse(contents(kGolden / "field_checks.json"));
    const json::object& all = file.as_object();
    const Date today = parse_compact_date(text_at(all, "today")).value();
    const auto year = static_cast<std::int32_t>(all.at("year").as_int64());
    const json::array& vectors = all.at("vectors").as_array();
    EXPECT_GE(vectors.size(), 150U);
    for (const auto& one : vectors) {
        const json::object& vector = one.as_object();
        SCOPED_TRACE(json::serialize(one));
        const Field field = field_of(text_at(vector, "field")).value();
        TypedStudent student(
            student_kind_of(text_at(vector, "kind")).value_or(StudentKind::Undergraduate));
        student.set(field, text_at(vector, "typed"));
        if (const auto* const beside = vector.if_contains("beside"))
            for (const auto& [key, typed] : beside->as_object())
                student.set(field_of(key).value(), std::string_view(typed.as_string()));
        EXPECT_EQ(student.students.value(0, field), text_at(vector, "clean"));
        const auto findings = findings_on(student.students, field, today, year);
        std::set<std::string> said;
        for (const Finding& finding : findings) said.emplace(finding.rule->code);
        std::set<std::string> expected = codes_at(vector, "said");
        expected.merge(codes_at(vector, "server_says"));
        EXPECT_EQ(said, expected);
        expect_words(vector, findings);
    }
}

TEST(FieldChecks, EveryRuleOfOneValueIsAmongThem) {
    // What else rules go by: other values of the student, other students, the organisation.
    constexpr std::string_view kOfMore[] = {"ID-006", "ID-007", "ID-011", "ID-012",
                                            "EX-002", "PH-003", "OG-001", "OG-002",
                                            "OG-003", "OG-004", "OG-005"};
    for (const RuleText& rule : all_rules()) {
        const auto of_rule = [&](const FieldCheck& check) { return check.rule->code == rule.code; };
        const bool is_of_one_value = std::ranges::any_of(checks_of_one_value(), of_rule);
        const bool is_of_more = std::ranges::count(kOfMore, rule.code) != 0 ||
                                is_of_the_carrier(rule.code) || compares_students(rule.code);
        EXPECT_NE(is_of_one_value, is_of_more) << rule.code;
        const bool has_a_field =
            std::ranges::any_of(DataStandard::shipped().fields(), [&](const FieldStandard& field) {
                return std::ranges::any_of(field_checks(field), of_rule);
            });
        EXPECT_EQ(has_a_field, is_of_one_value) << rule.code;
    }
}

class FieldChecksAnswer : public ApiOnEachDatabase {};
TEST_ON_EACH_DATABASE(FieldChecksAnswer);

TEST_P(FieldChecksAnswer, IsWhatThePagesAreTestedWith) {
    begin_school();
    join("registry", Role::Registry);
    const Answer answer = get("registry", "/api/v1/standard/checks");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.text("youngest"), "14");
    // A line for each field and table, so that a difference can be read.
    std::string lines = answer.body + "\n";
    constexpr std::string_view kItem = R"({"key":)";
    for (std::size_t at = 0; (at = lines.find(kItem, at)) != std::string::npos;
         at += kItem.size() + 1)
        lines.insert(at, "\n");
    const fs::path file = kGolden / "field_checks_answer.json";
    const char* const wish = std::getenv("MINGCE_GOLDEN");
    if (wish != nullptr && std::string_view(wish) == "write" && GetParam() == Dialect::Sqlite)
        std::ofstream(file, std::ios::binary) << lines;
    EXPECT_EQ(lines, contents(file)) << file;
}

}  // namespace
}  // namespace mingce::testing
