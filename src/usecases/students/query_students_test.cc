#include "usecases/students/query_students.h"

#include <gtest/gtest.h>

#include "record_fixture.h"
#include "usecases/access/access_fixture.h"
#include "usecases/students/field_order.h"
#include "usecases/students/intake_counts.h"

namespace mingce {
namespace {

using testing::must;
using enum FilterOp;

std::string names_of(const StudentBlock& block) {
    std::string text;
    for (const QueriedStudent& item : block.items)
        text += (text.empty() ? "" : " ") + item.values.front();
    return text;
}

class StudentGrid : public testing::RecordOnEachDatabase {
protected:
    QueryStudents query(std::vector<ValueFilter> filters = {}) const {
        QueryStudents request;
        request.asked.intake = "2026-ug";
        request.asked.filters = std::move(filters);
        request.order = ListOrder::Source;
        request.fields = {Field::Name};
        return request;
    }
    std::string found(const QueryStudents& request) {
        const auto block = query_students(context(), request);
        if (!block.ok()) return std::string(block.error().problem().code);
        return names_of(block.value());
    }
    void set(const std::string& who, const TypedValues& values) {
        must(set_student(context(), {who, {}, values, "", {2026, 8, 21}}));
    }
};
TEST_ON_EACH_DATABASE(StudentGrid);

TEST_P(StudentGrid, NarrowsByFiltersOfEveryKind) {
    import({testing::kThreeStudents});
    set("26420101150003", {{Field::Ethnicity, "回族"}, {Field::SchoolOfOrigin, "两\"个\\"}});
    set("26420101150002", {{Field::SchoolOfOrigin, "第一中学"}});
    struct Case {
        std::string_view why;
        std::vector<ValueFilter> filters;
        std::string_view names;
    };
    const Case cases[] = {
        {"nothing", {}, "张文静 李强 王小明"},
        {"a column", {{Field::Sex, Is, {"男"}}}, "李强 王小明"},
        {"a column, cleaned", {{Field::Province, Is, {" 湖北 "}}}, "张文静 李强 王小明"},
        {"not a column", {{Field::Sex, IsNot, {"男"}}}, "张文静"},
        {"one of a column", {{Field::Department, OneOf, {"文学院", "哲学院"}}}, "王小明"},
        {"part of a column", {{Field::Department, Contains, {"理学"}}}, "张文静 李强"},
        {"no value in a column", {{Field::AdminClass, Empty, {}}}, "张文静 李强 王小明"},
        {"a value in a column", {{Field::AdminClass, NotEmpty, {}}}, ""},
        {"the document", {{Field::Ethnicity, Is, {"汉族"}}}, "张文静 李强"},
        {"not in the document", {{Field::Ethnicity, IsNot, {"汉"}}}, "王小明"},
        {"one of the document", {{Field::Ethnicity, OneOf, {"藏族", "回族"}}}, "王小明"},
        {"part of the document", {{Field::SchoolOfOrigin, Contains, {"中学"}}}, "李强"},
        {"a quote in the document", {{Field::SchoolOfOrigin, Contains, {"\"个\\"}}}, "王小明"},
        {"one of quotes", {{Field::SchoolOfOrigin, OneOf, {"两\"个\\", "一"}}}, "王小明"},
        {"one of them none", {{Field::SchoolOfOrigin, OneOf, {"", "第一中学"}}}, "张文静 李强"},
        {"no value in the document", {{Field::SchoolOfOrigin, Empty, {}}}, "张文静"},
        {"a value in the document", {{Field::SchoolOfOrigin, NotEmpty, {}}}, "李强 王小明"},
        {"is nothing", {{Field::SchoolOfOrigin, Is, {""}}}, "张文静"},
        {"is not nothing", {{Field::SchoolOfOrigin, IsNot, {""}}}, "李强 王小明"},
        {"the status by name", {{Field::EnrolmentStatus, Is, {"已录取"}}}, "张文静 李强 王小明"},
        {"the status by key", {{Field::EnrolmentStatus, IsNot, {"admitted"}}}, ""},
        {"part of the status",
         {{Field::EnrolmentStatus, Contains, {"录取"}}},
         "张文静 李强 王小明"},
        {"no photo", {{Field::Photo, Empty, {}}}, "张文静 李强 王小明"},
        {"a photo", {{Field::Photo, NotEmpty, {}}}, ""},
        {"two at once", {{Field::Sex, Is, {"男"}}, {Field::Ethnicity, OneOf, {"回族"}}}, "王小明"},
        {"a sealed field", {{Field::Phone, Is, {"13800000001"}}}, "student.field_sealed"},
        {"what is on a photo", {{Field::Photo, Is, {"1.jpg"}}}, "student.filter_values"},
        {"no value", {{Field::Sex, Is, {}}}, "student.filter_values"},
        {"two values", {{Field::Sex, Contains, {"男", "女"}}}, "student.filter_values"},
        {"a value too many", {{Field::Sex, Empty, {"男"}}}, "student.filter_values"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        EXPECT_EQ(found(query(c.filters)), c.names);
        QueryStudents uncounted = query(c.filters);
        uncounted.wants_total = false;
        EXPECT_EQ(found(uncounted), c.names) << "without a total";
    }
}

TEST_P(StudentGrid, FindsBySearchAndByPastedNumbers) {
    import({testing::kThreeStudents});
    QueryStudents request = query();
    for (const auto& [text, names] :
         std::map<std::string, std::string>{{"小", "王小明"},
                                            {"ZW", "张文静"},
                                            {"264201011500", "张文静 李强 王小明"},
                                            {"赵", ""}}) {
        request.asked.search = text;
        EXPECT_EQ(found(request), names) << text;
    }
    request = query();
    request.numbers = {"26420101150003", " 26420101150001", "nobody's", "26420101150003", ""};
    const StudentBlock block = must(query_students(context(), request));
    EXPECT_EQ(names_of(block), "张文静 王小明");
    EXPECT_EQ(block.total, 2);
    EXPECT_EQ(block.missing_numbers, std::vector<std::string>{"nobody's"});
    request.numbers.emplace();
    EXPECT_EQ(found(request), "") << "no number is nobody, not everybody";
}

// More of them than a query takes as parameters.
TEST_P(StudentGrid, TakesAsManyNumbersAsSomebodyPastes) {
    std::string csv = "姓名,性别,考生号,民族\n";
    QueryStudents request = query({{Field::Sex, Is, {"女"}}});
    request.numbers.emplace();
    for (int i = 0; i < 1'100; ++i) {
        const std::string number = "2642010115" + std::to_string(1'000 + i);
        csv += std::string("陈晨,") + (i % 100 == 0 ? "男," : "女,") + number + ",汉族\n";
        if (i < 1'050) request.numbers->push_back(number);
    }
    import({csv});
    request.limit = 7;
    request.fields = {Field::ExamNumber};
    for (const bool wants_total : {true, false})
        for (const std::variant<ListOrder, Field> order :
             {std::variant<ListOrder, Field>(ListOrder::Source),
              std::variant<ListOrder, Field>(Field::ExamNumber)}) {
            request.wants_total = wants_total;
            request.order = order;
            request.offset = 1'035;
            const StudentBlock block = must(query_students(context(), request));
            EXPECT_EQ(names_of(block),
                      "26420101152046 26420101152047 26420101152048"
                      " 26420101152049");
            EXPECT_EQ(block.total.value_or(1'039), 1'039);
            EXPECT_TRUE(block.missing_numbers.empty());
        }
}

TEST_P(StudentGrid, GoesToAnyPlaceOfAnyOrder) {
    import({testing::kThreeStudents});
    must(add_student(context(), {"2026-ug", {{Field::Name, "安然"}, {Field::Sex, "女"}}, {}}));
    set("26420101150003", {{Field::Score, "98"}, {Field::Ethnicity, "回族"}});
    set("26420101150001", {{Field::Score, "612.5"}});
    set("26420101150002", {{Field::Score, "612.25"}});
    struct Case {
        std::string_view why;
        std::variant<ListOrder, Field> order;
        bool is_descending;
        std::string names;
    };
    const Case cases[] = {
        {"source", ListOrder::Source, false, "张文静 李强 王小明 安然"},
        {"source, back", ListOrder::Source, true, "安然 王小明 李强 张文静"},
        {"name", ListOrder::Name, false, "安然 李强 王小明 张文静"},
        {"name, back", ListOrder::Name, true, "张文静 王小明 李强 安然"},
        {"class", ListOrder::Class, false, "安然 王小明 李强 张文静"},
        {"change", ListOrder::Change, false, "李强 张文静 王小明 安然"},
        {"change, back", ListOrder::Change, true, "安然 王小明 张文静 李强"},
        {"a number by size", Field::Score, false, "王小明 李强 张文静 安然"},
        {"and back, none last", Field::Score, true, "张文静 李强 王小明 安然"},
        {"a column", Field::ExamNumber, true, "王小明 李强 张文静 安然"},
    };
    for (const Case& c : cases) {
        for (const bool wants_total : {true, false}) {
            SCOPED_TRACE(c.why);
            QueryStudents request = query();
            request.order = c.order;
            request.is_descending = c.is_descending;
            request.wants_total = wants_total;
            EXPECT_EQ(found(request), c.names);
            std::string one_by_one;
            request.limit = 1;
            for (request.offset = 0; request.offset < 5; ++request.offset) {
                const StudentBlock block = must(query_students(context(), request));
                one_by_one +=
                    (block.items.empty() || one_by_one.empty() ? "" : " ") + names_of(block);
                EXPECT_EQ(block.total.has_value(), wants_total);
                if (wants_total) {
                    EXPECT_EQ(block.total, 4) << request.offset;
                }
            }
            EXPECT_EQ(one_by_one, c.names);
        }
    }
    QueryStudents sealed = query();
    sealed.order = Field::IdNumber;
    EXPECT_EQ(found(sealed), "student.field_sealed");
}

TEST_P(StudentGrid, TellsOfEachStudentWhatAPageNeeds) {
    import({testing::kThreeStudents});
    set("26420101150002", {{Field::Phone, "1380000000"}});
    QueryStudents request = query();
    request.fields = {Field::Name, Field::IdNumber, Field::EnrolmentStatus, Field::Phone};
    request.wants_findings = true;
    StudentBlock block = must(query_students(context(), request));
    ASSERT_EQ(block.items.size(), 3U);
    EXPECT_EQ(block.seen,
              (std::vector<Sight>{Sight::Whole, Sight::Masked, Sight::Whole, Sight::Masked}));
    EXPECT_EQ(block.items[0].values,
              (std::vector<std::string>{"张文静", "420*************2X", "已录取", "138****0001"}));
    EXPECT_EQ(block.items[0].source_row, 2) << "below the header";
    EXPECT_EQ(block.items[1].version, 2);
    const auto on_phone = std::ranges::count_if(
        block.items[1].findings,
        [](const StoredFinding& finding) { return finding.field == Field::Phone; });
    EXPECT_EQ(on_phone, 1);
    EXPECT_EQ(block.items[1].status, "admitted");

    request.asked.rule = block.items[1].findings.front().rule;
    block = must(query_students(context(), request));
    EXPECT_GE(block.total, 1);
    for (const QueriedStudent& item : block.items)
        EXPECT_TRUE(std::ranges::any_of(item.findings, [&](const StoredFinding& finding) {
            return finding.rule == request.asked.rule;
        }));
    request.asked.rule = "no such rule";
    EXPECT_EQ(must(query_students(context(), request)).total, 0);
    request.asked.intake = "2020-ug";
    EXPECT_EQ(found(request), "intake.unknown");
}

TEST_P(StudentGrid, LeavesOutWhoIsNotLiving) {
    import({testing::kThreeStudents});
    const Id gone = student("26420101150002").id;
    must(erase_student(context(), {gone.hex(), "law"}));
    EXPECT_EQ(must(query_students(context(), query())).total, 2);
    EXPECT_EQ(found(query()), "张文静 王小明");
    EXPECT_EQ(found(query({{Field::Ethnicity, OneOf, {"汉族", ""}}})), "张文静 王小明");
    QueryStudents by_number = query();
    by_number.numbers = {"26420101150002"};
    EXPECT_EQ(found(by_number), "");
}

TEST_P(StudentGrid, CountsWhatStandsInAColumn) {
    import({testing::kThreeStudents});
    set("26420101150003", {{Field::Ethnicity, "回族"}});
    const auto values = [this](Field field, std::vector<ValueFilter> filters = {}) {
        const auto list = field_values(context(), {"2026-ug", "", std::move(filters)}, field);
        if (!list.ok()) return std::string(list.error().problem().code);
        std::string text;
        for (const FieldValueCount& item : list.value().items)
            text += (text.empty() ? "" : " ") + item.value + ":" + std::to_string(item.students);
        return text;
    };
    EXPECT_EQ(values(Field::Ethnicity), "汉族:2 回族:1");
    EXPECT_EQ(values(Field::Ethnicity, {{Field::Sex, Is, {"男"}}}), "回族:1 汉族:1");
    EXPECT_EQ(values(Field::Department), "物理学院:2 文学院:1");
    EXPECT_EQ(values(Field::EnrolmentStatus), "已录取:3");
    EXPECT_EQ(values(Field::AdminClass), ":3");
    EXPECT_EQ(values(Field::Phone), "student.field_sealed");
    EXPECT_EQ(values(Field::Photo), "student.field_sealed");
}

TEST(FieldOrder, PutsNumbersBySizeTextsByPinyinAndNothingLast) {
    struct Case {
        Field field;
        bool is_descending;
        std::vector<std::string> values, expected;
    };
    const Case cases[] = {
        {Field::Score,
         false,
         {"98", "", "612.5", "nan", "612.25"},
         {"98", "612.25", "612.5", "nan", ""}},
        {Field::Score, true, {"98", "", "612.5"}, {"612.5", "98", ""}},
        {Field::Department,
         false,
         {"物理学院", "", "法学院", "文学院"},
         {"法学院", "文学院", "物理学院", ""}},
        {Field::Department, true, {"", "法学院", "物理学院"}, {"物理学院", "法学院", ""}},
        {Field::AdminClass, false, {"计科10", "计科2"}, {"计科2", "计科10"}},
        {Field::BirthDate, false, {"20080303", "20080102"}, {"20080102", "20080303"}},
    };
    for (const Case& c : cases) {
        FieldOrder order(c.field);
        std::map<Id, std::string> value_of;
        for (std::size_t i = 0; i < c.values.size(); ++i) {
            Id id;
            id.bytes[15] = static_cast<std::uint8_t>(i + 1);
            value_of[id] = c.values[i];
            order.add(id, c.values[i]);
        }
        std::vector<std::string> got;
        for (const Id& id : order.window(0, 10, c.is_descending)) got.push_back(value_of[id]);
        EXPECT_EQ(got, c.expected) << key_of(c.field);
        EXPECT_TRUE(order.window(c.values.size(), 10, false).empty());
    }
}

class StudentGridOfSchool : public testing::SchoolOnEachDatabase {
protected:
    std::string code_of(const Context& context, const QueryStudents& request) {
        const auto block = query_students(context, request);
        return block.ok() ? "ok" : std::string(block.error().problem().code);
    }
};
TEST_ON_EACH_DATABASE(StudentGridOfSchool);

TEST_P(StudentGridOfSchool, ShowsEachRoleItsOwnAndAsksByWhatItSeesWhole) {
    QueryStudents request;
    request.asked.intake = "2026-ug";
    request.order = ListOrder::Change;
    request.fields = {Field::Name, Field::Phone, Field::Ethnicity};

    StudentBlock block = must(query_students(as(Role::Counsellor), request));
    EXPECT_EQ(block.total, 2) << "one class";
    EXPECT_EQ(block.seen, (std::vector<Sight>{Sight::Whole, Sight::Whole, Sight::Hidden}));
    EXPECT_EQ(block.items.front().values[2], "");
    EXPECT_FALSE(block.items.front().source_row) << "they do not see imports";

    // Numbers out of scope are missing like numbers of nobody.
    request.numbers = {"26420101150001", "26420101150004", "1"};
    block = must(query_students(as(Role::DepartmentSecretary), request));
    EXPECT_EQ(block.total, 1);
    EXPECT_EQ(block.missing_numbers, (std::vector<std::string>{"26420101150004", "1"}));
    // A leader sees no exam number whole: nobody is found by one.
    block = must(query_students(as(Role::DepartmentLeader), request));
    EXPECT_EQ(block.total, 0);
    EXPECT_EQ(block.missing_numbers.size(), 3U);

    request = {};
    request.asked.intake = "2026-ug";
    request.order = Field::BirthDate;
    EXPECT_EQ(code_of(as(Role::DepartmentSecretary), request), "ok");
    EXPECT_EQ(code_of(as(Role::DepartmentLeader), request), "access.field_hidden");
    request.order = ListOrder::Source;
    EXPECT_EQ(code_of(as(Role::DepartmentSecretary), request), "access.field_hidden");
    request.order = ListOrder::Change;
    request.asked.filters = {{Field::ExamNumber, Contains, {"0001"}}};
    EXPECT_EQ(code_of(as(Role::DepartmentLeader), request), "access.field_hidden");
    request.asked.filters = {{Field::Photo, Empty, {}}};
    EXPECT_EQ(code_of(as(Role::DepartmentLeader), request), "ok");
    EXPECT_EQ(code_of(as(Role::Unit), request), "access.denied");
    request.asked.filters.clear();
    request.wants_findings = true;
    EXPECT_EQ(code_of(as(Role::Unit), request), "access.denied");
    request.wants_findings = false;
    request.asked.rule = "PH-001";
    EXPECT_EQ(code_of(as(Role::Unit), request), "access.denied");
    EXPECT_EQ(code_of(as(Role::AuditAdmin), request), "access.denied");

    // After the hand-over, and of another year, nobody is there.
    request = {};
    request.asked.intake = "2026-pg";
    request.order = ListOrder::Change;
    EXPECT_EQ(must(query_students(as(Role::Admissions), request)).total, 0);
    EXPECT_EQ(must(query_students(as(Role::Registry), request)).total, 1);
    request.asked.intake = "2025-ug";
    EXPECT_EQ(must(query_students(as(Role::Counsellor), request)).total, 0);
}

// A finding on a score, which a leader does not see: neither it, nor who has it, nor how many.
TEST_P(StudentGridOfSchool, NeverTellsOfFindingsOnHiddenFields) {
    must(database().write([&](Tx& tx) -> Status {
        Boxes boxes = context().boxes();
        StoredFinding finding;
        finding.id = context().make_id();
        finding.intake = TRY(intakes::load(tx, "2026-ug")).id;
        finding.student = id("own");
        finding.rule = "TEST-001";
        finding.severity = "note";
        finding.field = Field::Score;
        finding.created_at = now();
        const OpenStudentKey key = TRY(students::load_key(tx, boxes, finding.student));
        return findings::create(tx, boxes, context().institution(), {finding},
                                [&key](const Id&) { return &key; });
    }));
    struct Case {
        Role role;
        std::int64_t told;
    };
    for (const Case& c : {Case{Role::Registry, 1}, Case{Role::DepartmentSecretary, 1},
                          Case{Role::DepartmentLeader, 0}, Case{Role::UniversityLeader, 0}}) {
        SCOPED_TRACE(key_of(c.role));
        const Context context = as(c.role);
        ASSERT_EQ(sight_of(context.caller, Field::Score) == Sight::Hidden, c.told == 0);
        QueryStudents request;
        request.asked.intake = "2026-ug";
        request.order = ListOrder::Change;
        request.wants_findings = true;
        std::int64_t shown = 0;
        for (const QueriedStudent& item : must(query_students(context, request)).items)
            shown += std::ranges::count(item.findings, "TEST-001", &StoredFinding::rule);
        EXPECT_EQ(shown, c.told);
        request.asked.rule = "TEST-001";
        EXPECT_EQ(must(query_students(context, request)).total, c.told) << "by the rule";
        const FindingBucket notes = must(count_intake(context, "2026-ug")).findings.back();
        // One among few is not told; that there is none, is.
        if (c.told == 0) {
            EXPECT_EQ(notes.students, 0) << "counted";
        }
        if (c.role == Role::Registry) {
            EXPECT_EQ(notes.students, 1) << "counted";
        }
    }
}

}  // namespace
}  // namespace mingce
