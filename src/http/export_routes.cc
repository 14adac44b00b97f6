// Lists taken out as files: asked for, approved where their content or size asks for it, made once.
#include "domain/standard.h"
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "http/student_filters.h"
#include "usecases/access/exports.h"
#include "usecases/students/query_students.h"

namespace mingce::http {

namespace {

// ── whom and what ──

constexpr Text kFieldsText = {"列，按此次序", "columns, in their order"};

/// Whom and which columns: what a request has besides its purpose.
struct ExportListInput : StudentsInput {
    std::optional<std::vector<std::string>> numbers, chosen;
    std::vector<std::string> left_out, fields, whole;
    std::optional<std::string> order;
    bool descending = false;
    static constexpr auto list_members() {
        using E = ExportListInput;
        constexpr Bounds kIdList{.length_max = 32, .items_max = kPastedNumbersMax};
        return std::tuple_cat(
            selection_members(),
            std::tuple{
                Member{"numbers",
                       &E::numbers,
                       {"只要有这些学号或考生号的", "who has one of these student or exam numbers"},
                       Bounds{.length_max = 60, .items_max = kPastedNumbersMax}},
                Member{"chosen",
                       &E::chosen,
                       {"只要其中选中的，编号", "of them those chosen alone, by id"},
                       kIdList},
                Member{
                    "left_out", &E::left_out, {"不要这些，编号", "none of these, by id"}, kIdList},
                Member{"fields", &E::fields, kFieldsText, Bounds{.items_max = kFieldCount}},
                Member{"whole",
                       &E::whole,
                       {"其中要原值的（平时遮盖）", "of these, those wanted whole though masked"},
                       Bounds{.items_max = kFieldCount}},
                Member{"order",
                       &E::order,
                       {"次序；缺省 class", "order; class without"},
                       Bounds{.choices = words<ListOrder::Source>}},
                Member{"descending", &E::descending, {"倒序", "the other way round"}}});
    }
};
struct MeasureInput : ExportListInput {
    static constexpr std::string_view kName = "MeasureExport";
    static constexpr auto members() { return list_members(); }
};
struct ExportInput : ExportListInput {
    std::string purpose;
    std::optional<std::string> format;
    static constexpr std::string_view kName = "AskExport";
    static constexpr auto members() {
        using E = ExportInput;
        return std::tuple_cat(
            list_members(),
            std::tuple{Member{"format",
                              &E::format,
                              {"格式；缺省 xlsx", "format; xlsx without"},
                              Bounds{.choices = words<ExportFormat::Xlsx>}},
                       Member{"purpose", &E::purpose, {"用途，必填", "what for"}, kReasonBounds}});
    }
};

Result<std::vector<Id>> ids_of_texts(std::string_view key, const std::vector<std::string>& texts) {
    std::vector<Id> ids;
    ids.reserve(texts.size());
    for (const std::string& text : texts) ids.push_back(TRY(id_of_text(key, text)));
    return ids;
}

Result<AskExport> asked_export(const ExportListInput& in) {
    AskExport request;
    ExportedStudents& students = request.students;
    students.asked = TRY(asked_students(in));
    students.numbers = in.numbers;
    if (in.chosen) students.chosen = TRY(ids_of_texts("chosen", *in.chosen));
    students.left_out = TRY(ids_of_texts("left_out", in.left_out));
    request.order = list_order_of(in.order.value_or("")).value_or(request.order);
    request.is_descending = in.descending;
    request.fields = TRY(fields_of_texts(in.fields));
    request.whole = TRY(fields_of_texts(in.whole));
    return request;
}

// ── before it is asked for ──

struct ApproverAnswer {
    std::string role, zh, en;
    static constexpr std::string_view kName = "ExportApprover";
    static constexpr auto members() {
        using A = ApproverAnswer;
        return std::tuple{Member{"role", &A::role, {"角色", "role"}},
                          Member{"zh", &A::zh, {"角色中文名", "its Chinese name"}},
                          Member{"en", &A::en, {"角色英文名", "its English name"}}};
    }
};
struct MeasureAnswer {
    std::int64_t students = 0, approvals_needed = 0;
    std::string highest;
    std::vector<ApproverAnswer> approvers;
    std::vector<std::string> missing_numbers;
    bool is_locked = false;
    static constexpr std::string_view kName = "ExportMeasure";
    static constexpr auto members() {
        using M = MeasureAnswer;
        return std::tuple{
            Member{"students", &M::students, {"人数", "students"}},
            Member{"highest",
                   &M::highest,
                   {"列和条件的最高级别", "highest class of its columns and conditions"}},
            Member{"approvals_needed", &M::approvals_needed, {"需要几人批准", "approvals needed"}},
            Member{"approvers",
                   &M::approvers,
                   {"可以批准的角色，须看得到其中每一名学生",
                    "roles that may approve, if they see every student of it"}},
            Member{"is_locked",
                   &M::is_locked,
                   {"文件是带密码的 ZIP", "the file is a ZIP with a password"}},
            Member{"missing_numbers",
                   &M::missing_numbers,
                   {"范围内没有人的号码", "numbers that nobody of the scope has"},
                   Bounds{.items_max = kPastedNumbersMax}}};
    }
};
std::string class_text(FieldClass field_class) {
    return "C" + std::to_string(static_cast<int>(field_class));
}
Result<MeasureAnswer> measure_here(Call& call, const MeasureInput& in) {
    ExportMeasure measured = TRY(measure_export(call.context, TRY(asked_export(in))));
    MeasureAnswer answer;
    answer.students = static_cast<std::int64_t>(measured.students);
    answer.approvals_needed = measured.approvals;
    answer.highest = class_text(measured.highest);
    for (const Role role : measured.approvers) {
        const RoleText& text = text_of(role);
        answer.approvers.push_back(
            {std::string(text.key), std::string(text.name.zh), std::string(text.name.en)});
    }
    answer.is_locked = measured.is_locked;
    answer.missing_numbers = std::move(measured.missing_numbers);
    return answer;
}

// ── a request ──

struct DecisionAnswer {
    std::string actor, role, at, words;
    bool approves = false;
    static constexpr std::string_view kName = "ExportDecision";
    static constexpr auto members() {
        using D = DecisionAnswer;
        return std::tuple{Member{"actor", &D::actor, {"何人", "who"}},
                          Member{"role", &D::role, {"角色", "role"}},
                          Member{"at", &D::at, {"何时", "when"}},
                          Member{"approves", &D::approves, {"同意", "approves"}},
                          Member{"words", &D::words, {"说明", "in words"}}};
    }
};
struct ExportFilterAnswer {
    std::string field, op;
    std::vector<std::string> values;
    static constexpr std::string_view kName = "ExportFilter";
    static constexpr auto members() {
        using F = ExportFilterAnswer;
        return std::tuple{
            Member{"field", &F::field, {"字段", "field"}},
            Member{"op",
                   &F::op,
                   {"怎样比较", "how it compares"},
                   Bounds{.choices = words<FilterOp::NotEmpty>}},
            Member{"values",
                   &F::values,
                   {"取值；我看不到这个字段的，没有", "values; none of a field one does not see"}}};
    }
};
struct ExportAnswer {
    std::int64_t number = 0, students = 0, approvals_needed = 0;
    std::string intake, state, asked_by, role, asked_at, expires_at, made_at, format, highest,
        purpose, sha256, search, rule, severity;
    std::vector<std::string> fields, whole;
    std::vector<ExportFilterAnswer> filters;
    std::optional<std::int64_t> numbers, chosen;
    std::int64_t left_out = 0;
    std::vector<DecisionAnswer> decisions;
    bool may_decide = false, may_make = false, is_mine = false, is_partly_told = false;
    static constexpr std::string_view kName = "Export";
    static constexpr auto members() {
        using E = ExportAnswer;
        return std::tuple{
            Member{"number", &E::number, {"份号", "number of the copy"}},
            Member{"state",
                   &E::state,
                   {"状态", "state"},
                   Bounds{.choices = words<ExportState::Expired>}},
            Member{"intake", &E::intake, kIntakeText},
            Member{"students", &E::students, {"人数", "students"}},
            Member{"filters", &E::filters, {"条件", "conditions"}},
            Member{"search", &E::search, {"查找的字", "what was searched for"}},
            Member{"rule", &E::rule, {"有这条规则的问题", "with a finding of this rule"}},
            Member{"severity", &E::severity, {"有这种程度的问题", "with a finding so severe"}},
            Member{"numbers",
                   &E::numbers,
                   {"粘贴了几个号码；没有粘贴的为 null", "how many numbers were pasted, or null"}},
            Member{"chosen",
                   &E::chosen,
                   {"选中了几名；没有选的为 null", "how many were chosen, or null"}},
            Member{"left_out", &E::left_out, {"剔除了几名", "how many were left out"}},
            Member{"is_partly_told",
                   &E::is_partly_told,
                   {"有些条件的值我看不到", "some values it was asked by are not told here"}},
            Member{"highest",
                   &E::highest,
                   {"列和条件的最高级别", "highest class of its columns and conditions"}},
            Member{"approvals_needed", &E::approvals_needed, {"需要几人批准", "approvals needed"}},
            Member{"decisions", &E::decisions, {"批准情况", "decisions"}},
            Member{"format", &E::format, {"格式", "format"}},
            Member{"fields", &E::fields, {"列", "columns"}},
            Member{"whole", &E::whole, {"原值的列", "columns whole"}},
            Member{"purpose", &E::purpose, {"用途", "what for"}},
            Member{"asked_by", &E::asked_by, {"申请人", "asked by"}},
            Member{"role", &E::role, {"以何角色", "under which role"}},
            Member{"asked_at", &E::asked_at, {"申请时间", "asked at"}},
            Member{"expires_at", &E::expires_at, {"失效时间", "expires at"}},
            Member{"made_at", &E::made_at, {"生成时间", "made at"}},
            Member{"sha256", &E::sha256, {"文件的 SHA-256", "SHA-256 of the file"}},
            Member{"may_decide", &E::may_decide, {"我可以批准", "this caller may decide"}},
            Member{"is_mine", &E::is_mine, {"是我申请的", "this caller asked for it"}},
            Member{"may_make", &E::may_make, {"我可以生成", "this caller may make it"}}};
    }
};
std::optional<std::int64_t> count_of(const auto& list) {
    if (!list) return std::nullopt;
    return static_cast<std::int64_t>(list->size());
}
void add_whom(ExportAnswer& answer, const ExportedStudents& students) {
    for (const ValueFilter& filter : students.asked.filters)
        answer.filters.push_back(
            {std::string(key_of(filter.field)), std::string(key_of(filter.op)), filter.values});
    answer.search = students.asked.search;
    answer.rule = students.asked.rule;
    answer.severity = students.asked.has_finding ? "any" : students.asked.severity;
    answer.numbers = count_of(students.numbers);
    answer.chosen = count_of(students.chosen);
    answer.left_out = static_cast<std::int64_t>(students.left_out.size());
}
ExportAnswer answer_of(const ExportView& view) {
    const ExportRequest& request = view.request;
    ExportAnswer answer;
    answer.number = request.number;
    answer.state = key_of(request.state);
    answer.students = static_cast<std::int64_t>(request.students);
    answer.intake = view.intake;
    add_whom(answer, request.contents.students);
    answer.is_partly_told = view.is_partly_told;
    answer.is_mine = view.is_mine;
    answer.highest = class_text(request.highest);
    answer.approvals_needed = request.approvals;
    answer.format = key_of(request.contents.format);
    for (const Field field : request.contents.fields) answer.fields.emplace_back(key_of(field));
    for (const Field field : request.contents.whole) answer.whole.emplace_back(key_of(field));
    answer.purpose = request.contents.words;
    answer.asked_by = request.asked_by;
    answer.role = key_of(request.role);
    answer.asked_at = time_text(request.asked_at);
    answer.expires_at = time_text(request.expires_at);
    answer.made_at = time_text(request.made_at);
    answer.sha256 = request.sha256;
    for (const ExportDecision& decision : view.decisions)
        answer.decisions.push_back({decision.actor, std::string(key_of(decision.role)),
                                    time_text(decision.at), decision.words, decision.approves});
    answer.may_decide = view.may_decide;
    answer.may_make = view.may_make;
    return answer;
}
struct ExportsAnswer {
    std::vector<ExportAnswer> items;
    static constexpr std::string_view kName = "Exports";
    static constexpr auto members() {
        return std::tuple{Member{"items", &ExportsAnswer::items, {"导出", "exports"}}};
    }
};

Result<ExportAnswer> ask_here(Call& call, const ExportInput& in) {
    AskExport request = TRY(asked_export(in));
    if (in.format == "csv") request.format = ExportFormat::Csv;
    request.purpose = in.purpose;
    return answer_of(TRY(ask_export(call.context, request)));
}
Result<ExportsAnswer> list_exports_here(Call& call, const Nothing&) {
    ExportsAnswer answer;
    for (const ExportView& view : TRY(list_exports(call.context)))
        answer.items.push_back(answer_of(view));
    return answer;
}
struct ExportNumber {
    std::int64_t number = 0;
    static constexpr std::string_view kName = "ExportNumber";
    static constexpr auto members() {
        return std::tuple{Member{
            "number", &ExportNumber::number, {"份号", "number of the copy"}, Bounds{.least = 1}}};
    }
};
Result<ExportAnswer> show_export_here(Call& call, const ExportNumber& in) {
    return answer_of(TRY(show_export(call.context, in.number)));
}
struct DecisionInput {
    std::int64_t number = 0;
    bool approves = false;
    std::optional<std::string> words;
    static constexpr std::string_view kName = "DecideExport";
    static constexpr auto members() {
        using D = DecisionInput;
        return std::tuple{
            Member{"number", &D::number, {"份号", "number of the copy"}, Bounds{.least = 1}},
            Member{"approves", &D::approves, {"同意", "approves"}},
            Member{"words",
                   &D::words,
                   {"说明；不同意时必填", "in words; needed to refuse"},
                   kReasonBounds}};
    }
};
Result<ExportAnswer> decide_here(Call& call, const DecisionInput& in) {
    return answer_of(
        TRY(decide_export(call.context, {in.number, in.approves, in.words.value_or("")})));
}
/// The password of a ZIP stands in a header of this answer and nowhere else.
Result<FileAnswer> make_here(Call& call, const ExportNumber& in) {
    MadeExport made = TRY(make_export(call.context, in.number));
    if (!made.password.empty()) call.set_header("Mingce-Password", made.password);
    return FileAnswer{std::move(made.bytes), "application/octet-stream", made.file_name};
}

constexpr std::string_view kExportTag = "exports";
const Route kExportRoutes[] = {
    route<list_exports_here>({Method::Get,
                              "/api/v1/exports",
                              "listExports",
                              kExportTag,
                              {"导出申请", "Exports"},
                              needs_either(Permission::ExportRun, Permission::ExportApprove)}),
    route<ask_here>({Method::Post,
                     "/api/v1/exports",
                     "askExport",
                     kExportTag,
                     {"申请导出", "Ask for an export"},
                     needs(Permission::ExportRun),
                     kCreates | kSlowRoute}),
    route<measure_here>({Method::Post,
                         "/api/v1/exports/measure",
                         "measureExport",
                         kExportTag,
                         {"申请之前看：多少人、最高级别、须几人批准",
                          "Before asking: how many, how sensitive, who must approve"},
                         needs(Permission::ExportRun),
                         kSlowRoute}),
    route<show_export_here>({Method::Get,
                             "/api/v1/exports/{number}",
                             "showExport",
                             kExportTag,
                             {"一份导出", "One export"},
                             needs_either(Permission::ExportRun, Permission::ExportApprove)}),
    route<decide_here>({Method::Post,
                        "/api/v1/exports/{number}/decision",
                        "decideExport",
                        kExportTag,
                        {"批准或不批准", "Approve or refuse"},
                        needs(Permission::ExportApprove)}),
    route<make_here>({Method::Post,
                      "/api/v1/exports/{number}/file",
                      "makeExport",
                      kExportTag,
                      {"生成文件，只有一次", "Make the file, once"},
                      needs(Permission::ExportRun),
                      kSlowRoute}),
};

}  // namespace

std::span<const Route> export_routes() { return kExportRoutes; }

}  // namespace mingce::http
