// What stands beside the values: after every kind of act the record is as its audit tells, and each
// cell that is changed, each row that is deleted past the program is named.
#include <gmock/gmock.h>

#include "people_record.h"
#include "pictures/picture_fixture.h"
#include "store/record_tables.h"
#include "usecases/audit/audit_values.h"
#include "usecases/imports/undo_batch.h"
#include "usecases/keeping/erase_student.h"
#include "usecases/record/reseal_students.h"
#include "usecases/record/root_key.h"
#include "usecases/students/edit_students.h"
#include "usecases/students/enrolment_status.h"
#include "usecases/students/findings_work.h"
#include "usecases/students/fix_findings.h"
#include "usecases/students/match_people.h"
#include "usecases/students/waive_findings.h"

namespace mingce {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using testing::must;

constexpr std::string_view kPeople =
    "考生号,姓名,性别,出生日期,证件类型,证件号码,手机号码,专业,家庭地址\n"
    "26420101150001,张文静,女,20080101,居民身份证,42010120080101002X,13800000001,软件工程,\n"
    "26420101150002,张文静,女,20080101,居民身份证,42010120080101003X,13800000001,,某路1号\n"
    "26420101150003,李强,男,20080202,居民身份证,420101200802020016,13800000003,软件工程,\n"
    "26420101150004,王五,男,20080303,居民身份证,420101200803030012,1380000,软件工程,某路3号\n"
    "26420101150005,赵六,男,20080404,居民身份证,420101200804040019,13800000005,软件工程,某路4号\n";

class AuditBeside : public testing::OnEachRecord {
protected:
    void SetUp() override {
        OnEachRecord::SetUp();
        if (!IsSkipped()) import({write("people.csv", kPeople)});
    }
    std::vector<std::string> faults() {
        std::vector<std::string> codes;
        const ValuesVerdict verdict = must(verify_values(context()));
        for (const ValuesFault& fault : verdict.faults) codes.emplace_back(code_of(fault.kind));
        return codes;
    }
    /// And a cell changed now is found.
    void expect_whole(const char* after) {
        SCOPED_TRACE(after);
        EXPECT_THAT(faults(), ElementsAre());
        keep("student");
        must(attack("UPDATE student SET name = '某人' WHERE exam_number = '26420101150001';"));
        EXPECT_THAT(faults(), Contains("changed"));
        put_back("student");
        EXPECT_THAT(faults(), ElementsAre());
    }
    Status attack(const std::string& script) {
        return database().write([&](Tx& tx) { return tx.run_script(script); });
    }
    /// A copy of a table, and its rows as they were in the copy, those deleted too.
    void keep(const std::string& table) {
        must(attack("CREATE TABLE kept AS SELECT * FROM " + table + ";"));
    }
    void put_back(const std::string& name) {
        const RecordTable& table = *find_record_table(name);
        std::string columns;
        for (const BulkColumn& column : table.columns)
            columns.append(columns.empty() ? "" : ", ").append(column.name);
        std::string key(table.key), same;
        for (std::size_t at = 0; at != std::string::npos;) {
            const std::size_t comma = key.find(", ", at);
            const std::string part = key.substr(at, comma - at);
            same.append(same.empty() ? "" : " AND ")
                .append("k." + part + " = " + name + "." + part);
            at = comma == std::string::npos ? comma : comma + 2;
        }
        must(attack("UPDATE " + name + " SET (" + columns + ") = (SELECT " + columns +
                    " FROM kept k WHERE " + same + ");" + "INSERT INTO " + name + " (" + columns +
                    ") SELECT " + columns + " FROM kept k WHERE NOT EXISTS (SELECT 1 FROM " + name +
                    " WHERE " + same + "); DROP TABLE kept;"));
    }
    std::string id_of(std::string_view exam_number) const {
        return "(SELECT id FROM student WHERE exam_number = '" + std::string(exam_number) + "')";
    }
    void set_status(const std::string& who, EnrolmentEvent event, Date on) {
        SetStatus made;
        made.who = {who};
        made.event.event = event;
        made.event.effective = on;
        made.reason = "自述";
        made.document_no = "教〔2026〕8号";
        made.today = {2026, 8, 21};
        EXPECT_TRUE(must(mingce::set_status(context(), made)).is_written);
    }
    std::string first_finding(std::string_view rule) {
        for (const FindingLine& line : must(list_findings(context(), {"2026-ug", "open", "", ""})))
            if (line.finding.rule == rule) return line.finding.id.hex();
        ADD_FAILURE() << rule;
        return "";
    }
    void merge() {
        const auto open = must(list_pairs(context(), {"2026-ug", "open"}));
        ASSERT_EQ(open.size(), 1U);
        must(decide_same(context(), {open[0].pair.id.hex(), "同一人"}));
    }
    /// A bit of everything that a year brings.
    void live() {
        set_status("26420101150003", EnrolmentEvent::Report, {2026, 8, 21});
        set_status("26420101150003", EnrolmentEvent::PassFirstCheck, {2026, 9, 21});
        set_status("26420101150005", EnrolmentEvent::Report, {2026, 8, 21});
        must(take_back_status(context(), {"26420101150005", 1, "误登", {2026, 8, 21}}));
        must(waive_finding(context(), first_finding("PH-001"), "国外号码"));
        must(freeze_student(context(), {"26420101150005", "PIPL 47 (2)"}));
        import({write("26420101150003.jpg", testing::jpeg_of())});
        merge();
    }
};

TEST_P(AuditBeside, AfterEveryKindOfActTheRecordIsAsItsAuditTells) {
    expect_whole("import");
    live();
    expect_whole("statuses, a waiver, a freeze, a merge");
    must(split_students(context(), {"26420101150002", "误合并"}));
    expect_whole("split");
    must(reopen_finding(
        context(),
        must(list_findings(context(), {"2026-ug", "waived", "", ""})).at(0).finding.id.hex(),
        "再查"));
    expect_whole("reopened");
    FixFindings fix;
    fix.id = first_finding("PH-001");
    fix.value = "13800000004";
    fix.today = {2026, 9, 1};
    must(fix_findings(context(), fix));
    expect_whole("fixed");
    must(rotate_root_key(context()));
    must(reseal_students(context(), {}));
    expect_whole("other keys");
    std::string news(kPeople);
    news.replace(news.find("某路3号"), std::string("某路3号").size(), "某路5号");
    news += "26420101150006,钱七,男,20080505,居民身份证,,13800000006,软件工程,\n";
    import({write("news.csv", news)});
    expect_whole("another import");
    must(undo_batch(context(), {2, "送错", {2026, 9, 1}}));
    expect_whole("undone");
    must(erase_student(context(), {"26420101150004", "PIPL 47"}));
    expect_whole("erased");
    open_on({2026, 10, 1});
    expect_whole("what was dated ahead has come");
}

TEST_P(AuditBeside, WhatIsChangedPastTheProgramIsNamed) {
    live();
    const std::string three = id_of("26420101150003"), two = id_of("26420101150002");
    const std::string of_three = " WHERE student = " + three;
    struct Case {
        const char* why;
        std::string table, sql, fault;
    };
    const Case cases[] = {
        {"a state", "student", "SET status = 'enrolled' WHERE id = " + three, "status"},
        {"the day it is due", "student", "SET status_due = '2030-01-01' WHERE id = " + three,
         "status"},
        {"merged, and back", "student", "SET state = 'live', merged_into = NULL WHERE id = " + two,
         "state"},
        {"merged elsewhere", "student", "SET merged_into = " + three + " WHERE id = " + two,
         "state"},
        {"hidden", "student", "SET state = 'erased' WHERE id = " + three, "state"},
        {"unfrozen", "student", "SET frozen_at = NULL WHERE frozen_at IS NOT NULL", "state"},
        {"another ground", "student", "SET frozen_basis = 'none' WHERE frozen_at IS NOT NULL",
         "state"},
        {"another event", "status_event", "SET event = 'decline'" + of_three + " AND sequence = 2",
         "status"},
        {"another day", "status_event", "SET effective = '2026-08-22'" + of_three, "status"},
        {"another decision", "status_event", "SET document_no = '教〔2026〕9号'" + of_three,
         "status"},
        {"another actor", "status_event", "SET actor = 'os:nobody'" + of_three, "status"},
        {"not taken back", "status_event", "SET taken_back_at = NULL", "status"},
        {"a merge of another day", "student_merge", "SET at = at + 1", "merge"},
        {"a merge split", "student_merge", "SET split_at = at", "merge"},
        {"another's merge", "student_merge", "SET kept_version = kept_version + 1", "merge"},
        {"a decision", "match_pair", "SET state = 'different'", "pair"},
        {"a decision's actor", "match_pair", "SET decided_by = 'os:nobody'", "pair"},
        {"a decision's reason", "match_pair", "SET box = NULL", "pair"},
        {"a finding's state", "finding", "SET state = 'gone' WHERE rule = 'RC-003'", "finding"},
        {"a finding's severity", "finding", "SET severity = 'note'", "finding"},
        {"a waiver's actor", "finding", "SET decided_by = 'os:nobody' WHERE state = 'waived'",
         "finding"},
        {"a finding of another field", "finding", "SET field = 'name' WHERE rule = 'PH-001'",
         "finding"},
        {"a source row's place", "source_row", "SET sheet_row = sheet_row + 1", "source_row"},
        {"a source row's student", "source_row", "SET student = " + three, "source_row"},
        {"a source row's box", "source_row",
         "SET box = (SELECT box FROM student" + std::string(" WHERE id = ") + three + ")" +
             of_three,
         "source_row"},
        {"a photo's fingerprint", "student_file", "SET fingerprint = substr(box, 1, 16)", "photo"},
        {"a photo's box", "student_file", "SET box = fingerprint", "photo"},
        {"another's photo", "student_file", "SET student = " + two, "photo"},
        {"a batch's state", "batch", "SET state = 'staged'", "batch"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        keep(c.table);
        must(attack("UPDATE " + c.table + " " + c.sql + ";"));
        EXPECT_THAT(faults(), Contains(c.fault));
        put_back(c.table);
        ASSERT_THAT(faults(), ElementsAre());
    }
}

TEST_P(AuditBeside, WhatIsDeletedPastTheProgramIsMissed) {
    live();
    struct Case {
        std::string table, where, fault;
    };
    const Case cases[] = {
        {"status_event", "sequence = 2", "status"},
        {"status_event", "taken_back_at IS NOT NULL", "status"},
        {"student_merge", "1 = 1", "merge"},
        {"match_pair", "1 = 1", "pair"},
        {"finding", "state = 'waived'", "finding"},
        {"finding", "state = 'open' AND batch IS NOT NULL", "batch_rows"},
        {"source_row", "student = " + id_of("26420101150003"), "source_row"},
        {"student_file", "1 = 1", "batch_rows"},
        {"student_event", "1 = 1", "history"},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.table + " " + c.where);
        keep(c.table);
        must(attack("DELETE FROM " + c.table + " WHERE " + c.where + ";"));
        EXPECT_THAT(faults(), Contains(c.fault));
        put_back(c.table);
        ASSERT_THAT(faults(), ElementsAre());
    }
}

TEST_ON_EACH_DATABASE(AuditBeside);

}  // namespace
}  // namespace mingce
