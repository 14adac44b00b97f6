#include "domain/student_record.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

StudentEvent event_at(std::int64_t minute, ChangeCause cause, std::vector<FieldChange> changes) {
    StudentEvent event;
    event.at = {minute * 60'000};
    event.cause = cause;
    event.changes = std::move(changes);
    return event;
}

const std::vector<StudentEvent>& life() {
    using enum ChangeCause;
    static const std::vector<StudentEvent> events = {
        event_at(10, Import, {{Field::Phone, "1", "2"}}),
        event_at(20, Person, {{Field::Phone, "2", "3"}, {Field::Dormitory, "", "3-201"}}),
        event_at(30, Import, {{Field::Dormitory, "3-201", "3-202"}}),
    };
    return events;
}

TEST(StudentRecord, ValuesGoBackEventByEvent) {
    FieldValues now;
    now[Field::Phone] = "3";
    now[Field::Dormitory] = "3-202";
    struct Case {
        std::int64_t minute;
        const char *phone, *dormitory;
    };
    const Case cases[] = {{40, "3", "3-202"}, {30, "3", "3-202"}, {29, "3", "3-201"},
                          {20, "3", "3-201"}, {19, "2", ""},      {9, "1", ""}};
    for (const Case& c : cases) {
        SCOPED_TRACE(c.minute);
        const FieldValues then = values_at(now, life(), {c.minute * 60'000});
        EXPECT_EQ(then[Field::Phone], c.phone);
        EXPECT_EQ(then[Field::Dormitory], c.dormitory);
    }
}

TEST(StudentRecord, AValueComesFromItsLastChange) {
    EXPECT_EQ(source_of(Field::Phone, life()), &life()[1]);
    EXPECT_EQ(source_of(Field::Dormitory, life()), &life()[2]);
    EXPECT_EQ(source_of(Field::Name, life()), nullptr);
    EXPECT_TRUE(was_set_by_person(Field::Phone, life()));
    EXPECT_FALSE(was_set_by_person(Field::Dormitory, life())) << "an import came later";
}

TEST(StudentRecord, TellsWhetherAPersonsWordStandsBehindAValue) {
    using enum ChangeCause;
    const auto change = [](ChangeCause cause, const char* before, const char* after) {
        return event_at(1, cause, {{Field::Phone, before, after}});
    };
    struct Case {
        const char* why;
        std::vector<StudentEvent> events;
        bool is_a_persons;
    };
    const Case cases[] = {
        {"what the row said", {change(Person, "1", "2"), change(TakeBack, "2", "1")}, false},
        {"what a person said before",
         {change(Person, "1", "2"), change(Fix, "2", "3"), change(TakeBack, "3", "2")},
         true},
        {"done again",
         {change(Person, "1", "2"), change(TakeBack, "2", "1"), change(TakeBack, "1", "2")},
         true},
        {"a blank that a merge filled", {change(Merge, "", "1")}, false},
        {"a value that was picked in a merge", {change(Merge, "1", "2")}, true},
        {"what an import said",
         {change(Import, "1", "2"), change(Person, "2", "3"), change(TakeBack, "3", "2")},
         false},
    };
    for (const Case& c : cases)
        EXPECT_EQ(was_set_by_person(Field::Phone, c.events), c.is_a_persons) << c.why;
}

TEST(StudentRecord, CanonicalTextOwesNothingToTheOrderOfFields) {
    FieldValues values;
    values[Field::Phone] = "138\t1";
    values[Field::Name] = "张\\三";
    EXPECT_EQ(canonical_text(values), "mingce-student\t1\nname\t张\\\\三\nphone\t138\\t1\n");
    EXPECT_EQ(canonical_text({}), "mingce-student\t1\n");
}

}  // namespace
}  // namespace mingce
