#include "domain/roster.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/canonical_text.h"
#include "sample_students.h"

namespace mingce {
namespace {

using ::testing::HasSubstr;

std::string named_mask(MaskKind mask, std::string_view value) {
    return value.empty() ? std::string() : "<" + std::string(key_of(mask)) + ">";
}

Definition shipped(std::string_view key) {
    return parse_definition(key, *shipped_definition(key)).value();
}

Definition written(std::string_view rest) {
    return parse_definition("mine", "title = \"t\"\n" + std::string(rest) +
                                        "\n[[columns]]\nbuiltin = \"serial\"\n"
                                        "[[columns]]\nfield = \"name\"\n")
        .value();
}

struct Listed {
    std::string department, major, class_name, name, sex, student_no;
};

Students students_of(const std::vector<Listed>& people) {
    Students students;
    const std::uint32_t source = students.add_source(SourceSheet());
    for (const Listed& person : people) {
        const std::uint32_t row = students.add_row(source, students.size() + 2);
        students.set(row, Field::Department, person.department);
        students.set(row, Field::Major, person.major);
        students.set(row, Field::AdminClass, person.class_name);
        students.set(row, Field::Name, person.name);
        students.set(row, Field::Sex, person.sex);
        students.set(row, Field::StudentNo, person.student_no);
    }
    return students;
}

TEST(Roster, ANumberInPlaceOfANameIsNoHeading) {
    struct Case {
        std::string department, major, class_name;
        std::size_t out_of_place;
        std::string why;
    };
    const Case cases[] = {
        {"理学院", "数学", "数学2601", 0, "names"},
        {"理学院", "数学", "2026010101", 0, "a class code of ten digits"},
        {"110101200801011239", "数学", "数学2601", 1, "a document number for a department"},
        {"理学院", "13800005678", "数学2601", 1, "a phone for a major"},
        {"理学院", "数学", "号110101200801011239", 1, "a document number in a class"},
        {"110101200801011239", "13800005678", "110101200801011239", 3, "all of them"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const Students students =
            students_of({{c.department, c.major, c.class_name, "甲", "女", "1"}});
        const CompiledRoster roster =
            compile(shipped("by_department"), students, sample_meta(), named_mask);
        EXPECT_EQ(roster.rows_listed, 1U);
        EXPECT_EQ(roster.out_of_place.size(), c.out_of_place);
        const RosterGroup& group = roster.volumes.at(0).groups.at(0);
        for (const std::string* name :
             {&roster.volumes[0].name, &group.department, &group.major, &group.class_name})
            EXPECT_EQ(name->find("110101200801011239") == std::string::npos &&
                          name->find("13800005678") == std::string::npos,
                      true);
    }
}

TEST(Roster, GroupsByDepartmentMajorAndClassInOrder) {
    const Students students = students_of({{"文学院", "汉语", "汉语2", "乙", "女", "3"},
                                           {"理学院", "数学", "数学10", "丁", "男", "5"},
                                           {"理学院", "数学", "数学2", "丙", "男", "10"},
                                           {"理学院", "数学", "数学2", "甲", "女", "9"}});
    RosterMeta meta = sample_meta();
    meta.departments = {"文学院", "理学院"};
    const CompiledRoster roster = compile(shipped("class_roster"), students, meta, named_mask);
    ASSERT_EQ(roster.volumes.size(), 1U);
    const auto& groups = roster.volumes[0].groups;
    ASSERT_EQ(groups.size(), 3U);
    EXPECT_EQ(groups[0].class_name, "汉语2");
    EXPECT_EQ(groups[1].class_name, "数学2");
    EXPECT_EQ(groups[2].class_name, "数学10");
    EXPECT_EQ(groups[1].rows[0].cells[2], "甲");
    EXPECT_EQ(groups[1].rows[0].serial, 1U);
    EXPECT_EQ(groups[1].rows[1].serial, 2U);
    EXPECT_EQ(groups[1].tally.men, 1U);
    EXPECT_EQ(groups[1].tally.women, 1U);
    EXPECT_EQ(groups[1].tally.total, 2U);
}

TEST(Roster, OneVolumePerDepartment) {
    const SampleStudents sample;
    const CompiledRoster roster =
        compile(shipped("by_department"), sample.students, sample_meta(), named_mask);
    ASSERT_EQ(roster.volumes.size(), 2U);
    EXPECT_EQ(roster.volumes[0].tally.total + roster.volumes[1].tally.total, 376U);
    EXPECT_EQ(roster.volumes[0].major_count(), 2U);
}

TEST(Roster, StudentsWithoutAClassStandInAGroupOfTheirOwnAtTheEnd) {
    const Students students = students_of({{"", "", "", "甲", "女", ""},
                                           {"理学院", "数学", "", "乙", "男", "2"},
                                           {"理学院", "数学", "数学1", "丙", "男", "1"}});
    const CompiledRoster roster =
        compile(shipped("by_department"), students, sample_meta(), named_mask);
    ASSERT_EQ(roster.volumes.size(), 2U);
    EXPECT_EQ(roster.volumes[0].groups.back().class_name, "未分班");
    EXPECT_TRUE(roster.volumes[0].groups.back().unassigned);
    EXPECT_EQ(roster.volumes[1].name, "未分院系");
    EXPECT_EQ(roster.rows_listed, 3U);
}

TEST(Roster, FiltersAreCounted) {
    const Students students = students_of({{"理学院", "", "", "甲", "女", "1"},
                                           {"理学院", "", "", "乙", "男", "2"},
                                           {"文学院", "", "", "丙", "", "3"}});
    struct Case {
        std::string filter;
        std::uint64_t listed;
    };
    const Case cases[] = {
        {"", 3},
        {"filter = [{ field = \"sex\", value = \"女\" }]", 1},
        {"filter = [{ field = \"sex\", in = [\"女\", \"男\"] }]", 2},
        {"filter = [{ field = \"sex\", not = \"女\" }]", 2},
        {"filter = [{ field = \"sex\", empty = true }]", 1},
        {"filter = [{ field = \"sex\", empty = false }, { field = \"name\", not = \"甲\" }]", 1},
        {"students = \"intl\"", 0},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.filter);
        const CompiledRoster roster =
            compile(written(c.filter), students, sample_meta(), named_mask);
        EXPECT_EQ(roster.rows_in, 3U);
        EXPECT_EQ(roster.rows_listed, c.listed);
        EXPECT_EQ(roster.rows_in, roster.rows_listed + roster.rows_filtered);
    }
}

TEST(Roster, AnAnnexHoldsThoseWhoDoNotComeAndNothingElse) {
    Students students = students_of({{"理学院", "数学", "数学1", "甲", "女", "1"},
                                     {"理学院", "数学", "数学1", "乙", "男", "2"},
                                     {"文学院", "汉语", "", "丙", "女", "3"},
                                     {"理学院", "数学", "数学2", "丁", "男", "4"}});
    const std::string_view states[] = {"", "放弃入学资格", "declined", "保留入学资格"};
    for (std::uint32_t row = 0; row < 4; ++row)
        students.set(row, Field::EnrolmentStatus, states[row]);
    const CompiledRoster roster =
        compile(shipped("by_department"), students, sample_meta(), named_mask);
    EXPECT_EQ(roster.rows_listed, 1U);
    EXPECT_EQ(roster.rows_annexed, 3U);
    EXPECT_EQ(roster.rows_filtered, 0U);
    ASSERT_EQ(roster.volumes.size(), 2U);
    const RosterVolume& science = roster.volumes[0];
    EXPECT_EQ(science.tally.total, 1U);
    EXPECT_EQ(science.annexed(), 2U);
    EXPECT_EQ(science.annexed(EnrolmentState::Deferred), 1U);
    EXPECT_EQ(science.annexed(EnrolmentState::Revoked), 0U);
    ASSERT_EQ(science.annex.size(), 2U);
    EXPECT_EQ(science.annex[0].state, EnrolmentState::Deferred) << "in the definition's order";
    EXPECT_EQ(science.annex[0].places[0].class_name, "数学2");
    EXPECT_EQ(science.annex[1].rows[0].student, 1U);
    EXPECT_TRUE(roster.volumes[1].groups.empty());
    EXPECT_EQ(roster.volumes[1].annex.at(0).places.at(0).class_name, "未分班");
}

TEST(Roster, OnlyARosterHasAnAnnex) {
    struct Case {
        std::string text, code;
    };
    const Case cases[] = {
        {"annex = [\"deferred\", \"放弃入学资格\"]", ""},
        {"annex = \"revoked\"", ""},
        {"annex = [\"deferred\", \"保留入学资格\"]", "definition.value"},
        {"annex = [\"away\"]", "definition.value"},
        {"annex = [\"deferred\"]\nkind = \"checkin\"", "definition.value"},
        {"annex = [\"deferred\"]\nkind = \"publicity\"", "definition.value"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.text);
        const auto definition =
            parse_definition("mine", "title = \"t\"\n" + c.text +
                                         "\n[[columns]]\nfield = \"name\"\nmask = \"surname\"\n");
        EXPECT_EQ(definition.ok() ? "" : definition.error().problem().code, c.code);
    }
}

TEST(Roster, ValuesAreMaskedBeforeTheyLeave) {
    const SampleStudents sample({1, 1, 1, 3});
    const CompiledRoster roster =
        compile(shipped("publicity"), sample.students, sample_meta(), named_mask);
    const std::string text = canonical_text(roster);
    EXPECT_THAT(text, HasSubstr("<surname>\t<ends>"));
    for (std::uint32_t row = 0; row < sample.students.size(); ++row)
        for (Field field : {Field::Name, Field::ExamNumber, Field::IdNumber, Field::Phone})
            EXPECT_EQ(text.find(sample.students.value(row, field)), std::string::npos);
}

TEST(Roster, CanonicalTextIsAsDocumented) {
    Students students = students_of({{"理学院", "数\t学", "数学1", "甲\\", "女", "1"},
                                     {"理学院", "数\t学", "数学1", "乙", "男", "2"},
                                     {"理学院", "数\t学", "数学1", "丙", "男", "3"},
                                     {"理学院", "数\t学", "数学2", "丁", "男", "4"}});
    students.set(2, Field::EnrolmentStatus, "取消入学资格");
    students.set(3, Field::EnrolmentStatus, "保留入学资格");
    Definition definition = written(
        "group = [\"major\", \"class\"]\norder = [{ field = "
        "\"student_no\" }]\nannex = [\"deferred\", \"revoked\"]");
    const std::string expected =
        "mingce-roster\t2\ninstitution\t临溪大学\nintake\t2026级本科\nedition\t第 3 版\n"
        "as_of\t2026-08-28\t2026-08-28 10:31\n"
        "definition\tkey = mine\ndefinition\ttitle = t\ndefinition\tkind = roster\n"
        "definition\tlanguage = zh\n"
        "definition\tpage_title = t\ndefinition\tgroup = major\ndefinition\tgroup = class\n"
        "definition\tannex = deferred\ndefinition\tannex = revoked\n"
        "definition\torder = student_no number\n"
        "definition\tcolumn = serial none centre 20.00 |  | \n"
        "definition\tcolumn = value name none centre 20.00 |  | \n"
        "definition\tpaper = A4 portrait 0 4.95\ndefinition\tcover = no\n"
        "definition\tcontents = no\ndefinition\tstatistics = no\ndefinition\ttotals = yes\n"
        "definition\tvolumes = one\ndefinition\tserial = group\n"
        "rows\t4\t2\t2\t0\nvolume\t1\t\t2\ngroup\t\t数\\t学\t数学1\t2\n"
        "row\t1\t1\t甲\\\\\nrow\t2\t2\t乙\n"
        "annex\tdeferred\t1\nplace\t\t数\\t学\t数学2\nrow\t1\t1\t丁\n"
        "annex\trevoked\t1\nplace\t\t数\\t学\t数学1\nrow\t1\t1\t丙\n";
    EXPECT_EQ(canonical_text(compile(definition, students, sample_meta(), named_mask)), expected);
}

RC_GTEST_PROP(Roster, NothingIsLost, ()) {
    const auto pick = [](std::vector<std::string> from) { return *rc::gen::elementOf(from); };
    std::vector<Listed> people;
    const int count = *rc::gen::inRange(0, 60);
    for (int i = 0; i < count; ++i)
        people.push_back({pick({"", "理学院", "文学院"}), pick({"", "数学", "汉语"}),
                          pick({"", "1班", "2班"}), pick({"王一", "欧阳修", "", "Ann"}),
                          pick({"男", "女", ""}), pick({"", "1", "20", "3"})});
    Students students = students_of(people);
    for (std::uint32_t row = 0; row < students.size(); ++row)
        students.set(row, Field::EnrolmentStatus, pick({"", "待报到", "保留入学资格", "revoked"}));
    const auto keys = shipped_definition_keys();
    const Definition definition = shipped(*rc::gen::elementOf(keys));
    const CompiledRoster roster = compile(definition, students, sample_meta(), named_mask);
    std::set<std::uint32_t> seen;
    std::uint64_t listed = 0, annexed = 0;
    for (const RosterVolume& volume : roster.volumes) {
        Tally sum;
        for (const RosterGroup& group : volume.groups) {
            RC_ASSERT(group.tally.total == group.rows.size());
            sum.add(group.tally);
            for (const RosterRow& row : group.rows) {
                seen.insert(row.student);
                RC_ASSERT(row.cells.size() == definition.columns.size());
            }
            listed += group.rows.size();
        }
        RC_ASSERT(sum.total == volume.tally.total);
        for (const RosterAnnex& part : volume.annex) {
            RC_ASSERT(part.tally.total == part.rows.size());
            RC_ASSERT(part.places.size() == part.rows.size());
            for (const RosterRow& row : part.rows) seen.insert(row.student);
            annexed += part.rows.size();
        }
    }
    RC_ASSERT(listed == roster.rows_listed);
    RC_ASSERT(annexed == roster.rows_annexed);
    RC_ASSERT(seen.size() == listed + annexed);
    RC_ASSERT(roster.rows_in == people.size());
    RC_ASSERT(roster.rows_in == roster.rows_listed + roster.rows_annexed + roster.rows_filtered);
}

}  // namespace
}  // namespace mingce
