// Requests for lists: what is written is read, what older versions wrote too, and nothing that
// narrows whom a list is about is ever lost on the way.
#include "store/export_document.h"

#include <gtest/gtest.h>

namespace mingce {
namespace {

constexpr std::string_view kOld =
    "order\tname\nformat\tcsv\nwords\t宿舍分配\nfields\tname,phone\nwhole\t\n"
    "filter\tdepartment\t物理学院\nfilter\tremark\t\nscope\tdepartment\nunit\t物理学院\t\n"
    "year\t2026\n";

TEST(ExportDocument, ReadsWhatItWrites) {
    ExportContents contents;
    AskedStudents& asked = contents.students.asked;
    asked.search = "张\t\\";
    asked.filters = {{Field::Department, FilterOp::OneOf, {"物理学院", "文学院\n"}},
                     {Field::Major, FilterOp::Empty, {}},
                     {Field::Province, FilterOp::IsNot, {""}}};
    asked.rule = "ID-001";
    asked.severity = "blocking";
    asked.has_finding = true;
    contents.students.numbers = {"2026010101", "x"};
    contents.students.chosen = std::vector<Id>{};
    contents.students.left_out = {Id::parse("0123456789abcdef0123456789abcdef").value()};
    contents.order = ListOrder::Source;
    contents.is_descending = true;
    contents.format = ExportFormat::Csv;
    contents.fields = {Field::Name, Field::IdNumber};
    contents.whole = {Field::IdNumber};
    contents.words = "上报";
    contents.scope = {ScopeKind::Class, {{"物理学院", "物理2601"}}, {}, {2026}, true};
    const std::string text = text_of(contents);
    const auto read = parse_export_contents(text);
    ASSERT_TRUE(read.ok());
    const ExportedStudents& students = read.value().students;
    EXPECT_EQ(text_of(read.value()), text) << "all of it";
    EXPECT_EQ(students.asked.search, asked.search);
    ASSERT_EQ(students.asked.filters.size(), 3U);
    EXPECT_EQ(students.asked.filters[0].values, asked.filters[0].values);
    EXPECT_TRUE(students.asked.filters[1].values.empty());
    EXPECT_EQ(students.asked.filters[2].values, std::vector<std::string>{""});
    EXPECT_EQ(students.numbers, contents.students.numbers);
    ASSERT_TRUE(students.chosen) << "none chosen is not everybody";
    EXPECT_TRUE(students.chosen->empty());
    EXPECT_EQ(students.left_out, contents.students.left_out);
}

TEST(ExportDocument, ReadsWhatWasAskedBefore) {
    const auto read = parse_export_contents(kOld);
    ASSERT_TRUE(read.ok());
    const ExportContents& contents = read.value();
    const auto& filters = contents.students.asked.filters;
    ASSERT_EQ(filters.size(), 2U);
    EXPECT_EQ(filters[0].field, Field::Department);
    EXPECT_EQ(filters[0].op, FilterOp::Is);
    EXPECT_EQ(filters[0].values, std::vector<std::string>{"物理学院"});
    EXPECT_EQ(filters[1].values, std::vector<std::string>{""});
    EXPECT_FALSE(contents.students.numbers);
    EXPECT_FALSE(contents.students.chosen);
    EXPECT_EQ(contents.order, ListOrder::Name);
    EXPECT_EQ(contents.scope.years, std::vector<std::int64_t>{2026});
}

TEST(ExportDocument, RefusesWhatWouldMakeAListLonger) {
    for (const std::string_view line :
         {"where\tno_such_field\tis\tx\n", "where\tdepartment\tlike\tx\n", "where\tdepartment\n",
          "filter\tno_such_field\tx\n", "filter\tdepartment\n", "numbers\t2\t1\n", "chosen\t1\tx\n",
          "left_out\t0\tx\n", "year\t20x6\n", "where\tdepartment\tis\tx"}) {
        const auto read = parse_export_contents(std::string(kOld) + std::string(line));
        ASSERT_FALSE(read.ok()) << line;
        EXPECT_EQ(read.error().problem().code, "store.document_damaged") << line;
    }
}

}  // namespace
}  // namespace mingce
