#include "domain/revision.h"

#include <algorithm>
#include <functional>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/revision_difference.h"

namespace mingce {
namespace {

/// No digest, but as telling here: what is hashed in full.
std::string as_digest(std::string_view bytes) {
    std::string digits = std::to_string(std::hash<std::string_view>{}(bytes));
    digits.insert(0, 64 - digits.size(), '0');
    return digits;
}

struct Person {
    std::string number, name, department, class_name, status = "已录取";
    std::string sex = "女", political = "群众";
};

Id id_of(const std::string& number) {
    std::string hex = number;
    hex.insert(0, 32 - hex.size(), '0');
    return *Id::parse(hex);
}

Definition by_department() {
    return parse_definition("by_department", *shipped_definition("by_department")).value();
}

RevisionTexts sealed(const std::vector<Person>& people, std::int64_t revision = 1,
                     std::vector<RevisionFinding> findings = {}) {
    Students students;
    SourceSheet sheet;
    sheet.file = "2026-ug";
    students.add_source(std::move(sheet));
    std::vector<Id> ids;
    for (const Person& person : people) {
        const std::uint32_t row = students.add_row(0, students.size() + 1);
        students.set(row, Field::ExamNumber, person.number);
        students.set(row, Field::StudentNo, person.number);
        students.set(row, Field::Name, person.name);
        students.set(row, Field::Sex, person.sex);
        students.set(row, Field::Department, person.department);
        students.set(row, Field::Major, person.department + "专业");
        students.set(row, Field::AdminClass, person.class_name);
        students.set(row, Field::PoliticalStatus, person.political);
        students.set(row, Field::EnrolmentStatus, person.status);
        ids.push_back(id_of(person.number));
    }
    RosterMeta meta;
    meta.institution = "临溪大学";
    meta.intake = "2026级本科";
    meta.as_of = {2026, 8, 28};
    const Definition definition = by_department();
    const CompiledRoster roster = compile(
        definition, students, meta, [](MaskKind, std::string_view v) { return std::string(v); });
    RevisionHead head;
    head.institution = meta.institution;
    head.intake = "2026-ug";
    head.intake_name = meta.intake;
    head.edition = 1;
    head.revision = revision;
    head.as_of = {1'787'900'000'000};
    head.day = meta.as_of;
    head.definition_key = "by_department";
    head.document = std::string(*shipped_definition("by_department"));
    head.fields = revision_fields(definition);
    return revision_texts({std::move(head), roster, students, ids, std::move(findings)}, as_digest);
}

std::vector<RevisionRows> rows_of(const RevisionTexts& texts) {
    std::vector<RevisionRows> rows;
    for (std::size_t i = 0; i < texts.parts.size(); ++i)
        rows.push_back(RevisionRows::parse(texts.head, i, texts.parts[i]).value());
    return rows;
}

RevisionDifference difference(const RevisionTexts& before, const RevisionTexts& after) {
    const auto earlier = rows_of(before), later = rows_of(after);
    return difference_of({&before.head, &earlier}, {&after.head, &later}).value();
}

const std::vector<Person> kPeople = {{"1", "甲", "理学院", "物理1"},
                                     {"2", "乙\t丙\\", "理学院", "物理1"},
                                     {"3", "丁", "文学院", "汉语1"},
                                     {"4", "戊", "理学院", "物理2", "保留入学资格"}};

TEST(Revision, ReadsBackWhatItWrote) {
    const RevisionFinding waived{id_of("2"), "NAME-001", Field::Name, "warning", true, "有\n证明"};
    const RevisionTexts texts = sealed(kPeople, 1, {waived});
    const RevisionHead head = parse_revision_head(texts.head_text).value();
    EXPECT_EQ(head.rows_in, 4U);
    EXPECT_EQ(head.rows_listed, 3U);
    EXPECT_EQ(head.rows_annexed, 1U);
    EXPECT_EQ(head.annexed_in(EnrolmentState::Deferred), 1U);
    ASSERT_EQ(head.parts.size(), 2U);
    EXPECT_EQ(head.part_of("理学院")->listed, 2U);
    EXPECT_EQ(head.part_of("理学院")->annexed, 1U);
    EXPECT_EQ(head.document, *shipped_definition("by_department"));
    EXPECT_EQ(head.findings.waived, 1U);
    const auto findings = parse_revision_findings(texts.findings).value();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].reason, "有\n证明");
    const auto rows = rows_of(texts);
    EXPECT_EQ(
        RevisionRows::values_of(rows[head.part_of("理学院") - head.parts.data()].rows()[1])[0],
        "乙\t丙\\");
}

TEST(Revision, IsRestoredInItsOwnOrder) {
    const RevisionTexts texts = sealed(kPeople);
    const auto restored =
        restore_roster(texts.head, by_department(), rows_of(texts),
                       [](MaskKind, std::string_view v) { return std::string(v); });
    ASSERT_TRUE(restored.ok());
    const CompiledRoster& roster = restored.value()->roster;
    EXPECT_EQ(roster.rows_in, 4U);
    EXPECT_EQ(roster.rows_listed, 3U);
    EXPECT_EQ(roster.rows_annexed, 1U);
    EXPECT_EQ(sealed(kPeople).sha256, texts.sha256) << "sealed again it is the same";
}

TEST(Revision, RefusesAnyOtherText) {
    const RevisionTexts texts = sealed(kPeople);
    for (const std::string& broken :
         {std::string(), texts.head_text + "x\n", texts.head_text.substr(1),
          texts.head_text.substr(0, texts.head_text.size() / 2)})
        EXPECT_FALSE(parse_revision_head(broken).ok());
    std::string unknown = texts.head_text;
    unknown.replace(unknown.find("\tname\t"), 6, "\tnose\t");
    const auto refused = parse_revision_head(unknown);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().problem().code, "revision.field");
    EXPECT_FALSE(RevisionRows::parse(texts.head, 0, texts.parts[0] + "row\t").ok());
    EXPECT_FALSE(RevisionRows::parse(texts.head, 0, texts.parts[1]).ok());
}

TEST(RevisionDifference, TellsWhoCameWentAndChanged) {
    struct Case {
        const char* why;
        std::vector<Person> after;
        std::uint64_t added, removed, changed, cells;
        std::size_t classes;  // that have to be looked at again
    };
    std::vector<Person> renamed = kPeople, moved = kPeople, gone = kPeople, back = kPeople,
                        declined = kPeople, more = kPeople;
    renamed[0].name = "甲一";
    renamed[0].political = "共青团员";
    moved[0].class_name = "物理2";
    gone.erase(gone.begin() + 2);
    back[3].status = "已录取";
    declined[1].status = "放弃入学资格";
    more.push_back({"5", "己", "法学院", "法学1"});
    const Case cases[] = {
        {"nothing", kPeople, 0, 0, 0, 0, 0},
        {"two cells of one row", renamed, 0, 0, 1, 2, 1},
        {"into another class", moved, 0, 0, 1, 1, 2},
        {"a department is gone", gone, 0, 1, 0, 0, 1},
        {"out of the annex", back, 1, 0, 0, 0, 2},
        {"into the annex", declined, 0, 1, 0, 0, 2},
        {"a new department", more, 1, 0, 0, 0, 1},
    };
    const RevisionTexts before = sealed(kPeople);
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        const RevisionTexts after = sealed(c.after, 2);
        const RevisionDifference told = difference(before, after);
        EXPECT_EQ(told.added, c.added);
        EXPECT_EQ(told.removed, c.removed);
        EXPECT_EQ(told.changed, c.changed);
        EXPECT_EQ(told.cells, c.cells);
        EXPECT_EQ(told.rows.size(), c.added + c.removed + c.changed);
        EXPECT_EQ(changed_classes(&before.head, after.head).size(), c.classes);
    }
}

TEST(RevisionDifference, SaysWhereARowWentTo) {
    std::vector<Person> declined = kPeople;
    declined[1].status = "放弃入学资格";
    const RevisionTexts before = sealed(kPeople), after = sealed(declined, 2);
    const RevisionDifference told = difference(before, after);
    ASSERT_EQ(told.rows.size(), 1U);
    const RowChange& row = told.rows[0];
    EXPECT_EQ(row.kind, RowChangeKind::Removed);
    ASSERT_TRUE(row.after);
    EXPECT_EQ(after.head.parts[row.after->part].classes[row.after->class_no].annex,
              EnrolmentState::Declined);
}

TEST(RevisionDifference, LooksOnlyAtPartsThatDiffer) {
    std::vector<Person> renamed = kPeople;
    renamed[2].name = "丁一";
    const RevisionTexts before = sealed(kPeople), after = sealed(renamed, 2);
    const DifferingParts parts = differing_parts(&before.head, after.head);
    ASSERT_EQ(parts.after.size(), 1U);
    EXPECT_EQ(after.head.parts[parts.after[0]].department, "文学院");
    EXPECT_EQ(differing_parts(nullptr, after.head).after.size(), 2U);
}

RC_GTEST_PROP(RevisionDifference, AppliedToTheEarlierGivesTheLater, ()) {
    const auto people = [] {
        std::vector<Person> list;
        const auto count = *rc::gen::inRange(1, 12);
        for (int i = 0; i < count; ++i) {
            if (*rc::gen::inRange(0, 4) == 0) continue;
            list.push_back({std::to_string(i + 1), *rc::gen::element<std::string>("甲", "乙", "丙"),
                            *rc::gen::element<std::string>("理学院", "文学院"),
                            *rc::gen::element<std::string>("一班", "二班"),
                            *rc::gen::element<std::string>("已录取", "保留入学资格")});
        }
        list.push_back({"99", "底", "理学院", "一班"});
        return list;
    };
    const RevisionTexts before = sealed(people()), after = sealed(people(), 2);
    // Ids listed and their values, from the earlier by the difference, against the later itself.
    const auto listed = [](const RevisionTexts& texts) {
        std::map<Id, std::vector<std::string>> rows;
        for (const RevisionRows& part : rows_of(texts))
            for (const RevisionRows::Row& row : part.rows())
                if (!texts.head.parts[part.part()].classes[row.class_no].annex)
                    rows.emplace(row.student, RevisionRows::values_of(row));
        return rows;
    };
    auto made = listed(before);
    for (const RowChange& row : difference(before, after).rows) {
        if (row.kind == RowChangeKind::Removed) {
            made.erase(row.student);
        } else if (row.kind == RowChangeKind::Added) {
            made[row.student] = row.values;
        } else if (made.contains(row.student)) {
            auto& values = made[row.student];
            for (const FieldChange& cell : row.cells) {
                const auto at = std::ranges::find(after.head.fields, cell.field);
                values[static_cast<std::size_t>(at - after.head.fields.begin())] = cell.after;
            }
        }
    }
    RC_ASSERT(made == listed(after));
}

}  // namespace
}  // namespace mingce
