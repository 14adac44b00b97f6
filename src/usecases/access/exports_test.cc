// Lists as files: who must approve, who may, and what stands in them. Reveals and look-ups: told,
// counted, and within the scope.
#include "usecases/access/exports.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "formats/zip_archive.h"
#include "store/audit_log.h"
#include "usecases/access/access_fixture.h"
#include "usecases/students/check_values.h"

namespace mingce {
namespace {

using testing::must;
using testing::problem_of;

class Exports : public testing::SchoolOnEachDatabase {
protected:
    static AskExport ask(std::vector<Field> fields, std::vector<Field> whole = {}) {
        AskExport request;
        request.students.asked.intake = "2026-ug";
        request.order = ListOrder::Name;
        request.fields = std::move(fields);
        request.whole = std::move(whole);
        request.format = ExportFormat::Csv;
        request.purpose = "宿舍分配";
        return request;
    }
    std::size_t entries(std::string_view action) {
        std::size_t count = 0;
        audit_log::Selection selection;
        selection.action = action;
        must(database().read([&](Tx& tx) {
            return audit_log::each_listed(tx, selection,
                                          [&](const audit_log::ListedEntry&) -> Status {
                                              ++count;
                                              return Done{};
                                          });
        }));
        return count;
    }
};
TEST_ON_EACH_DATABASE(Exports);

TEST_P(Exports, OwnBasicFieldsNeedNobody) {
    const Context counsellor = as(Role::Counsellor);
    const ExportView asked = must(ask_export(counsellor, ask({Field::Name, Field::BirthDate})));
    EXPECT_EQ(asked.request.state, ExportState::Approved);
    EXPECT_EQ(asked.request.students, 2U);
    EXPECT_TRUE(asked.may_make);
    const MadeExport made = must(make_export(counsellor, asked.request.number));
    EXPECT_EQ(made.bytes, "\xEF\xBB\xBF姓名,出生日期\r\n李强,20080101\r\n张文静,20080101\r\n");
    EXPECT_EQ(made.file_name, "mingce-2026-ug-1.csv");
    EXPECT_EQ(problem_of(make_export(counsellor, asked.request.number)), "export.state");
    EXPECT_EQ(entries("export.make"), 1U);
    // More than that is not theirs to take out.
    EXPECT_EQ(problem_of(ask_export(counsellor, ask({Field::Name, Field::Phone}))),
              "export.too_wide");
    EXPECT_EQ(problem_of(ask_export(counsellor, ask({Field::BankAccount}))), "access.field_hidden");
    EXPECT_EQ(problem_of(ask_export(counsellor, ask({Field::IdNumber}, {Field::IdNumber}))),
              "access.field_hidden");
}

TEST_P(Exports, ContactsNeedOneApproverOfTheScope) {
    const Context secretary = as(Role::DepartmentSecretary);
    const ExportView asked = must(ask_export(secretary, ask({Field::Name, Field::Phone})));
    const std::int64_t number = asked.request.number;
    EXPECT_EQ(asked.request.state, ExportState::Asked);
    EXPECT_EQ(problem_of(make_export(secretary, number)), "export.state");
    EXPECT_EQ(problem_of(decide_export(secretary, {number, true, ""})), "access.denied");
    Context elsewhere = as(Role::DepartmentLeader, "leader of another");
    elsewhere.caller.scope.units = {{"文学院", ""}};
    EXPECT_EQ(problem_of(decide_export(elsewhere, {number, true, ""})), "export.unknown");
    EXPECT_TRUE(must(list_exports(elsewhere)).empty());
    EXPECT_EQ(must(decide_export(as(Role::DepartmentLeader), {number, true, ""})).request.state,
              ExportState::Approved);
    const MadeExport made = must(make_export(secretary, number));
    EXPECT_EQ(made.rows, 3U);
    EXPECT_EQ(made.password, "");
    EXPECT_EQ(problem_of(make_export(as(Role::DepartmentSecretary, "another"), number)),
              "export.unknown");
}

TEST_P(Exports, WholeNumbersNeedTwoOthersAndAreLocked) {
    const Context registry = as(Role::Registry);
    const ExportView asked =
        must(ask_export(registry, ask({Field::Name, Field::IdNumber}, {Field::IdNumber})));
    const std::int64_t number = asked.request.number;
    EXPECT_EQ(asked.request.approvals, 2U);
    EXPECT_EQ(problem_of(decide_export(registry, {number, true, ""})), "export.own");
    must(decide_export(as(Role::Registry, "colleague"), {number, true, ""}));
    EXPECT_EQ(problem_of(decide_export(as(Role::Registry, "colleague"), {number, true, ""})),
              "export.decided_already");
    EXPECT_EQ(problem_of(make_export(registry, number)), "export.state");
    must(decide_export(as(Role::UniversityLeader), {number, true, ""}));
    const MadeExport made = must(make_export(registry, number));
    EXPECT_EQ(made.file_name, "mingce-2026-ug-1.zip");
    EXPECT_EQ(made.password.size(), 23U);
    EXPECT_EQ(made.bytes.find("42010120080101002X"), std::string::npos);
    const auto opened = ZipArchive::open(std::as_bytes(std::span(made.bytes)), {});
    ASSERT_TRUE(opened.ok());
    const ZipArchive& archive = opened.value();
    ASSERT_EQ(archive.entries().size(), 1U);
    EXPECT_TRUE(archive.entries().front().encrypted);
}

TEST_P(Exports, AreRefusedWithAReasonAndEndAfterAWeek) {
    const Context secretary = as(Role::DepartmentSecretary);
    const std::int64_t first =
        must(ask_export(secretary, ask({Field::Name, Field::Phone}))).request.number;
    EXPECT_EQ(problem_of(decide_export(as(Role::DepartmentLeader), {first, false, ""})),
              "export.no_words");
    must(decide_export(as(Role::DepartmentLeader), {first, false, "用途不明"}));
    EXPECT_EQ(problem_of(make_export(secretary, first)), "export.state");
    const ExportView shown = must(show_export(secretary, first));
    EXPECT_EQ(shown.request.state, ExportState::Refused);
    EXPECT_EQ(shown.decisions.front().words, "用途不明");
    const std::int64_t second = must(ask_export(secretary, ask({Field::Name}))).request.number;
    Context later = as(Role::DepartmentSecretary);
    later.now.milliseconds += 8 * 86'400'000LL;
    EXPECT_EQ(problem_of(make_export(later, second)), "export.state");
    EXPECT_EQ(must(show_export(later, second)).request.state, ExportState::Expired);
}

TEST_P(Exports, MasksStandInFilesAndNoCellIsAFormula) {
    must(set_student(context(), {id("own").hex(), {}, {{Field::Name, "=1+1"}}, "", {2026, 9, 1}}));
    const Context leader = as(Role::DepartmentLeader);
    AskExport request = ask({Field::Name, Field::BirthDate, Field::IdNumber});
    request.students.asked.filters = {{Field::AdminClass, FilterOp::Is, {"物理2601"}}};
    const ExportView asked = must(ask_export(leader, request));
    EXPECT_EQ(asked.request.approvals, 0U);
    const std::string csv = must(make_export(leader, asked.request.number)).bytes;
    EXPECT_NE(csv.find("李强,2008,420*************19"), std::string::npos) << csv;
    EXPECT_NE(csv.find("'=1+1"), std::string::npos) << csv;
    request.format = ExportFormat::Xlsx;
    const std::int64_t number = must(ask_export(leader, request)).request.number;
    const MadeExport book = must(make_export(leader, number));
    const auto opened = ZipArchive::open(std::as_bytes(std::span(book.bytes)), {});
    ASSERT_TRUE(opened.ok());
    const ZipArchive& archive = opened.value();
    const std::string sheet = must(archive.read(*archive.find("xl/worksheets/sheet1.xml")));
    EXPECT_NE(sheet.find("=1+1</t>"), std::string::npos);
    EXPECT_EQ(sheet.find("<f>"), std::string::npos);
    const std::string copy = must(archive.read(*archive.find("docProps/custom.xml")));
    EXPECT_NE(copy.find("No. " + std::to_string(number)), std::string::npos);
}

TEST_P(Exports, TakeWhatTheGridShows) {
    const Context registry = as(Role::Registry);
    struct Case {
        std::string why;
        ExportedStudents students;
        std::string csv;
    };
    const std::string own = "张文静\r\n", classmate = "李强\r\n", other = "王小明\r\n",
                      far = "赵小红\r\n";
    const std::vector<Case> cases = {
        {"everybody", {{"2026-ug"}}, classmate + other + own + far},
        {"one of two values",
         {{"2026-ug", "", {{Field::AdminClass, FilterOp::OneOf, {"物理2601", "物理2602"}}}}},
         classmate + other + own},
        {"two conditions",
         {{"2026-ug",
           "",
           {{Field::AdminClass, FilterOp::OneOf, {"物理2601", "物理2602"}},
            {Field::Name, FilterOp::Contains, {"小"}}}}},
         other},
        {"a value in the document",
         {{"2026-ug", "", {{Field::BirthDate, FilterOp::IsNot, {"20080102"}}}}},
         classmate + other + own + far},
        {"searched for", {{"2026-ug", "zwj"}}, own},
        {"a finding of a field",
         {{"2026-ug", "", {}, "", "", true}},
         classmate + other + own + far},
        {"pasted numbers, one of them nobody's",
         {{"2026-ug"}, {{"26420101150004", " 26420101150002 ", "x"}}},
         classmate + far},
        {"chosen rows", {{"2026-ug"}, {}, {{id("other_department"), id("own")}}}, own + far},
        {"chosen among pasted",
         {{"2026-ug"}, {{"26420101150001", "26420101150002"}}, {{id("same_class")}}},
         classmate},
        {"all but one", {{"2026-ug"}, {}, {}, {id("same_class")}}, other + own + far},
        {"of another intake nobody", {{"2025-ug"}, {}, {{id("own")}}}, ""},
        {"none chosen", {{"2026-ug"}, {}, std::vector<Id>{}}, ""},
        {"pasted numbers of nobody", {{"2026-ug"}, {{"x"}}}, ""},
    };
    for (const Case& c : cases) {
        AskExport request = ask({Field::Name});
        request.students = c.students;
        if (c.csv.empty()) {
            EXPECT_EQ(problem_of(measure_export(registry, request)), "export.empty") << c.why;
            EXPECT_EQ(problem_of(ask_export(registry, request)), "export.empty") << c.why;
            continue;
        }
        const ExportMeasure measured = must(measure_export(registry, request));
        const ExportView asked = must(ask_export(registry, request));
        EXPECT_EQ(asked.request.students, measured.students) << c.why;
        EXPECT_EQ(asked.request.approvals, measured.approvals) << c.why;
        const MadeExport made = must(make_export(registry, asked.request.number));
        EXPECT_EQ(made.bytes, "\xEF\xBB\xBF姓名\r\n" + c.csv) << c.why;
        EXPECT_EQ(made.rows, measured.students) << c.why;
    }
    AskExport turned = ask({Field::Name});
    turned.is_descending = true;
    const std::int64_t number = must(ask_export(registry, turned)).request.number;
    EXPECT_EQ(must(make_export(registry, number)).bytes,
              "\xEF\xBB\xBF姓名\r\n" + far + own + other + classmate);
}

TEST_P(Exports, AreMeasuredBeforeTheyAreAskedFor) {
    AskExport request = ask({Field::Name, Field::IdNumber}, {Field::IdNumber});
    request.students.numbers = {"26420101150001", "x"};
    const ExportMeasure whole = must(measure_export(as(Role::Registry), request));
    EXPECT_EQ(whole.students, 1U);
    EXPECT_EQ(whole.highest, FieldClass::C4);
    EXPECT_EQ(whole.approvals, 2U);
    EXPECT_TRUE(whole.is_locked);
    EXPECT_EQ(whole.approvers,
              (std::vector{Role::Registry, Role::DepartmentLeader, Role::UniversityLeader}));
    EXPECT_EQ(whole.missing_numbers, std::vector<std::string>{"x"});
    EXPECT_TRUE(must(list_exports(as(Role::Registry))).empty()) << "nothing is asked for yet";
    EXPECT_EQ(problem_of(measure_export(as(Role::UniversityLeader), request)), "access.denied");
    EXPECT_EQ(problem_of(measure_export(as(Role::Counsellor), ask({Field::Phone}))),
              "export.too_wide");
}

TEST_P(Exports, ConditionsAreNoWayAroundTheSight) {
    struct Case {
        Role role;
        AskedStudents asked;
        std::string problem;
    };
    const std::vector<Case> cases = {
        // Sealed, or not seen whole: who is on the list would tell it.
        {Role::Registry,
         {"2026-ug", "", {{Field::Phone, FilterOp::Is, {"1"}}}},
         "student.field_sealed"},
        {Role::Counsellor,
         {"2026-ug", "", {{Field::Ethnicity, FilterOp::OneOf, {"土家族"}}}},
         "access.field_hidden"},
        {Role::DepartmentLeader,
         {"2026-ug", "", {{Field::BirthDate, FilterOp::NotEmpty, {}}}},
         "access.field_hidden"},
        {Role::Unit, {"2026-ug", "", {{Field::Photo, FilterOp::Empty, {}}}}, "access.denied"},
        {Role::Unit, {"2026-ug", "", {}, "ID-001"}, "access.denied"},
        {Role::Registry,
         {"2026-ug", "", {{Field::Major, FilterOp::Is, {"a", "b"}}}},
         "student.filter_values"},
        {Role::Registry, {"2020-ug"}, "intake.unknown"},
    };
    for (const Case& c : cases) {
        AskExport request = ask({Field::Name});
        request.order = ListOrder::Class;
        request.students.asked = c.asked;
        EXPECT_EQ(problem_of(measure_export(as(c.role), request)), c.problem);
        EXPECT_EQ(problem_of(ask_export(as(c.role), request)), c.problem);
    }
    EXPECT_TRUE(must(list_exports(as(Role::Registry))).empty());
    // What the condition says, the list says of everybody in it.
    AskExport by_people = ask({Field::Name});
    by_people.students.asked.filters = {{Field::Ethnicity, FilterOp::Is, {"土家族"}}};
    EXPECT_EQ(must(ask_export(as(Role::Registry), by_people)).request.approvals, 1U);
    by_people.students.asked.filters = {{Field::Ethnicity, FilterOp::NotEmpty, {}}};
    EXPECT_EQ(must(ask_export(as(Role::Registry), by_people)).request.approvals, 0U);
}

TEST_P(Exports, AnApproverReadsTheConditionsTheyMightAskBy) {
    AskExport request = ask({Field::Name, Field::Phone});
    request.students.asked.search = "张";
    request.students.asked.filters = {{Field::Department, FilterOp::Is, {"物理学院"}},
                                      {Field::Ethnicity, FilterOp::Is, {"土家族"}}};
    const Context registry = as(Role::Registry);
    const std::int64_t number = must(ask_export(registry, request)).request.number;
    const auto asked_of = [&](const ExportView& view) {
        const AskedStudents& asked = view.request.contents.students.asked;
        return asked.search + "|" + std::to_string(asked.filters[0].values.size()) +
               std::to_string(asked.filters[1].values.size());
    };
    const ExportView own = must(show_export(registry, number));
    EXPECT_TRUE(own.is_mine);
    EXPECT_FALSE(own.is_partly_told);
    EXPECT_EQ(asked_of(own), "张|11");
    const ExportView leaders = must(show_export(as(Role::UniversityLeader), number));
    EXPECT_FALSE(leaders.is_mine);
    EXPECT_TRUE(leaders.is_partly_told);
    EXPECT_EQ(asked_of(leaders), "|10");
    EXPECT_EQ(leaders.intake, "2026-ug");
    // And is made as it was asked for, not as it was told.
    must(decide_export(as(Role::UniversityLeader), {number, true, ""}));
    EXPECT_EQ(must(make_export(registry, number)).rows, 1U);
}

TEST_P(Exports, ARevealIsToldCountedAndReadByTheStudent) {
    const Context secretary = as(Role::DepartmentSecretary);
    const std::string own = id("own").hex();
    const RevealFields wish{own, {}, "document", "verify", "核对身份证原件"};
    const Revealed revealed = must(reveal_fields(secretary, wish));
    EXPECT_EQ(revealed.fields.front().value, "42010120080101002X");
    EXPECT_EQ(problem_of(reveal_fields(secretary, {own, {}, "document", "verify", ""})),
              "access.reason_words");
    EXPECT_EQ(problem_of(reveal_fields(secretary, {own, {}, "document", "curious", "x"})),
              "access.reason_unknown");
    EXPECT_EQ(problem_of(reveal_fields(secretary, {own, {}, "", "verify", "x"})),
              "access.no_fields");
    const auto seen_by_student = must(reveals_of(as(Role::Student), own));
    ASSERT_EQ(seen_by_student.size(), 1U);
    EXPECT_EQ(seen_by_student.front().actor, "department_secretary");
    EXPECT_EQ(seen_by_student.front().words, "");
    EXPECT_EQ(must(reveals_of(as(Role::Registry), own)).front().words, "核对身份证原件");
    EXPECT_EQ(problem_of(reveals_of(as(Role::Student), id("same_class").hex())), "student.unknown");
    for (std::uint64_t i = 1; i < kQuietRevealsADay; ++i) must(reveal_fields(secretary, wish));
    EXPECT_TRUE(must(list_alerts(as(Role::SecurityAdmin), {})).empty());
    must(reveal_fields(secretary, wish));
    must(reveal_fields(secretary, wish));
    const auto alerts = must(list_alerts(as(Role::SecurityAdmin), {}));
    ASSERT_EQ(alerts.size(), 1U) << "once a day";
    EXPECT_EQ(alerts.front().actor, "department_secretary");
}

TEST_P(Exports, AnExactLookUpStaysWithinTheScopeAndIsCounted) {
    Context secretary = as(Role::DepartmentSecretary);
    EXPECT_EQ(must(look_up_by_number(secretary, {"42010120080101002X"})),
              std::vector<Id>{id("own")});
    secretary.caller.scope.units = {{"文学院", ""}};
    EXPECT_TRUE(must(look_up_by_number(secretary, {"42010120080101002X"})).empty());
    for (std::uint64_t i = 2; i < kLookUpsAMinute; ++i)
        EXPECT_TRUE(look_up_by_number(secretary, {"420101200802020019"}).ok());
    EXPECT_EQ(problem_of(look_up_by_number(secretary, {"420101200802020019"})), "access.too_often");
    EXPECT_TRUE(look_up_by_number(as(Role::Registry), {"420101200802020019"}).ok());
}

TEST_P(Exports, ARefusalAndALongListAreToldToTheAudit) {
    const std::size_t before = entries("access.refused");
    EXPECT_EQ(problem_of(add_intake(as(Role::Counsellor), "2027-ug")), "access.denied");
    EXPECT_EQ(entries("access.refused"), before + 1);
}

TEST_P(Exports, AHandOverIsTakenBackByTheRegistryWithAReason) {
    EXPECT_EQ(problem_of(take_back_hand_over(as(Role::Admissions), {"2026-pg", "错"})),
              "access.denied");
    EXPECT_EQ(problem_of(take_back_hand_over(as(Role::Registry), {"2026-pg", ""})),
              "intake.take_back_why");
    EXPECT_EQ(problem_of(hand_over_intake(as(Role::Registry), "2026-pg")), "intake.handed_over");
    const Context admissions = as(Role::Admissions);
    EXPECT_EQ(
        problem_of(add_student(admissions, {"2026-pg", {{Field::Name, "吴敏"}}, {2026, 9, 1}})),
        "intake.handed_over");
    must(take_back_hand_over(as(Role::Registry), {"2026-pg", "移交有误"}));
    EXPECT_TRUE(add_student(admissions, {"2026-pg", {{Field::Name, "吴敏"}}, {2026, 9, 1}}).ok());
}

TEST_P(Exports, NobodyWritesWhatTheyDoNotSeeNorTakesAStudentOutOfTheirScope) {
    const std::string own = id("own").hex();
    const auto set = [&](Role role, Field field, const std::string& value) {
        return problem_of(set_student(as(role), {own, {}, {{field, value}}, "", {2026, 9, 1}}));
    };
    EXPECT_EQ(set(Role::DepartmentSecretary, Field::IdNumber, "420101200802020019"),
              "access.field_hidden");
    EXPECT_EQ(set(Role::DepartmentSecretary, Field::Department, "文学院"), "access.leaves_scope");
    EXPECT_EQ(set(Role::Counsellor, Field::Name, "张静"), "access.field_hidden");
    EXPECT_EQ(set(Role::Counsellor, Field::Email, "zwj@example.edu.cn"), "");
    const auto edited = must(
        set_student(as(Role::Registry),
                    {own, {}, {{Field::BankAccount, "6222020000000000033"}}, "", {2026, 9, 1}}));
    EXPECT_TRUE(edited.changes.empty()) << "what was changed is not told of a hidden field";
}

TEST_P(Exports, ValuesAreCheckedWithoutBeingKept) {
    CheckValues request;
    request.year = 2026;
    request.today = {2026, 9, 1};
    request.values = {{Field::IdNumber, "420101200801010021"}, {Field::Name, "张文静"}};
    const auto found = must(check_values(as(Role::Counsellor), request));
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().rule->code, "ID-001");
    EXPECT_EQ(problem_of(check_values(as(Role::Student), request)), "access.denied");
}

}  // namespace
}  // namespace mingce
