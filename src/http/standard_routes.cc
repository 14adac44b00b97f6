// What data has to be: fields, code tables, rules, definitions; and values judged as they are
// typed.
#include "access/sight.h"
#include "domain/code_tables.h"
#include "domain/standard.h"
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "usecases/problem_table.h"
#include "usecases/rule_titles.h"
#include "usecases/students/check_values.h"

namespace mingce::http {

namespace {

struct FieldAnswer {
    std::string key, zh, en, field_class, code_table, source, sight;
    std::int64_t width = 0;
    bool is_sealed = false, may_write = false, may_filter = false;
    static constexpr std::string_view kName = "Field";
    static constexpr auto members() {
        using F = FieldAnswer;
        return std::tuple{
            Member{"key", &F::key, {"键", "key"}},
            Member{"zh", &F::zh, {"中文名", "in Chinese"}},
            Member{"en", &F::en, {"英文名", "in English"}},
            Member{"class", &F::field_class, {"级别 C1–C4", "class C1 to C4"}},
            Member{"is_sealed", &F::is_sealed, {"加密保存", "kept sealed"}},
            Member{"width",
                   &F::width,
                   {"宽度，半角字符；0 为不限", "width in half-width columns; 0 for no limit"}},
            Member{"code_table", &F::code_table, {"代码表", "code table"}},
            Member{"source", &F::source, {"依据", "source"}},
            Member{"sight",
                   &F::sight,
                   {"我看到的：whole、masked、hidden",
                    "how this caller sees it: whole, masked, hidden"}},
            Member{"may_write", &F::may_write, {"我可以修改", "this caller may change it"}},
            Member{
                "may_filter", &F::may_filter, {"我可以用来筛选", "this caller may filter by it"}}};
    }
};
struct FieldsAnswer {
    std::string edition;
    std::vector<FieldAnswer> items;
    static constexpr std::string_view kName = "Fields";
    static constexpr auto members() {
        return std::tuple{Member{"edition", &FieldsAnswer::edition, {"版本", "edition"}},
                          Member{"items", &FieldsAnswer::items, {"字段", "fields"}}};
    }
};
Result<FieldsAnswer> list_fields(Call& call, const Nothing&) {
    const DataStandard& standard = DataStandard::shipped();
    FieldsAnswer answer;
    answer.edition = standard.edition();
    const Caller& caller = call.context.caller;
    for (const FieldStandard& field : standard.fields())
        answer.items.push_back(
            {std::string(key_of(field.field)), field.zh, field.en,
             "C" + std::to_string(static_cast<int>(field.field_class)), field.code_table,
             field.source, std::string(key_of(sight_of(caller, field.field))), field.width,
             field.sealed, may_write(caller, field.field), may_filter_by(caller, field.field)});
    return answer;
}

struct TableAnswer {
    std::string key, standard, edition;
    std::int64_t entries = 0;
    static constexpr std::string_view kName = "CodeTable";
    static constexpr auto members() {
        using T = TableAnswer;
        return std::tuple{Member{"key", &T::key, {"键", "key"}},
                          Member{"standard", &T::standard, {"标准", "standard"}},
                          Member{"edition", &T::edition, {"版本", "edition"}},
                          Member{"entries", &T::entries, {"代码数", "codes"}}};
    }
};
struct TablesAnswer {
    std::vector<TableAnswer> items;
    static constexpr std::string_view kName = "CodeTables";
    static constexpr auto members() {
        return std::tuple{Member{"items", &TablesAnswer::items, {"代码表", "code tables"}}};
    }
};
Result<TablesAnswer> list_tables(Call&, const Nothing&) {
    TablesAnswer answer;
    for (const CodeTable& table : CodeTables::shipped().all())
        answer.items.push_back({table.key, table.standard, table.edition,
                                static_cast<std::int64_t>(table.entries().size())});
    return answer;
}
struct CodeAnswer {
    std::string code, name;
    static constexpr std::string_view kName = "CodeEntry";
    static constexpr auto members() {
        return std::tuple{Member{"code", &CodeAnswer::code, {"代码", "code"}},
                          Member{"name", &CodeAnswer::name, {"名称", "name"}}};
    }
};
struct CodesAnswer {
    std::vector<CodeAnswer> items;
    static constexpr std::string_view kName = "Codes";
    static constexpr auto members() {
        return std::tuple{
            Member{"items", &CodesAnswer::items, {"代码", "codes"}, Bounds{.items_max = 10'000}}};
    }
};
struct KeyInput {
    std::string key;
    static constexpr std::string_view kName = "CodeTableKey";
    static constexpr auto members() {
        return std::tuple{Member{"key", &KeyInput::key, {"代码表的键", "key of the table"}}};
    }
};
Result<CodesAnswer> show_table(Call&, const KeyInput& in) {
    const CodeTable* const table = CodeTables::shipped().find(in.key);
    if (table == nullptr) return Error(problem::kRequestNoRoute);
    CodesAnswer answer;
    for (const CodeEntry& entry : table->entries())
        answer.items.push_back({entry.code, entry.name});
    return answer;
}

struct RuleAnswer {
    std::string code, severity, title_zh, title_en, zh, en, fix_zh, fix_en, source;
    bool may_be_waived = true;
    static constexpr std::string_view kName = "Rule";
    static constexpr auto members() {
        using R = RuleAnswer;
        return std::tuple{Member{"code", &R::code, {"编号", "code"}},
                          Member{"severity",
                                 &R::severity,
                                 {"程度", "severity"},
                                 Bounds{.choices = words<Severity::Note>}},
                          Member{"title_zh", &R::title_zh, {"名称", "name, in Chinese"}},
                          Member{"title_en", &R::title_en, {"名称（英文）", "name"}},
                          Member{"zh", &R::zh, {"说什么", "what it says, in Chinese"}},
                          Member{"en", &R::en, {"说什么（英文）", "what it says"}},
                          Member{"fix_zh", &R::fix_zh, {"怎么办", "what to do, in Chinese"}},
                          Member{"fix_en", &R::fix_en, {"怎么办（英文）", "what to do"}},
                          Member{"source", &R::source, {"依据", "source"}},
                          Member{"may_be_waived",
                                 &R::may_be_waived,
                                 {"可以豁免", "a reason may waive what it blames"}}};
    }
};
struct RulesAnswer {
    std::vector<RuleAnswer> items;
    static constexpr std::string_view kName = "Rules";
    static constexpr auto members() {
        return std::tuple{Member{"items", &RulesAnswer::items, {"规则", "rules"}}};
    }
};
Result<RulesAnswer> list_rules(Call&, const Nothing&) {
    RulesAnswer answer;
    for (const RuleText* const rule : rules_of_rooms()) {
        const Text title = title_of_rule(rule->code);
        answer.items.push_back({std::string(rule->code), std::string(key_of(rule->severity)),
                                std::string(title.zh), std::string(title.en),
                                std::string(rule->message.zh), std::string(rule->message.en),
                                std::string(rule->fix.zh), std::string(rule->fix.en),
                                std::string(rule->source), !rule->is_never_waived});
    }
    return answer;
}

// ── values as they are typed ──

struct CheckInput {
    Texts values;
    std::optional<std::string> kind;
    std::optional<std::int64_t> year;
    bool is_whole = false;
    static constexpr std::string_view kName = "CheckValues";
    static constexpr auto members() {
        using C = CheckInput;
        return std::tuple{Member{"values",
                                 &C::values,
                                 {"字段与值", "fields and values"},
                                 Bounds{.length_max = 1'000, .items_max = 100}},
                          Member{"kind",
                                 &C::kind,
                                 {"学生种类；缺省 ug", "kind of student; ug without"},
                                 Bounds{.choices = words<StudentKind::International>}},
                          Member{"year",
                                 &C::year,
                                 {"招生年份；缺省今年", "year of the intake; this one without"},
                                 Bounds{.least = 1'949, .most = 2'200}},
                          Member{"is_whole",
                                 &C::is_whole,
                                 {"是完整的一个学生，也检查缺项",
                                  "a whole student: what is missing is told too"}}};
    }
};
struct CheckFinding {
    std::string rule, severity, field, zh, en, proposal;
    static constexpr std::string_view kName = "CheckFinding";
    static constexpr auto members() {
        using C = CheckFinding;
        return std::tuple{Member{"rule", &C::rule, {"规则编号", "code of the rule"}},
                          Member{"severity",
                                 &C::severity,
                                 {"程度", "severity"},
                                 Bounds{.choices = words<Severity::Note>}},
                          Member{"field", &C::field, {"字段", "field"}},
                          Member{"zh", &C::zh, {"中文说明", "in Chinese"}},
                          Member{"en", &C::en, {"英文说明", "in English"}},
                          Member{"proposal", &C::proposal, {"建议值", "proposed value"}}};
    }
};
struct CheckAnswer {
    std::vector<CheckFinding> items;
    static constexpr std::string_view kName = "CheckOutcome";
    static constexpr auto members() {
        return std::tuple{Member{"items", &CheckAnswer::items, {"问题", "findings"}}};
    }
};
Result<CheckAnswer> check_here(Call& call, const CheckInput& in) {
    CheckValues request;
    request.kind = student_kind_of(in.kind.value_or("")).value_or(StudentKind::Undergraduate);
    request.today = call.today();
    request.year = in.year.value_or(request.today.year);
    request.values = TRY(typed_values(in.values));
    request.is_whole = in.is_whole;
    CheckAnswer answer;
    for (const ValueFinding& finding : TRY(check_values(call.context, request)))
        answer.items.push_back({std::string(finding.rule->code),
                                std::string(key_of(finding.rule->severity)),
                                finding.field ? std::string(key_of(*finding.field)) : "",
                                finding.zh, finding.en, finding.proposal});
    return answer;
}

constexpr std::string_view kStandardTag = "standard";
const Route kStandardRoutes[] = {
    route<list_fields>({Method::Get,
                        "/api/v1/standard/fields",
                        "listFields",
                        kStandardTag,
                        {"数据标准", "The data standard"},
                        needs(Permission::StandardRead)}),
    route<list_tables>({Method::Get,
                        "/api/v1/standard/code-tables",
                        "listCodeTables",
                        kStandardTag,
                        {"代码表", "Code tables"},
                        needs(Permission::StandardRead)}),
    route<show_table>({Method::Get,
                       "/api/v1/standard/code-tables/{key}",
                       "showCodeTable",
                       kStandardTag,
                       {"一张代码表", "One code table"},
                       needs(Permission::StandardRead)}),
    route<list_rules>({Method::Get,
                       "/api/v1/standard/rules",
                       "listRules",
                       kStandardTag,
                       {"规则", "Rules"},
                       needs(Permission::StandardRead)}),
    route<check_here>({Method::Post,
                       "/api/v1/checks",
                       "checkValues",
                       kStandardTag,
                       {"检查填写的值，不保存", "Judge values as typed; nothing is kept"},
                       needs(Permission::CheckValues)}),
};

}  // namespace

std::span<const Route> standard_routes() { return kStandardRoutes; }

}  // namespace mingce::http
