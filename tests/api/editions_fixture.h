// A school whose people make, review and file editions of rosters: registry and registry2 of the
// registry, physics and letters of their departments, their leaders, and the university's.
#pragma once

#include <string>
#include <thread>
#include <vector>

#include "api_fixture.h"
#include "store/students.h"
#include "usecases/students/edit_students.h"
#include "usecases/students/enrolment_status.h"

namespace mingce::testing {

class EditionsOnEachDatabase : public ApiOnEachDatabase {
protected:
    void SetUp() override {
        ApiOnEachDatabase::SetUp();
        if (IsSkipped()) return;
        settings().people.session_idle_minutes = settings().people.session_hours_max = 50'000;
        begin_school();
        const Scope letters{ScopeKind::Department, {{"文学院", ""}}, {}, {}, false};
        join("registry", Role::Registry);
        join("registry2", Role::Registry);
        join("physics", Role::DepartmentSecretary);
        join("department_leader", Role::DepartmentLeader);
        join_within("letters", Role::DepartmentSecretary, letters);
        join_within("department_leader2", Role::DepartmentLeader, letters);
        join("university_leader", Role::UniversityLeader);
        // What would block every submission, mended at the machine: nobody's edit.
        mend("own", "", "20080101", "女");
        mend("same_class", "", "20080202", "男");
        mend("same_department", "", "20080303", "男");
        mend("other_department", "420101200804040048", "20080404", "女");
    }

    std::int64_t number_ = 1;  // of the edition that is worked on

    std::string path() const {
        return "/api/v1/intakes/2026-ug/editions/" + std::to_string(number_);
    }
    std::string today() { return iso_text(day_of(app().now())); }

    // ── acts ──

    void make(const std::string& why = "") {
        const Answer made =
            post("registry", "/api/v1/editions",
                 R"({"intake":"2026-ug","definition":"by_department","why":")" + why + R"("})");
        ASSERT_EQ(made.status, 201) << made.body;
    }
    Answer submit(const std::string& who = "registry") {
        return post(who, path() + "/revisions", "{}");
    }
    Answer edition(const std::string& who) { return get(who, path()); }
    std::int64_t revision() {
        return edition("registry").json.at("revision").at("number").as_int64();
    }
    Answer sign(const std::string& who, const std::string& act, const std::string& more,
                std::int64_t of = 0) {
        return post(who, path() + "/signatures",
                    R"({"act":")" + act + R"(","revision":)" +
                        std::to_string(of == 0 ? revision() : of) + more + "}");
    }
    Answer endorse(const std::string& who, const std::string& of) {
        look_at_everything(who, of);
        return sign(who, "endorse", R"(,"department":")" + of + "\"");
    }
    Answer recheck(const std::string& who) {
        look_at_everything(who, "");
        return sign(who, "recheck", R"(,"opinion":"与录取数一致")");
    }
    Answer approve(const std::string& who) {
        open_rows(who, "");
        return sign(who, "approve", R"(,"opinion":"同意","code":")" + next_code(who) + "\"");
    }
    Answer file(const std::string& who, const std::string& filing_no) {
        return post(who, path() + "/filing",
                    R"({"revision":)" + std::to_string(revision()) + R"(,"filing_no":")" +
                        filing_no + R"(","filed_on":")" + today() + R"(","code":")" +
                        next_code(who) + R"("})");
    }
    Answer back(const std::string& who, const std::string& to, const std::string& more) {
        return post(
            who, path() + "/returns",
            R"({"to":")" + to + R"(","revision":)" + std::to_string(revision()) + more + "}");
    }
    void bring_to_approval(bool makes = true) {
        if (makes) make();
        ASSERT_EQ(submit().status, 201);
        endorse("physics", "物理学院");
        endorse("letters", "文学院");
        ASSERT_EQ(recheck("registry2").text("state"), "leader_approval");
    }

    /// From now on these sign at a level, as the school says.
    void name_people(const std::string& level, const std::string& login) {
        change_level(level, "people", boost::json::array{login});
    }
    void ask_for_signatures(const std::string& level, int signatures) {
        change_level(level, "signatures", signatures);
    }
    void change_level(const std::string& level, const std::string& member,
                      const boost::json::value& value) {
        const Answer now = get("registry", "/api/v1/review/levels");
        boost::json::array levels;
        for (const auto& told : now.json.at("now").at("levels").as_array()) {
            boost::json::object rule;
            for (const char* const key : {"level", "roles", "people", "signatures", "days"})
                rule[key] = told.at(key);
            if (told.at("level").as_string() == level) rule[member] = value;
            levels.push_back(rule);
        }
        const Answer changed = post("registry", "/api/v1/review/levels",
                                    R"({"reason":"定人","last_change":)" + now.text("last_change") +
                                        R"(,"levels":)" + boost::json::serialize(levels) + "}");
        ASSERT_LT(changed.status, 300) << changed.body << now.body;
    }
    /// From today, for so many days.
    void name_deputy(const std::string& principal, const std::string& deputy, int days) {
        const std::string until =
            iso_text(date_from_days(days_since_epoch(day_of(app().now())) + days));
        const Answer named = post("registry", "/api/v1/review/deputies",
                                  R"({"principal":")" + principal + R"(","deputy":")" + deputy +
                                      R"(","levels":["leader"],"from":")" + today() +
                                      R"(","until":")" + until + R"(","reason":"出差"})");
        ASSERT_LT(named.status, 300) << named.body;
    }

    // ── looking ──

    Answer review(const std::string& who, const std::string& of) {
        return get(who, path() + "/review" + (of.empty() ? "" : "?department=" + of));
    }
    void mark(const std::string& who, const std::string& members) {
        const Answer marked = post(
            who, path() + "/marks",
            R"({"revision":)" + std::to_string(revision()) + R"(,"is_seen":true,)" + members + "}");
        ASSERT_EQ(marked.status, 204) << marked.body;
    }
    void view_classes(const std::string& who, const std::string& of) {
        const Answer page = review(who, of);
        ASSERT_EQ(page.status, 200) << page.body;
        std::string classes;
        for (const auto& group : page.json.at("classes").as_array()) {
            if (!group.at("to_view").as_bool()) continue;
            classes += classes.empty() ? "" : ",";
            classes += R"({"department":)" + boost::json::serialize(group.at("department")) +
                       R"(,"major":)" + boost::json::serialize(group.at("major")) + R"(,"class":)" +
                       boost::json::serialize(group.at("class")) + R"(,"annex":)" +
                       boost::json::serialize(group.at("annex")) + "}";
        }
        mark(who, R"("classes":[)" + classes + "]");
    }
    void open_rows(const std::string& who, const std::string& of) {
        const Answer page = review(who, of);
        ASSERT_EQ(page.status, 200) << page.body;
        std::string rows;
        for (const auto& row : page.json.at("rows").as_array())
            rows += (rows.empty() ? "" : ",") + boost::json::serialize(row.at("student"));
        mark(who, R"("rows":[)" + rows + "]");
    }
    void look_at_everything(const std::string& who, const std::string& of) {
        view_classes(who, of);
        open_rows(who, of);
    }
    static boost::json::object department(const Answer& answer, const std::string& name) {
        for (const auto& part : answer.json.at("departments").as_array())
            if (part.at("department").as_string() == name) return part.as_object();
        ADD_FAILURE() << name << " is not in " << answer.body;
        return {};
    }

    // ── students ──

    void set(const std::string& who, const std::string& values,
             const std::string& by = "registry") {
        const Answer student = get("registry", "/api/v1/students/" + id(who).hex());
        const Answer edited = post(
            by, "/api/v1/edits",
            R"({"intake":"2026-ug","reason":"核实","changes":[{"student":")" + id(who).hex() +
                R"(","version":)" + student.text("version") + R"(,"values":)" + values + "}]}");
        ASSERT_EQ(edited.status, 200) << edited.body;
        ASSERT_EQ(edited.text("written"), "1") << edited.body;
    }
    void record_event(const std::string& who, EnrolmentEvent event, const std::string& reason) {
        SetStatus request;
        request.who = {id(who).hex()};
        request.event = {event, {2026, 8, 20}, {}};
        request.reason = reason;
        request.today = day_of(app().now());
        Context context = this->context();
        context.now = app().now();
        EXPECT_TRUE(must(set_status(context, request)).is_written);
    }
    void decline(const std::string& who) {
        record_event(who, EnrolmentEvent::Decline, "本人书面声明");
    }
    void pass_first_check(const std::string& who) {
        record_event(who, EnrolmentEvent::Report, "");
        record_event(who, EnrolmentEvent::PassFirstCheck, "");
    }
    std::int64_t number(std::string_view sql) {
        return must(read_value(database(),
                               [&](Tx& tx) -> Result<std::int64_t> { return tx.integer(sql); }));
    }
    std::string status_of(const std::string& who) {
        return must(read_value(database(), [&](Tx& tx) -> Result<std::string> {
            Boxes boxes = context().boxes();
            return TRY(students::load(tx, boxes, id(who))).status;
        }));
    }

private:
    void mend(const std::string& who, const std::string& number, const std::string& born,
              const std::string& sex) {
        SetStudent request;
        request.who = id(who).hex();
        request.values = {{Field::BirthDate, born}, {Field::Sex, sex}, {Field::Province, "湖北"}};
        if (!number.empty()) request.values[Field::IdNumber] = number;
        request.today = {2026, 8, 21};
        must(set_student(context(), request));
    }

    /// Each code passes once.
    std::string next_code(const std::string& who) {
        pass_seconds(60);
        return code_of(who);
    }
};

}  // namespace mingce::testing
