#include "store/standard_changes.h"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>

#include "access/problems.h"
#include "rules/checks.h"
#include "usecases/access/access_fixture.h"
#include "usecases/imports/import_rules.h"
#include "usecases/jobs/job_worker.h"
#include "usecases/jobs/uploads.h"
#include "usecases/standards/confirm_change.h"
#include "usecases/standards/preview_change.h"
#include "usecases/standards/read_edition.h"
#include "usecases/standards/standard_in_force.h"
#include "usecases/standards/withdraw_change.h"
#include "usecases/students/check_values.h"
#include "usecases/students/findings_work.h"
#include "usecases/students/waive_findings.h"

namespace mingce {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::must;
using testing::problem_of;

class StandardChanges : public testing::SchoolOnEachDatabase {
protected:
    Context one() { return as(Role::Registry, "registry_one"); }
    Context other() { return as(Role::Registry, "registry_two"); }

    static AskedStandard rule(const std::string& code, bool is_on, Severity severity) {
        return {code, RuleTerms{is_on, severity}, {}};
    }
    Result<MadeChange> make(AskedStandard asked) {
        return make_change(one(), {std::move(asked), "本校情况"});
    }
    Result<MadeChange> take_back(std::int64_t number) {
        return withdraw_change(one(), {number, "改错了"});
    }
    /// "rule severity state" of each finding of the intake, in their order.
    std::vector<std::string> findings(const std::string& rule, const std::string& state = "") {
        std::vector<std::string> told;
        ListFindings request;
        request.intake = "2026-ug";
        request.state = state;
        request.rule = rule;
        for (const FindingLine& line : must(list_findings(one(), request)))
            told.push_back(line.finding.severity + " " + std::string(key_of(line.finding.state)));
        std::ranges::sort(told);
        return told;
    }
    std::size_t open(const std::string& rule) { return findings(rule, "open").size(); }
    std::size_t said_as_typed(const TypedValues& values, const std::string& rule) {
        const auto found = must(
            check_values(one(), {StudentKind::Undergraduate, 2026, values, {2026, 8, 20}, false}));
        return static_cast<std::size_t>(std::ranges::count_if(
            found, [&](const ValueFinding& each) { return each.rule->code == rule; }));
    }
    static CodeEdition with_new_people() {
        CodeEdition edition = edition_of(*CodeTables::shipped().find("ethnicity"));
        edition.edition = "2026";
        edition.entries.push_back({"60", "新民族", "New", {"新民"}, {}, {}});
        return edition;
    }
    static CodeEdition without_tujia() {
        CodeEdition edition = edition_of(*CodeTables::shipped().find("ethnicity"));
        edition.edition = "2027";
        std::erase_if(edition.entries, [](const CodeEntry& e) { return e.name == "土家族"; });
        return edition;
    }
    Id upload(const std::string& name, const std::string& bytes) {
        const auto begun = must(begin_upload(one(), {name, bytes.size(), {}}));
        return must(append_upload(one(), {begun.id, 0, bytes, {}})).id;
    }
};
TEST_ON_EACH_DATABASE(StandardChanges);

TEST_P(StandardChanges, SilenceARuleEverywhereAndBringItBack) {
    const std::vector<std::string> before = findings("");
    ASSERT_GE(open("PH-001"), 3U);
    const std::size_t as_before = open("PH-001");
    const MadeChange off = must(make(rule("PH-001", false, Severity::Warning)));
    EXPECT_EQ(off.view.change.number, 1);
    EXPECT_EQ(off.view.state, StandardChangeState::InForce);
    EXPECT_EQ(off.judged.findings.gone, as_before + 2) << "of two other intakes as well";
    EXPECT_EQ(open("PH-001"), 0U);

    EXPECT_EQ(said_as_typed({{Field::Phone, "12"}}, "PH-001"), 0U) << "as somebody types";
    const ImportReport imported =
        import({"姓名,考生号,手机号码\n新生一,26420101150099,12\n", true, "phones.csv"});
    for (const Finding& finding : imported.check.findings) EXPECT_NE(finding.rule->code, "PH-001");
    const TypedValues typed = {{Field::Phone, "34"}};
    must(set_student(one(), {"26420101150099", {}, typed, "", {2026, 8, 20}}));
    EXPECT_EQ(open("PH-001"), 0U) << "as somebody changes a student";

    const MadeChange on = must(take_back(1));
    EXPECT_EQ(on.view.state, StandardChangeState::Withdrawn);
    EXPECT_EQ(open("PH-001"), as_before + 1) << "and the new student's";
    EXPECT_EQ(said_as_typed({{Field::Phone, "12"}}, "PH-001"), 1U);
    EXPECT_EQ(problem_of(take_back(1)), "standard.change_state");
    EXPECT_EQ(problem_of(take_back(9)), "standard.change_unknown");
}

TEST_P(StandardChanges, GradeARuleAndGoBack) {
    const std::vector<std::string> before = findings("PH-001");
    must(make(rule("PH-001", true, Severity::Blocking)));
    for (const std::string& finding : findings("PH-001")) EXPECT_EQ(finding, "blocking open");
    must(take_back(1));
    EXPECT_EQ(findings("PH-001"), before);
}

TEST_P(StandardChanges, KeepWaiversAndWhatOnlyAnImportTold) {
    // That a person's word stands against a file, and that a sheet lacks a column: nobody can find
    // these again in the record.
    import({"姓名,考生号,手机号码\n新生一,26420101150099,13800000009\n", true, "a.csv"});
    const TypedValues typed = {{Field::Phone, "13800000008"}};
    must(set_student(one(), {"26420101150099", {}, typed, "", {2026, 8, 20}}));
    import({"姓名,考生号,手机号码\n新生一,26420101150099,13800000007\n", true, "b.csv"});
    const std::string stands(import_rule::kPersonsWordStands.code);
    ListFindings phones;
    phones.intake = "2026-ug";
    phones.rule = "PH-001";
    must(waive_finding(one(), must(list_findings(one(), phones)).front().finding.id.hex(), "是"));
    std::map<std::string, std::vector<std::string>> before;
    for (const std::string& code : {std::string("PH-001"), stands, std::string("RQ-002")}) {
        before[code] = findings(code);
        ASSERT_GE(open(code), 1U) << code;
        must(make(rule(code, false, Severity::Note)));
        EXPECT_EQ(open(code), 0U) << code;
    }
    EXPECT_THAT(findings("PH-001"), ::testing::Contains("note waived"));
    for (const std::int64_t number : {1, 2, 3}) must(take_back(number));
    for (const auto& [code, told] : before) EXPECT_EQ(findings(code), told) << code;
}

TEST_P(StandardChanges, ForgetWhatASilentImportToldOfAValueThatIsNoMore) {
    import({"姓名,考生号,手机号码\n新生一,26420101150099,13800000009\n", true, "a.csv"});
    const auto set_phone = [&](const std::string& phone) {
        must(
            set_student(one(), {"26420101150099", {}, {{Field::Phone, phone}}, "", {2026, 8, 20}}));
    };
    set_phone("13800000008");
    import({"姓名,考生号,手机号码\n新生一,26420101150099,13800000007\n", true, "b.csv"});
    const std::string stands(import_rule::kPersonsWordStands.code);
    ASSERT_EQ(open(stands), 1U);
    must(make(rule(stands, false, Severity::Note)));
    set_phone("13800000006");
    must(take_back(1));
    EXPECT_EQ(open(stands), 0U);
}

TEST_P(StandardChanges, WaitForASecondPersonWhereABlockingRuleWouldSayLess) {
    const std::size_t before = open("RQ-001");
    const MadeChange asked = must(make(rule("RQ-001", false, Severity::Blocking)));
    EXPECT_EQ(asked.view.state, StandardChangeState::Waiting);
    EXPECT_FALSE(asked.view.may_confirm);
    EXPECT_EQ(open("RQ-001"), before);
    EXPECT_EQ(problem_of(confirm_change(one(), 1)), "standard.second_person");
    EXPECT_TRUE(must(list_changes(other(), {})).front().may_confirm);
    const MadeChange confirmed = must(confirm_change(other(), 1));
    EXPECT_EQ(confirmed.view.state, StandardChangeState::InForce);
    EXPECT_EQ(confirmed.view.change.confirmed_by, "registry_two");
    EXPECT_EQ(open("RQ-001"), 0U);
    EXPECT_EQ(problem_of(confirm_change(other(), 1)), "standard.change_state");
    must(take_back(1));
    EXPECT_EQ(open("RQ-001"), before);

    EXPECT_EQ(problem_of(make(rule("ID-002", false, Severity::Blocking))), "standard.rule_fixed");
    EXPECT_FALSE(must(make(rule("PH-001", true, Severity::Note))).view.change.needs_second);
}

TEST_P(StandardChanges, TakeEffectOnTheirDay) {
    AskedStandard later = rule("PH-001", false, Severity::Warning);
    later.effective_from = Date{2026, 8, 25};
    const MadeChange made = must(make(later));
    EXPECT_EQ(made.view.state, StandardChangeState::Coming);
    EXPECT_FALSE(made.judged.is_another);
    const std::size_t before = open("PH-001");
    EXPECT_GE(before, 3U);
    EXPECT_FALSE(must(judge_by_standard(one())).is_another) << "nothing is due";

    open_on({2026, 8, 25});
    EXPECT_EQ(open("PH-001"), before) << "the day's work is not done yet";
    const JudgedAgain judged = must(judge_by_standard(one()));
    EXPECT_TRUE(judged.is_another);
    EXPECT_EQ(open("PH-001"), 0U);
    EXPECT_EQ(must(list_changes(one(), {})).front().state, StandardChangeState::InForce);
    EXPECT_FALSE(must(judge_by_standard(one())).is_another) << "and once is enough";

    AskedStandard past = rule("PH-002", false, Severity::Warning);
    past.effective_from = Date{2026, 8, 24};
    EXPECT_EQ(problem_of(make(past)), "standard.effective_past");
}

TEST_P(StandardChanges, LetAnImportKnowAnotherHeader) {
    const std::string csv = "姓名,考生号,随身的号\n新生一,26420101150099,13800000009\n";
    const auto phone_column = [&](const ImportReport& report) {
        return report.check.hand_over.sheets.at(0).columns.at(2);
    };
    EXPECT_NE(phone_column(import({csv, false, "a.csv"})).reason, ColumnReason::Alias);
    FieldTerms terms = shipped_terms(DataStandard::shipped().of(Field::Phone));
    terms.aliases = {"随身的号"};
    const MadeChange made = must(make({"phone", terms, {}}));
    EXPECT_FALSE(made.judged.is_another) << "a header is nothing to judge students by";
    const ImportReport report = import({csv, true, "a.csv"});
    EXPECT_EQ(phone_column(report).field, Field::Phone);
    EXPECT_EQ(phone_column(report).reason, ColumnReason::Alias);
    EXPECT_EQ(student("26420101150099").values[Field::Phone], "13800000009");

    terms.aliases = {"电子邮箱"};
    EXPECT_EQ(problem_of(make({"phone", terms, {}})), "standard.alias_taken");
    EXPECT_EQ(problem_of(make({"shoe_size", terms, {}})), "standard.key_unknown");
}

TEST_P(StandardChanges, RequireAFieldOfTheSchoolsOwn) {
    FieldTerms terms = shipped_terms(DataStandard::shipped().of(Field::Email));
    ASSERT_FALSE(terms.required[0]);
    terms.required[0] = true;
    const std::size_t before = open("RQ-001");
    const StandardPreview preview = must(preview_change(one(), {"email", terms, {}}));
    EXPECT_EQ(open("RQ-001"), before) << "nothing is kept";
    must(make({"email", terms, {}}));
    const std::size_t after = open("RQ-001");
    EXPECT_EQ(after, before + 4) << "four students of the intake have none";
    for (const IntakeEffect& effect : preview.effects)
        if (effect.intake.key == "2026-ug") {
            ASSERT_EQ(effect.rules.size(), 1U);
            EXPECT_EQ(effect.rules[0].open_now, 0U);
            EXPECT_EQ(effect.rules[0].open_then, 4U);
        }
    must(take_back(1));
    EXPECT_EQ(open("RQ-001"), before);
}

TEST_P(StandardChanges, AcceptANewEditionOfATable) {
    const std::string csv = "姓名,考生号,民族\n新生一,26420101150099,60\n";
    const auto unknown = [](const ImportReport& report) {
        return std::ranges::any_of(report.check.findings,
                                   [](const Finding& f) { return f.rule->code == "CD-001"; });
    };
    EXPECT_TRUE(unknown(import({csv, false, "a.csv"})));
    must(make({"ethnicity", with_new_people(), {}}));
    EXPECT_FALSE(unknown(import({csv, true, "a.csv"})));
    EXPECT_EQ(student("26420101150099").values[Field::Ethnicity], "新民族");
    must(set_student(one(),
                     {"26420101150001", {}, {{Field::Ethnicity, "新民"}}, "", {2026, 8, 20}}));
    EXPECT_EQ(student("26420101150001").values[Field::Ethnicity], "新民族");
    EXPECT_EQ(open("CD-001"), 0U);
    must(take_back(1));
    EXPECT_EQ(open("CD-001"), 2U) << "who holds the new code is asked about again";
}

TEST_P(StandardChanges, TellBeforehandWhomAnEditionWouldNotKnow) {
    const StandardPreview preview = must(preview_change(one(), {"ethnicity", without_tujia(), {}}));
    EXPECT_TRUE(preview.needs_second);
    ASSERT_EQ(preview.differences.size(), 2U);
    EXPECT_EQ(preview.differences[0].property, "edition");
    EXPECT_EQ(preview.differences[1].what, DifferenceKind::Removed);
    EXPECT_EQ(preview.differences[1].before, "土家族");
    const auto effect =
        std::ranges::find(preview.effects, "2026-ug", [](const auto& e) { return e.intake.key; });
    ASSERT_NE(effect, preview.effects.end());
    EXPECT_EQ(effect->students, 4);
    ASSERT_EQ(effect->values.size(), 1U);
    EXPECT_EQ(effect->values[0].value, "土家族");
    EXPECT_EQ(effect->values[0].students, 4);
    ASSERT_EQ(effect->rules.size(), 1U);
    EXPECT_EQ(effect->rules[0].rule, "CD-001");
    EXPECT_EQ(effect->rules[0].open_now, 0U);
    EXPECT_EQ(effect->rules[0].open_then, 4U);
    EXPECT_EQ(open("CD-001"), 0U);
    EXPECT_TRUE(must(list_changes(one(), {})).empty());

    EXPECT_EQ(must(make({"ethnicity", without_tujia(), {}})).view.state,
              StandardChangeState::Waiting);
    must(confirm_change(other(), 1));
    EXPECT_EQ(open("CD-001"), 4U) << "as it was told";
}

TEST_P(StandardChanges, HoldInEveryProcessAndOnlyOnceCommitted) {
    StandardCache another;
    const auto is_on = [&](StandardCache& cache) {
        const auto school = must(read_value(database(), [&](Tx& tx) {
            return cache.get(tx, record().identity().institution, {2026, 8, 20});
        }));
        return school->is_on(*rule_by_code("PH-001"));
    };
    EXPECT_TRUE(is_on(another));
    must(make(rule("PH-001", false, Severity::Warning)));
    EXPECT_FALSE(is_on(another));
    EXPECT_FALSE(is_on(record().standards()));
    must(take_back(1));
    EXPECT_TRUE(is_on(another));
    // One that is undone leaves nothing behind.
    const Status undone = database().write([&](Tx& tx) -> Status {
        StandardChange change;
        change.number = 2;
        change.kind = StandardKind::Rule;
        change.key = "PH-001";
        change.effective_from = {2026, 8, 20};
        change.document = text_of(RuleTerms{false, Severity::Warning});
        change.reason = "x";
        change.at = now();
        change.actor = "x";
        TRY(standard_changes::add(tx, record().identity().institution, change));
        return Error(problem::kAccessDenied);
    });
    EXPECT_FALSE(undone.ok());
    EXPECT_TRUE(is_on(record().standards()));
}

TEST_P(StandardChanges, AreTheRegistrysWithTheWholeSchool) {
    const AskedStandard asked = rule("PH-001", false, Severity::Warning);
    for (const Role role : {Role::Admissions, Role::DepartmentSecretary, Role::SystemAdmin}) {
        EXPECT_EQ(problem_of(preview_change(as(role), asked)), "access.denied");
        EXPECT_EQ(problem_of(make_change(as(role), {asked, "x"})), "access.denied");
        EXPECT_EQ(problem_of(confirm_change(as(role), 1)), "access.denied");
        EXPECT_EQ(problem_of(withdraw_change(as(role), {1, "x"})), "access.denied");
    }
    Context of_a_year = one();
    of_a_year.caller.scope.years = {2026};
    EXPECT_EQ(problem_of(make_change(of_a_year, {asked, "x"})), "access.denied");
    EXPECT_EQ(problem_of(make_change(one(), {asked, " "})), "standard.reason");
    must(make(asked));
    EXPECT_EQ(problem_of(make(asked)), "standard.changes_nothing");
    const auto seen = must(list_changes(as(Role::DepartmentSecretary), {}));
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_FALSE(seen[0].may_withdraw);
}

TEST_P(StandardChanges, LeaveManyStudentsToJobs) {
    std::string csv = "姓名,考生号,手机号码\n";
    for (int i = 0; i < 2'100; ++i) {
        const std::string number = std::to_string(1'000 + i);
        csv += "新生" + std::to_string(i) + ",2642010118" + number + ",1390000" + number + "\n";
    }
    csv += "新生某,26420101190000,12\n";
    import({csv, true, "many.csv"});
    const std::size_t before = open("PH-001");
    const MadeChange off = must(make(rule("PH-001", false, Severity::Warning)));
    EXPECT_EQ(off.judged.jobs, 1U);
    EXPECT_EQ(open("PH-001"), before) << "until the job is done";
    JobWorker::Options options;
    options.clock = [this] { return now(); };
    JobWorker worker(record(), options);
    EXPECT_TRUE(must(worker.run_one()));
    EXPECT_EQ(open("PH-001"), 0U);
}

TEST_P(StandardChanges, ReadAnUploadedTable) {
    const Id csv = upload("民族代码.csv",
                          "民族代码表,,\n代码,名称,别名,启用日期\n01,汉族,,\n60,新民族,新民、新人,"
                          "2026-09-01\n,没有代码,,\n61,,,\n62,错日子,,不知道\n\n");
    const ReadEditionOutcome read = must(read_edition(one(), {"ethnicity", csv, nullptr}));
    EXPECT_EQ(read.edition.standard, "GB/T 3304");
    ASSERT_EQ(read.edition.entries.size(), 2U);
    EXPECT_EQ(read.edition.entries[0].code, "01");
    EXPECT_EQ(read.edition.entries[0].name_en, "Han") << "as the table has it";
    EXPECT_THAT(read.edition.entries[0].aliases, ElementsAre("汉"));
    EXPECT_THAT(read.edition.entries[1].aliases, ElementsAre("新民", "新人"));
    EXPECT_EQ(read.edition.entries[1].valid_from, (Date{2026, 9, 1}));
    ASSERT_EQ(read.refused.size(), 3U);
    EXPECT_EQ(read.refused[0].row, 5U);
    EXPECT_THAT(read.refused[0].text, HasSubstr("没有代码"));
    EXPECT_EQ(read.refused[2].row, 7U);
    EXPECT_TRUE(must(list_changes(one(), {})).empty());

    const Id other_table = upload("x.csv", "a,b\n1,2\n");
    EXPECT_EQ(problem_of(read_edition(one(), {"ethnicity", other_table, nullptr})),
              "standard.edition_columns");
    EXPECT_EQ(problem_of(read_edition(one(), {"shoes", csv, nullptr})), "standard.key_unknown");
    EXPECT_EQ(problem_of(read_edition(other(), {"ethnicity", csv, nullptr})), "upload.unknown");
}

}  // namespace
}  // namespace mingce
