// Lists taken out as files: asked for, approved where their content or size asks for it, made once.
#include "domain/standard.h"
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/access/exports.h"

namespace mingce::http {

namespace {

struct ExportInput {
    std::string intake, purpose;
    std::vector<std::string> fields, whole, filter;
    std::optional<std::string> order, format;
    static constexpr std::string_view kName = "AskExport";
    static constexpr auto members() {
        using E = ExportInput;
        return std::tuple{
            Member{"intake", &E::intake, kIntakeText},
            Member{"fields",
                   &E::fields,
                   {"列，按此次序", "columns, in their order"},
                   Bounds{.items_max = 100}},
            Member{"whole",
                   &E::whole,
                   {"其中要原值的（平时遮盖）", "of these, those wanted whole though masked"},
                   Bounds{.items_max = 100}},
            Member{"filter", &E::filter, {"筛选，字段=值", "field=value"}, Bounds{.items_max = 20}},
            Member{"order",
                   &E::order,
                   {"次序；缺省 class", "order; class without"},
                   Bounds{.choices = words<ListOrder::Source>}},
            Member{"format",
                   &E::format,
                   {"格式；缺省 xlsx", "format; xlsx without"},
                   Bounds{.choices = words<ExportFormat::Xlsx>}},
            Member{"purpose", &E::purpose, {"用途，必填", "what for"}, kReasonBounds}};
    }
};
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
struct ExportAnswer {
    std::int64_t number = 0, students = 0, approvals_needed = 0;
    std::string intake_id, state, asked_by, role, asked_at, expires_at, made_at, format, highest,
        purpose, sha256;
    std::vector<std::string> fields, whole;
    std::vector<DecisionAnswer> decisions;
    bool may_decide = false, may_make = false;
    static constexpr std::string_view kName = "Export";
    static constexpr auto members() {
        using E = ExportAnswer;
        return std::tuple{
            Member{"number", &E::number, {"份号", "number of the copy"}},
            Member{"state",
                   &E::state,
                   {"状态", "state"},
                   Bounds{.choices = words<ExportState::Expired>}},
            Member{"students", &E::students, {"人数", "students"}},
            Member{"highest", &E::highest, {"最高级别", "highest class of its fields"}},
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
            Member{"may_make", &E::may_make, {"我可以生成", "this caller may make it"}}};
    }
};
ExportAnswer answer_of(const ExportView& view) {
    const ExportRequest& request = view.request;
    ExportAnswer answer;
    answer.number = request.number;
    answer.state = key_of(request.state);
    answer.students = static_cast<std::int64_t>(request.students);
    answer.highest = "C" + std::to_string(static_cast<int>(request.highest));
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
    AskExport request;
    request.intake = in.intake;
    request.order = list_order_of(in.order.value_or("")).value_or(request.order);
    request.values = TRY(parse_typed_values(in.filter));
    request.fields = TRY(fields_of_texts(in.fields));
    request.whole = TRY(fields_of_texts(in.whole));
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
