#include "domain/students.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

// A file of some rows that has names alone, then one that has numbers too.
TEST(Students, TakesBackTheRowsOfAFileAndNothingElse) {
    for (const std::uint32_t kept : {1U, 255U, 256U, 257U, 600U}) {
        SCOPED_TRACE(kept);
        Students students;
        students.add_source({});
        for (std::uint32_t row = 0; row < kept; ++row)
            students.set(students.add_row(0, row + 1), Field::Name, "张" + std::to_string(row));
        students.add_source({});
        for (std::uint32_t row = kept; row < kept + 600; ++row) {
            students.set(students.add_row(1, row + 1), Field::Name, "李");
            students.set(row, Field::ExamNumber, "26420101150001");
        }
        students.cut(kept, 1);
        EXPECT_EQ(students.size(), kept);
        EXPECT_EQ(students.value(kept - 1, Field::Name), "张" + std::to_string(kept - 1));
        for (std::uint32_t row = kept; row < kept + 600; ++row) {
            ASSERT_EQ(students.add_row(0, row + 1), row);
            EXPECT_EQ(students.value(row, Field::Name), "") << row;
            EXPECT_EQ(students.value(row, Field::ExamNumber), "") << row;
        }
    }
}

TEST(Students, HasNothingInAFieldThatNobodySet) {
    Students students;
    students.add_source({});
    for (std::uint32_t row = 0; row < 1'000; ++row) students.add_row(0, row + 1);
    students.set(700, Field::Email, "a@b.cn");
    EXPECT_EQ(students.value(700, Field::Email), "a@b.cn");
    EXPECT_EQ(students.value(699, Field::Email), "");
    EXPECT_EQ(students.value(999, Field::Email), "");
    EXPECT_EQ(students.value(700, Field::Phone), "");
}

}  // namespace
}  // namespace mingce
