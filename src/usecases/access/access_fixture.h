// A school of made-up people for tests of who sees whom: one class, its department, another
// department, another year, an intake handed over, and somebody erased.
#pragma once

#include <map>
#include <string>

#include "people_record.h"
#include "usecases/access/reveal_fields.h"
#include "usecases/keeping/erase_student.h"
#include "usecases/record/intakes.h"
#include "usecases/students/edit_students.h"

namespace mingce::testing {

class SchoolOnEachDatabase : public RecordOnEachDatabase {
protected:
    void SetUp() override {
        RecordOnEachDatabase::SetUp();
        if (IsSkipped()) return;
        must(add_intake(context(), "2025-ug"));
        must(add_intake(context(), "2026-pg"));
        // Numbers with a sound check character; phones that a rule blames.
        add("own", "2026-ug", {"张文静", "42010120080101002X", "26420101150001"},
            {"物理学院", "物理2601"});
        add("same_class", "2026-ug", {"李强", "420101200802020019", "26420101150002"},
            {"物理学院", "物理2601"});
        add("same_department", "2026-ug", {"王小明", "420101200803030016", "26420101150003"},
            {"物理学院", "物理2602"});
        add("other_department", "2026-ug", {"赵小红", "", "26420101150004"},
            {"文学院", "中文2601"});
        add("other_year", "2025-ug", {"钱学文", "", "25420101150005"}, {"物理学院", "物理2501"});
        add("handed_over", "2026-pg", {"孙立", "", "26420101150006"}, {"物理学院", "物理2601"});
        add("erased", "2026-ug", {"周远", "", "26420101150007"}, {"物理学院", "物理2601"});
        must(erase_student(context(), {students_.at("erased").hex(), "law"}));
        must(hand_over_intake(context(), "2026-pg"));
    }

    /// Somebody with an account, who works under a role.
    Context as(Role role, const std::string& name = "") {
        Context context = this->context();
        Caller caller;
        caller.name = name.empty() ? std::string(key_of(role)) : name;
        caller.account = account_of(caller.name);
        caller.role = role;
        caller.scope = scope_of(role);
        if (role == Role::Unit) caller.purpose = "logistics";
        if (role == Role::Client) caller.purpose = "library";
        context.actor = caller.name;
        context.caller = std::move(caller);
        return context;
    }

    Scope scope_of(Role role) const {
        const Scope department{ScopeKind::Department, {{"物理学院", ""}}, {}, {}, false};
        switch (role) {
            case Role::Admissions: {
                Scope scope = Scope::whole();
                scope.until_hand_over = true;
                return scope;
            }
            case Role::Registry:
            case Role::UniversityLeader: return Scope::whole();
            case Role::DepartmentSecretary:
            case Role::DepartmentLeader:
            case Role::Client: return department;
            case Role::Counsellor:
                return {ScopeKind::Class, {{"物理学院", "物理2601"}}, {}, {2026}, false};
            case Role::Unit:
            case Role::Checker: return {ScopeKind::Institution, {}, {}, {2026}, false};
            case Role::Student: return {ScopeKind::Self, {}, students_.at("own"), {}, false};
            case Role::SystemAdmin:
            case Role::SecurityAdmin:
            case Role::AuditAdmin: return {};
        }
        return {};
    }

    const std::map<std::string, Id>& students() const { return students_; }
    const Id& id(const std::string& who) const { return students_.at(who); }
    static std::string intake_of(const std::string& who) {
        return who == "other_year" ? "2025-ug" : who == "handed_over" ? "2026-pg" : "2026-ug";
    }

private:
    struct Person {
        std::string name, id_number, exam_number;
    };
    struct Class {
        std::string department, name;
    };
    void add(const std::string& who, const std::string& intake, const Person& person,
             const Class& in) {
        TypedValues values = {{Field::Name, person.name},
                              {Field::ExamNumber, person.exam_number},
                              {Field::IdNumber, person.id_number},
                              {Field::BirthDate, "20080101"},
                              {Field::Ethnicity, "土家族"},
                              {Field::Phone, "1380000000"},
                              {Field::BankAccount, "6222020000000000017"},
                              {Field::HealthStatus, "良好"},
                              {Field::HomeAddress, "江城市临溪区一路1号"},
                              {Field::Department, in.department},
                              {Field::Major, "物理学"},
                              {Field::AdminClass, in.name}};
        students_[who] = must(add_student(context(), {intake, values, {2026, 9, 1}})).student;
    }
    static Id account_of(const std::string& name) {
        std::string bytes = name;
        bytes.resize(16, '.');
        return Id::from_bytes(bytes).value();
    }

    std::map<std::string, Id> students_;
};

}  // namespace mingce::testing
