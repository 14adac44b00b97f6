// The organisation: departments, majors and classes with their numbers, and what people say of
// majors.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/organisation/edit_majors.h"
#include "usecases/organisation/organisation_tree.h"

namespace mingce::http {

namespace {

constexpr Text kDepartmentText = {"院系", "department"};
constexpr Text kMajorText = {"专业名称", "name of the major"};
constexpr Text kLevelText = {"层次", "level"};
constexpr Text kSchoolCodeText = {"校内代码", "the school's code"};
constexpr Text kNationalCodeText = {"国标代码", "national code"};
constexpr Text kDurationText = {"学制（年）", "duration in years"};
constexpr Text kPlanText = {"计划人数；没有为 null", "plan, or null"};
constexpr Text kStudentsText = {"人数；太少不说的为 null",
                                "students; null where so few are not told"};

// ── the tree ──

struct OrganisationInput {
    std::string intake;
    static constexpr std::string_view kName = "OrganisationInput";
    static constexpr auto members() {
        return std::tuple{Member{"intake", &OrganisationInput::intake, kIntakeText}};
    }
};
struct ClassNodeAnswer {
    std::string name;
    std::optional<std::int64_t> students;
    static constexpr std::string_view kName = "OrganisationClass";
    static constexpr auto members() {
        using C = ClassNodeAnswer;
        return std::tuple{Member{"name", &C::name, {"班级；空为没有", "class; \"\" for none"}},
                          Member{"students", &C::students, kStudentsText}};
    }
};
struct MajorNodeAnswer {
    std::string name, level, school_code, national_code, duration;
    std::optional<std::int64_t> plan_count, students;
    bool is_listed = false, is_by_hand = false, is_imported = false;
    std::vector<ClassNodeAnswer> classes;
    static constexpr std::string_view kName = "OrganisationMajor";
    static constexpr auto members() {
        using M = MajorNodeAnswer;
        return std::tuple{
            Member{"name", &M::name, kMajorText},
            Member{"level", &M::level, kLevelText},
            Member{"school_code", &M::school_code, kSchoolCodeText},
            Member{"national_code", &M::national_code, kNationalCodeText},
            Member{"duration", &M::duration, kDurationText},
            Member{"plan_count", &M::plan_count, kPlanText},
            Member{"students", &M::students, kStudentsText},
            Member{"is_listed",
                   &M::is_listed,
                   {"组织里有；否则只是学生资料里这样写",
                    "the organisation knows it; else students alone name it"}},
            Member{"is_by_hand", &M::is_by_hand, {"由人录入或改正", "a person said so"}},
            Member{"is_imported", &M::is_imported, {"导入过", "a file knows it"}},
            Member{"classes", &M::classes, {"班级", "classes"}}};
    }
};
struct DepartmentNodeAnswer {
    std::string name;
    std::optional<std::int64_t> students, plan_count;
    std::vector<MajorNodeAnswer> majors;
    static constexpr std::string_view kName = "OrganisationDepartment";
    static constexpr auto members() {
        using D = DepartmentNodeAnswer;
        return std::tuple{Member{"name", &D::name, {"院系；空为没有", "department; \"\" for none"}},
                          Member{"students", &D::students, kStudentsText},
                          Member{"plan_count", &D::plan_count, kPlanText},
                          Member{"majors", &D::majors, {"专业", "majors"}}};
    }
};
struct OrganisationAnswer {
    std::string institution, intake;
    std::int64_t students = 0;
    std::vector<DepartmentNodeAnswer> departments;
    static constexpr std::string_view kName = "Organisation";
    static constexpr auto members() {
        using O = OrganisationAnswer;
        return std::tuple{
            Member{"institution", &O::institution, {"学校", "institution"}},
            Member{"intake", &O::intake, kIntakeText},
            Member{"students", &O::students, {"范围内在册人数", "live students of one's scope"}},
            Member{"departments", &O::departments, {"院系", "departments"}}};
    }
};

std::optional<std::int64_t> plan_of(const Major& major) {
    if (!major.plan_count) return std::nullopt;
    return static_cast<std::int64_t>(*major.plan_count);
}
MajorNodeAnswer node_answer_of(const MajorNode& node) {
    const Major& major = node.major;
    MajorNodeAnswer answer{major.name,
                           major.level,
                           major.school_code,
                           major.national_code,
                           major.duration,
                           plan_of(major),
                           node.students,
                           node.is_listed,
                           node.is_by_hand,
                           node.is_imported,
                           {}};
    for (const ClassNode& one : node.classes) answer.classes.push_back({one.name, one.students});
    return answer;
}
Result<OrganisationAnswer> show_organisation_here(Call& call, const OrganisationInput& in) {
    const OrganisationTree tree = TRY(show_organisation(call.context, in.intake));
    OrganisationAnswer answer;
    answer.institution = tree.institution;
    answer.intake = tree.intake.key;
    answer.students = tree.students;
    for (const DepartmentNode& department : tree.departments) {
        DepartmentNodeAnswer& node = answer.departments.emplace_back();
        node.name = department.name;
        node.students = department.students;
        node.plan_count = department.plan;
        for (const MajorNode& major : department.majors)
            node.majors.push_back(node_answer_of(major));
    }
    return answer;
}

// ── what people say of a major ──

struct MajorInput {
    std::string department, name;
    std::optional<std::string> level, school_code, national_code, duration;
    std::optional<std::int64_t> plan_count;
    static constexpr std::string_view kName = "MajorInput";
    static constexpr auto members() {
        using M = MajorInput;
        return std::tuple{
            Member{"department", &M::department, kDepartmentText},
            Member{"name", &M::name, kMajorText},
            Member{"level", &M::level, kLevelText},
            Member{"school_code", &M::school_code, kSchoolCodeText},
            Member{"national_code", &M::national_code, kNationalCodeText},
            Member{"duration", &M::duration, kDurationText},
            Member{"plan_count", &M::plan_count, kPlanText, Bounds{.least = 0, .most = 100'000}}};
    }
};
Major major_of(const MajorInput& in) {
    Major major;
    major.department = in.department;
    major.name = in.name;
    major.level = in.level.value_or("");
    major.school_code = in.school_code.value_or("");
    major.national_code = in.national_code.value_or("");
    major.duration = in.duration.value_or("");
    if (in.plan_count) major.plan_count = static_cast<std::uint32_t>(*in.plan_count);
    return major;
}
struct SayInput {
    std::optional<MajorInput> before, after;
    std::string reason;
    static constexpr std::string_view kName = "SayOfMajor";
    static constexpr auto members() {
        using S = SayInput;
        return std::tuple{
            Member{"before",
                   &S::before,
                   {"改之前看到的；没有即为新增", "as it was seen; without it one is added"}},
            Member{
                "after", &S::after, {"改成；没有即为删除", "as it shall be; without it it goes"}},
            Member{"reason", &S::reason, kReasonText, kReasonBounds}};
    }
};
struct MajorOutcomeAnswer {
    std::int64_t number = 0, students = 0;
    FindingNumbers findings;
    static constexpr std::string_view kName = "MajorOutcome";
    static constexpr auto members() {
        using M = MajorOutcomeAnswer;
        return std::tuple{
            Member{
                "number", &M::number, {"改动的号，可撤销", "number of the change, to undo it by"}},
            Member{"students", &M::students, {"重新核查了多少学生", "students judged again"}},
            Member{"findings", &M::findings, {"问题的变化", "what became of findings"}}};
    }
};
MajorOutcomeAnswer outcome_answer_of(const MajorOutcome& outcome) {
    return {outcome.number, static_cast<std::int64_t>(outcome.students),
            numbers_of(outcome.findings)};
}
Result<MajorOutcomeAnswer> say_here(Call& call, const SayInput& in) {
    SayOfMajor request;
    if (in.before) request.before = major_of(*in.before);
    if (in.after) request.after = major_of(*in.after);
    request.reason = in.reason;
    request.today = call.today();
    return outcome_answer_of(TRY(say_of_major(call.context, request)));
}
struct ChangeNumber {
    std::int64_t number = 0;
    static constexpr std::string_view kName = "MajorChangeNumber";
    static constexpr auto members() {
        return std::tuple{Member{"number",
                                 &ChangeNumber::number,
                                 {"改动的号", "number of the change"},
                                 Bounds{.least = 1}}};
    }
};
Result<MajorOutcomeAnswer> undo_major_here(Call& call, const ChangeNumber& in) {
    return outcome_answer_of(TRY(undo_major_change(call.context, {in.number, call.today()})));
}

// ── what was said before ──

struct MajorWordAnswer {
    std::string department, name, level, school_code, national_code, duration;
    std::optional<std::int64_t> plan_count;
    static constexpr std::string_view kName = "MajorWord";
    static constexpr auto members() {
        using M = MajorWordAnswer;
        return std::tuple{Member{"department", &M::department, kDepartmentText},
                          Member{"name", &M::name, kMajorText},
                          Member{"level", &M::level, kLevelText},
                          Member{"school_code", &M::school_code, kSchoolCodeText},
                          Member{"national_code", &M::national_code, kNationalCodeText},
                          Member{"duration", &M::duration, kDurationText},
                          Member{"plan_count", &M::plan_count, kPlanText}};
    }
};
struct MajorChangeAnswer {
    std::int64_t number = 0;
    std::optional<MajorWordAnswer> before, after;
    std::string at, actor, reason, undone_at, undone_by;
    bool may_undo = false;
    static constexpr std::string_view kName = "MajorChange";
    static constexpr auto members() {
        using M = MajorChangeAnswer;
        return std::tuple{
            Member{"number", &M::number, {"改动的号", "number of the change"}},
            Member{"before", &M::before, {"改之前；新增的为 null", "before; null where it is new"}},
            Member{"after", &M::after, {"改之后；删除的为 null", "after; null where it went"}},
            Member{"at", &M::at, {"何时", "when"}},
            Member{"actor", &M::actor, {"何人", "who"}},
            Member{"reason", &M::reason, kReasonText},
            Member{"undone_at", &M::undone_at, {"撤销时间", "undone at"}},
            Member{"undone_by", &M::undone_by, {"撤销人", "undone by"}},
            Member{"may_undo", &M::may_undo, {"我可以撤销", "this caller may undo it"}}};
    }
};
struct MajorChangesAnswer {
    std::vector<MajorChangeAnswer> items;
    static constexpr std::string_view kName = "MajorChanges";
    static constexpr auto members() {
        return std::tuple{Member{
            "items", &MajorChangesAnswer::items, {"改动，新的在前", "changes, newest first"}}};
    }
};
std::optional<MajorWordAnswer> word_of(const std::optional<Major>& major) {
    if (!major) return std::nullopt;
    return MajorWordAnswer{major->department,  major->name,          major->level,
                           major->school_code, major->national_code, major->duration,
                           plan_of(*major)};
}
Result<MajorChangesAnswer> list_major_changes_here(Call& call, const Nothing&) {
    MajorChangesAnswer answer;
    for (const MajorChangeLine& line : TRY(list_major_changes(call.context))) {
        const SaidOfMajor& said = line.said;
        answer.items.push_back({said.number, word_of(said.change.before),
                                word_of(said.change.after), time_text(said.at), said.actor,
                                said.reason, time_text(said.undone_at), said.undone_by,
                                line.may_undo});
    }
    return answer;
}

constexpr std::string_view kOrganisationTag = "organisation";
const Route kOrganisationRoutes[] = {
    route<show_organisation_here>({Method::Get,
                                   "/api/v1/organisation",
                                   "showOrganisation",
                                   kOrganisationTag,
                                   {"院系、专业、班级，各有计划和人数",
                                    "Departments, majors and classes, with plan and students"},
                                   needs(Permission::StudentList)}),
    route<list_major_changes_here>({Method::Get,
                                    "/api/v1/organisation/changes",
                                    "listMajorChanges",
                                    kOrganisationTag,
                                    {"专业改过什么", "What was said of majors"},
                                    needs(Permission::OrganisationWrite)}),
    route<say_here>({Method::Post,
                     "/api/v1/organisation/changes",
                     "sayOfMajor",
                     kOrganisationTag,
                     {"录入、改正、删除一个专业，并重新核查有关学生",
                      "Add, correct or take away a major; its students are judged again"},
                     needs(Permission::OrganisationWrite),
                     kCreates | kSlowRoute}),
    route<undo_major_here>({Method::Post,
                            "/api/v1/organisation/changes/{number}/undoing",
                            "undoMajorChange",
                            kOrganisationTag,
                            {"撤销一次改动", "Undo one change"},
                            needs(Permission::OrganisationWrite),
                            kSlowRoute}),
};

}  // namespace

std::span<const Route> organisation_routes() { return kOrganisationRoutes; }

}  // namespace mingce::http
