#include "usecases/students/intake_counts.h"

#include <gtest/gtest.h>

#include "usecases/access/access_fixture.h"
#include "usecases/students/query_students.h"

namespace mingce {
namespace {

using testing::must;

TEST(SmallBuckets, AreNotToldNorToBeWorkedOut) {
    using Numbers = std::vector<std::int64_t>;
    constexpr std::int64_t kNotTold = -1;
    struct Case {
        std::string_view why;
        Numbers students, told;
    };
    const Case cases[] = {
        {"nobody is told apart", {5, 60}, {5, 60}},
        {"nothing is no small number", {0, 60}, {0, 60}},
        {"one would follow from the whole", {4, 60, 9}, {kNotTold, 60, kNotTold}},
        {"two of some size do not", {4, 60, 2}, {kNotTold, 60, kNotTold}},
        {"two of one each would", {1, 60, 1, 7}, {kNotTold, 60, kNotTold, kNotTold}},
        {"the other one of two", {3, 5'000}, {kNotTold, kNotTold}},
        {"and not one that is empty", {3, 0, 5'000}, {kNotTold, 0, kNotTold}},
        {"alone", {3}, {kNotTold}},
        {"none", {}, {}},
    };
    for (const Case& c : cases) {
        std::vector<CountBucket> buckets;
        for (const std::int64_t students : c.students)
            buckets.push_back({"", "", "", students, {}});
        hide_small_buckets(buckets);
        Numbers told;
        for (const CountBucket& bucket : buckets)
            told.push_back(bucket.students.value_or(kNotTold));
        EXPECT_EQ(told, c.told) << c.why;
    }
}

class IntakeNumbers : public testing::SchoolOnEachDatabase {
protected:
    static std::string text_of(const std::vector<CountBucket>& buckets) {
        std::string text;
        for (const CountBucket& bucket : buckets)
            text += (text.empty() ? "" : " ") + bucket.value + ":" +
                    (bucket.students ? std::to_string(*bucket.students) : "?");
        return text;
    }
    /// How many the grid shows by the filters of a bucket.
    std::int64_t shown_by(const Context& context, const std::vector<ValueFilter>& filters,
                          const std::string& severity = "") {
        QueryStudents request;
        request.asked = {"2026-ug", "", filters};
        request.asked.severity = severity;
        request.order = ListOrder::Change;
        return must(query_students(context, request)).total.value_or(-1);
    }
    void expect_shown(const Context& context, const std::vector<CountBucket>& buckets) {
        for (const CountBucket& bucket : buckets) {
            EXPECT_EQ(bucket.students, shown_by(context, bucket.filters)) << bucket.value;
            expect_shown(context, bucket.parts);
        }
    }
};
TEST_ON_EACH_DATABASE(IntakeNumbers);

TEST_P(IntakeNumbers, AreThoseTheGridShowsByTheirFilters) {
    must(set_student(context(), {id("own").hex(),
                                 {},
                                 {{Field::Sex, "女"},
                                  {Field::Level, "本科"},
                                  {Field::StudentNo, "202601"},
                                  {Field::Province, "湖北"}},
                                 "",
                                 {2026, 9, 1}}));
    const Context registry = as(Role::Registry);
    const IntakeCounts counts = must(count_intake(registry, "2026-ug"));
    EXPECT_EQ(counts.students, 4);
    EXPECT_EQ(text_of(counts.departments), "文学院:1 物理学院:3");
    EXPECT_EQ(text_of(counts.departments.back().parts), "物理学:3");
    EXPECT_EQ(text_of(counts.student_number), "with:1 without:3");
    EXPECT_EQ(text_of(counts.photo), "with:0 without:4");
    EXPECT_EQ(text_of(counts.statuses), "已录取:4");
    EXPECT_EQ(counts.statuses.front().en, "Admitted");
    for (const auto* const group :
         {&counts.departments, &counts.provinces, &counts.levels, &counts.sexes, &counts.statuses,
          &counts.photo, &counts.student_number}) {
        std::int64_t all = 0;
        for (const CountBucket& bucket : *group) all += bucket.students.value_or(0);
        EXPECT_EQ(all, 4);
        expect_shown(registry, *group);
    }
    ASSERT_EQ(counts.findings.size(), 3U);
    std::int64_t with_any = 0;
    for (const FindingBucket& bucket : counts.findings) {
        EXPECT_EQ(bucket.students, shown_by(registry, {}, bucket.severity)) << bucket.severity;
        with_any += *bucket.students;
    }
    EXPECT_GT(with_any, 0) << "phones are a digit short";
    EXPECT_EQ(counts.open_pairs, 0);
    EXPECT_EQ(counts.findings_on_files, 0);
    EXPECT_FALSE(counts.last_import);
}

TEST_P(IntakeNumbers, CountTheScopeAloneAndTellNoSmallNumber) {
    const IntakeCounts secretary = must(count_intake(as(Role::DepartmentSecretary), "2026-ug"));
    EXPECT_EQ(secretary.students, 3);
    EXPECT_EQ(text_of(secretary.departments), "物理学院:?");
    EXPECT_EQ(text_of(secretary.departments.front().parts), "物理学:?");
    EXPECT_EQ(text_of(secretary.photo), "with:0 without:?");
    EXPECT_FALSE(secretary.open_pairs) << "they see no pairs";
    for (const FindingBucket& bucket : secretary.findings)
        EXPECT_TRUE(!bucket.students || *bucket.students == 0) << bucket.severity;

    const IntakeCounts unit = must(count_intake(as(Role::Unit), "2026-ug"));
    EXPECT_EQ(unit.students, 4);
    EXPECT_TRUE(unit.provinces.empty()) << "housing is not given provinces";
    EXPECT_TRUE(unit.photo.empty());
    EXPECT_TRUE(unit.findings.empty());
    EXPECT_EQ(unit.departments.front().parts.size(), 0U) << "nor majors";

    EXPECT_EQ(must(count_intake(as(Role::Admissions), "2026-pg")).students, 0);
    EXPECT_EQ(must(count_intake(as(Role::Registry), "2026-pg")).students, 1);
    EXPECT_EQ(testing::problem_of(count_intake(as(Role::AuditAdmin), "2026-ug")), "access.denied");
    EXPECT_EQ(testing::problem_of(count_intake(as(Role::Registry), "2020-ug")), "intake.unknown");
}

class ImportedIntakeNumbers : public testing::RecordOnEachDatabase {};
TEST_ON_EACH_DATABASE(ImportedIntakeNumbers);

TEST_P(ImportedIntakeNumbers, NameTheLastImport) {
    import({testing::kThreeStudents});
    const IntakeCounts counts = must(count_intake(context(), "2026-ug"));
    ASSERT_TRUE(counts.last_import);
    EXPECT_EQ(counts.last_import->number, 1);
    EXPECT_EQ(counts.last_import->counts.students_new, 3U);
    EXPECT_EQ(counts.students, 3);
}

}  // namespace
}  // namespace mingce
