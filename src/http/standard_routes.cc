// What data has to be: fields, code tables, rules, definitions; and values judged as they are
// typed.
#include "access/sight.h"
#include "domain/definition.h"
#include "domain/standard.h"
#include "http/answers.h"
#include "http/app.h"
#include "http/route.h"
#include "http/standard_answers.h"
#include "usecases/problem_table.h"
#include "usecases/rule_titles.h"
#include "usecases/standards/open_by_rule.h"
#include "usecases/standards/standard_in_force.h"
#include "usecases/students/check_values.h"

namespace mingce::http {

namespace {

constexpr Text kIsChangedText = {"学校改过", "changed by the school"};

struct FieldAnswer {
    std::string key, zh, en, type, field_class, code_table, source, sight;
    std::int64_t width = 0;
    std::vector<std::string> aliases, school_aliases, required;
    bool is_sealed = false, may_write = false, may_filter = false, is_changed = false;
    static constexpr std::string_view kName = "Field";
    static constexpr auto members() {
        using F = FieldAnswer;
        return std::tuple{
            Member{"key", &F::key, {"键", "key"}},
            Member{"zh", &F::zh, {"中文名", "in Chinese"}},
            Member{"en", &F::en, {"英文名", "in English"}},
            Member{"type", &F::type, {"类型", "type"}, Bounds{.choices = words<FieldType::Digits>}},
            Member{"class", &F::field_class, {"级别 C1–C4", "class C1 to C4"}},
            Member{"is_sealed", &F::is_sealed, {"加密保存", "kept sealed"}},
            Member{"width", &F::width, kWidthText},
            Member{"code_table", &F::code_table, {"代码表", "code table"}},
            Member{"aliases", &F::aliases, kAliasesText},
            Member{"school_aliases",
                   &F::school_aliases,
                   {"其中学校另加的", "those of them that the school added"}},
            Member{"required", &F::required, kRequiredText},
            Member{"is_changed", &F::is_changed, kIsChangedText},
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
FieldAnswer field_answer(const FieldStandard& field, const SchoolStandard& school,
                         const Caller& caller) {
    FieldAnswer answer;
    answer.key = key_of(field.field);
    answer.zh = field.zh;
    answer.en = field.en;
    answer.type = key_of(field.type);
    answer.field_class = "C" + std::to_string(static_cast<int>(field.field_class));
    answer.code_table = field.code_table;
    answer.source = field.source;
    answer.sight = key_of(sight_of(caller, field.field));
    answer.width = field.width;
    answer.aliases = field.aliases;
    answer.school_aliases = school.of(field.field).aliases;
    answer.required = kinds_required(field.required);
    answer.is_sealed = field.sealed;
    answer.may_write = may_write(caller, field.field);
    answer.may_filter = may_filter_by(caller, field.field);
    answer.is_changed = school.is_changed(StandardKind::Field, answer.key);
    return answer;
}
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
    const StandardInForce school = TRY(standard_in_force(call.context, call.today()));
    FieldsAnswer answer;
    answer.edition = school->fields().edition();
    for (const FieldStandard& field : school->fields().fields())
        answer.items.push_back(field_answer(field, *school, call.context.caller));
    return answer;
}

struct TableAnswer {
    std::string key, zh, en, standard, edition;
    std::int64_t entries = 0;
    bool is_changed = false, open = false;
    static constexpr std::string_view kName = "CodeTable";
    static constexpr auto members() {
        using T = TableAnswer;
        return std::tuple{
            Member{"key", &T::key, {"键", "key"}},
            Member{"zh", &T::zh, {"中文名", "in Chinese"}},
            Member{"en", &T::en, {"英文名", "in English"}},
            Member{"standard", &T::standard, {"标准", "standard"}},
            Member{"edition", &T::edition, {"版本", "edition"}},
            Member{"entries", &T::entries, {"代码数", "codes"}},
            Member{"is_changed", &T::is_changed, kIsChangedText},
            Member{"open",
                   &T::open,
                   {"表外的值也可以", "values that are not in it are right as well"}}};
    }
};
struct TablesAnswer {
    std::vector<TableAnswer> items;
    static constexpr std::string_view kName = "CodeTables";
    static constexpr auto members() {
        return std::tuple{Member{"items", &TablesAnswer::items, {"代码表", "code tables"}}};
    }
};
Result<TablesAnswer> list_tables(Call& call, const Nothing&) {
    const StandardInForce school = TRY(standard_in_force(call.context, call.today()));
    TablesAnswer answer;
    for (const CodeTable& table : school->codes().all())
        answer.items.push_back({table.key, table.zh, table.en, table.standard, table.edition,
                                static_cast<std::int64_t>(table.entries().size()),
                                school->is_changed(StandardKind::CodeTable, table.key),
                                table.open});
    return answer;
}
struct CodesAnswer {
    std::vector<CodeEntryAnswer> items;
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
Result<CodesAnswer> show_table(Call& call, const KeyInput& in) {
    const StandardInForce school = TRY(standard_in_force(call.context, call.today()));
    const CodeTable* const table = school->codes().find(in.key);
    if (table == nullptr) return Error(problem::kRequestNoRoute);
    CodesAnswer answer;
    for (const CodeEntry& entry : table->entries()) answer.items.push_back(as_answer(entry));
    return answer;
}

struct RuleAnswer {
    std::string code, severity, shipped_severity, title_zh, title_en, zh, en, fix_zh, fix_en,
        source;
    bool may_be_waived = true, is_on = true, is_changed = false;
    std::optional<std::int64_t> open;
    static constexpr std::string_view kName = "Rule";
    static constexpr auto members() {
        using R = RuleAnswer;
        return std::tuple{Member{"code", &R::code, {"编号", "code"}},
                          Member{"severity",
                                 &R::severity,
                                 {"程度", "severity"},
                                 Bounds{.choices = words<Severity::Note>}},
                          Member{"shipped_severity",
                                 &R::shipped_severity,
                                 {"出厂程度", "severity as shipped"},
                                 Bounds{.choices = words<Severity::Note>}},
                          Member{"is_on", &R::is_on, kIsOnText},
                          Member{"is_changed", &R::is_changed, kIsChangedText},
                          Member{"open",
                                 &R::open,
                                 {"现在未处理的问题；只告诉看得到全部学生的人，其他人为 null",
                                  "findings open now, for who works with every student; else "
                                  "null"}},
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
RuleAnswer rule_answer(const RuleText& rule, const SchoolStandard& school) {
    const Text title = title_of_rule(rule.code);
    RuleAnswer answer;
    answer.code = rule.code;
    answer.severity = key_of(school.severity_of(rule));
    answer.shipped_severity = key_of(rule.severity);
    answer.is_on = school.is_on(rule);
    answer.is_changed = school.is_changed(StandardKind::Rule, rule.code);
    answer.title_zh = title.zh;
    answer.title_en = title.en;
    answer.zh = rule.message.zh;
    answer.en = rule.message.en;
    answer.fix_zh = rule.fix.zh;
    answer.fix_en = rule.fix.en;
    answer.source = rule.source;
    answer.may_be_waived = !rule.is_never_waived;
    return answer;
}
Result<RulesAnswer> list_rules(Call& call, const Nothing&) {
    const StandardInForce school = TRY(standard_in_force(call.context, call.today()));
    const auto open = TRY(open_by_rule(call.context));
    RulesAnswer answer;
    for (const RuleText* const rule : rules_of_rooms()) {
        RuleAnswer& told = answer.items.emplace_back(rule_answer(*rule, *school));
        if (!open) continue;
        const auto found = open->find(rule->code);
        told.open = found == open->end() ? 0 : found->second;
    }
    return answer;
}

struct DefinitionsAnswer {
    std::vector<std::string> items;
    static constexpr std::string_view kName = "Definitions";
    static constexpr auto members() {
        return std::tuple{
            Member{"items", &DefinitionsAnswer::items, {"编制规则的键", "keys of definitions"}}};
    }
};
Result<DefinitionsAnswer> list_definitions(Call&, const Nothing&) {
    return DefinitionsAnswer{shipped_definition_keys()};
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
                                std::string(key_of(finding.severity)),
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
    route<list_definitions>({Method::Get,
                             "/api/v1/standard/definitions",
                             "listDefinitions",
                             kStandardTag,
                             {"编制规则", "Definitions of rosters"},
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
