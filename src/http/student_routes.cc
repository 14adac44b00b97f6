// Students: lists, one of them with the source of each value, changes, history, photo, whole
// values.
#include "access/sight.h"
#include "domain/standard.h"
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "store/record_problems.h"
#include "usecases/students/edit_students.h"
#include "usecases/students/student_page.h"
#include "usecases/students/student_view.h"

namespace mingce::http {

namespace {

// ── lists ──

struct ListInput {
    std::optional<std::string> intake, search, order, cursor;
    std::vector<std::string> filter;
    std::optional<std::int64_t> limit;
    static constexpr std::string_view kName = "StudentListInput";
    static constexpr auto members() {
        using L = ListInput;
        return std::tuple{
            Member{"intake",
                   &L::intake,
                   {"招生批次，如 2026-ug；搜索时可不填，即全部",
                    "intake, such as 2026-ug; a search without one looks through all"}},
            Member{"search",
                   &L::search,
                   {"姓名的任一部分、拼音首字母，或学号、考生号的开头",
                    "part of a name, pinyin initials, or the beginning of a number"}},
            Member{
                "order", &L::order, {"次序", "order"}, Bounds{.choices = words<ListOrder::Source>}},
            Member{"filter",
                   &L::filter,
                   {"筛选，字段=值，可多个", "field=value, any number of them"},
                   Bounds{.items_max = 20}},
            Member{"limit",
                   &L::limit,
                   {"每页人数", "students a page"},
                   Bounds{.least = 1, .most = kPageRowsMax}},
            Member{"cursor",
                   &L::cursor,
                   {"上一页给出的 next", "next, as the page before gave it"},
                   Bounds{.length_max = 2'000}}};
    }
};

struct StudentLineAnswer {
    std::string id, name, sex, exam_number, student_no, department, major, class_name, status;
    static constexpr std::string_view kName = "StudentLine";
    static constexpr auto members() {
        using S = StudentLineAnswer;
        return std::tuple{Member{"id", &S::id, kIdText},
                          Member{"name", &S::name, {"姓名", "name"}},
                          Member{"sex", &S::sex, {"性别", "sex"}},
                          Member{"exam_number", &S::exam_number, {"考生号", "exam number"}},
                          Member{"student_no", &S::student_no, {"学号", "student number"}},
                          Member{"department", &S::department, {"院系", "department"}},
                          Member{"major", &S::major, {"专业", "major"}},
                          Member{"class", &S::class_name, {"班级", "class"}},
                          Member{"status", &S::status, {"学籍状态", "status"}}};
    }
};
struct StudentPageAnswer {
    std::vector<StudentLineAnswer> items;
    std::optional<std::string> next;
    bool is_cut = false;
    static constexpr std::string_view kName = "StudentPage";
    static constexpr auto members() {
        using S = StudentPageAnswer;
        return std::tuple{
            Member{"items", &S::items, {"学生", "students"}},
            Member{"next",
                   &S::next,
                   {"下一页的 cursor；没有则为 null", "cursor of the next page, or null"},
                   Bounds{.length_max = 2'000}},
            Member{"is_cut", &S::is_cut, {"还有更多未列出", "there are more"}}};
    }
};

StudentLineAnswer line_of(const StudentLine& line) {
    return {line.id.hex(),   line.name,  line.sex,        line.exam_number, line.student_no,
            line.department, line.major, line.class_name, line.status};
}

Result<StudentPageAnswer> list_students_here(Call& call, const ListInput& in) {
    if (!in.intake && !in.search) return Error(problem::kRequestMissingMember, "intake");
    PageOfStudents request;
    request.intake = in.intake.value_or("");
    request.search = in.search.value_or("");
    request.order = list_order_of(in.order.value_or("")).value_or(ListOrder::StudentNumber);
    request.values = TRY(parse_typed_values(in.filter));
    request.size = static_cast<std::uint32_t>(in.limit.value_or(50));
    request.cursor = in.cursor.value_or("");
    const StudentPage page = TRY(page_of_students(call.context, request));
    StudentPageAnswer answer;
    for (const StudentLine& line : page.lines) answer.items.push_back(line_of(line));
    answer.is_cut = page.is_cut;
    if (!page.next.empty()) answer.next = page.next;
    return answer;
}

// ── one ──

struct SourcedValue {
    std::string field, zh, en, value, place, raw, cause, actor, at;
    bool is_sealed = false;
    static constexpr std::string_view kName = "SourcedValue";
    static constexpr auto members() {
        using S = SourcedValue;
        return std::tuple{
            Member{"field", &S::field, {"字段", "field"}},
            Member{"zh", &S::zh, {"中文名", "Chinese name"}},
            Member{"en", &S::en, {"英文名", "English name"}},
            Member{"value", &S::value, {"值，按权限遮盖", "value, masked as one may see it"}},
            Member{"place", &S::place, {"来自哪个单元格", "the cell it came from"}},
            Member{"raw", &S::raw, {"原文，与值不同时给出", "as it stood, where it differs"}},
            Member{"cause",
                   &S::cause,
                   {"由何而来：import、person、fix……", "by what: import, person, fix …"}},
            Member{"actor", &S::actor, {"何人", "who"}},
            Member{"at", &S::at, {"何时", "when"}},
            Member{"is_sealed", &S::is_sealed, {"加密保存", "kept sealed"}}};
    }
};
struct StudentAnswer {
    std::string id, intake, state, status;
    std::int64_t version = 0;
    std::optional<std::int64_t> batch;
    bool is_frozen = false, has_photo = false;
    std::vector<SourcedValue> fields;
    std::vector<std::string> merged_in;
    std::string merged_into;
    static constexpr std::string_view kName = "Student";
    static constexpr auto members() {
        using S = StudentAnswer;
        return std::tuple{
            Member{"id", &S::id, kIdText},
            Member{"intake", &S::intake, kIntakeText},
            Member{"version",
                   &S::version,
                   {"第几版；修改时用 If-Match 带回", "version; changes send it back as If-Match"}},
            Member{"state",
                   &S::state,
                   {"记录状态", "state of the record"},
                   Bounds{.choices = words<RecordState::Erased>}},
            Member{"status", &S::status, {"学籍状态", "status"}},
            Member{"batch", &S::batch, {"来自第几批导入", "number of the import it came with"}},
            Member{"is_frozen", &S::is_frozen, {"已冻结", "frozen"}},
            Member{"has_photo", &S::has_photo, {"有照片", "has a photo"}},
            Member{"fields", &S::fields, {"各字段与来源", "values and their sources"}},
            Member{"merged_in", &S::merged_in, {"并入的学生", "students merged into this one"}},
            Member{"merged_into", &S::merged_into, {"已并入", "the one it lives on in"}}};
    }
};

StudentAnswer student_answer(const StudentView& view) {
    StudentAnswer answer;
    answer.id = view.record.id.hex();
    answer.intake = view.intake;
    answer.version = view.record.version;
    answer.state = key_of(view.record.state);
    answer.status = view.record.status;
    answer.batch = view.batch;
    answer.is_frozen = view.record.is_frozen;
    answer.has_photo = view.photo.has_value();
    for (const FieldView& field : view.fields) {
        const FieldStandard& standard = DataStandard::shipped().of(field.field);
        SourcedValue value;
        value.field = key_of(field.field);
        value.zh = standard.zh;
        value.en = standard.en;
        value.value = field.value;
        value.is_sealed = field.is_sealed;
        if (field.event == nullptr) {
            value.place = field.place;
            value.raw = field.raw;
            value.cause = view.batch ? "import" : "person";
            value.actor = view.imported_by;
            value.at = time_text(view.record.created_at);
        } else {
            value.cause = key_of(field.event->cause);
            value.actor = field.event->actor;
            value.at = time_text(field.event->at);
        }
        answer.fields.push_back(std::move(value));
    }
    for (const MergeView& merge : view.merges) {
        if (merge.lives_on)
            answer.merged_into = merge.other.hex();
        else
            answer.merged_in.push_back(merge.other.hex());
    }
    return answer;
}

struct ShowInput {
    std::string id;
    std::optional<std::string> as_of;
    static constexpr std::string_view kName = "ShowStudent";
    static constexpr auto members() {
        return std::tuple{Member{"id", &ShowInput::id, kStudentText},
                          Member{"as_of",
                                 &ShowInput::as_of,
                                 {"截至哪一天，YYYY-MM-DD", "as of the end of a day, YYYY-MM-DD"}}};
    }
};
Result<StudentView> view_of(Call& call, const std::string& id,
                            const std::optional<std::string>& as_of) {
    ShowStudent request;
    request.who = id;
    if (as_of) {
        request.as_of = end_of(TRY(day_of_text("as_of", *as_of)));
    }
    return show_student(call.context, request);
}
Result<StudentAnswer> show_student_here(Call& call, const ShowInput& in) {
    return student_answer(TRY(view_of(call, in.id, in.as_of)));
}

struct EditAnswer {
    std::string id;
    std::int64_t version = 0;
    std::vector<ChangeAnswer> changes;
    FindingNumbers findings;
    static constexpr std::string_view kName = "EditOutcome";
    static constexpr auto members() {
        using E = EditAnswer;
        return std::tuple{
            Member{"id", &E::id, kIdText},
            Member{"version", &E::version, {"修改后的版次", "version after it"}},
            Member{"changes",
                   &E::changes,
                   {"改了什么；空为本来如此", "what changed; nothing where it was so"}},
            Member{"findings", &E::findings, {"问题的增减", "what it did to findings"}}};
    }
};
EditAnswer edit_answer(const Call& call, const EditOutcome& outcome) {
    EditAnswer answer{outcome.student.hex(), outcome.version, {}, numbers_of(outcome.findings)};
    for (const FieldChange& change : outcome.changes)
        answer.changes.push_back({std::string(key_of(change.field)),
                                  seen(call.context.caller, change.field, change.before),
                                  seen(call.context.caller, change.field, change.after)});
    return answer;
}

struct EditInput {
    std::string id;
    Texts values;
    std::optional<std::string> reason;
    static constexpr std::string_view kName = "EditStudent";
    static constexpr auto members() {
        using E = EditInput;
        return std::tuple{
            Member{"id", &E::id, kStudentText},
            Member{"values",
                   &E::values,
                   {"字段与新值；空文字为去掉", "fields and values; \"\" takes one away"},
                   Bounds{.length_max = 1'000, .items_max = 100}},
            Member{"reason", &E::reason, kReasonText, kReasonBounds}};
    }
};
/// Who was overtaken sees both: what was sent, and the student as it is now.
Result<EditAnswer> edit_student_here(Call& call, const EditInput& in) {
    SetStudent request;
    request.who = in.id;
    request.version = call.version;
    request.values = TRY(typed_values(in.values));
    request.reason = in.reason.value_or("");
    request.today = call.today();
    const auto outcome = set_student(call.context, request);
    if (outcome.ok()) return edit_answer(call, outcome.value());
    if (outcome.error().problem().code == problem::kStudentChanged.code) {
        const auto now = view_of(call, in.id, std::nullopt);
        if (now.ok()) {
            const StudentAnswer current = student_answer(now.value());
            call.set_header("ETag", "\"" + std::to_string(current.version) + "\"");
            call.tell_with_refusal("current", encode(current));
        }
        std::string yours =
            "{\"version\":" + std::to_string(call.version.value_or(0)) + ",\"values\":";
        encode_value(yours, in.values);
        call.tell_with_refusal("yours", yours + "}");
        call.refuse_with_status(412);
    }
    return outcome.error();
}

struct AddInput {
    std::string intake;
    Texts values;
    static constexpr std::string_view kName = "AddStudent";
    static constexpr auto members() {
        return std::tuple{Member{"intake", &AddInput::intake, kIntakeText},
                          Member{"values",
                                 &AddInput::values,
                                 {"字段与值", "fields and values"},
                                 Bounds{.length_max = 1'000, .items_max = 100}}};
    }
};
Result<EditAnswer> add_student_here(Call& call, const AddInput& in) {
    return edit_answer(
        call,
        TRY(add_student(call.context, {in.intake, TRY(typed_values(in.values)), call.today()})));
}

constexpr std::string_view kStudentTag = "students";
const Route kStudentRoutes[] = {
    route<list_students_here>({Method::Get,
                               "/api/v1/students",
                               "listStudents",
                               kStudentTag,
                               {"学生名单", "Students, a page of them"},
                               needs(Permission::StudentList)}),
    route<add_student_here>({Method::Post,
                             "/api/v1/students",
                             "addStudent",
                             kStudentTag,
                             {"录入学生", "Enter a student"},
                             needs(Permission::StudentAdd),
                             kCreates}),
    route<show_student_here>({Method::Get,
                              "/api/v1/students/{id}",
                              "showStudent",
                              kStudentTag,
                              {"学生与各值的来源", "A student, and where each value comes from"},
                              needs(Permission::StudentRead)}),
    route<edit_student_here>({Method::Patch,
                              "/api/v1/students/{id}",
                              "editStudent",
                              kStudentTag,
                              {"修改学生", "Change a student"},
                              needs(Permission::StudentEdit),
                              kVersioned}),
};

}  // namespace

std::span<const Route> student_routes() { return kStudentRoutes; }

}  // namespace mingce::http
