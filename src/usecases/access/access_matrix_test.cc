// Every role, every kind of student, every act: what docs/access.md allows happens, nothing else
// does, and nothing hidden stands in an answer.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "access/sight.h"
#include "usecases/access/access_fixture.h"
#include "usecases/access/exports.h"
#include "usecases/students/enrolment_status.h"
#include "usecases/students/findings_work.h"
#include "usecases/students/list_students.h"
#include "usecases/students/query_students.h"
#include "usecases/students/student_page.h"
#include "usecases/students/student_view.h"

namespace mingce {
namespace {

using testing::must;

constexpr std::string_view kLiving[] = {
    "own", "same_class", "same_department", "other_department", "other_year", "handed_over"};

/// Which of the living a role's scope in this school holds.
struct Holds {
    Role role;
    std::set<std::string_view> who;
};
const Holds kHolds[] = {
    {Role::Admissions, {"own", "same_class", "same_department", "other_department", "other_year"}},
    {Role::Registry,
     {"own", "same_class", "same_department", "other_department", "other_year", "handed_over"}},
    {Role::DepartmentSecretary,
     {"own", "same_class", "same_department", "other_year", "handed_over"}},
    {Role::Counsellor, {"own", "same_class", "handed_over"}},
    {Role::DepartmentLeader, {"own", "same_class", "same_department", "other_year", "handed_over"}},
    {Role::UniversityLeader,
     {"own", "same_class", "same_department", "other_department", "other_year", "handed_over"}},
    {Role::Unit, {"own", "same_class", "same_department", "other_department", "handed_over"}},
    {Role::Checker, {"own", "same_class", "same_department", "other_department", "handed_over"}},
    {Role::Student, {"own"}},
    {Role::SystemAdmin, {}},
    {Role::SecurityAdmin, {}},
    {Role::AuditAdmin, {}},
    {Role::Client, {"own", "same_class", "same_department", "other_year", "handed_over"}},
};

class AccessMatrix : public testing::SchoolOnEachDatabase {
protected:
    using Answer = std::string;  // "ok" or the refusal's code

    Answer listed(const Context& context, const std::string& who, const std::string& search) {
        const auto page =
            page_of_students(context, {intake_of(who), search, ListOrder::Change, "", {}, {}, 500});
        if (!page.ok()) return std::string(page.error().problem().code);
        const auto& lines = page.value().lines;
        const bool is_there =
            std::ranges::any_of(lines, [&](const StudentLine& line) { return line.id == id(who); });
        return is_there ? "ok" : "student.unknown";
    }
    QueryStudents everything_of(const std::string& intake) const {
        QueryStudents request;
        request.asked.intake = intake;
        request.order = ListOrder::Change;
        request.fields.assign(kAllFields.begin(), kAllFields.end());
        return request;
    }
    Answer queried(const Context& context, const std::string& who) {
        const auto block = query_students(context, everything_of(intake_of(who)));
        if (!block.ok()) return std::string(block.error().problem().code);
        const auto& items = block.value().items;
        EXPECT_EQ(block.value().total, static_cast<std::int64_t>(items.size()));
        const bool is_there = std::ranges::any_of(
            items, [&](const QueriedStudent& item) { return item.id == id(who); });
        return is_there ? "ok" : "student.unknown";
    }
    template <class T>
    static Answer answer(const Result<T>& result) {
        return result.ok() ? "ok" : std::string(result.error().problem().code);
    }
    Answer has_finding(const Context& context, const std::string& who) {
        const auto list = list_findings(context, {intake_of(who), "open", "", ""});
        if (!list.ok()) return std::string(list.error().problem().code);
        const bool is_there = std::ranges::any_of(list.value(), [&](const FindingLine& line) {
            return line.finding.student == id(who) && line.finding.field == Field::Phone;
        });
        return is_there ? "ok" : "student.unknown";
    }
    Answer exports(const Context& context, const std::string& who) {
        AskExport ask;
        ask.students.asked.intake = intake_of(who);
        ask.students.asked.filters = {{Field::Name, FilterOp::Is, {names_.at(who)}}};
        ask.order = ListOrder::Change;
        ask.fields = {Field::Name};
        ask.purpose = "test";
        const Answer got = answer(ask_export(context, ask));
        return got == "export.empty" ? "student.unknown" : got;
    }

    struct Cell {
        std::string_view act;
        Permission permission;
        Answer got;
        std::string otherwise = "ok";  // what is said where it is allowed and there
    };
    std::vector<Cell> cells(Role role, const std::string& who) {
        const std::string key = id(who).hex();
        const Context context = as(role);
        const Caller& caller = context.caller;
        const bool opens =
            sees_whole(caller, Field::Photo) || caller.may(Permission::StudentReveal);
        std::vector<Cell> cells = {
            {"list", Permission::StudentList, listed(context, who, "")},
            {"query", Permission::StudentList, queried(context, who)},
            {"search", Permission::StudentList, listed(context, who, names_.at(who))},
            {"read", Permission::StudentRead, answer(show_student(context, {key, {}, ""}))},
            {"history", Permission::StudentRead, answer(student_history(context, key))},
            {"edit", Permission::StudentEdit,
             answer(set_student(context, {key, {}, {{Field::Remark, key}}, "", {2026, 9, 1}}))},
            {"finding", Permission::FindingRead, has_finding(context, who)},
            {"status", Permission::StatusRead,
             answer(status_history(context, {key, {2026, 9, 1}}))},
            {"reveal", Permission::StudentReveal,
             answer(reveal_fields(context, {key, {Field::IdNumber}, "", "verify", "test"}))},
            {"export", Permission::ExportRun, exports(context, who)},
        };
        const Answer photo = answer(open_photo(context, {key, "test"}));
        if (opens || !caller.may(Permission::StudentRead))
            cells.push_back({"photo", Permission::StudentRead, photo, "student.no_photo"});
        else
            EXPECT_EQ(photo, "access.field_hidden");
        return cells;
    }

    std::map<std::string, std::string> names_ = {
        {"own", "张文静"},
        {"same_class", "李强"},
        {"same_department", "王小明"},
        {"other_department", "赵小红"},
        {"other_year", "钱学文"},
        {"handed_over", "孙立"},
    };
};
TEST_ON_EACH_DATABASE(AccessMatrix);

TEST_P(AccessMatrix, AllowsWhatThePageSaysAndNothingElse) {
    std::size_t asserted = 0;
    for (const Holds& row : kHolds)
        for (std::string_view who : kLiving)
            for (const Cell& cell : cells(row.role, std::string(who))) {
                const std::string expected = !may(row.role, cell.permission) ? "access.denied"
                                             : row.who.contains(who)         ? cell.otherwise
                                                                             : "student.unknown";
                EXPECT_EQ(cell.got, expected) << key_of(row.role) << " " << cell.act << " " << who;
                ++asserted;
            }
    EXPECT_GT(asserted, 700U);
}

TEST_P(AccessMatrix, AnErasedStudentIsAnEmptyRowToThoseOfTheWholeSchoolAlone) {
    const std::string key = id("erased").hex();
    for (const RoleText& role : all_roles()) {
        SCOPED_TRACE(role.key);
        const Context context = as(role.role);
        const auto view = show_student(context, {key, {}, ""});
        const bool is_whole = context.caller.scope.kind == ScopeKind::Institution;
        const std::string expected = !may(role.role, Permission::StudentRead) ? "access.denied"
                                     : is_whole                               ? "ok"
                                                                              : "student.unknown";
        EXPECT_EQ(answer(view), expected);
        if (view.ok()) {
            EXPECT_TRUE(view.value().record.values == FieldValues{});
        }
        const auto page = page_of_students(context, {"2026-ug", "周远"});
        EXPECT_TRUE(!page.ok() || page.value().lines.empty());
    }
}

TEST_P(AccessMatrix, NothingHiddenStandsInAnAnswer) {
    // A change of each sealed value, so that the history holds old and new ones.
    const std::string key = id("own").hex();
    must(set_student(context(), {key,
                                 {},
                                 {{Field::Phone, "13800000001"},
                                  {Field::BankAccount, "6222020000000000025"},
                                  {Field::Ethnicity, "回族"}},
                                 "was 6222020000000000017",
                                 {2026, 9, 1}}));
    const std::pair<Field, std::string> canaries[] = {
        {Field::IdNumber, "42010120080101002X"},
        {Field::BankAccount, "6222020000000000017"},
        {Field::BankAccount, "6222020000000000025"},
        {Field::Phone, "13800000001"},
        {Field::Phone, "1380000000"},
        {Field::Ethnicity, "土家族"},
        {Field::Ethnicity, "回族"},
        {Field::BirthDate, "20080101"},
        {Field::HomeAddress, "一路1号"},
        {Field::ExamNumber, "26420101150001"},
    };
    for (const RoleText& role : all_roles()) {
        SCOPED_TRACE(role.key);
        const Context context = as(role.role);
        std::string said;
        const auto say = [&said](const std::string& text) { said += text + "\n"; };
        if (const auto view = show_student(context, {key, {}, ""}); view.ok()) {
            say(canonical_text(view.value().record.values));
            for (const FieldView& field : view.value().fields) say(field.value + " " + field.raw);
            for (const SourceRowRecord& row : view.value().rows)
                for (const std::string& cell : row.cells) say(cell);
            for (const StudentEvent& event : view.value().events) {
                say(event.reason);
                for (const FieldChange& change : event.changes) say(change.before + change.after);
            }
        }
        if (const auto history = student_history(context, key); history.ok()) {
            say(canonical_text(history.value().record.values));
            for (const StudentEvent& event : history.value().events) {
                say(event.reason);
                for (const FieldChange& change : event.changes)
                    say(change.before + " " + change.after);
            }
        }
        if (const auto findings = list_findings(context, {"2026-ug", "", "", ""}); findings.ok())
            for (const FindingLine& line : findings.value()) {
                if (line.finding.student != id("own")) continue;
                const FindingDetail& detail = line.finding.detail;
                say(line.exam_number + detail.raw + " " + detail.proposal + " " + detail.arg +
                    detail.message);
            }
        if (const auto list = list_students(context, {"2026-ug", "", ListOrder::Change}); list.ok())
            for (const StudentLine& line : list.value().lines) {
                say(line.exam_number + " " + line.name);
                EXPECT_TRUE(context.caller.scope.kind == ScopeKind::Institution ||
                            line.name != "赵小红");
            }
        QueryStudents everything = everything_of("2026-ug");
        everything.wants_findings = context.caller.may(Permission::FindingRead);
        if (const auto block = query_students(context, everything); block.ok())
            for (const QueriedStudent& item : block.value().items) {
                if (item.id != id("own")) continue;
                for (const std::string& value : item.values) say(value);
                for (const StoredFinding& finding : item.findings)
                    say(finding.detail.raw + " " + finding.detail.proposal + " " +
                        finding.detail.arg + " " + finding.detail.message);
            }
        for (const Field field : kAllFields)
            if (const auto list = field_values(context, {"2026-ug"}, field); list.ok())
                for (const FieldValueCount& item : list.value().items) say(item.value);
        for (const auto& [field, value] : canaries)
            EXPECT_TRUE(sees_whole(context.caller, field) || said.find(value) == std::string::npos)
                << key_of(field) << " " << value;
    }
}

TEST_P(AccessMatrix, TenThousandQueriesTellNothingOfAMaskedNumber) {
    const Context leader = as(Role::DepartmentLeader);
    std::size_t told = 0;
    for (int i = 0; i < 10'000; ++i) {
        const std::string guess = std::to_string(26420101150000 + i);
        QueryStudents query;
        query.asked.intake = "2026-ug";
        query.order = ListOrder::Change;
        switch (i % 9) {
            case 0:
                told +=
                    page_of_students(
                        leader,
                        {"2026-ug", "", ListOrder::StudentNumber, "", {{Field::ExamNumber, guess}}})
                        .ok();
                break;
            case 1:
                told += page_of_students(leader, {"2026-ug", "", ListOrder::Source}).ok();
                break;
            case 2:
                told += page_of_students(leader, {"2026-ug",
                                                  "",
                                                  ListOrder::StudentNumber,
                                                  "",
                                                  {{Field::BirthDate, "20080101"}}})
                            .ok();
                break;
            case 3:
                told += !page_of_students(leader, {"2026-ug", guess.substr(0, 10 + i % 4)})
                             .value()
                             .lines.empty();
                break;
            case 4: told += show_student(leader, {guess, {}, ""}).ok(); break;
            case 5:
                query.asked.filters = {{Field::ExamNumber, FilterOp::OneOf, {guess, "1"}}};
                told += query_students(leader, query).ok();
                break;
            case 6:
                query.order = i % 2 == 0 ? Field::ExamNumber : Field::BirthDate;
                told += query_students(leader, query).ok();
                break;
            case 7:
                query.numbers = {guess};
                told += !query_students(leader, query).value().items.empty();
                break;
            case 8: told += field_values(leader, {"2026-ug"}, Field::ExamNumber).ok(); break;
        }
    }
    EXPECT_EQ(told, 0U);
    EXPECT_EQ(answer(look_up_by_number(leader, {"42010120080101002X"})), "access.denied");
}

}  // namespace
}  // namespace mingce
