// Changing what data has to be: fields, rules and code tables of the school, each from a day on,
// seen before it holds and taken back afterwards.
#include "domain/standard_problems.h"
#include "http/app.h"
#include "http/route.h"
#include "http/standard_change_answer.h"
#include "usecases/files/confined_reading.h"
#include "usecases/standards/confirm_change.h"
#include "usecases/standards/preview_change.h"
#include "usecases/standards/read_edition.h"
#include "usecases/standards/withdraw_change.h"

namespace mingce::http {

namespace {

struct ListChangesInput {
    std::optional<std::string> kind, key;
    static constexpr std::string_view kName = "ListStandardChanges";
    static constexpr auto members() {
        using L = ListChangesInput;
        return std::tuple{Member{"kind", &L::kind, kChangeKindText,
                                 Bounds{.choices = words<StandardKind::CodeTable>}},
                          Member{"key", &L::key, kChangeKeyText}};
    }
};
struct StandardChangesAnswer {
    std::vector<StandardChangeAnswer> items;
    static constexpr std::string_view kName = "StandardChanges";
    static constexpr auto members() {
        return std::tuple{
            Member{"items", &StandardChangesAnswer::items, {"变更，新的在前", "newest first"}}};
    }
};
Result<StandardChangesAnswer> list_changes_here(Call& call, const ListChangesInput& in) {
    ListChanges request;
    if (in.kind) request.kind = parse_standard_kind(*in.kind);
    request.key = in.key.value_or("");
    StandardChangesAnswer answer;
    for (const StandardChangeView& view : TRY(list_changes(call.context, request)))
        answer.items.push_back(as_answer(view, !request.key.empty()));
    return answer;
}

struct StandardChangeInput {
    std::string kind, key;
    std::optional<std::string> effective_from;
    std::optional<FieldTermsInput> field;
    std::optional<RuleTermsInput> rule;
    std::optional<CodeEditionInput> code_table;
    static constexpr std::string_view kName = "StandardChangeInput";
    static constexpr auto members() {
        using C = StandardChangeInput;
        return std::tuple{
            Member{"kind", &C::kind, kChangeKindText,
                   Bounds{.choices = words<StandardKind::CodeTable>}},
            Member{"key", &C::key, kChangeKeyText},
            Member{"effective_from",
                   &C::effective_from,
                   {"从哪一天起生效；缺省今天", "the first day it holds; today without"}},
            Member{"field",
                   &C::field,
                   {"字段的规定；键、名称、类型、级别、是否加密不能改",
                    "of a field; its key, names, type, class and sealing cannot be changed"}},
            Member{"rule", &C::rule, {"规则的开关", "of a rule"}},
            Member{"code_table", &C::code_table, {"代码表的新版本", "of a code table"}}};
    }
};
Result<AskedStandard> asked_of(const StandardChangeInput& in) {
    const int given = (in.field ? 1 : 0) + (in.rule ? 1 : 0) + (in.code_table ? 1 : 0);
    const bool fits = (in.kind == "field" && in.field) || (in.kind == "rule" && in.rule) ||
                      (in.kind == "code_table" && in.code_table);
    if (!fits || given != 1) return Error(problem::kChangeKind, in.kind);
    AskedStandard asked;
    asked.key = in.key;
    if (in.field) {
        const auto field = field_of(in.key);
        if (!field) return Error(problem::kChangeKey, in.key);
        asked.terms = TRY(terms_of(*in.field, DataStandard::shipped().of(*field)));
    }
    if (in.rule) asked.terms = TRY(terms_of(*in.rule));
    if (in.code_table) asked.terms = TRY(terms_of(*in.code_table));
    if (in.effective_from)
        asked.effective_from = TRY(day_of_text("effective_from", *in.effective_from));
    return asked;
}

Result<StandardPreviewAnswer> preview_change_here(Call& call, const StandardChangeInput& in) {
    return as_answer(TRY(preview_change(call.context, TRY(asked_of(in)))));
}

struct MakeChangeInput : StandardChangeInput {
    std::string reason;
    // Another name in the document than what it adds to.
    // cppcheck-suppress duplInheritedMember
    static constexpr std::string_view kName = "MakeStandardChange";
    static constexpr auto members() {
        return std::tuple_cat(StandardChangeInput::members(),
                              std::tuple{Member{"reason",
                                                &MakeChangeInput::reason,
                                                {"理由，不写个人信息", "reason; names nobody"},
                                                kReasonBounds}});
    }
};
StandardChangeAnswer told_change(Call& call, const MadeChange& made) {
    if (made.judged.jobs != 0) call.app.wake_jobs();
    return as_answer(made.view, true);
}
Result<StandardChangeAnswer> make_change_here(Call& call, const MakeChangeInput& in) {
    return told_change(call, TRY(make_change(call.context, {TRY(asked_of(in)), in.reason})));
}

struct ByChangeNumber {
    std::int64_t number = 0;
    static constexpr std::string_view kName = "StandardChangeNumber";
    static constexpr auto members() {
        return std::tuple{Member{"number", &ByChangeNumber::number, kChangeNumberText}};
    }
};
Result<StandardChangeAnswer> confirm_change_here(Call& call, const ByChangeNumber& in) {
    return told_change(call, TRY(confirm_change(call.context, in.number)));
}

struct WithdrawInput {
    std::int64_t number = 0;
    std::string reason;
    static constexpr std::string_view kName = "Reason";
    static constexpr auto members() {
        return std::tuple{Member{"number", &WithdrawInput::number, kChangeNumberText},
                          Member{"reason", &WithdrawInput::reason, kReasonText, kReasonBounds}};
    }
};
Result<StandardChangeAnswer> withdraw_change_here(Call& call, const WithdrawInput& in) {
    return told_change(call, TRY(withdraw_change(call.context, {in.number, in.reason})));
}

// ── a table of codes that was uploaded ──

struct ReadEditionInput {
    std::string key, upload;
    static constexpr std::string_view kName = "ReadCodeEdition";
    static constexpr auto members() {
        using R = ReadEditionInput;
        return std::tuple{
            Member{"key", &R::key, {"代码表的键", "key of the table"}},
            Member{
                "upload", &R::upload, {"已传完的文件的编号", "id of a whole upload"}, kIdBounds}};
    }
};
struct RefusedRowAnswer {
    std::string sheet, text, why_zh, why_en;
    std::int64_t row = 0;
    static constexpr std::string_view kName = "RefusedCodeRow";
    static constexpr auto members() {
        using R = RefusedRowAnswer;
        return std::tuple{Member{"sheet", &R::sheet, {"工作表", "sheet"}},
                          Member{"row", &R::row, {"行号", "row"}},
                          Member{"text", &R::text, {"该行内容", "what stands in it"}},
                          Member{"why_zh", &R::why_zh, {"原因", "why, in Chinese"}},
                          Member{"why_en", &R::why_en, {"原因（英文）", "why"}}};
    }
};
struct ReadEditionAnswer {
    std::string standard, edition;
    std::vector<CodeEntryAnswer> entries;
    std::vector<RefusedRowAnswer> refused;
    static constexpr std::string_view kName = "ReadEdition";
    static constexpr auto members() {
        using R = ReadEditionAnswer;
        return std::tuple{
            Member{"standard", &R::standard, {"现行的标准", "standard as it holds now"}},
            Member{"edition", &R::edition, {"现行的版本", "edition as it holds now"}},
            Member{"entries", &R::entries, {"读到的代码", "the codes that were read"}},
            Member{"refused", &R::refused, {"未能读取的行", "rows that could not be read"}}};
    }
};
Result<ReadEditionAnswer> read_edition_here(Call& call, const ReadEditionInput& in) {
    const ReadEditionOutcome read = TRY(read_edition(
        call.context, {in.key, TRY(id_of_text("upload", in.upload)), confined_reading()}));
    ReadEditionAnswer answer;
    answer.standard = read.edition.standard;
    answer.edition = read.edition.edition;
    for (const CodeEntry& entry : read.edition.entries) answer.entries.push_back(as_answer(entry));
    for (const RefusedRow& row : read.refused)
        answer.refused.push_back({row.sheet, row.text, std::string(row.why.zh),
                                  std::string(row.why.en), static_cast<std::int64_t>(row.row)});
    return answer;
}

constexpr std::string_view kChangeTag = "standard";
const Route kStandardChangeRoutes[] = {
    route<list_changes_here>({Method::Get,
                              "/api/v1/standard/changes",
                              "listStandardChanges",
                              kChangeTag,
                              {"数据标准的变更", "Changes of the standard"},
                              needs(Permission::StandardRead)}),
    route<preview_change_here>(
        {Method::Post,
         "/api/v1/standard/changes/preview",
         "previewStandardChange",
         kChangeTag,
         {"变更的差别和影响，不保存", "What a change would do; nothing is kept"},
         needs(Permission::StandardWrite),
         kSlowRoute | kBulkBody}),
    route<make_change_here>({Method::Post,
                             "/api/v1/standard/changes",
                             "makeStandardChange",
                             kChangeTag,
                             {"变更数据标准", "Change the standard"},
                             needs(Permission::StandardWrite),
                             kSlowRoute | kBulkBody | kCreates}),
    route<confirm_change_here>({Method::Post,
                                "/api/v1/standard/changes/{number}/confirm",
                                "confirmStandardChange",
                                kChangeTag,
                                {"确认他人的变更", "Confirm somebody else's change"},
                                needs(Permission::StandardWrite),
                                kSlowRoute}),
    route<withdraw_change_here>({Method::Post,
                                 "/api/v1/standard/changes/{number}/withdraw",
                                 "withdrawStandardChange",
                                 kChangeTag,
                                 {"撤回变更", "Withdraw a change"},
                                 needs(Permission::StandardWrite),
                                 kSlowRoute}),
    route<read_edition_here>(
        {Method::Post,
         "/api/v1/standard/code-tables/{key}/edition",
         "readCodeEdition",
         kChangeTag,
         {"读取上传的代码表，不保存", "Read an uploaded table of codes; nothing is kept"},
         needs(Permission::StandardWrite),
         kSlowRoute}),
};

}  // namespace

std::span<const Route> standard_change_routes() { return kStandardChangeRoutes; }

}  // namespace mingce::http
