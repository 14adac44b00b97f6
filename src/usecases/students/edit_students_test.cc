#include "usecases/students/edit_students.h"

#include <gmock/gmock.h>

#include "record_fixture.h"
#include "usecases/students/findings_work.h"
#include "usecases/students/fix_findings.h"
#include "usecases/students/waive_findings.h"

namespace mingce {
namespace {

using testing::kThreeStudents;

class EditStudents : public testing::RecordOnEachDatabase {
protected:
    void SetUp() override {
        RecordOnEachDatabase::SetUp();
        if (!IsSkipped()) import({kThreeStudents});
    }
    Result<EditOutcome> set(const std::string& who, const TypedValues& values,
                            std::optional<std::int64_t> version = {}) {
        return set_student(context("os:registry"),
                           {who, version, values, "电话核实", {2026, 8, 21}});
    }
    std::vector<FindingLine> open(const std::string& rule) {
        auto lines = list_findings(context(), {"2026-ug", "open", rule, ""});
        EXPECT_TRUE(lines.ok());
        return lines.ok() ? std::move(lines).value() : std::vector<FindingLine>{};
    }
};

TEST_P(EditStudents, CleansWhatIsTypedAndChecksItLikeAnImport) {
    const auto outcome = set("26420101150001",
                             {{Field::Phone, " 138-0000-1111 "}, {Field::BirthDate, "2008-01-02"}});
    ASSERT_TRUE(outcome.ok()) << outcome.error().sentence(Language::English);
    EXPECT_EQ(student("26420101150001").values[Field::Phone], "13800001111");
    EXPECT_EQ(student("26420101150001").values[Field::BirthDate], "20080102");
    EXPECT_EQ(outcome.value().findings.opened, 1U) << "the birth date differs from the number";

    const auto mended = set("26420101150001", {{Field::BirthDate, "2008-01-01"}});
    ASSERT_TRUE(mended.ok());
    EXPECT_EQ(mended.value().findings.gone, 1U);
}

TEST_P(EditStudents, RefusesAStaleVersionAndWritesNothing) {
    ASSERT_TRUE(set("26420101150001", {{Field::Phone, "13700000001"}}, 1).ok());
    const auto stale = set("26420101150001", {{Field::Phone, "13600000001"}}, 1);
    ASSERT_FALSE(stale.ok());
    EXPECT_EQ(stale.error().problem().code, "student.changed_meanwhile");
    EXPECT_EQ(student("26420101150001").values[Field::Phone], "13700000001");
}

// Three numbers of one sheet end in zeros: what the lost digits say is told neither by the import
// nor when something else of the student is changed.
TEST_P(EditStudents, LostDigitsSayNothingOfTheSex) {
    import(
        {"考生号,姓名,性别,身份证号,手机\n"
         "26420101150011,甲一,男,110105200803071000,13800000011\n"
         "26420101150012,乙一,女,110105200803072000,13800000012\n"
         "26420101150013,丙一,女,110105200803075000,13800000013\n",
         true, "zeroed.csv"});
    EXPECT_EQ(open("XL-002").size(), 3U);
    const auto outcome = set("26420101150011", {{Field::Phone, "13700000011"}});
    ASSERT_TRUE(outcome.ok());
    EXPECT_EQ(outcome.value().findings.opened, 0U);
    ASSERT_TRUE(set("26420101150011", {{Field::IdNumber, "110105200803071021"}}).ok());
    EXPECT_EQ(open("XL-002").size(), 2U);
    EXPECT_EQ(open("ID-012").size(), 1U) << "a number that is whole says so";
}

TEST_P(EditStudents, SameValuesAreNoChange) {
    const auto outcome = set("26420101150001", {{Field::Phone, "13800000001"}});
    ASSERT_TRUE(outcome.ok());
    EXPECT_TRUE(outcome.value().changes.empty());
    EXPECT_EQ(student("26420101150001").version, 1);
}

TEST_P(EditStudents, ANumberOfTwoIsAFindingUntilOneIsMended) {
    ASSERT_TRUE(set("26420101150002", {{Field::IdNumber, "42010120080101002X"}}).ok());
    EXPECT_EQ(open("DU-001").size(), 1U);
    ASSERT_TRUE(set("26420101150002", {{Field::IdNumber, "420101200802020019"}}).ok());
    EXPECT_EQ(open("DU-001").size(), 0U);
}

TEST_P(EditStudents, AStudentNumberIsGivenOnceAndNeverChanged) {
    ASSERT_TRUE(set("26420101150001", {{Field::StudentNo, "2026010001"}}).ok());
    const auto changed = set("26420101150001", {{Field::StudentNo, "2026010002"}});
    ASSERT_FALSE(changed.ok());
    EXPECT_EQ(changed.error().problem().code, "student.number_given");
}

TEST_P(EditStudents, EntersAStudentByHandWithTheSameChecks) {
    const auto added = add_student(
        context(),
        {"2026-ug",
         {{Field::Name, "赵新"}, {Field::Sex, "2"}, {Field::ExamNumber, "26420101150004"}},
         {2026, 8, 21}});
    ASSERT_TRUE(added.ok()) << added.error().sentence(Language::English);
    EXPECT_EQ(student("26420101150004").values[Field::Sex], "女");
    EXPECT_GT(added.value().findings.opened, 0U) << "required values are missing";

    const auto twice =
        add_student(context(), {"2026-ug",
                                {{Field::Name, "赵新新"}, {Field::ExamNumber, "26420101150004"}},
                                {2026, 8, 21}});
    ASSERT_FALSE(twice.ok());
    EXPECT_EQ(twice.error().problem().code, "student.there_already");
}

TEST_P(EditStudents, TypedValuesNameFieldsByKeyOrChineseName) {
    const auto values = parse_typed_values({"phone=1=2", "姓名=王五"});
    ASSERT_TRUE(values.ok());
    EXPECT_EQ(values.value().at(Field::Phone), "1=2");
    EXPECT_EQ(values.value().at(Field::Name), "王五");
    for (const char* wrong : {"phone", "telephone=1", "=1"})
        EXPECT_FALSE(parse_typed_values({wrong}).ok()) << wrong;
}

TEST_P(EditStudents, HistoryTellsEveryActInOrder) {
    ASSERT_TRUE(set("26420101150001", {{Field::Phone, "13700000001"}}).ok());
    ASSERT_TRUE(set("26420101150001", {{Field::Phone, "13600000001"}}).ok());
    const auto history = student_history(context(), "26420101150001");
    ASSERT_TRUE(history.ok());
    ASSERT_EQ(history.value().events.size(), 2U);
    EXPECT_EQ(history.value().events[0].changes[0].after, "13700000001");
    EXPECT_EQ(history.value().events[1].changes[0].before, "13700000001");
    EXPECT_EQ(history.value().events[0].reason, "电话核实");
    ASSERT_EQ(history.value().acts.size(), 2U);
    EXPECT_THAT(history.value().acts[0].detail, ::testing::HasSubstr("fields=phone"));
    EXPECT_THAT(history.value().acts[0].detail, ::testing::Not(::testing::HasSubstr("137")));
    EXPECT_EQ(history.value().acts[0].commitment.size(), 32U);
}

TEST_P(EditStudents, AWaiverHoldsForTheValueItWasGivenFor) {
    ASSERT_TRUE(set("26420101150001", {{Field::BirthDate, "20080102"}}).ok());
    const auto lines = open("");
    ASSERT_FALSE(lines.empty());
    std::string id;
    for (const FindingLine& line : lines)
        if (line.finding.field == Field::BirthDate) id = line.finding.id.hex();
    EXPECT_EQ(waive_finding(context(), id, "").error().problem().code, "finding.no_reason");
    ASSERT_TRUE(waive_finding(context(), id, "户口簿为准").ok());
    const auto again = check_intake_again(context(), "2026-ug", {2026, 8, 22});
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again.value().opened, 0U) << "the waiver holds";
    const auto other = set("26420101150001", {{Field::BirthDate, "20080103"}});
    ASSERT_TRUE(other.ok());
    EXPECT_EQ(other.value().findings.opened, 1U) << "another wrong value needs another decision";
    EXPECT_EQ(reopen_finding(context(), id, "再看").error().problem().code, "finding.state");
}

TEST_P(EditStudents, FixesAllOfARuleAtOnce) {
    ASSERT_TRUE(set("26420101150001", {{Field::Sex, "男"}}).ok());
    ASSERT_TRUE(set("26420101150002", {{Field::Sex, "女"}}).ok());
    std::string rule;
    for (const FindingLine& line : open(""))
        if (line.finding.field == Field::Sex) rule = line.finding.rule;
    ASSERT_FALSE(rule.empty());
    FixFindings fix;
    fix.intake = "2026-ug";
    fix.rule = rule;
    fix.today = {2026, 8, 22};
    const auto fixed = fix_findings(context(), fix);
    ASSERT_TRUE(fixed.ok()) << fixed.error().sentence(Language::English);
    EXPECT_EQ(fixed.value().fixed, 2U);
    EXPECT_EQ(student("26420101150001").values[Field::Sex], "女");
    EXPECT_TRUE(open(rule).empty());
}

TEST_ON_EACH_DATABASE(EditStudents);

}  // namespace
}  // namespace mingce
