// Findings: what is wrong with data, one by one and by its causes.
#include <algorithm>

#include "domain/standard.h"
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/problem_table.h"
#include "usecases/rule_titles.h"
#include "usecases/students/check_values.h"
#include "usecases/students/findings_work.h"

namespace mingce::http {

namespace {

struct FindingSelection {
    std::string intake;
    std::optional<std::string> state, rule, severity, assigned_to;
    static constexpr auto selection_members() {
        using F = FindingSelection;
        return std::tuple{
            Member{"intake", &F::intake, kIntakeText},
            Member{"state",
                   &F::state,
                   {"open、fixed、waived、gone，any 为全部；缺省 open",
                    "open, fixed, waived, gone, or any; open without"}},
            Member{"rule", &F::rule, {"规则编号", "code of the rule"}},
            Member{
                "severity", &F::severity, {"blocking、warning、note", "blocking, warning, note"}},
            Member{"assigned_to",
                   &F::assigned_to,
                   {"交给哪个院系；* 已交给任一院系，- 没有交办",
                    "handed to this department; * to any, - to none"}}};
    }
};
struct FindingListInput : FindingSelection {
    static constexpr std::string_view kName = "FindingListInput";
    static constexpr auto members() { return selection_members(); }
};
struct FindingPageInput : FindingSelection {
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
    static constexpr std::string_view kName = "FindingPageInput";
    static constexpr auto members() {
        using F = FindingPageInput;
        return std::tuple_cat(
            selection_members(),
            std::tuple{
                Member{
                    "after", &F::after, {"上一页给出的 next", "next, as the page before gave it"}},
                Member{"limit",
                       &F::limit,
                       {"每页几个；缺省 200", "findings a page; 200 without"},
                       Bounds{.least = 1, .most = 1'000}}});
    }
};
struct FindingAnswer {
    std::string id, student, name, exam_number, rule, severity, field, state, zh, en, raw, proposal,
        file, sheet, column, reason, decided_by, decided_at, assigned_to, assigned_by, assigned_at,
        note;
    std::int64_t row = 0;
    static constexpr std::string_view kName = "Finding";
    static constexpr auto members() {
        using F = FindingAnswer;
        return std::tuple{
            Member{"id", &F::id, kIdText},
            Member{"student",
                   &F::student,
                   {"学生编号；空为整个文件", "id of the student; none where it is on a file"}},
            Member{"name", &F::name, {"姓名", "name"}},
            Member{"exam_number", &F::exam_number, {"考生号", "exam number"}},
            Member{"rule", &F::rule, {"规则编号", "code of the rule"}},
            Member{"severity",
                   &F::severity,
                   {"程度", "severity"},
                   Bounds{.choices = words<Severity::Note>}},
            Member{"field", &F::field, {"字段", "field"}},
            Member{"state",
                   &F::state,
                   {"状态", "state"},
                   Bounds{.choices = words<FindingState::Gone>}},
            Member{"zh", &F::zh, {"中文说明", "in Chinese"}},
            Member{"en", &F::en, {"英文说明", "in English"}},
            Member{"raw", &F::raw, {"原文，按权限遮盖", "as it stood, masked as one may see it"}},
            Member{"proposal", &F::proposal, {"建议值", "proposed value"}},
            Member{"file", &F::file, {"文件", "file"}},
            Member{"sheet", &F::sheet, {"工作表", "sheet"}},
            Member{"row", &F::row, {"行", "row"}},
            Member{"column", &F::column, {"列", "column"}},
            Member{"reason", &F::reason, {"豁免理由", "why it was waived"}},
            Member{"decided_by", &F::decided_by, {"处理人", "decided by"}},
            Member{"decided_at", &F::decided_at, {"处理时间", "decided at"}},
            Member{"assigned_to",
                   &F::assigned_to,
                   {"交给哪个院系；空为没有交办", "the department it was handed to, or \"\""}},
            Member{"assigned_by", &F::assigned_by, {"何人交办", "who handed it over"}},
            Member{"assigned_at", &F::assigned_at, {"何时交办", "when"}},
            Member{"note", &F::note, {"交办时的话", "with which words"}}};
    }
};
struct FindingsAnswer {
    std::vector<FindingAnswer> items;
    std::optional<std::string> next;
    static constexpr std::string_view kName = "Findings";
    static constexpr auto members() {
        return std::tuple{
            Member{"items", &FindingsAnswer::items, {"问题", "findings"}},
            Member{"next",
                   &FindingsAnswer::next,
                   {"下一页的 after；没有则为 null", "after of the next page, or null"}}};
    }
};

const RuleText* rule_named(std::string_view code) {
    for (const RuleText* rule : rules_of_rooms())
        if (rule->code == code) return rule;
    return nullptr;
}

FindingAnswer answer_of(const FindingLine& line) {
    const StoredFinding& finding = line.finding;
    FindingAnswer answer;
    answer.id = finding.id.hex();
    if (!finding.student.is_none()) answer.student = finding.student.hex();
    answer.name = line.name;
    answer.exam_number = line.exam_number;
    answer.rule = finding.rule;
    answer.severity = finding.severity;
    if (finding.field) answer.field = key_of(*finding.field);
    answer.state = key_of(finding.state);
    // Worded anew of values as the caller sees them; the words kept with it may name more.
    if (const RuleText* const rule = rule_named(finding.rule)) {
        const FindingWords words{finding.field, finding.detail.raw, finding.detail.arg};
        answer.zh = sentence_of(*rule, words, Language::Chinese);
        answer.en = sentence_of(*rule, words, Language::English);
    }
    answer.raw = finding.detail.raw;
    answer.proposal = finding.detail.proposal;
    answer.file = finding.detail.file;
    answer.sheet = finding.detail.sheet;
    answer.row = static_cast<std::int64_t>(finding.detail.row);
    answer.column = finding.detail.column;
    answer.reason = finding.detail.reason;
    answer.decided_by = finding.decided_by;
    answer.decided_at = time_text(finding.decided_at);
    answer.assigned_to = finding.assigned_to;
    answer.assigned_by = line.handed.by;
    answer.assigned_at = time_text(line.handed.at);
    answer.note = line.handed.note;
    return answer;
}

ListFindings request_of(const FindingSelection& in) {
    ListFindings request;
    request.intake = in.intake;
    request.state = in.state.value_or("open");
    if (request.state == "any") request.state.clear();
    request.rule = in.rule.value_or("");
    request.severity = in.severity.value_or("");
    request.assigned_to = in.assigned_to.value_or("");
    return request;
}

// A page that ended among those told first says so in front of the id it ended with.
constexpr std::string_view kOwnMark = "own-";

Result<FindingsAnswer> list_findings_here(Call& call, const FindingPageInput& in) {
    ListFindings request = request_of(in);
    if (in.after) {
        request.is_past_own = !in.after->starts_with(kOwnMark);
        request.after =
            TRY(id_of_text("after", in.after->substr(request.is_past_own ? 0 : kOwnMark.size())));
    }
    const auto size = static_cast<std::size_t>(in.limit.value_or(200));
    request.most = size + 1;  // one more tells whether there is a next page
    std::vector<FindingLine> lines = TRY(list_findings(call.context, request));
    const bool is_cut = lines.size() > size;
    if (is_cut) lines.resize(size);
    FindingsAnswer answer;
    for (const FindingLine& line : lines) answer.items.push_back(answer_of(line));
    if (is_cut)
        answer.next = std::string(lines.back().is_own ? kOwnMark : "") + answer.items.back().id;
    return answer;
}

struct CauseAnswer {
    std::string rule, severity, title_zh, title_en, zh, en;
    std::int64_t count = 0, students = 0, with_proposal = 0, assigned = 0, assigned_to_own = 0;
    bool may_be_waived = true;
    static constexpr std::string_view kName = "FindingCause";
    static constexpr auto members() {
        using C = CauseAnswer;
        return std::tuple{
            Member{"rule", &C::rule, {"规则编号", "code of the rule"}},
            Member{"severity",
                   &C::severity,
                   {"程度", "severity"},
                   Bounds{.choices = words<Severity::Note>}},
            Member{"title_zh", &C::title_zh, {"名称", "what it is called, in Chinese"}},
            Member{"title_en", &C::title_en, {"名称（英文）", "what it is called"}},
            Member{"zh", &C::zh, {"怎么办", "what to do, in Chinese"}},
            Member{"en", &C::en, {"怎么办（英文）", "what to do"}},
            Member{"count", &C::count, {"多少个", "how many"}},
            Member{"students", &C::students, {"涉及多少学生", "of how many students"}},
            Member{
                "with_proposal", &C::with_proposal, {"其中有建议值", "of these with a proposal"}},
            Member{"assigned", &C::assigned, {"其中已交给院系", "of these handed to a department"}},
            Member{
                "assigned_to_own",
                &C::assigned_to_own,
                {"其中交给自己所在院系",
                 "of these handed to a department one works for as its secretary or counsellor"}},
            Member{"may_be_waived", &C::may_be_waived, {"可以豁免", "a reason may waive it"}}};
    }
};
struct CausesAnswer {
    std::vector<CauseAnswer> items;
    static constexpr std::string_view kName = "FindingCauses";
    static constexpr auto members() {
        return std::tuple{Member{"items", &CausesAnswer::items, {"原因", "causes"}}};
    }
};
/// Those handed to the caller's own departments first, then blocking ones, then by how many.
Result<CausesAnswer> list_causes(Call& call, const FindingListInput& in) {
    CausesAnswer answer;
    for (const FindingCause& cause : TRY(find_causes(call.context, request_of(in)))) {
        const Text title = title_of_rule(cause.rule);
        CauseAnswer& told = answer.items.emplace_back();
        told.rule = cause.rule;
        told.severity = cause.severity;
        told.title_zh = title.zh;
        told.title_en = title.en;
        if (const RuleText* const text = rule_named(cause.rule)) {
            told.zh = text->fix.zh;
            told.en = text->fix.en;
            told.may_be_waived = !text->is_never_waived;
        }
        told.count = static_cast<std::int64_t>(cause.count);
        told.students = static_cast<std::int64_t>(cause.students);
        told.with_proposal = static_cast<std::int64_t>(cause.with_proposal);
        told.assigned = static_cast<std::int64_t>(cause.assigned);
        told.assigned_to_own = static_cast<std::int64_t>(cause.assigned_to_own);
    }
    const auto rank = [](const CauseAnswer& cause) {
        return std::tuple(cause.assigned_to_own == 0,
                          cause.severity == "blocking"  ? 0
                          : cause.severity == "warning" ? 1
                                                        : 2,
                          -cause.count);
    };
    std::ranges::stable_sort(answer.items, {}, rank);
    return answer;
}

Result<Nothing> reopen_here(Call& call, const ByIdWithReason& in) {
    TRY(reopen_finding(call.context, in.id, in.reason));
    return Nothing{};
}

constexpr std::string_view kFindingTag = "findings";
const Route kFindingRoutes[] = {
    route<list_findings_here>({Method::Get,
                               "/api/v1/findings",
                               "listFindings",
                               kFindingTag,
                               {"问题", "Findings"},
                               needs(Permission::FindingRead),
                               kSlowRoute}),
    route<list_causes>({Method::Get,
                        "/api/v1/findings/causes",
                        "listFindingCauses",
                        kFindingTag,
                        {"按原因归类的问题", "Findings by their cause"},
                        needs(Permission::FindingRead),
                        kSlowRoute}),
    route<reopen_here>({Method::Post,
                        "/api/v1/findings/{id}/reopening",
                        "reopenFinding",
                        kFindingTag,
                        {"重新打开", "Reopen one"},
                        needs(Permission::FindingFix)}),
};

}  // namespace

std::span<const Route> finding_routes() { return kFindingRoutes; }

}  // namespace mingce::http
