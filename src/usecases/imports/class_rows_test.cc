#include "usecases/imports/class_rows.h"

#include "people_record.h"

namespace mingce {
namespace {

class ClassRowsOfImport : public testing::OnEachRecord {
protected:
    void SetUp() override {
        OnEachRecord::SetUp();
        if (!IsSkipped()) import({write("people.csv", kThree)});
    }
    static constexpr std::string_view kThree =
        "考生号,姓名,性别,出生日期,证件类型,证件号码\n"
        "26420101150001,张文静,女,20080101,居民身份证,42010120080101002X\n"
        "26420101150002,李强,男,20080202,居民身份证,420101200802020016\n"
        "26420101150003,王五,男,20080303,居民身份证,420101200803030012\n";

    ImportReport classes(std::string_view rows) {
        return import({write("classes.csv", "考生号,证件号码,班级,学号\n" + std::string(rows))});
    }
    static std::size_t count(const ImportReport& report, std::string_view rule) {
        return static_cast<std::size_t>(
            std::count_if(report.check.findings.begin(), report.check.findings.end(),
                          [rule](const Finding& f) { return f.rule->code == rule; }));
    }
};

TEST_P(ClassRowsOfImport, StudentsOfTheRecordAreChangedAndUnknownOnesHeld) {
    const std::string_view rows =
        "26420101150001,,物理2601,2026001\n"
        ",420101200802020016,物理2602,2026002\n"
        "26420101159999,,物理2602,2026003\n";
    const ImportReport report = classes(rows);
    EXPECT_TRUE(report.is_committed);
    EXPECT_EQ(report.batch.counts.rows_in, 3U);
    EXPECT_EQ(report.batch.counts.rows_accepted, 2U);
    EXPECT_EQ(report.batch.counts.rows_held, 1U);
    EXPECT_EQ(report.batch.counts.students_changed, 2U);
    EXPECT_EQ(count(report, "HO-001"), 1U);
    EXPECT_EQ(student("26420101150001").values[Field::AdminClass], "物理2601");
    EXPECT_EQ(student("2026002").values[Field::ExamNumber], "26420101150002");
    EXPECT_EQ(number("SELECT count(*) FROM finding WHERE rule = 'HO-001'"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM source_row WHERE student IS NOT NULL"), 5);
    EXPECT_TRUE(classes(rows).changes_nothing);
    EXPECT_EQ(number("SELECT count(*) FROM finding WHERE rule = 'HO-001'"), 1);
}

TEST_P(ClassRowsOfImport, RowsJoinedToStudentsOfTheSameHandOverCountAsAccepted) {
    const auto people = write("more.csv",
                              "考生号,姓名,性别,出生日期,证件类型,证件号码\n"
                              "26420101150004,赵六,男,20080404,居民身份证,420101200804040019\n");
    const auto list = write("list.csv",
                            "考生号,证件号码,班级,学号\n"
                            "26420101150004,,物理2601,2026004\n26420101159999,,物理2602,\n");
    const ImportReport report = import({people, list});
    const BatchCounts& counts = report.batch.counts;
    EXPECT_EQ(report.check.hand_over.rows_joined, 1U);
    EXPECT_EQ(counts.rows_in, 3U);
    EXPECT_EQ(counts.rows_accepted, 2U);
    EXPECT_EQ(counts.rows_held, 1U);
    EXPECT_EQ(counts.students_new, 1U);
    EXPECT_EQ(student("2026004").values[Field::AdminClass], "物理2601");
}

TEST_P(ClassRowsOfImport, ANumberThatWasGivenStands) {
    classes("26420101150001,,物理2601,2026001\n");
    const ImportReport report = classes("26420101150001,,物理2602,2026009\n");
    EXPECT_EQ(report.batch.counts.students_conflict, 1U);
    const StudentRecord known = student("26420101150001");
    EXPECT_EQ(known.values[Field::StudentNo], "2026001");
    EXPECT_EQ(known.values[Field::AdminClass], "物理2602");
    EXPECT_EQ(number("SELECT count(*) FROM finding WHERE rule = 'RC-004'"), 1);
}

TEST_P(ClassRowsOfImport, RowsThatContradictAreHeld) {
    classes("26420101150001,,物理2601,2026001\n");
    const ImportReport report = classes(
        "26420101150002,,物理2601,2026001\n"                    // another's number
        "26420101150002,42010120080101002X,物理2601,2026002\n"  // two people
        "26420101150003,,物理2601,2026003\n"
        "26420101150003,,物理2602,2026003\n");  // another row said otherwise
    EXPECT_EQ(report.batch.counts.rows_held, 3U);
    EXPECT_EQ(report.batch.counts.students_changed, 1U);
    EXPECT_EQ(count(report, "HO-012"), 3U);
    EXPECT_EQ(student("26420101150003").values[Field::AdminClass], "物理2601");
    EXPECT_EQ(student("26420101150002").values[Field::StudentNo], "");
}

TEST_P(ClassRowsOfImport, AnOrganisationAloneIsWrittenOnce) {
    const std::string head = "院系,专业,层次,学制,计划数\n";
    const auto path =
        write("majors.csv", head + "物理学院,物理学,本科,4,60\n文学院,汉语言文学,本科,4,80\n");
    ImportReport report = import({path});
    EXPECT_TRUE(report.is_committed);
    EXPECT_EQ(report.majors.fresh, 2U);
    EXPECT_TRUE(import({path}).changes_nothing);
    report = import(
        {write("more.csv", head + "物理学院,物理学,本科,4,70\n文学院,汉语言文学,本科,4,80\n")});
    EXPECT_EQ(report.majors.changed, 1U);
    EXPECT_EQ(report.majors.same, 1U);
    EXPECT_EQ(report.majors_written, 1U);
}

TEST_ON_EACH_DATABASE(ClassRowsOfImport);

}  // namespace
}  // namespace mingce
