// What is done about findings: taking proposals, waiving, handing to departments; each an operation
// that can be taken back.
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/students/assign_findings.h"
#include "usecases/students/fix_findings.h"
#include "usecases/students/waive_findings.h"

namespace mingce::http {

namespace {

constexpr Text kOperationText = {"操作编号，可撤销；没有做什么则为 null",
                                 "number of the operation, which can be undone; null for nothing"};
constexpr Text kFindingIdsText = {"问题编号", "ids of findings"};
constexpr Bounds kFindingIdsBounds = {.length_max = 32, .items_max = kFindingsChosenMax};
constexpr Text kChoiceRuleText = {"规则编号，与招生批次一起：该规则所有未处理的",
                                  "code of a rule, with an intake: every open one of it"};
constexpr Text kLeftText = {"没有处理的，及原因", "what was left as it is, and why"};

std::vector<KeptAnswer> kept_of(const std::vector<RefusedFinding>& refused) {
    std::vector<KeptAnswer> list;
    for (const RefusedFinding& one : refused) {
        KeptAnswer& kept = list.emplace_back(kept_because(*one.problem));
        kept.finding = one.finding.hex();
    }
    return list;
}

// ── fixing ──

struct FixInput {
    std::string id;
    std::optional<std::string> value;
    static constexpr std::string_view kName = "FixFinding";
    static constexpr auto members() {
        return std::tuple{
            Member{"id", &FixInput::id, kIdText, Bounds{.length_max = 64}},
            Member{"value",
                   &FixInput::value,
                   {"改成什么；不填为采用建议值", "the right value; the proposal without"},
                   Bounds{.length_max = 1'000}}};
    }
};
struct PreviewAnswer {
    std::string finding, student, name, field, before, after;
    static constexpr std::string_view kName = "FixPreview";
    static constexpr auto members() {
        using P = PreviewAnswer;
        return std::tuple{
            Member{"finding", &P::finding, {"问题编号", "id of the finding"}},
            Member{"student", &P::student, {"学生编号", "id of the student"}},
            Member{"name", &P::name, {"姓名", "name"}},
            Member{"field", &P::field, {"字段", "field"}},
            Member{
                "before", &P::before, {"现值，按权限遮盖", "as it is, masked as one may see it"}},
            Member{"after", &P::after, {"改后", "as it would be"}}};
    }
};
struct FixAnswer {
    std::int64_t count = 0, fixed = 0, without_proposal = 0;
    FindingNumbers findings;
    std::optional<std::int64_t> operation;
    std::vector<PreviewAnswer> preview;
    std::vector<KeptAnswer> refused;
    static constexpr std::string_view kName = "FixOutcome";
    static constexpr auto members() {
        using F = FixAnswer;
        return std::tuple{
            Member{"count", &F::count, {"有值可改的", "how many have a value to take"}},
            Member{"fixed", &F::fixed, {"已处理", "fixed"}},
            Member{"without_proposal", &F::without_proposal, {"没有建议值", "without a proposal"}},
            Member{"findings", &F::findings, {"问题的增减", "what it did to findings"}},
            Member{"operation", &F::operation, kOperationText},
            Member{"preview",
                   &F::preview,
                   {"预览：前 500 处改动", "of a preview: the first 500 changes"}},
            Member{"refused", &F::refused, kLeftText}};
    }
};
FixAnswer answer_of(const FixOutcome& outcome) {
    FixAnswer answer;
    answer.count = static_cast<std::int64_t>(outcome.count);
    answer.fixed = static_cast<std::int64_t>(outcome.fixed);
    answer.without_proposal = static_cast<std::int64_t>(outcome.without_proposal);
    answer.findings = numbers_of(outcome.findings);
    answer.operation = outcome.operation;
    for (const FixPreview& one : outcome.previews)
        answer.preview.push_back({one.finding.hex(), one.student.hex(), one.name,
                                  std::string(key_of(one.field)), one.before, one.after});
    answer.refused = kept_of(outcome.refused);
    return answer;
}
Result<FixAnswer> fix_one(Call& call, const FixInput& in) {
    FixFindings request;
    request.id = in.id;
    request.value = in.value;
    request.today = call.today();
    return answer_of(TRY(fix_findings(call.context, request)));
}

struct FixAllInput {
    std::string intake, rule;
    std::vector<std::string> only, except;
    bool preview = false;
    std::optional<std::int64_t> expected;
    static constexpr std::string_view kName = "FixAll";
    static constexpr auto members() {
        using F = FixAllInput;
        return std::tuple{
            Member{"intake", &F::intake, kIntakeText},
            Member{"rule", &F::rule, {"规则编号", "code of the rule"}},
            Member{"only",
                   &F::only,
                   {"只改这些问题；不填为全部", "these findings alone; all without"},
                   kFindingIdsBounds},
            Member{"except", &F::except, {"不改这些问题", "not these findings"}, kFindingIdsBounds},
            Member{"preview",
                   &F::preview,
                   {"只看会改成什么，不写入", "only tell what would change, and write nothing"}},
            Member{"expected",
                   &F::expected,
                   {"预览时的数目；不同则什么也不改",
                    "the count of the preview; where it is another now, nothing is changed"}}};
    }
};
Result<FixAnswer> fix_all(Call& call, const FixAllInput& in) {
    FixFindings request;
    request.intake = in.intake;
    request.rule = in.rule;
    request.today = call.today();
    request.only = in.only;
    request.except = in.except;
    request.preview = in.preview;
    if (in.expected) request.expected = static_cast<std::uint64_t>(*in.expected);
    return answer_of(TRY(fix_findings(call.context, request)));
}

// ── waiving ──

struct WaiverAnswer {
    std::optional<std::int64_t> operation;
    std::int64_t waived = 0;
    std::vector<KeptAnswer> refused;
    static constexpr std::string_view kName = "WaiverOutcome";
    static constexpr auto members() {
        using W = WaiverAnswer;
        return std::tuple{Member{"operation", &W::operation, kOperationText},
                          Member{"waived", &W::waived, {"已豁免", "waived"}},
                          Member{"refused", &W::refused, kLeftText}};
    }
};
Result<WaiverAnswer> waive_here(Call& call, const ByIdWithReason& in) {
    return WaiverAnswer{TRY(waive_finding(call.context, in.id, in.reason)), 1, {}};
}

struct WaiveManyInput {
    std::vector<std::string> ids;
    std::optional<std::string> intake, rule;
    std::string reason;
    static constexpr std::string_view kName = "WaiveFindings";
    static constexpr auto members() {
        using W = WaiveManyInput;
        return std::tuple{Member{"ids", &W::ids, kFindingIdsText, kFindingIdsBounds},
                          Member{"intake", &W::intake, kIntakeText},
                          Member{"rule", &W::rule, kChoiceRuleText},
                          Member{"reason", &W::reason, kReasonText, kReasonBounds}};
    }
};
Result<WaiverAnswer> waive_many(Call& call, const WaiveManyInput& in) {
    const WaivedFindings outcome = TRY(waive_findings(
        call.context, {{in.ids, in.intake.value_or(""), in.rule.value_or("")}, in.reason}));
    return WaiverAnswer{outcome.operation, static_cast<std::int64_t>(outcome.waived),
                        kept_of(outcome.refused)};
}

// ── handing over ──

struct AssignInput {
    std::vector<std::string> ids;
    std::optional<std::string> intake, rule, department, note;
    static constexpr std::string_view kName = "AssignFindings";
    static constexpr auto members() {
        using A = AssignInput;
        return std::tuple{
            Member{"ids", &A::ids, kFindingIdsText, kFindingIdsBounds},
            Member{"intake", &A::intake, kIntakeText}, Member{"rule", &A::rule, kChoiceRuleText},
            Member{"department",
                   &A::department,
                   {"院系；不填为学生各自的院系", "the department; each student's own without"}},
            Member{"note", &A::note, {"给院系的话", "a note to the department"}, kReasonBounds}};
    }
};
struct AssignmentAnswer {
    std::optional<std::int64_t> operation;
    std::int64_t assigned = 0, unchanged = 0;
    std::vector<KeptAnswer> refused;
    static constexpr std::string_view kName = "AssignmentOutcome";
    static constexpr auto members() {
        using A = AssignmentAnswer;
        return std::tuple{
            Member{"operation", &A::operation, kOperationText},
            Member{"assigned", &A::assigned, {"已交办或收回", "handed over, or taken back"}},
            Member{"unchanged", &A::unchanged, {"本来如此", "that were so already"}},
            Member{"refused", &A::refused, kLeftText}};
    }
};
AssignmentAnswer answer_of(const AssignedFindings& outcome) {
    return {outcome.operation, static_cast<std::int64_t>(outcome.assigned),
            static_cast<std::int64_t>(outcome.unchanged), kept_of(outcome.refused)};
}
Result<AssignmentAnswer> assign_here(Call& call, const AssignInput& in) {
    return answer_of(
        TRY(assign_findings(call.context, {{in.ids, in.intake.value_or(""), in.rule.value_or("")},
                                           in.department.value_or(""),
                                           in.note.value_or("")})));
}

struct TakeFindingsBackInput {
    std::vector<std::string> ids;
    std::optional<std::string> intake, rule, reason;
    static constexpr std::string_view kName = "TakeBackFindings";
    static constexpr auto members() {
        using T = TakeFindingsBackInput;
        return std::tuple{Member{"ids", &T::ids, kFindingIdsText, kFindingIdsBounds},
                          Member{"intake", &T::intake, kIntakeText},
                          Member{"rule", &T::rule, kChoiceRuleText},
                          Member{"reason", &T::reason, kReasonText, kReasonBounds}};
    }
};
Result<AssignmentAnswer> take_findings_back(Call& call, const TakeFindingsBackInput& in) {
    return answer_of(
        TRY(assign_findings(call.context, {{in.ids, in.intake.value_or(""), in.rule.value_or("")},
                                           "",
                                           in.reason.value_or(""),
                                           true})));
}

constexpr std::string_view kFindingWorkTag = "findings";
const Route kFindingWorkRoutes[] = {
    route<fix_all>({Method::Post,
                    "/api/v1/findings/fixes",
                    "fixFindings",
                    kFindingWorkTag,
                    {"按建议值批量修复一条规则的问题；可先预览",
                     "Take the proposals of one rule, after a preview if wanted"},
                    needs(Permission::FindingFix),
                    kSlowRoute | kBulkBody}),
    route<fix_one>({Method::Post,
                    "/api/v1/findings/{id}/fix",
                    "fixFinding",
                    kFindingWorkTag,
                    {"修复一个问题", "Fix one"},
                    needs(Permission::FindingFix)}),
    route<waive_many>({Method::Post,
                       "/api/v1/findings/waivers",
                       "waiveFindings",
                       kFindingWorkTag,
                       {"批量豁免", "Waive many, with a reason"},
                       needs(Permission::FindingWaive),
                       kSlowRoute | kBulkBody}),
    route<waive_here>({Method::Post,
                       "/api/v1/findings/{id}/waiver",
                       "waiveFinding",
                       kFindingWorkTag,
                       {"豁免", "Waive one, with a reason"},
                       needs(Permission::FindingWaive)}),
    route<assign_here>({Method::Post,
                        "/api/v1/findings/assignments",
                        "assignFindings",
                        kFindingWorkTag,
                        {"把问题交给院系", "Hand findings to departments"},
                        needs(Permission::FindingAssign),
                        kSlowRoute | kBulkBody}),
    route<take_findings_back>({Method::Post,
                               "/api/v1/findings/assignments/taking-back",
                               "takeBackFindings",
                               kFindingWorkTag,
                               {"收回交给院系的问题", "Take findings back from departments"},
                               needs(Permission::FindingAssign),
                               kSlowRoute | kBulkBody}),
};

}  // namespace

std::span<const Route> finding_work_routes() { return kFindingWorkRoutes; }

}  // namespace mingce::http
