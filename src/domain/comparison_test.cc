#include "domain/comparison.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

struct Compared {
    std::string name, exam_number, id_number, birth_date, phone;
};

StudentRecord record_of(const Compared& person) {
    StudentRecord record;
    record.values[Field::Name] = person.name;
    record.values[Field::ExamNumber] = person.exam_number;
    record.values[Field::IdNumber] = person.id_number;
    record.values[Field::BirthDate] = person.birth_date;
    record.values[Field::Phone] = person.phone;
    return record;
}

ExistingStudents existing(std::initializer_list<Compared> people) {
    ExistingStudents students;
    for (const Compared& person : people) students.add(record_of(person));
    students.settle();
    return students;
}

std::uint32_t add(Students& students, const Compared& person) {
    if (students.sources().empty()) students.add_source({});
    const std::uint32_t row = students.add_row(0, students.size() + 2);
    students.set(row, Field::Name, person.name);
    students.set(row, Field::ExamNumber, person.exam_number);
    students.set(row, Field::IdNumber, person.id_number);
    students.set(row, Field::BirthDate, person.birth_date);
    students.set(row, Field::Phone, person.phone);
    return row;
}

TEST(Comparison, JudgesOneRow) {
    const Compared known{"张文静", "26420101150001", "42010120080101002X", "20080101",
                         "13800000001"};
    struct Case {
        const char* why;
        Compared incoming;
        RowOutcome outcome;
        bool matched;
        std::size_t taken, kept;
    };
    using enum RowOutcome;
    const Case cases[] = {
        {"as it is there", known, Same, true, 0, 0},
        {"fewer columns say nothing", {"", "26420101150001", "", "", ""}, Same, true, 0, 0},
        {"another phone", {"张文静", "26420101150001", "", "", "13900000009"}, Changed, true, 1, 0},
        {"by document number alone",
         {"张文静", "", "42010120080101002X", "", ""},
         Same,
         true,
         0,
         0},
        {"unknown numbers", {"张文静", "26420101150002", "", "20080101", ""}, New, false, 0, 0},
        {"another name alone is a correction",
         {"张文婧", "26420101150001", "42010120080101002X", "20080101", ""},
         Changed,
         true,
         1,
         0},
        {"another name and document: another person",
         {"李强", "26420101150001", "420101200802020016", "20080202", ""},
         Conflict,
         false,
         0,
         0},
        {"a value that a person set stands",
         {"", "26420101150001", "", "20080102", ""},
         Conflict,
         true,
         0,
         1},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        Students incoming;
        add(incoming, c.incoming);
        ExistingStudents record = existing({known});
        record.add_set_by_person(0, Field::BirthDate);
        const auto rows = compare_with_record(incoming, record);
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_EQ(rows[0].outcome, c.outcome);
        EXPECT_EQ(rows[0].existing >= 0, c.matched);
        EXPECT_EQ(rows[0].taken().size(), c.taken);
        EXPECT_EQ(rows[0].kept().size(), c.kept);
    }
}

TEST(Comparison, OneComparedTwiceInBothIsTheSameTwice) {
    const Compared one{"张文静", "26420101150001", "42010120080101002X", "20080101", "1"};
    Compared other = one;
    other.phone = "2";
    Students incoming;
    add(incoming, other);
    add(incoming, one);
    const auto rows = compare_with_record(incoming, existing({one, other}));
    EXPECT_EQ(rows[0].outcome, RowOutcome::Same);
    EXPECT_EQ(rows[0].existing, 1);
    EXPECT_EQ(rows[1].outcome, RowOutcome::Same);
    EXPECT_EQ(rows[1].existing, 0);
}

TEST(Comparison, AThirdRowOfOneComparedIsNobodysYet) {
    const Compared one{"张文静", "26420101150001", "", "", ""};
    Students incoming;
    add(incoming, one);
    add(incoming, one);
    const auto rows = compare_with_record(incoming, existing({one}));
    EXPECT_EQ(rows[0].outcome, RowOutcome::Same);
    EXPECT_EQ(rows[1].outcome, RowOutcome::Conflict);
    EXPECT_EQ(rows[1].candidates(), std::vector<std::int64_t>{0});
}

}  // namespace
}  // namespace mingce
