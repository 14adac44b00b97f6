// Operations: what was done to many at once, and taking it back.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/students/list_operations.h"
#include "usecases/students/operation_words.h"
#include "usecases/students/undo_operation.h"

namespace mingce::http {

namespace {

struct OperationAnswer {
    std::int64_t number = 0, students = 0, cells = 0, findings = 0;
    std::string kind, intake, actor, at, zh, en, state, reason, undone_by, undone_at;
    std::vector<std::string> fields;
    std::optional<std::int64_t> undoes, undone_in;
    bool may_undo = false;
    std::string why_zh, why_en;
    static constexpr std::string_view kName = "Operation";
    static constexpr auto members() {
        using O = OperationAnswer;
        return std::tuple{
            Member{"number", &O::number, {"操作编号", "number"}},
            Member{"kind",
                   &O::kind,
                   {"做了什么：修改、修复、豁免、交办", "what kind of act"},
                   Bounds{.choices = words<OperationKind::Assign>}},
            Member{"intake", &O::intake, kIntakeText},
            Member{"actor", &O::actor, {"何人", "who"}},
            Member{"at", &O::at, {"何时", "when"}},
            Member{"zh", &O::zh, {"一句话", "in a sentence, in Chinese"}},
            Member{"en", &O::en, {"一句话（英文）", "in a sentence"}},
            Member{"students", &O::students, {"涉及学生", "students"}},
            Member{"cells", &O::cells, {"写入的格", "cells written"}},
            Member{"findings", &O::findings, {"处理的问题", "findings decided on"}},
            Member{"fields", &O::fields, {"写过的字段", "fields written"}},
            Member{"reason", &O::reason, {"理由", "reason"}},
            Member{"state", &O::state, {"done 或 undone", "done or undone"}},
            Member{"undoes",
                   &O::undoes,
                   {"撤销了哪个操作", "the operation that it takes back, or null"}},
            Member{"undone_in",
                   &O::undone_in,
                   {"在哪个操作中被撤销", "the operation that took it back, or null"}},
            Member{"undone_by", &O::undone_by, {"何人撤销", "who took it back"}},
            Member{"undone_at", &O::undone_at, {"何时撤销", "when it was taken back"}},
            Member{"may_undo", &O::may_undo, {"现在可以撤销", "the caller may take it back"}},
            Member{"why_zh", &O::why_zh, {"不可撤销的原因", "why not, in Chinese"}},
            Member{"why_en", &O::why_en, {"不可撤销的原因（英文）", "why not"}}};
    }
};
OperationAnswer answer_of(const OperationView& view) {
    const Operation& operation = view.operation;
    OperationAnswer answer;
    answer.number = operation.number;
    answer.students = operation.students;
    answer.cells = operation.cells;
    answer.findings = operation.findings;
    answer.kind = key_of(operation.kind);
    answer.intake = view.intake;
    answer.actor = operation.actor;
    answer.at = time_text(operation.at);
    answer.zh = sentence_of(operation, Language::Chinese);
    answer.en = sentence_of(operation, Language::English);
    answer.state = operation.is_undone() ? "undone" : "done";
    answer.reason = operation.reason;
    for (Field field : operation.fields) answer.fields.emplace_back(key_of(field));
    if (operation.undoes_number != 0) answer.undoes = operation.undoes_number;
    if (operation.undone_in != 0) answer.undone_in = operation.undone_in;
    answer.undone_by = operation.undone_by;
    answer.undone_at = time_text(operation.undone_at);
    answer.may_undo = view.why_not == nullptr;
    if (view.why_not != nullptr) {
        const KeptAnswer why = kept_because(*view.why_not);
        answer.why_zh = why.zh;
        answer.why_en = why.en;
    }
    return answer;
}

struct OperationListInput {
    std::optional<std::string> intake;
    std::optional<std::int64_t> after, limit;
    static constexpr std::string_view kName = "OperationListInput";
    static constexpr auto members() {
        using O = OperationListInput;
        return std::tuple{
            Member{"intake", &O::intake, kIntakeText},
            Member{"after", &O::after, {"上一页给出的 next", "next, as the page before gave it"}},
            Member{"limit",
                   &O::limit,
                   {"每页几个；缺省 50", "operations a page; 50 without"},
                   Bounds{.least = 1, .most = 500}}};
    }
};
struct OperationsAnswer {
    std::vector<OperationAnswer> items;
    std::optional<std::int64_t> next;
    static constexpr std::string_view kName = "Operations";
    static constexpr auto members() {
        return std::tuple{
            Member{"items", &OperationsAnswer::items, {"操作", "operations"}},
            Member{"next",
                   &OperationsAnswer::next,
                   {"下一页的 after；没有则为 null", "after of the next page, or null"}}};
    }
};
Result<OperationsAnswer> list_operations_here(Call& call, const OperationListInput& in) {
    const auto size = static_cast<std::size_t>(in.limit.value_or(50));
    std::vector<OperationView> views = TRY(
        list_operations(call.context, {in.intake.value_or(""), in.after.value_or(0), size + 1}));
    const bool is_cut = views.size() > size;
    if (is_cut) views.resize(size);
    OperationsAnswer answer;
    for (const OperationView& view : views) answer.items.push_back(answer_of(view));
    if (is_cut) answer.next = answer.items.back().number;
    return answer;
}

struct OperationCellAnswer {
    std::string student, name, field, before, after;
    static constexpr std::string_view kName = "OperationCell";
    static constexpr auto members() {
        using C = OperationCellAnswer;
        return std::tuple{
            Member{"student", &C::student, {"学生编号", "id of the student"}},
            Member{"name", &C::name, {"姓名", "name"}},
            Member{"field", &C::field, {"字段", "field"}},
            Member{"before", &C::before, {"原值，按权限遮盖", "before, masked as one may see it"}},
            Member{"after", &C::after, {"新值", "after"}}};
    }
};
struct OperationDetailAnswer {
    OperationAnswer operation;
    std::vector<OperationCellAnswer> cells;
    bool is_cut = false;
    static constexpr std::string_view kName = "OperationDetail";
    static constexpr auto members() {
        using O = OperationDetailAnswer;
        return std::tuple{
            Member{"operation", &O::operation, {"操作", "the operation"}},
            Member{"cells", &O::cells, {"写入的格，前 500 个", "the first 500 cells it wrote"}},
            Member{"is_cut", &O::is_cut, {"还有更多未列出", "there are more"}}};
    }
};
struct ByNumber {
    std::int64_t number = 0;
    static constexpr std::string_view kName = "OperationNumber";
    static constexpr auto members() {
        return std::tuple{Member{"number", &ByNumber::number, {"操作编号", "number"}}};
    }
};
Result<OperationDetailAnswer> show_operation_here(Call& call, const ByNumber& in) {
    const OperationDetail detail = TRY(show_operation(call.context, in.number));
    OperationDetailAnswer answer{answer_of(detail.view), {}, detail.is_cut};
    for (const OperationCell& cell : detail.cells)
        answer.cells.push_back({cell.student.hex(), cell.name,
                                std::string(key_of(cell.change.field)), cell.change.before,
                                cell.change.after});
    return answer;
}

struct UndoOperationInput {
    std::int64_t number = 0;
    std::optional<std::string> reason;
    static constexpr std::string_view kName = "UndoOperation";
    static constexpr auto members() {
        return std::tuple{
            Member{"number", &UndoOperationInput::number, {"操作编号", "number"}},
            Member{"reason", &UndoOperationInput::reason, kReasonText, kReasonBounds}};
    }
};
struct UndoneAnswer {
    std::optional<std::int64_t> operation;
    std::int64_t students = 0, cells = 0, finding_count = 0, out_of_scope = 0;
    FindingNumbers findings;
    std::vector<KeptAnswer> kept;
    static constexpr std::string_view kName = "UndoneOperation";
    static constexpr auto members() {
        using U = UndoneAnswer;
        return std::tuple{
            Member{"operation",
                   &U::operation,
                   {"这次撤销的操作编号，撤销它就是重做；什么也没改回则为 null",
                    "number of the taking back: undoing that does it again; null for nothing"}},
            Member{"students", &U::students, {"改回的学生", "students put back"}},
            Member{"cells", &U::cells, {"改回的格", "cells put back"}},
            Member{"decided", &U::finding_count, {"恢复原状的问题", "findings put back"}},
            Member{"findings", &U::findings, {"问题的增减", "what it did to findings"}},
            Member{"kept", &U::kept, {"保留现值的，及原因", "what was left as it is, and why"}},
            Member{"out_of_scope",
                   &U::out_of_scope,
                   {"范围之外而没有改回的", "what was left as it is out of one's scope"}}};
    }
};
Result<UndoneAnswer> undo_operation_here(Call& call, const UndoOperationInput& in) {
    const UndoneOperation undone =
        TRY(undo_operation(call.context, {in.number, in.reason.value_or(""), call.today()}));
    UndoneAnswer answer;
    answer.operation = undone.operation;
    answer.students = undone.students;
    answer.cells = undone.cells;
    answer.finding_count = undone.findings;
    answer.out_of_scope = static_cast<std::int64_t>(undone.out_of_scope);
    answer.findings = numbers_of(undone.counts);
    for (const KeptThing& thing : undone.kept) {
        KeptAnswer& kept = answer.kept.emplace_back(kept_because(*thing.why));
        if (!thing.student.is_none()) kept.student = thing.student.hex();
        kept.name = thing.name;
        if (thing.field) kept.field = key_of(*thing.field);
        if (!thing.finding.is_none()) kept.finding = thing.finding.hex();
    }
    return answer;
}

constexpr std::string_view kOperationTag = "operations";
const Route kOperationRoutes[] = {
    route<list_operations_here>({Method::Get,
                                 "/api/v1/operations",
                                 "listOperations",
                                 kOperationTag,
                                 {"操作记录，新的在前", "Operations, the newest first"},
                                 needs(Permission::StudentEdit)}),
    route<show_operation_here>({Method::Get,
                                "/api/v1/operations/{number}",
                                "showOperation",
                                kOperationTag,
                                {"一个操作与它写入的格", "An operation and the cells it wrote"},
                                needs(Permission::StudentEdit)}),
    route<undo_operation_here>({Method::Post,
                                "/api/v1/operations/{number}/undoing",
                                "undoOperation",
                                kOperationTag,
                                {"撤销操作", "Take an operation back"},
                                needs(Permission::StudentEdit),
                                kSlowRoute}),
};

}  // namespace

std::span<const Route> operation_routes() { return kOperationRoutes; }

}  // namespace mingce::http
