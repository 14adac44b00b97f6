#include "domain/roster_difference.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace mingce {
namespace {

constexpr Field kColumns[] = {Field::ExamNumber, Field::StudentNo,  Field::IdNumber,
                              Field::Name,       Field::AdminClass, Field::EnrolmentStatus};
using Row = std::array<std::string, std::size(kColumns)>;

Students table(const std::vector<Row>& rows, std::size_t columns = std::size(kColumns)) {
    Students students;
    SourceSheet sheet;
    for (std::size_t c = 0; c < columns; ++c)
        sheet.column_of[static_cast<std::size_t>(kColumns[c])] = static_cast<std::int32_t>(c);
    const std::uint32_t source = students.add_source(sheet);
    for (const Row& row : rows) {
        const std::uint32_t at = students.add_row(source, students.size() + 2);
        for (std::size_t c = 0; c < std::size(kColumns); ++c)
            if (!row[c].empty()) students.set(at, kColumns[c], row[c]);
    }
    return students;
}

const std::vector<Row> kRecord = {
    {"E1", "S1", "I1", "甲", "一班", "待报到"},
    {"E2", "S2", "I2", "乙", "一班", "待报到"},
    {"E3", "", "I3", "丙", "", "保留入学资格"},
};

RosterDifference compared(const Students& file, const Students& record,
                          std::vector<Field> unseen = {}) {
    return compare_roster(
        file, record,
        {[&](Field field) { return std::ranges::find(unseen, field) == unseen.end(); },
         [&](std::uint32_t student) {
             return record.value(student, Field::EnrolmentStatus) == "保留入学资格";
         }});
}

TEST(RosterDifference, EachRowHasOneFate) {
    struct Case {
        std::string why;
        Row row;
        FileRowFate fate;
        std::size_t cells;
        std::size_t columns;
    };
    const Case cases[] = {
        {"all agree", {"E1", "S1", "I1", "甲", "一班", "待报到"}, FileRowFate::Same, 0, 6},
        {"a state by its key",
         {"E1", "S1", "I1", "甲", "一班", "admitted"},
         FileRowFate::Differs,
         1,
         6},
        {"one cell", {"E1", "S1", "I1", "甲", "二班", "待报到"}, FileRowFate::Differs, 1, 6},
        {"an empty cell is a word",
         {"E1", "S1", "I1", "甲", "", "待报到"},
         FileRowFate::Differs,
         1,
         6},
        {"a column that is not there is none",
         {"E1", "S1", "I1", "", "", ""},
         FileRowFate::Same,
         0,
         3},
        {"a wrong digit in one of three numbers",
         {"E1", "S1", "I9", "甲", "一班", "待报到"},
         FileRowFate::Differs,
         1,
         6},
        {"by the document alone",
         {"", "", "I1", "甲", "一班", "待报到"},
         FileRowFate::Differs,
         2,
         6},
        {"nobody's numbers", {"E9", "S9", "I9", "甲", "一班", ""}, FileRowFate::OnlyHere, 0, 6},
        {"numbers of two", {"E1", "S2", "", "甲", "一班", ""}, FileRowFate::TwoPeople, 0, 6},
        {"no number", {"", "", "", "甲", "一班", ""}, FileRowFate::NoKey, 0, 6},
        {"of the annex, and says so",
         {"E3", "", "I3", "丙", "", "保留入学资格"},
         FileRowFate::Same,
         0,
         6},
        {"of the annex, by its key",
         {"E3", "", "I3", "丙", "", "deferred"},
         FileRowFate::Same,
         0,
         6},
        {"of the annex, and does not", {"E3", "", "I3", "丙", "", ""}, FileRowFate::Differs, 0, 5},
    };
    const Students record = table(kRecord);
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const Students file = table({c.row}, c.columns);
        const RosterDifference found = compared(file, record);
        ASSERT_EQ(found.rows.size(), 1U);
        EXPECT_EQ(key_of(found.rows[0].fate), key_of(c.fate));
        EXPECT_EQ(found.rows[0].cells.size(), c.cells);
        EXPECT_EQ(found.rows[0].candidates.size(), c.fate == FileRowFate::TwoPeople ? 2U : 0U);
    }
}

TEST(RosterDifference, WhoIsMissingIsToldApartFromWhoDoesNotCome) {
    const Students record = table(kRecord);
    const Students file = table({kRecord[0], kRecord[0]});
    const RosterDifference found = compared(file, record);
    EXPECT_EQ(found.rows[1].fate, FileRowFate::Repeated);
    EXPECT_EQ(found.rows[1].first_row, 0U);
    EXPECT_EQ(found.absent, std::vector<std::uint32_t>{1});
    EXPECT_EQ(found.absent_annexed, std::vector<std::uint32_t>{2});
    EXPECT_EQ(found.matched, 1U);
    EXPECT_FALSE(found.agrees());
    EXPECT_TRUE(compared(table({kRecord[1], kRecord[0]}), record).agrees())
        << "in any order, without the annex";
}

TEST(RosterDifference, WhatMayNotBeSeenIsNeitherAKeyNorCompared) {
    const Students record = table(kRecord);
    const Students by_document = table({{"", "", "I1", "甲", "一班", "待报到"}});
    EXPECT_EQ(compared(by_document, record, {Field::IdNumber}).rows[0].fate, FileRowFate::NoKey);
    const Students wrong = table({{"E1", "S1", "I9", "甲", "一班", "待报到"}});
    EXPECT_EQ(compared(wrong, record, {Field::IdNumber}).rows[0].fate, FileRowFate::Same);
}

RC_GTEST_PROP(RosterDifferenceSums, EveryRowAndEveryStudentIsCountedOnce, ()) {
    const auto pick = [](std::vector<std::string> from) { return *rc::gen::elementOf(from); };
    const auto rows = [&](bool unique) {
        std::vector<Row> made;
        const int count = *rc::gen::inRange(0, 12);
        for (int i = 0; i < count; ++i) {
            const std::string n = unique ? std::to_string(i) : "";
            made.push_back({unique ? n : pick({"", "0", "1", "2", "77"}),
                            unique ? n : pick({"", "0", "3"}), pick({"", "4", "5"}),
                            pick({"甲", "乙"}), pick({"", "一班"}),
                            pick({"待报到", "保留入学资格"})});
        }
        return made;
    };
    const Students record = table(rows(true)), file = table(rows(false));
    const RosterDifference found = compared(file, record);
    std::uint64_t fates = 0;
    for (std::size_t fate = 0; fate < kFileRowFateCount; ++fate)
        fates += found.count(static_cast<FileRowFate>(fate));
    RC_ASSERT(fates == file.size());
    RC_ASSERT(found.matched + found.matched_annexed ==
              found.count(FileRowFate::Same) + found.count(FileRowFate::Differs));
    RC_ASSERT(found.matched + found.matched_annexed + found.absent.size() +
                  found.absent_annexed.size() ==
              record.size());
}

}  // namespace
}  // namespace mingce
